//! Named schemas.

use super::{Chapter, Grammar, cells};
use crate::read::pages::sheet::{Piece, PieceKind};
use crate::read::pages::shown::{ShownExample, ShownSchema, ShownTable};
use crate::read::pages::table::Table;
use crate::text::Span;

/// What the last heading within a schema opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Example,
    Properties,
    Enums,
}

impl Grammar<'_> {
    /// Whether a heading bears the mark of a schema's entry in the contents.
    pub(super) fn is_marked(&self, piece: Piece) -> bool {
        let PieceKind::Heading { id: Some(id), .. } = piece.kind else { return false };
        self.slice(id).contains("tocS")
    }

    pub(super) fn begins_schema(&self) -> bool {
        let inner = self.sheet.pieces.iter().skip(self.at + 1);
        let mut inner =
            inner.take_while(|it| !matches!(it.kind, PieceKind::Heading { level: 1 | 2, .. }));
        self.chapter == Chapter::Schemas
            || inner.any(|it| match it.kind {
                PieceKind::Heading { text, .. } => self.slice(text) == "Properties",
                _ => false,
            })
    }

    pub(super) fn schema(&mut self, name: Span) {
        let start = self.sheet.pieces[self.at].at;
        let mut it = ShownSchema::new(start, self.said(name));
        let mut part = Part::Example;
        let mut prose_at: Option<Span> = None;
        self.at += 1;
        while let Some(piece) = self.peek() {
            let slice = self.slice(piece.at);
            match piece.kind {
                PieceKind::Heading { level: 1 | 2, .. } if !self.sampled => break,
                PieceKind::Heading { .. } if self.is_marked(piece) => break,
                PieceKind::Heading { .. }
                    if self.begins_chapter(self.at) || self.begins_operation(self.at) =>
                {
                    break;
                }
                PieceKind::Heading { text, .. } if self.slice(text) == "Properties" => {
                    part = Part::Properties;
                }
                PieceKind::Heading { text, .. } if self.slice(text) == "Enumerated Values" => {
                    part = Part::Enums;
                }
                PieceKind::Fence { info, body }
                    if it.example.is_none() && part == Part::Example =>
                {
                    it.example =
                        Some(ShownExample { language: self.said(info), text: self.said(body) });
                }
                PieceKind::Anchor { .. } | PieceKind::Comment => {}
                PieceKind::Html if slice.starts_with("<a id=") => {}
                PieceKind::Table if part == Part::Enums => {
                    let table = Table::told(self.sheet, piece.at, self.found);
                    it.enums.extend(cells::enums(self.sheet, &table));
                }
                PieceKind::Table if part == Part::Properties => {
                    let table = Table::told(self.sheet, piece.at, self.found);
                    let rows = cells::rows(self.sheet, &table);
                    match it.tables.last_mut() {
                        Some(open) if open.rows.is_empty() => open.rows = rows,
                        _ => it.tables.push(ShownTable { status: None, title: None, rows }),
                    }
                }
                PieceKind::Paragraph
                    if matches!(slice, "None" | "*None*" | "_None_")
                        && (part == Part::Properties || !self.sampled) =>
                {
                    it.empty = true;
                }
                PieceKind::Paragraph if part == Part::Properties => {
                    let title = Some(self.said(piece.at));
                    it.tables.push(ShownTable { status: None, title, rows: Vec::new() });
                }
                _ if part == Part::Example => {
                    prose_at = Some(prose_at.map_or(piece.at, |it| it.to(piece.at)));
                }
                _ => self.lost(piece.at),
            }
            it.at = it.at.to(piece.at);
            self.at += 1;
        }
        it.prose = prose_at.map(|at| self.said(at));
        it.at = self.sheet.at(it.at);
        self.shown.schemas.push(it);
    }
}
