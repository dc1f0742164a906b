use crate::diag::{Level, Rule};
use crate::dialect::Versions;
use crate::ir::{Id, Schema, Type};
use crate::source::{Kind, Node};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "default-of-another-type",
        summary: "a default that is not of the schema's type",
        page: include_str!("default_of_another_type.md"),
        level: Level::Error,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    if !find.is(Versions::UNTIL_3_0) {
        return;
    }
    let schema = &find.api()[id];
    let Some(default) = schema.default_value() else { return };
    let node = default.node();
    let null = node.kind() == Kind::Null && schema.nullable == Some(true);
    let Some(ty) = schema.types.single() else { return };
    if null || fits(node, ty) {
        return;
    }
    let message = format!("the default is {}, the type `{ty}`", node.kind().noun());
    let found = find.add(node.at(), message);
    match (node.kind(), ty) {
        (Kind::Bool | Kind::Number, Type::String) => found.help("put it in quotes"),
        (Kind::Null, _) => found.help("take it out: without a default there is none"),
        _ => found.help("write a default of that type, or take it out"),
    };
}

fn fits(node: Node<'_>, ty: Type) -> bool {
    match ty {
        Type::Null => node.kind() == Kind::Null,
        Type::Boolean => node.kind() == Kind::Bool,
        Type::Number => node.kind() == Kind::Number,
        Type::Integer => {
            node.kind() == Kind::Number
                && node
                    .number()
                    .is_some_and(|it| it.parse::<f64>().map_or(true, |it| it.fract() == 0.0))
        }
        Type::String | Type::File => node.kind() == Kind::Text,
        Type::Array => node.kind() == Kind::List,
        Type::Object => node.kind() == Kind::Map,
    }
}
