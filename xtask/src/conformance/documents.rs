//! How many real documents of each version are read, and what was found.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use specwright::diag::Level;
use specwright::read::{self, LoadError, Reading};
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
    for path in all(folder)? {
        let reading = read_document(&path)?;
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

/// Those in daily use, the commits of the reference pages, and those that
/// their suite calls valid.
fn all(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut all = corpus::documents(folder)?;
    all.extend(corpus::coder(folder)?.into_iter().map(|it| it.document));
    let verdicts = folder.join("suites/VERDICTS.tsv");
    let text = std::fs::read_to_string(&verdicts)
        .map_err(|why| format!("cannot read `{}`: {why}", verdicts.display()))?;
    for line in text.lines() {
        let mut cells = line.split('\t');
        if let (Some(path), Some("valid")) = (cells.nth(1), cells.next()) {
            all.push(folder.join("suites").join(path));
        }
    }
    all.sort();
    all.dedup();
    Ok(all)
}

fn read_document(path: &Path) -> Result<Reading, String> {
    let cannot = |why: std::io::Error| format!("cannot read `{}`: {why}", path.display());
    let bytes = std::fs::read(path).map_err(cannot)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut load = |name: &str| {
        std::fs::read(folder.join(name)).map_err(|why| LoadError::Missing(why.to_string()))
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(read::document(&name, bytes, &mut load))
}
