use crate::reach::{Reached, reached};
use specwright::diag::{Level, Rule};
use specwright::ir::{Api, Component, Said};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "unused-component",
        summary: "a component that nothing refers to",
        page: include_str!("unused_component.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if !find.is_document() {
        return;
    }
    let reached = reached(api);
    let all = &api.components;
    of("schema", &all.schemas, find, |it| reached.schemas.contains(&it.it.to.index()));
    named("parameter", &all.parameters, &reached, find);
    named("request body", &all.bodies, &reached, find);
    named("response", &all.responses, &reached, find);
    named("header", &all.headers, &reached, find);
    named("example", &all.examples, &reached, find);
    named("link", &all.links, &reached, find);
    named("callback", &all.callbacks, &reached, find);
    for it in &all.security {
        if !reached.schemes.contains(&*it.name.text) {
            unused("security scheme", &it.name, find);
        }
    }
}

fn named<T>(kind: &str, all: &[Component<T>], reached: &Reached<'_>, find: &mut Finder<'_>) {
    of(kind, all, find, |it| reached.has_name(kind, &it.name));
}

fn of<T>(
    kind: &str,
    all: &[Component<T>],
    find: &mut Finder<'_>,
    is_used: impl Fn(&Component<T>) -> bool,
) {
    for it in all.iter().filter(|it| !it.imported && !is_used(it)) {
        unused(kind, &it.name, find);
    }
}

fn unused(kind: &str, name: &Said, find: &mut Finder<'_>) {
    find.add(name.at, format!("nothing uses the {kind} `{name}`"))
        .help("take it out, or refer to it");
}
