use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::text::Span;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "style-beside-content",
        summary: "a style, where the media type says how values are written",
        page: include_str!("style_beside_content.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    for (_, it) in api.parameters.iter().filter(|(_, it)| !it.content.is_empty()) {
        let stated = [
            ("style", it.stated_style.is_some()),
            ("explode", it.stated_explode.is_some()),
            ("allowReserved", it.allow_reserved.is_some()),
        ];
        tell(it.name.at.or(it.at), stated, find);
    }
    for (_, it) in api.headers.iter().filter(|(_, it)| !it.content.is_empty()) {
        let stated = [
            ("style", it.style.is_some()),
            ("explode", it.explode.is_some()),
            ("allowReserved", it.allow_reserved.is_some()),
        ];
        tell(it.at, stated, find);
    }
}

fn tell(at: Option<Span>, stated: [(&str, bool); 3], find: &mut Finder<'_>) {
    for (key, _) in stated.iter().filter(|(_, is_stated)| *is_stated) {
        find.add(at, format!("`{key}` says nothing beside `content`")).help(
            "take it out, since the media type says how the value is written; or describe the \
             value by a `schema` instead of `content`",
        );
    }
}
