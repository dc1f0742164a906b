//! What an expression says: section 22.2.1 of ECMA-262, with what annex B
//! adds where the flag `u` is not set.
//!
//! Whether it is an expression at all is seen before. `None` is for what means
//! nothing elsewhere, and for what hardly anybody writes.

use std::iter::once;

/// A part of an expression.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Node {
    /// One character.
    One(Set),
    /// One after the other.
    Cat(Vec<Node>),
    /// One of several.
    Any(Vec<Node>),
    /// So often, and at most so often.
    Repeat(Box<Node>, u32, Option<u32>),
    /// The beginning of the text.
    Start,
    /// The end of the text.
    End,
    /// Between a character of a word and another, or not.
    Word(bool),
    /// What stands ahead or behind matches, or does not.
    Look { ahead: bool, holds: bool, body: Box<Node> },
    /// What a group matched, once more.
    Back,
}

/// Characters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Set {
    /// Those between these, the last included, in order and apart.
    Ranges(Vec<(u32, u32)>),
    /// Those of these properties and between these, or all others.
    Properties { names: Vec<(String, bool)>, ranges: Vec<(u32, u32)>, others: bool },
}

/// The last code point.
pub(super) const LAST: u32 = 0x10_FFFF;
const DIGIT: &[(u32, u32)] = &[(0x30, 0x39)];
const WORD: &[(u32, u32)] = &[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)];
/// `WhiteSpace` and `LineTerminator` (sections 12.2 and 12.3).
const SPACE: &[(u32, u32)] = &[
    (0x9, 0xD),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
];
const LINE_END: &[(u32, u32)] = &[(0xA, 0xA), (0xD, 0xD), (0x2028, 0x2029)];

/// The properties of Unicode whose names mean the same elsewhere: general
/// categories and scripts, and the binary ones that are used.
const BINARY: &[&str] = &[
    "ASCII",
    "Alphabetic",
    "Alpha",
    "Any",
    "Emoji",
    "Ideographic",
    "Lowercase",
    "Lower",
    "Uppercase",
    "Upper",
    "White_Space",
    "XID_Continue",
    "XID_Start",
];

/// Reads an expression that is known to be one.
pub(super) fn read(text: &str, unicode: bool) -> Option<Node> {
    let mut reader = Reader { rest: text, unicode, groups: text.matches('(').count() };
    let root = reader.choice()?;
    reader.rest.is_empty().then_some(root)
}

struct Reader<'a> {
    rest: &'a str,
    unicode: bool,
    /// No more groups than this can be referred to.
    groups: usize,
}

/// An escape.
enum Escape {
    Letter(u32),
    Set(Set),
    Node(Node),
}

