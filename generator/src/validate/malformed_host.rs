use crate::diag::{Level, Rule};
use crate::ir::Api;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "malformed-host",
        summary: "a host that is more than a host",
        page: include_str!("malformed_host.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let Some(host) = api.address.as_ref().and_then(|it| it.host.as_ref()) else { return };
    if host.contains(['/', '{', '}', '?', '#', ' ', '@']) || host.is_empty() {
        find.add(host.at, format!("`{host}` is no host"))
            .help("write the name alone; `schemes` and `basePath` have the rest");
    }
}
