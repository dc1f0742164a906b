use crate::diag::{Level, Rule};
use crate::dialect::{Version, Versions};
use crate::ir::{Api, Parameter, Place, Style, Type};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "style-out-of-place",
        summary: "a style that the place or the type of a parameter does not have",
        page: include_str!("style_out_of_place.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if !find.is(Versions::SINCE_3_0) {
        return;
    }
    for (_, it) in api.parameters.iter() {
        parameter(it, find);
    }
    for (_, it) in api.headers.iter() {
        if let Some(style) = it.style.filter(|it| *it != Style::Simple) {
            let message = format!("a header cannot have the style `{}`", style.name());
            find.add(it.at, message).help("take `style` out: headers have `simple`");
        }
    }
    for (name, it) in api.media.iter().flat_map(|(_, it)| &it.encoding) {
        let queries = styles(Place::Query);
        if let Some(style) = it.style.filter(|it| !queries.contains(it)) {
            let message = format!("a property in a form cannot have the style `{}`", style.name());
            find.add(name.at.or(it.at), message)
                .help("write `form`, or another style of the query");
        }
    }
}

fn parameter(it: &Parameter, find: &mut Finder<'_>) {
    let at = it.name.at.or(it.at);
    if it.stated_explode.is_some() && it.place == Place::QueryString {
        let message = "a parameter in `querystring` cannot have `explode`";
        find.add(at, message).help("take `explode` out: its media type tells how it is spelt");
    }
    let Some(style) = it.stated_style else { return };
    let allowed = styles(it.place);
    if !allowed.contains(&style) {
        let (style, place) = (style.name(), it.place.name());
        let message = format!("a parameter in `{place}` cannot have the style `{style}`");
        let found = find.add(at, message);
        match allowed {
            [] => found.help("take `style` out"),
            [first, ..] => found.help(format!("write `{}`, or take it out", first.name())),
        };
        return;
    }
    let api = find.api();
    let schema = it.schema.and_then(|it| api.resolve(it)).map(|it| &api[it]);
    let Some(types) = schema.map(|it| it.types).filter(|it| !it.is_empty()) else { return };
    let fits = |ty| ty == Type::Null || spells(style, ty);
    if let Some(ty) = types.iter().next().filter(|_| !types.iter().any(fits)) {
        let message = format!("the style `{}` cannot spell the type `{ty}`", style.name());
        let found = find.add(at, message);
        found.help("take `style` out, or write another");
        if api.version != Version::V3_2 {
            found.level = Level::Warning;
        }
    }
}

/// Whether a style is for a type, by the table under "Style Values".
fn spells(style: Style, ty: Type) -> bool {
    match style {
        Style::SpaceDelimited | Style::PipeDelimited => matches!(ty, Type::Array | Type::Object),
        Style::DeepObject => ty == Type::Object,
        _ => true,
    }
}

/// The places that a style is for, in that table.
fn styles(place: Place) -> &'static [Style] {
    match place {
        Place::Path => &[Style::Simple, Style::Label, Style::Matrix],
        Place::Query => {
            &[Style::Form, Style::SpaceDelimited, Style::PipeDelimited, Style::DeepObject]
        }
        Place::Header => &[Style::Simple],
        Place::Cookie => &[Style::Form, Style::Cookie],
        Place::QueryString | Place::Form => &[],
    }
}
