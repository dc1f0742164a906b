//! What a schema says besides its phrase: one fact, one label.

use super::text::Md;
use super::{Writer, link_or_code, prose};
use crate::ir::{Core, Discriminator, Extensions, ExternalDocs, Id, Said, Schema, Values, Xml};
use crate::manner::github::{code, escape, line, name, text_value, value, visible};
use crate::source;

impl Writer<'_> {
    /// The facts of a schema, in their order.
    pub(super) fn schema_facts(&self, id: Id<Schema>) -> Vec<Md> {
        let it = &self.api[id];
        let mut facts = Vec::new();
        let flags = [
            (it.is_deprecated(), "Deprecated"),
            (it.is_read_only(), "Read-only"),
            (it.is_write_only(), "Write-only"),
        ];
        facts.extend(flags.into_iter().filter(|it| it.0).map(|it| Md::from(it.1)));
        if let Some(title) = prose(it.title.as_ref()) {
            facts.push(Md::from(format!("Title: {}", escape(title))));
        }
        if let Some(values) = it.values.as_deref() {
            value_facts(values, it.extensions(), &mut facts);
        }
        if let Some(it) = it.discriminator() {
            facts.push(self.discriminator(it));
        }
        object_facts(it, &mut facts);
        if let Some(notes) = it.notes.as_deref() {
            facts.extend(notes.xml.as_deref().map(xml));
            facts.extend(notes.external_docs.as_deref().and_then(see));
            if let Some(core) = notes.core.as_deref() {
                core_facts(core, &mut facts);
            }
            self.extension_facts(&notes.extensions, &mut facts);
        }
        facts
    }

    /// `x-…` keys, where the setting asks for them. Those that our own facts
    /// are made of are left out.
    pub(super) fn extension_facts(&self, extensions: &Extensions, facts: &mut Vec<Md>) {
        if !self.extensions {
            return;
        }
        for (key, it) in extensions {
            if !NAMES.contains(&&**key) && !DESCRIPTIONS.contains(&&**key) && &**key != COMMENTS {
                facts.push(Md::from(format!("Extension {}: {}", code(&name(key)), shown(it))));
            }
        }
    }

    fn discriminator(&self, it: &Discriminator) -> Md {
        let mut out = Md::from(format!("Discriminator: {}", code(&name(&it.property))));
        let target = |target: &Said, schema: Option<Id<Schema>>| match schema {
            Some(to) => self.schema_link(to, target),
            None => Md::from(code(&name(target))),
        };
        for (at, mapping) in it.mapping.iter().enumerate() {
            out.push(if at == 0 { " – " } else { ", " });
            out.push(&code(&name(&mapping.value))).push(" is ");
            out.add(&target(&mapping.target, mapping.schema));
        }
        if let Some(other) = &it.default_mapping {
            out.push(", else ").add(&target(&other.target, other.schema));
        }
        out
    }
}

/// What stands in a value, as code.
pub(super) fn shown(it: &source::Value) -> String {
    match it.node().as_text() {
        Some(text) => code(&text_value(&text)),
        None => code(&value(&it.to_json())),
    }
}

fn list(values: &[source::Value]) -> String {
    values.iter().map(shown).collect::<Vec<_>>().join(", ")
}

/// Extensions that name the values of an enum.
const NAMES: &[&str] = &["x-enum-varnames", "x-enumNames", "x-enum-names"];
/// Extensions that describe the values of an enum, in order or by value.
const DESCRIPTIONS: &[&str] = &["x-enum-descriptions", "x-enumDescriptions"];
/// An extension that describes the values of an enum by their names.
const COMMENTS: &str = "x-enum-comments";

fn core_facts(core: &Core, facts: &mut Vec<Md>) {
    let named = [
        ("Comment", &core.comment),
        ("Identifier", &core.id),
        ("Dialect", &core.dialect),
        ("Anchor", &core.anchor),
        ("Dynamic anchor", &core.dynamic_anchor),
    ];
    facts.extend(named.into_iter().filter_map(|(label, said)| named_fact(label, said.as_ref())));
    if let Some(it) = &core.vocabulary {
        facts.push(Md::from(format!("Vocabulary: {}", shown(it))));
    }
}

