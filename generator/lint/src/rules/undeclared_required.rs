use std::collections::BTreeSet;

use specwright::diag::{Level, Rule};
use specwright::ir::{Api, Id, Schema};
use specwright::validate::guess;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "undeclared-required",
        summary: "a required property that nothing describes",
        page: include_str!("undeclared_required.md"),
        level: Level::Warning,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let api = find.api();
    let schema = &api[id];
    // What is required of nothing else than names is a part of an `allOf`.
    if schema.required().is_empty() || schema.properties().is_empty() || is_open(api, schema) {
        return;
    }
    let known: BTreeSet<&str> = schema.properties().iter().map(|it| &*it.name.text).collect();
    let lost = schema.required().iter().filter(|it| !known.contains(&***it));
    for (count, name) in lost.enumerate() {
        let found = find.add(name.at, format!("`{name}` is required, and no property"));
        match guess(count, known.iter().copied(), name) {
            Some(near) => found.help(format!("is `{near}` meant?")),
            None => found.help(format!("describe `{name}` under `properties`")),
        };
    }
}

/// Whether the property may be described elsewhere.
fn is_open(api: &Api, schema: &Schema) -> bool {
    let object = schema.object.as_deref();
    let patterns = object.is_some_and(|it| !it.patterns.is_empty());
    let additional = schema.additional().is_some_and(|it| api[it].always != Some(false));
    schema.logic.is_some() || schema.reference.is_some() || patterns || additional
}
