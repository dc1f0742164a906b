use std::collections::BTreeMap;

use specwright::diag::{Level, Rule};
use specwright::ir::{Api, PathItem};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "ambiguous-paths",
        summary: "two paths of which one URL can be either",
        page: include_str!("ambiguous_paths.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

/// So many paths of one length are held against each other.
const MOST: usize = 200;

/// A path and its segments.
type Split<'a> = (&'a PathItem, Vec<&'a str>);

fn ask(api: &Api, find: &mut Finder<'_>) {
    // Paths that differ in length or in the first word match no common URL;
    // those that start with a variable are let be.
    let mut alike: BTreeMap<(usize, &str), Vec<Split<'_>>> = BTreeMap::new();
    for &path in &api.paths {
        let item = &api[path];
        let segments: Vec<&str> = item.template.split('/').collect();
        let first = segments.get(1).copied().unwrap_or_default();
        alike.entry((segments.len(), first)).or_default().push((item, segments));
    }
    for paths in alike.values().filter(|it| it.len() > 1) {
        for (at, (item, segments)) in paths.iter().enumerate() {
            let others = &paths[..at.min(MOST)];
            if let Some((other, _)) = others.iter().find(|(_, it)| is_ambiguous(it, segments)) {
                let message =
                    format!("a URL can match `{}` and `{}`", item.template, other.template);
                find.add(item.template.at, message)
                    .help("let one of them differ by a word that is no variable")
                    .note(other.template.at, "the other one");
            }
        }
    }
}

/// Each has a variable where the other has a word, so neither is the special
/// case of the other, and no pair of words differs.
fn is_ambiguous(one: &[&str], other: &[&str]) -> bool {
    let mut by = (false, false);
    for (one, other) in one.iter().zip(other) {
        match (is_variable(one), is_variable(other)) {
            (true, true) => {}
            (true, false) => by.0 = true,
            (false, true) => by.1 = true,
            (false, false) if one == other => {}
            (false, false) => return false,
        }
    }
    by.0 && by.1
}

fn is_variable(segment: &str) -> bool {
    segment.starts_with('{') && segment.ends_with('}')
}
