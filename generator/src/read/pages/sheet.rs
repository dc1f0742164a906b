//! A page as pieces, whatever its dialect writes as Markdown and what as HTML,
//! with places in the file as it is on disk.

use std::sync::Arc;

use crate::ir::Said;
use crate::read::scrape::Places;
use crate::source::{BlockKind, Page, parse_markdown};
use crate::text::{FileId, Span};

/// A page, and how its places lead back to the file.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) page: Page,
    pub(super) pieces: Vec<Piece>,
    places: Option<Places>,
}

/// A block of a page. Its places count in the sheet's own text; [`Sheet::at`]
/// and [`Sheet::said`] lead to the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) at: Span,
    pub(super) kind: PieceKind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PieceKind {
    Heading {
        level: u8,
        text: Span,
        id: Option<Span>,
    },
    Fence {
        info: Span,
        body: Span,
    },
    /// From the header to the line before the next blank one.
    Table,
    Quote {
        text: Span,
    },
    Paragraph,
    List,
    /// `<a id="…">`
    Anchor {
        id: Span,
    },
    Comment,
    Html,
    Code,
    Line,
    FrontMatter,
    Other,
}

impl Sheet {
    /// Takes a text apart. `places` leads from it back to the file, where it
    /// is not the file's own text.
    pub(super) fn new(text: Arc<str>, file: FileId, places: Option<Places>) -> Self {
        let page = page(text, file);
        let pieces = pieces(&page);
        Self { page, pieces, places }
    }

    /// What is written at a place.
    pub(super) fn slice(&self, at: Span) -> &str {
        self.page.slice(at)
    }

    /// The place in the file.
    pub(super) fn at(&self, at: Span) -> Span {
        self.places.as_ref().map_or(at, |it| it.original(at))
    }

    /// What is written at a place, with the place in the file.
    pub(super) fn said(&self, at: Span) -> Said {
        Said::new(self.slice(at), self.at(at))
    }

    /// A text that is not as it is written, with the place where it is.
    pub(super) fn told(&self, text: impl Into<Box<str>>, at: Span) -> Said {
        Said::new(text, self.at(at))
    }

    /// A place with the blanks before it on its line, and with the blanks and
    /// the lines of blanks behind it, which a text keeps where it was written
    /// as it stands. Line ends at the end are the page's.
    pub(super) fn with_blanks(&self, at: Span) -> Span {
        let text = &self.page.text;
        let blank = |it: char| matches!(it, ' ' | '\t');
        let (start, end) = (at.start as usize, at.end as usize);
        let before = text.get(..start).unwrap_or_default();
        let after = text.get(end..).unwrap_or_default();
        let from = before.trim_end_matches(blank).len();
        let rest = after.trim_start();
        let run = &after[..after.len() - rest.len()];
        // Blanks at the beginning of a line belong to what stands there.
        let run = match run.rfind('\n') {
            Some(last) if !rest.is_empty() => &run[..last],
            _ => run,
        };
        let to = end + run.trim_end_matches(['\r', '\n']).len();
        Span::new(at.file, from, to)
    }

    /// A cell with the blanks and line ends around it, up to its bars.
    pub(super) fn up_to_bar(&self, at: Span) -> Span {
        let (start, end) = (at.start as usize, at.end as usize);
        let before = self.page.text.get(..start).unwrap_or_default();
        let after = self.page.text.get(end..).unwrap_or_default();
        let (from, rest) = (before.trim_end(), after.trim_start());
        if !from.ends_with('|') || !rest.starts_with('|') {
            return at;
        }
        Span::new(at.file, from.len(), self.page.text.len() - rest.len())
    }

    /// A part of a place, in bytes from its start, without blanks around it.
    pub(super) fn part(&self, at: Span, from: usize, to: usize) -> Span {
        let text = self.slice(at).get(from..to).unwrap_or_default();
        let lead = text.len() - text.trim_start().len();
        let start = at.start as usize + from + lead;
        Span::new(at.file, start, start + text.trim().len())
    }
}

/// How many bytes may be read once more for what prose opens and never closes.
const MOST_AGAIN: usize = 64 << 20;

/// The blocks of a page. Code or HTML that prose opens and does not close goes
/// on through the sections behind it, so it counts for prose.
fn page(text: Arc<str>, file: FileId) -> Page {
    let mut page = parse_markdown(Arc::clone(&text), file);
    let rounds = MOST_AGAIN / text.len().max(1);
    for _ in 0..rounds.min(text.len()) {
        let Some(open) = page.blocks.iter().find(|it| swallows(page.slice(it.at), it.kind)) else {
            break;
        };
        let from = open.at.start as usize;
        let marks = page.slice(open.at).chars().take_while(|it| matches!(it, '`' | '~' | '<'));
        let to = from + marks.count();
        let plain = [&page.text[..from], &"'".repeat(to - from), &page.text[to..]].concat();
        page = parse_markdown(plain.into(), file);
    }
    Page { text, ..page }
}

/// What stands over the parts of a stock page, behind a blank line.
const HEADS: [&str; 7] = [
    "\n\n<h1 id=\"",
    "\n\n<h2 id=\"tocS_",
    "\n\n<h3 id=\"",
    "\n\n> Code samples\n",
    "\n\n> Body parameter\n",
    "\n\n> Example responses\n",
    "\n\n### Properties\n",
];

/// Whether a block goes on through what stands over another part of the page.
fn swallows(text: &str, kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Fence { .. } | BlockKind::Html)
        && HEADS.iter().any(|it| text.contains(it))
}

