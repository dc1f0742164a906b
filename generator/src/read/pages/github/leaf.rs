//! A page taken apart: its headings, and the blocks below each.
//!
//! Which headings are ours, Markdown tells; all else is told by lines, since
//! prose can hold nothing that would end it early.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::manner::github::Slugs;
use crate::read::pages::github::piece::{Piece, Written};
use crate::read::scrape::Places;
use crate::text::{FileId, Span};

/// A page.
#[derive(Debug)]
pub(super) struct Leaf {
    /// The file as links name it, without its folder.
    pub(super) name: String,
    pub(super) page: Rc<Written>,
    /// Our own headings.
    pub(super) heads: Vec<Head>,
}

/// A heading of ours.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) level: u8,
    /// What it says, as Markdown.
    pub(super) label: Range<usize>,
    pub(super) anchor: String,
    /// The line.
    pub(super) line: Range<usize>,
    /// What stands below it, up to the next heading of ours.
    pub(super) body: Range<usize>,
}

/// A block below a heading.
#[derive(Clone, Debug)]
pub(super) enum Block {
    /// Lines; of ours each is a fact.
    Facts(Range<usize>),
    /// Lines that begin with a bar, and what is torn off them.
    Table(Range<usize>),
    Fence {
        info: Range<usize>,
        body: Range<usize>,
        whole: Range<usize>,
        closed: bool,
    },
}

impl Block {
    pub(super) fn at(&self) -> Range<usize> {
        match self {
            Self::Facts(at) | Self::Table(at) | Self::Fence { whole: at, .. } => at.clone(),
        }
    }
}

impl Leaf {
    pub(super) fn new(path: &str, text: Arc<str>, file: FileId, places: Option<Places>) -> Self {
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let heads = heads(&text);
        Self { name, page: Rc::new(Written { text, file, places }), heads }
    }

    pub(super) fn slice(&self, at: &Range<usize>) -> &str {
        self.page.text.get(at.clone()).unwrap_or_default()
    }

    pub(super) fn piece(&self, at: Range<usize>) -> Piece {
        Piece::new(&self.page, at)
    }

    pub(super) fn span(&self, at: &Range<usize>) -> Span {
        self.page.span(at)
    }

    pub(super) fn label(&self, head: &Head) -> Piece {
        self.piece(head.label.clone())
    }

    /// A place without the blanks and line ends around it.
    pub(super) fn trimmed(&self, at: Range<usize>) -> Range<usize> {
        let text = self.slice(&at);
        let from = at.start + (text.len() - text.trim_start().len());
        from..from + text.trim().len()
    }

    /// The lines of a place, without their ends.
    pub(super) fn lines(&self, at: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut from = at.start;
        self.slice(&at).split_inclusive('\n').map(move |line| {
            let start = from;
            from += line.len();
            start..start + line.trim_end_matches('\n').len()
        })
    }

    /// The blocks of a place.
    pub(super) fn blocks(&self, at: Range<usize>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut lines = self.lines(at).peekable();
        while let Some(line) = lines.next() {
            let text = self.slice(&line);
            if text.trim().is_empty() {
                continue;
            }
            let marks = text.len() - text.trim_start_matches('`').len();
            if marks > 2 {
                let info = self.trimmed(line.start + marks..line.end);
                let body = line.end + 1;
                let (mut end, mut closed) = (body, false);
                let mut last = line.end;
                for line in lines.by_ref() {
                    let text = self.slice(&line).trim_end();
                    last = line.end;
                    if text.len() >= marks && text.bytes().all(|it| it == b'`') {
                        closed = true;
                        break;
                    }
                    end = line.end + 1;
                }
                let end = end.min(self.page.text.len());
                let body = body.min(end)..end;
                blocks.push(Block::Fence { info, body, whole: line.start..last, closed });
                continue;
            }
            let is_table = text.starts_with('|');
            let mut end = line.end;
            while let Some(next) = lines.next_if(|it| {
                let text = self.slice(it);
                !text.trim().is_empty()
                    && !text.starts_with("```")
                    && (is_table || !text.starts_with('|'))
            }) {
                end = next.end;
            }
            let at = line.start..end;
            blocks.push(if is_table { Block::Table(at) } else { Block::Facts(at) });
        }
        blocks
    }

    /// The facts of a paragraph: its lines, without the marks that join them.
    pub(super) fn facts(&self, at: Range<usize>) -> Vec<Piece> {
        let lines = self.lines(at).map(|line| {
            let text = self.slice(&line);
            let marks = text.len() - text.trim_end_matches('\\').len();
            self.piece(line.start..line.end - marks % 2)
        });
        lines.collect()
    }
}

/// The headings of ours, with the anchors that they have among all headings.
fn heads(text: &str) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    let mut slugs = Slugs::default();
    let mut inside: Option<(Option<Head>, String)> = None;
    let mut depth = 0_usize;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if let Tag::Heading { level, .. } = tag {
                    let ours = (depth == 0).then(|| head(text, level as u8, range)).flatten();
                    inside = Some((ours, String::new()));
                }
                depth += 1;
            }
            Event::End(tag) => {
                depth -= 1;
                if matches!(tag, TagEnd::Heading(_))
                    && let Some((ours, said)) = inside.take()
                {
                    let anchor = slugs.next(&said);
                    heads.extend(ours.map(|it| Head { anchor, ..it }));
                }
            }
            Event::Text(said) | Event::Code(said) => {
                if let Some((_, text)) = &mut inside {
                    text.push_str(&said);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((_, text)) = &mut inside {
                    text.push(' ');
                }
            }
            _ => {}
        }
    }
    for at in 0..heads.len() {
        let end = heads.get(at + 1).map_or(text.len(), |it| it.line.start);
        heads[at].body.end = end;
    }
    heads
}

/// A heading, if it is one of ours: it begins its line, and nothing closes it.
fn head(text: &str, level: u8, at: Range<usize>) -> Option<Head> {
    let begins = at.start == 0 || text[..at.start].ends_with('\n');
    let line = text[at.clone()].lines().next().unwrap_or_default();
    let said = line.get(usize::from(level)..).filter(|_| begins && line.starts_with('#'))?;
    let closing = said.trim_end().trim_end_matches('#');
    let is_closed = closing.len() < said.trim_end().len() && closing.ends_with([' ', '\t']);
    if is_closed {
        return None;
    }
    let start = at.start + line.len() - said.trim_start().len();
    let end = at.start + line.len();
    Some(Head {
        level,
        label: start..start + said.trim().len(),
        anchor: String::new(),
        line: at.start..end,
        body: (end + 1).min(text.len())..end,
    })
}
