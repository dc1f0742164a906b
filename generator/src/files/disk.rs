//! An output folder: what it lacks, and how it is mended.

mod atomic;
mod look;
mod plan;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use self::plan::Plan;
use super::record::{RECORD, Record};
use super::{Files, folders};

pub use self::atomic::{write_file, write_new};

/// A file that is not as it should be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drift {
    /// The path below the output folder.
    pub path: String,
    /// In what way it is not.
    pub state: State,
    /// Whose content it has now.
    pub whose: Whose,
    /// The content that it has now; empty where it is missing, or no file.
    pub found: Vec<u8>,
}

/// In what way a file is not as it should be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    /// It has other content.
    Stale,
    /// It is not there.
    Missing,
    /// It was generated once, and is no longer.
    Orphan,
}

/// Whose content a file has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Whose {
    /// Just what we wrote once, or nothing where the file is missing.
    Ours,
    /// What we wrote, and a person has edited since.
    Edited,
    /// We did not write this file: [`Files::write`] will refuse to.
    Foreign,
}

/// What [`Files::write`] did, each list sorted by path.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Written {
    /// Files that are new or have new content.
    pub written: Vec<String>,
    /// Files that had the content wanted, and were left alone.
    pub unchanged: Vec<String>,
    /// Files that we made once and that are no longer generated: removed.
    pub removed: Vec<String>,
    /// The same, but edited since: they stay, and are no longer ours.
    pub kept: Vec<String>,
    /// Those of `written` that held a hand edit, which is now gone from the
    /// disk: whoever runs us must be told.
    pub edited: Vec<Edited>,
    /// What else should be said, each in a sentence.
    pub notes: Vec<String>,
}

/// A hand edit that was overwritten.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edited {
    /// The path below the output folder.
    pub path: String,
    /// The content that it had.
    pub was: Vec<u8>,
}

/// Why an output folder could not be looked at, or written.
#[derive(Debug)]
pub enum Error {
    /// Something that we did not make is where files have to go.
    /// Nothing was written.
    Foreign(Vec<Foreign>),
    /// A link in the output folder leads out of it. Nothing was written.
    Outside(PathBuf),
    /// Another run has been writing to this folder for too long.
    Busy(PathBuf),
    /// The disk refused.
    Disk {
        /// What was to be done, as in "cannot write".
        what: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
}

/// Something in the way that we did not make.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Foreign {
    /// Where it is, with the path of the output folder in front.
    pub path: PathBuf,
    /// What it is, as in "a folder".
    pub what: &'static str,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign(all) => {
                for Foreign { path, what } in all {
                    writeln!(f, "`{}` is {what} that specwright did not write", path.display())?;
                }
                let it = if all.len() == 1 { "it" } else { "them" };
                write!(f, "move {it} away or delete {it}, then run the same command again")
            }
            Self::Outside(path) => {
                write!(f, "`{}` leads out of the output folder", path.display())
            }
            Self::Busy(path) => {
                write!(f, "another run is still writing to `{}`", path.display())
            }
            Self::Disk { what, path, error } => {
                write!(f, "cannot {what} `{}`: {error}", path.display())
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk { error, .. } => Some(error),
            Self::Foreign(_) | Self::Outside(_) | Self::Busy(_) => None,
        }
    }
}

/// Says which step the disk refused.
trait Refusal<T> {
    fn or_cannot(self, what: &'static str, path: &Path) -> Result<T, Error>;
}

impl<T> Refusal<T> for io::Result<T> {
    fn or_cannot(self, what: &'static str, path: &Path) -> Result<T, Error> {
        self.map_err(|error| Error::Disk { what, path: path.to_owned(), error })
    }
}

impl Files {
    /// The files in `dir` that are not as these are, sorted by path; none if
    /// all is fresh. Writes nothing.
    ///
    /// Where every file is fresh and yet the record disagrees, the record
    /// itself is reported. One that is missing is not: the next
    /// [`write`](Self::write) makes it.
    pub fn stale(&self, dir: &Path) -> Result<Vec<Drift>, Error> {
        let dir = here(dir);
        let record = look::record(dir)?;
        let mut drift = Plan::new(self, dir, &record.clone().unwrap_or_default())?.drift;
        if drift.is_empty() && record.is_some_and(|it| it != Record::of(self)) {
            let path = RECORD.to_owned();
            drift.push(Drift { path, state: State::Stale, whose: Whose::Ours, found: Vec::new() });
        }
        Ok(drift)
    }

