use crate::diag::{Level, Rule};
use crate::ir::Api;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "base-path-without-slash",
        summary: "a base path that does not start with a slash",
        page: include_str!("base_path_without_slash.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let Some(path) = api.address.as_ref().and_then(|it| it.base_path.as_ref()) else { return };
    if !path.starts_with('/') {
        find.add(path.at, format!("the base path `{path}` does not start with `/`"))
            .help(format!("write `/{path}`"));
    } else if path.contains(['{', '}']) {
        find.add(path.at, "a base path has no variables").help("put them into the paths");
    }
}
