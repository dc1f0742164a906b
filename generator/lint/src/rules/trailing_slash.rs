use specwright::diag::{Level, Rule};
use specwright::ir::PathItem;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "trailing-slash",
        summary: "a path that ends in a slash",
        page: include_str!("trailing_slash.md"),
        level: Level::Warning,
    },
    ask: Ask::Path(ask),
};

fn ask(path: &PathItem, find: &mut Finder<'_>) {
    let template = &path.template;
    if template.len() > 1 && template.ends_with('/') {
        find.add(template.at, format!("the path `{template}` ends in `/`"))
            .help("take the slash off");
    }
}
