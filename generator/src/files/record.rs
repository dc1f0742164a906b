//! The record of the files that we wrote into a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::Files;
use super::path;

/// The name of the record, which lies in the output folder and is committed
/// with the files.
pub const RECORD: &str = ".specwright-files";

/// How the names of files begin that are renamed once they are whole.
pub(super) const TEMPORARY: &str = ".specwright-tmp-";

const HEADER: &str = "\
# Written by specwright: the files in this folder that are generated, each with
# a hash of its content. It tells them from yours, so commit it with them.
";

/// What the record of a folder says.
///
/// A file can have several hashes: while a run is under way, and where a merge
/// left both sides in the record.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Record {
    claims: BTreeMap<String, Claim>,
    /// How many lines could not be understood.
    pub(super) unread: usize,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Claim {
    /// Content that we have written for sure.
    settled: BTreeSet<u64>,
    /// Content that an unfinished run was about to write, so that a file with
    /// any other content may be a stranger's.
    planned: BTreeSet<u64>,
}

/// What the record knows of a file with certain content.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Known {
    /// We wrote the file, with this content.
    Written,
    /// We wrote the file, with other content.
    Edited,
    /// We did not write the file.
    Never,
}

impl Record {
    /// The record that lies in the folder once `files` are written.
    pub(super) fn of(files: &Files) -> Self {
        let settled = |text: &str| BTreeSet::from([hash(text.as_bytes())]);
        let claim = |text| Claim { settled: settled(text), planned: BTreeSet::new() };
        let claims = files.iter().map(|(path, text)| (path.to_owned(), claim(text)));
        Self { claims: claims.collect(), unread: 0 }
    }

    /// Reads a record. A line that is none (the marks of a merge conflict,
    /// say, or a path that no file of ours can have) is counted and passed over.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut record = Self::default();
        for line in String::from_utf8_lossy(bytes).lines() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            if record.read_line(line).is_none() {
                record.unread += 1;
            }
        }
        record
    }

    fn read_line(&mut self, line: &str) -> Option<()> {
        let (planned, entry) = line.strip_prefix('+').map_or((false, line), |it| (true, it));
        let (digits, path) = entry.split_once(' ')?;
        let is_hash = digits.len() == 16 && digits.bytes().all(|it| it.is_ascii_hexdigit());
        let hash = is_hash.then(|| u64::from_str_radix(digits, 16).ok())??;
        path::check(path).ok()?;
        let claim = self.claims.entry(path.to_owned()).or_default();
        let hashes = if planned { &mut claim.planned } else { &mut claim.settled };
        hashes.insert(hash);
        Some(())
    }

    /// This record, with what is about to be written marked as planned.
    pub(super) fn with_plan(&self, files: &Files) -> Self {
        let mut record = Self { unread: 0, ..self.clone() };
        for (path, text) in files.iter() {
            let hash = hash(text.as_bytes());
            let claim = record.claims.entry(path.to_owned()).or_default();
            if !claim.settled.contains(&hash) {
                claim.planned.insert(hash);
            }
        }
        record
    }

    /// The record as a file: sorted, a line a hash.
    pub(super) fn print(&self) -> String {
        let mut text = HEADER.to_owned();
        for (path, claim) in &self.claims {
            let settled = claim.settled.iter().map(|it| ("", it));
            for (mark, hash) in settled.chain(claim.planned.iter().map(|it| ("+", it))) {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{mark}{hash:016x} {path}");
            }
        }
        text
    }

    /// The paths that it speaks of, sorted.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.claims.keys().map(String::as_str)
    }

    /// Whether it speaks of no file.
    pub(super) fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// What it knows of a file that has this content.
    pub(super) fn known(&self, path: &str, content: &[u8]) -> Known {
        let Some(claim) = self.claims.get(path) else { return Known::Never };
        let hash = hash(content);
        if claim.settled.contains(&hash) || claim.planned.contains(&hash) {
            return Known::Written;
        }
        if claim.settled.is_empty() { Known::Never } else { Known::Edited }
    }
}

/// FNV-1a, 64 bits: the same on every machine, which the hashers of the
/// standard library do not promise. It guards against mistakes, not attacks.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
