use crate::diag::{Level, Rule};
use crate::dialect::Version;
use crate::ir::{Id, Schema};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "empty-enum",
        summary: "an enum without values",
        page: include_str!("empty_enum.md"),
        level: Level::Error,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let api = find.api();
    if api[id].choices().is_some_and(<[_]>::is_empty) {
        let level = if api.version == Version::V2_0 { Level::Error } else { Level::Warning };
        find.add(api[id].at, "`enum` is empty: nothing can be this")
            .help("list the values, or take it out")
            .level = level;
    }
}
