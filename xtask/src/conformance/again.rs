//! `cargo xtask conformance pages [NAME…]`: pages that are written, read, and
//! written again.

use std::path::Path;

use specwright_tests::again;

use crate::Outcome;

/// The largest document, in bytes.
const LARGEST: u64 = 2 << 20;
/// How many differences of a document that was named are shown.
const SHOWN: usize = 400;
/// The styles whose pages come out the same.
const STYLES: [&str; 1] = ["widdershins"];

/// Prints a line for each document and style, and the first difference of
/// each that is not the same, or more of those that were named; of the documents whose names hold one of `only`.
pub(super) fn run(corpus: &Path, only: &[String]) -> Outcome {
    let mut wrong = 0;
    for style in STYLES {
        let (mut sections, mut equal) = (0, 0);
        for document in again::documents(corpus, LARGEST)? {
            let name = document.file_name().unwrap_or_default().to_string_lossy();
            if !only.is_empty() && !only.iter().any(|it| name.contains(it)) {
                continue;
            }
            let it = again::again(&document, style)?;
            println!("{style}, {name:<28} {:>5} of {:>5} sections", it.equal, it.sections);
            sections += it.sections;
            equal += it.equal;
            wrong += usize::from(!it.differences.is_empty());
            let shown = if only.is_empty() { 1 } else { SHOWN };
            for difference in it.differences.iter().take(shown) {
                println!("{difference}");
            }
        }
        println!("{style}: {equal} of {sections} sections again");
    }
    if wrong == 0 { Ok(()) } else { Err(format!("{wrong} documents come out otherwise")) }
}
