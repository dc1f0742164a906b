//! What can be wrong with what a document says to us.

use crate::diag::{Level, Rule};

/// Every rule of this room.
pub static RULES: &[&Rule] = &[&MALFORMED_ALLOW, &UNUSED_ALLOW];

pub(super) static MALFORMED_ALLOW: Rule = Rule {
    name: "malformed-allow",
    summary: "a comment that is meant to allow something, and does not",
    page: include_str!("rules/malformed_allow.md"),
    level: Level::Warning,
};

pub(super) static UNUSED_ALLOW: Rule = Rule {
    name: "unused-allow",
    summary: "a comment that allows what is not there",
    page: include_str!("rules/unused_allow.md"),
    level: Level::Warning,
};
