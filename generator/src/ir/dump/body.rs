//! Bodies, responses and what they hold as text.

use crate::ir::dump::{Dump, Line, mark};
use crate::ir::{
    Answer, Body, Encoding, Example, Link, Media, Response, Responses, Said, Style, Use,
};
use crate::source::Value;

impl Dump<'_> {
    pub(super) fn body(&mut self, used: &Use<Body>) {
        let it = &self.api[used.to];
        let line = Line::new(format_args!("body{}", mark(it.required))).via(used.via.as_deref());
        self.body_here(line, it);
    }

    pub(super) fn body_here(&mut self, line: Line, it: &Body) {
        let line = line.said("name", it.name.as_ref()).text(it.description.as_ref());
        self.under(line, |dump| {
            it.fields.iter().for_each(|it| dump.parameter(it));
            dump.content(&it.content);
            dump.extensions(&it.extensions);
        });
    }

    pub(super) fn content(&mut self, content: &[Use<Media>]) {
        for it in content {
            self.media(it);
        }
    }

    pub(super) fn media(&mut self, used: &Use<Media>) {
        let it = &self.api[used.to];
        let line = Line::new(&it.name).via(used.via.as_deref()).text(it.description.as_ref());
        self.under(line, |dump| {
            dump.schema("schema", it.schema);
            dump.schema("items", it.item_schema);
            dump.value("example", it.example.as_ref());
            dump.examples(&it.examples);
            dump.encodings(&it.encoding, &it.prefix_encoding, it.item_encoding.as_deref());
            dump.extensions(&it.extensions);
        });
    }

    pub(super) fn encodings(
        &mut self,
        named: &[(Said, Encoding)],
        prefix: &[Encoding],
        item: Option<&Encoding>,
    ) {
        for (name, it) in named {
            self.encoding(&format!("encoding {name}"), it);
        }
        for (at, it) in prefix.iter().enumerate() {
            self.encoding(&format!("encoding of item {at}"), it);
        }
        if let Some(it) = item {
            self.encoding("encoding of items", it);
        }
    }

    pub(super) fn encoding(&mut self, name: &str, it: &Encoding) {
        let line = Line::new(name)
            .said("content-type", it.content_type.as_ref())
            .named("style", it.style.map(Style::name))
            .flag("explode", it.explode)
            .flag("allow-reserved", it.allow_reserved);
        self.under(line, |dump| {
            it.headers.iter().for_each(|(name, it)| dump.header(name, it));
            dump.encodings(&it.encoding, &it.prefix_encoding, it.item_encoding.as_deref());
            dump.extensions(&it.extensions);
        });
    }

    pub(super) fn responses(&mut self, responses: &Responses) {
        for Answer { status, response, .. } in &responses.all {
            self.response(&status.to_string(), response);
        }
        self.extensions(&responses.extensions);
    }

    pub(super) fn response(&mut self, name: &str, used: &Use<Response>) {
        let it = &self.api[used.to];
        let line = Line::new(name).via(used.via.as_deref());
        if used.via.is_some() {
            let names = it.content.iter().map(|media| &self.api[media.to].name);
            let line = names.fold(line, |line, name| line.word(format_args!("[{name}]")));
            return self.line(line);
        }
        let line = line.said("summary", it.summary.as_ref()).text(it.description.as_ref());
        self.under(line, |dump| {
            it.headers.iter().for_each(|(name, it)| dump.header(name, it));
            dump.content(&it.content);
            it.links.iter().for_each(|(name, it)| dump.link(name, it));
            dump.extensions(&it.extensions);
        });
    }

    pub(super) fn link(&mut self, name: &str, used: &Use<Link>) {
        let it = &self.api[used.to];
        let line = Line::new("link")
            .word(name)
            .via(used.via.as_deref())
            .said("operation", it.operation_id.as_ref())
            .said("operation-ref", it.operation_ref.as_ref())
            .text(it.description.as_ref());
        self.under(line, |dump| {
            for (name, value) in &it.parameters {
                dump.value(name, Some(value));
            }
            dump.value("body", it.body.as_ref());
            it.server.iter().for_each(|it| dump.server(it));
            dump.extensions(&it.extensions);
        });
    }

    pub(super) fn examples(&mut self, examples: &[(Said, Use<Example>)]) {
        for (name, it) in examples {
            self.example(name, it);
        }
    }

    pub(super) fn example(&mut self, name: &str, used: &Use<Example>) {
        let it = &self.api[used.to];
        let line = Line::new("example")
            .word(name)
            .via(used.via.as_deref())
            .said("summary", it.summary.as_ref())
            .said("external", it.external_value.as_ref())
            .said("serialized", it.serialized_value.as_ref())
            .text(it.description.as_ref());
        self.under(line, |dump| {
            dump.value("value", it.value.as_ref());
            dump.value("data", it.data_value.as_ref());
            dump.extensions(&it.extensions);
        });
    }

    pub(super) fn value(&mut self, name: &str, value: Option<&Value>) {
        if let Some(value) = value {
            self.line(Line::new(format_args!("{name} = {}", value.to_json())));
        }
    }
}
