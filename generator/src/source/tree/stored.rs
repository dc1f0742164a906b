//! One node as it is stored, and the text of a scalar.

use std::borrow::Cow;

/// What a stored node is. The first eight bits of [`Raw::what`] are this and [`Flags`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tag {
    Null,
    False,
    True,
    Number,
    Text,
    List,
    Map,
    Alias,
}

/// What else is known of a stored node.
pub(crate) struct Flags;

impl Flags {
    /// A quote mark before and after is not part of the value.
    pub(crate) const QUOTED: u32 = 1 << 4;
    /// JSON escapes are still in it.
    pub(crate) const ESCAPED: u32 = 1 << 5;
    /// `data` names a decoded string.
    pub(crate) const DECODED: u32 = 1 << 6;
    /// On a key: a YAML merge. On a map: it has one.
    pub(crate) const MERGE: u32 = 1 << 7;
}

/// One node as it is stored, in 16 bytes.
#[derive(Clone, Copy)]
pub(crate) struct Raw {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Tag, flags, and 24 bits of hash if it is a key.
    what: u32,
    /// List, map: the node after its last. Alias: its target. Decoded scalar: which string.
    pub(crate) data: u32,
}

impl Raw {
    pub(crate) fn new(tag: Tag, flags: u32, start: u32, end: u32) -> Self {
        Self { start, end, what: tag as u32 | flags, data: 0 }
    }

    pub(crate) fn tag(self) -> Tag {
        match self.what & 7 {
            0 => Tag::Null,
            1 => Tag::False,
            2 => Tag::True,
            3 => Tag::Number,
            4 => Tag::Text,
            5 => Tag::List,
            6 => Tag::Map,
            _ => Tag::Alias,
        }
    }

    pub(crate) fn has(self, flag: u32) -> bool {
        self.what & flag != 0
    }

    pub(crate) fn set(&mut self, flag: u32, on: bool) {
        self.what = if on { self.what | flag } else { self.what & !flag };
    }

    pub(crate) fn hash(self) -> u32 {
        self.what >> 8
    }

    pub(crate) fn set_hash(&mut self, hash: u32) {
        self.what = self.what & 0xff | hash << 8;
    }

    /// The node after this one (at `index`) and all that is in it.
    pub(crate) fn next(self, index: u32) -> u32 {
        if matches!(self.tag(), Tag::List | Tag::Map) { self.data } else { index + 1 }
    }

    /// A scalar's text, JSON escapes not yet undone.
    pub(crate) fn plain<'a>(self, text: &'a str, decoded: &'a str, ends: &[usize]) -> &'a str {
        if self.has(Flags::DECODED) {
            let which = self.data as usize;
            let start = which.checked_sub(1).and_then(|it| ends.get(it)).copied().unwrap_or(0);
            let end = ends.get(which).copied().unwrap_or(start);
            return decoded.get(start..end).unwrap_or_default();
        }
        let quote = usize::from(self.has(Flags::QUOTED));
        text.get(self.start as usize + quote..self.end as usize - quote).unwrap_or_default()
    }
}

/// Undoes JSON escapes, if the node has any. What is no character becomes U+FFFD.
pub(crate) fn unescape(node: Raw, text: &str) -> Cow<'_, str> {
    if !node.has(Flags::ESCAPED) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        let mut after = rest[at + 1..].chars();
        match after.next() {
            Some('b') => plain.push('\u{8}'),
            Some('f') => plain.push('\u{c}'),
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('t') => plain.push('\t'),
            Some('u') => {
                let (read, used) = unicode_escape(after.as_str());
                plain.push(read.unwrap_or('\u{fffd}'));
                rest = after.as_str().get(used..).unwrap_or_default();
                continue;
            }
            Some(other) => plain.push(other),
            None => plain.push('\u{fffd}'),
        }
        rest = after.as_str();
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Reads what follows `\u`: four digits, or two surrogates.
/// Gives the character (none if these are none) and how many bytes it took.
pub(crate) fn unicode_escape(text: &str) -> (Option<char>, usize) {
    let digits = |at: usize| {
        let digits = text.get(at..at + 4)?;
        let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if hex { u32::from_str_radix(digits, 16).ok() } else { None }
    };
    let Some(high) = digits(0) else {
        let good = text.bytes().take(4).take_while(u8::is_ascii_hexdigit).count();
        return (None, good);
    };
    if !(0xd800..0xdc00).contains(&high) {
        return (char::from_u32(high), 4);
    }
    let low = if text.get(4..6) == Some("\\u") { digits(6) } else { None };
    match low {
        Some(low) if (0xdc00..0xe000).contains(&low) => {
            let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            (char::from_u32(code), 10)
        }
        _ => (None, 4),
    }
}