fn pieces(page: &Page) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(page.blocks.len());
    let mut covered = 0;
    for block in &page.blocks {
        if block.at.start < covered {
            continue;
        }
        let mut at = block.at;
        let kind = match block.kind {
            BlockKind::Heading { level, text } => PieceKind::Heading { level, text, id: None },
            BlockKind::Fence { info, body } => PieceKind::Fence { info, body },
            BlockKind::Table => {
                at = whole_table(page, at);
                covered = at.end;
                PieceKind::Table
            }
            BlockKind::Quote => PieceKind::Quote { text: quoted(page, at) },
            BlockKind::Paragraph => {
                anchor(page, at).map_or(PieceKind::Paragraph, |id| PieceKind::Anchor { id })
            }
            BlockKind::Html => html(page, at),
            BlockKind::List => PieceKind::List,
            BlockKind::Code => match indented_note(page, at) {
                Some(whole) => {
                    at = whole;
                    covered = at.end;
                    PieceKind::Html
                }
                None => PieceKind::Code,
            },
            BlockKind::Line => PieceKind::Line,
            BlockKind::FrontMatter => PieceKind::FrontMatter,
            BlockKind::Other => PieceKind::Other,
        };
        pieces.push(Piece { at, kind });
    }
    pieces
}

/// A note in HTML that a template indented, so that Markdown takes its first
/// line for code: up to its end.
fn indented_note(page: &Page, at: Span) -> Option<Span> {
    let text = page.slice(at);
    let lead = text.len() - text.trim_start().len();
    let from = at.start as usize + lead;
    let rest = page.text.get(from..).filter(|it| it.starts_with("<aside"))?;
    let end = rest.find("</aside>").map(|it| it + "</aside>".len())?;
    (!rest[..end].contains("\n\n")).then(|| Span::new(at.file, from, from + end))
}

/// A table up to the next blank line: what a line end within a cell tore off
/// belongs to it, though Markdown takes it for something else. Where a row is
/// open at a blank line, that stands within the cell.
fn whole_table(page: &Page, at: Span) -> Span {
    let rest = page.text.get(at.end as usize..).unwrap_or_default();
    let start = at.start as usize;
    let head = page.text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    let is_closed = |it: &str| it.trim_end().ends_with('|');
    // The last row may have gone on for lines already.
    let is_open = |end: usize| {
        let text = page.text.get(start..end).unwrap_or_default();
        is_closed(head) && text.contains("\n|") && !is_closed(text)
    };
    let (mut end, mut blank) = (at.end as usize, false);
    for line in rest.split_inclusive('\n').skip(1) {
        blank |= line.trim().is_empty();
        let is_other = line.starts_with('#') || line.starts_with("```") || line.starts_with('<');
        if is_other || blank && (!is_open(end) || line.starts_with('|')) {
            break;
        }
        let from = line.as_ptr() as usize - page.text.as_ptr() as usize;
        if !blank || is_closed(line) {
            end = from + line.trim_end().len();
            blank = false;
        }
    }
    Span::new(at.file, start, end)
}

/// What a quote of one line says.
fn quoted(page: &Page, at: Span) -> Span {
    let text = page.slice(at);
    let said = text.trim_start_matches(['>', ' ']);
    let lead = text.len() - said.len();
    Span::new(at.file, at.start as usize + lead, at.start as usize + lead + said.trim_end().len())
}

/// A heading, an anchor or a comment in HTML.
fn html(page: &Page, at: Span) -> PieceKind {
    let text = page.slice(at);
    if text.starts_with("<!--") && text.trim_end().ends_with("-->") && !text.contains("\n\n") {
        return PieceKind::Comment;
    }
    heading(page, at)
        .or_else(|| anchor(page, at).map(|id| PieceKind::Anchor { id }))
        .unwrap_or(PieceKind::Html)
}

fn heading(page: &Page, at: Span) -> Option<PieceKind> {
    let text = page.slice(at);
    let rest = text.strip_prefix("<h")?;
    let level = rest.bytes().next().filter(|it| (b'1'..=b'6').contains(it))? - b'0';
    let open = text.find('>')?;
    let close = text.rfind("</h").filter(|it| *it > open)?;
    let start = at.start as usize;
    let said = text.get(open + 1..close)?;
    let lead = said.len() - said.trim_start().len();
    let from = start + open + 1 + lead;
    let name = Span::new(at.file, from, from + said.trim().len());
    let id = attribute(&text[..open], "id");
    let id = id.map(|(from, to)| Span::new(at.file, start + from, start + to));
    Some(PieceKind::Heading { level, text: name, id })
}

fn anchor(page: &Page, at: Span) -> Option<Span> {
    let text = page.slice(at);
    let is_one = text.starts_with("<a ") && !text.contains('\n');
    if !(is_one && text.trim_end().ends_with("></a>") || holds_anchors_alone(text)) {
        return None;
    }
    let (from, to) = attribute(&text[..text.find('>')?], "id")
        .or_else(|| attribute(text, "id"))
        .or_else(|| attribute(text, "name"))?;
    Some(Span::new(at.file, at.start as usize + from, at.start as usize + to))
}

/// Whether a paragraph of HTML shows nothing, and is there to be led to.
fn holds_anchors_alone(text: &str) -> bool {
    let Some(mut rest) = text.strip_prefix("<p").map(|_| text) else { return false };
    while let Some(tag) = rest.trim_start().strip_prefix('<') {
        let Some((tag, after)) = tag.split_once('>') else { return false };
        let name = tag.trim_start_matches('/').split(char::is_whitespace).next();
        if !matches!(name, Some("p" | "a" | "span")) {
            return false;
        }
        rest = after;
    }
    rest.trim().is_empty() && text.contains(" id=\"")
}

/// Where the value of an attribute stands.
fn attribute(tag: &str, name: &str) -> Option<(usize, usize)> {
    let key = tag.find(&format!("{name}=\""))? + name.len() + 2;
    let end = tag[key..].find('"')?;
    Some((key, key + end))
}
