use specwright::diag::{Level, Rule};
use specwright::ir::{Api, Status, Where};
use specwright::validate::{Ask, Check, Finder};

use crate::lacking::Lacking;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "no-client-error",
        summary: "an operation that does not say how it refuses",
        page: include_str!("no_client_error.md"),
        level: Level::Info,
    },
    ask: Ask::Api(ask),
};

fn ask(_: &Api, find: &mut Finder<'_>) {
    if !find.is_document() {
        return;
    }
    Lacking {
        asked: |it| it.place == Where::Path && !it.responses.all.is_empty(),
        lacks: |it| !it.responses.all.iter().any(|it| refuses(&it.status)),
        what: "has no response for a client's mistake",
        help: "add `4XX` or `default`",
    }
    .tell(find);
}

fn refuses(status: &Status) -> bool {
    match status {
        Status::Code(code) => (400..500).contains(code),
        Status::Range(first) => *first == 4,
        Status::Default => true,
        Status::Other(_) => false,
    }
}
