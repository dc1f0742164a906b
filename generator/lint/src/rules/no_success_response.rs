use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Operation, Status};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "no-success-response",
        summary: "an operation that never succeeds",
        page: include_str!("no_success_response.md"),
        level: Level::Warning,
    },
    ask: Ask::Operation(ask),
};

fn ask(id: Id<Operation>, find: &mut Finder<'_>) {
    let operation = &find.api()[id];
    let succeeds = |it: &Status| match it {
        Status::Code(code) => (100..400).contains(code),
        Status::Range(first) => matches!(first, 1..=3),
        Status::Default => true,
        Status::Other(_) => false,
    };
    let all = &operation.responses;
    if !all.all.is_empty() && !all.all.iter().any(|it| succeeds(&it.status)) {
        let message = format!("`{}` has no response of a success", operation.method);
        find.add(operation.method_at.or(all.at), message)
            .help("describe what comes back when all went well");
    }
}
