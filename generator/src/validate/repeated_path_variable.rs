use crate::diag::{Level, Rule};
use crate::dialect::Versions;
use crate::ir::PathItem;
use crate::validate::variables;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "repeated-path-variable",
        summary: "a variable that stands twice in one path",
        page: include_str!("repeated_path_variable.md"),
        level: Level::Error,
    },
    ask: Ask::Path(ask),
};

fn ask(path: &PathItem, find: &mut Finder<'_>) {
    let mut names = variables(&path.template).names;
    names.sort_unstable();
    let twice = names.windows(2).find(|it| it[0] == it[1]).and_then(<[_]>::first);
    if let Some(twice) = twice {
        let level = if find.is(Versions::SINCE_3_2) { Level::Error } else { Level::Warning };
        let message = format!("`{{{twice}}}` stands more than once in this path");
        find.add(path.template.at, message).help("give each variable a name of its own").level =
            level;
    }
}
