use specwright::diag::{Level, Rule};
use specwright::ir::{Api, Said};
use specwright::validate::{Ask, Check, Finder};

use crate::lacking::Lacking;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "undescribed-operation",
        summary: "an operation that says nothing about itself",
        page: include_str!("undescribed_operation.md"),
        level: Level::Info,
    },
    ask: Ask::Api(ask),
};

fn ask(_: &Api, find: &mut Finder<'_>) {
    Lacking {
        asked: |_| true,
        lacks: |it| !says(it.description.as_ref()) && !says(it.summary.as_ref()),
        what: "has neither summary nor description",
        help: "add a `summary`",
    }
    .tell(find);
}

fn says(it: Option<&Said>) -> bool {
    it.is_some_and(|it| !it.trim().is_empty())
}
