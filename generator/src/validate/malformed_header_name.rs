use crate::diag::{Level, Rule};
use crate::dialect::Versions;
use crate::ir::{Api, Place};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "malformed-header-name",
        summary: "a header whose name no header can have",
        page: include_str!("malformed_header_name.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let level = if find.is(Versions::SINCE_3_2) { Level::Error } else { Level::Warning };
    let parameters = api.parameters.iter().map(|(_, it)| it);
    let sent = parameters.filter(|it| it.place == Place::Header && it.at.is_some());
    let answered = api.responses.iter().flat_map(|(_, it)| &it.headers).map(|it| &it.0);
    for name in sent.map(|it| &it.name).chain(answered) {
        if !name.bytes().all(is_token) {
            let message = format!("`{name}` cannot be the name of a header");
            find.add(name.at, message).help("use letters, digits and `-`").level = level;
        }
    }
}

/// `tchar` of RFC 9110, section 5.6.2.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
