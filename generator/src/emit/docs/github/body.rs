//! What is sent: media types with their schemas, encodings and examples.

use super::facts::{pretty, shown};
use super::parameter::style_facts;
use super::text::{Md, Target, cell};
use super::{Writer, link_or_code, prose};
use crate::ir::{Body, Encoding, Example, Id, Media, Said, Use};
use crate::manner::github::{code, escape, hides, line, name};
use crate::source;

/// Media types with the same content, and what they hold.
pub(super) struct Group<'a> {
    pub(super) names: Vec<&'a Said>,
    pub(super) media: &'a Media,
}

/// Code spans one behind the other.
fn codes<'a>(names: impl IntoIterator<Item = &'a Said>) -> String {
    names.into_iter().map(|it| code(&name(it))).collect::<Vec<_>>().join(", ")
}

impl Writer<'_> {
    /// The request body of an operation, or the link to where it is shown.
    pub(super) fn body(&self, it: &Use<Body>, md: &mut Md) {
        let body = &self.api[it.to];
        let own = it.via.as_ref().and_then(|it| it.description.as_ref());
        let Some(said) = self.shared.bodies.get(&it.to) else {
            return self.body_content(body, own, md);
        };
        let mut first = Md::from(needed(body));
        first.push(", as ").link(&super::heading_of_name(said), Target::Body(it.to)).push(" says");
        match prose(own.or(body.description.as_ref())) {
            Some(text) => first.push(": ").push(&line(text)),
            None => first.push("."),
        };
        md.facts(&[first]);
    }

    /// A shared body in a section of its own.
    pub(super) fn body_section(&self, id: Id<Body>, said: &str) -> Md {
        let mut md = Md::default();
        md.heading(
            2,
            &format!("Request body: {}", super::heading_of_name(said)),
            &format!("Request body: {}", super::seen_of_name(said)),
            Some(Target::Body(id)),
        );
        self.body_content(&self.api[id], None, &mut md);
        md
    }

    fn body_content(&self, body: &Body, own: Option<&Said>, md: &mut Md) {
        let mut first = Md::from(format!("{}.", needed(body)));
        if let Some(text) = prose(own.or(body.description.as_ref())) {
            first.push(" ").push(&line(text));
        }
        let mut facts = vec![first];
        self.extension_facts(&body.extensions, &mut facts);
        md.facts(&facts);
        for group in self.groups(&body.content) {
            self.media(&group, "", md);
        }
        for media in &body.content {
            self.encodings(&self.api[media.to], "", md);
            self.examples(&self.api[media.to], "", md);
        }
    }

    /// Media types in order; neighbours that hold the same are one group.
    pub(super) fn groups<'a>(&'a self, content: &'a [Use<Media>]) -> Vec<Group<'a>> {
        let mut groups: Vec<(String, Group<'a>)> = Vec::new();
        for it in content {
            let media = &self.api[it.to];
            let mut written = Md::default();
            self.media_schemas(media, &Md::default(), &mut written);
            match groups.last_mut() {
                Some((last, group)) if *last == written.text() => group.names.push(&media.name),
                _ => groups
                    .push((written.text().to_owned(), Group { names: vec![&media.name], media })),
            }
        }
        groups.into_iter().map(|it| it.1).collect()
    }

    /// A group in full. `lead` stands in front of the media types in bold.
    pub(super) fn media(&self, group: &Group<'_>, lead: &str, md: &mut Md) {
        let names = codes(group.names.iter().copied());
        let label = if lead.is_empty() {
            Md::from(names)
        } else {
            Md::from(format!("**Body {lead}, {names}**"))
        };
        self.media_schemas(group.media, &label, md);
    }

    fn media_schemas(&self, media: &Media, label: &Md, md: &mut Md) {
        let with = |words: &str| {
            let mut label = label.clone();
            label.push(words);
            label
        };
        if media.schema.is_none() && media.item_schema.is_none() {
            let mut facts = vec![label.clone()];
            self.extension_facts(&media.extensions, &mut facts);
            md.facts(&facts);
        }
        if let Some(schema) = media.schema {
            self.schema(schema, &with(": "), true, md);
        }
        if let Some(schema) = media.item_schema {
            self.schema(schema, &with(", each item: "), true, md);
        }
    }

    /// What a cell says of a group, and whether that is all.
    pub(super) fn media_in_cell(&self, group: &Group<'_>) -> (Md, bool) {
        let mut out = Md::from(codes(group.names.iter().copied()));
        let mut whole = true;
        for (between, schema) in
            [(": ", group.media.schema), (", each item: ", group.media.item_schema)]
        {
            let Some(schema) = schema else { continue };
            let short = self.is_short(schema);
            whole &= short;
            out.push(between).add(&if short { self.phrase(schema) } else { self.head(schema) });
        }
        (out, whole)
    }

    /// How the parts of a media type are sent.
    pub(super) fn encodings(&self, media: &Media, lead: &str, md: &mut Md) {
        let mut rows = Vec::new();
        self.encoding_rows(
            &media.encoding,
            &media.prefix_encoding,
            media.item_encoding.as_deref(),
            ("", 0),
            &mut rows,
        );
        if rows.is_empty() {
            return;
        }
        md.part();
        md.push(&format!("**Encoding {lead}{}:**\n", code(&name(&media.name))));
        md.table(&["Property", "Encoding"], 2, &rows);
    }

    fn encoding_rows(
        &self,
        named: &[(Said, Encoding)],
        prefix: &[Encoding],
        item: Option<&Encoding>,
        (path, depth): (&str, usize),
        rows: &mut Vec<Vec<Md>>,
    ) {
        let named = named.iter().map(|(said, it)| {
            let between = if path.is_empty() { "" } else { "." };
            (format!("{path}{between}{}", super::schema::segment(said)), it)
        });
        let prefix = prefix.iter().enumerate().map(|(at, it)| (format!("{path}[{at}]"), it));
        let item = item.into_iter().map(|it| (format!("{path}[]"), it));
        for (path, it) in named.chain(prefix).chain(item) {
            rows.push(vec![Md::from(code(&path)), self.encoding(it)]);
            if depth < 16 {
                let inner = (path.as_str(), depth + 1);
                self.encoding_rows(
                    &it.encoding,
                    &it.prefix_encoding,
                    it.item_encoding.as_deref(),
                    inner,
                    rows,
                );
            }
        }
    }

    fn encoding(&self, it: &Encoding) -> Md {
        let mut facts = Vec::new();
        if let Some(types) = &it.content_type {
            facts.push(Md::from(format!("Content type: {}", code(&name(types)))));
        }
        facts.extend(style_facts(it.style, it.explode));
        facts.extend(reserved(it.allow_reserved));
        for (said, header) in &it.headers {
            let header = &self.api[header.to];
            let mut fact = Md::from(format!("Header {}: ", code(&name(said))));
            match (header.schema, header.content.first()) {
                (Some(schema), _) => fact.add(&self.phrase(schema)),
                (None, Some(media)) => fact.push(&code(&name(&self.api[media.to].name))),
                (None, None) => fact.push("any"),
            };
            if header.required == Some(true) {
                fact.push(", required");
            }
            facts.push(fact);
            if let Some(text) = prose(header.description.as_ref()) {
                facts.push(Md::from(format!("About {}: {}", code(&name(said)), line(text))));
            }
        }
        self.extension_facts(&it.extensions, &mut facts);
        cell(None, &facts)
    }

    /// Every example of a media type, each in a fence.
    pub(super) fn examples(&self, media: &Media, lead: &str, md: &mut Md) {
        let label = format!("**Example {lead}{}", code(&name(&media.name)));
        if let Some(it) = &media.example {
            md.part();
            md.push(&label).push(":**\n");
            fence(it, Some(&media.name), md);
        }
        for (said, it) in &media.examples {
            let mut first = Md::from(format!("{label}, {}:**", code(&name(said))));
            let via = it.via.as_deref();
            let summary = via.and_then(|it| it.summary.as_ref());
            let about = via.and_then(|it| it.description.as_ref());
            if let Some(shared) = self.shared.examples.get(&it.to) {
                first.push(" ").link(&super::heading_of_name(shared), Target::Example(it.to));
                if let Some(summary) = prose(summary) {
                    first.push(" ").push(&escape(summary));
                }
                let mut facts = vec![first];
                if let Some(text) = prose(about) {
                    facts.push(Md::from(format!("Description: {}", line(text))));
                }
                md.facts(&facts);
            } else {
                self.example(&self.api[it.to], (summary, about), first, Some(&media.name), md);
            }
        }
    }

    /// A shared example in a section of its own.
    pub(super) fn example_section(&self, id: Id<Example>, said: &str) -> Md {
        let mut md = Md::default();
        md.heading(
            2,
            &format!("Example: {}", super::heading_of_name(said)),
            &format!("Example: {}", super::seen_of_name(said)),
            Some(Target::Example(id)),
        );
        self.example(&self.api[id], (None, None), Md::from("**Value:**"), None, &mut md);
        md
    }

    fn example(
        &self,
        it: &Example,
        own: (Option<&Said>, Option<&Said>),
        mut first: Md,
        media: Option<&str>,
        md: &mut Md,
    ) {
        if let Some(summary) = prose(own.0.or(it.summary.as_ref())) {
            first.push(" ").push(&escape(summary));
        }
        let mut facts = vec![first];
        if let Some(text) = prose(own.1.or(it.description.as_ref())) {
            facts.push(Md::from(format!("Description: {}", line(text))));
        }
        if let Some(url) = &it.external_value {
            facts.push(Md::from(format!("See: {}", link_or_code(None, url))));
        }
        self.extension_facts(&it.extensions, &mut facts);
        md.facts(&facts);
        if let Some(value) = &it.value {
            fence(value, media, md);
        }
        if let Some(value) = &it.data_value {
            md.push("\nAs data:\n");
            fence(value, Some("application/json"), md);
        }
        if let Some(text) = &it.serialized_value {
            md.push("\nAs it is sent:\n");
            fence_text(text, media, md);
        }
    }

    /// The named examples of a parameter or header, as facts.
    pub(super) fn examples_in_cell(&self, all: &[(Said, Use<Example>)], facts: &mut Vec<Md>) {
        for (said, it) in all {
            let label = code(&name(said));
            let mut fact = Md::from(format!("Example {label}: "));
            let via = it.via.as_deref();
            let example = &self.api[it.to];
            let summary = via.and_then(|it| it.summary.as_ref()).or(example.summary.as_ref());
            let about = via.and_then(|it| it.description.as_ref()).or(example.description.as_ref());
            match (&example.value, &example.data_value, &example.external_value) {
                (Some(it), ..) => fact.push(&shown(it)),
                (None, Some(it), _) => fact.push(&shown(it)).push(" as data"),
                (None, None, Some(url)) => fact.push("see ").push(&link_or_code(None, url)),
                (None, None, None) => fact.push("none"),
            };
            if let Some(text) = &example.serialized_value {
                fact.push(&format!(", sent as {}", code(&name(text))));
            }
            if let Some(summary) = prose(summary) {
                fact.push(&format!(" – {}", escape(summary)));
            }
            facts.push(fact);
            if let Some(text) = prose(about) {
                facts.push(Md::from(format!("About {label}: {}", line(text))));
            }
        }
    }
}

