//! `cargo xtask conformance pages [NAME…]`: pages that are written, read, and
//! written again.

use std::path::Path;
use std::time::Instant;

use specwright_tests::again;
use specwright_tests::corpus;
use specwright_tests::run::Run;

use crate::Outcome;

/// How many differences of a document that was named are shown.
const SHOWN: usize = 400;
/// The styles whose pages come out the same: our own, and one of others.
const STYLES: [&str; 2] = ["github", "widdershins"];

/// Prints a line for each document in daily use and style, and where it first
/// parts, if it does; or all of that for those whose path holds one of the
/// `names`.
pub(super) fn run(folder: &Path, names: &[String]) -> Outcome {
    let mut wrong = 0;
    for style in STYLES {
        let (mut documents, mut whole, mut sections, mut equal) = (0, 0, 0, 0);
        for path in corpus::daily(folder)? {
            let shown = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
            let size = std::fs::metadata(&path).map_or(0, |it| it.len());
            let is_asked = names.iter().any(|it| shown.contains(it.as_str()));
            if !is_asked && (!names.is_empty() || size > again::LARGEST) {
                continue;
            }
            let run = Run::document(&path)?;
            let started = Instant::now();
            let it = again::again(run.api()?, style, &[])?;
            let took = started.elapsed();
            println!(
                "{style}, {shown:<36} {:>4} of {:>4} pages, {:>5} of {:>5} sections, {took:>6.0?}",
                it.pages - it.other.min(it.pages),
                it.pages,
                it.equal,
                it.sections,
            );
            documents += 1;
            sections += it.sections;
            equal += it.equal;
            let verdict = it.verdict();
            whole += usize::from(verdict.is_ok());
            if let Err(why) = verdict {
                let most = if is_asked { SHOWN } else { 8 };
                let lines: Vec<&str> = why.lines().take(most).collect();
                println!("    {}", lines.join("\n    "));
            }
        }
        wrong += documents - whole;
        println!(
            "{style}: {equal} of {sections} sections the same, {whole} of {documents} documents whole"
        );
    }
    if wrong == 0 { Ok(()) } else { Err(format!("{wrong} documents come out otherwise")) }
}
