use crate::diag::{Level, Rule};
use crate::dialect::Versions;
use crate::ir::{Id, Schema};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "empty-required",
        summary: "a `required` that requires nothing",
        page: include_str!("empty_required.md"),
        level: Level::Error,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let schema = &find.api()[id];
    let stated = schema.object.as_deref().and_then(|it| it.required.as_ref());
    if find.is(Versions::UNTIL_3_0) && stated.is_some_and(Vec::is_empty) {
        find.add(schema.at, "`required` is empty").help("take it out");
    }
}
