//! Prose between headings.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html;
use super::{normal, push, read_reference};
use crate::manner::github::{SAMPLE, TYPE};

/// A heading within prose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// The level at which it is shown.
    pub level: usize,
    /// What an anchor is made of.
    pub text: String,
}

/// Prose as a block.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Prose {
    /// The Markdown, without a line end behind it.
    pub text: String,
    /// Its headings, in order: they take part in the numbering of anchors.
    pub headings: Vec<Heading>,
}

/// How the fence begins around prose that would not stay in its place.
const FENCED: &str = "markdown prose";
/// Prose as Markdown below a heading of the level `under`.
///
/// - Its headings are moved below that heading, and closed with as many `#` as
///   they had: `# Limits` becomes `### Limits #`. No heading of ours is closed.
///   The line under an underlined heading becomes text.
/// - HTML that is not harmless or not closed becomes text, by references.
/// - A line that begins as a paragraph of ours gets a reference for its first
///   character.
/// - Prose that would swallow what follows (a fence that is not closed) stands
///   in a fence as a whole.
pub fn block(text: &str, under: usize) -> Prose {
    let Some(text) = normal(text) else { return Prose::default() };
    let quiet = !text.contains(['\n', '<', '#', '`', '~', '&', ':', '*', '=', '[', '|'])
        && !text.contains(super::hides);
    if quiet {
        return Prose { text: text.into_owned(), headings: Vec::new() };
    }
    let (written, levels) = pretty(&text, under);
    let headings = headings_that_stay(&written, &levels);
    match headings.filter(|_| read_block(&written) == text) {
        Some(headings) => Prose { text: written, headings },
        None => fenced(&text),
    }
}

fn pretty(text: &str, under: usize) -> (String, Vec<usize>) {
    let mut marked = vec![false; text.len()];
    let look = Look::at(text);
    html::mark(text, &look.html, &mut marked);
    html::mark_schemes(text, &mut marked);
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let inner = line.trim_start();
        if inner.starts_with(TYPE) || inner.contains(SAMPLE) {
            let at = inner.find(SAMPLE).filter(|_| !inner.starts_with(TYPE)).unwrap_or(0);
            marked[from + line.len() - inner.len() + at] = true;
        }
        from += line.len();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (at, it) in text.char_indices() {
        push(it, marked[at], &text[at..], &mut out);
    }
    let again = if out == text { look } else { Look::at(&out) };
    demote(&out, &again.headings, under)
}

/// What parsing finds in a prose.
#[derive(Default)]
struct Look {
    html: Vec<Range<usize>>,
    headings: Vec<(Range<usize>, usize, String)>,
}

impl Look {
    fn at(text: &str) -> Self {
        let mut look = Self::default();
        let mut inside: Option<String> = None;
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            match event {
                Event::Html(_) | Event::InlineHtml(_) => look.html.push(range),
                Event::Start(Tag::Heading { level, .. }) => {
                    inside = Some(String::new());
                    look.headings.push((range, level as usize, String::new()));
                }
                Event::End(TagEnd::Heading(_)) => {
                    if let (Some(said), Some(last)) = (inside.take(), look.headings.last_mut()) {
                        last.2 = said;
                    }
                }
                Event::Text(said) | Event::Code(said) => {
                    if let Some(text) = &mut inside {
                        text.push_str(&said);
                    }
                }
                Event::SoftBreak | Event::HardBreak => {
                    if let Some(text) = &mut inside {
                        text.push(' ');
                    }
                }
                _ => {}
            }
        }
        look
    }
}

/// Moves headings down, and says their level behind them. Gives the text with
/// the levels that its headings have now.
fn demote(
    text: &str,
    headings: &[(Range<usize>, usize, String)],
    under: usize,
) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(text.len() + 16);
    let mut levels = Vec::new();
    let mut from = 0;
    for (range, level, _) in headings {
        let written = &text[range.clone()];
        let rest = written.strip_prefix(&*"#".repeat(*level));
        if !rest.is_some_and(|it| it.is_empty() || it.starts_with([' ', '\t', '\n'])) {
            // Underlined: the first mark of the line below becomes text.
            let last = written.trim_end().rfind('\n').map_or(0, |it| it + 1);
            let Some(mark) = written[last..].find(['=', '-']) else { continue };
            let at = range.start + last + mark;
            out.push_str(&text[from..at]);
            push(if text[at..].starts_with('=') { '=' } else { '-' }, true, "", &mut out);
            from = at + 1;
            continue;
        }
        let end = range.start + written.find('\n').unwrap_or(written.len());
        let shown = (level + under).min(6);
        out.push_str(&text[from..range.start]);
        out.push_str(&"#".repeat(shown));
        out.push_str(&text[range.start + level..end]);
        out.push(' ');
        out.push_str(&"#".repeat(*level));
        levels.push(shown);
        from = end;
    }
    out.push_str(&text[from..]);
    (out, levels)
}

/// The headings of written prose; `None` where they are not those that were
/// counted, or where a heading behind the prose would not be one.
fn headings_that_stay(text: &str, levels: &[usize]) -> Option<Vec<Heading>> {
    let mut look = Look::at(&format!("{text}\n\n# x"));
    let (last, ..) = look.headings.pop()?;
    let found = look.headings.iter().map(|it| it.1);
    let stays = last.start == text.len() + 2 && found.eq(levels.iter().copied());
    let heading = |it: (Range<usize>, usize, String)| Heading { level: it.1, text: it.2 };
    stays.then(|| look.headings.into_iter().map(heading).collect())
}

fn fenced(text: &str) -> Prose {
    let mut body = String::with_capacity(text.len() + 32);
    for (at, it) in text.char_indices() {
        push(it, false, &text[at..], &mut body);
    }
    let longest = body.split(|it| it != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    Prose { text: format!("{fence}{FENCED}\n{body}\n{fence}"), headings: Vec::new() }
}

/// The prose of a [`block`].
pub fn read_block(text: &str) -> String {
    let inner = text.trim_start_matches('`');
    let fence = &text[..text.len() - inner.len()];
    if let Some(body) = inner.strip_prefix(FENCED).filter(|_| fence.len() > 2)
        && let Some(body) = body.strip_prefix('\n').and_then(|it| it.strip_suffix(fence))
    {
        return read_references(body.strip_suffix('\n').unwrap_or(body));
    }
    read_references(&promote(text))
}

fn read_references(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = read_reference(rest, &mut out).unwrap_or_else(|| {
            out.push('&');
            1
        });
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// Gives headings their own level back.
fn promote(text: &str) -> String {
    if !text.contains('#') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (range, shown, _) in Look::at(text).headings {
        let written = &text[range.clone()];
        let line = &written[..written.find('\n').unwrap_or(written.len())];
        let inner = line.trim_end_matches('#');
        let level = line.len() - inner.len();
        let Some(kept) = inner.strip_suffix(' ').filter(|it| it.len() >= shown) else { continue };
        out.push_str(&text[from..range.start]);
        out.push_str(&"#".repeat(level));
        out.push_str(&kept[shown..]);
        from = range.start + line.len();
    }
    out.push_str(&text[from..]);
    out
}
