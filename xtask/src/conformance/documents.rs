//! How many real documents of each version are read, and what was found.

use std::collections::BTreeMap;
use std::path::Path;

use specwright::diag::Level;
use specwright_tests::corpus;

use crate::Outcome;

/// What was counted of one version.
#[derive(Default)]
struct Count {
    documents: usize,
    operations: usize,
    schemas: usize,
    errors: usize,
    others: usize,
}

/// Reads every document that is in daily use, or that its suite calls valid,
/// and counts by version.
pub(super) fn run(folder: &Path) -> Outcome {
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut unread = Vec::new();
    for path in corpus::sound(folder)? {
        let reading = corpus::read(&path)?;
        let Some(api) = &reading.api else {
            unread.push(path.display().to_string());
            continue;
        };
        let errors = reading.found.iter().filter(|it| it.level == Level::Error).count();
        let count = counts.entry(api.version.dialect().name).or_default();
        count.documents += 1;
        count.operations += api.operations.len();
        count.schemas += api.schemas.len();
        count.errors += errors;
        count.others += reading.found.len() - errors;
    }
    for (version, it) in counts {
        println!(
            "read, version {version:<17} {:>4} documents, {:>6} operations, {:>7} schemas, {:>4} errors, {:>5} other findings",
            it.documents, it.operations, it.schemas, it.errors, it.others
        );
    }
    match unread.as_slice() {
        [] => Ok(()),
        some => Err(format!("not read at all:\n  {}", some.join("\n  "))),
    }
}
