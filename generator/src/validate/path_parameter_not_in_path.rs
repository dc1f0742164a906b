use std::collections::BTreeSet;

use crate::diag::{Level, Rule};
use crate::ir::{Parameter, PathItem, Place, Use};
use crate::validate::variables;
use crate::validate::{Ask, Check, Finder};
use crate::words::did_you_mean;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "path-parameter-not-in-path",
        summary: "a path parameter that its path has no place for",
        page: include_str!("path_parameter_not_in_path.md"),
        level: Level::Error,
    },
    ask: Ask::Path(ask),
};

fn ask(path: &PathItem, find: &mut Finder<'_>) {
    let api = find.api();
    let names: BTreeSet<&str> = variables(&path.template).names.into_iter().collect();
    let own = path.operations.iter().flat_map(|&it| &api[it].parameters);
    let mut seen = BTreeSet::new();
    for used in path.parameters.iter().chain(own) {
        let parameter: &Parameter = &api[used.to];
        let name = &*parameter.name.text;
        let is_lost = parameter.place == Place::Path && !names.contains(name);
        if !is_lost || name.is_empty() || !seen.insert(name) {
            continue;
        }
        let template = &path.template;
        let message = format!("the path `{template}` has no `{{{name}}}`");
        let found = find.add(place(used, parameter), message);
        match did_you_mean(names.iter().copied(), name) {
            Some(near) => found.help(format!("is `{near}` meant?")),
            None => found.help(format!("put `{{{name}}}` into the path, or say where it goes")),
        };
        found.note(template.at, "the path");
    }
}

fn place(used: &Use<Parameter>, parameter: &Parameter) -> Option<crate::text::Span> {
    used.via.as_ref().map_or(parameter.name.at, |it| it.text.at)
}
