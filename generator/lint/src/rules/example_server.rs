use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "example-server",
        summary: "a server that is only an example",
        page: include_str!("example_server.md"),
        level: Level::Off,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    for server in &api.servers {
        if server.url.contains("example.com") {
            find.add(server.url.at, format!("`{}` is an example", server.url))
                .help("write where the API is");
        }
    }
}
