//! Generated files, and the one door to the disk.
//!
//! Emitters return [`Files`] and touch nothing.
//! [`Files::stale`] says what an output folder lacks, [`Files::write`] mends it.
//! Everything that is read comes in through [`read`] and [`list`].
//!
//! What we wrote into a folder stands in a small record there ([`RECORD`]), one
//! line a file, with a hash of its content. By it we know our own files from a
//! stranger's, and an untouched file from one that a person has edited:
//!
//! | on disk | `write` |
//! |---|---|
//! | ours, or with the content wanted | replaces it where the bytes differ |
//! | ours, but edited since | replaces it, and says so ([`Written::edited`]) |
//! | not ours, with other content | refuses, before anything is written |
//! | ours, and no longer wanted | removes it |
//! | ours, no longer wanted, but edited since | leaves it, and says so ([`Written::kept`]) |

mod disk;
mod input;
mod path;
mod record;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use disk::{Drift, Edited, Error, Foreign, State, Whose, Written, write_file, write_new};
pub use input::{LARGEST, list, read};
pub use path::{Refused, Why};
pub use record::RECORD;

/// Generated files by their path below the output folder.
///
/// Sorted, so that the same input gives the same bytes in the same order.
/// Paths are parted by `/` on every system, and each of them can be created on
/// every system: see [`Why`] for those that are refused.
#[derive(Clone, Debug, Default)]
pub struct Files {
    texts: BTreeMap<String, String>,
    /// Every file and folder by its [`path::folded`] spelling, so that two
    /// names that some file systems take for one are found on all of them.
    spellings: BTreeMap<String, Spelling>,
}

#[derive(Clone, Debug)]
struct Spelling {
    as_given: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    File,
    Folder,
}

impl Files {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    ///
    /// Adding the same text at the same path again changes nothing; another
    /// text there is [`Why::Collides`], as is a path that a file system which
    /// does not tell case (or Unicode forms) apart would take for an older one.
    pub fn insert(
        &mut self,
        path: impl Into<String>,
        text: impl Into<String>,
    ) -> Result<(), Refused> {
        let (path, text) = (path.into(), text.into());
        if self.texts.get(&path) == Some(&text) {
            return Ok(());
        }
        path::check(&path)?;
        let places = || folders(&path).map(|it| (it, Kind::Folder)).chain([(&*path, Kind::File)]);
        for (place, kind) in places() {
            let Some(other) = self.spellings.get(&path::folded(place)) else { continue };
            if kind == Kind::File || other.kind == Kind::File || other.as_given != place {
                let why = Why::Collides(other.as_given.clone());
                return Err(Refused { path: path.clone(), why });
            }
        }
        for (place, kind) in places() {
            let spelling = Spelling { as_given: place.to_owned(), kind };
            self.spellings.entry(path::folded(place)).or_insert(spelling);
        }
        self.texts.insert(path, text);
        Ok(())
    }

    /// Adds all files of another output into the same folder.
    /// Stops at the first that is refused.
    pub fn extend(&mut self, other: Self) -> Result<(), Refused> {
        other.texts.into_iter().try_for_each(|(path, text)| self.insert(path, text))
    }

    /// The text of the file at this path.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// All paths and texts, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

/// The folders that a path lies in, the outermost first.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}
