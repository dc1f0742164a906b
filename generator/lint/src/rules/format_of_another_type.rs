use specwright::diag::{Level, Rule};
use specwright::ir::{Api, Id, Schema, Type, Types};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "format-of-another-type",
        summary: "a format that says nothing of the schema's type",
        page: include_str!("format_of_another_type.md"),
        level: Level::Warning,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let schema = &find.api()[id];
    let types = types(find.api(), id, 0);
    let (Some(format), false) = (&schema.format, types.is_empty()) else { return };
    let allowed: &[Type] = match &**format {
        "int32" | "int64" => &[Type::Integer, Type::Number, Type::String],
        "float" | "double" => &[Type::Number, Type::Integer, Type::String],
        "date" | "date-time" | "uuid" | "email" | "uri" | "hostname" | "ipv4" | "ipv6" | "byte"
        | "binary" | "password" => &[Type::String, Type::File],
        // Formats of one's own may mean anything; but neither of these has any.
        _ => &[Type::String, Type::Integer, Type::Number, Type::Array, Type::Object, Type::File],
    };
    if !types.iter().any(|it| allowed.contains(&it)) {
        let types: Vec<_> = types.iter().map(Type::name).collect();
        let message =
            format!("the format `{format}` is none of the type `{}`", types.join("` or `"));
        find.add(format.at, message).help("take `format` out, or change the type");
    }
}

/// The types that a schema states, itself or through what it builds on.
fn types(api: &Api, id: Id<Schema>, depth: usize) -> Types {
    let Some(schema) = api.resolve(id).map(|it| &api[it]) else { return Types::default() };
    let parts = schema.all_of();
    if schema.types.is_empty() && depth < 4 && parts.len() < 8 {
        let stated = parts.iter().map(|&it| types(api, it, depth + 1));
        return stated.into_iter().find(|it| !it.is_empty()).unwrap_or_default();
    }
    schema.types
}
