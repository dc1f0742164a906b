use std::collections::BTreeMap;

use crate::diag::{Level, Rule};
use crate::dialect::Versions;
use crate::ir::{Api, Said};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "identical-paths",
        summary: "two paths that differ only in the names of their variables",
        page: include_str!("identical_paths.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if !find.is(Versions::SINCE_3_0) {
        return;
    }
    let mut seen: BTreeMap<String, Vec<&Said>> = BTreeMap::new();
    for &path in &api.paths {
        let template = &api[path].template;
        seen.entry(nameless(template)).or_default().push(template);
    }
    for all in seen.into_values() {
        let [first, second, ..] = all[..] else { continue };
        let places: Vec<_> = all.iter().skip(1).map(|it| it.at).collect();
        let message = format!("`{second}` and `{first}` are the same path");
        find.add_once(&places, message)
            .help("move the operations of both under one of them")
            .note(first.at, "the other one");
    }
}

/// A template without the names of its variables.
fn nameless(template: &str) -> String {
    let mut all = String::new();
    let mut inside = false;
    for letter in template.chars() {
        inside &= letter != '}';
        if !inside {
            all.push(letter);
        }
        inside |= letter == '{';
    }
    all
}
