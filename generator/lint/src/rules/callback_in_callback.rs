use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Operation, Where};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "callback-in-callback",
        summary: "a callback of a callback",
        page: include_str!("callback_in_callback.md"),
        level: Level::Warning,
    },
    ask: Ask::Operation(ask),
};

fn ask(id: Id<Operation>, find: &mut Finder<'_>) {
    let operation = &find.api()[id];
    let place = match operation.place {
        Where::Callback => "callback",
        Where::Webhook => "webhook",
        _ => return,
    };
    if let Some((name, _)) = operation.callbacks.first() {
        find.add(name.at, format!("a {place} with a callback of its own"))
            .help("describe what follows as a path or a webhook");
    }
}
