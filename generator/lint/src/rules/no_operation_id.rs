use specwright::diag::{Level, Rule};
use specwright::ir::{Api, Where};
use specwright::validate::{Ask, Check, Finder};

use crate::lacking::Lacking;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "no-operation-id",
        summary: "an operation without an id",
        page: include_str!("no_operation_id.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

fn ask(_: &Api, find: &mut Finder<'_>) {
    if !find.is_document() {
        return;
    }
    Lacking {
        asked: |it| it.place == Where::Path,
        lacks: |it| it.id.as_ref().is_none_or(|it| it.is_empty()),
        what: "has no `operationId`",
        help: "add one, such as `listUsers`",
    }
    .tell(find);
}
