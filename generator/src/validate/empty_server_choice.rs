use crate::diag::{Level, Rule};
use crate::dialect::Versions;
use crate::ir::Server;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "empty-server-choice",
        summary: "a server variable that can have no value",
        page: include_str!("empty_server_choice.md"),
        level: Level::Error,
    },
    ask: Ask::Server(ask),
};

fn ask(server: &Server, find: &mut Finder<'_>) {
    let level = if find.is(Versions::SINCE_3_1) { Level::Error } else { Level::Warning };
    for variable in &server.variables {
        if variable.choices.as_ref().is_some_and(Vec::is_empty) {
            let message = format!("the `enum` of the variable `{}` is empty", variable.name);
            find.add(variable.name.at, message).help("list its values, or take `enum` out").level =
                level;
        }
    }
}
