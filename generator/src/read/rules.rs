//! What can be found while reading.

use crate::diag::{Level, Rule};

/// A rule with its page beside this file.
macro_rules! rules {
    ($($constant:ident, $name:literal, $page:literal, $level:ident, $summary:literal;)*) => {
        $(
            #[doc = $summary]
            pub(crate) static $constant: Rule = Rule {
                name: $name,
                summary: $summary,
                page: include_str!(concat!("rules/", $page, ".md")),
                level: Level::$level,
            };
        )*
        /// Every rule that reading can find, by name.
        pub static RULES: &[&Rule] = &[$(&$constant),*];
    };
}

rules! {
    ALIAS_BOMB, "alias-bomb", "alias_bomb", Error, "aliases that stand for too many values";
    COMPLEX_KEY, "complex-key", "complex_key", Error, "a list or a map as a key";
    ENCODING_IN_TWO_WAYS, "encoding-in-two-ways", "encoding_in_two_ways", Error, "encodings by name beside encodings by position";
    FILE_TOO_LARGE, "file-too-large", "file_too_large", Error, "a file of over 4 GiB";
    KEY_OF_ANOTHER_TYPE, "key-of-another-type", "key_of_another_type", Warning, "a key that only security schemes of another type have";
    KEY_OF_ANOTHER_VERSION, "key-of-another-version", "key_of_another_version", Error, "a key that only other versions have";
    MISSING_KEY, "missing-key", "missing_key", Error, "an object without a key that it needs";
    NESTED_TOO_DEEP, "nested-too-deep", "nested_too_deep", Error, "lists and maps nested too deep to be read";
    NO_CHARACTER, "no-character", "no_character", Error, "bytes or escapes that are no characters";
    NO_DOCUMENT, "no-document", "no_document", Error, "a file that holds no document";
    PLUS_FOR_SPACE, "plus-for-space", "plus_for_space", Warning, "a `+` in a reference where a space is meant";
    REF_SIBLINGS, "ref-siblings", "ref_siblings", Warning, "keys beside `$ref` that mean nothing";
    REFERENCE_CYCLE, "reference-cycle", "reference_cycle", Error, "references that lead in a circle, or through too many others";
    REFERENCE_OUTSIDE_ROOT, "reference-outside-root", "reference_outside_root", Warning, "a reference to a file outside the root folder";
    REFERENCE_TO_ANOTHER_KIND, "reference-to-another-kind", "reference_to_another_kind", Error, "a reference to a thing that cannot stand there";
    REMOTE_REFERENCE, "remote-reference", "remote_reference", Warning, "a reference to the network, which is never read";
    REPEATED_ANCHOR, "repeated-anchor", "repeated_anchor", Warning, "an anchor that its resource already has";
    REPEATED_KEY, "repeated-key", "repeated_key", Error, "a key that its map already has";
    REPEATS_TOO_MUCH, "repeats-too-much", "repeats_too_much", Error, "parts used so often that they cannot be spelt out";
    SECOND_BODY, "second-body", "second_body", Error, "an operation with two bodies";
    SEVERAL_DOCUMENTS, "several-documents", "several_documents", Warning, "a second document in one file";
    STRAY_REFERENCE, "stray-reference", "stray_reference", Error, "a reference where the specification has none";
    SYNTAX_ERROR, "syntax-error", "syntax_error", Error, "text that is neither JSON nor YAML";
    TOO_MANY_MEANINGS, "too-many-meanings", "too_many_meanings", Warning, "`$dynamicRef`s that mean too many things";
    UNKNOWN_ALIAS, "unknown-alias", "unknown_alias", Error, "an alias to an anchor that is not there";
    UNKNOWN_KEY, "unknown-key", "unknown_key", Error, "a key that no version has";
    UNKNOWN_VERSION, "unknown-version", "unknown_version", Error, "a version of the specification that cannot be read";
    UNKNOWN_WORD, "unknown-word", "unknown_word", Error, "a word that is none of those allowed";
    UNRESOLVED_REFERENCE, "unresolved-reference", "unresolved_reference", Error, "a reference that leads nowhere";
    WRONG_KIND, "wrong-kind", "wrong_kind", Error, "a value of the wrong kind";
    WRONG_MERGE, "wrong-merge", "wrong_merge", Error, "a `<<` that merges no map";
    WRONG_TAG, "wrong-tag", "wrong_tag", Error, "a value that its tag does not fit";
    YAML_NAMED_JSON, "yaml-named-json", "yaml_named_json", Warning, "a file named `.json` that is no JSON";
}
