use specwright::diag::{Level, Rule};
use specwright::dialect::Version;
use specwright::ir::{Id, Method, Operation};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "ignored-body",
        summary: "a body where none is read",
        page: include_str!("ignored_body.md"),
        level: Level::Warning,
    },
    ask: Ask::Operation(ask),
};

fn ask(id: Id<Operation>, find: &mut Finder<'_>) {
    let api = find.api();
    let operation = &api[id];
    let bare = matches!(operation.method, Method::Get | Method::Head | Method::Delete);
    if let Some(body) = operation.body.as_ref().filter(|_| bare) {
        let message = format!("a body of `{}` has no meaning that all agree on", operation.method);
        let why = if api.version == Version::V3_0 { "tools ignore it" } else { "avoid it" };
        find.add(api[body.to].at.or(operation.method_at), message)
            .help(format!("{why}: send it in the query, or with another method"));
    }
}
