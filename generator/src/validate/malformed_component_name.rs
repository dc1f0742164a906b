use crate::diag::{Level, Rule};
use crate::dialect::Versions;
use crate::ir::{Api, Component};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "malformed-component-name",
        summary: "a component whose name is not allowed",
        page: include_str!("malformed_component_name.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if !find.is(Versions::SINCE_3_0) {
        return;
    }
    let all = &api.components;
    of(&all.schemas, find);
    of(&all.parameters, find);
    of(&all.headers, find);
    of(&all.bodies, find);
    of(&all.responses, find);
    of(&all.examples, find);
    of(&all.links, find);
    of(&all.callbacks, find);
    of(&all.path_items, find);
    of(&all.media, find);
    for it in &all.security {
        name(&it.name, find);
    }
}

fn of<T>(all: &[Component<T>], find: &mut Finder<'_>) {
    all.iter().filter(|it| !it.imported).for_each(|it| name(&it.name, find));
}

fn name(it: &crate::ir::Said, find: &mut Finder<'_>) {
    let allowed = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'-' | b'_');
    if it.is_empty() || !it.bytes().all(allowed) {
        find.add(it.at, format!("`{it}` cannot be the name of a component"))
            .help("use only letters, digits, `.`, `-` and `_`");
    }
}
