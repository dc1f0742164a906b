use std::collections::BTreeMap;

use crate::diag::{Level, Rule};
use crate::ir::{Api, Parameter, Place, Use};
use crate::text::Span;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "repeated-parameter",
        summary: "two parameters of the same name in the same place",
        page: include_str!("repeated_parameter.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    for (_, item) in api.path_items.iter() {
        of(api, &item.parameters, find);
    }
    for (_, operation) in api.operations.iter() {
        of(api, &operation.parameters, find);
    }
    for (_, body) in api.bodies.iter() {
        of(api, &body.fields, find);
    }
}

fn of(api: &Api, list: &[Use<Parameter>], find: &mut Finder<'_>) {
    if list.len() < 2 {
        return;
    }
    let mut seen: BTreeMap<(&str, Place), Vec<Option<Span>>> = BTreeMap::new();
    for used in list {
        let parameter = &api[used.to];
        if parameter.name.is_empty() {
            continue;
        }
        let at = used.via.as_ref().map_or(parameter.name.at, |it| it.text.at);
        seen.entry((&parameter.name, parameter.place)).or_default().push(at);
    }
    for ((name, place), places) in seen {
        let Some(again) = places.get(1..).filter(|it| !it.is_empty()) else { continue };
        let place = place.name();
        let message = format!("this list has the parameter `{name}` in `{place}` more than once");
        let found = find.add_once(again, message).help("take all but one of them out");
        found.note(places[0], "the first one");
    }
}
