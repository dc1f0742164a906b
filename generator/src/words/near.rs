//! How alike two names are.

use strsim::{normalized_damerau_levenshtein, osa_distance};

use super::snake;

/// Longer words are no typing errors of anything, and comparing them takes
/// time that grows with the square of their length.
const LONGEST: usize = 64;

/// How alike two names are, from 0 (not at all) to 1 (the same words).
/// Case, and what parts the words, do not count.
pub fn likeness(one: &str, other: &str) -> f64 {
    if one == other { 1.0 } else { normalized_damerau_levenshtein(&snake(one), &snake(other)) }
}

/// The candidate that was probably meant by a word that is none of them: the
/// nearest, and the first of those that are equally near.
///
/// Every third character may be wrong, and at least one; letters that have
/// changed places count as one error, and case not at all.
pub fn did_you_mean<'a>(
    candidates: impl IntoIterator<Item = &'a str>,
    word: &str,
) -> Option<&'a str> {
    let length = |it: &str| it.chars().take(LONGEST + 1).count();
    let typed = length(word);
    if typed > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    let near = candidates.into_iter().filter_map(|candidate| {
        let meant = length(candidate);
        let allowed = (typed.max(meant) / 3).max(1);
        if meant > LONGEST || typed.abs_diff(meant) > allowed || typed.max(meant) < 2 {
            return None;
        }
        let errors = osa_distance(&word, &candidate.to_lowercase());
        (errors <= allowed).then_some((errors, candidate))
    });
    near.min_by_key(|&(errors, _)| errors).map(|(_, candidate)| candidate)
}
