use specwright::diag::{Level, Rule};
use specwright::ir::{Api, Said};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "server-trailing-slash",
        summary: "a server whose URL ends in a slash",
        page: include_str!("server_trailing_slash.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let base = api.address.as_ref().and_then(|it| it.base_path.as_ref());
    let servers = api.servers.iter().filter(|_| api.address.is_none()).map(|it| &it.url);
    let all: Vec<&Said> = servers.chain(base).collect();
    for url in all {
        if url.len() > 1 && url.ends_with('/') {
            find.add(url.at, format!("`{url}` ends in `/`"))
                .help("take the slash off: paths start with one");
        }
    }
}
