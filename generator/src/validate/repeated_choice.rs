use std::collections::BTreeMap;

use crate::diag::{Level, Rule};
use crate::dialect::Version;
use crate::ir::{Id, Schema};
use crate::text::Span;
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
    let mut seen: BTreeMap<String, Vec<Option<Span>>> = BTreeMap::new();
    for choice in choices {
        // Numbers that are spelt in two ways are rare, and not told.
        seen.entry(choice.to_json()).or_default().push(Some(choice.at()));
    }
    for (json, places) in seen {
        let Some(again) = places.get(1..).filter(|it| !it.is_empty()) else { continue };
        let message = format!("the enum lists `{json}` more than once");
        find.add_once(again, message).help("take all but one of them out").level = level;
    }
}