impl Reader<'_> {
    fn take(&mut self) -> Option<char> {
        let it = self.rest.chars().next()?;
        self.rest = &self.rest[it.len_utf8()..];
        Some(it)
    }

    fn skip(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Up to and with a letter, which is left out.
    fn until(&mut self, end: char) -> Option<&str> {
        let (inner, rest) = self.rest.split_once(end)?;
        self.rest = rest;
        Some(inner)
    }

    fn choice(&mut self) -> Option<Node> {
        let mut all = vec![self.sequence()?];
        while self.skip("|") {
            all.push(self.sequence()?);
        }
        Some(if all.len() == 1 { all.swap_remove(0) } else { Node::Any(all) })
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut all = Vec::new();
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let atom = self.atom()?;
            all.push(self.repeated(atom)?);
        }
        Some(Node::Cat(all))
    }

    fn atom(&mut self) -> Option<Node> {
        Some(match self.take()? {
            '^' => Node::Start,
            '$' => Node::End,
            '.' => Node::One(Set::Ranges(others(LINE_END))),
            '(' => self.group()?,
            '[' => Node::One(self.class()?),
            '\\' => match self.escape(false)? {
                Escape::Letter(it) => letter(it),
                Escape::Set(it) => Node::One(it),
                Escape::Node(it) => it,
            },
            '*' | '+' | '?' => return None,
            it => letter(it as u32),
        })
    }

    fn group(&mut self) -> Option<Node> {
        let mut look = None;
        if self.skip("?") {
            look = match () {
                () if self.skip(":") => None,
                () if self.skip("=") => Some((true, true)),
                () if self.skip("!") => Some((true, false)),
                () if self.skip("<=") => Some((false, true)),
                () if self.skip("<!") => Some((false, false)),
                () if self.skip("<") => self.until('>').map(|_| None)?,
                () => return None,
            };
        }
        let inner = self.choice()?;
        self.skip(")").then_some(())?;
        Some(match look {
            None => inner,
            Some((ahead, holds)) => Node::Look { ahead, holds, body: Box::new(inner) },
        })
    }

    /// What stands behind an atom, if it is a repeat.
    fn repeated(&mut self, atom: Node) -> Option<Node> {
        let (min, max) = match self.rest.bytes().next() {
            Some(b'*') => (0, None),
            Some(b'+') => (1, None),
            Some(b'?') => (0, Some(1)),
            Some(b'{') => match counts(self.rest) {
                Some((min, max, length)) => {
                    self.rest = &self.rest[length - 1..];
                    (min, max)
                }
                // A letter without `u`, and read as one next.
                None => return Some(atom),
            },
            _ => return Some(atom),
        };
        self.rest = &self.rest[1..];
        self.skip("?");
        // Repeats of what has no length are a matter of annex B.
        let repeats = !matches!(atom, Node::Start | Node::End | Node::Word(_) | Node::Look { .. });
        let fits = max.is_none_or(|it| min <= it);
        (repeats && fits).then(|| Node::Repeat(Box::new(atom), min, max))
    }

    fn escape(&mut self, in_class: bool) -> Option<Escape> {
        let set = |ranges: &[(u32, u32)]| Escape::Set(Set::Ranges(ranges.to_vec()));
        let without = |ranges: &[(u32, u32)]| Escape::Set(Set::Ranges(others(ranges)));
        Some(match self.take()? {
            'd' => set(DIGIT),
            'D' => without(DIGIT),
            'w' => set(WORD),
            'W' => without(WORD),
            's' => set(SPACE),
            'S' => without(SPACE),
            'b' if in_class => Escape::Letter(8),
            'b' => Escape::Node(Node::Word(true)),
            'B' if !in_class => Escape::Node(Node::Word(false)),
            't' => Escape::Letter(0x9),
            'n' => Escape::Letter(0xA),
            'v' => Escape::Letter(0xB),
            'f' => Escape::Letter(0xC),
            'r' => Escape::Letter(0xD),
            'c' => {
                let it = self.take().filter(char::is_ascii_alphabetic)?;
                Escape::Letter(it as u32 % 32)
            }
            'x' => Escape::Letter(self.hex(2)?),
            'u' if self.rest.starts_with('{') => {
                let digits = self.unicode.then(|| self.until('}'))??.get(1..)?;
                Escape::Letter(u32::from_str_radix(digits, 16).ok()?)
            }
            'u' => Escape::Letter(self.utf16()?),
            it @ ('p' | 'P') if self.unicode => {
                let name = self.skip("{").then(|| self.until('}'))??;
                let names = vec![(property(name)?, it == 'p')];
                Escape::Set(Set::Properties { names, ranges: Vec::new(), others: false })
            }
            '0' if !self.rest.starts_with(|it: char| it.is_ascii_digit()) => Escape::Letter(0),
            'k' if !in_class && self.rest.starts_with('<') => {
                self.until('>')?;
                Escape::Node(Node::Back)
            }
            it @ '1'..='9' if !in_class => {
                let rest = self.rest.trim_start_matches(|it: char| it.is_ascii_digit());
                let more = &self.rest[..self.rest.len() - rest.len()];
                let number: usize = format!("{it}{more}").parse().ok()?;
                self.rest = rest;
                // Else it is a letter by its octal number, without `u`.
                (number <= self.groups).then_some(Escape::Node(Node::Back))?
            }
            it if it.is_ascii_alphanumeric() => return None,
            it => Escape::Letter(it as u32),
        })
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        let (number, rest) = self.rest.split_at_checked(digits)?;
        let is_hex = number.bytes().all(|it| it.is_ascii_hexdigit());
        self.rest = if is_hex { rest } else { return None };
        u32::from_str_radix(number, 16).ok()
    }

    /// Four digits, or twice four that are one code point.
    fn utf16(&mut self) -> Option<u32> {
        let high = self.hex(4)?;
        if !(0xD800..0xDC00).contains(&high) || !self.rest.starts_with("\\u") {
            return Some(high);
        }
        self.skip("\\u");
        let low = self.hex(4)?;
        // Without `u` they are two.
        let is_pair = self.unicode && (0xDC00..0xE000).contains(&low);
        is_pair.then(|| 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    }

    /// Behind the `[`.
    fn class(&mut self) -> Option<Set> {
        let negated = self.skip("^");
        let (mut ranges, mut names) = (Vec::new(), Vec::new());
        while !self.skip("]") {
            let first = self.member()?;
            let is_range = self.rest.starts_with('-') && !self.rest.starts_with("-]");
            match first {
                Escape::Letter(low) if is_range => {
                    self.skip("-");
                    let Escape::Letter(high) = self.member()? else { return None };
                    (low <= high).then(|| ranges.push((low, high)))?;
                }
                Escape::Letter(it) => ranges.push((it, it)),
                // Behind these the `-` is a letter, if it may be there at all.
                Escape::Set(_) if is_range => return None,
                Escape::Set(Set::Ranges(all)) => ranges.extend(all),
                Escape::Set(Set::Properties { names: all, .. }) => names.extend(all),
                Escape::Node(_) => return None,
            }
        }
        let ranges = in_order(ranges);
        Some(match (names.is_empty(), negated) {
            (false, others) => Set::Properties { names, ranges, others },
            (true, true) => Set::Ranges(others(&ranges)),
            (true, false) => Set::Ranges(ranges),
        })
    }

    fn member(&mut self) -> Option<Escape> {
        match self.take()? {
            '\\' => self.escape(true),
            it => Some(Escape::Letter(it as u32)),
        }
    }
}

