//! What `check` finds, as rules: formats that know findings alone show drift
//! as these.

use specwright::diag::{Level, Rule};

/// Every rule of this command.
pub(crate) static RULES: &[&Rule] = &[&STALE, &MISSING, &ORPHAN, &DISAGREEING];

pub(super) static STALE: Rule = Rule {
    name: "stale-file",
    summary: "a generated file that is not what is generated today",
    page: include_str!("rules/stale_file.md"),
    level: Level::Error,
};

pub(super) static MISSING: Rule = Rule {
    name: "missing-file",
    summary: "a generated file that is not there",
    page: include_str!("rules/missing_file.md"),
    level: Level::Error,
};

pub(super) static ORPHAN: Rule = Rule {
    name: "orphan-file",
    summary: "a file that was generated once and is no longer",
    page: include_str!("rules/orphan_file.md"),
    level: Level::Error,
};

pub(super) static DISAGREEING: Rule = Rule {
    name: "disagreeing-input",
    summary: "an API that says something otherwise than the one it must agree with",
    page: include_str!("rules/disagreeing_input.md"),
    level: Level::Error,
};
