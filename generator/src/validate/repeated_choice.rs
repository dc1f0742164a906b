use std::collections::BTreeSet;

use crate::diag::{Level, Rule};
use crate::dialect::Version;
use crate::ir::{Id, Schema};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "repeated-choice",
        summary: "a value that an enum lists twice",
        page: include_str!("repeated_choice.md"),
        level: Level::Error,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let api = find.api();
    let choices = api[id].choices().unwrap_or_default();
    if choices.len() < 2 {
        return;
    }
    let level = if api.version == Version::V2_0 { Level::Error } else { Level::Warning };
    let mut seen = BTreeSet::new();
    for choice in choices {
        // Numbers that are spelt in two ways are rare, and not told.
        let json = choice.to_json();
        let message = format!("the enum lists `{json}` twice");
        if !seen.insert(json) {
            find.add(choice.at(), message).help("take one of them out").level = level;
        }
    }
}
