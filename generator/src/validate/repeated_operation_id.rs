use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Level, Rule};
use crate::ir::{Api, Said};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "repeated-operation-id",
        summary: "an operationId that two operations share",
        page: include_str!("repeated_operation_id.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let mut seen: BTreeMap<&str, Vec<&Said>> = BTreeMap::new();
    // A path item that is used twice has its ids twice.
    let mut places = BTreeSet::new();
    for (_, operation) in api.operations.iter() {
        let Some(id) = &operation.id else { continue };
        if id.at.is_none_or(|it| places.insert((it.file.index(), it.start))) {
            seen.entry(id).or_default().push(id);
        }
    }
    for (id, all) in seen {
        let [first, others @ ..] = all.as_slice() else { continue };
        if others.is_empty() {
            continue;
        }
        let places: Vec<_> = others.iter().map(|it| it.at).collect();
        find.add_once(&places, format!("another operation has the id `{id}`"))
            .help("give each operation an id of its own")
            .note(first.at, "the first one");
    }
}
