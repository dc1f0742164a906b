use std::collections::BTreeMap;

use crate::diag::{Level, Rule};
use crate::ir::{Api, Tag};
use crate::validate::{Ask, Check, Finder};
use crate::words::did_you_mean;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "lost-tag-parent",
        summary: "a tag under a tag that is not there, or under itself",
        page: include_str!("lost_tag_parent.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if api.tags.iter().all(|it| it.parent.is_none()) {
        return;
    }
    let by_name: BTreeMap<&str, &Tag> = api.tags.iter().map(|it| (&*it.name.text, it)).collect();
    for tag in &api.tags {
        let Some(parent) = &tag.parent else { continue };
        if !by_name.contains_key(&*parent.text) {
            let found = find.add(parent.at, format!("no tag is called `{parent}`"));
            match did_you_mean(by_name.keys().copied(), parent) {
                Some(near) => found.help(format!("is `{near}` meant?")),
                None => found.help("declare it in `tags`"),
            };
        } else if is_its_own_parent(tag, &by_name) {
            let message = format!("the parents of `{}` lead back to it", tag.name);
            find.add(parent.at, message).help("take one of the `parent`s out");
        }
    }
}

fn is_its_own_parent(tag: &Tag, by_name: &BTreeMap<&str, &Tag>) -> bool {
    let mut next = tag;
    for _ in 0..by_name.len().min(100) {
        let parent = next.parent.as_ref().and_then(|it| by_name.get(&*it.text));
        match parent {
            Some(parent) if parent.name == tag.name => return true,
            Some(parent) => next = parent,
            None => return false,
        }
    }
    false
}
