use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Operation, Where};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "no-operation-id",
        summary: "an operation without an id",
        page: include_str!("no_operation_id.md"),
        level: Level::Warning,
    },
    ask: Ask::Operation(ask),
};

fn ask(id: Id<Operation>, find: &mut Finder<'_>) {
    let operation = &find.api()[id];
    if find.is_document()
        && operation.place == Where::Path
        && operation.id.as_ref().is_none_or(|it| it.is_empty())
    {
        let path = &find.api()[operation.path].template;
        let message = format!("`{} {path}` has no `operationId`", operation.method);
        find.add(operation.method_at, message).help("add one, such as `listUsers`");
    }
}
