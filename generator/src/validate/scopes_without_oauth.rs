use crate::diag::{Level, Rule};
use crate::dialect::Versions;
use crate::ir::{Requirement, SchemeKind};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "scopes-without-oauth",
        summary: "scopes for a scheme that has none",
        page: include_str!("scopes_without_oauth.md"),
        level: Level::Error,
    },
    ask: Ask::Requirement(ask),
};

fn ask(requirement: &Requirement, find: &mut Finder<'_>) {
    if !find.is(Versions::UNTIL_3_0) {
        return;
    }
    let api = find.api();
    for it in requirement.schemes.iter().filter(|it| !it.scopes.is_empty()) {
        let scheme = api.components.security.iter().find(|scheme| scheme.name == it.scheme);
        let has_none = scheme.is_some_and(|it| {
            matches!(it.kind, SchemeKind::ApiKey { .. } | SchemeKind::Http { .. })
        });
        if has_none {
            let message = format!("`{}` is no OAuth 2 scheme, and has no scopes", it.scheme);
            find.add(it.scopes[0].at, message).help("leave the list empty");
        }
    }
}
