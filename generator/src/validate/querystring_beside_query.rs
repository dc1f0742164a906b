use crate::diag::{Level, Rule};
use crate::ir::{Id, Operation, Place};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "querystring-beside-query",
        summary: "a whole query string beside other parts of the query",
        page: include_str!("querystring_beside_query.md"),
        level: Level::Error,
    },
    ask: Ask::Operation(ask),
};

fn ask(id: Id<Operation>, find: &mut Finder<'_>) {
    let api = find.api();
    let operation = &api[id];
    let all = operation.parameters.iter().chain(&api[operation.path].parameters);
    let all: Vec<_> = all.map(|it| &api[it.to]).collect();
    let mut whole = all.iter().filter(|it| it.place == Place::QueryString);
    let Some(first) = whole.next() else { return };
    let other = whole.next().or_else(|| all.iter().find(|it| it.place == Place::Query));
    if let Some(other) = other {
        let message = format!(
            "`{}` is the whole query string, and `{}` a part of it or another",
            first.name, other.name
        );
        find.add(other.name.at.or(other.at), message)
            .help("describe the query in one of the two ways")
            .note(first.name.at, "the whole query string");
    }
}
