use crate::diag::{Level, Rule};
use crate::ir::{Id, Schema};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "empty-composition",
        summary: "a choice between no schemas",
        page: include_str!("empty_composition.md"),
        level: Level::Error,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let api = find.api();
    let schema = &api[id];
    let Some(logic) = schema.logic.as_deref() else { return };
    let says_nothing = logic.all_of.is_empty()
        && logic.any_of.is_empty()
        && logic.one_of.is_empty()
        && logic.not.is_none()
        && logic.when.is_none()
        && logic.then.is_none()
        && logic.otherwise.is_none()
        && logic.discriminator.is_none();
    if says_nothing {
        find.add(schema.at, "`allOf`, `anyOf` or `oneOf` is empty")
            .help("list a schema under it, or take it out");
    }
}
