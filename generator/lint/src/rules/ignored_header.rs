use specwright::diag::{Level, Rule};
use specwright::dialect::Versions;
use specwright::ir::{Api, Place, Said};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "ignored-header",
        summary: "a header that tools must ignore",
        page: include_str!("ignored_header.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if !find.is(Versions::SINCE_3_0) {
        return;
    }
    for (_, it) in api.parameters.iter().filter(|(_, it)| it.place == Place::Header) {
        of(&it.name, &["accept", "content-type", "authorization"], find);
    }
    for (name, _) in api.responses.iter().flat_map(|(_, it)| &it.headers) {
        of(name, &["content-type"], find);
    }
}

fn of(name: &Said, ignored: &[&str], find: &mut Finder<'_>) {
    if ignored.iter().any(|it| name.eq_ignore_ascii_case(it)) {
        let instead = match name.to_ascii_lowercase().as_str() {
            "authorization" => "describe it as a security scheme",
            _ => "describe it as the keys of `content`",
        };
        find.add(name.at, format!("tools ignore a header `{name}` here")).help(instead);
    }
}
