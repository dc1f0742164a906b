//! How an operation is called: the code sample and examples of the body.

use std::fmt::Write as _;

use crate::dialect::Version;
use crate::ir::{Media, Operation, Parameter, Place, SchemeKind, Type, extension};
use crate::manner::widdershins::body::{Content, contents};
use crate::manner::widdershins::media::Class;
use crate::manner::widdershins::query::query;
use crate::manner::widdershins::sample::{Sample, Skip};
use crate::manner::widdershins::schema::View;

use super::Writing;
use super::page::Block;

/// Where requests go if neither the settings nor the document says.
const SERVER: &str = "http://coder-server:8080";
/// How large an example may be, in bytes or so; of a larger one a sample is made.
const LARGEST_EXAMPLE: usize = 4 << 20;

impl<'a> Writing<'a, '_> {
    /// The request with curl.
    pub(super) fn code_sample(&mut self, operation: &'a Operation) -> Block<'a> {
        let api = self.document.api;
        let url = self.url(&api[operation.path].template);
        let query = self.required_query(operation);
        let headers = self.headers(operation);
        let mut code = String::from("# Example request using curl\n");
        let _ = write!(code, "curl -X {} {}{query}", word(operation.method.name()), word(&url));
        code.push_str(if headers.is_empty() { "\n" } else { " \\\n" });
        // A form's media type counts as a header, but has no line.
        let shown: Vec<&(String, String)> = headers.iter().filter(|it| !is_form(it)).collect();
        for (at, (name, value)) in shown.iter().enumerate() {
            let more = if at + 1 < shown.len() { " \\" } else { "" };
            let _ = writeln!(code, "  -H '{}: {}'{more}", quoted(name), quoted(value));
        }
        if shown.is_empty() {
            code.push('\n');
        }
        Block::Fence(self.options.fence, code)
    }

    /// Where a path is found: at the server of the settings, of the document,
    /// or of nobody.
    fn url(&self, path: &str) -> String {
        let path = path.split('?').next().unwrap_or_default();
        let (host, base) = &self.address;
        match (self.options.server, host) {
            (Some(server), _) => {
                format!("{}{}", server.trim_end_matches('/'), joined(&format!("{base}{path}")))
            }
            (None, Some(host)) => joined(&format!("{host}{base}{path}")),
            (None, None) => format!("{SERVER}{}", joined(&format!("{base}{path}"))),
        }
    }

    fn required_query(&mut self, operation: &'a Operation) -> String {
        let api = self.document.api;
        let mut values = Vec::new();
        for parameter in api.parameters_of(operation) {
            let parameter = &api[parameter.to];
            if parameter.place == Place::Query && parameter.is_required() {
                let exploded = parameter.stated_explode == Some(true);
                let mut value = self.value(parameter);
                if !parameter.content.is_empty() {
                    value = Sample::Text(value.to_json().into());
                }
                values.push((&*parameter.name.text, value, exploded));
            }
        }
        query(&values)
    }

    /// The headers in the order of the sample.
    fn headers(&mut self, operation: &'a Operation) -> Vec<(String, String)> {
        let api = self.document.api;
        let mut headers: Vec<(String, String)> = Vec::new();
        let mut add = |name: &str, value: &str| headers.push((name.to_owned(), value.to_owned()));
        if let Some(content) = contents(api, operation).first() {
            add("Content-Type", content.name);
        }
        let answers = self.answers(operation);
        let content = answers.iter().find_map(|(_, it)| it.content.first());
        if let Some(media) = content {
            add("Accept", &api[media.to].name);
        }
        for parameter in api.parameters_of(operation) {
            let parameter = &api[parameter.to];
            if parameter.place == Place::Header {
                add(&parameter.name, &plain(&self.value(parameter)));
            }
        }
        let required = api.security_of(operation).first();
        for scheme in required.iter().flat_map(|it| &it.schemes) {
            let declared = api.components.security.iter().find(|it| it.name == scheme.scheme);
            match declared.map(|it| &it.kind) {
                Some(SchemeKind::ApiKey { name, place: Place::Header }) => {
                    headers.push((name.to_string(), "API_KEY".to_owned()));
                }
                Some(kind)
                    if takes_a_token(kind)
                        && !headers.iter().any(|(name, _)| name == "Authorization") =>
                {
                    let token = "Bearer {access-token}".to_owned();
                    headers.push(("Authorization".to_owned(), token));
                }
                _ => {}
            }
        }
        headers
    }

    /// What a parameter is sent as: its example, or a sample of its schema.
    fn value(&mut self, parameter: &'a Parameter) -> Sample<'a> {
        let api = self.document.api;
        let named = parameter.examples.first().and_then(|(_, it)| api[it.to].value.as_ref());
        let of_2_0 = || extension(&parameter.extensions, "x-example");
        let example = parameter.example.as_ref().or(named).or_else(of_2_0);
        let example = example.and_then(|it| Sample::given(it.node(), 0, &mut { LARGEST_EXAMPLE }));
        if let Some(example) = example.filter(Sample::is_true) {
            return example;
        }
        match self.parameter_schema(parameter) {
            Some(schema) => self.sample(schema, Skip::ReadOnly, parameter.at),
            None => Sample::Null,
        }
    }

    /// The schema of a parameter, or of the one media type that it has.
    pub(super) fn parameter_schema(&self, parameter: &'a Parameter) -> Option<View<'a>> {
        let media = parameter.content.first().and_then(|it| self.document.api[it.to].schema);
        let schema = self.document.resolved(parameter.schema.or(media)?);
        let untyped = self.document.api.version == Version::V2_0 && schema.types().is_empty();
        // The chain takes a parameter of Swagger 2.0 without a type for text.
        Some(if untyped { schema.copied(Some(Type::String)) } else { schema })
    }

    /// Examples of the body, one for each class of media types that it has.
    pub(super) fn body_examples(&mut self, operation: &'a Operation) -> Vec<Block<'a>> {
        let api = self.document.api;
        let contents = contents(api, operation);
        if contents.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![Block::prose("> Body parameter")];
        let mut value = Sample::Null;
        for content in &contents {
            value = self.example(content.media, Skip::ReadOnly);
            if value.is_true() {
                break;
            }
        }
        let schema = contents.iter().find_map(Content::schema);
        let name = schema.and_then(|it| element(self.document.resolved(it)));
        for class in Class::ALL {
            if contents.iter().any(|it| class.has(it.name)) {
                blocks.extend(match class {
                    Class::Json => Some(Block::Fence("json", value.to_json_pretty() + "\n")),
                    Class::Yaml | Class::Form => Some(Block::Fence("yaml", value.to_yaml() + "\n")),
                    Class::Text => Some(Block::Fence("", value.to_yaml() + "\n")),
                    Class::Xml => value.to_xml(name).map(|it| Block::Fence("xml", it)),
                });
            }
        }
        blocks
    }

    /// The example of a media type, or a sample of its schema.
    pub(super) fn example(&mut self, media: &'a Media, skip: Skip) -> Sample<'a> {
        let api = self.document.api;
        let named = media.examples.first().and_then(|(_, it)| api[it.to].value.as_ref());
        let example = media.example.as_ref().or(named);
        if let Some(example) =
            example.and_then(|it| Sample::given(it.node(), 0, &mut { LARGEST_EXAMPLE }))
        {
            return example;
        }
        match media.schema.or(media.item_schema) {
            Some(schema) => self.sample(self.document.resolved(schema), skip, media.at),
            None => Sample::Null,
        }
    }
}

/// The XML element that stands around a value.
pub(super) fn element(schema: View<'_>) -> Option<&str> {
    let stated = schema.own(|it| it.notes.as_deref()?.xml.as_ref()?.name.as_deref());
    stated.or_else(|| schema.link())
}

/// Whether a scheme is used by sending a token.
fn takes_a_token(kind: &SchemeKind) -> bool {
    match kind {
        SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => true,
        SchemeKind::Http { scheme, .. } => scheme.eq_ignore_ascii_case("bearer"),
        _ => false,
    }
}

fn is_form((name, value): &(String, String)) -> bool {
    name == "Content-Type" && value == "application/x-www-form-urlencoded"
}

/// A value as JavaScript writes it into a string.
fn plain(value: &Sample<'_>) -> String {
    match value {
        Sample::Text(text) | Sample::Number(text) => text.to_string(),
        Sample::List(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        other => other.to_json(),
    }
}

/// A URL in which runs of slashes are one, but for those behind the scheme.
fn joined(url: &str) -> String {
    let mut text = String::with_capacity(url.len());
    for it in url.chars() {
        if it != '/' || !text.ends_with('/') {
            text.push(it);
        }
    }
    text.replacen(":/", "://", 1)
}

/// A text that a shell takes for part of one word: what would end the word or
/// start a command is percent-encoded.
fn word(text: &str) -> String {
    let mut word = String::with_capacity(text.len());
    for it in text.chars() {
        if it.is_ascii_whitespace() || it.is_control() || "\"$&';<>\\`|".contains(it) {
            let mut bytes = [0; 4];
            for byte in it.encode_utf8(&mut bytes).bytes() {
                let _ = write!(word, "%{byte:02X}");
            }
        } else {
            word.push(it);
        }
    }
    word
}

/// A text between the single quotes of a shell, on one line.
fn quoted(text: &str) -> String {
    text.replace(['\r', '\n'], " ").replace('\'', r"'\''")
}
