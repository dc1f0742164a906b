use crate::diag::{Level, Rule};
use crate::dialect::Version;
use crate::ir::{Id, Parameter, Place};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "empty-value-out-of-place",
        summary: "`allowEmptyValue` outside the query",
        page: include_str!("empty_value_out_of_place.md"),
        level: Level::Error,
    },
    ask: Ask::Parameter(ask),
};

fn ask(id: Id<Parameter>, find: &mut Finder<'_>) {
    let api = find.api();
    let it = &api[id];
    if it.allow_empty.is_none() || matches!(it.place, Place::Query | Place::Form) {
        return;
    }
    let message = format!("`allowEmptyValue` says nothing of a parameter in `{}`", it.place.name());
    let found = find.add(it.name.at.or(it.at), message).help("take it out");
    if api.version == Version::V3_0 {
        found.level = Level::Warning;
    }
}
