use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Level, Rule};
use crate::ir::{Api, Tag};
use crate::validate::{Ask, Check, Finder, guess};

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
    let lost = api.tags.iter().filter_map(|it| it.parent.as_ref());
    let lost = lost.filter(|it| !by_name.contains_key(&*it.text));
    for (count, parent) in lost.enumerate() {
        let found = find.add(parent.at, format!("no tag is called `{parent}`"));
        match guess(count, by_name.keys().copied(), parent) {
            Some(near) => found.help(format!("is `{near}` meant?")),
            None => found.help("declare it in `tags`"),
        };
    }
    for circle in circles(api, &by_name) {
        let places: Vec<_> = circle.iter().filter_map(|it| Some(it.parent.as_ref()?.at)).collect();
        let message = format!("the parents of `{}` lead back to it", circle[0].name);
        find.add_once(&places, message).help("take one of the `parent`s out");
    }
}

/// The tags that are, over others, their own parents, circle by circle.
fn circles<'a>(api: &'a Api, by_name: &BTreeMap<&'a str, &'a Tag>) -> Vec<Vec<&'a Tag>> {
    let mut all = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for tag in &api.tags {
        let mut way: Vec<&Tag> = Vec::new();
        let mut next = by_name.get(&*tag.name.text).copied();
        while let Some(tag) = next.filter(|it| seen.insert(&it.name)) {
            way.push(tag);
            next = tag.parent.as_ref().and_then(|it| by_name.get(&*it.text).copied());
        }
        // It ended where it had been: on this way, or on one before.
        if let Some(end) = next
            && let Some(start) = way.iter().position(|it| it.name == end.name)
        {
            all.push(way.split_off(start));
        }
    }
    all
}
