use std::collections::BTreeSet;

use crate::diag::{Level, Rule};
use crate::dialect::Version;
use crate::ir::{Api, PathItem, Place, Use};
use crate::validate::variables;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "undeclared-path-variable",
        summary: "a variable in a path that no parameter describes",
        page: include_str!("undeclared_path_variable.md"),
        level: Level::Error,
    },
    ask: Ask::Path(ask),
};

fn ask(path: &PathItem, find: &mut Finder<'_>) {
    let api = find.api();
    let shared: BTreeSet<&str> = path_names(api, &path.parameters).collect();
    let mut names = variables(&path.template).names;
    names.sort_unstable();
    names.dedup();
    names.retain(|it| !shared.contains(it));
    let operations: Vec<_> = path.operations.iter().map(|&it| &api[it]).collect();
    let declared: Vec<BTreeSet<&str>> =
        operations.iter().map(|it| path_names(api, &it.parameters).collect()).collect();
    for name in names {
        let lacks = operations.iter().zip(&declared).filter(|(_, it)| !it.contains(name));
        let lacking: Vec<_> = lacks.map(|(it, _)| it.method.to_string()).collect();
        if lacking.is_empty() {
            continue;
        }
        let message = format!("no path parameter of {} describes `{{{name}}}`", lacking.join(", "));
        let near = path_names(api, operations.iter().flat_map(|it| &it.parameters));
        let near = crate::words::did_you_mean(near.chain(shared.iter().copied()), name);
        let found = find.add(path.template.at, message);
        if api.version == Version::V2_0 {
            found.level = Level::Warning;
        }
        match near {
            Some(near) => found.help(format!("is the parameter `{near}` meant?")),
            None => {
                found.help(format!("add a parameter `{name}` with `in: path` to the path item"))
            }
        };
    }
}

/// The names of the path parameters among these.
fn path_names<'a>(
    api: &'a Api,
    parameters: impl IntoIterator<Item = &'a Use<crate::ir::Parameter>>,
) -> impl Iterator<Item = &'a str> {
    let all = parameters.into_iter().map(|it| &api[it.to]);
    all.filter(|it| it.place == Place::Path).map(|it| &*it.name.text)
}
