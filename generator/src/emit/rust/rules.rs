//! What Rust cannot say of a document, or not yet.

use crate::diag::{Level, Rule};

/// A shape that no value can have.
pub(super) static IMPOSSIBLE_SCHEMA: Rule = Rule {
    name: "impossible-schema",
    summary: "schemas in one `allOf` that no value can satisfy together",
    page: include_str!("rules/impossible_schema.md"),
    level: Level::Warning,
};

/// A pattern that is no regular expression of ECMA-262.
pub(super) static UNSUPPORTED_PATTERN: Rule = Rule {
    name: "unsupported-pattern",
    summary: "a pattern that cannot be checked",
    page: include_str!("rules/unsupported_pattern.md"),
    level: Level::Warning,
};

/// A pattern that takes too long on long texts.
pub(super) static COSTLY_PATTERN: Rule = Rule {
    name: "costly-pattern",
    summary: "a pattern that only short texts are held against",
    page: include_str!("rules/costly_pattern.md"),
    level: Level::Info,
};

/// A media type that is not taken apart.
pub(super) static UNSUPPORTED_MEDIA_TYPE: Rule = Rule {
    name: "unsupported-media-type",
    summary: "a media type that is not taken apart",
    page: include_str!("rules/unsupported_media_type.md"),
    level: Level::Info,
};

/// A status that no response can have.
pub(super) static UNUSABLE_STATUS: Rule = Rule {
    name: "unusable-status",
    summary: "a status that no response can have",
    page: include_str!("rules/unusable_status.md"),
    level: Level::Warning,
};

/// A path parameter that is not in its path.
pub(super) static UNUSED_PATH_PARAMETER: Rule = Rule {
    name: "unused-path-parameter",
    summary: "a path parameter that its path does not have",
    page: include_str!("rules/unused_path_parameter.md"),
    level: Level::Warning,
};

/// A path that cannot be routed.
pub(super) static UNROUTABLE_PATH: Rule = Rule {
    name: "unroutable-path",
    summary: "a path that no router can tell from another",
    page: include_str!("rules/unroutable_path.md"),
    level: Level::Warning,
};

/// A security scheme that cannot be asked for.
pub(super) static UNSUPPORTED_SECURITY: Rule = Rule {
    name: "unsupported-security",
    summary: "a security scheme that cannot be asked for",
    page: include_str!("rules/unsupported_security.md"),
    level: Level::Warning,
};

/// A file that cannot be written under its name.
pub(super) static UNUSABLE_FILE_NAME: Rule = Rule {
    name: "unusable-file-name",
    summary: "a file that cannot be written under its name",
    page: include_str!("rules/unusable_file_name.md"),
    level: Level::Error,
};

/// A selection of operations that takes none.
pub(super) static UNKNOWN_OPERATION: Rule = Rule {
    name: "unknown-operation",
    summary: "a selection that no operation answers to",
    page: include_str!("rules/unknown_operation.md"),
    level: Level::Error,
};

/// A name or a type for Rust that cannot be followed.
pub(super) static UNUSABLE_OVERRIDE: Rule = Rule {
    name: "unusable-override",
    summary: "a name or a type for Rust that cannot be followed",
    page: include_str!("rules/unusable_override.md"),
    level: Level::Warning,
};

/// What is asked of values, and not enforced.
pub(super) static UNENFORCED_KEYWORD: Rule = Rule {
    name: "unenforced-keyword",
    summary: "a keyword that no value is held against",
    page: include_str!("rules/unenforced_keyword.md"),
    level: Level::Info,
};

/// All of them.
pub static RULES: &[&Rule] = &[
    &IMPOSSIBLE_SCHEMA,
    &UNSUPPORTED_PATTERN,
    &COSTLY_PATTERN,
    &UNSUPPORTED_MEDIA_TYPE,
    &UNUSABLE_STATUS,
    &UNUSED_PATH_PARAMETER,
    &UNROUTABLE_PATH,
    &UNSUPPORTED_SECURITY,
    &UNUSABLE_FILE_NAME,
    &UNKNOWN_OPERATION,
    &UNUSABLE_OVERRIDE,
    &UNENFORCED_KEYWORD,
];
