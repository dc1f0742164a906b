//! The tables of an operation.

use super::operation::Section;
use super::{Grammar, cells};
use crate::read::pages::shown::{ShownHeader, ShownOperation, ShownResponse, ShownTable};
use crate::read::pages::table::{Role, Table};
use crate::text::Span;

impl Grammar<'_> {
    pub(super) fn in_table(&mut self, it: &mut ShownOperation, section: Section, at: Span) -> bool {
        let kind = match section {
            Section::Parameters
            | Section::ParameterEnums
            | Section::Responses
            | Section::Schema
            | Section::Enums
            | Section::Headers => section,
            _ => return false,
        };
        let table = Table::told(self.sheet, at, self.found);
        match kind {
            Section::Parameters => it.parameters.extend(cells::rows(self.sheet, &table)),
            Section::ParameterEnums => {
                // A parameter has one list, however often it is taken up again.
                for more in cells::enums(self.sheet, &table) {
                    match it.parameter_enums.iter_mut().find(|it| it.name == more.name) {
                        Some(list) => list.values.extend(more.values),
                        None => it.parameter_enums.push(more),
                    }
                }
            }
            Section::Enums => it.enums.extend(cells::enums(self.sheet, &table)),
            Section::Responses => self.responses(it, &table),
            Section::Headers => self.headers(it, &table),
            _ => {
                let rows = cells::rows(self.sheet, &table);
                match it.tables.last_mut() {
                    Some(open) if open.rows.is_empty() => open.rows = rows,
                    Some(open) if open.title.is_none() => open.rows.extend(rows),
                    _ => it.tables.push(ShownTable { status: None, title: None, rows }),
                }
            }
        }
        true
    }

    fn responses(&self, it: &mut ShownOperation, table: &Table) {
        for row in &table.rows {
            let Some(status) = table.said(self.sheet, row, Role::Status) else { continue };
            it.responses.push(ShownResponse {
                at: Some(self.sheet.at(row.at)),
                status: self.sheet.told(
                    status.trim_matches('*'),
                    table.cell(row, Role::Status).unwrap_or(row.at),
                ),
                description: table.said(self.sheet, row, Role::Description),
                schema: table.said(self.sheet, row, Role::Schema),
                ..ShownResponse::default()
            });
        }
    }

    fn headers(&self, it: &mut ShownOperation, table: &Table) {
        for row in &table.rows {
            let Some(name) = table.said(self.sheet, row, Role::Header) else { continue };
            it.headers.push(ShownHeader {
                status: table.said(self.sheet, row, Role::Status).unwrap_or_default(),
                name,
                ty: table.said(self.sheet, row, Role::Type).unwrap_or_default(),
                format: table.said(self.sheet, row, Role::Format),
                description: table
                    .cell(row, Role::Description)
                    .map(|it| if table.tight { self.sheet.up_to_bar(it) } else { it })
                    .map(|it| self.said(it))
                    .filter(|it| !it.is_empty()),
            });
        }
    }

    /// A line over a table of a response: its status, or the title of a part.
    pub(super) fn over_table(&mut self, it: &mut ShownOperation, at: Span) {
        let text = self.slice(at);
        let mut table = ShownTable { status: None, title: None, rows: Vec::new() };
        if let Some(status) =
            text.strip_prefix("Status Code **").and_then(|it| it.strip_suffix("**"))
        {
            let from = "Status Code **".len();
            table.status = Some(self.said(self.sheet.part(at, from, from + status.len())));
        } else {
            let title = Some(self.said(at));
            match it.tables.last_mut() {
                Some(open) if open.rows.is_empty() && open.title.is_none() => {
                    open.title = title;
                    return;
                }
                last => {
                    table.status = last.and_then(|it| it.status.clone());
                    table.title = title;
                }
            }
        }
        it.tables.push(table);
    }
}
