use std::collections::BTreeSet;

use specwright::diag::{Level, Rule};
use specwright::ir::{Api, Said};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "malformed-media-type",
        summary: "a media type without a slash",
        page: include_str!("malformed_media_type.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let operations = api.operations.iter().map(|(_, it)| it);
    let own = operations.flat_map(|it| it.consumes.iter().chain(&it.produces)).flatten();
    let stated = api.consumes.iter().chain(&api.produces).flatten();
    // The names of components are none: a media type stands where they are used.
    let named: BTreeSet<_> = api.components.media.iter().map(|it| it.it.to).collect();
    let keys = api.media.iter().filter(|(id, _)| api.address.is_none() && !named.contains(id));
    let keys = keys.map(|(_, it)| &it.name);
    for name in keys.chain(stated).chain(own) {
        if !is_media_type(name) {
            find.add(name.at, format!("`{name}` is no media type"))
                .help("write it as `application/json`");
        }
    }
}

fn is_media_type(name: &Said) -> bool {
    let plain = name.split(';').next().unwrap_or_default().trim();
    let token = |it: &str| {
        !it.is_empty()
            && it.bytes().all(|it| it.is_ascii_alphanumeric() || b"!#$&-^_.+*".contains(&it))
    };
    plain.split_once('/').is_some_and(|(one, other)| token(one) && token(other))
}
