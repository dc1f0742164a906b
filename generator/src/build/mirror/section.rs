//! Pages taken apart into sections and the rows of their tables, as written.

use crate::text::{FileId, Span};

/// What stands under a heading: an operation, or a schema.
#[derive(Clone, Debug)]
pub(super) struct Section<'a> {
    /// What it is of: a method and a path, else what its heading says.
    pub(super) key: String,
    pub(super) text: &'a str,
    file: FileId,
    start: usize,
}

/// A line of a table.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub(super) at: Span,
    pub(super) cells: Vec<&'a str>,
    head: Vec<&'a str>,
}

impl<'a> Line<'a> {
    /// The cell in the column of this name.
    pub(super) fn cell(&self, name: &str) -> Option<&'a str> {
        let column = self.head.iter().position(|it| *it == name)?;
        self.cells.get(column).copied().filter(|_| self.cells.len() == self.head.len())
    }

    /// Whether a place is on it.
    pub(super) fn holds(&self, at: Span) -> bool {
        self.at.file == at.file && self.at.start <= at.start && at.start < self.at.end
    }
}

/// The sections of a page.
pub(super) fn sections(file: FileId, text: &str) -> Vec<Section<'_>> {
    let mut all: Vec<Section<'_>> = Vec::new();
    let mut fenced = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let from = start;
        start += line.len();
        let line = line.trim_end();
        fenced ^= line.starts_with("```");
        if fenced {
            continue;
        }
        if let Some(title) = heading(line) {
            close(all.last_mut(), text, from);
            all.push(Section { key: title.to_owned(), text: "", file, start: from });
        } else if let Some(route) = route(line)
            && let Some(section) = all.last_mut()
        {
            route.clone_into(&mut section.key);
        }
    }
    close(all.last_mut(), text, text.len());
    all
}

fn close<'a>(section: Option<&mut Section<'a>>, text: &'a str, end: usize) {
    if let Some(it) = section {
        it.text = text.get(it.start..end).unwrap_or_default();
    }
}

/// What a heading of the first two levels says.
fn heading(line: &str) -> Option<&str> {
    if let Some(title) = line.strip_prefix("# ").or_else(|| line.strip_prefix("## ")) {
        return Some(title.trim());
    }
    let rest = line.strip_prefix("<h1").or_else(|| line.strip_prefix("<h2"))?;
    rest.split_once('>')?.1.split_once("</h").map(|it| it.0.trim())
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

    /// The rows of the tables that show schemas.
    pub(super) fn rows(&self) -> Vec<Line<'a>> {
        self.lines(|head| head.contains(&"Restrictions"))
    }

    /// The rows of the tables that list the values of schemas.
    pub(super) fn values(&self) -> Vec<Line<'a>> {
        let lists = |it: &&str| ["Value", "Value(s)"].contains(it);
        self.lines(|head| {
            head.last().is_some_and(lists) && head.len() <= 2 && head[0] != "Parameter"
        })
    }

    /// The rows of some tables; a line end in a cell ends no table.
    fn lines(&self, is_meant: impl Fn(&[&str]) -> bool) -> Vec<Line<'a>> {
        let mut all: Vec<Line<'a>> = Vec::new();
        let mut head: Option<Vec<&str>> = None;
        let mut last: Option<Vec<&str>> = None;
        let mut fenced = false;
        let mut start = self.start;
        for line in self.text.split_inclusive('\n') {
            let from = start;
            start += line.len();
            fenced ^= line.starts_with("```");
            let line = line.trim_end();
            if fenced || !line.starts_with('|') {
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
                all.push(Line { at, cells: cells.clone(), head: head.clone() });
            }
            last = Some(cells);
        }
        all
    }
}

/// The cells of a line; a bar behind a backslash or within ticks parts none.
fn cells(line: &str) -> Vec<&str> {
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

/// Which names of two lists stand for each other: both in order, what only one
/// of them has passed over.
pub(super) fn align(one: &[String], two: &[String]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut at, mut next) = (0, 0);
    while let (Some(name), Some(other)) = (one.get(at), two.get(next)) {
        if name != other {
            let ahead = |of: &[String], from: usize, name: &String| {
                of[from..].iter().position(|it| it == name)
            };
            match (ahead(two, next, name), ahead(one, at, other)) {
                (Some(skip), Some(other)) if other < skip => at += other,
                (Some(skip), _) => next += skip,
                (None, _) => at += 1,
            }
            continue;
        }
        pairs.push((at, next));
        at += 1;
        next += 1;
    }
    pairs
}
