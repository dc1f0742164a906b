//! Tables of ours: columns by their names, a row a line.

use std::ops::Range;

use crate::diag::Report;
use crate::read::pages::github::leaf::Leaf;
use crate::read::pages::github::piece::Piece;
use crate::read::pages::rules;
use crate::text::Span;

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    columns: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// A row with as many cells as its table has columns.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) at: Span,
    cells: Vec<Piece>,
}

impl Table {
    pub(super) fn read(leaf: &Leaf, at: Range<usize>, found: &mut Report) -> Self {
        let mut lines = leaf.lines(at);
        let header = lines.next().map(|it| cells(leaf, &it)).unwrap_or_default();
        let columns: Vec<String> = header.iter().map(|it| it.text().to_owned()).collect();
        let mut rows = Vec::new();
        for (number, line) in lines.enumerate() {
            let text = leaf.slice(&line);
            if number == 0 && text.chars().all(|it| "|-: \t".contains(it)) {
                continue;
            }
            if !text.starts_with('|') {
                rules::torn_row(found, leaf.span(&line));
                continue;
            }
            let mut cells = cells(leaf, &line);
            let at = leaf.span(&line);
            if cells.len() != columns.len() {
                rules::uneven_row(found, at, cells.len(), columns.len(), None);
            }
            let end = line.end..line.end;
            cells.resize_with(columns.len(), || leaf.piece(end.clone()));
            rows.push(Row { at, cells });
        }
        Self { columns, rows }
    }

    /// Whether its columns are the first of these, and perhaps more of them.
    pub(super) fn has(&self, kept: usize, columns: &[&str]) -> bool {
        let kept = columns[..kept].iter();
        let has = |it: &&str| self.columns.iter().any(|column| column == it);
        kept.clone().all(has) && self.columns.iter().all(|it| columns.contains(&it.as_str()))
    }

    /// The cell of a row in a column; `None` where it is empty or left out.
    pub(super) fn cell<'a>(&self, row: &'a Row, column: &str) -> Option<&'a Piece> {
        let at = self.columns.iter().position(|it| it == column)?;
        row.cells.get(at).filter(|it| !it.is_empty())
    }
}

/// The cells of a line, told apart by each bar without an odd number of `\`
/// before it.
fn cells(leaf: &Leaf, line: &Range<usize>) -> Vec<Piece> {
    let text = leaf.slice(line);
    let mut cells = Vec::new();
    let mut escaped = false;
    let mut from = None;
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'|' && !escaped {
            if let Some(from) = from {
                let at = leaf.trimmed(line.start + from..line.start + at);
                cells.push(Piece::cell(&leaf.page, at));
            }
            from = Some(at + 1);
        }
        escaped = byte == b'\\' && !escaped;
    }
    if let Some(from) = from
        && !text[from..].trim().is_empty()
    {
        let at = leaf.trimmed(line.start + from..line.end);
        cells.push(Piece::cell(&leaf.page, at));
    }
    cells
}
