//! An [`Api`] as text, for people and for tests: everything that it holds but
//! places, in the order in which it was said.
//!
//! A line names a thing and what is said of it in few words; what belongs to
//! it is indented below. `!` is required, `?` stated not to be; text is in
//! quotes, other values are JSON, `->` is a reference.

use std::fmt::{Display, Write as _};

use crate::ir::{
    Api, Component, Extensions, ExternalDocs, Flow, Reference, Requirement, Said, Scheme,
    SchemeKind, Server, Tag,
};

mod body;
mod operation;
mod schema;

/// The API as text. The same API gives the same text.
pub fn dump(api: &Api) -> String {
    let mut dump = Dump { api, out: String::new(), depth: 0 };
    dump.api();
    dump.out
}

struct Dump<'a> {
    api: &'a Api,
    out: String,
    depth: usize,
}

/// A line in the making: words with a space between them.
struct Line(String);

impl Line {
    fn new(start: impl Display) -> Self {
        Self(start.to_string())
    }

    fn word(mut self, word: impl Display) -> Self {
        let _ = write!(self.0, " {word}");
        self
    }

    fn text(self, text: Option<&Said>) -> Self {
        match text {
            Some(text) => self.word(format_args!("{text:?}")),
            None => self,
        }
    }

    fn named(self, name: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.word(format_args!("{name}={value}")),
            None => self,
        }
    }

    fn said(self, name: &str, value: Option<&Said>) -> Self {
        self.named(name, value.map(|it| format!("{it:?}")))
    }

    fn list(self, name: &str, values: Option<&Vec<Said>>) -> Self {
        self.named(name, values.map(|it| format!("{it:?}")))
    }

    fn flag(self, name: &str, value: Option<bool>) -> Self {
        match value {
            Some(true) => self.word(name),
            Some(false) => self.word(format_args!("not-{name}")),
            None => self,
        }
    }

    fn via<T>(self, via: Option<&Reference<T>>) -> Self {
        let Some(via) = via else { return self };
        let line = self.word(format_args!("-> {}", via.text));
        let line = if via.to.is_none() { line.word("(nowhere)") } else { line };
        line.said("summary", via.summary.as_ref()).said("description", via.description.as_ref())
    }
}

