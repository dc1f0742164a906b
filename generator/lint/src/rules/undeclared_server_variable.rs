use specwright::diag::{Level, Rule};
use specwright::ir::Server;
use specwright::validate::variables;
use specwright::validate::{Ask, Check, Finder};
use specwright::words::did_you_mean;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "undeclared-server-variable",
        summary: "a variable in a server's URL that is not described",
        page: include_str!("undeclared_server_variable.md"),
        level: Level::Warning,
    },
    ask: Ask::Server(ask),
};

fn ask(server: &Server, find: &mut Finder<'_>) {
    let names = || server.variables.iter().map(|it| &*it.name.text);
    let used = variables(&server.url).names;
    for name in &used {
        if names().any(|it| it == *name) {
            continue;
        }
        let found = find.add(server.url.at, format!("nothing describes `{{{name}}}`"));
        match did_you_mean(names(), name) {
            Some(near) => found.help(format!("is `{near}` meant?")),
            None => found.help(format!("add `{name}` with a `default` under `variables`")),
        };
    }
    for variable in &server.variables {
        if !used.contains(&&*variable.name.text) {
            let message = format!("the URL has no `{{{}}}`", variable.name);
            find.add(variable.name.at, message).help("take it out, or put it into the URL");
        }
    }
}
