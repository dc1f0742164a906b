//! Pages taken apart into sections and the rows of their tables, as written.

use std::collections::BTreeMap;

use crate::build::mirror::fences::{Fences, Line};
use crate::emit::docs::plain_name;
use crate::text::{FileId, Span};

/// What rows are called that have no name of their own.
pub(super) const NAMELESS: [&str; 3] = ["anonymous", "additionalProperties", "additionalItems"];

/// A heading of more lines than this is none.
const LONGEST_HEADING: usize = 16;

/// What stands under a heading: an operation, or a schema.
#[derive(Clone, Debug)]
pub(super) struct Section<'a> {
    /// What it is of: a method and a path, else what its heading says.
    pub(super) key: String,
    pub(super) text: &'a str,
    file: FileId,
    start: usize,
}

/// A sample, or another piece of code.
#[derive(Clone, Debug)]
pub(super) struct Fence<'a> {
    pub(super) language: &'a str,
    /// The last words before it.
    pub(super) label: &'a str,
    pub(super) text: &'a str,
    pub(super) file: FileId,
    /// Where the text starts.
    pub(super) start: usize,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    pub(super) at: Span,
    pub(super) cells: Vec<&'a str>,
    head: Vec<&'a str>,
    /// The name in its first cell, behind a guillemet for each level.
    pub(super) name: String,
}

impl<'a> Row<'a> {
    /// The cell in the column of this name.
    pub(super) fn cell(&self, name: &str) -> Option<&'a str> {
        let column = self.head.iter().position(|it| *it == name)?;
        self.cells.get(column).copied().filter(|_| self.cells.len() == self.head.len())
    }

    /// The name without the guillemets.
    pub(super) fn bare_name(&self) -> &str {
        bare(&self.name)
    }

    /// Whether it has a name of its own.
    pub(super) fn is_named(&self) -> bool {
        !NAMELESS.contains(&self.bare_name())
    }

    /// Whether it may be of a list or a map.
    pub(super) fn may_hold(&self) -> bool {
        let scalars = ["string", "integer", "number", "boolean", "null"];
        self.cell("Type").is_some_and(|ty| !scalars.iter().any(|it| ty.starts_with(it)))
    }

    /// How deep it is shown.
    pub(super) fn depth(&self) -> usize {
        self.name.chars().take_while(|it| *it == '»').count()
    }

    /// Whether a place is on it.
    pub(super) fn holds(&self, at: Span) -> bool {
        self.at.file == at.file && self.at.start <= at.start && at.start < self.at.end
    }
}

/// The sections of a page.
pub(super) fn sections(file: FileId, text: &str) -> Vec<Section<'_>> {
    let marks = marks(text);
    // Whether the responses of an operation come before another operation.
    let mut answered = vec![false; marks.len() + 1];
    for (at, (_, it)) in marks.iter().enumerate().rev() {
        answered[at] = match it {
            Mark::Heading(_) => answered[at + 1],
            Mark::Route(_) => false,
            Mark::Responses => true,
        };
    }
    let mut all: Vec<Section<'_>> = Vec::new();
    // Whether the section has told its operation, and not yet its responses.
    let (mut is_routed, mut is_open) = (false, false);
    for (at, (start, mark)) in marks.into_iter().enumerate() {
        match mark {
            // A heading in what an operation says of itself is prose.
            Mark::Heading(_) if is_open && answered[at] => {}
            // Below the title of a page headings of the first level are prose,
            // but for that of the last chapter.
            Mark::Heading(key)
                if key.starts_with("# ")
                    && !all.is_empty()
                    && !is_html(text, start)
                    && key != "# Schemas" => {}
            Mark::Heading(key) => {
                close(all.last_mut(), text, start);
                all.push(Section { key, text: "", file, start });
                (is_routed, is_open) = (false, false);
            }
            Mark::Route(route) => {
                if let Some(section) = all.last_mut().filter(|_| !is_routed) {
                    route.clone_into(&mut section.key);
                    (is_routed, is_open) = (true, true);
                }
            }
            Mark::Responses => is_open = false,
        }
    }
    close(all.last_mut(), text, text.len());
    all
}

/// A line that tells which section a text is in.
enum Mark<'a> {
    /// It begins one, which says this.
    Heading(String),
    /// The operation that a section is of.
    Route(&'a str),
    /// The heading of the responses of an operation.
    Responses,
}

/// The marks of a page, each with where its line starts.
fn marks(text: &str) -> Vec<(usize, Mark<'_>)> {
    let mut marks = Vec::new();
    let mut fences = Fences::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let from = start;
        start += line.len();
        let line = line.trim_end();
        if fences.next(line) != Line::Other {
            continue;
        }
        let heading = heading(line).or_else(|| long_heading(text.get(from..)?));
        let answers = || {
            let is_it = line == "### Responses"
                || line.starts_with("<h3") && line.ends_with(">Responses</h3>");
            is_it.then_some(Mark::Responses)
        };
        let mark = heading.map(Mark::Heading).or_else(|| route(line).map(Mark::Route));
        marks.extend(mark.or_else(answers).map(|it| (from, it)));
    }
    marks
}

fn is_html(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|it| it.starts_with('<'))
}

fn close<'a>(section: Option<&mut Section<'a>>, text: &'a str, end: usize) {
    if let Some(it) = section {
        it.text = text.get(it.start..end).unwrap_or_default();
    }
}

/// What a heading of the first two levels says; behind a mark if it is of the
/// first, since a tag may have the name of a schema.
fn heading(line: &str) -> Option<String> {
    if let Some(title) = line.strip_prefix("## ") {
        return Some(title.trim().to_owned());
    }
    if let Some(title) = line.strip_prefix("# ") {
        return Some(format!("# {}", title.trim()));
    }
    html_heading(line)
}

