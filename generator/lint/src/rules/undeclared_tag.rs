use std::collections::{BTreeMap, BTreeSet};

use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::text::Span;
use specwright::validate::{Ask, Check, Finder, guess};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "undeclared-tag",
        summary: "a tag that operations use and the document does not declare",
        page: include_str!("undeclared_tag.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    // Who declares none, declares none on purpose.
    if api.tags.is_empty() {
        return;
    }
    let declared: BTreeSet<&str> = api.tags.iter().map(|it| &*it.name.text).collect();
    let mut lost: BTreeMap<&str, Vec<Option<Span>>> = BTreeMap::new();
    for tag in api.operations.iter().flat_map(|(_, it)| &it.tags) {
        if !declared.contains(&*tag.text) {
            lost.entry(tag).or_default().push(tag.at);
        }
    }
    for (count, (tag, places)) in lost.into_iter().enumerate() {
        let found = find.add_once(&places, format!("`tags` does not declare `{tag}`"));
        match guess(count, declared.iter().copied(), tag) {
            Some(near) => found.help(format!("is `{near}` meant?")),
            None => found.help("declare it, with a description, in `tags` of the document"),
        };
    }
}
