//! Which paths a generated file may have.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

use super::record::{RECORD, TEMPORARY};

/// The longest name of a file or folder, in bytes; encrypted folders of some
/// systems leave no more room.
const LONGEST_NAME: usize = 140;
/// The longest path below the output folder, in bytes.
const LONGEST_PATH: usize = 1024;

/// A path that no generated file may have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refused {
    /// The path as it was asked for.
    pub path: String,
    /// What is wrong with it.
    pub why: Why,
}

/// Why a path is refused.
///
/// What one system cannot store is refused on all, so that the same input
/// gives the same files everywhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Why {
    /// It starts at a root, or at a drive.
    Absolute,
    /// A name in it is empty, `.` or `..`.
    Unnamed,
    /// It holds a character that some system forbids, or that cannot be seen.
    Character(char),
    /// A name in it means something else to some system, or to us.
    Reserved(String),
    /// A name in it ends with a dot or a space, which some systems drop.
    Ending(String),
    /// It, or a name in it, is too long to be stored.
    TooLong,
    /// Another file, or a folder, has this path, or one that some systems
    /// cannot tell from it.
    Collides(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The path may come from a document: it is shown escaped, and cut.
        let path: String = self.path.chars().take(200).flat_map(char::escape_debug).collect();
        write!(f, "`{path}` cannot be the path of a generated file: ")?;
        match &self.why {
            Why::Absolute => f.write_str("it leaves the output folder"),
            Why::Unnamed => f.write_str("each name in it must say more than dots"),
            Why::Character(it) => write!(f, "it holds `{}`", it.escape_debug()),
            Why::Reserved(name) => write!(f, "the name `{}` is reserved", name.escape_debug()),
            Why::Ending(name) => {
                write!(f, "the name `{}` ends with a dot or a space", name.escape_debug())
            }
            Why::TooLong => f.write_str("it is too long"),
            Why::Collides(other) => {
                write!(f, "`{}` has it, or one too like it", other.escape_debug())
            }
        }
    }
}

impl std::error::Error for Refused {}

/// Refuses what could leave the output folder, or not be stored everywhere.
pub(super) fn check(path: &str) -> Result<(), Refused> {
    match offence(path) {
        Some(why) => Err(Refused { path: path.to_owned(), why }),
        None => Ok(()),
    }
}

fn offence(path: &str) -> Option<Why> {
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with(['/', '\\']) || drive {
        return Some(Why::Absolute);
    }
    if path.len() > LONGEST_PATH {
        return Some(Why::TooLong);
    }
    if let Some(it) = path.chars().find(|&it| is_forbidden(it)) {
        return Some(Why::Character(it));
    }
    path.split('/').find_map(offence_of_name)
}

fn offence_of_name(name: &str) -> Option<Why> {
    if matches!(name, "" | "." | "..") {
        return Some(Why::Unnamed);
    }
    if name.len() > LONGEST_NAME {
        return Some(Why::TooLong);
    }
    if name.ends_with(['.', ' ']) {
        return Some(Why::Ending(name.to_owned()));
    }
    is_reserved(&folded(name)).then(|| Why::Reserved(name.to_owned()))
}

/// What Windows forbids in names, and what no reader of a listing would see.
fn is_forbidden(it: char) -> bool {
    it.is_control()
        || matches!(it, '\\' | ':' | '<' | '>' | '"' | '|' | '?' | '*')
        || matches!(it, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(it, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Windows takes these for devices whatever follows the first dot. The others
/// are git's folder, where a file could become a hook, and our own names.
fn is_reserved(folded: &str) -> bool {
    let stem = folded.split('.').next().unwrap_or_default().trim_end();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    matches!(stem, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || port.is_some_and(|it| {
            let mut digits = it.chars();
            matches!(digits.next(), Some('0'..='9' | '¹' | '²' | '³')) && digits.next().is_none()
        })
        || folded == ".git"
        || folded == RECORD
        || folded.starts_with(TEMPORARY)
}

/// One spelling for all that a file system may take for the same name.
pub(super) fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect()
}
