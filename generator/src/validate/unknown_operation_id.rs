use std::collections::BTreeSet;

use crate::diag::{Level, Rule};
use crate::ir::Api;
use crate::validate::{Ask, Check, Finder, guess};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "unknown-operation-id",
        summary: "a link to an operation that is not there",
        page: include_str!("unknown_operation_id.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if api.links.is_empty() {
        return;
    }
    let operations = api.operations.iter().filter_map(|(_, it)| it.id.as_ref());
    let known: BTreeSet<&str> = operations.map(|it| &*it.text).collect();
    let asked = api.links.iter().filter_map(|(_, it)| it.operation_id.as_ref());
    let lost = asked.filter(|it| !known.contains(&***it));
    for (count, id) in lost.enumerate() {
        let found = find.add(id.at, format!("no operation among the files read has the id `{id}`"));
        match guess(count, known.iter().copied(), id) {
            Some(near) => found.help(format!("is `{near}` meant?")),
            None => found.help("write the `operationId` of an operation, unless it is in another part of the description"),
        };
    }
}
