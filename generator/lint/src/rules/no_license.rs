use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "no-license",
        summary: "a document that does not say how it may be used",
        page: include_str!("no_license.md"),
        level: Level::Info,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if api.info.license.is_none() && api.info.at.is_some() {
        find.add(api.info.at, "the document has no licence").help("add `info.license`");
    }
}
