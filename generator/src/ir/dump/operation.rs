//! Path items, operations and their parameters as text.

use crate::ir::dump::{Dump, Line, mark};
use crate::ir::{Callback, Header, Id, Operation, Parameter, PathItem, Style, Use};

impl Dump<'_> {
    pub(super) fn path_item(&mut self, kind: &str, id: Id<PathItem>) {
        let it = &self.api[id];
        let line = Line::new(kind)
            .word(&it.template)
            .via(it.via.as_deref())
            .said("summary", it.summary.as_ref())
            .said("description", it.description.as_ref());
        self.under(line, |dump| {
            it.parameters.iter().for_each(|it| dump.parameter(it));
            dump.servers(&it.servers);
            it.operations.iter().for_each(|&it| dump.operation(it));
            dump.extensions(&it.extensions);
        });
    }

    pub(super) fn operation(&mut self, id: Id<Operation>) {
        let it: &Operation = &self.api[id];
        let mut line = Line::new(&it.method).said("id", it.id.as_ref());
        for tag in &it.tags {
            line = line.word(format_args!("#{tag:?}"));
        }
        let line = line
            .flag("deprecated", it.deprecated)
            .said("summary", it.summary.as_ref())
            .said("description", it.description.as_ref())
            .list("consumes", it.consumes.as_ref())
            .list("produces", it.produces.as_ref())
            .list("schemes", it.schemes.as_ref());
        self.under(line, |dump| {
            dump.external_docs(it.external_docs.as_ref());
            dump.security(it.security.as_ref());
            dump.servers(&it.servers);
            it.parameters.iter().for_each(|it| dump.parameter(it));
            if let Some(body) = &it.body {
                dump.body(body);
            }
            dump.responses(&it.responses);
            for (name, it) in &it.callbacks {
                dump.callback(name, it);
            }
            dump.extensions(&it.extensions);
        });
    }

    pub(super) fn parameter(&mut self, used: &Use<Parameter>) {
        let it = &self.api[used.to];
        let line = Line::new(it.place.name())
            .word(format_args!("{}{}", it.name, mark(it.required)))
            .via(used.via.as_deref());
        if used.via.is_some() {
            return self.line(line);
        }
        self.parameter_here(line, it);
    }

    pub(super) fn parameter_here(&mut self, line: Line, it: &Parameter) {
        let line = line
            .flag("deprecated", it.deprecated)
            .flag("allow-empty", it.allow_empty)
            .named("style", it.stated_style.map(Style::name))
            .flag("explode", it.stated_explode)
            .flag("allow-reserved", it.allow_reserved)
            .said("collection", it.collection.as_deref())
            .text(it.description.as_ref());
        self.under(line, |dump| {
            dump.schema("schema", it.schema);
            dump.content(&it.content);
            dump.value("example", it.example.as_ref());
            dump.examples(&it.examples);
            dump.extensions(&it.extensions);
        });
    }

    pub(super) fn header(&mut self, name: &str, used: &Use<Header>) {
        let it = &self.api[used.to];
        let line = Line::new("header")
            .word(format_args!("{name}{}", mark(it.required)))
            .via(used.via.as_deref());
        if used.via.is_some() {
            return self.line(line);
        }
        self.header_here(line, it);
    }

    pub(super) fn header_here(&mut self, line: Line, it: &Header) {
        let line = line
            .flag("deprecated", it.deprecated)
            .flag("allow-empty", it.allow_empty)
            .named("style", it.style.map(Style::name))
            .flag("explode", it.explode)
            .flag("allow-reserved", it.allow_reserved)
            .said("collection", it.collection.as_deref())
            .text(it.description.as_ref());
        self.under(line, |dump| {
            dump.schema("schema", it.schema);
            dump.content(&it.content);
            dump.value("example", it.example.as_ref());
            dump.examples(&it.examples);
            dump.extensions(&it.extensions);
        });
    }

    pub(super) fn callback(&mut self, name: &str, used: &Use<Callback>) {
        let it = &self.api[used.to];
        let line = Line::new("callback").word(name).via(used.via.as_deref());
        if used.via.is_some() {
            return self.line(line);
        }
        self.under(line, |dump| {
            it.items.iter().for_each(|&it| dump.path_item("path", it));
            dump.extensions(&it.extensions);
        });
    }
}
