use crate::diag::{Level, Rule};
use crate::ir::{Id, Parameter, Place};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "querystring-with-schema",
        summary: "a whole query string that is described by a schema",
        page: include_str!("querystring_with_schema.md"),
        level: Level::Error,
    },
    ask: Ask::Parameter(ask),
};

fn ask(id: Id<Parameter>, find: &mut Finder<'_>) {
    let it = &find.api()[id];
    if it.place == Place::QueryString && it.schema.is_some() {
        let message = format!("the query string `{}` needs `content`, not `schema`", it.name);
        find.add(it.name.at.or(it.at), message)
            .help("put the schema under `content` and a media type");
    }
}
