use crate::diag::{Level, Rule};
use crate::dialect::Versions;
use crate::ir::Server;
use crate::validate::{Ask, Check, Finder};
use crate::words::did_you_mean;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "default-not-a-choice",
        summary: "a server variable whose default is none of its values",
        page: include_str!("default_not_a_choice.md"),
        level: Level::Error,
    },
    ask: Ask::Server(ask),
};

fn ask(server: &Server, find: &mut Finder<'_>) {
    let level = if find.is(Versions::SINCE_3_1) { Level::Error } else { Level::Warning };
    for variable in &server.variables {
        let (Some(default), Some(choices)) = (&variable.default, &variable.choices) else {
            continue;
        };
        if choices.contains(default) {
            continue;
        }
        let message = format!("`{default}` is none of the values of `{}`", variable.name);
        let found = find.add(default.at, message);
        found.level = level;
        match did_you_mean(choices.iter().map(|it| &**it), default) {
            Some(near) => found.help(format!("is `{near}` meant?")),
            None => found.help("add it to `enum`"),
        };
    }
}
