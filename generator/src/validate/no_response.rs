use crate::diag::{Level, Rule};
use crate::ir::{Id, Operation};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "no-response",
        summary: "an operation without any response",
        page: include_str!("no_response.md"),
        level: Level::Error,
    },
    ask: Ask::Operation(ask),
};

fn ask(id: Id<Operation>, find: &mut Finder<'_>) {
    let operation = &find.api()[id];
    if operation.responses.at.is_some() && operation.responses.all.is_empty() {
        let message = format!("`{}` has no response", operation.method);
        find.add(operation.responses.at, message).help("add a response, `default` for instance");
    }
}
