//! The grammar of the widdershins family: coder's pages, and stock ones.
//!
//! A page is a list of pieces, and what a piece means follows from the heading
//! that it stands under. Whatever no rule claims is reported, so that nothing
//! is lost in silence.

mod cells;
mod code;
mod curl;
mod intro;
mod operation;
mod schema;
mod tables;

use crate::diag::Report;
use crate::ir::Said;
use crate::read::pages::rules;
use crate::read::pages::sheet::{Piece, PieceKind, Sheet};
use crate::read::pages::shown::{Shown, ShownTag};
use crate::text::Span;

/// Which of the family's dialects a page is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Family {
    /// One page a tag, the summary as the heading.
    Coder,
    /// One page, the `operationId` as the heading.
    Stock,
}

/// Reads a page of the family into what is shown.
pub(super) fn read(sheet: &Sheet, family: Family, shown: &mut Shown, found: &mut Report) {
    let mut grammar = Grammar {
        sheet,
        family,
        shown,
        found,
        at: 0,
        chapter: Chapter::Start,
        described: None,
        detail: None,
        has_ids: false,
        sampled: false,
    };
    let is_chapter =
        |it: &Piece| matches!(it.kind, PieceKind::Heading { level: 1, id: Some(_), .. });
    grammar.has_ids = family == Family::Stock && sheet.pieces.iter().any(is_chapter);
    grammar.shown.ordered |= family == Family::Stock;
    let pieces = 0..sheet.pieces.len();
    grammar.sampled = grammar.has_ids && pieces.into_iter().any(|it| grammar.opens_samples(it));
    grammar.page();
}

struct Grammar<'a> {
    sheet: &'a Sheet,
    family: Family,
    shown: &'a mut Shown,
    found: &'a mut Report,
    /// The next piece.
    at: usize,
    chapter: Chapter,
    /// What was read of the prose on the API so far.
    described: Option<Span>,
    /// The position of the parameter whose prose is shown last, and that prose.
    detail: Option<(usize, Span)>,
    /// Whether chapters have identifiers, so that a heading without one is prose.
    has_ids: bool,
    /// Whether operations begin with code samples, so that a heading without
    /// them is prose.
    sampled: bool,
}

/// What the last heading of level 1 opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chapter {
    Start,
    /// What the API is: stock pages only.
    Intro,
    Authentication,
    Tag(usize),
    Schemas,
}

impl Grammar<'_> {
    fn page(&mut self) {
        while let Some(piece) = self.peek() {
            match piece.kind {
                PieceKind::Heading { level: 1, text, id } if self.begins_chapter(self.at) => {
                    self.open_chapter(text, id);
                }
                PieceKind::Heading { text, .. } if self.begins_operation(self.at) => {
                    self.operation(text);
                    continue;
                }
                PieceKind::Anchor { id } if self.begins_bare_operation(self.at) => {
                    let name = self.sheet.part(id, "opId".len(), self.slice(id).len());
                    self.operation(name);
                    continue;
                }
                // Deeper in some templates than a chapter is.
                PieceKind::Heading { level: 2, text, id: Some(_) }
                    if self.slice(text) == "Schemas" && !self.is_marked(piece) => {}
                PieceKind::Heading { level: 2, text, .. } if self.begins_schema() => {
                    self.schema(text);
                    continue;
                }
                PieceKind::Heading { text, .. } if self.is_marked(piece) => {
                    self.schema(text);
                    continue;
                }
                // Settings of the site; the title stands below once more.
                PieceKind::FrontMatter => self.front_matter(piece.at),
                _ => self.outside(piece),
            }
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<Piece> {
        self.sheet.pieces.get(self.at).copied()
    }

    fn said(&self, at: Span) -> Said {
        self.sheet.said(at)
    }

    fn slice(&self, at: Span) -> &str {
        self.sheet.slice(at)
    }

    /// Whether a heading of level 1 is a chapter's, and not one within prose.
    fn begins_chapter(&self, at: usize) -> bool {
        let Some(PieceKind::Heading { level: 1, text, id }) =
            self.sheet.pieces.get(at).map(|it| it.kind)
        else {
            return false;
        };
        if !self.has_ids || id.is_some() {
            return true;
        }
        let next = self.sheet.pieces.get(at + 1);
        match self.slice(text) {
            "Schemas" => {
                next.is_some_and(|it| matches!(it.kind, PieceKind::Heading { id: Some(_), .. }))
            }
            "Authentication" => next.is_some_and(|it| intro::is_scheme(self.slice(it.at))),
            _ => false,
        }
    }

    fn open_chapter(&mut self, title: Span, id: Option<Span>) {
        let name = self.said(title);
        let is_first = self.chapter == Chapter::Start;
        self.chapter = match &*name.text {
            "Schemas" => Chapter::Schemas,
            "Authentication" if self.family == Family::Stock => Chapter::Authentication,
            _ if is_first && self.family == Family::Stock => {
                self.title(&name, id);
                Chapter::Intro
            }
            _ => {
                let known = self.shown.tags.iter().position(|it| it.name == name);
                Chapter::Tag(known.unwrap_or_else(|| {
                    self.shown.tags.push(ShownTag { name, description: None, docs: None });
                    self.shown.tags.len() - 1
                }))
            }
        };
    }

    /// What stands before the first operation or schema of a chapter.
    fn outside(&mut self, piece: Piece) {
        match (self.chapter, piece.kind) {
            (_, PieceKind::Comment | PieceKind::Anchor { .. }) => {}
            (Chapter::Authentication, kind) => self.authentication(piece.at, kind),
            (Chapter::Intro, _) => self.intro(piece),
            (Chapter::Tag(_), PieceKind::Html) if self.slice(piece.at).starts_with("<a ") => {}
            (Chapter::Tag(tag), kind) if prose(kind) => {
                let (from, at) = (self.at, self.run_of_prose());
                let docs = self.docs_at_end(at);
                self.shown.tags[tag].docs = docs;
                let at = match self.shown.tags[tag].docs {
                    Some(_) if self.at == from => return,
                    Some(_) => self.sheet.pieces[from].at.to(self.sheet.pieces[self.at - 1].at),
                    None if self.family == Family::Stock => self.sheet.with_blanks(at),
                    None => at,
                };
                let said = self.said(at);
                if self.shown.tags[tag].description.is_none() {
                    self.shown.tags[tag].description = Some(said);
                } else {
                    self.lost(at);
                }
            }
            _ => self.lost(piece.at),
        }
    }

    /// From this piece to the last before the next operation or chapter; moves
    /// to that last piece.
    fn run_of_prose(&mut self) -> Span {
        let first = self.sheet.pieces[self.at].at;
        let mut whole = first;
        while let Some(next) = self.sheet.pieces.get(self.at + 1) {
            if self.begins_chapter(self.at + 1)
                || !prose(next.kind)
                || self.begins_operation(self.at + 1)
                || self.begins_bare_operation(self.at + 1)
            {
                break;
            }
            whole = whole.to(next.at);
            self.at += 1;
        }
        whole
    }

    fn lost(&mut self, at: Span) {
        let at = self.sheet.at(at);
        rules::lost(self.found, at, "this text");
    }
}

/// What can be part of a description.
fn prose(kind: PieceKind) -> bool {
    !matches!(kind, PieceKind::FrontMatter | PieceKind::Comment | PieceKind::Anchor { .. })
}
