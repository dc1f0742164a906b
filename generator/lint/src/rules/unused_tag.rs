use std::collections::BTreeSet;

use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "unused-tag",
        summary: "a declared tag that nothing uses",
        page: include_str!("unused_tag.md"),
        level: Level::Info,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if !find.is_document() {
        return;
    }
    let operations = api.operations.iter().flat_map(|(_, it)| &it.tags);
    let parents = api.tags.iter().filter_map(|it| it.parent.as_ref());
    let used: BTreeSet<&str> = operations.chain(parents).map(|it| &*it.text).collect();
    for tag in &api.tags {
        if !used.contains(&*tag.name.text) {
            find.add(tag.name.at, format!("no operation has the tag `{}`", tag.name))
                .help("take it out, or give it to an operation");
        }
    }
}
