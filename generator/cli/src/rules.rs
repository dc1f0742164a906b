//! Every rule there is: the shelves of all crates, side by side.

use specwright::diag::{Report, Rule};
use specwright::diff::{self, Meaning};
use specwright::ir::Api;
use specwright::validate::{self, Check};
use specwright::words::did_you_mean;

use crate::command::check;

/// The shelves of rules that are found while something else is done.
static RULES: &[&[&Rule]] = &[
    specwright::read::RULES,
    specwright::read::pages::RULES,
    specwright::emit::docs::RULES,
    specwright::emit::rust::RULES,
    specwright::build::RULES,
    specwright_openapi::RULES,
    check::RULES,
];

/// The shelves of rules that are asked for.
static CHECKS: &[&[&Check]] = &[validate::CHECKS, specwright_lint::CHECKS];

/// Every rule, by name.
pub(crate) fn all() -> Vec<&'static Rule> {
    let found = RULES.iter().copied().flatten().copied();
    let asked = CHECKS.iter().copied().flatten().map(|it| &it.rule);
    let mut all: Vec<_> = found.chain(asked).collect();
    all.sort_by_key(|it| it.name);
    all
}

/// The rule of this name.
pub(crate) fn find(name: &str) -> Option<&'static Rule> {
    all().into_iter().find(|it| it.name == name)
}

/// What the id of a change stands for.
pub(crate) fn change(id: &str) -> Option<Meaning> {
    diff::meanings().get(id).copied()
}

/// What to write in place of a name that no rule and no change has.
pub(crate) fn nearest(name: &str) -> Option<String> {
    let changes = diff::meanings();
    let names = all().into_iter().map(|it| it.name).chain(changes.keys().map(String::as_str));
    let near = did_you_mean(names, name)?;
    Some(format!("did you mean `{near}`?"))
}

/// Asks an API the questions whose answers are wanted.
pub(crate) fn ask(api: &Api, report: &mut Report, wanted: impl Fn(&Rule) -> bool) {
    let checks = CHECKS.iter().copied().flatten().copied();
    let checks: Vec<&'static Check> = checks.filter(|it| wanted(&it.rule)).collect();
    validate::run(&checks, api, report);
}

#[cfg(test)]
mod counterparts;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_rules_share_a_name_and_each_has_a_page() {
        let all = all();
        for pair in all.windows(2) {
            assert_ne!(pair[0].name, pair[1].name);
        }
        for rule in all {
            assert!(rule.page.starts_with(&format!("# `{}`", rule.name)), "{}", rule.name);
        }
    }
}
