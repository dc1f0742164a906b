//! `cargo xtask conformance values`: values through the types of real documents.

use std::path::Path;
use std::time::Instant;

use specwright_tests::{corpus, values};

use crate::Outcome;

/// Documents up to this size, in bytes, are the part that CI has the time for.
const PART: u64 = 60_000;
/// How many lines of what is wrong are shown of a document.
const SHOWN: usize = 30;

/// Prints a row for each document: of the part that CI runs, of `--all`, or of
/// those whose names contain one of the arguments.
pub(super) fn run(root: &Path, corpus: &Path, arguments: &[String]) -> Outcome {
    let all = arguments.iter().any(|it| it == "--all");
    let named: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|it| !it.starts_with("--")).collect();
    if let Some(other) = arguments.iter().find(|it| it.starts_with("--") && *it != "--all") {
        return Err(format!("there is no flag `{other}`; there is `--all`"));
    }
    let place = root.join("target/conformance/values");
    let plan = values::Plan { values: 6, changes: 8, types: 2_000 };
    let mut sum = values::Outcome::default();
    let (mut left_out, mut not_held) = (0, 0);
    for path in corpus::daily(corpus)? {
        let shown = path.strip_prefix(corpus).unwrap_or(&path).display().to_string();
        let wanted = match &named[..] {
            [] => all || std::fs::metadata(&path).is_ok_and(|it| it.len() <= PART),
            some => some.iter().any(|it| shown.contains(it)),
        };
        if !wanted {
            left_out += 1;
            continue;
        }
        let start = Instant::now();
        let outcome = match values::run(&place, &shown, &corpus::read(&path)?, plan) {
            Ok(outcome) => outcome,
            Err(why) => {
                println!("{shown:<34} not held: {why}");
                not_held += 1;
                continue;
            }
        };
        println!(
            "{shown:<34} {:>5} types {:>3} without {:>6} back {:>6} refused {:>5} told {:>4} wrong {:>4} s",
            outcome.types,
            outcome.without.len(),
            outcome.back,
            outcome.refusals(),
            outcome.told.values().sum::<usize>(),
            outcome.wrong.len(),
            start.elapsed().as_secs(),
        );
        for line in outcome.wrong.iter().take(SHOWN) {
            println!("{line}");
        }
        if !named.is_empty() {
            println!("without a value: {}", outcome.without.join(", "));
        }
        sum.add(outcome);
    }
    println!("in all: {sum}");
    if left_out > 0 {
        println!("{left_out} documents left out, which `--all` takes in");
    }
    match (sum.wrong.len(), not_held) {
        (0, 0) => Ok(()),
        (0, count) => Err(format!("{count} documents could not be held against their schemas")),
        (count, _) => Err(format!("{count} values did not come out as they should")),
    }
}
