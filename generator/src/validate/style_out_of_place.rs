use crate::diag::{Level, Rule};
use crate::dialect::Versions;
use crate::ir::{Api, Place, Style};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "style-out-of-place",
        summary: "a style that the place of a parameter does not have",
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
        let Some(style) = it.stated_style else { continue };
        let allowed = styles(it.place);
        if !allowed.contains(&style) {
            let (style, place) = (style.name(), it.place.name());
            let message = format!("a parameter in `{place}` cannot have the style `{style}`");
            let found = find.add(it.name.at.or(it.at), message);
            match allowed {
                [] => found.help("take `style` out"),
                [first, ..] => found.help(format!("write `{}`, or take it out", first.name())),
            };
        }
    }
    for (_, it) in api.headers.iter() {
        if let Some(style) = it.style.filter(|it| *it != Style::Simple) {
            let message = format!("a header cannot have the style `{}`", style.name());
            find.add(it.at, message).help("take `style` out: headers have `simple`");
        }
    }
}

/// The table under "Style Values".
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
