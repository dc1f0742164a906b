//! `cargo xtask conformance laws`: each document against all its forms.

use std::collections::BTreeMap;
use std::path::Path;

use specwright_tests::{corpus, laws};

use crate::Outcome;

/// What was counted of one form.
#[derive(Default)]
struct Count {
    compared: usize,
    equal: usize,
    told: usize,
    documents_told: usize,
}

/// Prints a line for each form, and each difference that no finding accounts for.
/// `only`: documents with this in their path, with what findings account for.
pub(super) fn run(folder: &Path, only: Option<&str>) -> Outcome {
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut broken = 0;
    for path in corpus::sound(folder)? {
        let shown = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        if only.is_some_and(|it| !shown.contains(it)) {
            continue;
        }
        for law in laws::of(&path)? {
            let count = counts.entry(law.form).or_default();
            count.compared += 1;
            count.equal += usize::from(law.broken.is_empty() && law.told.is_empty());
            count.told += law.told.len();
            count.documents_told += usize::from(law.broken.is_empty() && !law.told.is_empty());
            broken += usize::from(!law.broken.is_empty());
            for line in law.broken.iter().take(8) {
                println!("{shown}: {line}");
            }
            for line in law.told.iter().filter(|_| only.is_some()) {
                println!("told of: {line}");
            }
            if law.broken.len() > 8 {
                println!("{shown}: {}: and {} more", law.form, law.broken.len() - 8);
            }
        }
    }
    println!(
        "{:<24} {:>8} {:>8} {:>14} {:>18}",
        "form", "compared", "none", "only as told", "(changes told of)"
    );
    for form in laws::FORMS {
        let Some(it) = counts.get(form) else { continue };
        println!(
            "{form:<24} {:>8} {:>8} {:>14} {:>18}",
            it.compared, it.equal, it.documents_told, it.told
        );
    }
    if broken == 0 { Ok(()) } else { Err(format!("{broken} forms differ from their document")) }
}
