//! Inline text of a page: stretches that know where they stand, and a cursor
//! that reads what our own spelling is made of.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use crate::ir::Said;
use crate::manner::github::{BETWEEN, is_fact, read_cell, read_code, read_name, unescape};
use crate::read::scrape::Places;
use crate::text::{FileId, Span};

/// The text of a page, and the way back to its file.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) text: Arc<str>,
    pub(super) file: FileId,
    pub(super) places: Option<Places>,
}

impl Written {
    /// The place in the file.
    pub(super) fn span(&self, at: &Range<usize>) -> Span {
        let at = Span::new(self.file, at.start, at.end);
        self.places.as_ref().map_or(at, |it| it.original(at))
    }
}

/// A stretch of inline text.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    page: Rc<Written>,
    /// What it says, where that is not what is written: a cell without the
    /// marks that keep its bars.
    own: Option<Rc<Own>>,
    at: Range<usize>,
}

/// The text of a cell with bars in it.
#[derive(Debug)]
struct Own {
    text: String,
    /// Where the cell stands on the page.
    start: usize,
    /// Before which of its bytes a backslash is left out.
    cuts: Vec<usize>,
}

impl Own {
    /// The byte of the page that a byte of the text is.
    fn place(&self, at: usize) -> usize {
        self.start + at + self.cuts.partition_point(|it| *it <= at)
    }
}

impl Piece {
    /// What is written there on a page.
    pub(super) fn new(page: &Rc<Written>, at: Range<usize>) -> Self {
        Self { page: Rc::clone(page), own: None, at }
    }

    /// What a cell means that is written there.
    pub(super) fn cell(page: &Rc<Written>, at: Range<usize>) -> Self {
        let written = &page.text[at.clone()];
        if !written.contains("\\|") {
            return Self::new(page, at);
        }
        let text = read_cell(written);
        // Each backslash that is missing stood before the bars behind it.
        let mut cuts = Vec::new();
        let mut rest = written.bytes();
        for (at, byte) in text.bytes().enumerate() {
            while rest.next().is_some_and(|it| it != byte) {
                cuts.push(at);
            }
        }
        let whole = 0..text.len();
        let own = Some(Rc::new(Own { text, start: at.start, cuts }));
        Self { page: Rc::clone(page), own, at: whole }
    }

    pub(super) fn text(&self) -> &str {
        let whole = self.own.as_ref().map_or(&*self.page.text, |it| &it.text);
        whole.get(self.at.clone()).unwrap_or_default()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    /// A part, in bytes from its start.
    pub(super) fn sub(&self, from: usize, to: usize) -> Self {
        let at = self.at.start + from..self.at.start + to;
        Self { at, ..self.clone() }
    }

    pub(super) fn from(&self, from: usize) -> Self {
        self.sub(from, self.at.len())
    }

    /// The place in the file.
    pub(super) fn span(&self) -> Span {
        let at = match &self.own {
            Some(own) => own.place(self.at.start)..own.place(self.at.end),
            None => self.at.clone(),
        };
        self.page.span(&at)
    }

    /// A text with this place.
    pub(super) fn said(&self, text: impl Into<Box<str>>) -> Said {
        Said::new(text, self.span())
    }

    /// Plain text.
    pub(super) fn plain(&self) -> Said {
        self.said(unescape(self.text()))
    }

    /// The name in the code span that this is.
    pub(super) fn name(&self) -> Option<Said> {
        let mut cursor = Cursor::new(self);
        cursor.name().filter(|_| cursor.is_done())
    }

    /// Without a beginning.
    pub(super) fn strip(&self, start: &str) -> Option<Self> {
        self.text().starts_with(start).then(|| self.from(start.len()))
    }

    /// Without an end.
    pub(super) fn strip_end(&self, end: &str) -> Option<Self> {
        let length = self.at.len().checked_sub(end.len())?;
        self.text().ends_with(end).then(|| self.sub(0, length))
    }

    /// The parts between marks that stand neither in code nor behind a `\`.
    pub(super) fn split(&self, between: &str) -> Vec<Self> {
        let mut parts = Vec::new();
        let (mut from, mut at) = (0, 0);
        let text = self.text();
        while let Some(it) = text[at..].chars().next() {
            if text[at..].starts_with(between) {
                parts.push(self.sub(from, at));
                at += between.len();
                from = at;
                continue;
            }
            at += past(&text[at..], it);
        }
        parts.push(self.from(from));
        parts
    }

    /// A cell as its prose and the facts behind it.
    pub(super) fn prose_and_facts(&self) -> (Option<Self>, Vec<Self>) {
        if self.is_empty() {
            return (None, Vec::new());
        }
        let mut facts = self.split(BETWEEN);
        let is_prose = facts.first().is_some_and(|it| !is_fact(it.text()));
        (is_prose.then(|| facts.remove(0)), facts)
    }
}

/// The length of what stands at the start of a text and hides marks: a code
/// span, or an escaped character; else of its first character.
fn past(text: &str, first: char) -> usize {
    match first {
        '\\' if text[1..].starts_with(|it: char| it.is_ascii_punctuation()) => 2,
        '`' => read_code(text)
            .map_or_else(|| text.len() - text.trim_start_matches('`').len(), |(_, length)| length),
        _ => first.len_utf8(),
    }
}

/// A link of ours.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) label: Piece,
    pub(super) target: String,
    /// The whole.
    pub(super) at: Piece,
}

