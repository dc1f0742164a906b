use specwright::diag::{Level, Rule};
use specwright::ir::{Api, Where};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "unsecured-operation",
        summary: "operations that do not say what a caller must show",
        page: include_str!("unsecured_operation.md"),
        level: Level::Info,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if api.security.is_some() || !find.is_document() {
        return;
    }
    let all = api.operations.iter().map(|(_, it)| it).filter(|it| it.place == Where::Path);
    let silent: Vec<_> = all.filter(|it| it.security.is_none()).map(|it| it.method_at).collect();
    if !silent.is_empty() {
        find.add_once(&silent, "nothing says what a caller must show here")
            .help("add `security` to the document or the operation; `security: []` where nothing");
    }
}
