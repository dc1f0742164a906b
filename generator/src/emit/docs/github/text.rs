//! Markdown that knows its links and anchors before it knows where it stands.

use std::collections::BTreeMap;

use crate::ir::{Body, Example, Header, Id, Operation, Parameter, Response, Schema};
use crate::manner::github::{self as manner, Slugs};

/// What a link of ours can lead to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Target {
    /// A page, by its number in the plan.
    Page(usize),
    /// The front page.
    Front,
    Schema(Id<Schema>),
    Operation(Id<Operation>),
    /// A security scheme, by its position.
    Scheme(usize),
    Response(Id<Response>),
    Body(Id<Body>),
    Example(Id<Example>),
    Parameter(Id<Parameter>),
    Header(Id<Header>),
    /// The part of the front page on authentication.
    Authentication,
}

/// A piece of Markdown. Its links have no destination yet.
#[derive(Clone, Default, Debug)]
pub(super) struct Md {
    text: String,
    /// Where a destination is missing, in order.
    links: Vec<(usize, Target)>,
    /// The text of each heading, in order, and what it is the heading of.
    anchors: Vec<(String, Option<Target>)>,
}

impl From<&str> for Md {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

impl From<String> for Md {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

impl Md {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    pub(super) fn add(&mut self, other: &Self) -> &mut Self {
        let from = self.text.len();
        self.text.push_str(&other.text);
        self.links.extend(other.links.iter().map(|(at, to)| (from + at, *to)));
        self.anchors.extend(other.anchors.iter().cloned());
        self
    }

    /// A link; the label is Markdown.
    pub(super) fn link(&mut self, label: &str, to: Target) -> &mut Self {
        self.push("[").push(label).push("](");
        self.links.push((self.text.len(), to));
        self.push(")")
    }

    /// A heading of ours: what it says as Markdown, and as the text that its
    /// anchor is made of.
    pub(super) fn heading(&mut self, level: usize, label: &str, said: &str, to: Option<Target>) {
        self.part();
        self.push(&"#".repeat(level)).push(" ").push(label).push("\n");
        self.anchors.push((said.to_owned(), to));
    }

    /// A heading that is a link as a whole.
    pub(super) fn linked_heading(&mut self, level: usize, link: &Self, said: &str) {
        self.part();
        self.push(&"#".repeat(level)).push(" ").add(link).push("\n");
        self.anchors.push((said.to_owned(), None));
    }

    /// Prose as a block, below a heading of this level.
    pub(super) fn prose(&mut self, text: Option<&str>, under: usize) {
        let prose = text.map(|it| manner::block(it, under)).unwrap_or_default();
        if prose.text.is_empty() {
            return;
        }
        self.part();
        self.push(&prose.text).push("\n");
        self.anchors.extend(prose.headings.into_iter().map(|it| (it.text, None)));
    }

    /// A paragraph, one fact a line.
    pub(super) fn facts(&mut self, facts: &[Self]) {
        if facts.is_empty() {
            return;
        }
        self.part();
        self.add(&joined(facts, "\\\n")).push("\n");
    }

    /// A block of code.
    pub(super) fn fence(&mut self, language: &str, body: &str) {
        self.part();
        let longest = body.split(|it| it != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.push(&fence).push(language).push("\n").push(body).push("\n");
        self.push(&fence).push("\n");
    }

    /// A table. A column whose cells are all empty is left out, unless it is
    /// one of the first `kept`.
    pub(super) fn table(&mut self, columns: &[&str], kept: usize, rows: &[Vec<Self>]) {
        if rows.is_empty() {
            return;
        }
        let filled =
            |at: usize| rows.iter().any(|row| row.get(at).is_some_and(|it| !it.is_empty()));
        let shown: Vec<usize> = (0..columns.len()).filter(|&at| at < kept || filled(at)).collect();
        self.part();
        for &at in &shown {
            self.push("| ").push(columns[at]).push(" ");
        }
        self.push("|\n");
        for _ in &shown {
            self.push("|---");
        }
        self.push("|\n");
        for row in rows {
            for &at in &shown {
                self.push("| ");
                if let Some(cell) = row.get(at).filter(|it| !it.is_empty()) {
                    self.add(&cell.in_cell()).push(" ");
                }
            }
            self.push("|\n");
        }
    }

    /// A blank line, unless this is the start.
    pub(super) fn part(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// The same, as it is spelt within a cell.
    fn in_cell(&self) -> Self {
        if !self.text.contains('|') {
            return self.clone();
        }
        let mut out = Self::default();
        let mut from = 0;
        for &(at, to) in &self.links {
            out.push(&manner::cell(&self.text[from..at]));
            out.links.push((out.text.len(), to));
            from = at;
        }
        out.push(&manner::cell(&self.text[from..]));
        out
    }
}

/// Pieces one behind the other.
pub(super) fn joined(parts: &[Md], between: &str) -> Md {
    let mut out = Md::default();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.push(between);
        }
        out.add(part);
    }
    out
}

/// Prose with the facts behind it, for a cell.
pub(super) fn cell(prose: Option<&str>, facts: &[Md]) -> Md {
    let mut parts = Vec::with_capacity(facts.len() + 1);
    parts.extend(prose.map(manner::line).filter(|it| !it.is_empty()).map(Md::from));
    parts.extend_from_slice(facts);
    joined(&parts, manner::BETWEEN)
}

/// A page: its file, and what stands on it.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) file: String,
    pub(super) md: Md,
}

/// Every page with its links filled in.
pub(super) fn bound(pages: Vec<Page>, starts: &BTreeMap<Target, usize>) -> Vec<(String, String)> {
    let mut places: BTreeMap<Target, (usize, String)> = BTreeMap::new();
    for (&to, &page) in starts {
        places.insert(to, (page, String::new()));
    }
    for (page, it) in pages.iter().enumerate() {
        let mut slugs = Slugs::default();
        for (said, to) in &it.md.anchors {
            let slug = slugs.next(said);
            if let Some(to) = to {
                places.entry(*to).or_insert((page, slug));
            }
        }
    }
    let files: Vec<String> = pages.iter().map(|it| it.file.clone()).collect();
    let fill = |(page, it): (usize, Page)| {
        let mut text = String::with_capacity(it.md.text.len() + it.md.links.len() * 24);
        let mut from = 0;
        for (at, to) in &it.md.links {
            text.push_str(&it.md.text[from..*at]);
            from = *at;
            let Some((there, slug)) = places.get(to) else { continue };
            if *there != page {
                text.push_str(&files[*there]);
            }
            if !slug.is_empty() {
                text.push('#');
                text.push_str(slug);
            } else if *there == page {
                text.push_str(&files[*there]);
            }
        }
        text.push_str(&it.md.text[from..]);
        (it.file, text)
    };
    pages.into_iter().enumerate().map(fill).collect()
}
