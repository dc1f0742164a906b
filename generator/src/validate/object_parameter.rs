use crate::diag::{Level, Rule};
use crate::dialect::Version;
use crate::ir::{Api, Id, Schema, Type};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "object-parameter",
        summary: "a parameter of 2.0 that is an object",
        page: include_str!("object_parameter.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if api.version != Version::V2_0 {
        return;
    }
    for (_, it) in api.parameters.iter() {
        of(api, it.schema, &format!("the parameter `{}`", it.name), find);
    }
    for (_, it) in api.headers.iter() {
        of(api, it.schema, "a header", find);
    }
}

fn of(api: &Api, schema: Option<Id<Schema>>, what: &str, find: &mut Finder<'_>) {
    let mut next = schema;
    for _ in 0..16 {
        let Some(schema) = next.map(|it| &api[it]) else { return };
        if schema.types.has(Type::Object) {
            find.add(schema.at, format!("{what} cannot be an object in 2.0"))
                .help("send it in the body, or as several parameters");
            return;
        }
        if schema.reference.is_some() {
            let message = format!("{what} cannot refer to a model in 2.0");
            find.add(schema.at, message).help("write its type here");
            return;
        }
        next = schema.items();
    }
}
