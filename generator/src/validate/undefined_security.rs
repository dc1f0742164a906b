use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Level, Rule};
use crate::dialect::Version;
use crate::ir::Api;
use crate::text::Span;
use crate::validate::{Ask, Check, Finder, guess};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "undefined-security",
        summary: "a security scheme that is asked for and not declared",
        page: include_str!("undefined_security.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if !find.is_document() {
        return;
    }
    let declared: BTreeSet<&str> =
        api.components.security.iter().map(|it| &*it.name.text).collect();
    let of_operations = api.operations.iter().filter_map(|(_, it)| it.security.as_ref());
    let asked = api.security.iter().chain(of_operations).flatten().flat_map(|it| &it.schemes);
    let mut lost: BTreeMap<&str, Vec<Option<Span>>> = BTreeMap::new();
    for it in asked {
        // From 3.2 it may be the URI of a scheme.
        let is_uri = api.version == Version::V3_2 && it.scheme.contains(['/', '#', '.']);
        if !declared.contains(&*it.scheme.text) && !is_uri {
            lost.entry(&it.scheme).or_default().push(it.scheme.at);
        }
    }
    for (count, (name, places)) in lost.into_iter().enumerate() {
        let key = if api.version == Version::V2_0 {
            "securityDefinitions"
        } else {
            "components.securitySchemes"
        };
        let found = find.add_once(&places, format!("no security scheme is called `{name}`"));
        match guess(count, declared.iter().copied(), name) {
            Some(near) => found.help(format!("is `{near}` meant?")),
            None => found.help(format!("declare it under `{key}`")),
        };
    }
}
