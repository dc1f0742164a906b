//! Tables, written as they come.

use std::borrow::Cow;

use crate::emit::docs::chain::restrictions;
use crate::manner::widdershins::javascript::printed;
use crate::manner::widdershins::rows::Row;
use crate::source::Value;

use super::Page;

/// A table in the making.
#[derive(Debug)]
pub(super) struct Table {
    text: String,
}

impl Table {
    /// A table without rows.
    pub(super) fn new(head: &[&str]) -> Self {
        let rule = "---|".repeat(head.len());
        Self { text: format!("|{}|\n|{rule}", head.join("|")) }
    }

    /// Adds a row; it has as many cells as the head.
    pub(super) fn row<const N: usize>(&mut self, cells: [&str; N]) {
        self.text.push_str("\n|");
        for cell in cells {
            self.text.push_str(cell);
            self.text.push('|');
        }
    }

    /// Writes the table.
    pub(super) fn write(&self, page: &mut Page) {
        page.block(&self.text);
    }
}

/// The rows of a schema. Without any, nothing is written.
pub(super) fn properties(rows: &[Row<'_>], page: &mut Page) {
    if rows.is_empty() {
        return;
    }
    let mut table = Table::new(&["Name", "Type", "Required", "Restrictions", "Description"]);
    for row in rows {
        let description = row.description().unwrap_or_default();
        let required = if row.required { "true" } else { "false" };
        table.row([
            &row.display_name(),
            &row.safe_type(),
            required,
            or_none(restrictions(row.schema)),
            or_none(&cell(&description)),
        ]);
    }
    table.write(page);
}

/// The tables of enumerated values, a row for each, under the name of what may
/// have it.
#[derive(Debug, Default)]
pub(super) struct Choices<'a> {
    all: Vec<(Cow<'a, str>, &'a [Value])>,
}

impl<'a> Choices<'a> {
    /// Adds the values of an enum.
    pub(super) fn add(&mut self, name: impl Into<Cow<'a, str>>, values: Option<&'a [Value]>) {
        self.all.extend(values.map(|it| (name.into(), it)));
    }

    /// Writes the heading and the table, if there are values.
    pub(super) fn write(&self, column: &str, page: &mut Page) {
        if self.all.is_empty() {
            return;
        }
        page.block("#### Enumerated Values");
        let mut table = Table::new(&[column, "Value"]);
        for (name, values) in &self.all {
            for value in *values {
                table.row([name, &printed(value)]);
            }
        }
        table.write(page);
    }
}

/// The word that stands for an empty cell.
pub(super) fn or_none(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}

/// A description on one line.
fn cell(description: &str) -> Cow<'_, str> {
    let description = description.trim();
    if description == "undefined" {
        return Cow::Borrowed("");
    }
    if description.contains(['\r', '\n']) {
        return Cow::Owned(description.replace('\r', "").replace('\n', "<br>"));
    }
    Cow::Borrowed(description)
}
