//! How changes are shown: a shelf of formats, one file each.

mod github;
mod html;
mod json;
mod junit;
mod markdown;
mod text;

use std::sync::Arc;

use serde::Serialize;
use specwright::build::Understood;
use specwright::diag::Level;
use specwright::diff::{Bump, Change, Direction, Kind, Verdict};
use specwright::read::Reading;
use specwright::source::Tree;
use specwright::text::{Span, Texts};

use crate::args::ChangeFormat;

/// What changed from one version to the next.
#[derive(Debug)]
pub(crate) struct Compared {
    /// How the old one was named.
    pub(crate) old: String,
    /// How the new one was named.
    pub(crate) new: String,
    /// What all changes together mean.
    pub(crate) verdict: Verdict,
    /// The changes, as they are shown.
    pub(crate) changes: Vec<Shown>,
    /// The bumps that they ask for, on the wire and for the crate, if that was asked.
    pub(crate) semver: Option<(Bump, Bump)>,
}

/// A change with its places looked up, in the order of the JSON's keys.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Shown {
    pub(crate) id: String,
    #[serde(serialize_with = "level_name")]
    pub(crate) level: Level,
    pub(crate) undecided: bool,
    pub(crate) message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    pub(crate) pointer: String,
    pub(crate) direction: Option<&'static str>,
    pub(crate) old: Option<Line>,
    pub(crate) new: Option<Line>,
    pub(crate) reach: Vec<Reached>,
    #[serde(skip)]
    pub(crate) kind: Kind,
    #[serde(skip)]
    pub(crate) fingerprint: String,
}

/// A line of a file, from 1.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct Line {
    pub(crate) path: String,
    pub(crate) line: usize,
}

/// An operation that a change reaches.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct Reached {
    pub(crate) method: String,
    pub(crate) path: String,
}

/// What one side of a comparison was read from, for places.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin<'a> {
    texts: &'a Texts,
    trees: &'a [Arc<Tree>],
}

impl<'a> From<&'a Reading> for Origin<'a> {
    fn from(it: &'a Reading) -> Self {
        Self { texts: &it.texts, trees: &it.trees }
    }
}

impl<'a> From<&'a Understood> for Origin<'a> {
    fn from(it: &'a Understood) -> Self {
        Self { texts: &it.texts, trees: &it.trees }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
fn level_name<S: serde::Serializer>(level: &Level, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(level.name())
}

impl Shown {
    /// Looks up the places of a change.
    pub(crate) fn new<'a>(
        it: &Change,
        old: impl Into<Origin<'a>>,
        new: impl Into<Origin<'a>>,
    ) -> Self {
        let (old, new) = (old.into(), new.into());
        let line = |origin: Origin<'_>, at: Option<Span>| {
            let at = at.filter(|it| origin.texts.get(it.file).is_some())?;
            let place = origin.texts.place(at);
            Some(Line { path: place.path.to_owned(), line: place.line })
        };
        let pointer = |origin: Origin<'_>, at: Option<Span>| {
            let at = at?;
            let tree = origin.trees.iter().find(|it| it.file() == at.file)?;
            Some(tree.pointer_at(at.start))
        };
        let reach: Vec<Reached> = it
            .reach
            .iter()
            .map(|it| Reached { method: it.method.to_string(), path: it.path.to_string() })
            .collect();
        let only = match &reach[..] {
            [one] => Some(one.clone()),
            _ => None,
        };
        let pointer = pointer(new, it.new).or_else(|| pointer(old, it.old));
        Self {
            id: it.id().into_owned(),
            level: it.level,
            undecided: it.undecided,
            message: it.message.clone(),
            method: only.as_ref().map(|it| it.method.clone()),
            path: only.map(|it| it.path),
            pointer: pointer.unwrap_or_default(),
            direction: it.direction.map(Direction::name),
            old: line(old, it.old),
            new: line(new, it.new),
            reach,
            kind: it.kind,
            fingerprint: it.fingerprint(),
        }
    }

    /// Whether it counts as breaking.
    pub(crate) fn breaks(&self) -> bool {
        self.level >= Level::Warning
    }

    /// Where it is best looked at: in the new one, else in the old one.
    fn place(&self) -> Option<&Line> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// Some of the operations that it reaches, and how many more.
    fn reaches(&self, most: usize) -> Option<String> {
        let named = |it: &Reached| format!("`{} {}`", it.method, it.path);
        let shown: Vec<_> = self.reach.iter().take(most).map(named).collect();
        let more = self.reach.len() - shown.len();
        match (shown.is_empty(), more) {
            (true, _) => None,
            (_, 0) => Some(shown.join(", ")),
            _ => Some(format!("{} and {more} more", shown.join(", "))),
        }
    }
}

impl Compared {
    /// By level, the worst first, and in the order of the document.
    fn sorted(&self) -> Vec<&Shown> {
        let mut all: Vec<_> = self.changes.iter().collect();
        all.sort_by_key(|it| std::cmp::Reverse(it.level));
        all
    }

    /// `1 error, 2 warnings, 3 info`.
    fn counts(&self) -> String {
        let all = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Info, "info")];
        let counted = all.into_iter().filter_map(|(level, word)| {
            let number = self.changes.iter().filter(|it| it.level == level).count();
            let many = if number > 1 && level != Level::Info { "s" } else { "" };
            (number > 0).then(|| format!("{number} {word}{many}"))
        });
        let silent = self.changes.iter().filter(|it| it.level == Level::Off).count();
        let silent = (silent > 0).then(|| format!("{silent} that no client notices"));
        counted.chain(silent).collect::<Vec<_>>().join(", ")
    }
}

/// What a command was asked to show.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Whole<'a> {
    /// One comparison.
    One(&'a Compared),
    /// A comparison of each version with the next.
    Log(&'a [Compared]),
}

impl<'a> Whole<'a> {
    fn all(self) -> &'a [Compared] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Log(all) => all,
        }
    }
}

/// Changes in one format, as a whole.
pub(crate) fn render(whole: Whole<'_>, format: ChangeFormat, fingerprints: bool) -> String {
    match format {
        ChangeFormat::Text => text::render(whole, fingerprints),
        ChangeFormat::Json => json::render(whole),
        ChangeFormat::Markdown => markdown::render(whole),
        ChangeFormat::Github => whole.all().iter().map(github::render).collect(),
        ChangeFormat::Html => html::render(whole),
        ChangeFormat::Junit => junit::render(whole.all()),
    }
}