impl Link {
    /// The name that the label shows, and whether it is code.
    pub(super) fn name(&self) -> (Said, bool) {
        label(&self.label)
    }
}

/// How long the JSON string at the start of a text is.
pub(super) fn quoted(text: &str) -> Option<usize> {
    let mut escaped = false;
    let end = text.strip_prefix('"')?.find(|it: char| {
        let ends = it == '"' && !escaped;
        escaped = it == '\\' && !escaped;
        ends
    })?;
    Some(end + 2)
}

/// The name that a label shows, and whether it is code.
pub(super) fn label(it: &Piece) -> (Said, bool) {
    match it.name() {
        Some(said) => (said, true),
        None => (it.plain(), false),
    }
}

/// Reads a piece from its start.
#[derive(Debug)]
pub(super) struct Cursor<'a> {
    piece: &'a Piece,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(piece: &'a Piece) -> Self {
        Self { piece, at: 0 }
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.piece.text()[self.at..]
    }

    /// What is left.
    pub(super) fn left(&self) -> Piece {
        self.piece.from(self.at)
    }

    /// What was read since a position.
    pub(super) fn since(&self, from: usize) -> Piece {
        self.piece.sub(from, self.at)
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    pub(super) fn go_back(&mut self, to: usize) {
        self.at = to;
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest().is_empty()
    }

    pub(super) fn eat(&mut self, text: &str) -> bool {
        let starts = self.rest().starts_with(text);
        if starts {
            self.at += text.len();
        }
        starts
    }

    /// The text of a code span, with the place of the span.
    pub(super) fn code(&mut self) -> Option<(String, Piece)> {
        if !self.rest().starts_with('`') && !self.rest().starts_with("<code>") {
            return None;
        }
        let (text, length) = read_code(self.rest())?;
        let from = self.at;
        self.at += length;
        Some((text, self.since(from)))
    }

    /// The name in a code span.
    pub(super) fn name(&mut self) -> Option<Said> {
        let (text, at) = self.code()?;
        Some(at.said(read_name(&text)))
    }

    /// Names with commas between; none where there is no code span.
    pub(super) fn names(&mut self) -> Vec<Said> {
        let mut all = Vec::new();
        while let Some(name) = self.name() {
            all.push(name);
            let before = self.at;
            if !(self.eat(", ") && (self.rest().starts_with('`') || self.starts_element())) {
                self.at = before;
                break;
            }
        }
        all
    }

    fn starts_element(&self) -> bool {
        self.rest().starts_with("<code>")
    }

    /// A link with any destination.
    pub(super) fn link(&mut self) -> Option<Link> {
        let text = self.rest();
        if !text.starts_with('[') {
            return None;
        }
        let mut end = 1;
        while let Some(it) = text[end..].chars().next().filter(|it| *it != ']') {
            end += past(&text[end..], it);
        }
        let target = text.get(end..)?.strip_prefix("](")?;
        let length = target.find(')')?;
        let from = self.at;
        self.at += end + 2 + length + 1;
        Some(Link {
            label: self.piece.sub(from + 1, from + end),
            target: target[..length].to_owned(),
            at: self.since(from),
        })
    }

    /// A word of letters.
    pub(super) fn word(&mut self) -> &'a str {
        let text = self.rest();
        let length = text.find(|it: char| !it.is_ascii_alphabetic()).unwrap_or(text.len());
        self.at += length;
        &text[..length]
    }

    /// Everything up to one of the marks, which stands in no code span.
    pub(super) fn until(&mut self, ends: &[char]) -> Piece {
        let text = self.rest();
        let mut length = 0;
        while let Some(it) = text[length..].chars().next().filter(|it| !ends.contains(it)) {
            length += past(&text[length..], it);
        }
        let from = self.at;
        self.at += length.min(text.len());
        self.since(from)
    }

    /// A whole number.
    pub(super) fn number(&mut self) -> Option<u64> {
        let text = self.rest();
        let length = text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len());
        let number = text[..length].parse().ok()?;
        self.at += length;
        Some(number)
    }
}
