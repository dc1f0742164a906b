use std::collections::BTreeMap;

use crate::diag::{Level, Rule};
use crate::ir::{Id, Schema};
use crate::text::Span;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "repeated-required",
        summary: "a property that is required twice",
        page: include_str!("repeated_required.md"),
        level: Level::Error,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let required = find.api()[id].required();
    if required.len() < 2 {
        return;
    }
    let mut seen: BTreeMap<&str, Vec<Option<Span>>> = BTreeMap::new();
    for name in required {
        seen.entry(&name.text).or_default().push(name.at);
    }
    for (name, places) in seen {
        let Some(again) = places.get(1..).filter(|it| !it.is_empty()) else { continue };
        let message = format!("`required` names `{name}` more than once");
        find.add_once(again, message).help("take all but one of them out");
    }
}
