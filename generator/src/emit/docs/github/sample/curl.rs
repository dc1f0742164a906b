//! A request as a command that a shell takes.

use std::fmt::Write as _;

use super::is_json;
use super::value::{Sample, Way, is_small};
use crate::emit::docs::github::Writer;
use crate::ir::{Body, Media, Operation, Parameter, Place, Scheme, SchemeKind, Server};
use crate::manner::github::{hides, visible};

impl Writer<'_> {
    /// The command that sends a request.
    pub(super) fn curl(&self, it: &Operation) -> String {
        let mut request = Request::default();
        let path = &self.api[it.path];
        let servers = [&it.servers, &path.servers, &self.api.servers];
        let server = servers
            .into_iter()
            .find_map(|it| it.first())
            .map_or_else(|| NOWHERE.to_owned(), address);
        let mut template = path.template.to_string();
        for parameter in self.api.parameters_of(it) {
            let parameter = &self.api[parameter.to];
            if parameter.is_required() && parameter.place == Place::QueryString {
                self.whole_query(parameter, &mut request);
            } else if parameter.is_required() {
                let word = self.word(parameter);
                request.parameter(parameter, word, &mut template);
            }
        }
        if let Some(first) = self.api.security_of(it).first() {
            for asked in &first.schemes {
                let schemes = &self.api.components.security;
                if let Some(scheme) = schemes.iter().find(|it| it.name == asked.scheme) {
                    request.secret(scheme);
                }
            }
        }
        if let Some(body) = &it.body {
            self.send(&self.api[body.to], &mut request);
        }
        request.command(it.method.name(), &format!("{server}{}", encoded(&template, "/{}")))
    }

    /// A query that is one value: its pairs, where it is sent as a form.
    fn whole_query(&self, it: &Parameter, request: &mut Request) {
        let media = it.content.first().map(|it| &self.api[it.to]);
        let schema = media.and_then(|it| it.schema);
        if let Some(Sample::Map(entries)) = schema.and_then(|it| self.sample(it, Way::Request)) {
            let pairs = entries.into_iter().map(|(key, value)| {
                let word = value.word().unwrap_or_else(|| value.pretty());
                (key, word)
            });
            request.query.extend(pairs);
        }
    }

    /// What stands for the value of a parameter.
    fn word(&self, it: &Parameter) -> String {
        let given =
            |it: &crate::source::Value| it.node().scalar().map(std::borrow::Cow::into_owned);
        let named = || self.api[it.examples.first()?.1.to].value.as_ref().and_then(given);
        let made = || {
            let schema = it.schema?;
            let stated = self.api[self.api.resolve(schema)?].format.is_some()
                || self.api[self.api.resolve(schema)?].values.is_some()
                || !self.api[self.api.resolve(schema)?].types.has(crate::ir::Type::String);
            self.sample(schema, Way::Request).filter(|_| stated)?.word()
        };
        let placeholder = || {
            let upper = it.name.chars().map(|it| if it.is_alphanumeric() { it } else { '_' });
            upper.collect::<String>().to_uppercase()
        };
        // An example says more than its schema does, even where it is no word.
        let word = match (&it.example, it.examples.is_empty()) {
            (Some(example), _) => given(example),
            (None, false) => named(),
            (None, true) => made(),
        };
        word.unwrap_or_else(placeholder)
    }

    fn send(&self, body: &Body, request: &mut Request) {
        let content: Vec<&Media> = body.content.iter().map(|it| &self.api[it.to]).collect();
        let Some(media) = content.iter().find(|it| is_json(&it.name)).or(content.first()) else {
            return;
        };
        let form = media.name.to_ascii_lowercase();
        let sample = || self.sample(media.schema?, Way::Request);
        if form.starts_with("multipart/") || form.starts_with("application/x-www-form-urlencoded") {
            let flag = if form.starts_with("multipart/") { "-F" } else { "--data-urlencode" };
            if let Some(Sample::Map(entries)) = sample() {
                for (key, value) in entries {
                    let value = value.word().unwrap_or_else(|| value.pretty());
                    request.option(flag, &format!("{key}={value}"));
                }
            }
            return;
        }
        request.option("-H", &format!("Content-Type: {}", media.name));
        let given =
            media.example.clone().or_else(|| self.api[media.examples.first()?.1.to].value.clone());
        let given = given.filter(|it| is_json(&media.name) && is_small(it));
        let given = given.map(|it| visible(&it.to_json_pretty()));
        match given.or_else(|| is_json(&media.name).then(sample)?.map(|it| it.pretty())) {
            Some(json) => request.option("-d", &json),
            None => request.option("--data-binary", "@FILE"),
        }
    }
}