impl Dump<'_> {
    fn line(&mut self, line: Line) {
        self.out.extend(std::iter::repeat_n("  ", self.depth));
        let Line(text) = line;
        self.out.push_str(&text);
        self.out.push('\n');
    }

    fn under(&mut self, line: Line, inner: impl FnOnce(&mut Self)) {
        self.line(line);
        self.depth += 1;
        inner(self);
        self.depth -= 1;
    }

    fn api(&mut self) {
        let api = self.api;
        let line = Line::new("api")
            .word(api.version.dialect().name)
            .text(api.version_text.as_ref())
            .said("schema-dialect", api.schema_dialect.as_ref())
            .said("self", api.self_uri.as_ref())
            .list("consumes", api.consumes.as_ref())
            .list("produces", api.produces.as_ref());
        self.under(line, |dump| {
            dump.info();
            if let Some(it) = &api.address {
                let line = Line::new("address")
                    .said("host", it.host.as_ref())
                    .said("base", it.base_path.as_ref())
                    .list("schemes", it.schemes.as_ref());
                dump.line(line);
            }
            dump.servers(&api.servers);
            dump.security(api.security.as_ref());
            api.tags.iter().for_each(|it| dump.tag(it));
            dump.external_docs(api.external_docs.as_ref());
            dump.extensions(&api.extensions);
        });
        self.extensions(&api.path_extensions);
        api.paths.iter().for_each(|&it| self.path_item("path", it));
        api.webhooks.iter().for_each(|&it| self.path_item("webhook", it));
        self.components();
        self.instances();
    }

    fn info(&mut self) {
        let info = &self.api.info;
        let line = Line::new("info")
            .text(info.title.as_ref())
            .said("version", info.version.as_ref())
            .said("summary", info.summary.as_ref())
            .said("description", info.description.as_ref())
            .said("terms", info.terms.as_ref());
        self.under(line, |dump| {
            if let Some(it) = &info.contact {
                let line = Line::new("contact")
                    .text(it.name.as_ref())
                    .said("url", it.url.as_ref())
                    .said("email", it.email.as_ref());
                dump.under(line, |dump| dump.extensions(&it.extensions));
            }
            if let Some(it) = &info.license {
                let line = Line::new("license")
                    .text(it.name.as_ref())
                    .said("identifier", it.identifier.as_ref())
                    .said("url", it.url.as_ref());
                dump.under(line, |dump| dump.extensions(&it.extensions));
            }
            dump.extensions(&info.extensions);
        });
    }

    fn servers(&mut self, servers: &[Server]) {
        for it in servers {
            self.server(it);
        }
    }

    fn server(&mut self, it: &Server) {
        let line = Line::new("server")
            .text(Some(&it.url))
            .said("name", it.name.as_ref())
            .said("description", it.description.as_ref());
        self.under(line, |dump| {
            for it in &it.variables {
                let line = Line::new(format_args!("{{{}}}", it.name))
                    .said("default", it.default.as_ref())
                    .list("enum", it.choices.as_ref())
                    .said("description", it.description.as_ref());
                dump.under(line, |dump| dump.extensions(&it.extensions));
            }
            dump.extensions(&it.extensions);
        });
    }

    fn tag(&mut self, it: &Tag) {
        let line = Line::new("tag")
            .text(Some(&it.name))
            .said("summary", it.summary.as_ref())
            .said("description", it.description.as_ref())
            .said("parent", it.parent.as_ref())
            .said("kind", it.kind.as_ref());
        self.under(line, |dump| {
            dump.external_docs(it.external_docs.as_ref());
            dump.extensions(&it.extensions);
        });
    }

    fn external_docs(&mut self, it: Option<&ExternalDocs>) {
        let Some(it) = it else { return };
        let line = Line::new("docs").text(it.url.as_ref()).text(it.description.as_ref());
        self.under(line, |dump| dump.extensions(&it.extensions));
    }

    fn security(&mut self, all: Option<&Vec<Requirement>>) {
        let Some(all) = all else { return };
        self.under(Line::new("security"), |dump| {
            for it in all {
                let mut line = Line::new("any-of");
                for scheme in &it.schemes {
                    line = line.word(format_args!("{}{:?}", scheme.scheme, scheme.scopes));
                }
                dump.line(line);
            }
        });
    }

    fn extensions(&mut self, extensions: &Extensions) {
        for (name, value) in extensions {
            self.line(Line::new(format_args!("{name} = {}", value.to_json())));
        }
    }

    fn components(&mut self) {
        let all = &self.api.components;
        for Component { name, it, imported } in &all.schemas {
            let mark = if *imported { "component (imported)" } else { "component" };
            self.schema(&format!("{mark} schema {name}"), Some(it.to));
        }
        for Component { name, it, .. } in &all.parameters {
            self.under(Line::new("component parameter").word(name), |dump| dump.parameter(it));
        }
        for Component { name, it, .. } in &all.headers {
            self.under(Line::new("component"), |dump| dump.header(name, it));
        }
        for Component { name, it, .. } in &all.bodies {
            self.under(Line::new("component body").word(name), |dump| dump.body(it));
        }
        for Component { name, it, .. } in &all.responses {
            self.response(&format!("component response {name}"), it);
        }
        for Component { name, it, .. } in &all.examples {
            self.under(Line::new("component"), |dump| dump.example(name, it));
        }
        for Component { name, it, .. } in &all.links {
            self.under(Line::new("component"), |dump| dump.link(name, it));
        }
        for Component { name, it, .. } in &all.callbacks {
            self.under(Line::new("component"), |dump| dump.callback(name, it));
        }
        for Component { it, .. } in &all.path_items {
            self.path_item("component path", it.to);
        }
        for Component { it, .. } in &all.media {
            self.under(Line::new("component media"), |dump| dump.media(it));
        }
        all.security.iter().for_each(|it| self.scheme(it));
        self.extensions(&all.extensions);
    }

    fn scheme(&mut self, it: &Scheme) {
        let mut line = Line::new("scheme").word(&it.name);
        if let Some(via) = &it.via {
            line = line.word(format_args!("-> {}", via.text));
        }
        let line = match &it.kind {
            SchemeKind::ApiKey { name, place } => {
                line.word("api-key").word(place.name()).text(Some(name))
            }
            SchemeKind::Http { scheme, bearer_format } => {
                line.word("http").text(Some(scheme)).said("format", bearer_format.as_ref())
            }
            SchemeKind::OAuth2 { metadata_url, .. } => {
                line.word("oauth2").said("metadata", metadata_url.as_ref())
            }
            SchemeKind::OpenIdConnect { url } => line.word("openid").text(url.as_ref()),
            SchemeKind::MutualTls => line.word("mutual-tls"),
            SchemeKind::Unknown => line.word("unknown"),
        };
        let line =
            line.flag("deprecated", it.deprecated).said("description", it.description.as_ref());
        self.under(line, |dump| {
            if let SchemeKind::OAuth2 { flows, .. } = &it.kind {
                for it in flows {
                    dump.flow(it);
                }
            }
            dump.extensions(&it.extensions);
        });
    }

    fn flow(&mut self, it: &Flow) {
        let line = Line::new("flow")
            .word(format_args!("{:?}", it.kind))
            .said("authorization", it.authorization_url.as_ref())
            .said("token", it.token_url.as_ref())
            .said("refresh", it.refresh_url.as_ref())
            .said("device", it.device_authorization_url.as_ref());
        self.under(line, |dump| {
            for (scope, meaning) in &it.scopes {
                dump.line(Line::new(format_args!("scope {scope}")).text(Some(meaning)));
            }
            dump.extensions(&it.extensions);
        });
    }
}

fn mark(required: Option<bool>) -> &'static str {
    match required {
        Some(true) => "!",
        Some(false) => "?",
        None => "",
    }
}
