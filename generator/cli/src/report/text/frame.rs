//! One finding as a frame of the lines it is about.

use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use specwright::diag::{self, AND_HERE, Diagnostic, Note};
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
    whole(&renderer.render(&groups(it, Some(it.rule.name), input, texts, trees)))
}

/// The frame of a failure that is no finding of a rule.
pub(super) fn unnamed(renderer: &Renderer, it: &Diagnostic, texts: &Texts) -> String {
    whole(&renderer.render(&groups(it, None, "", texts, &[])))
}

/// A part of a line has its place above it, and no path of its own: the arrow
/// that would point at one is left out.
fn whole(text: &str) -> String {
    let is_arrow = |line: &str| anstream::adapter::strip_str(line).to_string().trim() == ":::";
    text.lines().filter(|line| !is_arrow(line)).collect::<Vec<_>>().join("\n")
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
    let notes = shown(it);
    let mut near: &[&Note] = &[];
    group = match it.at.and_then(|at| Some((at, texts.get(at.file)?))) {
        Some((at, text)) => {
            let tree = trees.iter().find(|it| it.file() == at.file).map(AsRef::as_ref);
            near = &notes;
            piece(group, text, Mark { at, label: None }, near, tree)
        }
        None if input.is_empty() => group,
        None => group.element(Origin::path(input)),
    };
    for note in &notes {
        group = match note.at.and_then(|at| Some((at, texts.get(at.file)?))) {
            Some((at, text))
                if near.is_empty() || !it.at.is_some_and(|to| is_near(text, at, to)) =>
            {
                piece(group, text, Mark { at, label: Some(&note.message) }, &[], None)
            }
            Some(_) => group,
            None => group.element(Level::NOTE.message(harmless(&note.message))),
        };
    }
    if let Some(further) = it.further() {
        group = group.element(Level::NOTE.message(further));
    }
    if let Some(help) = &it.help {
        group = group.element(Level::HELP.message(harmless(help)));
    }
    vec![group]
}

/// The notes that a person sees: of places that have one cause, the first.
fn shown(it: &Diagnostic) -> Vec<&Note> {
    let mut more = 0;
    let notes = it.notes.iter().filter(|it| {
        more += usize::from(it.message == AND_HERE);
        it.message != AND_HERE || more == 1
    });
    notes.collect()
}

/// Whether a place is shown in the frame of another: in the same file, on a
/// line a little above or below it.
fn is_near(text: &Text, at: Span, main: Span) -> bool {
    at.file == main.file && {
        let (line, main) = (text.line(at.start), text.line(main.start));
        let short = |line| text.line_text(line).len() <= LONGEST_LINE;
        line.abs_diff(main) <= ABOVE && short(line) && short(main)
    }
}

/// A place to point at.
#[derive(Clone, Copy)]
struct Mark<'a> {
    at: Span,
    /// What is said there; the main place says it in the title.
    label: Option<&'a str>,
}

impl<'a> Mark<'a> {
    fn annotation(self, span: Range<usize>) -> Annotation<'a> {
        match self.label {
            None => AnnotationKind::Primary.span(span),
            Some(label) => AnnotationKind::Context.span(span).label(label),
        }
    }
}

/// Adds the lines of a place: its first line, the keys above it, and the notes
/// around it.
fn piece<'a>(
    group: Group<'a>,
    text: &'a Text,
    mark: Mark<'a>,
    notes: &[&'a Note],
    tree: Option<&Tree>,
) -> Group<'a> {
    let at = mark.at;
    let (line, column) = text.line_column(at.start);
    if text.line_text(line).len() > LONGEST_LINE {
        let origin = Origin::path(text.path.as_str()).line(line).char_column(column);
        let (source, span) = cut(text, line, at);
        let snippet = Snippet::source(source).line_start(line).annotation(mark.annotation(span));
        return group.element(origin).element(snippet);
    }
    let keys = tree.map(|it| keys_above(it, text, at, line)).unwrap_or_default();
    let mut marks = vec![mark];
    marks.extend(notes.iter().filter_map(|it| {
        let near = it.at.filter(|&near| is_near(text, near, at))?;
        Some(Mark { at: near, label: Some(&it.message) })
    }));
    let lines = || marks.iter().map(|it| text.line(it.at.start)).chain(keys.iter().copied());
    let first = lines().min().unwrap_or(line);
    let last = lines().max().unwrap_or(line);
    let start = offset(text, first);
    let end = offset(text, last) + text.line_text(last).len();
    let source = text.text.get(start..end).unwrap_or_default();
    let mut snippet = Snippet::source(source).path(text.path.as_str()).line_start(first);
    for mark in marks {
        // Of a place of many lines the first one says enough.
        let line = text.line(mark.at.start);
        let line_end = offset(text, line) + text.line_text(line).len();
        let place = |offset: u32| (offset as usize).min(line_end).clamp(start, end) - start;
        let span = on_boundaries(source, place(mark.at.start), place(mark.at.end));
        snippet = snippet.annotation(mark.annotation(span));
    }
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

/// The part of a long line that is around a place, and the place in it.
fn cut(text: &Text, line: usize, at: Span) -> (String, Range<usize>) {
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
    let before = if first > 0 { "…" } else { "" };
    let after = if last < whole.len() { "…" } else { "" };
    let shown = format!("{before}{}{after}", whole.get(first..last).unwrap_or_default());
    let span = on_boundaries(&shown, from - first + before.len(), to - first + before.len());
    (shown, span)
}

/// The range, moved to where characters begin.
fn on_boundaries(text: &str, start: usize, end: usize) -> Range<usize> {
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
