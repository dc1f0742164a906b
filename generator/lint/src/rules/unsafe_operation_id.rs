use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Operation};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "unsafe-operation-id",
        summary: "an operationId that cannot stand in a URL",
        page: include_str!("unsafe_operation_id.md"),
        level: Level::Warning,
    },
    ask: Ask::Operation(ask),
};

fn ask(id: Id<Operation>, find: &mut Finder<'_>) {
    let api = find.api();
    let Some(id) = &api[id].id else { return };
    let is_safe = |it: u8| it.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(&it);
    if !id.bytes().all(is_safe) {
        find.add(id.at, format!("`{id}` cannot stand in a URL as it is"))
            .help("use letters, digits, `-`, `_` and `.`");
    }
}
