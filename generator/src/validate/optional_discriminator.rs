use std::collections::BTreeSet;

use crate::diag::{Level, Rule};
use crate::dialect::Versions;
use crate::ir::{Api, Id, Schema};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "optional-discriminator",
        summary: "a discriminator that can be missing, without a default",
        page: include_str!("optional_discriminator.md"),
        level: Level::Error,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    if !find.is(Versions::SINCE_3_2) {
        return;
    }
    let api = find.api();
    let schema = &api[id];
    let Some(it) = schema.discriminator() else { return };
    let name = &it.property;
    let own = stated(api, id, name);
    if it.default_mapping.is_some() || name.is_empty() || own.is_required {
        return;
    }
    let choices = || schema.one_of().iter().chain(schema.any_of());
    if choices().next().is_none() {
        if own.is_declared {
            find.add(name.at, format!("the discriminator `{name}` is optional here"))
                .help("list it under `required`, or add `defaultMapping`");
        }
        return;
    }
    let optional = choices().find(|&&it| {
        let stated = stated(api, it, name);
        (own.is_declared || stated.is_declared) && !stated.is_required && stated.is_whole
    });
    if let Some(&optional) = optional {
        let message = format!("one of the choices can be without the discriminator `{name}`");
        find.add(name.at, message)
            .help("list it under `required` of each choice, or add `defaultMapping`")
            .note(api[optional].at, "it is optional here");
    }
}

/// What a schema says of a property, with all that it is made of.
struct Stated {
    is_declared: bool,
    is_required: bool,
    /// All of it could be looked at.
    is_whole: bool,
}

/// So many schemas are looked through for one.
const MOST: usize = 200;

/// Looks where implementations look: along `$ref` and `allOf`.
fn stated(api: &Api, id: Id<Schema>, name: &str) -> Stated {
    let mut it = Stated { is_declared: false, is_required: false, is_whole: true };
    let mut seen = BTreeSet::new();
    let mut waiting = vec![id];
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        let schema = &api[id];
        it.is_whole &= seen.len() < MOST;
        it.is_declared |= schema.property(name).is_some();
        it.is_required |= schema.requires(name);
        // Choices within a choice may each require it.
        it.is_whole &= schema.one_of().is_empty() && schema.any_of().is_empty();
        match schema.reference.as_ref().map(|it| it.to) {
            Some(Some(to)) => waiting.push(to),
            Some(None) => it.is_whole = false,
            None => {}
        }
        if seen.len() < MOST {
            waiting.extend(schema.all_of());
        }
    }
    it
}