/// What a heading in HTML says that goes over some lines, for what it names does.
fn long_heading(text: &str) -> Option<String> {
    if !text.starts_with("<h") {
        return None;
    }
    let lines = text.split_inclusive('\n').take(LONGEST_HEADING);
    let length = lines.take_while(|it| !it.trim().is_empty()).map(str::len).sum::<usize>();
    html_heading(text.get(..length)?)
}

fn html_heading(line: &str) -> Option<String> {
    let mark = if line.starts_with("<h1") { "# " } else { "" };
    let rest = line.strip_prefix("<h1").or_else(|| line.strip_prefix("<h2"))?;
    let title = rest.split_once('>')?.1.split_once("</h")?.0;
    Some(format!("{mark}{}", title.trim()))
}

/// The method and the path on a line with nothing else.
fn route(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('`')?.strip_suffix('`')?;
    let (method, path) = inner.split_once(' ')?;
    let is_method = !method.is_empty() && method.bytes().all(|it| it.is_ascii_uppercase());
    (is_method && path.starts_with('/')).then_some(inner)
}

impl<'a> Section<'a> {
    /// All of it.
    pub(super) fn at(&self) -> Span {
        Span::new(self.file, self.start, self.start + self.text.len())
    }

    /// Its first line.
    pub(super) fn heading(&self) -> Span {
        let line = self.text.lines().next().unwrap_or_default();
        Span::new(self.file, self.start, self.start + line.len())
    }

    /// The rows of the tables that show schemas.
    pub(super) fn rows(&self) -> Vec<Row<'a>> {
        self.lines(|head| head.contains(&"Restrictions"))
    }

    /// The rows of the table of parameters.
    pub(super) fn parameters(&self) -> Vec<Row<'a>> {
        self.lines(|head| head.contains(&"In") && head.contains(&"Type"))
    }

    /// The rows of the table of parameters that show what is in a body.
    pub(super) fn sent(&self) -> Vec<Row<'a>> {
        let mut rows = self.parameters();
        rows.retain(|it| it.cell("In") == Some("body"));
        // The first is the body itself.
        rows.drain(..rows.len().min(1));
        rows
    }

    /// The rows of the tables of responses.
    pub(super) fn answers(&self) -> Vec<Row<'a>> {
        self.lines(|head| head.contains(&"Status") && head.contains(&"Schema"))
    }

    /// The rows of the tables that list values: those of what is sent, or those
    /// of schemas.
    pub(super) fn values(&self, sent: bool) -> Vec<Row<'a>> {
        let lists = |it: &&str| ["Value", "Value(s)"].contains(it);
        self.lines(|head| {
            let is_list = head.last().is_some_and(lists) && head.len() <= 2;
            is_list && (head[0] == "Parameter") == sent
        })
    }

    /// Its samples, and its other code.
    pub(super) fn fences(&self) -> Vec<Fence<'a>> {
        let (mut all, mut label) = (Vec::new(), "");
        let mut fences = Fences::default();
        let mut open = ("", 0);
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let from = start;
            start += line.len();
            match fences.next(line.trim_end()) {
                Line::Opens(language) => open = (language, start),
                Line::Closes => {
                    let (language, begin) = open;
                    let text = self.text.get(begin..from).unwrap_or_default();
                    let (file, start) = (self.file, self.start + begin);
                    all.push(Fence { language, label, text, file, start });
                }
                Line::Other if !line.trim().is_empty() => label = line.trim(),
                Line::Other | Line::Code => {}
            }
        }
        all
    }

    /// How deep the row of each line of a table is shown, by where the line starts.
    pub(super) fn depths(&self) -> BTreeMap<usize, usize> {
        let rows = self.lines(|_| true).into_iter();
        rows.map(|it| (it.at.start as usize, it.depth())).collect()
    }

    /// The rows of some tables; a line end in a cell ends no table.
    fn lines(&self, is_meant: impl Fn(&[&str]) -> bool) -> Vec<Row<'a>> {
        let mut all: Vec<Row<'a>> = Vec::new();
        let mut head: Option<Vec<&str>> = None;
        let mut last: Option<Vec<&str>> = None;
        let mut fences = Fences::default();
        let mut start = self.start;
        for line in self.text.split_inclusive('\n') {
            let from = start;
            start += line.len();
            let line = line.trim_end();
            if fences.next(line) != Line::Other || !line.starts_with('|') {
                last = None;
                continue;
            }
            if line.starts_with("|-") {
                // What was taken for a row was the head of the next table.
                if last.is_some() && head.as_ref().is_some_and(|it| is_meant(it)) {
                    all.pop();
                }
                head = last.take();
                continue;
            }
            let cells = cells(line);
            if let Some(head) = head.as_ref().filter(|it| is_meant(it)) {
                let at = Span::new(self.file, from, from + line.len());
                let name = plain_name(cells.first().copied().unwrap_or_default());
                all.push(Row { at, cells: cells.clone(), head: head.clone(), name });
            }
            last = Some(cells);
        }
        all
    }
}

/// The cells of a line; a bar behind a backslash or within ticks parts none.
pub(super) fn cells(line: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let (mut start, mut ticks, mut escaped) = (1, 0, false);
    for (at, byte) in line.bytes().enumerate().skip(1) {
        match byte {
            b'`' => ticks += 1,
            b'|' if !escaped && ticks % 2 == 0 => {
                cells.push(line[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
        escaped = byte == b'\\';
    }
    cells
}

/// A name without the marks of how deep it stands.
pub(super) fn bare(name: &str) -> &str {
    name.trim_start_matches(['»', ' '])
}
