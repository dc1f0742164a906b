//! JSON (RFC 8259) to nodes, in one pass over the bytes.
//!
//! The pass keeps a stack of its own, so nesting costs no recursion. Strings
//! are looked through eight bytes at a time; escapes are checked here, but
//! undone only when someone asks for the text.

mod bytes;

use std::sync::Arc;

use crate::source::arena::{Arena, Laid, hash, is_countable, narrow, shown};
use crate::source::json::bytes::{blank_until, plain_until};
use crate::source::tree::{Flags, Raw, Tag, Tree, unicode_escape};
use crate::source::{Fault, FaultKind, Language, MAX_DEPTH};
use crate::text::FileId;

/// After so many offences against the grammar the rest is not worth reading.
const PATIENCE: usize = 50;

/// Reads JSON. What comes before a fault that cannot be mended is in the tree.
///
/// Faults that can be mended are: comments, a comma too many, a comma missing,
/// bad escapes, control characters in strings.
pub fn parse_json(text: Arc<str>, file: FileId) -> (Tree, Vec<Fault>) {
    if !is_countable(&text) {
        return Tree::new(Arc::from(""), Laid::too_large(file, Language::Json));
    }
    let mut reader = Reader::new(&text, file);
    if reader.document().is_none() {
        reader.close_all();
    }
    let laid = reader.arena.finish(Language::Json);
    Tree::new(text, laid)
}

struct Reader<'t> {
    bytes: &'t [u8],
    at: usize,
    arena: Arena<'t>,
    /// The lists and maps that are open here.
    open: Vec<Open>,
    /// Something was nested too deep, and that was said.
    deep: bool,
    /// How many faults could be mended so far.
    offences: usize,
}

#[derive(Clone, Copy)]
struct Open {
    index: u32,
    is_map: bool,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Want {
    Value,
    /// A value or the end of the list that was just opened.
    FirstItem,
    Key,
    /// A key or the end of the map that was just opened.
    FirstKey,
    /// A comma or the end of what is open.
    More,
}

/// None: reading cannot go on, and the reason is among the faults.
type Step<T = ()> = Option<T>;

impl<'t> Reader<'t> {
    fn new(text: &'t str, file: FileId) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        // Pretty documents have a node in 14 bytes or so, compact ones in 9.
        let arena = Arena::new(text, file, 13);
        let (open, deep, offences) = (Vec::new(), false, 0);
        Self { bytes: text.as_bytes(), at, arena, open, deep, offences }
    }

    fn document(&mut self) -> Step {
        self.blanks()?;
        if self.at == self.bytes.len() {
            return Some(());
        }
        let mut want = Want::Value;
        loop {
            self.blanks()?;
            let byte = self.peek();
            want = match want {
                Want::FirstItem if byte == b']' => self.close(),
                Want::FirstItem | Want::Value => self.value(byte)?,
                Want::FirstKey if byte == b'}' => self.close(),
                Want::FirstKey | Want::Key => self.key(byte)?,
                Want::More => self.more(byte)?,
            };
            if want == Want::More && self.open.is_empty() {
                break;
            }
        }
        self.blanks()?;
        if self.at < self.bytes.len() {
            let message = format!("the document ends before this: found {}", self.found());
            return self.stop(&message);
        }
        Some(())
    }

    /// Reads a value, or the start of one.
    fn value(&mut self, byte: u8) -> Step<Want> {
        match byte {
            b'"' => {
                self.string()?;
            }
            b'{' => return Some(self.enter(Tag::Map)),
            b'[' => return Some(self.enter(Tag::List)),
            b'-' | b'0'..=b'9' => self.number()?,
            b't' => self.word(b"true", Tag::True)?,
            b'f' => self.word(b"false", Tag::False)?,
            b'n' => self.word(b"null", Tag::Null)?,
            _ => return self.no_value(byte),
        }
        Some(Want::More)
    }

