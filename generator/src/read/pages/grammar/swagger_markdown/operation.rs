//! Operations: prose, and a table each for what goes in and comes out.

use super::{Grammar, Heading, heading, joined, types};
use crate::ir::Said;
use crate::read::pages::rules;
use crate::read::pages::sheet::{Piece, PieceKind};
use crate::read::pages::shown::{
    Headed, ShownBody, ShownHeader, ShownOperation, ShownResponse, ShownRow, ShownType,
};
use crate::read::pages::table::{Role, Table};
use crate::text::Span;

/// What the last heading within an operation opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Start,
    Summary,
    Description,
    Parameters,
    Body,
    Responses,
    Security,
    /// What no document of ours can say.
    Strange,
}

impl Grammar<'_> {
    pub(super) fn operation(&mut self, start: Piece, method: &Said, path: Said, struck: bool) {
        self.in_models = false;
        let title = format!("{} {path}", method.to_lowercase());
        let mut it = ShownOperation::new(start.at, self.tag, Said::new(title, method.at));
        it.headed = Headed::Route;
        it.method = Said::new(method.to_ascii_uppercase(), method.at);
        it.path = path;
        it.deprecated = struck;
        let mut section = Section::Start;
        let mut strange: Option<Span> = None;
        while let Some(piece) = self.peek() {
            if let PieceKind::Heading { text, level, .. } = piece.kind {
                match self.opens(text, section) {
                    Some(opened) => section = opened,
                    None if section == Section::Strange && self.is_inner(text, level) => {}
                    None => break,
                }
                if section == Section::Strange {
                    strange = Some(strange.map_or(piece.at, |it: Span| it.to(piece.at)));
                }
            } else if section == Section::Strange && piece.kind != PieceKind::Line {
                strange = Some(strange.map_or(piece.at, |it: Span| it.to(piece.at)));
            } else if piece.kind == PieceKind::Line {
                break;
            } else {
                section = self.in_operation(&mut it, section, piece);
            }
            it.at = it.at.to(piece.at);
            self.at += 1;
        }
        if let Some(at) = strange {
            rules::lost(self.found, self.sheet.at(at), "this callback");
        }
        it.at = self.sheet.at(it.at);
        form(&mut it);
        self.shown.operations.push(it);
    }

    /// Whether a heading is part of what a heading before it opened, as the
    /// route of a callback is.
    fn is_inner(&self, text: Span, level: u8) -> bool {
        let is_route = matches!(heading(self.sheet.slice(text)), Heading::Route { path, .. } if !path.starts_with('/'));
        is_route || level > 4 && self.is_named(text).is_some()
    }

    /// The section that a heading opens; `None` where it ends the operation.
    fn opens(&self, text: Span, section: Section) -> Option<Section> {
        let slice = self.sheet.slice(text);
        let Heading::Other(name) = heading(slice) else { return None };
        let opened = named(name);
        // Below a callback stand sections of its own.
        if section == Section::Strange && opened.is_some() {
            return Some(Section::Strange);
        }
        opened
    }

    fn in_operation(&mut self, it: &mut ShownOperation, section: Section, piece: Piece) -> Section {
        let slice = self.sheet.slice(piece.at);
        if piece.kind == PieceKind::Table {
            return self.in_table(it, section, piece.at);
        }
        let bold = slice.strip_prefix("**").and_then(|it| it.split_once("**"));
        if piece.kind == PieceKind::Paragraph
            && let Some((name, rest)) = bold
        {
            if slice.contains("DEPRECATED") && slice.len() < 24 {
                it.deprecated = true;
                return section;
            }
            // Older pages have their sections' names in bold, some with the
            // text behind.
            if let Some(opened) = named(name.trim_end_matches(':')) {
                let from = slice.len() - rest.len();
                let at = self.sheet.part(piece.at, from, slice.len());
                if !self.sheet.slice(at).is_empty() {
                    self.prose(it, opened, at);
                }
                return opened;
            }
            if section == Section::Start && rest.is_empty() && it.summary.is_none() {
                it.summary = Some(self.within(piece.at, name));
                return Section::Description;
            }
        }
        let is_prose = !matches!(piece.kind, PieceKind::Comment | PieceKind::Anchor { .. });
        if is_prose {
            self.prose(it, section, piece.at);
        }
        section
    }

    fn prose(&mut self, it: &mut ShownOperation, section: Section, at: Span) {
        let said = self.sheet.said(at);
        match section {
            Section::Summary => it.summary = Some(joined(it.summary.take(), said)),
            Section::Start | Section::Description => {
                it.description = Some(joined(it.description.take(), said));
            }
            Section::Body => {
                let body = it.body.get_or_insert_default();
                body.description = Some(joined(body.description.take(), said));
            }
            _ => self.lost(at),
        }
    }

    fn in_table(&mut self, it: &mut ShownOperation, section: Section, at: Span) -> Section {
        let table = Table::told(self.sheet, at, self.found);
        let has = |role| table.roles.contains(&role);
        if has(Role::Place) {
            self.parameters(it, &table);
            return Section::Parameters;
        }
        if has(Role::Scheme) {
            self.security(it, &table, at);
            return Section::Security;
        }
        if has(Role::Status) {
            self.responses(it, &table);
            return Section::Responses;
        }
        if section == Section::Body && (has(Role::Schema) || has(Role::Required)) {
            self.body(it, &table, at);
            return section;
        }
        // A table in prose is part of the prose.
        self.prose(it, section, at);
        section
    }

    fn parameters(&mut self, it: &mut ShownOperation, table: &Table) {
        for row in &table.rows {
            let Some(mut shown) = self.named_row(table, row) else { continue };
            shown.place = table.said(self.sheet, row, Role::Place);
            let ty = table.said(self.sheet, row, Role::Schema);
            let ty = ty.or_else(|| table.said(self.sheet, row, Role::Type));
            let mut shape = ty.as_ref().and_then(|it| types::read(it)).unwrap_or_default();
            shown.ty = ty.unwrap_or_default();
            self.describe(table, row, &mut shown, &mut shape);
            shown.shape = Some(shape);
            if shown.place.as_deref() == Some("body") {
                let required = shown.required.as_deref() == Some("Yes");
                it.body = Some(ShownBody {
                    at: shown.at,
                    description: shown.description,
                    required,
                    content: vec![("application/json".into(), shown.shape)],
                    fields: Vec::new(),
                });
            } else {
                it.parameters.push(shown);
            }
        }
    }

    fn body(&mut self, it: &mut ShownOperation, table: &Table, at: Span) {
        let body = it.body.get_or_insert_default();
        body.at = Some(self.sheet.at(at));
        for row in &table.rows {
            let required = table.said(self.sheet, row, Role::Required);
            body.required |= required.is_some_and(|it| it.eq_ignore_ascii_case("yes"));
            let Some(cell) = table.cell(row, Role::Schema) else { continue };
            body.content.extend(self.content(cell));
        }
    }

    /// What a cell says by media type.
    fn content(&self, cell: Span) -> Vec<(Said, Option<ShownType>)> {
        let all = types::by_media(self.sheet.slice(cell)).into_iter();
        all.map(|(media, shown)| {
            let media = media.map_or_else(
                || self.sheet.told("application/json", cell),
                |it| self.within(cell, it),
            );
            (media, shown)
        })
        .collect()
    }

    fn responses(&mut self, it: &mut ShownOperation, table: &Table) {
        for row in &table.rows {
            let Some(status) = table.said(self.sheet, row, Role::Status) else { continue };
            let cell = table.cell(row, Role::Description);
            let text = cell.map(|it| self.sheet.slice(it)).unwrap_or_default();
            let (prose, headers) = match text.split_once("<br>**Headers:**") {
                Some((prose, headers)) => (prose, headers),
                None => (text, ""),
            };
            let prose = prose.replace("<br>", "\n");
            let description = cell.map(|cell| self.sheet.told(prose.trim_end(), cell));
            for line in headers.split("<br>") {
                let Some((name, said)) = header(line) else { continue };
                let cell = cell.unwrap_or(row.at);
                let (ty, prose) = match said.strip_prefix('(').and_then(|it| it.split_once(')')) {
                    Some((ty, prose)) => (ty, prose.trim_start_matches([':', ' '])),
                    None => ("", said.trim_start_matches([':', ' '])),
                };
                it.headers.push(ShownHeader {
                    status: status.clone(),
                    name: self.within(cell, name),
                    ty: ty.into(),
                    format: None,
                    description: (!prose.is_empty()).then(|| self.within(cell, prose)),
                });
            }
            let schema = table.cell(row, Role::Schema);
            it.responses.push(ShownResponse {
                at: Some(self.sheet.at(row.at)),
                status,
                description,
                content: schema.map(|it| self.content(it)).unwrap_or_default(),
                ..ShownResponse::default()
            });
        }
    }

    /// Each row is a scheme with its scopes, which have a column each.
    fn security(&mut self, it: &mut ShownOperation, table: &Table, at: Span) {
        it.secured = Some(self.sheet.said(at));
        for row in &table.rows {
            let Some(name) = table.said(self.sheet, row, Role::Scheme) else { continue };
            let scopes = row.cells.iter().skip(1).map(|&it| self.sheet.said(it));
            let scopes = scopes.filter(|it| !it.is_empty()).collect();
            it.schemes.push(vec![(name, scopes)]);
        }
    }
}

