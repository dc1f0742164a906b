use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Operation};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "no-summary",
        summary: "an operation without a summary",
        page: include_str!("no_summary.md"),
        level: Level::Off,
    },
    ask: Ask::Operation(ask),
};

fn ask(id: Id<Operation>, find: &mut Finder<'_>) {
    let operation = &find.api()[id];
    if operation.summary.as_ref().is_none_or(|it| it.trim().is_empty()) {
        let path = &find.api()[operation.path].template;
        let message = format!("`{} {path}` has no summary", operation.method);
        find.add(operation.method_at, message).help("add a `summary` of a few words");
    }
}
