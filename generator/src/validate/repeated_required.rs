use std::collections::BTreeSet;

use crate::diag::{Level, Rule};
use crate::ir::{Id, Schema};
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
    let mut seen = BTreeSet::new();
    for name in required {
        if !seen.insert(&*name.text) {
            let message = format!("`required` names `{name}` twice");
            find.add(name.at, message).help("take one of them out");
        }
    }
}
