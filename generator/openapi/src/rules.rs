//! What can be found while a document is written.

use specwright::diag::{Level, Rule};

/// Every rule of this crate.
pub static RULES: &[&Rule] = &[&NOT_CARRIED];

/// Something that the version written cannot say.
pub(crate) static NOT_CARRIED: Rule = Rule {
    name: "not-carried",
    summary: "something that the version written cannot say",
    page: include_str!("rules/not_carried.md"),
    level: Level::Warning,
};
