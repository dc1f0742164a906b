//! What writing pages can find broken, whatever the style.

use crate::diag::{Level, Rule};

/// Every rule of writing pages.
pub static RULES: &[&Rule] = &[&PAGE_NAME_REFUSED, &SCHEMA_TOO_LARGE_TO_SHOW, &OPERATION_NOT_SHOWN];

pub(super) static PAGE_NAME_REFUSED: Rule = Rule {
    name: "page-name-refused",
    summary: "a section whose page cannot have its name",
    page: include_str!("rules/page_name_refused.md"),
    level: Level::Warning,
};

pub(super) static OPERATION_NOT_SHOWN: Rule = Rule {
    name: "operation-not-shown",
    summary: "an operation that the pages of a style have no place for",
    page: include_str!("rules/operation_not_shown.md"),
    level: Level::Warning,
};

pub(super) static SCHEMA_TOO_LARGE_TO_SHOW: Rule = Rule {
    name: "schema-too-large-to-show",
    summary: "a schema of which a page shows only the beginning",
    page: include_str!("rules/schema_too_large_to_show.md"),
    level: Level::Warning,
};
