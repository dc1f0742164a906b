use std::collections::BTreeSet;

use crate::diag::{Level, Rule};
use crate::dialect::{Version, Versions};
use crate::ir::{Api, Type};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "array-without-items",
        summary: "an array that does not say what it holds",
        page: include_str!("array_without_items.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if find.is(Versions::SINCE_3_1) || !find.is_document() {
        return;
    }
    let parameters = api.parameters.iter().filter_map(|(_, it)| it.schema);
    let headers = api.headers.iter().filter_map(|(_, it)| it.schema);
    let is_2 = api.version == Version::V2_0;
    let simple: BTreeSet<_> =
        if is_2 { parameters.chain(headers).collect() } else { BTreeSet::new() };
    for (id, it) in api.schemas.iter() {
        let lacks = it.array.as_deref().is_none_or(|it| it.items.is_none() && it.prefix.is_empty());
        if it.types.has(Type::Array) && lacks && it.reference.is_none() {
            let found = find.add(it.at, "an array needs `items`");
            found.help("say what it holds, `items: {}` for anything");
            if is_2 && !simple.contains(&id) {
                found.level = Level::Warning;
            }
        }
    }
}