fn needed(body: &Body) -> &'static str {
    if body.required == Some(true) { "Required" } else { "Optional" }
}

/// Whether reserved characters may stand as they are.
pub(super) fn reserved(allowed: Option<bool>) -> Option<Md> {
    (allowed == Some(true)).then(|| Md::from("Reserved characters allowed"))
}

/// A value in a fence: text of another language than JSON as it is, all else
/// as JSON.
pub(super) fn fence(it: &source::Value, media: Option<&str>, md: &mut Md) {
    match it.node().as_text() {
        Some(text) if language(media) != "json" && is_plain(&text) => {
            md.fence(language(media), &text);
        }
        _ => md.fence("json", &pretty(it)),
    }
}

fn fence_text(text: &str, media: Option<&str>, md: &mut Md) {
    let language = language(media);
    let language = if language == "json" { "text" } else { language };
    if is_plain(text) {
        md.fence(language, text);
    } else {
        md.fence("json", &crate::manner::github::quote(text));
    }
}

/// Whether a fence shows all of a text.
fn is_plain(text: &str) -> bool {
    !text.contains(|it| hides(it) && it != '\n' && it != '\t')
}

/// The language of what is sent in a media type; JSON where it is not known.
fn language(media: Option<&str>) -> &'static str {
    let Some(media) = media else { return "json" };
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let known = [
        ("json", "json"),
        ("xml", "xml"),
        ("yaml", "yaml"),
        ("html", "html"),
        ("csv", "csv"),
        ("javascript", "js"),
        ("graphql", "graphql"),
    ];
    known.into_iter().find(|it| media.contains(it.0)).map_or("text", |it| it.1)
}
