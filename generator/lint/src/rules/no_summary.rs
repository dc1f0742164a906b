use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::validate::{Ask, Check, Finder};

use crate::lacking::Lacking;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "no-summary",
        summary: "an operation without a summary",
        page: include_str!("no_summary.md"),
        level: Level::Off,
    },
    ask: Ask::Api(ask),
};

fn ask(_: &Api, find: &mut Finder<'_>) {
    Lacking {
        asked: |_| true,
        lacks: |it| it.summary.as_ref().is_none_or(|it| it.trim().is_empty()),
        what: "has no summary",
        help: "add a `summary` of a few words",
    }
    .tell(find);
}
