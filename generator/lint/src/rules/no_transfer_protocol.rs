use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "no-transfer-protocol",
        summary: "a host of 2.0 without a protocol",
        page: include_str!("no_transfer_protocol.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let Some(address) = &api.address else { return };
    if let (Some(host), None) = (&address.host, &address.schemes) {
        find.add(host.at, "the document does not say how to talk to this host")
            .help("add `schemes: [https]`");
    }
}
