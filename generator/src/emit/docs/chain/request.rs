//! How an operation is called.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::dialect::Version;
use crate::emit::docs::chain::Chain;
use crate::ir::{Media, Operation, Parameter, Place, SchemeKind, Type, extension};
use crate::manner::widdershins::body::{Content, contents};
use crate::manner::widdershins::media::Class;
use crate::manner::widdershins::query::query;
use crate::manner::widdershins::sample::{Sample, Skip};
use crate::manner::widdershins::schema::View;
use crate::source::Value;

/// How large an example may be, in bytes or so; of a larger one a sample is made.
const LARGEST_EXAMPLE: usize = 4 << 20;

/// Code in a language, which may be empty. The code ends with a line end.
pub(crate) type Fence = (&'static str, String);

impl<'a> Chain<'a, '_> {
    /// Where a path is found: at a server, else at that of the document, else
    /// at the one that is assumed.
    pub(crate) fn url(&self, path: &str, server: Option<&str>, assumed: &str) -> String {
        let path = path.split('?').next().unwrap_or_default();
        let (host, base) = &self.address;
        match (server, host) {
            (Some(server), _) => {
                format!("{}{}", server.trim_end_matches('/'), joined(&format!("{base}{path}")))
            }
            (None, Some(host)) => joined(&format!("{host}{base}{path}")),
            (None, None) => format!("{assumed}{}", joined(&format!("{base}{path}"))),
        }
    }

    /// The query parameters that must be there, with their values.
    pub(crate) fn required_parameters(
        &mut self,
        operation: &'a Operation,
    ) -> Vec<(&'a Parameter, Sample<'a>)> {
        let api = self.api();
        let mut values = Vec::new();
        for parameter in api.parameters_of(operation) {
            let parameter = &api[parameter.to];
            if parameter.place == Place::Query && parameter.is_required() {
                let mut value = self.value(parameter);
                if !parameter.content.is_empty() {
                    value = Sample::Text(value.to_json().into());
                }
                values.push((parameter, value));
            }
        }
        values
    }

    /// The query string of the parameters that must be there.
    pub(crate) fn required_query(&mut self, operation: &'a Operation) -> String {
        let values = self
            .required_parameters(operation)
            .into_iter()
            .map(|(it, value)| (&*it.name.text, value, it.stated_explode == Some(true)));
        query(&values.collect::<Vec<_>>())
    }

    /// The header parameters with their values.
    pub(crate) fn header_parameters(&mut self, operation: &'a Operation) -> Vec<(String, String)> {
        let api = self.api();
        let mut headers = Vec::new();
        for parameter in api.parameters_of(operation) {
            let parameter = &api[parameter.to];
            if parameter.place == Place::Header {
                headers.push((parameter.name.to_string(), self.value(parameter).to_plain()));
            }
        }
        headers
    }

    /// The media types of what is sent and of what comes back, if any.
    pub(crate) fn media_types(
        &self,
        operation: &'a Operation,
    ) -> (Option<&'a str>, Option<&'a str>) {
        let api = self.api();
        let sent = contents(api, operation).first().map(|it| it.name);
        let answers = self.answers(operation);
        let answer = answers.iter().find_map(|(_, it)| it.content.first());
        (sent, answer.map(|it| &*api[it.to].name))
    }

    /// The headers in the order of the sample.
    pub(crate) fn headers(&mut self, operation: &'a Operation) -> Vec<(String, String)> {
        let api = self.document.api;
        let mut headers: Vec<(String, String)> = Vec::new();
        let (sent, answer) = self.media_types(operation);
        headers.extend(sent.map(|it| ("Content-Type".to_owned(), it.to_owned())));
        headers.extend(answer.map(|it| ("Accept".to_owned(), it.to_owned())));
        headers.extend(self.header_parameters(operation));
        let required = api.security_of(operation).first();
        for scheme in required.iter().flat_map(|it| &it.schemes) {
            let declared = api.components.security.iter().find(|it| it.name == scheme.scheme);
            match declared.map(|it| &it.kind) {
                Some(SchemeKind::ApiKey { name, place: Place::Header }) => {
                    headers.push((name.to_string(), "API_KEY".to_owned()));
                }
                Some(kind)
                    if kind.takes_a_token()
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
        let api = self.api();
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
    pub(crate) fn parameter_schema(&self, parameter: &'a Parameter) -> Option<View<'a>> {
        let media = parameter.content.first().and_then(|it| self.api()[it.to].schema);
        let schema = self.document.resolved(parameter.schema.or(media)?);
        let untyped = self.api().version == Version::V2_0 && schema.types().is_empty();
        // The chain takes a parameter of Swagger 2.0 without a type for text.
        Some(if untyped { schema.copied(Some(Type::String)) } else { schema })
    }

    /// Examples of the body, one for each class of media types that it has.
    pub(crate) fn body_examples(&mut self, operation: &'a Operation) -> Option<Vec<Fence>> {
        let api = self.api();
        let contents = contents(api, operation);
        if contents.is_empty() {
            return None;
        }
        let mut fences = Vec::new();
        let value = self.body_value(&contents);
        let schema = contents.iter().find_map(Content::schema);
        let name = schema.and_then(|it| self.document.resolved(it).element());
        for class in Class::ALL {
            if contents.iter().any(|it| class.has(it.name)) {
                fences.extend(match class {
                    Class::Json => Some(("json", value.to_json_pretty() + "\n")),
                    Class::Yaml | Class::Form => Some(("yaml", value.to_yaml() + "\n")),
                    Class::Text => Some(("", value.to_yaml() + "\n")),
                    Class::Xml => value.to_xml(name).map(|it| ("xml", it)),
                });
            }
        }
        Some(fences)
    }

    /// The value of a body: of the first media type that has one.
    pub(crate) fn body_value(&mut self, contents: &[Content<'a>]) -> Sample<'a> {
        self.body_sample(contents).map_or(Sample::Null, |it| it.1)
    }

    /// The same, and the media type that it is of.
    pub(crate) fn body_sample(
        &mut self,
        contents: &[Content<'a>],
    ) -> Option<(&'a Media, Sample<'a>)> {
        let mut last = None;
        for content in contents {
            let value = self.example(content.media, Skip::ReadOnly);
            let is_it = value.is_true();
            last = Some((content.media, value));
            if is_it {
                break;
            }
        }
        last
    }

    /// The example of a media type, or a sample of its schema.
    pub(crate) fn example(&mut self, media: &'a Media, skip: Skip) -> Sample<'a> {
        let given = self.given_example(media);
        let given = given.and_then(|it| Sample::given(it.node(), 0, &mut { LARGEST_EXAMPLE }));
        if let Some(example) = given {
            return example;
        }
        match media.schema.or(media.item_schema) {
            Some(schema) => self.sample(self.document.resolved(schema), skip, media.at),
            None => Sample::Null,
        }
    }

    /// The example that a media type gives itself.
    pub(crate) fn given_example(&self, media: &'a Media) -> Option<&'a Value> {
        let named = || self.api()[media.examples.first()?.1.to].value.as_ref();
        media.example.as_ref().or_else(named)
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
pub(crate) fn word(text: &str) -> String {
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
pub(crate) fn quoted(text: &str) -> String {
    in_line(text).replace('\'', r"'\''")
}

/// A text on one line.
pub(crate) fn in_line(text: &str) -> Cow<'_, str> {
    let broken = text.contains(['\r', '\n']);
    if broken { Cow::Owned(text.replace(['\r', '\n'], " ")) } else { Cow::Borrowed(text) }
}
