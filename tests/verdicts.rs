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
    ("mermade/3.0/pass/cyclical.yaml", "the file that it refers to is not part of the suite"),
    (
        "mermade/3.0/pass/externalPathItemRef.yaml",
        "the file that it refers to is not part of the suite",
    ),
    (
        "mermade/3.0/pass/fiendish/ref-encoding2.yaml",
        "a 2.0 document refers into `components`, which it does not have (Reference Object 2.0)",
    ),
    (
        "mermade/3.0/pass/gluecon/example1_from_._Different_requestbody.md.yaml",
        "2.0 has no `examples` in a parameter (Parameter Object 2.0, fixed fields)",
    ),
    (
        "mermade/3.0/pass/server_enum_empty.yaml",
        "`paths` is missing, which 3.0 requires (OpenAPI Object 3.0)",
    ),
    (
        "mermade/3.0/pass/server_enum_unknown.yaml",
        "`paths` is missing, which 3.0 requires (OpenAPI Object 3.0)",
    ),
    (
        "mermade/3.0/fail/gluecon/example1_from_._Different_components.md.yaml",
        "a reference leads to the network, which is never read: whether it leads anywhere is \
         not known",
    ),
    (
        "oai3.1/tests/schema/pass/operation-object-example.yaml",
        "for the schema alone; `{id}` in the path MUST correspond to a parameter (Path \
         Templating), and a security scheme MUST be declared (Security Requirement Object)",
    ),
    (
        "oai3.1/tests/schema/pass/parameter-object-examples.yaml",
        "for the schema alone; a path parameter MUST be in the path (Parameter Object, `name`)",
    ),
    (
        "oai3.1/tests/schema/pass/style-defaults.yaml",
        "a path parameter MUST be `required: true` (Parameter Object, `required`)",
    ),
    (
        "oai3.2/tests/schema/pass/operation-object-example.yaml",
        "for the schema alone; `{id}` in the path MUST correspond to a parameter (Path \
         Templating), and a security scheme MUST be declared (Security Requirement Object)",
    ),
    (
        "oai3.2/tests/schema/pass/parameter-object-examples.yaml",
        "for the schema alone; a path parameter MUST be in the path (Parameter Object, `name`)",
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
