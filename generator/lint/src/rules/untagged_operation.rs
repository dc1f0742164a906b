use specwright::diag::{Level, Rule};
use specwright::ir::{Api, Where};
use specwright::validate::{Ask, Check, Finder};

use crate::lacking::Lacking;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "untagged-operation",
        summary: "an operation without a tag",
        page: include_str!("untagged_operation.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

fn ask(_: &Api, find: &mut Finder<'_>) {
    Lacking {
        // What the API sends is on the page of the operation that asked for it.
        asked: |it| it.place == Where::Path,
        lacks: |it| it.tags.is_empty(),
        what: "has no tag",
        help: "add the tag whose page it belongs on",
    }
    .tell(find);
}
