use crate::diag::{Level, Rule};
use crate::ir::PathItem;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "path-without-slash",
        summary: "a path that does not start with a slash",
        page: include_str!("path_without_slash.md"),
        level: Level::Error,
    },
    ask: Ask::Path(ask),
};

fn ask(path: &PathItem, find: &mut Finder<'_>) {
    let template = &path.template;
    if !template.starts_with('/') {
        let message = format!("the path `{template}` does not start with `/`");
        find.add(template.at, message).help(format!("write `/{template}`"));
    }
}
