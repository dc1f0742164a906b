//! `cargo xtask conformance suites`: our verdicts beside those of public suites.

use std::path::Path;

use specwright_tests::verdicts::{Agreement, agreement};

use crate::Outcome;

/// Prints a line for each suite, and what is wrong.
pub(super) fn run(corpus: &Path) -> Outcome {
    let (by_suite, idle) = agreement(corpus)?;
    let mut sum = Agreement::default();
    println!("{:<12} {:>5} {:>6} {:>8} {:>5}", "suite", "all", "agreed", "disputed", "wrong");
    for (suite, it) in by_suite {
        row(&suite, &it);
        sum.all += it.all;
        sum.agreed += it.agreed;
        sum.disputed += it.disputed;
        sum.wrong.extend(it.wrong);
    }
    row("all", &sum);
    let hundredths = |part: usize| (part * 10_000).checked_div(sum.all).unwrap_or_default();
    let shown = |it: usize| format!("{}.{:02} %", it / 100, it % 100);
    println!(
        "{} agreed; {} with the disputed verdicts, each of which has its paragraph in \
         tests/verdicts.rs",
        shown(hundredths(sum.agreed)),
        shown(hundredths(sum.agreed + sum.disputed)),
    );
    sum.wrong.extend(idle.into_iter().map(|it| format!("{it} is not disputed any more")));
    if sum.wrong.is_empty() { Ok(()) } else { Err(sum.wrong.join("\n")) }
}

fn row(suite: &str, it: &Agreement) {
    println!("{suite:<12} {:>5} {:>6} {:>8} {:>5}", it.all, it.agreed, it.disputed, it.wrong.len());
}
