//! Findings: what is wrong, where, why, and what to do next.
//!
//! Every stage that can find something makes [`Diagnostic`]s through a
//! [`Report`]; each names its [`Rule`], which has a page that explains it.

use std::collections::BTreeMap;

use crate::text::Span;

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    /// Not reported.
    Off,
    /// Worth knowing.
    Info,
    /// Likely a mistake, or against a SHOULD.
    Warning,
    /// What the specification forbids.
    Error,
}

impl Level {
    /// The word that settings and machine formats use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The level that a word of the settings names.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Off, Self::Info, Self::Warning, Self::Error].into_iter().find(|it| it.name() == name)
    }
}

/// One kind of finding: its name, its page, and how much it matters unless
/// settings say otherwise.
#[derive(Debug)]
pub struct Rule {
    /// In kebab-case; names the offence, never the cure.
    pub name: &'static str,
    /// One line, lower case, no full stop.
    pub summary: &'static str,
    /// The page, in Markdown: why, wrong, right. It is run as a test.
    pub page: &'static str,
    /// The level where no setting says otherwise.
    pub level: Level,
}

/// A finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub rule: &'static Rule,
    /// How much it matters here.
    pub level: Level,
    /// One sentence: lower case, no full stop, code in backticks.
    pub message: String,
    /// The offending place; `None` where the input as a whole is meant.
    pub at: Option<Span>,
    /// What to do next, as an imperative.
    pub help: Option<String>,
    /// Other places that belong to the finding.
    pub notes: Vec<Note>,
    /// How many more places have the same cause; the first of them are among
    /// the notes.
    pub reach: usize,
    /// How to mend it, where that is certain.
    pub fix: Option<Fix>,
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug)]
pub struct Note {
    /// What stands there.
    pub message: String,
    /// The place.
    pub at: Option<Span>,
}

/// A change of the text that mends a finding.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What it does, as an imperative.
    pub title: String,
    /// What to replace; the spans do not overlap.
    pub edits: Vec<Edit>,
}

/// One replacement of bytes.
#[derive(Clone, Debug)]
pub struct Edit {
    /// What goes.
    pub at: Span,
    /// What comes.
    pub text: String,
}

/// How many places of one cause a finding points at.
const REACH: usize = 500;

/// What a note says of a place where a finding is once more. Whoever shows
/// findings to people shows [`Diagnostic::reach`] in place of all of them.
pub const AND_HERE: &str = "and here";

impl Diagnostic {
    /// Takes places out of it at which it is allowed; whether there is one left.
    pub fn keeps(&mut self, mut is_allowed: impl FnMut(Span) -> bool) -> bool {
        let Some(at) = self.at else { return true };
        let here = self.notes.iter().filter(|it| it.message == AND_HERE).filter_map(|it| it.at);
        let all: Vec<Span> = std::iter::once(at).chain(here).collect();
        let left: Vec<Span> = all.iter().copied().filter(|it| !is_allowed(*it)).collect();
        let Some((first, others)) = left.split_first() else { return false };
        if left.len() < all.len() {
            self.at = Some(*first);
            self.reach = self.reach.saturating_sub(all.len() - left.len());
            self.notes.retain(|it| it.message != AND_HERE);
            let others =
                others.iter().map(|at| Note { message: AND_HERE.to_owned(), at: Some(*at) });
            self.notes.extend(others);
        }
        true
    }

    /// The reach beyond the first of the places that notes point at, as words
    /// for a person: `and at 41 more places`.
    pub fn further(&self) -> Option<String> {
        match self.reach {
            0 | 1 => None,
            2 => Some("and at 1 more place".to_owned()),
            more => Some(format!("and at {} more places", more - 1)),
        }
    }

    /// A finding at the level of its rule.
    pub fn new(
        rule: &'static Rule,
        at: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            level: rule.level,
            message: message.into(),
            at: at.into(),
            help: None,
            notes: Vec::new(),
            reach: 0,
            fix: None,
        }
    }

    /// Says what to do next.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Points at another place.
    pub fn note(&mut self, at: impl Into<Option<Span>>, message: impl Into<String>) -> &mut Self {
        self.notes.push(Note { message: message.into(), at: at.into() });
        self
    }

    /// Points at more places that have the same cause; those past a number
    /// that nobody reads are counted only.
    pub fn reaches(&mut self, places: &[Option<Span>]) -> &mut Self {
        let left = REACH.saturating_sub(self.reach);
        self.reach += places.len();
        for place in places.iter().flatten().take(left) {
            self.note(*place, AND_HERE);
        }
        self
    }

    /// Offers a change that mends it.
    pub fn fix(&mut self, title: impl Into<String>, edits: Vec<Edit>) -> &mut Self {
        self.fix = Some(Fix { title: title.into(), edits });
        self
    }
}

/// Where the stages put what they find.
#[derive(Debug, Default)]
pub struct Report {
    /// In the order of finding; [`Report::sorted`] is the order of showing.
    pub found: Vec<Diagnostic>,
}

impl Report {
    /// Nothing found yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding, which `help` and `note` then complete.
    pub fn add(
        &mut self,
        rule: &'static Rule,
        at: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.found.push(Diagnostic::new(rule, at, message));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// By file and place; findings at one place in the order of finding.
    #[must_use]
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|it| it.at.map(|at| (at.file, at.start)));
        self.found
    }

    /// Whether there is an error among them.
    pub fn fails(&self) -> bool {
        self.found.iter().any(|it| it.level == Level::Error)
    }
}

/// How much each rule matters here: what settings say against the rules' own
/// levels.
#[derive(Clone, Debug, Default)]
pub struct Levels(BTreeMap<String, Level>);

impl Levels {
    /// Every rule at its own level.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the level of a rule; the last word holds.
    pub fn set(&mut self, rule: impl Into<String>, level: Level) {
        self.0.insert(rule.into(), level);
    }

    /// The level of a rule, if one was set.
    pub fn get(&self, rule: &str) -> Option<Level> {
        self.0.get(rule).copied()
    }

    /// Gives each finding the level that was set for its rule, and drops those
    /// that are off.
    pub fn apply(&self, found: &mut Vec<Diagnostic>) {
        for it in &mut *found {
            it.level = self.get(it.rule.name).unwrap_or(it.level);
        }
        found.retain(|it| it.level != Level::Off);
    }
}
