use std::collections::BTreeMap;

use crate::diag::{Level, Rule};
use crate::ir::Api;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "repeated-tag",
        summary: "a tag that is declared twice",
        page: include_str!("repeated_tag.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let mut seen = BTreeMap::new();
    for tag in &api.tags {
        if let Some(first) = seen.insert(&*tag.name.text, tag.name.at) {
            let message = format!("the tag `{}` is declared twice", tag.name);
            find.add(tag.name.at, message)
                .help("take one of them out")
                .note(first, "the first one");
        }
    }
}
