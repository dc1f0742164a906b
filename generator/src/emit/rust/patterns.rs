//! The patterns that generated code holds texts against: what runs them there.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diag::Report;
use crate::ir::Said;
use crate::pattern::{Engine, Pattern};

use super::rules;
use super::writer::literal;

/// Whether a pattern is one that can be run.
pub(super) fn is_supported(pattern: &str) -> bool {
    Pattern::read(pattern).is_ok()
}

/// Whether a text is known to match a pattern; one that cannot be run matches everything.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    Pattern::read(pattern).map_or(true, |it| it.matches(text) == Some(true))
}

/// What to know of a pattern: that it is not run, or not on all texts that its
/// schema allows.
pub(super) fn report(pattern: &Said, most_characters: Option<u64>, found: &mut Report) {
    match Pattern::read(pattern) {
        Err(why) => {
            let why = if why.is_some() {
                "is no regular expression of ECMA-262"
            } else {
                "is too large to be run"
            };
            let told = format!("the pattern {why}, so texts are not checked by it");
            found
                .add(&rules::UNSUPPORTED_PATTERN, pattern.at, told)
                .help("write it as JavaScript would understand it, and short");
        }
        Ok(it) => {
            let Some(most) = it.longest() else { return };
            // A character has four bytes at most.
            if most_characters.is_some_and(|it| it.saturating_mul(4) <= most as u64) {
                return;
            }
            let told = format!("a text of more than {most} bytes takes too long, and is refused");
            found.add(&rules::COSTLY_PATTERN, pattern.at, told).help(
                "repeat no repeat, do without looking around and back, or state a `maxLength`",
            );
        }
    }
}

/// Those that are asked for.
#[derive(Default)]
pub(super) struct Patterns {
    all: RefCell<BTreeMap<String, Option<Pattern>>>,
}

impl Patterns {
    /// Notes that one is asked for.
    pub(super) fn ask(&self, text: &str) {
        let mut all = self.all.borrow_mut();
        if !all.contains_key(text) {
            all.insert(text.to_owned(), Pattern::read(text).ok());
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.borrow().is_empty()
    }

    /// Whether one of them is run by an engine that goes back.
    pub(super) fn go_back(&self) -> bool {
        self.any(|it| *it.engine() == Engine::Backtracking)
    }

    /// Whether one of them is run by an engine that does not.
    pub(super) fn are_linear(&self) -> bool {
        self.any(|it| *it.engine() != Engine::Backtracking)
    }

    /// Whether one of them asks for properties of Unicode.
    pub(super) fn have_properties(&self) -> bool {
        self.any(|it| match it.engine() {
            Engine::Linear { all, none } => {
                all.iter().chain(none).any(|it| it.contains("\\p{") || it.contains("\\P{"))
            }
            Engine::Backtracking => false,
        })
    }

    fn any(&self, is: impl Fn(&Pattern) -> bool) -> bool {
        self.all.borrow().values().flatten().any(is)
    }

    /// The table of those that are not run as they stand.
    pub(super) fn table(&self) -> String {
        let list = |all: &[String]| all.iter().map(|it| literal(it)).collect::<Vec<_>>().join(", ");
        let mut out = String::new();
        for (text, pattern) in self.all.borrow().iter() {
            let Some(pattern) = pattern else { continue };
            let (all, none) = match pattern.engine() {
                Engine::Linear { all, none } => (all.as_slice(), none.as_slice()),
                Engine::Backtracking => (&[][..], &[][..]),
            };
            let as_it_stands = none.is_empty() && matches!(all, [it] if it == text);
            if as_it_stands && pattern.longest().is_none() {
                continue;
            }
            let most = pattern.longest().map_or("usize::MAX".to_owned(), |it| it.to_string());
            let _ = writeln!(
                out,
                "    Spelt {{ pattern: {}, most: {most}, all: &[{}], none: &[{}] }},",
                literal(text),
                list(all),
                list(none)
            );
        }
        if !out.is_empty() {
            out.insert(0, '\n');
        }
        format!("const PATTERNS: &[Spelt] = &[{out}];\n")
    }
}
