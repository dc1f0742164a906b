//! How much of real pages comes back, and how much of their documents they state.

use std::collections::BTreeMap;
use std::path::Path;

use specwright_tests::facts::{self, Recall};
use specwright_tests::{again, corpus};

use crate::Outcome;

/// Prints for each commit how many of its sections are written again as they
/// were, and how many facts of its document its pages state.
pub(super) fn run(folder: &Path) -> Outcome {
    let mut sums: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for known in corpus::coder(folder)? {
        let it = again::truth(&known)?;
        let (equal, sections, name) = (it.equal, it.sections, &known.name);
        println!(
            "true pages, read and written again, {name:<12} {equal:>5} of {sections:>5} sections equal"
        );
        // A document made to break its pages states what no page can keep.
        if known.pages.parent().is_some_and(|it| it.ends_with("docs-edge")) {
            continue;
        }
        for it in facts::recall(&known.document, &facts::generated(&known.pages)?)? {
            let Recall { sort, all, missing, wrong } = it;
            let sum = sums.entry(sort).or_default();
            *sum = (sum.0 + all - missing.len(), sum.1 + all, sum.2 + wrong.len());
        }
    }
    for (sort, (found, all, wrong)) in sums {
        println!(
            "imported, {sort:<12} {found:>6} of {all:>6} facts ({}), {wrong:>3} that are none",
            hundredths(found, all)
        );
    }
    Ok(())
}

fn hundredths(part: usize, all: usize) -> String {
    let it = (part * 10_000).checked_div(all).unwrap_or_default();
    format!("{}.{:02} %", it / 100, it % 100)
}
