use crate::diag::{Level, Rule};
use crate::dialect::Versions;
use crate::ir::Api;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "schema-and-content",
        summary: "a parameter with a schema and a content",
        page: include_str!("schema_and_content.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if !find.is(Versions::SINCE_3_0) {
        return;
    }
    for (_, it) in api.parameters.iter() {
        if it.schema.is_some() && !it.content.is_empty() {
            let message = format!("the parameter `{}` has `schema` and `content`", it.name);
            find.add(it.name.at.or(it.at), message).help("take one of them out");
        }
    }
    for (_, it) in api.headers.iter() {
        if it.schema.is_some() && !it.content.is_empty() {
            find.add(it.at, "this header has `schema` and `content`").help("take one of them out");
        }
    }
}
