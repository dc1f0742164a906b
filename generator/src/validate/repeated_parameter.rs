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
    let mut seen: BTreeMap<(&str, Place), Option<Span>> = BTreeMap::new();
    for used in list {
        let parameter = &api[used.to];
        if parameter.name.is_empty() {
            continue;
        }
        let at = used.via.as_ref().map_or(parameter.name.at, |it| it.text.at);
        let Some(first) = seen.insert((&parameter.name, parameter.place), at) else { continue };
        let (name, place) = (&parameter.name, parameter.place.name());
        let message = format!("this list has the parameter `{name}` in `{place}` twice");
        find.add(at, message).help("take one of them out").note(first, "the first one");
    }
}