    /// Makes `dir` hold these files, and none that we made before and are not
    /// among these.
    ///
    /// Writes the files that differ, and leaves the others untouched, so that
    /// Cargo sees no change where there is none. Each file is replaced in one
    /// step: whoever reads it, and whenever we are stopped, it is whole. A run
    /// that was stopped is mended by the next.
    ///
    /// Errs before anything is written if a stranger's file is in the way.
    pub fn write(&self, dir: &Path) -> Result<Written, Error> {
        let dir = here(dir);
        if self.is_empty() && !dir.exists() {
            return Ok(Written::default());
        }
        let _lock = self.enter(dir)?;
        let on_disk = look::record(dir)?;
        let record = on_disk.clone().unwrap_or_default();
        let plan = Plan::new(self, dir, &record)?;
        if !plan.foreign.is_empty() {
            return Err(Error::Foreign(plan.foreign));
        }
        let mut done = Written { unchanged: plan.unchanged, ..Written::default() };
        if record.unread > 0 {
            let lines = record.unread;
            done.notes
                .push(format!("{lines} lines of `{RECORD}` made no sense; it is written anew"));
        }
        let (orphans, writes): (Vec<_>, Vec<_>) =
            plan.drift.into_iter().partition(|it| it.state == State::Orphan);

        // Until the new record is in place, the old one with our plan added
        // must tell the next run what is ours, however far we get.
        if !writes.is_empty() {
            record_is(dir, &record.with_plan(self))?;
        }
        // Orphans go first: one may stand where a folder has to be.
        for Drift { path, whose, .. } in orphans {
            if whose == Whose::Edited {
                done.kept.push(path);
                continue;
            }
            remove(dir, &path)?;
            done.removed.push(path);
        }
        for Drift { path, whose, found, .. } in writes {
            replace(dir, &path, self.get(&path).unwrap_or_default())?;
            if whose == Whose::Edited {
                done.edited.push(Edited { path: path.clone(), was: found });
            }
            done.written.push(path);
        }
        let settled = Record::of(self);
        if !done.written.is_empty() || on_disk != Some(settled.clone()) {
            record_is(dir, &settled)?;
        }
        Ok(done)
    }

    /// Makes `dir` hold these files, whatever files had their paths before:
    /// for commands that are told by name where to write.
    ///
    /// As [`write`](Self::write), but keeps no record, and removes nothing.
    pub fn write_over(&self, dir: &Path) -> Result<Written, Error> {
        let dir = here(dir);
        if self.is_empty() {
            return Ok(Written::default());
        }
        let _lock = self.enter(dir)?;
        let plan = Plan::new(self, dir, &Record::default())?;
        let in_the_way: Vec<_> =
            plan.foreign.into_iter().filter(|it| it.what != plan::FILE).collect();
        if !in_the_way.is_empty() {
            return Err(Error::Foreign(in_the_way));
        }
        let mut done = Written { unchanged: plan.unchanged, ..Written::default() };
        for Drift { path, .. } in plan.drift {
            replace(dir, &path, self.get(&path).unwrap_or_default())?;
            done.written.push(path);
        }
        Ok(done)
    }

    /// Creates the folder, waits until nobody else writes to it, and clears
    /// away what a run that was stopped has left.
    fn enter(&self, dir: &Path) -> Result<atomic::Lock, Error> {
        fs::create_dir_all(dir).or_cannot("create", dir)?;
        let lock = atomic::lock(dir)?;
        let record = look::record(dir)?.unwrap_or_default();
        let paths = self.iter().map(|(path, _)| path).chain(record.paths());
        let below: BTreeSet<_> = paths.flat_map(folders).collect();
        lock.clean(dir);
        for folder in below.iter().map(|it| dir.join(it)).filter(|it| look::is_inside(dir, it)) {
            lock.clean(&folder);
        }
        Ok(lock)
    }
}

/// The empty path, which the parent of a bare file name is, means this folder.
fn here(dir: &Path) -> &Path {
    if dir == Path::new("") { Path::new(".") } else { dir }
}

/// Puts a text at a path below the output folder.
fn replace(dir: &Path, path: &str, text: &str) -> Result<(), Error> {
    let file = dir.join(path);
    let folder = file.parent().unwrap_or(dir);
    fs::create_dir_all(folder).or_cannot("create", folder)?;
    atomic::replace(&file, text.as_bytes()).or_cannot("write", &file)
}

/// Removes a file, and the folders below the output folder that this empties.
fn remove(dir: &Path, path: &str) -> Result<(), Error> {
    let file = dir.join(path);
    fs::remove_file(&file).or_cannot("remove", &file)?;
    let emptied: Vec<_> = folders(path).map(|it| dir.join(it)).collect();
    // A folder that still holds something refuses, and so ends the search.
    emptied.iter().rev().try_for_each(fs::remove_dir).ok();
    Ok(())
}

/// Makes the record of the folder say this; one that says nothing is removed.
fn record_is(dir: &Path, record: &Record) -> Result<(), Error> {
    let file = dir.join(RECORD);
    if !record.is_empty() {
        return atomic::replace(&file, record.print().as_bytes()).or_cannot("write", &file);
    }
    match fs::remove_file(&file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).or_cannot("remove", &file)
        }
        _ => Ok(()),
    }
}