    #[cold]
    fn no_value(&mut self, byte: u8) -> Step<Want> {
        let opened = self.open.last().is_some_and(|it| !it.is_map);
        if opened && byte == b']' && self.before() == Some(b',') {
            self.trailing_comma()?;
            return Some(self.close());
        }
        let message = match byte {
            b'\'' => "strings are written in double quotes".to_owned(),
            b'+' => "a number does not start with `+`".to_owned(),
            b'.' => "a number starts with a digit: write `0.`".to_owned(),
            _ => format!("expected a value, found {}", self.found()),
        };
        self.stop(&message)
    }

    fn enter(&mut self, tag: Tag) -> Want {
        if self.open.len() == MAX_DEPTH && !self.deep {
            // One fault for the first; the others are of the same making.
            self.deep = true;
            let message = format!("nested more than {MAX_DEPTH} levels deep; this reads as null");
            self.arena.fault(self.at, self.at + 1, FaultKind::Depth, &message);
        }
        let index = self.arena.push(tag, 0, self.at, self.at + 1);
        let is_map = tag == Tag::Map;
        self.open.push(Open { index, is_map });
        self.at += 1;
        if is_map { Want::FirstKey } else { Want::FirstItem }
    }

    /// Ends what is open; the closing bracket is here.
    fn close(&mut self) -> Want {
        self.at += 1;
        if let Some(open) = self.open.pop() {
            self.end(open, self.at);
        }
        Want::More
    }

    fn end(&mut self, open: Open, end: usize) {
        if self.open.len() >= MAX_DEPTH {
            // Too deep: what was laid down for it is taken away.
            self.arena.flatten(open.index, Tag::Null, end);
            return;
        }
        self.arena.close(open.index, end);
        if open.is_map {
            self.arena.check_keys(open.index);
        }
    }

    fn more(&mut self, byte: u8) -> Step<Want> {
        let Some(&Open { is_map, .. }) = self.open.last() else { return Some(Want::More) };
        match byte {
            b',' => {
                self.at += 1;
                Some(if is_map { Want::Key } else { Want::Value })
            }
            b'}' if is_map => Some(self.close()),
            b']' if !is_map => Some(self.close()),
            _ => self.no_more(byte, is_map),
        }
    }

    #[cold]
    fn no_more(&mut self, byte: u8, is_map: bool) -> Step<Want> {
        let wanted = if is_map { "`,` or `}`" } else { "`,` or `]`" };
        let message = format!("expected {wanted} after this value, found {}", self.found());
        let goes_on = byte == b'"' || !is_map && matches!(byte, b'{' | b'[' | b'0'..=b'9');
        if !goes_on {
            return self.stop(&message);
        }
        // Only the comma is missing: its place is after the value.
        let end = self.arena.nodes.last().map_or(self.at, |it| it.end as usize);
        let end = self.bytes[end..self.at]
            .iter()
            .rposition(|it| !it.is_ascii_whitespace())
            .map_or(end, |more| end + more + 1);
        // A comment between the two may end in a character of several bytes.
        let start = self.arena.text.floor_char_boundary(end.saturating_sub(1));
        self.offend(start, end, &message)?;
        Some(if is_map { Want::Key } else { Want::Value })
    }

    fn key(&mut self, byte: u8) -> Step<Want> {
        if byte != b'"' {
            return self.no_key(byte);
        }
        let index = self.string()?;
        let key = self.arena.nodes[index as usize];
        if key.has(Flags::ESCAPED) {
            self.arena.mark_key(index);
        } else {
            let name = self.bytes.get(key.start as usize + 1..self.at - 1).unwrap_or_default();
            self.arena.nodes[index as usize].set_hash(hash(name));
        }
        self.blanks()?;
        if self.peek() != b':' {
            let message = format!("expected `:` after this key, found {}", self.found());
            return self.stop(&message);
        }
        self.at += 1;
        Some(Want::Value)
    }

    #[cold]
    fn no_key(&mut self, byte: u8) -> Step<Want> {
        if byte == b'}' && self.before() == Some(b',') {
            self.trailing_comma()?;
            return Some(self.close());
        }
        let message = if byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$' | b'\'') {
            "keys are written in double quotes".to_owned()
        } else {
            format!("expected a key in double quotes, or `}}`, found {}", self.found())
        };
        self.stop(&message)
    }

