//! The tables of an operation.

use super::operation::{Section, opened};
use super::{Family, Grammar, cells};
use crate::ir::Said;
use crate::read::pages::sheet::PieceKind;
use crate::read::pages::shown::{
    ShownEnum, ShownHeader, ShownOperation, ShownResponse, ShownTable,
};
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
            Section::ParameterEnums if self.family == Family::Stock => {
                it.parameter_enums.extend(cells::enums(self.sheet, &table));
            }
            Section::ParameterEnums => {
                // A parameter has one list, however often it is taken up again.
                for more in cells::enums(self.sheet, &table) {
                    match it.parameter_enums.iter_mut().find(|it| it.name == more.name) {
                        Some(list) => list.values.extend(more.values),
                        None => it.parameter_enums.push(more),
                    }
                }
            }
            Section::Enums if self.family == Family::Stock => {
                let status = it.tables.last().and_then(|it| it.status.clone());
                let own = cells::enums(self.sheet, &table).into_iter();
                it.enums.extend(own.map(|it| ShownEnum { status: status.clone(), ..it }));
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

    /// The table of responses as the templates write it: prose stands in it
    /// with its line ends, so that Markdown sees a table and what not below.
    /// Moves to the last piece that is part of it.
    pub(super) fn stock_responses(&mut self, it: &mut ShownOperation, at: Span) {
        let table = Table::read(self.sheet, at);
        let columns = [Role::Status, Role::Meaning, Role::Description, Role::Schema];
        let rows = self.whole_rows(at, |line| {
            let mut cells = line.split('|').skip(1);
            let status = cells.next().unwrap_or_default();
            let meaning = cells.next().unwrap_or_default();
            let is_known = matches!(meaning, "Default" | "Unknown") || meaning.contains("](http");
            !status.is_empty() && is_known
        });
        if table.roles != columns || !table.tight || rows.is_empty() {
            let table = Table::told(self.sheet, at, self.found);
            return self.responses(it, &table);
        }
        for row in rows {
            let text = self.sheet.slice(row);
            let cells = text.trim_end().trim_matches('|');
            let Some((status, rest)) = cells.split_once('|') else { continue };
            let Some((_, rest)) = rest.split_once('|') else { continue };
            let (prose, schema) = match rest.rsplit_once('|') {
                Some((prose, schema)) => (prose, Some(schema)),
                None => (rest, None),
            };
            let place = |part: &str| {
                let from = part.as_ptr() as usize - text.as_ptr() as usize;
                self.sheet.part(row, from, from + part.len())
            };
            let said = |part: &str| {
                Some(self.said(place(part))).filter(|it| !it.is_empty() && **it != *"none")
            };
            it.responses.push(ShownResponse {
                at: Some(self.sheet.at(row)),
                status: self.said(place(status)),
                description: said(prose),
                schema: schema.map(|it| self.said(place(it))).filter(|it| !it.is_empty()),
                ..ShownResponse::default()
            });
        }
    }

    /// The rows of a table, each up to the next line that is one; what stands
    /// between is a part of them. Moves to the last piece of the table.
    fn whole_rows(&mut self, at: Span, is_row: impl Fn(&str) -> bool) -> Vec<Span> {
        let mut end = at.end;
        while let Some(next) = self.sheet.pieces.get(self.at + 1) {
            let is_section = match next.kind {
                PieceKind::Heading { text, id, .. } => {
                    id.is_some()
                        || opened(self.slice(text), Section::Responses).is_some()
                        || self.begins_operation(self.at + 1)
                        || self.begins_chapter(self.at + 1)
                }
                PieceKind::Html => self.slice(next.at).starts_with("<aside"),
                PieceKind::Anchor { .. } | PieceKind::Comment => true,
                _ => false,
            };
            if is_section {
                break;
            }
            end = end.max(next.at.end);
            self.at += 1;
        }
        let text = self.sheet.page.text.get(at.start as usize..end as usize).unwrap_or_default();
        let mut starts = Vec::new();
        let mut from = 0;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            if index > 1 && line.starts_with('|') && is_row(line) {
                starts.push(at.start as usize + from);
            }
            from += line.len();
        }
        let ends = starts.iter().skip(1).copied().chain([end as usize]);
        starts.iter().zip(ends).map(|(&from, to)| Span::new(at.file, from, to)).collect()
    }

    /// The table of headers as the templates write it: their prose stands in it
    /// as it is.
    pub(super) fn stock_headers(&mut self, it: &mut ShownOperation, at: Span) {
        let table = Table::read(self.sheet, at);
        let columns = [Role::Status, Role::Header, Role::Type, Role::Format, Role::Description];
        let statuses: Vec<Said> = it.responses.iter().map(|it| it.status.clone()).collect();
        let rows = self.whole_rows(at, |line| {
            let status = line.split('|').nth(1).unwrap_or_default();
            line.matches('|').count() >= columns.len() && statuses.iter().any(|it| **it == *status)
        });
        if table.roles != columns || !table.tight || rows.is_empty() {
            let table = Table::told(self.sheet, at, self.found);
            return self.headers(it, &table);
        }
        for row in rows {
            let text = self.sheet.slice(row).trim_end();
            let cells = text.strip_suffix('|').unwrap_or(text);
            let place = |part: &str| {
                let from = row.start as usize + (part.as_ptr() as usize - text.as_ptr() as usize);
                Span::new(row.file, from, from + part.len())
            };
            let said = |part: &str| Some(self.said(place(part))).filter(|it| !it.is_empty());
            let mut cells = cells.splitn(columns.len() + 1, '|').skip(1);
            let mut next = || cells.next().and_then(said);
            it.headers.push(ShownHeader {
                status: next().unwrap_or_default(),
                name: next().unwrap_or_default(),
                ty: next().unwrap_or_default(),
                format: next(),
                description: next(),
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
