//! Prose on one line.

use std::ops::Range;

use super::html;
use super::{normal, push, read_reference};
use crate::manner::github::spelling::entity;

/// What a line can say of a prose: [`normal`] prose without the line ends that
/// only wrap a paragraph. Nothing is lost by saying it twice.
pub fn normal_line(text: &str) -> Option<String> {
    let text = normal(text)?;
    let mut out = String::with_capacity(text.len());
    let mut fenced = false;
    let mut before: Option<&str> = None;
    for line in text.split('\n') {
        let wraps = before.is_some_and(|it| !fenced && goes_on(it) && continues(line));
        match before {
            Some(_) if wraps => {
                out.push(' ');
                out.push_str(line.trim_start());
            }
            Some(_) => {
                out.push('\n');
                out.push_str(line);
            }
            None => out.push_str(line),
        }
        fenced ^= is_fence(line);
        before = Some(line);
    }
    Some(out)
}

fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("```") || line.starts_with("~~~")
}

/// A line of nothing but marks, which is a rule or an underline.
fn is_rule(line: &str) -> bool {
    line.chars().all(|it| "-=*_ \t".contains(it))
}

/// Whether a paragraph can go on behind a line.
fn goes_on(line: &str) -> bool {
    let hard = line.ends_with("  ") || line.ends_with('\\');
    !hard && !is_rule(line) && !is_fence(line) && !line.trim_start().starts_with(['#', '|'])
}

/// Whether a line can be nothing but more of the paragraph before it.
fn continues(line: &str) -> bool {
    let said = line.trim_start();
    let indented = line.len() - said.len() > 3 || line.starts_with('\t');
    let number = said.trim_start_matches(|it: char| it.is_ascii_digit());
    let counted = number.len() < said.len() && number.starts_with(['.', ')']);
    let bullet = said.starts_with(['-', '*', '+', '\u{2022}'])
        && said.chars().nth(1).is_none_or(char::is_whitespace);
    !(indented
        || counted
        || bullet
        || is_rule(said)
        || is_fence(said)
        || said.starts_with(['#', '>', '|', '<', '=', ':']))
}

/// Prose on one line, for a cell (see [`cell`](crate::manner::github::cell))
/// or behind a label.
///
/// - A line end becomes `<br>`; a `<br>` of the prose gets one blank more.
/// - A backtick that closes nothing on its line, HTML that is not harmless or
///   not closed, and a backslash at the end of a line become references
///   (`&#x0060;`), as does what hides.
/// - The first character becomes one where the prose would be taken for a fact.
pub fn line(text: &str) -> String {
    let Some(text) = normal_line(text) else { return String::new() };
    let out = pretty(&text);
    if read_line(&out) == text { out } else { plain(&text) }
}

fn pretty(text: &str) -> String {
    if !text.contains(['\n', '`', '<', '&', '\\', ':']) && !text.contains(super::hides) {
        return guarded(text.to_owned());
    }
    let mut marked = vec![false; text.len()];
    let code = spans(text, &mut marked);
    html::mark(text, &outside(&code, text.len()), &mut marked);
    html::mark_schemes(text, &mut marked);
    let mut out = String::with_capacity(text.len() + 16);
    let mut skip = 0;
    for (at, it) in text.char_indices() {
        if at < skip {
            continue;
        }
        match it {
            '\n' => out.push_str("<br>"),
            '<' if !marked[at] && is_break(&text[at..]) => {
                out.push_str("<br ");
                skip = at + "<br".len();
            }
            _ => push(it, marked[at], &text[at..], &mut out),
        }
    }
    guarded(out)
}

/// Keeps prose from being taken for a fact.
fn guarded(mut out: String) -> String {
    let first = out.split("<br>").next().unwrap_or_default();
    if crate::manner::github::is_fact(first) {
        let mut guard = String::new();
        entity(out.remove(0), &mut guard);
        out.insert_str(0, &guard);
    }
    out
}

/// Every character that could be a mark as a reference.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for it in text.chars() {
        match it {
            '\n' => out.push_str("<br>"),
            _ => push(it, it.is_ascii_punctuation() && !",.;:".contains(it), "", &mut out),
        }
    }
    guarded(out)
}

/// The prose of a [`line()`].
pub fn read_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(it) = rest.chars().next() {
        let length = if rest.starts_with("<br>") {
            out.push('\n');
            "<br>".len()
        } else if is_break(rest) && rest.starts_with("<br ") {
            out.push_str("<br");
            "<br ".len()
        } else if let Some(length) = read_reference(rest, &mut out) {
            length
        } else {
            out.push(it);
            it.len_utf8()
        };
        rest = &rest[length..];
    }
    out
}

/// Whether `<br>`, `<br />` or the like starts here.
fn is_break(text: &str) -> bool {
    text.strip_prefix("<br").is_some_and(|it| {
        let it = it.trim_start_matches(' ');
        it.strip_prefix('/').unwrap_or(it).starts_with('>')
    })
}

/// The code spans of a text, each within its line. Marks the backticks that
/// open none, and backslashes that a line ends with.
fn spans(text: &str, marked: &mut [bool]) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(&it) = bytes.get(at) {
        at += match it {
            b'\\' => match bytes.get(at + 1) {
                None | Some(b'\n') => {
                    marked[at] = true;
                    1
                }
                Some(after) if after.is_ascii_punctuation() => 2,
                Some(_) => 1,
            },
            b'`' => {
                let run = ticks(&bytes[at..]);
                match closing(&bytes[at + run..], run) {
                    Some(end) => {
                        spans.push(at..at + run + end);
                        run + end
                    }
                    None => {
                        marked[at..at + run].fill(true);
                        run
                    }
                }
            }
            _ => 1,
        };
    }
    spans
}

fn ticks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|it| **it == b'`').count()
}

/// The end of the next run of exactly so many backticks on this line.
fn closing(bytes: &[u8], run: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(&it) = bytes.get(at) {
        match it {
            b'\n' => return None,
            b'`' => {
                let found = ticks(&bytes[at..]);
                at += found;
                if found == run {
                    return Some(at);
                }
            }
            _ => at += 1,
        }
    }
    None
}

/// What lies between some ranges.
fn outside(ranges: &[Range<usize>], end: usize) -> Vec<Range<usize>> {
    let mut from = 0;
    let mut all = Vec::with_capacity(ranges.len() + 1);
    for range in ranges {
        all.push(from..range.start);
        from = range.end;
    }
    all.push(from..end);
    all
}