    /// Reads a string, whose opening quote is here.
    fn string(&mut self) -> Step<u32> {
        let start = self.at;
        let mut flags = Flags::QUOTED;
        let mut controls = false;
        let mut at = start + 1;
        loop {
            at = plain_until(self.bytes, at);
            match self.bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    flags |= Flags::ESCAPED;
                    at = self.escape(at)?;
                }
                Some(&byte) => {
                    if !controls {
                        self.control(at, byte)?;
                    }
                    controls = true;
                    at += 1;
                }
                None => {
                    let line = &self.bytes[start..];
                    let end = line.iter().position(|&it| it == b'\n').unwrap_or(line.len());
                    self.arena.fault(
                        start,
                        start + end,
                        FaultKind::Syntax,
                        "this string has no end",
                    );
                    return None;
                }
            }
        }
        self.at = at + 1;
        Some(self.arena.push(Tag::Text, flags, start, self.at))
    }

    #[cold]
    fn control(&mut self, at: usize, byte: u8) -> Step {
        let message = if byte == b'\n' || byte == b'\r' {
            "a line break in a string: write `\\n`, or close the string".to_owned()
        } else {
            format!("a control character in a string: write `\\u{byte:04x}`")
        };
        self.offend(at, at + 1, &message)
    }

    /// Checks an escape, and gives the place after it.
    fn escape(&mut self, at: usize) -> Step<usize> {
        match self.bytes.get(at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Some(at + 2),
            Some(b'u') => {
                let rest = self.arena.text.get(at + 2..).unwrap_or_default();
                let (read, used) = unicode_escape(rest);
                let end = at + 2 + used;
                if read.is_none() && used == 4 {
                    let half = rest.get(..4).unwrap_or_default();
                    let message = format!("`\\u{half}` is half a surrogate pair");
                    self.arena.fault(at, end, FaultKind::Encoding, &message);
                } else if read.is_none() {
                    self.offend(at, end, "`\\u` is followed by four hexadecimal digits")?;
                }
                Some(end)
            }
            Some(_) => {
                let other = self.arena.text.get(at + 1..).and_then(|it| it.chars().next());
                let other = other.unwrap_or('\u{fffd}');
                let message = format!("there is no escape `\\{}`", shown(&other.to_string()));
                let end = at + 1 + other.len_utf8();
                self.offend(at, end, &message)?;
                Some(end)
            }
            None => Some(at + 1),
        }
    }

    fn number(&mut self) -> Step {
        let start = self.at;
        let digits = |from: usize| {
            let rest = self.bytes.get(from..).unwrap_or_default();
            from + rest.iter().take_while(|it| it.is_ascii_digit()).count()
        };
        let byte = |at: usize| self.bytes.get(at).copied().unwrap_or(0);
        let whole = start + usize::from(byte(start) == b'-');
        let mut end = digits(whole);
        let mut wrong = match end - whole {
            0 => Some("a number has digits after its `-`"),
            1 => None,
            _ if byte(whole) == b'0' => Some("a number does not start with 0"),
            _ => None,
        };
        if byte(end) == b'.' {
            let from = end + 1;
            end = digits(from);
            if end == from {
                wrong = wrong.or(Some("a number has digits after its `.`"));
            }
        }
        if matches!(byte(end), b'e' | b'E') {
            let from = end + 1 + usize::from(matches!(byte(end + 1), b'+' | b'-'));
            end = digits(from);
            if end == from {
                wrong = wrong.or(Some("a number has digits after its exponent's `e`"));
            }
        }
        if byte(end).is_ascii_alphanumeric() || matches!(byte(end), b'_' | b'.') {
            let more = self.bytes[end..].iter().take_while(|it| {
                it.is_ascii_alphanumeric() || matches!(it, b'_' | b'.' | b'+' | b'-')
            });
            end += more.count();
            wrong = wrong.or(Some("this is not a number in JSON"));
        }
        self.at = end.min(self.bytes.len());
        self.arena.push(Tag::Number, 0, start, self.at);
        match wrong {
            None => Some(()),
            Some(message) => {
                let last = self.arena.nodes.len() - 1;
                self.arena.nodes[last] = Raw::new(Tag::Text, 0, narrow(start), narrow(self.at));
                self.offend(start, self.at, message)
            }
        }
    }

    fn word(&mut self, word: &[u8], tag: Tag) -> Step {
        let end = self.at + word.len();
        let after = self.bytes.get(end).copied().unwrap_or(0);
        if self.bytes.get(self.at..end) != Some(word) || is_word(after) {
            let message = format!("expected a value, found {}", self.found());
            return self.stop(&message);
        }
        self.arena.push(tag, 0, self.at, end);
        self.at = end;
        Some(())
    }

    /// Goes to the next byte that means something.
    #[inline]
    fn blanks(&mut self) -> Step {
        loop {
            self.at = blank_until(self.bytes, self.at);
            if self.bytes.get(self.at) != Some(&b'/') {
                return Some(());
            }
            self.comment()?;
        }
    }

    #[cold]
    fn comment(&mut self) -> Step {
        let rest = &self.bytes[self.at..];
        let length = match rest.get(1) {
            Some(b'/') => rest.iter().position(|&it| it == b'\n').unwrap_or(rest.len()),
            Some(b'*') => {
                let end = rest[2..].windows(2).position(|it| it == b"*/");
                end.map_or(rest.len(), |it| it + 4)
            }
            _ => {
                let message = format!("expected a value, found {}", self.found());
                return self.stop(&message);
            }
        };
        let start = self.at;
        self.at += length;
        self.offend(start, self.at, "JSON has no comments")
    }

    /// The byte that means something before this place.
    fn before(&self) -> Option<u8> {
        self.bytes[..self.at].iter().rev().find(|it| !it.is_ascii_whitespace()).copied()
    }

    fn trailing_comma(&mut self) -> Step {
        let comma = self.bytes[..self.at].iter().rposition(|&it| it == b',').unwrap_or(self.at);
        let close = char::from(self.peek());
        self.offend(comma, comma + 1, &format!("a comma before `{close}`: JSON has none there"))
    }

    #[inline]
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// What stands here, for a message.
    fn found(&self) -> String {
        let rest = self.arena.text.get(self.at..).unwrap_or_default();
        match rest.chars().next() {
            None => "the end of the text".to_owned(),
            Some(it) if is_word_char(it) => {
                let end = rest.find(|it| !is_word_char(it)).unwrap_or(rest.len());
                format!("`{}`", shown(&rest[..end]))
            }
            Some(it) if it.is_control() => format!("the control character {it:?}"),
            Some(it) => format!("`{it}`"),
        }
    }

    /// A fault after which reading goes on, unless there were too many.
    fn offend(&mut self, start: usize, end: usize, message: &str) -> Step {
        self.arena.fault(start, end, FaultKind::Syntax, message);
        self.offences += 1;
        (self.offences < PATIENCE).then_some(())
    }

    /// A fault here, after which reading does not go on.
    #[cold]
    fn stop<T>(&mut self, message: &str) -> Step<T> {
        let rest = self.arena.text.get(self.at..).unwrap_or_default();
        let word = rest.find(|it| !is_word_char(it)).unwrap_or(rest.len());
        let one = rest.chars().next().map_or(0, char::len_utf8);
        let end = self.at + word.max(one).min(rest.len());
        self.arena.fault(self.at, end, FaultKind::Syntax, message);
        None
    }

    /// Gives everything that is open an end, so that the tree is whole.
    fn close_all(&mut self) {
        let end = self.arena.nodes.last().map_or(0, |it| it.end as usize);
        while let Some(open) = self.open.pop() {
            if open.is_map && !self.is_paired(open.index) {
                self.arena.push(Tag::Null, 0, end, end);
            }
            self.end(open, end.max(self.at.min(self.bytes.len())));
        }
    }

    /// Whether each key of an open map has its value.
    fn is_paired(&self, map: u32) -> bool {
        let (mut at, mut even) = (map + 1, true);
        while let Some(node) = self.arena.nodes.get(at as usize) {
            at = node.next(at);
            even = !even;
        }
        even
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn is_word_char(it: char) -> bool {
    it.is_alphanumeric() || it == '_'
}

#[cfg(test)]
mod tests;
