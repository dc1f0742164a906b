use specwright::diag::{Level, Rule};
use specwright::ir::PathItem;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "query-in-path",
        summary: "a path with a query in it",
        page: include_str!("query_in_path.md"),
        level: Level::Warning,
    },
    ask: Ask::Path(ask),
};

fn ask(path: &PathItem, find: &mut Finder<'_>) {
    let template = &path.template;
    if template.contains(['?', '#']) {
        find.add(template.at, format!("the path `{template}` has a query or a fragment"))
            .help("describe it with parameters `in: query`");
    }
}
