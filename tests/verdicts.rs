//! Public suites of documents with a verdict, valid or invalid, and where we
//! differ from it: each with the paragraph that says why.
//!
//! The suites belong to the corpus, and are not part of the project.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::run::Run;

/// Documents whose verdict we do not share, with the reason.
const DISPUTED: &[(&str, &str)] = &[
    (
        "mermade/3.0/pass/cyclical.yaml",
        "the file that it refers to, `partial/cycledef.yaml`, is not among these documents: a \
         `$ref` to a file that is not there leads nowhere (with the file beside it we say valid)",
    ),
    (
        "mermade/3.0/pass/externalPathItemRef.yaml",
        "the file that it refers to, `resources/include.yaml`, is not among these documents: \"the \
         referenced structure MUST be in the form of a Path Item Object\" (Path Item Object 3.0, \
         `$ref`; with the file beside it we say valid)",
    ),
    (
        "mermade/3.0/pass/fiendish/ref-encoding2.yaml",
        "a 2.0 document refers to `#/components/schemas/container`, and what it has is \
         `#/definitions/container` (Swagger Object 2.0, fixed fields; JSON Pointer, RFC 6901, \
         section 4)",
    ),
    (
        "mermade/3.0/pass/gluecon/example1_from_._Different_requestbody.md.yaml",
        "`examples` is no fixed field of a Parameter Object of 2.0, and extensions begin with \
         `x-` (Parameter Object 2.0; the schema of 2.0 refuses it too)",
    ),
    (
        "mermade/3.0/pass/server_enum_empty.yaml",
        "`paths` is missing: \"**REQUIRED**. The available paths and operations for the API\" \
         (OpenAPI Object 3.0, `paths`; only 3.1 lets `components` stand alone)",
    ),
    (
        "mermade/3.0/pass/server_enum_unknown.yaml",
        "`paths` is missing, as in `server_enum_empty.yaml` (OpenAPI Object 3.0, `paths`)",
    ),
    (
        "mermade/3.0/fail/gluecon/example1_from_._Different_components.md.yaml",
        "its one fault is a reference that leads to the network, which is never read: whether it \
         leads anywhere is not known, and a warning says so",
    ),
    (
        "oai3.1/tests/schema/pass/operation-object-example.yaml",
        "for the schema alone; \"each template expression in the path MUST correspond to a path \
         parameter\" (Path Templating 3.1), \"each name MUST correspond to a security scheme \
         which is declared\" (Security Requirement Object 3.1)",
    ),
    (
        "oai3.1/tests/schema/pass/parameter-object-examples.yaml",
        "for the schema alone; \"if `in` is `path`, the `name` field MUST correspond to a template \
         expression occurring within the path\" (Parameter Object 3.1, `name`): `usernames` does \
         not in `/user/{username}`",
    ),
    (
        "oai3.1/tests/schema/pass/style-defaults.yaml",
        "\"if the parameter location is `path`, this field is **REQUIRED** and its value MUST be \
         `true`\" (Parameter Object 3.1, `required`); the schema asks that of parameters with \
         `schema` only, and this one has `content`",
    ),
    (
        "oai3.2/tests/schema/pass/operation-object-example.yaml",
        "as its 3.1 twin (Path Templating 3.2; Security Requirement Object 3.2)",
    ),
    (
        "oai3.2/tests/schema/pass/parameter-object-examples.yaml",
        "as its 3.1 twin (Parameter Object 3.2, `name`: \"a single template expression\")",
    ),
];

/// How our verdicts compare with those of a suite.
#[derive(Debug, Default)]
pub struct Agreement {
    /// How many documents there are.
    pub all: usize,
    /// How many we judge alike.
    pub agreed: usize,
    /// How many we judge otherwise, for a reason.
    pub disputed: usize,
    /// What we judge otherwise for none, with our errors.
    pub wrong: Vec<String>,
}

/// The agreement by suite, and what stands on the list of disputed verdicts
/// without being disputed.
pub fn agreement(corpus: &Path) -> Result<(BTreeMap<String, Agreement>, Vec<String>), String> {
    let folder = corpus.join("suites");
    let list = folder.join("VERDICTS.tsv");
    let list = fs::read_to_string(&list)
        .map_err(|why| format!("cannot open {}: {why}", list.display()))?;
    let mut by_suite: BTreeMap<String, Agreement> = BTreeMap::new();
    let mut needed = Vec::new();
    for line in list.lines().skip(1) {
        let mut fields = line.split('\t');
        let (Some(suite), Some(file), Some(expected)) =
            (fields.next(), fields.next(), fields.next())
        else {
            return Err(format!("`{line}` is no verdict"));
        };
        let run = Run::below(&folder, file)?;
        let verdict = if run.fails() { "invalid" } else { "valid" };
        let it = by_suite.entry(suite.to_owned()).or_default();
        it.all += 1;
        if verdict == expected {
            it.agreed += 1;
        } else if DISPUTED.iter().any(|(disputed, _)| *disputed == file) {
            it.disputed += 1;
            needed.push(file.to_owned());
        } else {
            let mut wrong = format!("{file} is {expected}, and we say {verdict}");
            for error in run.errors().take(3) {
                let _ = write!(wrong, "\n    {error}");
            }
            it.wrong.push(wrong);
        }
    }
    let idle = DISPUTED.iter().map(|(file, _)| (*file).to_owned());
    Ok((by_suite, idle.filter(|it| !needed.contains(it)).collect()))
}

/// Errs unless every verdict is ours or disputed, and every disputed one is needed.
pub fn verdict(corpus: &Path) -> Result<(), String> {
    let (by_suite, idle) = agreement(corpus)?;
    let mut wrong: Vec<String> = by_suite.into_values().flat_map(|it| it.wrong).collect();
    wrong.extend(idle.into_iter().map(|it| format!("{it} is not disputed any more")));
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}
