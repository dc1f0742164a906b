//! What there is to do in an output folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::look::{self, Found};
use super::{Drift, Error, Files, Foreign, State, Whose};
use crate::files::path::folded;
use crate::files::record::{Known, Record};

/// What a stranger's file is called; what else can be in the way is named by
/// `look`.
pub(super) const FILE: &str = "a file";

/// The difference between a set of files and a folder.
#[derive(Default)]
pub(super) struct Plan {
    /// What is not as it should be, sorted by path.
    pub(super) drift: Vec<Drift>,
    /// What is, sorted by path.
    pub(super) unchanged: Vec<String>,
    /// What keeps us from mending some of `drift`.
    pub(super) foreign: Vec<Foreign>,
}

impl Plan {
    pub(super) fn new(files: &Files, dir: &Path, record: &Record) -> Result<Self, Error> {
        let mut plan = Self { drift: orphans(files, dir, record)?, ..Self::default() };
        let removed = plan.drift.iter().filter(|it| it.whose == Whose::Ours);
        let removed: Vec<String> = removed.map(|it| it.path.clone()).collect();
        let stage = Stage { dir, record, removed: &removed, spelt: spelt(record) };
        for (path, text) in files.iter() {
            stage.compare(path, text, &mut plan)?;
        }
        plan.drift.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(plan)
    }

    fn add(&mut self, path: &str, state: State, whose: Whose, found: Vec<u8>) {
        self.drift.push(Drift { path: path.to_owned(), state, whose, found });
    }
}

/// The files that we made and that are no longer wanted. What has become of
/// something else meanwhile, or cannot be reached within the folder, is none.
fn orphans(files: &Files, dir: &Path, record: &Record) -> Result<Vec<Drift>, Error> {
    let mut orphans = Vec::new();
    for path in record.paths().filter(|&it| files.get(it).is_none()) {
        let found = match look::at(dir, path) {
            Ok(Found::File(found)) => found,
            Ok(_) | Err(Error::Outside(_)) => continue,
            Err(error) => return Err(error),
        };
        let whose = match record.known(path, &found) {
            Known::Written => Whose::Ours,
            Known::Edited => Whose::Edited,
            Known::Never => continue,
        };
        orphans.push(Drift { path: path.to_owned(), state: State::Orphan, whose, found });
    }
    Ok(orphans)
}

/// The paths of a record by what some file systems take them for.
fn spelt(record: &Record) -> BTreeMap<String, &str> {
    record.paths().map(|it| (folded(it), it)).collect()
}

/// What a file is compared against.
struct Stage<'a> {
    dir: &'a Path,
    record: &'a Record,
    /// The orphans that go before anything is written.
    removed: &'a [String],
    spelt: BTreeMap<String, &'a str>,
}

impl Stage<'_> {
    fn compare(&self, path: &str, text: &str, plan: &mut Plan) -> Result<(), Error> {
        match look::at(self.dir, path)? {
            Found::File(found) | Found::Link(found) if found == text.as_bytes() => {
                plan.unchanged.push(path.to_owned());
            }
            Found::Nothing => plan.add(path, State::Missing, Whose::Ours, Vec::new()),
            Found::Blocked { at, .. } if self.is_about_to_go(&at) => {
                plan.add(path, State::Missing, Whose::Ours, Vec::new());
            }
            Found::File(found) => {
                let whose = self.whose(path, &found);
                if whose == Whose::Foreign {
                    plan.foreign.push(Foreign { path: self.dir.join(path), what: FILE });
                }
                plan.add(path, State::Stale, whose, found);
            }
            Found::Link(found) => {
                plan.foreign.push(Foreign { path: self.dir.join(path), what: look::LINK });
                plan.add(path, State::Stale, Whose::Foreign, found);
            }
            Found::Blocked { at, what } => {
                let foreign = Foreign { path: self.dir.join(at), what };
                if !plan.foreign.contains(&foreign) {
                    plan.foreign.push(foreign);
                }
                plan.add(path, State::Stale, Whose::Foreign, Vec::new());
            }
        }
        Ok(())
    }

    fn whose(&self, path: &str, found: &[u8]) -> Whose {
        match self.record.known(self.recorded(path), found) {
            Known::Written => Whose::Ours,
            Known::Edited => Whose::Edited,
            Known::Never => Whose::Foreign,
        }
    }

    /// The path by which the record knows the file at `path`. It is another one
    /// where only the case of a name has changed, and the file system sees no
    /// difference.
    fn recorded<'a>(&'a self, path: &'a str) -> &'a str {
        let Some(&known) = self.spelt.get(&folded(path)) else { return path };
        let real = |it: &str| fs::canonicalize(self.dir.join(it)).ok();
        if real(known).is_some() && real(known) == real(path) { known } else { path }
    }

    /// Whether what is in the way at `at`, a file or a folder, consists of
    /// orphans only.
    fn is_about_to_go(&self, at: &str) -> bool {
        let inside = |it: &&String| it.strip_prefix(at).is_some_and(|it| it.starts_with('/'));
        let mut orphans = self.removed.iter().filter(inside).peekable();
        if orphans.peek().is_none() {
            return self.removed.iter().any(|it| it == at);
        }
        look::count(&self.dir.join(at)) == Some(orphans.count())
    }
}
