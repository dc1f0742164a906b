use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "no-tags",
        summary: "a document that declares no tags",
        page: include_str!("no_tags.md"),
        level: Level::Off,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if api.tags.is_empty() {
        find.add(api.info.at, "the document declares no tags")
            .help("add `tags`, each with a description");
    }
}
