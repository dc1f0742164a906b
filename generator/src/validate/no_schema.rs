use crate::diag::{Level, Rule};
use crate::dialect::Versions;
use crate::ir::Api;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "no-schema",
        summary: "a parameter that does not say what it is",
        page: include_str!("no_schema.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if !find.is(Versions::SINCE_3_0) {
        return;
    }
    for (_, it) in api.parameters.iter() {
        if it.at.is_some() && it.schema.is_none() && it.content.is_empty() {
            let message = format!("the parameter `{}` has neither `schema` nor `content`", it.name);
            find.add(it.name.at.or(it.at), message).help("add `schema: { type: string }`");
        }
    }
    for (_, it) in api.headers.iter() {
        if it.at.is_some() && it.schema.is_none() && it.content.is_empty() {
            find.add(it.at, "this header has neither `schema` nor `content`")
                .help("add `schema: { type: string }`");
        }
    }
}
