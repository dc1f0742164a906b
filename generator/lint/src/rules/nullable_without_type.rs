use specwright::diag::{Level, Rule};
use specwright::dialect::Versions;
use specwright::ir::{Id, Schema};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "nullable-without-type",
        summary: "a `nullable` that has no effect",
        page: include_str!("nullable_without_type.md"),
        level: Level::Warning,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let schema = &find.api()[id];
    if schema.nullable == Some(true) && schema.types.is_empty() && find.is(Versions::V3_0) {
        find.add(schema.at, "`nullable` has no effect without `type`")
            .help("add a `type`, or allow `null` in one of the alternatives");
    }
}
