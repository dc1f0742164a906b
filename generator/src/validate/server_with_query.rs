use crate::diag::{Level, Rule};
use crate::dialect::Versions;
use crate::ir::Server;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "server-with-query",
        summary: "a server's URL with a query or a fragment",
        page: include_str!("server_with_query.md"),
        level: Level::Error,
    },
    ask: Ask::Server(ask),
};

fn ask(server: &Server, find: &mut Finder<'_>) {
    if server.url.contains(['?', '#']) {
        let level = if find.is(Versions::SINCE_3_2) { Level::Error } else { Level::Warning };
        let message = "the URL of a server has no query and no fragment";
        find.add(server.url.at, message).help("end it before `?` or `#`").level = level;
    }
}
