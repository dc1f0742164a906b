//! Schemas as text.

use std::collections::BTreeSet;

use crate::ir::dump::{Dump, Line};
use crate::ir::{
    ArrayRules, Discriminator, Exclusive, Id, Logic, Mapping, Notes, NumberRules, ObjectRules,
    Property, Reference, Schema, TextRules, Values, Xml,
};
use crate::source::Value;

impl Dump<'_> {
    pub(super) fn schema(&mut self, name: &str, id: Option<Id<Schema>>) {
        let Some(id) = id else { return };
        let it = &self.api[id];
        let mut line = Line::new(format_args!("{name}:"));
        if let Some(always) = it.always {
            line = line.word(if always { "anything" } else { "nothing" });
        }
        for ty in it.types.iter() {
            line = line.word(ty);
        }
        let reference = it.reference.as_deref();
        if reference.is_some_and(|it| it.dynamic) {
            line = line.word("dynamic");
        }
        line = line
            .via(reference)
            .named("meant-as", reference.and_then(|it| self.meant_as(it)))
            .said("format", it.format.as_ref())
            .flag("nullable", it.nullable)
            .said("title", it.title.as_ref());
        if let Some(it) = it.text.as_deref() {
            line = text_rules(line, it);
        }
        if let Some(it) = it.number.as_deref() {
            line = number_rules(line, it);
        }
        if let Some(it) = it.array.as_deref() {
            line = line
                .named("min-items", it.min_items)
                .named("max-items", it.max_items)
                .named("min-contains", it.min_contains)
                .named("max-contains", it.max_contains)
                .flag("unique", it.unique);
        }
        if let Some(it) = it.object.as_deref() {
            line = line
                .list("required", it.required.as_ref())
                .named("min-properties", it.min_properties)
                .named("max-properties", it.max_properties);
        }
        if let Some(it) = it.notes.as_deref() {
            line = notes(line, it);
        }
        line = line.text(it.description.as_ref());
        self.under(line, |dump| {
            if let Some(it) = it.values.as_deref() {
                dump.values(it);
            }
            dump.parts(it);
        });
    }

    /// What a reference leads to that its text does not name.
    fn meant_as(&self, it: &Reference<Schema>) -> Option<&str> {
        let to = it.to?;
        let named = || self.api.schema_name(to).map(|it| &*it.text).filter(|_| it.dynamic);
        self.instance(to).or_else(named)
    }

    /// What a schema is called that stands nowhere.
    fn instance(&self, id: Id<Schema>) -> Option<&str> {
        Some(&self.api.instances.get(&id)?.name)
    }

    /// The schemas that stand nowhere and are referred to.
    pub(super) fn instances(&mut self) {
        let to = self.api.schemas.iter().filter_map(|(_, it)| it.reference.as_ref()?.to);
        let to: BTreeSet<Id<Schema>> = to.collect();
        for id in to {
            if let Some(name) = self.instance(id) {
                self.schema(&format!("instance {name}"), Some(id));
            }
        }
    }

    fn parts(&mut self, it: &Schema) {
        if let Some(it) = it.object.as_deref() {
            self.object(it);
        }
        if let Some(it) = it.array.as_deref() {
            self.array(it);
        }
        if let Some(it) = it.text.as_deref() {
            self.schema("content", it.content_schema);
        }
        if let Some(it) = it.logic.as_deref() {
            self.logic(it);
        }
        if let Some(it) = it.notes.as_deref() {
            self.external_docs(it.external_docs.as_deref());
            it.xml.iter().for_each(|it| self.xml(it));
            if let Some(it) = it.core.as_deref() {
                self.properties("$defs ", &it.definitions);
                self.value("$vocabulary", it.vocabulary.as_ref());
            }
            self.extensions(&it.extensions);
        }
    }

    fn values(&mut self, it: &Values) {
        if let Some(choices) = &it.choices {
            let choices: Vec<String> = choices.iter().map(Value::to_json).collect();
            self.line(Line::new(format_args!("enum = {}", choices.join(" | "))));
        }
        self.value("const", it.constant.as_deref());
        self.value("default", it.default.as_ref());
        self.value("example", it.example.as_ref());
        it.examples.iter().for_each(|it| self.value("example of several", Some(it)));
    }

    fn object(&mut self, it: &ObjectRules) {
        self.properties(".", &it.properties);
        self.properties("pattern ", &it.patterns);
        self.schema("additional", it.additional);
        self.schema("names", it.names);
        self.schema("unevaluated properties", it.unevaluated);
        for (name, needed) in &it.dependent_required {
            self.line(Line::new(format_args!("{name} requires {needed:?}")));
        }
        self.properties("dependent ", &it.dependent_schemas);
    }

    fn properties(&mut self, before: &str, all: &[Property]) {
        for it in all {
            self.schema(&format!("{before}{}", it.name), Some(it.schema));
        }
    }

    fn array(&mut self, it: &ArrayRules) {
        for (at, &it) in it.prefix.iter().enumerate() {
            self.schema(&format!("item {at}"), Some(it));
        }
        self.schema("items", it.items);
        self.schema("additional items", it.additional);
        self.schema("contains", it.contains);
        self.schema("unevaluated items", it.unevaluated);
    }

    fn logic(&mut self, it: &Logic) {
        for (name, all) in [("all of", &it.all_of), ("any of", &it.any_of), ("one of", &it.one_of)]
        {
            for &it in all {
                self.schema(name, Some(it));
            }
        }
        self.schema("not", it.not);
        self.schema("if", it.when);
        self.schema("then", it.then);
        self.schema("else", it.otherwise);
        it.discriminator.iter().for_each(|it| self.discriminator(it));
    }

    fn discriminator(&mut self, it: &Discriminator) {
        self.under(Line::new("discriminator").word(&it.property), |dump| {
            it.mapping.iter().for_each(|it| dump.mapping(&it.value, it));
            it.default_mapping.iter().for_each(|it| dump.mapping("otherwise", it));
            dump.extensions(&it.extensions);
        });
    }

    fn mapping(&mut self, name: &str, it: &Mapping) {
        let line = Line::new(name).word(format_args!("-> {}", it.target));
        self.line(if it.schema.is_none() { line.word("(nowhere)") } else { line });
    }

    fn xml(&mut self, it: &Xml) {
        let line = Line::new("xml")
            .text(it.name.as_ref())
            .said("namespace", it.namespace.as_ref())
            .said("prefix", it.prefix.as_ref())
            .said("node", it.node_type.as_ref())
            .flag("attribute", it.attribute)
            .flag("wrapped", it.wrapped);
        self.under(line, |dump| dump.extensions(&it.extensions));
    }
}

