//! Models, and what cells of descriptions say besides prose.

use super::{Grammar, heading, types};
use crate::ir::Said;
use crate::read::pages::sheet::{Piece, PieceKind};
use crate::read::pages::shown::{ShownExample, ShownRow, ShownSchema, ShownTable, ShownType};
use crate::read::pages::table::{Role, Table, TableRow};
use crate::text::Span;

impl Grammar<'_> {
    /// A model: prose, and a table of its properties.
    pub(super) fn model(&mut self, start: Piece, name: Said) {
        let mut it = ShownSchema::new(start.at, name);
        it.empty = true;
        let mut rows = Vec::new();
        let mut before: Option<Said> = None;
        let mut in_example = false;
        while let Some(piece) = self.peek() {
            let slice = self.sheet.slice(piece.at);
            match piece.kind {
                PieceKind::Heading { .. } | PieceKind::Line => break,
                PieceKind::Table => rows.extend(self.properties(piece.at)),
                PieceKind::Paragraph if slice.starts_with("**Example**") => in_example = true,
                PieceKind::Fence { info, body } if it.example.is_none() => {
                    let language = self.sheet.said(info);
                    it.example = Some(ShownExample { language, text: self.sheet.said(body) });
                }
                PieceKind::Html if slice.starts_with("<pre>") => {
                    let inner = slice.trim_start_matches("<pre>").trim_end_matches("</pre>");
                    let from = "<pre>".len();
                    let at = self.sheet.part(piece.at, from, from + inner.len());
                    let text = self.sheet.said(at);
                    it.example = Some(ShownExample { language: "json".into(), text });
                }
                PieceKind::Comment | PieceKind::Anchor { .. } => {}
                _ if in_example || !rows.is_empty() => self.lost(piece.at),
                _ => before = Some(super::joined(before, self.sheet.said(piece.at))),
            }
            it.at = it.at.to(piece.at);
            self.at += 1;
        }
        it.at = self.sheet.at(it.at);
        it.prose = before;
        // A lone row with the name of the model is the model itself.
        let itself = matches!(&rows[..], [row] if row.name == it.name && row.required.is_none());
        if itself && let Some(row) = rows.pop() {
            it.shape = Some(row.shape.unwrap_or_default());
            it.prose = it.prose.or(row.description);
        } else {
            it.tables.push(ShownTable { status: None, title: None, rows });
        }
        if it.shape.is_none() && it.tables.iter().all(|it| it.rows.is_empty()) {
            it.shape = Some(ShownType::plain(crate::ir::Type::Object));
        }
        self.shown.schemas.push(it);
    }

    fn properties(&mut self, at: Span) -> Vec<ShownRow> {
        let table = Table::told(self.sheet, at, self.found);
        table.rows.iter().filter_map(|row| self.property(&table, row)).collect()
    }

    fn property(&self, table: &Table, row: &TableRow) -> Option<ShownRow> {
        let mut it = self.named_row(table, row)?;
        let ty = table.said(self.sheet, row, Role::Type);
        let mut shape = ty.as_ref().and_then(|it| types::read(it)).unwrap_or_default();
        it.ty = ty.unwrap_or_default();
        self.describe(table, row, &mut it, &mut shape);
        it.shape = Some(shape);
        Some(it)
    }

    /// A row with its name, which is struck out where it is deprecated.
    pub(super) fn named_row(&self, table: &Table, row: &TableRow) -> Option<ShownRow> {
        let cell = table.cell(row, Role::Name)?;
        let text = self.sheet.slice(cell);
        let name = text.trim_matches(['~', '`', ' ']);
        if name.is_empty() {
            return None;
        }
        let required = table.said(self.sheet, row, Role::Required);
        Some(ShownRow {
            at: Some(self.sheet.at(row.at)),
            name: self.within(cell, name),
            deprecated: text.starts_with("~~"),
            required,
            ..ShownRow::default()
        })
    }

    /// The prose of a row, and what is said in it in a fixed form.
    pub(super) fn describe(
        &self,
        table: &Table,
        row: &TableRow,
        it: &mut ShownRow,
        shape: &mut ShownType,
    ) {
        let Some(cell) = table.cell(row, Role::Description) else { return };
        let mut prose: Vec<&str> = Vec::new();
        for line in self.sheet.slice(cell).split("<br>") {
            let labelled = line.trim();
            match labelled {
                "**Deprecated**" => it.deprecated = true,
                "**Read-only**" => it.restrictions = Some("read-only".into()),
                "**Write-only**" => it.restrictions = Some("write-only".into()),
                _ => match label(labelled) {
                    Some(("Enum", said)) => shape.choices = types::values(said),
                    Some(("Example", said)) => shape.example = Some(plain(said).into()),
                    Some(("Default", said)) => shape.default = Some(plain(said).into()),
                    _ => prose.push(line),
                },
            }
        }
        let text = prose.join("\n");
        let text = text.trim();
        if !text.is_empty() {
            it.description = Some(self.sheet.told(text, cell));
        }
    }

    /// Whether a heading ends what stands before it.
    pub(super) fn is_named(&self, text: Span) -> Option<&str> {
        match heading(self.sheet.slice(text)) {
            super::Heading::Other(name) => Some(name),
            _ => None,
        }
    }
}

/// `*Example:* …` and the like.
fn label(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('*')?;
    let rest = rest.strip_prefix('*').unwrap_or(rest);
    let (name, said) = rest.split_once(":*")?;
    let is_word = !name.is_empty() && name.chars().all(char::is_alphabetic);
    is_word.then(|| (name, said.trim_start_matches('*').trim()))
}

fn plain(said: &str) -> &str {
    said.trim().trim_matches('`')
}
