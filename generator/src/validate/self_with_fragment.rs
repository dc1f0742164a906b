use crate::diag::{Level, Rule};
use crate::ir::Api;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "self-with-fragment",
        summary: "a document that says it is part of another",
        page: include_str!("self_with_fragment.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if let Some(uri) = api.self_uri.as_ref().filter(|it| it.contains('#')) {
        find.add(uri.at, "`$self` names a whole document, and has no `#`")
            .help("end it before the `#`");
    }
}
