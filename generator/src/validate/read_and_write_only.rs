use crate::diag::{Level, Rule};
use crate::dialect::Versions;
use crate::ir::{Id, Schema};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "read-and-write-only",
        summary: "a property that can neither be read nor written",
        page: include_str!("read_and_write_only.md"),
        level: Level::Error,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let schema = &find.api()[id];
    if schema.is_read_only() && schema.is_write_only() {
        let level = if find.is(Versions::V3_0) { Level::Error } else { Level::Warning };
        find.add(schema.at, "`readOnly` and `writeOnly` exclude each other")
            .help("take one of them out")
            .level = level;
    }
}
