//! What is an error in real documents that are in daily use: each kind was
//! looked at, and has the paragraph by which it is true.
//!
//! The documents belong to the corpus, and are not part of the project.

use std::collections::BTreeMap;
use std::path::Path;

use crate::corpus;
use crate::run::Run;

/// Rules with how many errors they find, in which documents, and why these are
/// errors. Another count asks for another look.
const TRUE: &[(&str, usize, &str)] = &[
    (
        "default-of-another-type",
        1,
        "pagerduty (3.0): a text as default of an `integer`; \"the value MUST conform to the \
         defined type\" (Schema Object 3.0, `default`)",
    ),
    (
        "identical-paths",
        7,
        "github, jira, loket (3.0): \"templated paths with the same hierarchy but different \
         templated names MUST NOT exist\" (Paths Object 3.0)",
    ),
    (
        "misplaced-file",
        5,
        "coder (2.0): \"if type is `file`, the `consumes` MUST be either `multipart/form-data`, \
         `application/x-www-form-urlencoded` or both\" (Parameter Object 2.0, `type`)",
    ),
    (
        "no-response",
        1,
        "buildomat (3.0): \"the Responses Object MUST contain at least one response code\" \
         (Responses Object 3.0)",
    ),
    (
        "object-parameter",
        10,
        "coder (2.0): \"the value MUST be one of `string`, `number`, `integer`, `boolean`, `array` \
         or `file`\" (Parameter Object 2.0, `type`)",
    ),
    (
        "path-parameter-not-in-path",
        10,
        "coder (2.0): \"the `name` field MUST correspond to the associated path segment\" \
         (Parameter Object 2.0, `name`)",
    ),
    (
        "reference-to-another-kind",
        1,
        "pagerduty (3.0): a response refers to a request body; under a status stands \"Response \
         Object | Reference Object\" (Responses Object 3.0)",
    ),
    (
        "repeated-choice",
        60,
        "coder (2.0): \"elements in the array MUST be unique\" (JSON Schema Validation draft 4, \
         section 5.5.1.1)",
    ),
    (
        "repeated-operation-id",
        167,
        "kubernetes (2.0): \"the id MUST be unique among all operations described in the API\" \
         (Operation Object 2.0, `operationId`)",
    ),
    (
        "repeated-required",
        4,
        "openai (3.1): \"elements of this array, if any, MUST be strings, and MUST be unique\" \
         (JSON Schema Validation 2020-12, section 6.5.3)",
    ),
    (
        "undefined-security",
        5,
        "coder (2.0): \"the name used for each property MUST correspond to a security scheme \
         declared in the Security Definitions\" (Security Requirement Object 2.0)",
    ),
    (
        "wrong-kind",
        23,
        "meilisearch: `description: null`, which is a string (External Documentation Object); \
         openai (3.1): `exclusiveMinimum: true`, and its value \"MUST be a number\" (JSON Schema \
         Validation 2020-12, section 6.2.5); spotify (3.0): `required: true`, and its value \"MUST \
         be an array\" (JSON Schema Validation wright-00, section 5.15)",
    ),
];

/// Errs where real documents have other errors than those that were looked at.
pub fn verdict(corpus: &Path) -> Result<(), String> {
    let mut documents = corpus::documents(corpus)?;
    documents.retain(|it| it.starts_with(corpus.join("specs")));
    documents.extend(corpus::coder(corpus)?.into_iter().map(|it| it.document));
    documents.retain(|it| !it.starts_with(corpus.join("docs-edge")));
    let mut counts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in &documents {
        let name = path.strip_prefix(corpus).unwrap_or(path).to_string_lossy().into_owned();
        for error in Run::below(corpus, &name)?.errors() {
            let rule = error.split([']', '[']).nth(1).unwrap_or_default().to_owned();
            counts.entry(rule).or_default().push(format!("{name}: {error}"));
        }
    }
    let known = |rule: &str| TRUE.iter().find(|it| it.0 == rule).map_or(0, |it| it.1);
    let mut wrong = Vec::new();
    for (rule, found) in &counts {
        if found.len() != known(rule) {
            let (count, first) = (found.len(), found.first().map_or("", String::as_str));
            wrong.push(format!("`{rule}`: {count} errors, {} are known; {first}", known(rule)));
        }
    }
    let gone = TRUE.iter().filter(|it| !counts.contains_key(it.0));
    wrong.extend(gone.map(|it| format!("`{}`: none, {} are known", it.0, it.1)));
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}
