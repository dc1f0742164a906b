use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "webhook-with-servers",
        summary: "a webhook that says where it is received",
        page: include_str!("webhook_with_servers.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    for &hook in &api.webhooks {
        let item = &api[hook];
        let own = item.operations.iter().flat_map(|&it| &api[it].servers);
        if let Some(server) = item.servers.iter().chain(own).next() {
            find.add(server.url.at, format!("the webhook `{}` has servers", item.template))
                .help("take `servers` out: the receiver tells where it is");
        }
    }
}
