use std::collections::BTreeSet;

use crate::diag::{Level, Rule};
use crate::dialect::Version;
use crate::ir::{Api, Id, Media, Schema};
use crate::validate::{Ask, Check, Finder};
use crate::words::did_you_mean;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "encoding-of-no-property",
        summary: "an encoding of a property that is not there",
        page: include_str!("encoding_of_no_property.md"),
        level: Level::Error,
    },
    ask: Ask::Media(ask),
};

fn ask(id: Id<Media>, find: &mut Finder<'_>) {
    let api = find.api();
    let media = &api[id];
    let Some(schema) = media.schema.filter(|_| !media.encoding.is_empty()) else { return };
    let mut names = BTreeSet::new();
    if !properties(api, schema, &mut names) {
        return;
    }
    for (name, _) in &media.encoding {
        if names.contains(&*name.text) {
            continue;
        }
        let found = find.add(name.at, format!("the schema has no property `{name}` to encode"));
        if api.version == Version::V3_2 {
            found.level = Level::Warning;
        }
        match did_you_mean(names.iter().copied(), name) {
            Some(near) => found.help(format!("is `{near}` meant?")),
            None => found.help("take it out, or declare the property"),
        };
    }
}

/// So many schemas are looked through for one body.
const MOST: usize = 500;

/// Gathers the properties; false where others than these may be meant.
fn properties<'a>(api: &'a Api, id: Id<Schema>, names: &mut BTreeSet<&'a str>) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![id];
    while let Some(id) = waiting.pop() {
        let Some(id) = api.resolve(id) else { return false };
        if !seen.insert(id) {
            continue;
        }
        let schema = &api[id];
        let patterns = schema.object.as_deref().is_some_and(|it| !it.patterns.is_empty());
        let additional = schema.additional().is_some_and(|it| api[it].always != Some(false));
        if patterns || additional || seen.len() > MOST {
            return false;
        }
        names.extend(schema.properties().iter().map(|it| &*it.name.text));
        waiting.extend(schema.all_of().iter().chain(schema.any_of()).chain(schema.one_of()));
    }
    true
}
