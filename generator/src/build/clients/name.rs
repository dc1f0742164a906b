//! Names as client languages spell those of the wire.
//!
//! A language has its own case, leaves out what no name of its may have, and
//! puts something before or behind a word that it has a use for itself.

use std::collections::{BTreeMap, BTreeSet};

/// What languages put before a word of theirs, and before a digit.
const BEFORE: &[&str] = &[
    "var",
    "param",
    "property",
    "prop",
    "model",
    "call",
    "field",
    "escaped",
    "at",
    "the",
    "r",
    "n",
    "my",
    "class",
    "dollar",
    "underscore",
    "plus",
    "minus",
];

/// What they put behind it.
const BEHIND: &[&str] = &["param", "parameter", "property", "value", "field", "model", "var"];

/// Which of two lists of names stand for each other.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// By their positions.
    pub(super) same: Vec<(usize, usize)>,
    /// Those of the first list that the other surely has not.
    pub(super) only_one: Vec<usize>,
    /// Those of the second that the first surely has not.
    pub(super) only_two: Vec<usize>,
}

/// The letters and digits that every language keeps.
pub(super) fn plain(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|it| it.to_ascii_lowercase()).collect()
}

/// Whether languages agree on what becomes of a name, its case aside.
fn is_usual(name: &str) -> bool {
    let usual = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '-' | '.' | ' ');
    name.chars().all(usual) && name.chars().any(|it| it.is_ascii_alphabetic())
}

/// Pairs the names of a document with those of a page. What could be meant in
/// two ways is in none of the lists.
pub(super) fn pairs(one: &[&str], two: &[&str]) -> Pairs {
    let keyed = |names: &[&str]| {
        let mut all: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, name) in names.iter().enumerate() {
            all.entry(plain(name)).or_default().push(at);
        }
        all
    };
    let (ours, mut theirs) = (keyed(one), keyed(two));
    let mut all = Pairs::default();
    let mut left = Vec::new();
    // Words that several names of the document became, and odd names.
    let mut doubted: Vec<String> = Vec::new();
    let mut is_odd = false;
    for (key, ours) in ours {
        match (&ours[..], theirs.remove(&key)) {
            (&[one], Some(them)) if them.len() == 1 => all.same.push((one, them[0])),
            (&[only], None) if is_usual(one[only]) => left.push((key, only)),
            (&[_], None) => is_odd = true,
            (many, them) => {
                let them = them.unwrap_or_default();
                for &at in many {
                    let same = them.iter().find(|it| two[**it] == one[at]);
                    all.same.extend(same.map(|it| (at, *it)));
                }
                doubted.push(key);
            }
        }
    }
    let mut others: Vec<(String, usize)> = Vec::new();
    for (key, them) in theirs {
        // Names that fell on one another are told apart by numbers.
        let of_many = |it: &String| key.starts_with(it.as_str());
        if them.len() == 1 && !doubted.iter().any(of_many) {
            others.push((key, them[0]));
        }
    }
    let mut escaped: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (key, at) in &others {
        for word in unescaped(key) {
            escaped.entry(word).or_default().push(*at);
        }
    }
    let mut meant = BTreeSet::new();
    for (key, at) in left {
        let them = escaped.get(key.as_str()).into_iter().flatten();
        match them.copied().find(|it| meant.insert(*it)) {
            Some(other) => all.same.push((at, other)),
            None => all.only_one.push(at),
        }
    }
    if !is_odd {
        let is_told = |it: &usize| !meant.contains(it) && is_usual(two[*it]);
        all.only_two = others.iter().map(|it| it.1).filter(is_told).collect();
    }
    all.only_one.sort_unstable();
    all.only_two.sort_unstable();
    all.same.sort_unstable();
    all
}

/// The words of which a language may have made a name, for it has a use for
/// them itself.
fn unescaped(name: &str) -> impl Iterator<Item = &str> {
    let before = BEFORE.iter().filter_map(|it| name.strip_prefix(it));
    let behind = BEHIND.iter().filter_map(|it| name.strip_suffix(it));
    before.chain(behind).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::pairs;

    fn shown(one: &[&str], two: &[&str]) -> String {
        let all = pairs(one, two);
        let same: Vec<_> =
            all.same.iter().map(|&(at, other)| format!("{}={}", one[at], two[other])).collect();
        let gone: Vec<_> = all.only_one.iter().map(|it| one[*it]).collect();
        let come: Vec<_> = all.only_two.iter().map(|it| two[*it]).collect();
        format!("{} -{} +{}", same.join(" "), gone.join(" "), come.join(" "))
    }

    #[test]
    fn a_name_is_the_same_in_every_case() {
        let ours = ["plant-id", "X-Trace", "by_whom", "URL", "filter[a]"];
        for theirs in [
            ["plantId", "xTrace", "byWhom", "url", "filterA"],
            ["plant_id", "x_trace", "by_whom", "url", "filter_a"],
            ["PlantId", "XTrace", "ByWhom", "URL", "FilterA"],
        ] {
            let all = pairs(&ours, &theirs);
            assert_eq!((all.same.len(), all.only_one.len(), all.only_two.len()), (5, 0, 0));
        }
    }

    #[test]
    fn a_word_of_the_language_is_escaped() {
        assert_eq!(shown(&["class", "2x"], &["var_class", "n2x"]), "class=var_class 2x=n2x - +");
        assert_eq!(shown(&["type"], &["typeParam"]), "type=typeParam - +");
        assert_eq!(shown(&["Return"], &["ModelReturn"]), "Return=ModelReturn - +");
    }

    #[test]
    fn what_only_one_has_is_told() {
        assert_eq!(shown(&["limit", "name"], &["max", "name"]), "name=name -limit +max");
    }

    #[test]
    fn what_falls_together_is_passed_over() {
        assert_eq!(shown(&["a_b", "aB", "c"], &["aB", "aB2", "c"]), "aB=aB c=c - +");
        assert_eq!(shown(&["größe", "c"], &["groesse", "c"]), "c=c - +");
        assert_eq!(shown(&["filter[a]"], &["filter_left_square_bracket_a"]), " - +");
    }
}
