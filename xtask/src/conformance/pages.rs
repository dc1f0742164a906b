//! How much of our own pages comes back when they are read.

use std::path::Path;
use std::time::Instant;

use specwright_tests::corpus;
use specwright_tests::reread;
use specwright_tests::run::Run;

use crate::Outcome;

/// Writes, reads and writes again the pages of every document in daily use;
/// or of those whose path holds one of the `names`.
pub(super) fn run(folder: &Path, names: &[String]) -> Outcome {
    let (mut equal, mut pages, mut wrong) = (0, 0, 0);
    for path in corpus::daily(folder)? {
        let shown = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        let size = std::fs::metadata(&path).map_or(0, |it| it.len());
        let is_asked = names.iter().any(|it| shown.contains(it.as_str()));
        if !is_asked && (!names.is_empty() || size > reread::LARGEST) {
            continue;
        }
        let run = Run::document(&path)?;
        let started = Instant::now();
        let it = reread::reread(run.api()?, &[])?;
        let took = started.elapsed();
        println!(
            "{shown:<40} {:>4} of {:>4} pages equal, {:>4} findings, {:>4} changes, {took:>6.0?}",
            it.pages - it.differing.len().min(it.pages),
            it.pages,
            it.found.len(),
            it.changes.len()
        );
        if let Err(why) = it.verdict() {
            let lines: Vec<&str> = why.lines().take(12).collect();
            println!("    {}", lines.join("\n    "));
            wrong += 1;
        }
        pages += it.pages;
        equal += it.pages - it.differing.len().min(it.pages);
    }
    println!("our own pages, read and written again: {equal} of {pages} equal");
    if wrong == 0 { Ok(()) } else { Err(format!("{wrong} documents do not come back")) }
}
