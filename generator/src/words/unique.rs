//! Names that share a scope.

use std::collections::{BTreeMap, BTreeSet};

use super::hash;
use super::split::spelt_out;

/// A name in a scope.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Name<'a> {
    /// The name on the wire.
    pub name: &'a str,
    /// Where it comes from, in a word or two that tell it from its namesakes:
    /// `query`, `Member roles`. Empty where nothing does.
    pub from: &'a str,
}

impl<'a> Name<'a> {
    /// A name that has no namesake.
    pub fn new(name: &'a str) -> Self {
        Self { name, from: "" }
    }
}

/// Spells all names of a scope, in their order, so that no two are alike and
/// none is among `taken`.
///
/// Where several come out alike, one has the plain spelling: the one that is
/// spelt so on the wire, or else the first. What the others are called depends
/// on nothing but themselves: on where they come from, on the symbols or the
/// case that tell them apart, or in the end on a hash. So a name that is added
/// behind the others renames none of them, unless it is itself the very
/// spelling that one of them has.
pub fn unique(names: &[Name<'_>], taken: &[&str], spell: impl Fn(&str) -> String) -> Vec<String> {
    let mut all: Vec<String> = names.iter().map(|it| spell(it.name)).collect();
    let winners = winners(names, &all, taken);
    let mut used: BTreeSet<String> = all.iter().cloned().collect();
    used.extend(taken.iter().map(|&it| it.to_owned()));
    let mut namesakes = BTreeMap::<Name<'_>, u32>::new();
    for (index, name) in names.iter().enumerate() {
        if winners.get(&all[index]) == Some(&index) {
            continue;
        }
        let before = namesakes.entry(*name).and_modify(|it| *it += 1).or_default();
        let found = others(*name, *before).map(|it| spell(&it)).find(|it| !used.contains(it));
        all[index] = found.unwrap_or_default();
        used.insert(all[index].clone());
    }
    all
}

/// Which of the names has each spelling, by index.
fn winners(names: &[Name<'_>], written: &[String], taken: &[&str]) -> BTreeMap<String, usize> {
    let mut winners = BTreeMap::new();
    for (index, spelling) in written.iter().enumerate() {
        if taken.contains(&spelling.as_str()) {
            continue;
        }
        let is_exact = |it: usize| names[it].name == spelling.trim_start_matches("r#");
        let winner = winners.entry(spelling.clone()).or_insert(index);
        if is_exact(index) && !is_exact(*winner) {
            *winner = index;
        }
    }
    winners
}

/// What a name that cannot have the plain spelling is spelt from instead, the
/// most pleasant first; with more hashes than there can be names.
/// Where as many as `before` are equal in everything, the hashes of those are
/// passed over.
fn others(name: Name<'_>, before: u32) -> impl Iterator<Item = String> {
    let Name { name, from } = name;
    let by_origin = (!from.is_empty()).then(|| format!("{name} {from}"));
    let is_mixed = name.contains(char::is_lowercase) && name.contains(char::is_uppercase);
    let case = match name.chars().find(|it| it.is_lowercase() || it.is_uppercase()) {
        Some(first) if first.is_lowercase() => Some(if is_mixed { "camel" } else { "lower" }),
        Some(_) => Some(if is_mixed { "pascal" } else { "upper" }),
        None => None,
    };
    let by_case = case.map(|it| format!("{name} {it}"));
    let salted = move |salt: u32| {
        let salt = if salt == 0 { String::new() } else { salt.to_string() };
        format!("{name} x{:08x}", hash(&format!("{name}\0{from}\0{salt}")))
    };
    let has_symbols = !name.chars().all(char::is_alphanumeric);
    let by_symbols = has_symbols.then(|| spelt_out(name));
    by_origin.into_iter().chain(by_symbols).chain(by_case).chain((before..=u32::MAX).map(salted))
}
