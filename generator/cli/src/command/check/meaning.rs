//! What drift means: outputs that can be read back are, as they are on the
//! disk and as they are generated, and the two are compared as APIs.
//!
//! Both go through the same reader, so that what an output cannot state is
//! missing from both and makes no change.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use specwright::build::{Drifted, Owner};
use specwright::diag::Level;
use specwright::diff::{self, Kind, Side, Terms};
use specwright::files::{Drift, State};
use specwright::read::pages::{PageInput, PageOptions, pages};
use specwright::read::{self, LoadError, Reading};

use crate::report::changes::Shown;
use crate::terminal::harmless;

/// More changes than this of one file are counted, not shown.
pub(super) const TOLD: usize = 12;
const FAINT: Style = Style::new().dimmed();

/// The changes behind files, by path; a file that cannot be read back has no
/// entry.
#[derive(Debug, Default)]
pub(super) struct Meanings(BTreeMap<String, Vec<Shown>>);

impl Meanings {
    /// The changes behind all that drifted.
    pub(super) fn of(all: &[Drifted<'_>]) -> Self {
        let mut meanings = Self::default();
        for drifted in all {
            for owner in &drifted.folder.owners {
                match owner.kind {
                    "docs" => meanings.add_pages(drifted, owner),
                    "openapi" => meanings.add_documents(drifted, owner),
                    _ => {}
                }
            }
        }
        meanings
    }

    /// The changes of a file, for whoever shows them.
    pub(super) fn take(&mut self, path: &str) -> Option<Vec<Shown>> {
        self.0.remove(path)
    }

    /// The changes of a file as a person reads them, a line each.
    pub(super) fn told(&self, path: &str, state: State) -> String {
        let Some(changes) = self.0.get(path) else { return String::new() };
        let mut text = String::new();
        if changes.is_empty() && state == State::Stale {
            let _ = writeln!(text, "    {FAINT}the bytes differ, the meaning does not{FAINT:#}");
        }
        for change in changes.iter().take(TOLD) {
            let _ = writeln!(text, "    {}", line(change));
        }
        if changes.len() > TOLD {
            let _ = writeln!(text, "    {FAINT}… {} more changes{FAINT:#}", changes.len() - TOLD);
        }
        text
    }

    /// Pages speak of each other: all of an output are read at once.
    fn add_pages(&mut self, drifted: &Drifted<'_>, owner: &Owner) {
        let drift = |path: &str| drifted.drift.iter().find(|it| it.path == path);
        let page = |path: &str, bytes: &[u8]| PageInput {
            path: shown(drifted, path),
            bytes: bytes.to_vec(),
        };
        let mut old = Vec::new();
        for (path, text) in owner.files.iter() {
            match drift(path) {
                None => old.push(page(path, text.as_bytes())),
                Some(it) if it.state == State::Missing => {}
                Some(it) => old.push(page(path, &it.found)),
            }
        }
        let orphans = drifted.drift.iter().filter(|it| is_orphaned_page(it));
        old.extend(orphans.map(|it| page(&it.path, &it.found)));
        let new = owner.files.iter().map(|(path, text)| page(path, text.as_bytes())).collect();
        let options = PageOptions::default();
        let (old, new) = (pages(old, &options), pages(new, &options));
        let ours = |it: &&Drift| owner.files.get(&it.path).is_some() || is_orphaned_page(it);
        let files = drifted.drift.iter().filter(ours).map(|it| shown(drifted, &it.path));
        self.compare(&old, &new, &files.collect::<Vec<_>>());
    }

    /// Each document stands for itself.
    fn add_documents(&mut self, drifted: &Drifted<'_>, owner: &Owner) {
        let alone = |path: &str, bytes: &[u8]| {
            let mut refuse = |_: &str| Err(LoadError::Outside);
            read::document(path, bytes.to_vec(), &mut refuse)
        };
        for drift in drifted.drift.iter().filter(|it| it.state == State::Stale) {
            let Some(text) = owner.files.get(&drift.path) else { continue };
            let path = shown(drifted, &drift.path);
            let (old, new) = (alone(&path, &drift.found), alone(&path, text.as_bytes()));
            self.compare(&old, &new, &[path]);
        }
    }

    /// Gives each change to the file that says it, if that is one of those
    /// that drifted, and else to the first of them.
    fn compare(&mut self, old: &Reading, new: &Reading, files: &[String]) {
        let (Some(first), Some(one), Some(two)) = (files.first(), &old.api, &new.api) else {
            return;
        };
        let first = first.clone();
        let mut changes = diff::diff(&Side::document(one), &Side::document(two), &Terms::default());
        // Prose is nothing to a client, but much of what an output is for.
        for change in changes.iter_mut().filter(|it| matches!(it.kind, Kind::Prose(_))) {
            change.level = change.level.max(Level::Info);
        }
        for file in files {
            self.0.entry(file.clone()).or_default();
        }
        let changes: Vec<_> = changes.iter().filter(|it| it.level > Level::Off).collect();
        for change in &changes {
            let shown = Shown::new(change, old, new);
            let places = [&shown.new, &shown.old].into_iter().flatten();
            let place = places.map(|it| &it.path).find(|it| self.0.contains_key(*it));
            let place = place.unwrap_or(&first).clone();
            self.0.entry(place).or_default().push(shown);
        }
        if !changes.is_empty() {
            // What a file shows may be said in another one.
            self.0.retain(|file, said| !said.is_empty() || !files.contains(file));
        }
    }
}

/// A change as a person reads it.
pub(super) fn line(change: &Shown) -> String {
    let style = match change.level {
        Level::Error => AnsiColor::Red.on_default().bold(),
        Level::Warning => AnsiColor::Yellow.on_default().bold(),
        Level::Info | Level::Off => AnsiColor::Cyan.on_default(),
    };
    let (level, id, message) = (change.level.name(), &change.id, harmless(&change.message));
    format!("{style}{level}{style:#}[{id}]: {message}")
}

/// How messages name a file of a folder.
fn shown(drifted: &Drifted<'_>, path: &str) -> String {
    drifted.folder.out.join(path).display().to_string()
}

fn is_orphaned_page(it: &Drift) -> bool {
    it.state == State::Orphan && it.path.to_ascii_lowercase().ends_with(".md")
}
