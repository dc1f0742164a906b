use crate::diag::{Level, Rule};
use crate::ir::{Api, Id, Link, PathItem};
use crate::text::percent_decoded;
use crate::validate::{Ask, Check, Finder};
use crate::words::did_you_mean;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "lost-operation-ref",
        summary: "a link to a place without an operation",
        page: include_str!("lost_operation_ref.md"),
        level: Level::Warning,
    },
    ask: Ask::Link(ask),
};

fn ask(id: Id<Link>, find: &mut Finder<'_>) {
    let api = find.api();
    let Some(reference) = &api[id].operation_ref else { return };
    // What stands in other files is not known here, and `#` in them means them.
    let is_own = reference.at.is_none_or(|it| it.file.index() == 0);
    let Some(pointer) = reference.strip_prefix("#/").filter(|_| is_own) else { return };
    let pointer = percent_decoded(pointer);
    let steps: Vec<String> =
        pointer.split('/').map(|it| it.replace("~1", "/").replace("~0", "~")).collect();
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    let (room, template, method) = match steps.as_slice() {
        [room @ ("paths" | "webhooks"), template, method]
        | [room @ ("paths" | "webhooks"), template, "additionalOperations", method] => {
            (*room, template, method)
        }
        // Callbacks and components hold operations too.
        [.., "callbacks", _, _, _] | ["components", "pathItems" | "callbacks", ..] => return,
        _ => {
            find.add(reference.at, format!("`{reference}` leads to no operation"))
                .help("write it as `#/paths/~1users/get`");
            return;
        }
    };
    let items = if room == "paths" { &api.paths } else { &api.webhooks };
    let Some(item) = items.iter().find(|&&it| *api[it].template == **template) else {
        let names = items.iter().map(|&it| &*api[it].template.text);
        let near = did_you_mean(names.take(5_000), template);
        let found = find.add(reference.at, format!("there is no `{template}` to link to"));
        match near {
            Some(near) => found.help(format!("is `{near}` meant?")),
            None => found.help("write the path of an operation"),
        };
        return;
    };
    if !has(api, *item, method) {
        find.add(reference.at, format!("`{template}` has no `{method}` to link to"))
            .help("write the key of an operation, as in `get`")
            .note(api[*item].template.at, "the path");
    }
}

/// A method is named by its key, which is in lower case for the fixed ones.
fn has(api: &Api, item: Id<PathItem>, method: &str) -> bool {
    let operations = api[item].operations.iter();
    operations.map(|&it| api[it].method.name()).any(|it| it.eq_ignore_ascii_case(method))
}
