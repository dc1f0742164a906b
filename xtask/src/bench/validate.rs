//! What validating costs as a whole: reading, asking, sorting what was found.

use specwright::diag::{Level, Report};
use specwright::validate::{self, Check};

use super::measure::{cost, median};
use super::{ROUNDS, bytes_of, megabytes, read};
use crate::Outcome;

/// What is asked for: the option, and the least level of its rules.
pub(super) const ASKED: [(&str, Level); 2] =
    [("validate --errors-only", Level::Error), ("validate", Level::Info)];

/// Reads a document and asks all rules of a level and above.
pub(super) fn whole(bytes: &[u8], least: Level) -> Report {
    let reading = read(bytes);
    let mut report = Report { found: reading.found };
    if let Some(api) = &reading.api {
        let all = validate::CHECKS.iter().chain(specwright_lint::CHECKS).copied();
        let asked: Vec<&'static Check> = all.filter(|it| it.rule.level >= least).collect();
        validate::run(&asked, api, &mut report);
    }
    Report { found: report.sorted() }
}

/// Prints what GitHub's document takes, beside `serde_json` in the same turns.
pub(super) fn run(corpus: &std::path::Path) -> Outcome {
    let bytes = bytes_of(&corpus.join("specs/github.json"))?;
    let mut times: [Vec<std::time::Duration>; 3] = Default::default();
    for _ in 0..ROUNDS {
        times[0].push(cost(|| serde_json::from_slice::<serde_json::Value>(&bytes)));
        for (times, (_, least)) in times[1..].iter_mut().zip(ASKED) {
            times.push(cost(|| whole(&bytes, least)));
        }
    }
    let medians = times.map(|it| median(it).as_secs_f64());
    println!("\n{:<28} {:>8} {:>10} {:>18}", "GitHub, read and validated", "MB", "CPU", "times");
    let words = ["serde_json::Value", ASKED[0].0, ASKED[1].0];
    for (word, it) in words.into_iter().zip(medians) {
        let (size, times) = (megabytes(&bytes), it / medians[0]);
        println!("{word:<28} {size:>8.2} {:>7.1} ms {times:>18.2}", it * 1e3);
    }
    Ok(())
}
