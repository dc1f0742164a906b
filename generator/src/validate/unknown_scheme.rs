use crate::diag::{Level, Rule};
use crate::ir::Api;
use crate::validate::{Ask, Check, Finder};
use crate::words::did_you_mean;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "unknown-scheme",
        summary: "a transfer protocol that 2.0 does not have",
        page: include_str!("unknown_scheme.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

const KNOWN: [&str; 4] = ["http", "https", "ws", "wss"];

fn ask(api: &Api, find: &mut Finder<'_>) {
    let own = api.address.as_ref().and_then(|it| it.schemes.as_ref());
    let operations = api.operations.iter().filter_map(|(_, it)| it.schemes.as_ref());
    for scheme in own.into_iter().chain(operations).flatten() {
        if KNOWN.contains(&&**scheme) {
            continue;
        }
        let found = find.add(scheme.at, format!("`{scheme}` is no transfer protocol in 2.0"));
        match did_you_mean(KNOWN, scheme) {
            Some(near) => found.help(format!("write `{near}`, if that is meant")),
            None => found.help("write one of `http`, `https`, `ws`, `wss`"),
        };
    }
}
