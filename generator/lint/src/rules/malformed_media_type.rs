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
    let keys = api.media.iter().map(|(_, it)| &it.name).filter(|_| api.address.is_none());
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
