use crate::instance::is_of;
use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Schema, Type};
use specwright::source::Kind;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "choice-of-another-type",
        summary: "an enum value that is not of the type",
        page: include_str!("choice_of_another_type.md"),
        level: Level::Warning,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let schema = &find.api()[id];
    let (Some(choices), false) = (schema.choices(), schema.types.is_empty()) else { return };
    for choice in choices {
        let kind = choice.node().kind();
        let null = kind == Kind::Null && schema.nullable == Some(true);
        if !null && !schema.types.iter().any(|it| is_of(choice.node(), it)) {
            let types: Vec<_> = schema.types.iter().map(Type::name).collect();
            let message =
                format!("the enum lists {}, the type is `{}`", kind.noun(), types.join("` or `"));
            find.add(choice.at(), message).help("write a value of that type, or change the type");
        }
    }
}
