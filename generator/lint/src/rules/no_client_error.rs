use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Operation, Status, Where};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "no-client-error",
        summary: "an operation that does not say how it refuses",
        page: include_str!("no_client_error.md"),
        level: Level::Info,
    },
    ask: Ask::Operation(ask),
};

fn ask(id: Id<Operation>, find: &mut Finder<'_>) {
    let operation = &find.api()[id];
    let refuses = |it: &Status| match it {
        Status::Code(code) => (400..500).contains(code),
        Status::Range(first) => *first == 4,
        Status::Default => true,
        Status::Other(_) => false,
    };
    let all = &operation.responses.all;
    if find.is_document()
        && operation.place == Where::Path
        && !all.is_empty()
        && !all.iter().any(|it| refuses(&it.status))
    {
        let message = format!("`{}` has no response for a client's mistake", operation.method);
        find.add(operation.method_at, message).help("add `4XX` or `default`");
    }
}
