//! Values that outlive the reading: examples, defaults, extensions.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::sync::Arc;

use crate::source::json::parse_json;
use crate::source::{Fault, FaultKind, Kind, Node, Tree};
use crate::text::{FileId, Span};

/// A value somewhere in a tree, kept without taking it apart. Cheap to clone.
#[derive(Clone)]
pub struct Value {
    tree: Arc<Tree>,
    index: u32,
    /// Where it stands, if that is not where its tree says.
    at: Option<Span>,
}

impl Value {
    /// A handle on a node of this tree.
    pub fn new(tree: &Arc<Tree>, node: Node<'_>) -> Self {
        debug_assert!(std::ptr::eq(Arc::as_ptr(tree), node.tree()), "a node of another tree");
        Self { tree: Arc::clone(tree), index: node.index(), at: None }
    }

    /// A value made in code, from JSON. None if that is not JSON, or too deep.
    /// It stands in no file.
    pub fn from_json(text: &str) -> Option<Self> {
        let (tree, faults) = parse_json(Arc::from(text), FileId::NOWHERE);
        let is_lost = |it: &Fault| matches!(it.kind, FaultKind::Syntax | FaultKind::Depth);
        let reads = !faults.iter().any(is_lost) && !text.trim().is_empty();
        reads.then(|| Self { tree: Arc::new(tree), index: 0, at: None })
    }

    /// The same value, said to stand there: on a page that spells it in its
    /// own way.
    #[must_use]
    pub fn standing(self, at: Span) -> Self {
        Self { at: Some(at), ..self }
    }

    /// The node, to look at it.
    pub fn node(&self) -> Node<'_> {
        self.tree.node(self.index).unwrap_or_else(|| self.tree.root())
    }

    /// The tree that it is in.
    pub fn tree(&self) -> &Arc<Tree> {
        &self.tree
    }

    /// Where it is written; for a value made in code, in [`FileId::NOWHERE`].
    pub fn at(&self) -> Span {
        self.at.unwrap_or_else(|| self.node().at())
    }

    /// Whether both are the same JSON value: the order of keys does not
    /// matter, nor how a number is spelled. Of repeated keys the first counts.
    pub fn same(&self, other: &Self) -> bool {
        self.node().same(other.node())
    }

    /// The value as compact JSON. Numbers stay as spelled where JSON can say so.
    pub fn to_json(&self) -> String {
        self.node().to_json()
    }

    /// The value as JSON on several lines, as `JSON.stringify(value, null, 2)` writes it.
    pub fn to_json_pretty(&self) -> String {
        self.node().to_json_pretty()
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Value({})", self.to_json())
    }
}

impl Node<'_> {
    /// Whether both are the same JSON value; see [`Value::same`].
    pub fn same(self, other: Node<'_>) -> bool {
        if self.kind() != other.kind() {
            return false;
        }
        match self.kind() {
            Kind::Null => true,
            Kind::Bool => self.as_bool() == other.as_bool(),
            Kind::Text => self.as_text() == other.as_text(),
            Kind::Number => {
                let (one, two) =
                    (self.number().unwrap_or_default(), other.number().unwrap_or_default());
                one == two || Number::read(&one).is_some_and(|it| Some(it) == Number::read(&two))
            }
            Kind::List => {
                let (mut one, mut two) = (self.items(), other.items());
                loop {
                    match (one.next(), two.next()) {
                        (None, None) => return true,
                        (Some(one), Some(two)) if one.same(two) => {}
                        _ => return false,
                    }
                }
            }
            Kind::Map => {
                let (one, two) = (by_name(self), by_name(other));
                one.len() == two.len()
                    && one.iter().zip(&two).all(|(one, two)| one.0 == two.0 && one.1.same(*two.1))
            }
        }
    }

    /// The value as compact JSON; see [`Value::to_json`].
    pub fn to_json(self) -> String {
        let mut out = String::new();
        print(self, None, &mut out);
        out
    }

    /// The value as JSON on several lines; see [`Value::to_json_pretty`].
    pub fn to_json_pretty(self) -> String {
        let mut out = String::new();
        print(self, Some(0), &mut out);
        out
    }
}

fn by_name(map: Node<'_>) -> BTreeMap<Cow<'_, str>, Node<'_>> {
    let mut entries = BTreeMap::new();
    for entry in map.entries() {
        entries.entry(entry.name()).or_insert(entry.value);
    }
    entries
}

/// Writes JSON: on one line, or indented by so many levels.
fn print(node: Node<'_>, level: Option<usize>, out: &mut String) {
    match node.kind() {
        Kind::Null => out.push_str("null"),
        Kind::Bool => out.push_str(if node.as_bool() == Some(true) { "true" } else { "false" }),
        Kind::Number => out.push_str(&json_number(&node.number().unwrap_or_default())),
        Kind::Text => quote(&node.as_text().unwrap_or_default(), out),
        Kind::List => {
            bracketed('[', ']', node.items(), level, out, |item, level, out| {
                print(item, level, out);
            });
        }
        Kind::Map => bracketed('{', '}', node.entries(), level, out, |entry, level, out| {
            quote(&entry.name(), out);
            out.push_str(if level.is_some() { ": " } else { ":" });
            print(entry.value, level, out);
        }),
    }
}

