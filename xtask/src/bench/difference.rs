//! Comparing: both sides read and compared, beside both read as plain values.

use std::path::Path;

use specwright::diff::{Side, Terms, diff};

use super::measure::usual;
use super::{bytes_of, megabytes, read};
use crate::Outcome;

pub(super) fn run(corpus: &Path) -> Outcome {
    println!(
        "\n{:<28} {:>8} {:>10} {:>18} {:>18}",
        "compared", "MB", "serde_json", "read and compared", "compared alone"
    );
    let commit = |it: &str| bytes_of(&corpus.join("coder").join(it).join("swagger.json"));
    let github = || bytes_of(&corpus.join("specs/github.json"));
    let pairs = [
        ("the coder pair", commit("08e17a07fc")?, commit("f22d4e2cbb")?),
        ("github.json, itself", github()?, github()?),
    ];
    for (what, old, new) in pairs {
        let plain = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes);
        let base = usual(super::ROUNDS, || (plain(&old), plain(&new)));
        let whole = usual(super::ROUNDS, || {
            let (one, two) = (read(&old), read(&new));
            let changes = one.api.as_ref().zip(two.api.as_ref()).map(|(one, two)| {
                diff(&Side::document(one), &Side::document(two), &Terms::default())
            });
            (changes, one, two)
        });
        let (one, two) = (read(&old), read(&new));
        let (Some(one), Some(two)) = (&one.api, &two.api) else { continue };
        let alone = usual(super::ROUNDS, || {
            diff(&Side::document(one), &Side::document(two), &Terms::default())
        });
        let told = |it: f64| format!("{:.1} ms ({:.2})", it * 1e3, it / base);
        println!(
            "{what:<28} {:>8.2} {:>7.1} ms {:>18} {:>18}",
            megabytes(&old) + megabytes(&new),
            base * 1e3,
            told(whole),
            told(alone)
        );
    }
    Ok(())
}