fn text_rules(line: Line, it: &TextRules) -> Line {
    line.named("min-length", it.min_length)
        .named("max-length", it.max_length)
        .said("pattern", it.pattern.as_ref())
        .said("encoding", it.content_encoding.as_deref())
        .said("media-type", it.content_media_type.as_deref())
}

fn number_rules(line: Line, it: &NumberRules) -> Line {
    let exclusive = |it: &Exclusive| match it {
        Exclusive::Flag(flag) => flag.to_string(),
        Exclusive::Bound(bound) => bound.to_string(),
    };
    line.named("minimum", it.minimum.as_ref())
        .named("exclusive-minimum", it.exclusive_minimum.as_ref().map(exclusive))
        .named("maximum", it.maximum.as_ref())
        .named("exclusive-maximum", it.exclusive_maximum.as_ref().map(exclusive))
        .named("multiple-of", it.multiple_of.as_ref())
}

fn notes(line: Line, it: &Notes) -> Line {
    let line = line
        .flag("deprecated", it.deprecated)
        .flag("read-only", it.read_only)
        .flag("write-only", it.write_only)
        .said("type", it.unknown_type.as_deref());
    let Some(it) = it.core.as_deref() else { return line };
    line.said("$id", it.id.as_ref())
        .said("$schema", it.dialect.as_ref())
        .said("$anchor", it.anchor.as_ref())
        .said("$dynamicAnchor", it.dynamic_anchor.as_ref())
        .said("$comment", it.comment.as_ref())
}
