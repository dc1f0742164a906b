use specwright::diag::{Level, Rule};
use specwright::dialect::Versions;
use specwright::ir::{Id, Schema};
use specwright::source::Kind;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "nullable-enum-without-null",
        summary: "an enum that may be null and does not list it",
        page: include_str!("nullable_enum_without_null.md"),
        level: Level::Info,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let schema = &find.api()[id];
    let Some(choices) = schema.choices() else { return };
    let lists = choices.iter().any(|it| it.node().kind() == Kind::Null);
    if schema.nullable == Some(true) && !lists && find.is(Versions::V3_0) {
        find.add(schema.at, "`nullable` has no effect: the enum does not list `null`")
            .help("add `null` to `enum`");
    }
}
