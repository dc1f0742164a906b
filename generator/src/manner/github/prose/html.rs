//! HTML within prose: what is harmless and closed stays, the rest is shown as
//! the text that it is. GitHub cleans HTML by itself; not every reader does.

use std::ops::Range;

/// Elements that may stay, if they are closed.
const CLOSED: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "center",
    "code",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "em",
    "i",
    "ins",
    "kbd",
    "mark",
    "ol",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
    "var",
];
/// Elements that end by themselves.
const OPEN: &[&str] = &["p", "li", "dt", "dd"];
/// The same, within a table only: elsewhere they would end a cell of ours.
const IN_TABLE: &[&str] = &["thead", "tbody", "tfoot", "tr", "td", "th"];
/// Elements without an end.
const VOID: &[&str] = &["br", "hr", "img", "wbr"];
/// Attributes that change how something looks, and no more. An `id` or `name`
/// would be an anchor, which could take the place of one of ours.
const ATTRIBUTES: &[&str] = &[
    "align", "alt", "class", "colspan", "dir", "height", "lang", "rel", "rowspan", "start",
    "target", "title", "type", "width",
];

struct Tag<'a> {
    name: &'a str,
    closes: bool,
    harmless: bool,
    length: usize,
}

/// Marks each `<` within the ranges whose tag may not stay.
pub(super) fn mark(text: &str, ranges: &[Range<usize>], marked: &mut [bool]) {
    let mut open: Vec<(String, usize)> = Vec::new();
    for range in ranges {
        let mut from = range.start;
        while let Some(at) = text[from..range.end].find('<').map(|it| from + it) {
            let escaped = text[..at].bytes().rev().take_while(|it| *it == b'\\').count() % 2 == 1;
            let begins = text[at + 1..]
                .starts_with(|it: char| it.is_ascii_alphabetic() || "/!?".contains(it));
            from = at + 1;
            if escaped || !begins || is_address(&text[at..range.end]) {
                continue;
            }
            let Some(tag) = tag(&text[at..range.end]).filter(|it| it.harmless) else {
                marked[at] = true;
                continue;
            };
            marked[at] = !fits(&tag, at, &mut open);
            from = at + tag.length;
        }
    }
    for (name, at) in open {
        if CLOSED.contains(&name.as_str()) {
            marked[at] = true;
        }
    }
}

/// Whether a tag may stay, given what is open.
fn fits(tag: &Tag<'_>, at: usize, open: &mut Vec<(String, usize)>) -> bool {
    let name = tag.name.to_ascii_lowercase();
    let known = |names: &[&str]| names.contains(&name.as_str());
    if known(VOID) {
        return !tag.closes;
    }
    if !known(CLOSED) && !known(OPEN) && !known(IN_TABLE) {
        return false;
    }
    if !tag.closes {
        if known(IN_TABLE) && !open.iter().rev().take(32).any(|it| it.0 == "table") {
            return false;
        }
        open.push((name, at));
        return true;
    }
    // What ends by itself ends here at the latest.
    let needs = |it: &(String, usize)| CLOSED.contains(&it.0.as_str());
    let Some(last) = open.iter().rposition(|it| it.0 == name || needs(it)) else { return false };
    if open[last].0 != name {
        return false;
    }
    open.truncate(last);
    true
}

/// `<https://…>`, which is a link and no tag.
fn is_address(text: &str) -> bool {
    let inner = &text[1..];
    let end = inner.find(|it: char| it == '>' || it == '<' || it.is_whitespace());
    let ends = end.is_some_and(|it| inner[it..].starts_with('>'));
    ends && ["https://", "http://", "mailto:"].iter().any(|it| inner.starts_with(it))
}

/// The tag at the start of a text, if it is whole and on one line.
fn tag(text: &str) -> Option<Tag<'_>> {
    let inner = text.strip_prefix('<')?;
    let closes = inner.starts_with('/');
    let mut rest = inner.strip_prefix('/').unwrap_or(inner);
    let end = rest.find(|it: char| !it.is_ascii_alphanumeric()).filter(|it| *it > 0)?;
    let name;
    (name, rest) = rest.split_at(end);
    let mut harmless = true;
    loop {
        let trimmed = rest.trim_start_matches([' ', '\t']);
        let end = trimmed.strip_prefix('/').filter(|it| it.starts_with('>')).unwrap_or(trimmed);
        if let Some(after) = end.strip_prefix('>') {
            return Some(Tag { name, closes, harmless, length: text.len() - after.len() });
        }
        if trimmed.len() == rest.len() {
            return None;
        }
        let end = trimmed.find(|it: char| !(it.is_ascii_alphanumeric() || it == '-' || it == '_'));
        let (attribute, after) = trimmed.split_at(end.filter(|it| *it > 0)?);
        let (value, after) = attribute_value(after)?;
        rest = after;
        harmless &= is_harmless(&attribute.to_ascii_lowercase(), value);
    }
}

/// The value of an attribute, and what is behind it.
fn attribute_value(text: &str) -> Option<(&str, &str)> {
    let Some(after) = text.strip_prefix('=') else { return Some(("", text)) };
    match after.chars().next()? {
        quote @ ('"' | '\'') => {
            let (value, rest) = after[1..].split_once(quote)?;
            (!value.contains('\n')).then_some((value, rest))
        }
        _ => {
            let end = after.find(|it: char| it.is_whitespace() || "\"'=<>`".contains(it))?;
            Some(after.split_at(end)).filter(|_| end > 0)
        }
    }
}

fn is_harmless(attribute: &str, value: &str) -> bool {
    match attribute {
        "href" | "src" => {
            let schemes = ["https://", "http://", "mailto:", "#", "/", "./"];
            schemes.iter().any(|it| value.starts_with(it))
        }
        _ => ATTRIBUTES.contains(&attribute),
    }
}

/// Marks what makes a link of an address that runs code.
pub(super) fn mark_schemes(text: &str, marked: &mut [bool]) {
    for (colon, _) in text.match_indices(':') {
        let before = text[..colon].trim_end_matches(|it: char| it.is_control() || it == ' ');
        let is_code = ["javascript", "vbscript", "data"].iter().any(|scheme| {
            before.len() >= scheme.len()
                && before.is_char_boundary(before.len() - scheme.len())
                && before[before.len() - scheme.len()..].eq_ignore_ascii_case(scheme)
        });
        if !is_code {
            continue;
        }
        // The scheme itself, then blanks and `<`, then what makes it a link.
        let lead = before.trim_end_matches(|it: char| it.is_ascii_alphabetic());
        let lead = lead.trim_end_matches(|it: char| it.is_whitespace() || it == '<');
        if let Some(at) = lead.len().checked_sub(1).filter(|_| lead.ends_with(['(', ':'])) {
            let linked = lead[..at].ends_with(']');
            marked[at] |= linked;
        }
        let lead = before.trim_end_matches(|it: char| it.is_ascii_alphabetic());
        if let Some(at) = lead.len().checked_sub(1).filter(|_| lead.ends_with('<')) {
            marked[at] = true;
        }
    }
}
