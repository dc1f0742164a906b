//! Patterns of ECMA-262 held against what they are run as.
//!
//! Texts are made at random of what a pattern is spelt as for the engine whose
//! time grows with the text alone, and each is changed in a few places. That
//! engine must say of each what the one of ECMA-262 says.

use serde_json::Value;
use specwright::pattern::{Engine, Pattern};

use crate::plant::{Random, seed};
use crate::values::pattern::made;

/// Letters on which engines like to differ.
const LETTERS: &[char] = &[
    'a', 'Z', '_', '-', '0', '9', ' ', '\n', '\r', '\t', '\u{b}', '\u{c}', '\u{85}', '\u{a0}',
    '\u{feff}', '\u{2028}', '\u{180e}', 'é', 'ſ', '\u{212a}', '٣', '😀', '\0', '.', '/', '^', '$',
];

/// What came of it.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Patterns that an engine runs that never goes back.
    pub linear: usize,
    /// Patterns that are left to one that goes back.
    pub going_back: Vec<String>,
    /// Texts on which both engines said the same, by what they said.
    pub said: [usize; 2],
    /// What was not as it should be.
    pub wrong: Vec<String>,
}

/// Tries a pattern with so many texts.
pub fn try_pattern(pattern: &str, texts: usize, outcome: &mut Outcome) {
    let Ok(read) = Pattern::read(pattern) else { return };
    let Engine::Linear { all, none } = read.engine() else {
        outcome.going_back.push(pattern.to_owned());
        return;
    };
    outcome.linear += 1;
    let built = |it: &String| regex::Regex::new(it).map_err(|why| outcome_of(pattern, it, &why));
    let regexes = |all: &[String]| all.iter().map(built).collect::<Result<Vec<_>, _>>();
    let (all_built, none_built) = match (regexes(all), regexes(none)) {
        (Ok(all), Ok(none)) => (all, none),
        (Err(why), _) | (_, Err(why)) => return outcome.wrong.push(why),
    };
    let mut random = Random::new(seed(), pattern);
    let spelt: Vec<&String> = all.iter().chain(none).collect();
    let own: Vec<char> = pattern.chars().chain(LETTERS.iter().copied()).collect();
    for _ in 0..texts {
        let of = spelt[random.below(spelt.len())];
        let mut text: Vec<char> = made(of, &mut random).unwrap_or_default().chars().collect();
        text.truncate(60);
        for _ in 0..random.below(3) {
            change(&mut text, &own, &mut random);
        }
        let mut text: String = text.into_iter().collect();
        // Some patterns would keep the engine busy that goes back.
        let shorter = |it: &str| it.chars().take(it.chars().count() / 2).collect();
        let (text, true_of) = loop {
            match read.matches_going_back(&text) {
                Some(it) => break (text, it),
                None => text = shorter(&text),
            }
        };
        let found = all_built.iter().all(|it| it.is_match(&text))
            && !none_built.iter().any(|it| it.is_match(&text));
        if true_of == found {
            outcome.said[usize::from(found)] += 1;
        } else {
            outcome.wrong.push(format!("{pattern}: {found} for {text:?}, as {all:?} not {none:?}"));
        }
    }
}

fn outcome_of(pattern: &str, spelt: &str, why: &regex::Error) -> String {
    format!("{pattern} is written as {spelt}: {why}")
}

/// Takes out a letter, or puts one in or in place of another.
fn change(text: &mut Vec<char>, letters: &[char], random: &mut Random) {
    let at = random.below(text.len() + 1);
    let letter = letters[random.below(letters.len())];
    match random.below(3) {
        0 => text.insert(at, letter),
        1 if at < text.len() => text[at] = letter,
        _ if at < text.len() => drop(text.remove(at)),
        _ => text.truncate(at / 2),
    }
}

/// Every pattern that stands in a document.
pub fn patterns_of(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            out.extend(fields.get("pattern").and_then(Value::as_str).map(ToOwned::to_owned));
            if let Some(Value::Object(names)) = fields.get("patternProperties") {
                out.extend(names.keys().cloned());
            }
            fields.values().for_each(|it| patterns_of(it, out));
        }
        Value::Array(all) => all.iter().for_each(|it| patterns_of(it, out)),
        _ => {}
    }
}

/// Patterns with everything that a pattern can be spelt with.
pub const ALL_SORTS: &[&str] = &[
    r"^\d{2,4}-\w+\s\S\D\W$",
    r"^.{3}$",
    r"a.c",
    r"^[^]$",
    r"^[\s\S]*\S[\s\S]*$",
    r"\bfoo\b|\Bbar\B",
    r"^\cJ\x41\u0042\t\n\v\f\r\0$",
    r"^[\b\-\]\\\w.]+$",
    r"^\u{1F600}+$",
    r"^\uD83D\uDE00$",
    r"^[\u00A0-\uD7FF\uF900-\uFFEF]+$",
    r"^\-\_\:\/$",
    r"\{name\}",
    r"^[a-z[{}&~]+$",
    r"^[^\d\s]+?$",
    r"^(?<year>\d{4})(?:-(?<month>\d\d))?$",
    r"^\p{Lu}\p{Ll}*$",
    r"^[^\p{L}\p{Nd}]$",
    r"^\P{Script=Greek}$",
    r"^\p{Alphabetic}+$|^\p{White_Space}$|^\p{Emoji}$",
    r"^(?!\d+$)(?=.{3,5}$)[a-z0-9]+$",
    r"^(?!.*--)[a-z-]+$",
    r"^(?=.*\d)(?=.*[A-Z])(?=.*[a-z]).{4,}$",
    r"^[a-z0-9-]+(?<!-)$",
    r"^(?!-)[a-z-]{1,5}(?<!-)(\.(?!-)[a-z-]{1,5}(?<!-))*$",
    r"(?<!\\)\$[a-z]+",
    r"[a-z]+(?!\d)",
    r"x(?=y)y?$",
    r"(?<=^|,)a",
    r"^(a|b*|)+c?$",
    r"^(?:)*x$",
    r"a{0}b{1,}c{2,3}?",
    r"^$",
    r"$^",
    "",
    r"(^a|b$)",
    r".^",
];
