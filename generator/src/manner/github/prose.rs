//! Prose of a document within our pages: it keeps its Markdown, and can break
//! nothing around it.
//!
//! Two forms. A *line* is prose in a cell or behind a label; a *block* is
//! prose between headings. Both are undone exactly, to [`normal`] prose: what
//! is written is read again before it is given out, and where the pretty form
//! fails this, a plain one is taken that cannot.

mod block;
mod html;
mod line;

use std::borrow::Cow;

pub use block::{Heading, Prose, block, read_block};
pub use line::{line, normal_line, read_line};

use super::spelling::{entity, hides, read_entity};

/// What a page can say of a prose: line ends are `\n`, and there are no blanks
/// around it. `None` where nothing is left.
pub fn normal(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim();
    if text.is_empty() {
        None
    } else if text.contains('\r') {
        Some(Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")))
    } else {
        Some(Cow::Borrowed(text))
    }
}

/// Whether a reference of ours starts here, or text that was kept from being one.
fn refers(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('&') else { return false };
    let inner = inner.trim_start_matches("amp;");
    // A reference is `#x`, six digits at most, and `;`.
    let digits = inner.strip_prefix("#x").and_then(|it| it.find(';').map(|end| &it[..end]));
    digits.is_some_and(|it| {
        (4..=6).contains(&it.len()) && read_entity(&format!("&#x{it};")).is_some()
    })
}

/// A character of prose: as it is, or as a reference where it is `marked` or
/// hides. A `&` that would begin a reference gets an `amp;`.
fn push(it: char, marked: bool, rest: &str, out: &mut String) {
    if marked || (hides(it) && it != '\n' && it != '\t') {
        entity(it, out);
    } else if it == '&' && refers(rest) {
        out.push_str("&amp;");
    } else {
        out.push(it);
    }
}

/// Reads a reference at the start of a text; says how long it is.
fn read_reference(text: &str, out: &mut String) -> Option<usize> {
    if let Some((it, length)) = read_entity(text) {
        out.push(it);
        return Some(length);
    }
    if text.starts_with("&amp;") && refers(text) {
        out.push('&');
        return Some("&amp;".len());
    }
    None
}
