use std::collections::BTreeMap;

use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "repeated-server-name",
        summary: "two servers of one name",
        page: include_str!("repeated_server_name.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let mut seen = BTreeMap::new();
    for name in api.servers.iter().filter_map(|it| it.name.as_ref()) {
        if let Some(first) = seen.insert(&*name.text, name.at) {
            find.add(name.at, format!("another server is called `{name}`"))
                .help("give it a name of its own")
                .note(first, "the other one");
        }
    }
}
