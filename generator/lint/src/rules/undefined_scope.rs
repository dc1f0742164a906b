use specwright::diag::{Level, Rule};
use specwright::ir::{Requirement, SchemeKind};
use specwright::validate::{Ask, Check, Finder};
use specwright::words::did_you_mean;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "undefined-scope",
        summary: "a scope that its scheme does not have",
        page: include_str!("undefined_scope.md"),
        level: Level::Warning,
    },
    ask: Ask::Requirement(ask),
};

fn ask(requirement: &Requirement, find: &mut Finder<'_>) {
    let api = find.api();
    for it in &requirement.schemes {
        let scheme = api.components.security.iter().find(|scheme| scheme.name == it.scheme);
        let Some(SchemeKind::OAuth2 { flows, .. }) = scheme.map(|it| &it.kind) else { continue };
        let known = || flows.iter().flat_map(|it| &it.scopes).map(|it| &*it.0.text);
        for scope in it.scopes.iter().filter(|it| !known().any(|name| name == &***it)) {
            let found = find.add(scope.at, format!("`{}` has no scope `{scope}`", it.scheme));
            match did_you_mean(known(), scope) {
                Some(near) => found.help(format!("is `{near}` meant?")),
                None => found.help("declare it under `scopes` of the scheme"),
            };
        }
    }
}
