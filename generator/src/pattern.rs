//! Regular expressions of ECMA-262, run so that no text keeps them busy.
//!
//! An engine that goes back can be kept busy for years by a few letters, and
//! both patterns and texts come from strangers. So an expression that means
//! the same to an engine that never goes back is written for that one, and
//! any other is held only against texts that are short enough for it.

mod effort;
mod linear;
mod read;
mod resolve;

/// No pattern longer than this is looked at, in bytes.
const LONGEST: usize = 10_000;
/// Nor one with more groups in one another.
const DEEPEST: usize = 100;
/// Larger ones, with their repeats written out, take memory in an engine that
/// never goes back.
const LARGEST: f64 = 5_000.0;
/// How many steps of an engine a request may be worth: below a second.
const STEPS: f64 = 2e8;
/// The same for an engine that goes back, whose steps are longer.
const STEPS_BACK: f64 = 1e7;
/// As a share of those, what a text in a document may be worth.
const SHARE: f64 = 0.01;
/// Texts of this many bytes do not come: a body is no longer.
const NO_LIMIT: usize = 1 << 21;

/// A regular expression of ECMA-262.
pub struct Pattern {
    text: String,
    root: Option<read::Node>,
    engine: Engine,
}

/// How an expression is run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Engine {
    /// By one whose time grows with the text alone, in the syntax of the crate
    /// `regex`: a text matches all of the first and none of the second.
    Linear {
        /// What must match.
        all: Vec<String>,
        /// What must not.
        none: Vec<String>,
    },
    /// By one that goes back.
    Backtracking,
}

impl Pattern {
    /// Reads a pattern, which must be one of ECMA-262 (section 22.2.1), with
    /// the flag `u` or else without. Errs with the reason why it is none, or
    /// with `None` where it is so large that nobody looks at it.
    pub fn read(text: &str) -> Result<Self, Option<String>> {
        if is_too_long(text) || is_too_large(text) {
            return Err(None);
        }
        let unicode = regress::Regex::with_flags(text, "u").is_ok();
        if !unicode {
            // Without `u` more is allowed: `\-` for instance.
            regress::Regex::new(text).map_err(|why| Some(why.text))?;
        }
        let root = read::read(text, unicode);
        let engine = root.as_ref().and_then(|it| linear::linear(it, text));
        Ok(Self { text: text.to_owned(), root, engine: engine.unwrap_or(Engine::Backtracking) })
    }

    /// How it is to be run.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The longest text that it may be held against, in bytes; `None` where
    /// none is too long.
    pub fn longest(&self) -> Option<usize> {
        Some(self.longest_in(1.0)).filter(|it| *it < NO_LIMIT)
    }

    fn longest_in(&self, share: f64) -> usize {
        match (&self.root, &self.engine) {
            (Some(root), Engine::Linear { .. }) => effort::one_pass(root, STEPS * share),
            (root, _) => effort::going_back(root.as_ref(), STEPS_BACK * share),
        }
    }

    /// Whether a text of a document matches; `None` where it is too long to be
    /// tried.
    pub fn matches(&self, text: &str) -> Option<bool> {
        if text.len() > self.longest_in(SHARE) {
            return None;
        }
        if let Engine::Linear { all, none } = &self.engine {
            let regexes = |all: &[String]| all.iter().map(|it| linear::compile(it)).collect();
            let (all, none): (Option<Vec<_>>, Option<Vec<_>>) = (regexes(all), regexes(none));
            if let (Some(all), Some(none)) = (all, none) {
                let some = none.iter().any(|it| it.is_match(text));
                return Some(all.iter().all(|it| it.is_match(text)) && !some);
            }
        }
        // The small engine has no properties of Unicode.
        self.matches_going_back(text)
    }

    /// The same by the engine of ECMA-262 itself, which goes back and so is
    /// asked of fewer texts.
    pub fn matches_going_back(&self, text: &str) -> Option<bool> {
        if text.len() > effort::going_back(self.root.as_ref(), STEPS_BACK * SHARE) {
            return None;
        }
        let unicode = regress::Regex::with_flags(&self.text, "u");
        let regex = unicode.or_else(|_| regress::Regex::new(&self.text)).ok()?;
        Some(regex.find(text).is_some())
    }
}

/// Whether a text matches a pattern; `None` where that is not to be tried.
pub fn matches(pattern: &str, text: &str) -> Option<bool> {
    Pattern::read(pattern).ok()?.matches(text)
}

/// Whether a pattern repeats a repeat and nothing else, with something behind
/// it: a text can make an engine that goes back try forever.
pub fn explodes(pattern: &str) -> bool {
    !is_too_long(pattern) && root(pattern).is_some_and(|it| effort::explodes(&it, false))
}

/// Whether a pattern is not looked at.
fn is_too_long(pattern: &str) -> bool {
    pattern.len() > LONGEST || depth(pattern) > DEEPEST
}

/// An expression, with the flag `u` or else without.
fn root(pattern: &str) -> Option<read::Node> {
    read::read(pattern, true).or_else(|| read::read(pattern, false))
}

/// How many parentheses are open at once, at most.
fn depth(text: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for it in text.bytes() {
        match it {
            b'(' => open += 1,
            b')' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

/// Whether reading it would already cost memory: repeats of repeats multiply.
fn is_too_large(text: &str) -> bool {
    const LARGEST: f64 = 100_000.0;
    if let Some(root) = root(text) {
        return effort::size(&root) > LARGEST;
    }
    let counts = text.split('{').skip(1).filter_map(|it| it.split('}').next());
    let most = |it: &str| it.split(',').filter_map(|it| it.trim().parse().ok()).fold(1.0, f64::max);
    counts.map(most).product::<f64>() > LARGEST
}

#[cfg(test)]
mod tests;