fn value_facts(values: &Values, extensions: &[(Said, source::Value)], facts: &mut Vec<Md>) {
    match values.choices.as_deref() {
        None => {}
        Some([]) => facts.push(Md::from("Values: none")),
        Some(choices) => {
            let about = about_choices(choices, extensions);
            if about.iter().all(String::is_empty) {
                facts.push(Md::from(format!("Values: {}", list(choices))));
            } else {
                let each = choices.iter().zip(about);
                facts.extend(
                    each.map(|(it, about)| Md::from(format!("Value {}{about}", shown(it)))),
                );
            }
        }
    }
    let single = [
        ("Constant", values.constant.as_deref()),
        ("Default", values.default.as_ref()),
        ("Example", values.example.as_ref()),
    ];
    for (label, it) in single {
        if let Some(it) = it {
            facts.push(Md::from(format!("{label}: {}", shown(it))));
        }
    }
    if !values.examples.is_empty() {
        facts.push(Md::from(format!("Examples: {}", list(&values.examples))));
    }
}

/// What is said of each value of an enum: ` (name): description`.
fn about_choices(choices: &[source::Value], extensions: &[(Said, source::Value)]) -> Vec<String> {
    let extensions: Vec<_> = extensions.iter().collect();
    let find =
        |names: &[&str]| extensions.iter().find(|it| names.contains(&&*it.0)).map(|it| it.1.node());
    let (called, told, comments) = (find(NAMES), find(DESCRIPTIONS), find(&[COMMENTS]));
    let mut in_order = called.map(source::Node::items).into_iter().flatten();
    let mut told_in_order = told.map(source::Node::items).into_iter().flatten();
    let about = choices.iter().map(|choice| {
        let said = in_order.next().and_then(source::Node::as_text);
        let key = choice.node().scalar();
        let described = told_in_order
            .next()
            .or_else(|| told?.get(&key?))
            .or_else(|| comments?.get(said.as_deref()?))
            .and_then(source::Node::as_text);
        let described = described.as_deref().map(line).filter(|it| !it.is_empty());
        let said = said.map(|it| format!(" ({})", code(&name(&it)))).unwrap_or_default();
        described.map(|it| format!("{said}: {it}")).unwrap_or(said)
    });
    about.collect()
}

fn object_facts(it: &Schema, facts: &mut Vec<Md>) {
    let Some(object) = it.object.as_deref() else { return };
    let named: std::collections::BTreeSet<&str> =
        object.properties.iter().map(|it| &*it.name).collect();
    let codes = |names: &mut dyn Iterator<Item = &Said>| {
        names.map(|it| code(&name(it))).collect::<Vec<_>>().join(", ")
    };
    let required = it.required();
    let also = codes(&mut required.iter().filter(|it| !named.contains(&***it)));
    if !also.is_empty() {
        facts.push(Md::from(format!("Also required: {also}")));
    }
    for (with, needs) in &object.dependent_required {
        let needs = codes(&mut needs.iter());
        facts.push(Md::from(format!("Required with {}: {needs}", code(&name(with)))));
    }
}

fn xml(it: &Xml) -> Md {
    let mut words: Vec<String> = Vec::new();
    let flags = [(it.attribute, "attribute"), (it.wrapped, "wrapped")];
    words.extend(flags.into_iter().filter(|it| it.0 == Some(true)).map(|it| it.1.to_owned()));
    let named = [
        ("name", &it.name),
        ("prefix", &it.prefix),
        ("namespace", &it.namespace),
        ("node type", &it.node_type),
    ];
    let said = |(label, said): (&str, &Option<Said>)| {
        said.as_ref().map(|it| format!("{label} {}", code(&name(it))))
    };
    words.extend(named.into_iter().filter_map(said));
    if words.is_empty() {
        words.push("as it is".to_owned());
    }
    Md::from(format!("XML: {}", words.join(", ")))
}

/// Documentation elsewhere.
pub(super) fn see(it: &ExternalDocs) -> Option<Md> {
    let url = it.url.as_ref()?;
    Some(Md::from(format!("See: {}", link_or_code(prose(it.description.as_ref()), url))))
}

/// A name or other text under a label, as code.
pub(super) fn named_fact(label: &str, said: Option<&Said>) -> Option<Md> {
    said.map(|it| Md::from(format!("{label}: {}", code(&name(it)))))
}

/// A value as indented JSON, for a fence.
pub(super) fn pretty(it: &source::Value) -> String {
    visible(&it.to_json_pretty())
}
