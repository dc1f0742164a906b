use crate::diag::{Level, Rule};
use crate::ir::PathItem;
use crate::validate::variables;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "malformed-path",
        summary: "a path whose braces do not pair",
        page: include_str!("malformed_path.md"),
        level: Level::Error,
    },
    ask: Ask::Path(ask),
};

fn ask(path: &PathItem, find: &mut Finder<'_>) {
    if variables(&path.template).is_malformed {
        let message = format!("the braces of the path `{}` do not pair", path.template);
        find.add(path.template.at, message).help("write each variable as `{name}`");
    }
}
