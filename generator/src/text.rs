//! Files, spans, and the lines and columns that a person reads.
//!
//! A [`Span`] is two byte offsets into one file.
//! It becomes a line and a column only when it is shown, by [`Texts::place`].

mod percent;

use std::fmt;
use std::num::NonZeroU32;
use std::sync::{Arc, OnceLock};

pub(crate) use percent::percent_decoded;

/// Names one file of a [`Texts`].
///
/// Never zero, so that an `Option<Span>` is as small as a [`Span`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(NonZeroU32);

impl FileId {
    /// The file of what no file says: values made in code.
    pub const NOWHERE: Self = Self(NonZeroU32::MAX);

    /// The id of the file that was added after `index` others.
    pub fn new(index: usize) -> Self {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        Self(NonZeroU32::new(number).unwrap_or(NonZeroU32::MAX))
    }

    /// The position in the order of adding, from zero.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A stretch of one file, in bytes from its start; `end` is exclusive.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// The file that the offsets count in.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The stretch from `start` up to `end`.
    /// Offsets past 4 GiB are held at the limit; no larger file is read.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: clamp(start), end: clamp(end) }
    }

    /// From the start of this span to the end of `other`, in the same file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { end: other.end.max(self.end), ..self }
    }

    /// The offsets, for slicing a file's text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// One file: how it is called, and what it says.
#[derive(Debug)]
pub struct Text {
    /// The path as a person would write it: relative where the input was.
    pub path: String,
    /// The whole text. Shared with the tree that was read from it.
    pub text: Arc<str>,
    /// The byte offset at which each line starts, found when first asked for.
    lines: OnceLock<Vec<u32>>,
    /// How many characters begin before each [`STRIDE`]th byte, found when
    /// first asked for: a minified document is one line of many megabytes.
    chars: OnceLock<Vec<u32>>,
}

/// How many bytes at most are counted to find a column.
const STRIDE: usize = 1 << 12;

impl Text {
    /// A file of this name and text.
    pub fn new(path: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let (lines, chars) = (OnceLock::new(), OnceLock::new());
        Self { path: path.into(), text: text.into(), lines, chars }
    }

    /// The line (from 1) that holds the byte at `offset`.
    pub fn line(&self, offset: u32) -> usize {
        self.starts().partition_point(|&start| start <= offset).max(1)
    }

    /// The line and column of a byte offset, both from 1.
    /// Columns count characters, not bytes.
    pub fn line_column(&self, offset: u32) -> (usize, usize) {
        let line = self.line(offset);
        let start = self.starts()[line - 1] as usize;
        let mut end = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let column = match self.text.get(start..end) {
            Some(before) if before.len() <= STRIDE => before.chars().count(),
            _ => self.chars_before(end).saturating_sub(self.chars_before(start)),
        };
        (line, column + 1)
    }

    /// How many characters begin before a byte.
    fn chars_before(&self, offset: usize) -> usize {
        let begin = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
        let bytes = self.text.as_bytes();
        let counted = self.chars.get_or_init(|| {
            let mut all = 0;
            let sums = bytes.chunks(STRIDE).map(|it| {
                all += begin(it);
                u32::try_from(all).unwrap_or(u32::MAX)
            });
            std::iter::once(0).chain(sums).collect()
        });
        let stride = offset.min(bytes.len()) / STRIDE;
        let rest = bytes.get(stride * STRIDE..offset).unwrap_or_default();
        counted.get(stride).map_or(0, |&it| it as usize) + begin(rest)
    }

    /// The text of a line (from 1), without its line end; empty past the last.
    pub fn line_text(&self, line: usize) -> &str {
        let starts = self.starts();
        let Some(&start) = line.checked_sub(1).and_then(|it| starts.get(it)) else { return "" };
        let end = starts.get(line).map_or(self.text.len(), |&next| next as usize);
        self.text[start as usize..end].trim_end_matches(['\n', '\r'])
    }

    fn starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
            let starts = ends.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX));
            std::iter::once(0).chain(starts).collect()
        })
    }
}

/// Every file that was read, in the order of reading.
#[derive(Debug, Default)]
pub struct Texts(Vec<Text>);

impl Texts {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and says how to name it from now on.
    pub fn add(&mut self, text: Text) -> FileId {
        self.0.push(text);
        FileId::new(self.0.len() - 1)
    }

    /// The file of this id, if it was added here.
    pub fn get(&self, file: FileId) -> Option<&Text> {
        self.0.get(file.index())
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Text)> {
        self.0.iter().enumerate().map(|(index, text)| (FileId::new(index), text))
    }

    /// What stands at a span; empty where the file is not one of these.
    pub fn slice(&self, at: Span) -> &str {
        self.get(at.file).and_then(|it| it.text.get(at.range())).unwrap_or_default()
    }

    /// Where a span is, as a person counts.
    pub fn place(&self, at: Span) -> Place<'_> {
        let Some(text) = self.get(at.file) else { return Place::default() };
        let (line, column) = text.line_column(at.start);
        let (end_line, end_column) = text.line_column(at.end);
        Place { path: &text.path, line, column, end_line, end_column }
    }
}

/// A span as a person counts: lines and columns from 1, columns in characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Place<'a> {
    /// The path of the file.
    pub path: &'a str,
    /// The first line.
    pub line: usize,
    /// The first column.
    pub column: usize,
    /// The line of the byte after the last.
    pub end_line: usize,
    /// The column of the byte after the last.
    pub end_column: usize,
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path, self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_in_either_way() {
        let text = Text::new("a.yaml", "é: x\r\n\nb: ü");
        assert_eq!(text.line_column(0), (1, 1));
        assert_eq!(text.line_column(2), (1, 2));
        assert_eq!(text.line_column(1), (1, 1), "within a character");
        assert_eq!(text.line_column(7), (2, 1));
        assert_eq!(text.line_column(11), (3, 4));
        assert_eq!(text.line_column(u32::MAX), (3, 5), "past the end");
        let long = Text::new("a.json", format!("\n{}x\nü", "aé".repeat(10_000)));
        assert_eq!(long.line_column(1 + 30_000), (2, 20_001));
        assert_eq!(long.line_column(1 + 4_097), (2, 2_732), "within a character");
        assert_eq!(long.line_column(1 + 30_002), (3, 1));
        let lines: Vec<_> = (0..5).map(|line| text.line_text(line)).collect();
        assert_eq!(lines, ["", "é: x", "", "b: ü", ""]);
        assert_eq!(Text::new("", "").line_column(0), (1, 1));
    }

    #[test]
    fn a_place_is_shown_as_people_write_it() {
        let mut texts = Texts::new();
        texts.add(Text::new("a.yaml", "a"));
        let file = texts.add(Text::new("spec/b.yaml", "one\ntwo\n"));
        let at = Span::new(file, 4, 7);
        assert_eq!(texts.place(at).to_string(), "spec/b.yaml:2:1");
        assert_eq!((texts.place(at).end_line, texts.place(at).end_column), (2, 4));
        assert_eq!(texts.slice(at), "two");
        assert_eq!(texts.slice(Span::new(FileId::NOWHERE, 0, 1)), "");
        assert_eq!(texts.place(Span::new(FileId::NOWHERE, 0, 1)), Place::default());
        assert_eq!(size_of::<Option<Span>>(), size_of::<Span>());
    }
}
