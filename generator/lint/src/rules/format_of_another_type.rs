use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Schema, Type};
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
    let (Some(format), false) = (&schema.format, schema.types.is_empty()) else { return };
    let allowed: &[Type] = match &**format {
        "int32" | "int64" => &[Type::Integer, Type::Number, Type::String],
        "float" | "double" => &[Type::Number, Type::Integer, Type::String],
        "date" | "date-time" | "uuid" | "email" | "uri" | "hostname" | "ipv4" | "ipv6" | "byte"
        | "binary" | "password" => &[Type::String, Type::File],
        // Formats of one's own may mean anything; but neither of these has any.
        _ => &[Type::String, Type::Integer, Type::Number, Type::Array, Type::Object, Type::File],
    };
    if !schema.types.iter().any(|it| allowed.contains(&it)) {
        let types: Vec<_> = schema.types.iter().map(Type::name).collect();
        let message =
            format!("the format `{format}` is none of the type `{}`", types.join("` or `"));
        find.add(format.at, message).help("take `format` out, or change the type");
    }
}