/// The server where none is named.
const NOWHERE: &str = "https://example.com";

/// The parts of a request.
#[derive(Default)]
struct Request {
    query: Vec<(String, String)>,
    options: Vec<String>,
}

impl Request {
    fn parameter(&mut self, it: &Parameter, word: String, template: &mut String) {
        match it.place {
            Place::Path => {
                *template = template.replace(&format!("{{{}}}", it.name), &encoded(&word, ""));
            }
            Place::Query => self.query.push((it.name.to_string(), word)),
            Place::Header => self.option("-H", &format!("{}: {word}", it.name)),
            Place::Cookie => self.option("-b", &format!("{}={word}", it.name)),
            Place::QueryString | Place::Form => {}
        }
    }

    fn secret(&mut self, it: &Scheme) {
        match &it.kind {
            SchemeKind::ApiKey { name, place: Place::Query } => {
                self.query.push((name.to_string(), "KEY".to_owned()));
            }
            SchemeKind::ApiKey { name, place: Place::Cookie } => {
                self.option("-b", &format!("{name}=KEY"));
            }
            SchemeKind::ApiKey { name, .. } => self.option("-H", &format!("{name}: KEY")),
            SchemeKind::Http { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
                self.option("-u", "USER:PASSWORD");
            }
            SchemeKind::Http { .. }
            | SchemeKind::OAuth2 { .. }
            | SchemeKind::OpenIdConnect { .. } => {
                self.option("-H", "Authorization: Bearer TOKEN");
            }
            SchemeKind::MutualTls => self.option("--cert", "FILE"),
            SchemeKind::Unknown => {}
        }
    }

    /// An option, unless its text hides something that a shell would run into.
    fn option(&mut self, flag: &str, text: &str) {
        if !text.contains(|it| it != '\n' && hides(it)) {
            self.options.push(format!("{flag} {}", quoted(text)));
        }
    }

    fn command(self, method: &str, url: &str) -> String {
        let pairs = self
            .query
            .iter()
            .map(|(key, word)| format!("{}={}", encoded(key, ""), encoded(word, "")));
        let query = pairs.collect::<Vec<_>>().join("&");
        let mark = match (query.is_empty(), url.contains('?')) {
            (true, _) => "",
            (false, true) => "&",
            (false, false) => "?",
        };
        let url = quoted(&format!("{url}{mark}{query}"));
        let token = method.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_');
        let method = match method {
            "GET" => String::new(),
            "HEAD" => "-I ".to_owned(),
            _ if token => format!("-X {method} "),
            _ => format!("-X {} ", quoted(&method.replace(hides, ""))),
        };
        let mut lines = vec![format!("curl {method}{url}")];
        lines.extend(self.options.into_iter().map(|it| format!("  {it}")));
        lines.join(" \\\n")
    }
}

/// The address of a server with the defaults of its variables.
fn address(it: &Server) -> String {
    let mut url = it.url.to_string();
    for variable in &it.variables {
        if let Some(default) = &variable.default {
            url = url.replace(&format!("{{{}}}", variable.name), default);
        }
    }
    let url = url.trim_end_matches('/');
    let url = encoded(url, ":/{}?&=%@[]~+,;!");
    if url.contains("://") { url } else { format!("{NOWHERE}{url}") }
}

/// A text within a URL: what is not plain, nor among `kept`, by its bytes.
fn encoded(text: &str, kept: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric()
            || b"-._~".contains(&byte)
            || kept.as_bytes().contains(&byte)
        {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// A word that a shell takes as it is.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