fn bracketed<T>(
    open: char,
    close: char,
    parts: impl Iterator<Item = T>,
    level: Option<usize>,
    out: &mut String,
    each: impl Fn(T, Option<usize>, &mut String),
) {
    let line = |level: Option<usize>, out: &mut String| {
        if let Some(level) = level {
            out.push('\n');
            out.extend(std::iter::repeat_n("  ", level));
        }
    };
    let inner = level.map(|it| it + 1);
    let mut empty = true;
    out.push(open);
    for part in parts {
        if !empty {
            out.push(',');
        }
        empty = false;
        line(inner, out);
        each(part, inner, out);
    }
    if !empty {
        line(level, out);
    }
    out.push(close);
}

/// Writes a string as JavaScript does: no escape that JSON does not need.
pub(crate) fn quote(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.find(|it: char| it < ' ' || it == '"' || it == '\\') {
        out.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            0x8 => out.push_str("\\b"),
            0xc => out.push_str("\\f"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            other => {
                out.push_str("\\u00");
                out.push(char::from(b'0' + (other >> 4)));
                out.push(char::from_digit(u32::from(other & 0xf), 16).unwrap_or('0'));
            }
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

/// A number as JSON spells it: as it stands, if that is JSON.
/// What JSON cannot say (`.inf`, `.nan`) is null, as JavaScript has it,
/// and so is a number of more than [`MAX_DIGITS`] in base 16 or 8.
fn json_number(spelled: &str) -> Cow<'_, str> {
    if is_json_number(spelled) {
        return Cow::Borrowed(spelled);
    }
    let unsigned = spelled.trim_start_matches(['+', '-']);
    if unsigned.bytes().all(|it| it == b'.' || it.is_ascii_alphabetic()) {
        return Cow::Borrowed("null");
    }
    let sign = if spelled.starts_with('-') { "-" } else { "" };
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = unsigned.strip_prefix(prefix) {
            let digits = digits.trim_start_matches('0');
            if digits.len() > MAX_DIGITS {
                return Cow::Borrowed("null");
            }
            return Cow::Owned(format!("{sign}{}", in_decimal(digits, radix)));
        }
    }
    let (number, power) =
        unsigned.find(['e', 'E']).map_or((unsigned, ""), |at| unsigned.split_at(at));
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let point = if part.is_empty() { "" } else { "." };
    Cow::Owned(format!("{sign}{whole}{point}{part}{power}"))
}

fn is_json_number(spelled: &str) -> bool {
    let unsigned = spelled.strip_prefix('-').unwrap_or(spelled);
    let (number, power) =
        unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(n, p)| (n, Some(p)));
    let (whole, part) = number.split_once('.').map_or((number, None), |(w, p)| (w, Some(p)));
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && part.is_none_or(digits)
        && power.is_none_or(|it| digits(it.strip_prefix(['+', '-']).unwrap_or(it)))
}

/// To change the base takes time that grows with the square of the digits.
const MAX_DIGITS: usize = 10_000;

/// Digits of another base in base ten.
fn in_decimal(digits: &str, radix: u32) -> String {
    // Groups of nine decimal digits, the lowest first.
    let mut groups: Vec<u64> = vec![0];
    for digit in digits.chars().filter_map(|it| it.to_digit(radix)) {
        let mut carry = u64::from(digit);
        for group in &mut groups {
            let all = *group * u64::from(radix) + carry;
            *group = all % 1_000_000_000;
            carry = all / 1_000_000_000;
        }
        if carry > 0 {
            groups.push(carry);
        }
    }
    let mut text = groups.pop().unwrap_or(0).to_string();
    for group in groups.iter().rev() {
        let _ = write!(text, "{group:09}");
    }
    text
}

/// A number by its value: sign, digits without zeros at either end, and the
/// power of ten of the last digit. Exact, however long.
#[derive(PartialEq, Eq, Debug)]
struct Number {
    negative: bool,
    digits: String,
    power: i128,
}

impl Number {
    /// None for what is no finite number: that is equal only as spelled.
    fn read(spelled: &str) -> Option<Self> {
        let spelled = json_number(spelled);
        if spelled == "null" {
            return None;
        }
        let unsigned = spelled.strip_prefix('-').unwrap_or(&spelled);
        let (number, power) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let power: i128 = power.strip_prefix('+').unwrap_or(power).parse().ok()?;
        let all = format!("{whole}{part}");
        let digits = all.trim_end_matches('0');
        let power = power - i128::try_from(part.len()).ok()?
            + i128::try_from(all.len() - digits.len()).ok()?;
        let digits = digits.trim_start_matches('0');
        if digits.is_empty() {
            return Some(Self { negative: false, digits: String::new(), power: 0 });
        }
        Some(Self { negative: spelled.starts_with('-'), digits: digits.to_owned(), power })
    }
}

#[cfg(test)]
mod tests;
