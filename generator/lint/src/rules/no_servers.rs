use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "no-servers",
        summary: "an API without an address",
        page: include_str!("no_servers.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if find.is_document() && api.servers.is_empty() && !api.paths.is_empty() {
        let help = if api.address.is_some() { "add `host`" } else { "add `servers`" };
        find.add(api.info.at, "the document does not say where the API is").help(help);
    }
}
