//! Parameters and headers: a row each, and rows for what is within.

use super::body::reserved;
use super::facts::shown;
use super::text::{Md, Target, cell};
use super::{Writer, heading_of_name, prose, seen_of_name};
use crate::ir::{Header, Id, Media, Parameter, Place, Said, Schema, Style, Use};
use crate::manner::github::{code, line, name};

/// What a row says of a value, wherever it stands.
struct Valued<'a> {
    schema: Option<Id<Schema>>,
    content: &'a [Use<Media>],
    description: Option<&'a Said>,
    /// Facts that are not the schema's.
    facts: Vec<Md>,
    /// Whether the facts have an example already.
    exemplified: bool,
}

impl Writer<'_> {
    /// The table of parameters.
    pub(super) fn parameters(&self, all: &[&Use<Parameter>], md: &mut Md) {
        let mut rows = Vec::new();
        for it in all {
            let own = it.via.as_ref().and_then(|it| it.description.as_ref());
            let parameter = &self.api[it.to];
            let Some(said) = self.shared.parameters.get(&it.to) else {
                self.parameter(parameter, own, &mut rows);
                continue;
            };
            let known = self.large.borrow().parameters.contains(&it.to);
            if !known {
                let mut written = Vec::new();
                self.parameter(parameter, None, &mut written);
                if size(&written) <= LARGE {
                    self.parameter(parameter, own, &mut rows);
                    continue;
                }
                self.large.borrow_mut().parameters.insert(it.to);
            }
            let mut phrase = Md::default();
            phrase.link(&heading_of_name(said), Target::Parameter(it.to));
            let required = Md::from(if parameter.is_required() { "yes" } else { "" });
            let label = Md::from(code(&name(&parameter.name)));
            let about = cell(prose(own), &[]);
            rows.push(vec![label, Md::from(parameter.place.name()), phrase, required, about]);
        }
        md.table(&["Name", "In", "Type", "Required", "Description"], 3, &rows);
    }

    fn parameter(&self, it: &Parameter, own: Option<&Said>, rows: &mut Vec<Vec<Md>>) {
        let place = it.place;
        let mut facts = Vec::new();
        if it.deprecated == Some(true) {
            facts.push(Md::from("Deprecated"));
        }
        if it.allow_empty == Some(true) {
            facts.push(Md::from("May be empty"));
        }
        facts.extend(reserved(it.allow_reserved));
        let usual = matches!(it.style(), Style::Form | Style::Cookie);
        let style = Some(it.style()).filter(|it| *it != usual_style(place));
        facts.extend(style_facts(style, Some(self.api.explodes(it)).filter(|it| *it != usual)));
        if let Some(example) = &it.example {
            facts.push(Md::from(format!("Example: {}", shown(example))));
        }
        self.examples_in_cell(&it.examples, &mut facts);
        self.extension_facts(&it.extensions, &mut facts);
        let valued = Valued {
            schema: it.schema,
            content: &it.content,
            description: own.or(it.description.as_ref()),
            facts,
            exemplified: it.example.is_some() || !it.examples.is_empty(),
        };
        let place = Md::from(place.name());
        self.valued(&it.name, Some(&place), it.is_required(), valued, rows);
    }

    /// A large parameter in a section of its own.
    pub(super) fn parameter_section(&self, id: Id<Parameter>, said: &str) -> Md {
        let mut md = Md::default();
        let label = format!("Parameter: {}", heading_of_name(said));
        md.heading(
            2,
            &label,
            &format!("Parameter: {}", seen_of_name(said)),
            Some(Target::Parameter(id)),
        );
        let mut rows = Vec::new();
        self.parameter(&self.api[id], None, &mut rows);
        md.table(&["Name", "In", "Type", "Required", "Description"], 3, &rows);
        md
    }

    /// The table of the headers of a response.
    pub(super) fn headers(&self, all: &[(Said, Use<Header>)], md: &mut Md) {
        let mut rows = Vec::new();
        for (said, it) in all {
            let own = it.via.as_ref().and_then(|it| it.description.as_ref());
            let header = &self.api[it.to];
            let Some(component) = self.shared.headers.get(&it.to) else {
                self.header(said, header, own, &mut rows);
                continue;
            };
            let known = self.large.borrow().headers.contains(&it.to);
            if !known {
                let mut written = Vec::new();
                self.header(said, header, None, &mut written);
                if size(&written) <= LARGE {
                    self.header(said, header, own, &mut rows);
                    continue;
                }
                self.large.borrow_mut().headers.insert(it.to);
            }
            let mut phrase = Md::default();
            phrase.link(&heading_of_name(component), Target::Header(it.to));
            let required = Md::from(if header.required == Some(true) { "yes" } else { "" });
            let label = Md::from(code(&super::schema::segment(said)));
            rows.push(vec![label, phrase, required, cell(prose(own), &[])]);
        }
        md.table(&["Header", "Type", "Required", "Description"], 2, &rows);
    }

    /// A large header in a section of its own.
    pub(super) fn header_section(&self, id: Id<Header>, said: &str) -> Md {
        let mut md = Md::default();
        let label = format!("Header: {}", heading_of_name(said));
        md.heading(2, &label, &format!("Header: {}", seen_of_name(said)), Some(Target::Header(id)));
        let mut rows = Vec::new();
        self.header(said, &self.api[id], None, &mut rows);
        md.table(&["Header", "Type", "Required", "Description"], 2, &rows);
        md
    }

    fn header(&self, said: &str, it: &Header, own: Option<&Said>, rows: &mut Vec<Vec<Md>>) {
        let mut facts = Vec::new();
        if it.deprecated == Some(true) {
            facts.push(Md::from("Deprecated"));
        }
        if it.allow_empty == Some(true) {
            facts.push(Md::from("May be empty"));
        }
        facts.extend(reserved(it.allow_reserved));
        let other = it.style.is_some_and(|it| it != Style::Simple) || it.explode == Some(true);
        if other {
            facts.extend(style_facts(it.style, it.explode));
        }
        if let Some(example) = &it.example {
            facts.push(Md::from(format!("Example: {}", shown(example))));
        }
        self.examples_in_cell(&it.examples, &mut facts);
        self.extension_facts(&it.extensions, &mut facts);
        let valued = Valued {
            schema: it.schema,
            content: &it.content,
            description: own.or(it.description.as_ref()),
            facts,
            exemplified: it.example.is_some() || !it.examples.is_empty(),
        };
        self.valued(said, None, it.required == Some(true), valued, rows);
    }

    /// A row for a value, and rows for what is within its schema.
    fn valued(
        &self,
        said: &str,
        place: Option<&Md>,
        required: bool,
        mut it: Valued<'_>,
        rows: &mut Vec<Vec<Md>>,
    ) {
        let mut phrase = Md::default();
        let mut schema = it.schema;
        if let Some(media) = it.content.first() {
            let media = &self.api[media.to];
            phrase.push(&code(&name(&media.name)));
            schema = schema.or(media.schema);
            if schema.is_some() {
                phrase.push(": ");
            }
        }
        let mut description = it.description;
        if let Some(id) = schema {
            phrase.add(&self.phrase(id));
            let described = self.api[id].description.as_ref();
            if prose(description).is_none() {
                description = described;
            } else if let Some(text) = prose(described)
                && prose(description) != Some(text)
            {
                it.facts.push(Md::from(format!("Schema: {}", line(text))));
            }
            for fact in self.schema_facts(id) {
                // What the value says of itself holds before what its schema says.
                let repeats = (it.exemplified && fact.text().starts_with("Example: "))
                    || (fact.text() == "Deprecated"
                        && it.facts.iter().any(|it| it.text() == "Deprecated"));
                if !repeats {
                    it.facts.push(fact);
                }
            }
        } else if it.content.is_empty() {
            phrase.push("any");
        }
        let about = cell(prose(description), &it.facts);
        let segment = super::schema::segment(said);
        let row = |path: &str, place: Option<&Md>, phrase: Md, required: bool, about: Md| {
            let mut cells = vec![Md::from(code(path))];
            cells.extend(place.cloned());
            cells.extend([phrase, Md::from(if required { "yes" } else { "" }), about]);
            cells
        };
        // The place tells a parameter from what is within, so its name stands bare.
        let label = if place.is_some() { name(said) } else { segment.clone() };
        rows.push(row(&label, place, phrase, required, about));
        let Some(id) = schema else { return };
        let mut within = Vec::new();
        self.rows_within(id, &segment, 1, &mut within, None);
        let blank = Md::default();
        rows.extend(
            within
                .into_iter()
                .map(|it| row(&it.path, place.map(|_| &blank), it.phrase, it.required, it.about)),
        );
    }
}

/// How large the rows of a shared parameter or header may be, in bytes, to be
/// repeated wherever it is used.
const LARGE: usize = 4_000;

fn size(rows: &[Vec<Md>]) -> usize {
    rows.iter().flatten().map(|it| it.text().len()).sum()
}

/// The style that a parameter has unless it states another (Parameter Object).
fn usual_style(place: Place) -> Style {
    match place {
        Place::Path | Place::Header => Style::Simple,
        Place::Query | Place::QueryString | Place::Cookie | Place::Form => Style::Form,
    }
}

/// How a value becomes text: `Style: pipeDelimited, not exploded`.
pub(super) fn style_facts(style: Option<Style>, explode: Option<bool>) -> Option<Md> {
    let mut words = Vec::new();
    words.extend(style.map(|it| code(it.name())));
    words.extend(explode.map(|it| if it { "exploded" } else { "not exploded" }.to_owned()));
    (!words.is_empty()).then(|| Md::from(format!("Style: {}", words.join(", "))))
}
