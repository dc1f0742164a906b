use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "no-contact",
        summary: "a document that does not say whom to ask",
        page: include_str!("no_contact.md"),
        level: Level::Info,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if api.info.contact.is_none() && api.info.at.is_some() {
        find.add(api.info.at, "the document does not say whom to ask").help("add `info.contact`");
    }
}
