use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Operation, Said};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "undescribed-operation",
        summary: "an operation that says nothing about itself",
        page: include_str!("undescribed_operation.md"),
        level: Level::Info,
    },
    ask: Ask::Operation(ask),
};

fn ask(id: Id<Operation>, find: &mut Finder<'_>) {
    let operation = &find.api()[id];
    let says = |it: &Option<Said>| it.as_ref().is_some_and(|it| !it.trim().is_empty());
    if !says(&operation.description) && !says(&operation.summary) {
        let path = &find.api()[operation.path].template;
        let message = format!("`{} {path}` has neither summary nor description", operation.method);
        find.add(operation.method_at, message).help("add a `summary`");
    }
}
