use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Operation, Where};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "untagged-operation",
        summary: "an operation without a tag",
        page: include_str!("untagged_operation.md"),
        level: Level::Warning,
    },
    ask: Ask::Operation(ask),
};

fn ask(id: Id<Operation>, find: &mut Finder<'_>) {
    let operation = &find.api[id];
    // What the API sends is on the page of the operation that asked for it.
    if operation.place != Where::Path || !operation.tags.is_empty() {
        return;
    }
    let path = &find.api[operation.path].template.text;
    let message = format!("`{} {path}` has no tag", operation.method);
    find.add(operation.method_at.or(operation.at), message)
        .help("add the tag whose page it belongs on");
}
