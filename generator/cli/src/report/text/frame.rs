//! One finding as a frame of the lines it is about.

use std::sync::Arc;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use specwright::diag::{self, Diagnostic};
use specwright::source::{Node, Tree};
use specwright::text::{Span, Text, Texts};

use crate::terminal::harmless;

/// Lines longer than this are shown in part: a minified document is one line.
const LONGEST_LINE: usize = 400;
/// How much is shown of a long line on each side of the place, in bytes.
const AROUND: usize = 60;
/// How far above the place the keys that it stands under are shown, in lines.
const ABOVE: usize = 24;
/// How many of those keys are shown.
const KEYS: usize = 3;

/// The frame of a finding, with the rule's name.
pub(super) fn render(
    renderer: &Renderer,
    it: &Diagnostic,
    input: &str,
    texts: &Texts,
    trees: &[Arc<Tree>],
) -> String {
    renderer.render(&groups(it, Some(it.rule.name), input, texts, trees))
}

/// The frame of a failure that is no finding of a rule.
pub(super) fn unnamed(renderer: &Renderer, it: &Diagnostic, texts: &Texts) -> String {
    renderer.render(&groups(it, None, "", texts, &[]))
}

fn groups<'a>(
    it: &'a Diagnostic,
    name: Option<&'a str>,
    input: &'a str,
    texts: &'a Texts,
    trees: &'a [Arc<Tree>],
) -> Vec<Group<'a>> {
    let level = match it.level {
        diag::Level::Error => Level::ERROR,
        diag::Level::Warning => Level::WARNING,
        diag::Level::Info | diag::Level::Off => Level::INFO,
    };
    let mut title = level.primary_title(it.message.as_str());
    if let Some(name) = name {
        title = title.id(name);
    }
    let mut group = Group::with_title(title);
    group = match it.at.and_then(|at| Some((at, texts.get(at.file)?))) {
        Some((at, text)) => {
            let tree = trees.iter().find(|it| it.file() == at.file).map(AsRef::as_ref);
            let kind = AnnotationKind::Primary;
            piece(group, text, at, tree, |span| kind.span(span))
        }
        None if input.is_empty() => group,
        None => group.element(Origin::path(input)),
    };
    for note in &it.notes {
        group = match note.at.and_then(|at| Some((at, texts.get(at.file)?))) {
            Some((at, text)) => {
                let kind = AnnotationKind::Context;
                piece(group, text, at, None, |span| kind.span(span).label(note.message.as_str()))
            }
            None => group.element(Level::NOTE.message(harmless(&note.message))),
        };
    }
    if let Some(help) = &it.help {
        group = group.element(Level::HELP.message(harmless(help)));
    }
    vec![group]
}

/// Adds the lines of a place: its first line, and the keys above it.
fn piece<'a>(
    group: Group<'a>,
    text: &'a Text,
    at: Span,
    tree: Option<&Tree>,
    annotation: impl FnOnce(std::ops::Range<usize>) -> Annotation<'a>,
) -> Group<'a> {
    let (line, column) = text.line_column(at.start);
    let shown = text.line_text(line);
    if shown.len() > LONGEST_LINE {
        let origin = Origin::path(text.path.as_str()).line(line).char_column(column);
        let (source, span) = cut(text, line, at);
        let snippet = Snippet::source(source).line_start(line).annotation(annotation(span));
        return group.element(origin).element(snippet);
    }
    let keys = tree.map(|it| keys_above(it, text, at, line)).unwrap_or_default();
    let first = keys.first().copied().unwrap_or(line);
    let start = offset(text, first);
    let end = offset(text, line) + shown.len();
    let source = text.text.get(start..end).unwrap_or_default();
    let place = |offset: u32| (offset as usize).clamp(start, end) - start;
    let mut snippet = Snippet::source(source)
        .path(text.path.as_str())
        .line_start(first)
        .annotation(annotation(on_boundaries(source, place(at.start), place(at.end))));
    for key in keys {
        let at = offset(text, key) - start;
        snippet = snippet.annotation(AnnotationKind::Visible.span(at..at));
    }
    group.element(snippet)
}

/// The byte at which a line starts.
fn offset(text: &Text, line: usize) -> usize {
    let (base, shown) = (text.text.as_ptr() as usize, text.line_text(line).as_ptr() as usize);
    shown.checked_sub(base).filter(|&it| it <= text.text.len()).unwrap_or(0)
}

/// The part of a long line that is around a place.
fn cut(text: &Text, line: usize, at: Span) -> (&str, std::ops::Range<usize>) {
    let start = offset(text, line);
    let whole = text.line_text(line);
    let inside = |offset: u32| (offset as usize).saturating_sub(start).min(whole.len());
    let (from, to) = (inside(at.start), inside(at.end));
    let to = to.min(from + 2 * AROUND);
    let mut first = from.saturating_sub(AROUND);
    while !whole.is_char_boundary(first) {
        first -= 1;
    }
    let mut last = (to + AROUND).min(whole.len());
    while !whole.is_char_boundary(last) {
        last += 1;
    }
    let shown = whole.get(first..last).unwrap_or_default();
    (shown, on_boundaries(shown, from - first, to - first))
}

/// The range, moved to where characters begin.
fn on_boundaries(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let down = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    down(start)..down(end).max(down(start))
}

/// The lines of the nearest keys that a place stands under, the uppermost first.
fn keys_above(tree: &Tree, text: &Text, at: Span, line: usize) -> Vec<usize> {
    let pointer = tree.pointer_at(at.start);
    let mut lines = Vec::new();
    let mut end = pointer.len();
    while let Some(slash) = pointer.get(..end).and_then(|it| it.rfind('/')) {
        let key = pointer.get(..end).and_then(|it| tree.at_pointer(it)).and_then(Node::key);
        if let Some(key) = key.map(Node::at).filter(|it| it.file == at.file) {
            let above = text.line(key.start);
            if above + ABOVE < line || lines.len() == KEYS {
                break;
            }
            if above < line
                && text.line_text(above).len() <= LONGEST_LINE
                && !lines.contains(&above)
            {
                lines.push(above);
            }
        }
        end = slash;
    }
    lines.sort_unstable();
    lines
}
