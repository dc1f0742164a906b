//! What there is in an output folder, seen without leaving it.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

use super::{Error, Foreign, Refusal as _};
use crate::files::folders;
use crate::files::record::{RECORD, Record};

/// What a link is called that is in the way.
pub(super) const LINK: &str = "a link";

/// What is at the path of a generated file.
pub(super) enum Found {
    Nothing,
    /// A file with this content.
    File(Vec<u8>),
    /// A link to a file in the same output folder, with this content.
    Link(Vec<u8>),
    /// Something that is no file, here or where a folder has to be.
    Blocked {
        /// Its path below the output folder.
        at: String,
        /// What it is.
        what: &'static str,
    },
}

/// Looks for a file; errs if one of its folders is a link that leads out of
/// `dir`.
pub(super) fn at(dir: &Path, path: &str) -> Result<Found, Error> {
    let blocked = |at: &str, what| Ok(Found::Blocked { at: at.to_owned(), what });
    for folder in folders(path) {
        let place = dir.join(folder);
        let Some(it) = metadata(&place)? else { return Ok(Found::Nothing) };
        if it.is_symlink() {
            match fs::metadata(&place) {
                Ok(target) if !is_inside(dir, &place) => {
                    let what =
                        if target.is_dir() { return Err(Error::Outside(place)) } else { LINK };
                    return blocked(folder, what);
                }
                Ok(target) if target.is_dir() => {}
                _ => return blocked(folder, LINK),
            }
        } else if it.is_file() {
            return blocked(folder, "a file in the place of a folder,");
        } else if !it.is_dir() {
            return blocked(folder, "something");
        }
    }
    let place = dir.join(path);
    let Some(it) = metadata(&place)? else { return Ok(Found::Nothing) };
    if it.is_file() {
        return fs::read(&place).or_cannot("read", &place).map(Found::File);
    }
    if it.is_symlink() {
        let reachable = is_inside(dir, &place) && place.is_file();
        let content = reachable.then(|| fs::read(&place).ok()).flatten();
        return content.map_or_else(|| blocked(path, LINK), |it| Ok(Found::Link(it)));
    }
    blocked(path, if it.is_dir() { "a folder" } else { "something" })
}

/// The record of a folder, if it has one.
pub(super) fn record(dir: &Path) -> Result<Option<Record>, Error> {
    match at(dir, RECORD)? {
        Found::Nothing => Ok(None),
        Found::File(bytes) | Found::Link(bytes) => Ok(Some(Record::read(&bytes))),
        Found::Blocked { at, what } => {
            Err(Error::Foreign(vec![Foreign { path: dir.join(at), what }]))
        }
    }
}

/// Whether a path leads to `dir` or below it, once all links are followed.
pub(super) fn is_inside(dir: &Path, path: &Path) -> bool {
    match (fs::canonicalize(dir), fs::canonicalize(path)) {
        (Ok(dir), Ok(path)) => path.starts_with(dir),
        _ => false,
    }
}

/// How many files a folder and the folders below it hold; nothing where it
/// cannot be told, or where there is more than files and folders.
pub(super) fn count(folder: &Path) -> Option<usize> {
    let mut files = 0;
    for entry in fs::read_dir(folder).ok()? {
        let entry = entry.ok()?;
        let kind = entry.file_type().ok()?;
        files += match (kind.is_file(), kind.is_dir()) {
            (true, _) => 1,
            (_, true) => count(&entry.path())?,
            _ => return None,
        };
    }
    Some(files)
}

fn metadata(path: &Path) -> Result<Option<Metadata>, Error> {
    match fs::symlink_metadata(path) {
        Ok(it) => Ok(Some(it)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).or_cannot("look at", path),
    }
}
