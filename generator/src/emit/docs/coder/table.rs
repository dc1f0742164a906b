//! Tables, laid out as the table formatter of the chain does.
//!
//! It takes the lines of a table one by one and stops at the first that has
//! another number of cells than the head: a line break or a bar in a
//! description leaves the rest of the table as it was, `|a|b|`.

use std::borrow::Cow;

use super::repair::Repairs;

/// A table with its cells as they are in Markdown.
#[derive(Debug)]
pub(super) struct Table<'a> {
    /// The head; it says how many columns there are.
    head: Vec<Cow<'a, str>>,
    rows: Vec<Vec<Cow<'a, str>>>,
}

impl<'a> Table<'a> {
    /// A table without rows.
    pub(super) fn new(head: &[&'static str]) -> Self {
        Self { head: head.iter().map(|it| Cow::Borrowed(*it)).collect(), rows: Vec::new() }
    }

    /// Adds a row; it has as many cells as the head.
    pub(super) fn row<const N: usize>(&mut self, cells: [Cow<'a, str>; N]) {
        debug_assert_eq!(cells.len(), self.head.len(), "a cell for each column");
        self.rows.push(cells.into());
    }

    /// Whether there are no rows.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes the table, its cells repaired.
    pub(super) fn write(mut self, repairs: &mut Repairs, text: &mut String) {
        for cell in self.rows.iter_mut().flatten() {
            repairs.cell(cell);
        }
        let columns = self.head.len();
        let fits = self.rows.iter_mut().map(|it| fits(it, columns));
        let fitting = fits.take_while(|it| *it).count();
        if fitting == 0 {
            raw(&self.head, text);
            text.push('|');
            text.push_str(&"---|".repeat(columns));
            text.push('\n');
        } else {
            let (fitting, _) = self.rows.split_at(fitting);
            let widths = widths(&self.head, fitting);
            aligned(&self.head, &widths, text);
            text.push('|');
            for width in &widths {
                text.extend(std::iter::repeat_n('-', width + 2));
                text.push('|');
            }
            text.push('\n');
            for row in fitting {
                aligned(row, &widths, text);
            }
        }
        for row in &self.rows[fitting..] {
            raw(row, text);
        }
    }
}

/// Whether a row is one line of so many cells; if so the cells become those
/// that the formatter sees.
fn fits(row: &mut Vec<Cow<'_, str>>, columns: usize) -> bool {
    let plain = |cell: &Cow<'_, str>| {
        let mut ticks = 0;
        let safe = cell.bytes().all(|it| {
            ticks += usize::from(it == b'`');
            !matches!(it, b'|' | b'\n' | b'\\')
        });
        safe && ticks % 2 == 0
    };
    if !row.iter().all(plain) {
        let mut line = String::new();
        raw(row, &mut line);
        let line = line.strip_suffix('\n').unwrap_or(&line);
        if line.contains('\n') {
            return false;
        }
        let cells = split(line);
        let bordered = cells.len() > 2 && cells[0].is_empty() && cells[cells.len() - 1].is_empty();
        if !bordered || cells.len() != columns + 2 {
            return false;
        }
        *row = cells[1..=columns].iter().map(|it| Cow::Owned((*it).to_owned())).collect();
    }
    for cell in row {
        if cell.trim().len() != cell.len() {
            *cell = Cow::Owned(cell.trim().to_owned());
        }
    }
    true
}

/// A line taken apart at its bars, but not at those behind a backslash or
/// within an odd number of backticks.
fn split(line: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let (mut start, mut ticks, mut escaped) = (0, 0, false);
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'`' => ticks += 1,
            b'|' if !escaped && ticks % 2 == 0 => {
                cells.push(&line[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        escaped = byte == b'\\';
    }
    cells.push(&line[start..]);
    cells
}

fn widths(head: &[Cow<'_, str>], rows: &[Vec<Cow<'_, str>>]) -> Vec<usize> {
    let mut widths: Vec<usize> = head.iter().map(|it| width(it)).collect();
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(width(cell));
        }
    }
    widths
}

/// How wide the formatter takes a text to be: UTF-16 code units, and one more
/// for each ideograph of the two blocks that it knows.
fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let wide = |it: char| matches!(it, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}');
    text.chars().map(|it| it.len_utf16() + usize::from(wide(it))).sum()
}

fn aligned(cells: &[Cow<'_, str>], widths: &[usize], text: &mut String) {
    text.push('|');
    for (cell, column) in cells.iter().zip(widths) {
        text.push(' ');
        text.push_str(cell);
        text.extend(std::iter::repeat_n(' ', column.saturating_sub(width(cell)) + 1));
        text.push('|');
    }
    text.push('\n');
}

fn raw(cells: &[Cow<'_, str>], text: &mut String) {
    text.push('|');
    for cell in cells {
        text.push_str(cell);
        text.push('|');
    }
    text.push('\n');
}
