use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Level, Rule};
use crate::dialect::Version;
use crate::ir::{Api, Said};
use crate::text::{Span, percent_decoded};
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
        if !declared.contains(&*it.scheme.text) && !may_be_elsewhere(api, &it.scheme, &declared) {
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

/// From 3.2 it may be the URI of a scheme. What that leads to is known only
/// within the document itself.
fn may_be_elsewhere(api: &Api, scheme: &Said, declared: &BTreeSet<&str>) -> bool {
    if api.version != Version::V3_2 || !scheme.contains(['/', '#', '.']) {
        return false;
    }
    let is_own = scheme.at.is_none_or(|it| it.file.index() == 0);
    match scheme.strip_prefix("#/components/securitySchemes/").filter(|_| is_own) {
        Some(name) => {
            let name = percent_decoded(name);
            name.contains('/') || declared.contains(&*name)
        }
        None => true,
    }
}