fn letter(it: u32) -> Node {
    Node::One(Set::Ranges(vec![(it, it)]))
}

/// `{2}`, `{2,}` or `{2,3}`, and how long that is.
fn counts(rest: &str) -> Option<(u32, Option<u32>, usize)> {
    let inner = rest.strip_prefix('{')?.split_once('}')?.0;
    let number = |it: &str| {
        let is_number = !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
        is_number.then(|| it.parse().unwrap_or(u32::MAX))
    };
    let (min, max) = match inner.split_once(',') {
        None => (number(inner)?, Some(number(inner)?)),
        Some((min, "")) => (number(min)?, None),
        Some((min, max)) => (number(min)?, Some(number(max)?)),
    };
    Some((min, max, inner.len() + 2))
}

/// The name of a property, if it means the same elsewhere.
fn property(name: &str) -> Option<String> {
    let is_word = |it: &str| it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_');
    let known = match name.split_once('=') {
        Some((
            "Script" | "sc" | "Script_Extensions" | "scx" | "General_Category" | "gc",
            value,
        )) => is_word(value),
        Some(_) => false,
        // What is not binary is a general category.
        None => BINARY.contains(&name) || CATEGORIES.contains(&name),
    };
    known.then(|| name.to_owned())
}

/// The general categories by their short names, and the long ones in use.
const CATEGORIES: &[&str] = &[
    "L",
    "LC",
    "Lu",
    "Ll",
    "Lt",
    "Lm",
    "Lo",
    "M",
    "Mn",
    "Mc",
    "Me",
    "N",
    "Nd",
    "Nl",
    "No",
    "P",
    "Pc",
    "Pd",
    "Ps",
    "Pe",
    "Pi",
    "Pf",
    "Po",
    "S",
    "Sm",
    "Sc",
    "Sk",
    "So",
    "Z",
    "Zs",
    "Zl",
    "Zp",
    "Letter",
    "Mark",
    "Number",
    "Punctuation",
    "Symbol",
    "Separator",
    "Uppercase_Letter",
    "Lowercase_Letter",
    "Decimal_Number",
];

/// Sorted, and those that touch made one.
pub(super) fn in_order(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    let mut out: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
    for (low, high) in ranges {
        match out.last_mut() {
            Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
            _ => out.push((low, high)),
        }
    }
    out
}

/// All characters but these, which are in order.
pub(super) fn others(ranges: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut next = 0;
    let mut out = Vec::new();
    for (low, high) in ranges.iter().copied().chain(once((LAST + 1, LAST + 1))) {
        if low > next {
            out.push((next, low - 1));
        }
        next = high + 1;
    }
    out
}

impl Set {
    /// Those of them that are between these, too; `None` where that cannot be said.
    pub(super) fn and(&self, ranges: &[(u32, u32)]) -> Option<Self> {
        let Self::Ranges(own) = self else { return None };
        let mut out = Vec::new();
        for (low, high) in own {
            for (from, to) in ranges {
                if low.max(from) <= high.min(to) {
                    out.push((*low.max(from), *high.min(to)));
                }
            }
        }
        Some(Self::Ranges(in_order(out)))
    }
}