/// `**X-Rate-Limit** (integer): calls per hour`: the name, and what is behind it.
fn header(line: &str) -> Option<(&str, &str)> {
    let (name, said) = line.trim().strip_prefix("**")?.split_once("**")?;
    Some((name, said.trim()))
}

fn named(name: &str) -> Option<Section> {
    Some(match name.trim_end_matches(':') {
        "Summary" => Section::Summary,
        "Description" => Section::Description,
        "Parameters" => Section::Parameters,
        "Request Body" | "Request body" | "RequestBody" => Section::Body,
        "Responses" => Section::Responses,
        "Security" => Section::Security,
        it if it.starts_with("Callback") => Section::Strange,
        _ => return None,
    })
}

/// Fields of a form are a body: an object with them as properties.
fn form(it: &mut ShownOperation) {
    let is_field = |it: &ShownRow| it.place.as_deref() == Some("formData");
    if !it.parameters.iter().any(is_field) {
        return;
    }
    let (fields, others) = std::mem::take(&mut it.parameters).into_iter().partition(is_field);
    let fields: Vec<ShownRow> = fields;
    it.parameters = others;
    let has_file = fields
        .iter()
        .any(|it| it.shape.as_ref().is_some_and(|it| it.format.as_deref() == Some("binary")));
    let media = if has_file { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
    let at = fields.first().and_then(|it| it.at);
    it.body = Some(ShownBody {
        at,
        description: None,
        required: fields.iter().any(|it| it.required.as_deref() == Some("Yes")),
        content: vec![(Said::new(media, at), None)],
        fields,
    });
}
