//! The grammar of the widdershins family: coder's pages, and stock ones.
//!
//! A page is a list of pieces, and what a piece means follows from the heading
//! that it stands under. Whatever no rule claims is reported, so that nothing
//! is lost in silence.

mod cells;
mod curl;
mod intro;

pub(super) use cells::{ANY_PROPERTY, ARRAY_ITEM};

use crate::diag::Report;
use crate::ir::Said;
use crate::read::pages::rules;
use crate::read::pages::sheet::{Piece, PieceKind, Sheet};
use crate::read::pages::shown::{
    Shown, ShownExample, ShownHeader, ShownOperation, ShownResponse, ShownSchema, ShownTable,
    ShownTag,
};
use crate::read::pages::table::{Role, Table};
use crate::text::Span;

/// Which of the family's dialects a page is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Family {
    /// One page a tag, the summary as the heading.
    Coder,
    /// One page, the `operationId` as the heading.
    Stock,
}

impl Family {
    /// The name of the manner.
    pub(super) fn manner(self) -> &'static str {
        match self {
            Self::Coder => "coder",
            Self::Stock => "widdershins",
        }
    }
}

/// Reads a page into what is shown.
pub(super) fn read(sheet: &Sheet, family: Family, shown: &mut Shown, found: &mut Report) {
    let mut grammar = Grammar { sheet, family, shown, found, at: 0, chapter: Chapter::Start };
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

/// What the last heading within an operation opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Start,
    Code,
    Description,
    Body,
    Parameters,
    Details,
    ParameterEnums,
    Examples,
    Responses,
    Schema,
    Enums,
    Headers,
    End,
}

/// What the last heading within a schema opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Example,
    Properties,
    Enums,
}

impl Grammar<'_> {
    fn page(&mut self) {
        while let Some(piece) = self.peek() {
            match piece.kind {
                PieceKind::Heading { level: 1, text, .. } => self.open_chapter(text),
                PieceKind::Heading { text, .. } if self.begins_operation(self.at) => {
                    self.operation(text);
                    continue;
                }
                PieceKind::Heading { level: 2, text, .. } if self.begins_schema() => {
                    self.schema(text);
                    continue;
                }
                // Settings of the site; the title stands below once more.
                PieceKind::FrontMatter => {}
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

    fn open_chapter(&mut self, title: Span) {
        let name = self.said(title);
        let is_first = self.chapter == Chapter::Start;
        self.chapter = match &*name.text {
            "Schemas" => Chapter::Schemas,
            "Authentication" if self.family == Family::Stock => Chapter::Authentication,
            _ if is_first && self.family == Family::Stock => {
                self.title(&name);
                Chapter::Intro
            }
            _ => {
                let known = self.shown.tags.iter().position(|it| it.name == name);
                Chapter::Tag(known.unwrap_or_else(|| {
                    self.shown.tags.push(ShownTag { name, description: None });
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
                let at = self.run_of_prose();
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
            let heading = matches!(next.kind, PieceKind::Heading { level: 1, .. });
            if heading || !prose(next.kind) || self.begins_operation(self.at + 1) {
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

    /// Whether a heading is an operation's: before the next heading of its
    /// level stands a line with a method and a path.
    fn begins_operation(&self, at: usize) -> bool {
        let Some(PieceKind::Heading { level, text, .. }) =
            self.sheet.pieces.get(at).map(|it| it.kind)
        else {
            return false;
        };
        if opened(self.slice(text), Section::Start).is_some() {
            return false;
        }
        let inner = self.sheet.pieces.iter().skip(at + 1);
        (2..=4).contains(&level)
            && inner
                .take_while(
                    |it| !matches!(it.kind, PieceKind::Heading { level: l, .. } if l <= level),
                )
                .take(40)
                .any(|it| {
                    it.kind == PieceKind::Paragraph && cells::route(self.slice(it.at)).is_some()
                })
    }

    fn begins_schema(&self) -> bool {
        let inner = self.sheet.pieces.iter().skip(self.at + 1);
        let mut inner =
            inner.take_while(|it| !matches!(it.kind, PieceKind::Heading { level: 1 | 2, .. }));
        self.chapter == Chapter::Schemas
            || inner.any(|it| match it.kind {
                PieceKind::Heading { text, .. } => self.slice(text) == "Properties",
                _ => false,
            })
    }

    fn operation(&mut self, heading: Span) {
        let start = self.sheet.pieces[self.at].at;
        let tag = match self.chapter {
            Chapter::Tag(tag) => Some(tag),
            _ => None,
        };
        let mut it = ShownOperation {
            at: start,
            tag,
            heading: self.said(heading),
            slug: None,
            id: None,
            summary: None,
            method: Said::default(),
            path: Said::default(),
            description: None,
            deprecated: false,
            curl: None,
            bodies: Vec::new(),
            parameters: Vec::new(),
            parameter_enums: Vec::new(),
            examples: Vec::new(),
            responses: Vec::new(),
            tables: Vec::new(),
            enums: Vec::new(),
            headers: Vec::new(),
            secured: None,
            schemes: Vec::new(),
            open: false,
        };
        let mut section = Section::Start;
        let mut described: Option<Span> = None;
        self.at += 1;
        while let Some(piece) = self.peek() {
            let ends = match piece.kind {
                PieceKind::Heading { level: 1, .. } => true,
                PieceKind::Heading { .. } => self.begins_operation(self.at),
                _ => false,
            };
            if ends {
                break;
            }
            section = self.in_operation(&mut it, section, piece, &mut described);
            it.at = it.at.to(piece.at);
            self.at += 1;
        }
        it.description = described.map(|at| self.said(at));
        it.at = self.sheet.at(it.at);
        self.shown.operations.push(it);
    }

    /// Takes one piece of an operation; says which section comes next.
    fn in_operation(
        &mut self,
        it: &mut ShownOperation,
        section: Section,
        piece: Piece,
        described: &mut Option<Span>,
    ) -> Section {
        let slice = self.sheet.slice(piece.at);
        match piece.kind {
            PieceKind::Heading { text, id, .. } => {
                let opened = opened(self.sheet.slice(text), section);
                if let Some(id) = id {
                    self.slug(it, id);
                }
                if let Some(opened) = opened {
                    return opened;
                }
            }
            PieceKind::Quote { text } => {
                if let Some(opened) = self.in_quote(it, section, text) {
                    return opened;
                }
            }
            PieceKind::Anchor { id } => {
                if let Some(name) = self.sheet.slice(id).strip_prefix("opId") {
                    it.id = Some(self.sheet.told(name, id));
                }
                return section;
            }
            PieceKind::Comment => return section,
            PieceKind::Paragraph if matches!(section, Section::Start | Section::Code) => {
                if let Some((method, path)) = cells::route(slice) {
                    it.method = self.said(self.sheet.part(piece.at, method.start, method.end));
                    it.path = self.said(self.sheet.part(piece.at, path.start, path.end));
                    return Section::Description;
                }
            }
            PieceKind::Fence { info, body } => {
                let example = ShownExample { language: self.said(info), text: self.said(body) };
                match section {
                    Section::Start | Section::Code => {
                        if it.curl.is_none() && slice.contains("curl ") {
                            it.curl = Some(curl::read(self.sheet, body));
                        }
                        return Section::Code;
                    }
                    Section::Body => {
                        it.bodies.push(example);
                        return section;
                    }
                    Section::Examples => {
                        match it.examples.last_mut() {
                            Some((_, shown @ None)) => *shown = Some(example),
                            Some((status, _)) => {
                                let status = status.clone();
                                it.examples.push((status, Some(example)));
                            }
                            None => self.lost(piece.at),
                        }
                        return section;
                    }
                    _ => {}
                }
            }
            PieceKind::Table if self.in_table(it, section, piece.at) => return section,
            PieceKind::Html if slice.starts_with("<aside") => {
                cells::aside(self.sheet, piece.at, it);
                return Section::End;
            }
            _ => {}
        }
        if piece.kind == PieceKind::Paragraph
            && slice.starts_with("To perform this operation, you must be")
        {
            it.secured = Some(self.said(piece.at));
            return Section::End;
        }
        match section {
            Section::Description if self.is_summary(it, piece, *described) => {
                let text = self.sheet.part(piece.at, 1, slice.len() - 1);
                it.summary = Some(self.said(text));
            }
            Section::Description => {
                *described = Some(described.map_or(piece.at, |it| it.to(piece.at)));
            }
            Section::Schema if piece.kind == PieceKind::Paragraph => self.over_table(it, piece.at),
            // Each parameter's prose once more, with its lines as they were.
            Section::Details => self.details(it, piece.at),
            _ => self.lost(piece.at),
        }
        section
    }

    /// Stock pages have the summary in italics right below the route.
    fn is_summary(&self, it: &ShownOperation, piece: Piece, described: Option<Span>) -> bool {
        let text = self.slice(piece.at);
        self.family == Family::Stock
            && piece.kind == PieceKind::Paragraph
            && it.summary.is_none()
            && described.is_none()
            && text.len() > 2
            && text.starts_with('*')
            && text.ends_with('*')
            && !text.starts_with("**")
    }

    fn in_quote(
        &mut self,
        it: &mut ShownOperation,
        section: Section,
        text: Span,
    ) -> Option<Section> {
        let said = self.sheet.slice(text);
        if let Some(status) = said.strip_suffix(" Response")
            && matches!(
                section,
                Section::Examples
                    | Section::Body
                    | Section::Parameters
                    | Section::ParameterEnums
                    | Section::Details
                    | Section::Description
            )
            && !status.contains(' ')
        {
            it.examples.push((self.said(self.sheet.part(text, 0, status.len())), None));
            return Some(Section::Examples);
        }
        match said {
            "Code samples" if section == Section::Start => Some(Section::Code),
            "Body parameter" => Some(Section::Body),
            "Example responses" => Some(Section::Examples),
            _ => None,
        }
    }

    /// The stem of the identifiers that the sections of an operation have.
    fn slug(&self, it: &mut ShownOperation, id: Span) {
        let text = self.sheet.slice(id);
        let stem = ["-responseschema", "-parameters", "-responses"]
            .iter()
            .find_map(|suffix| text.strip_suffix(suffix));
        if let Some(stem) = stem {
            it.slug = Some(self.said(self.sheet.part(id, 0, stem.len())));
        }
    }

    fn in_table(&mut self, it: &mut ShownOperation, section: Section, at: Span) -> bool {
        let kind = match section {
            Section::Parameters
            | Section::ParameterEnums
            | Section::Responses
            | Section::Schema
            | Section::Enums
            | Section::Headers => section,
            _ => return false,
        };
        let table = self.table(at);
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

    fn table(&mut self, at: Span) -> Table {
        let table = Table::read(self.sheet, at);
        for row in &table.rows {
            if row.torn {
                rules::torn_row(self.found, self.sheet.at(row.at));
            } else if row.uneven {
                rules::uneven_row(
                    self.found,
                    self.sheet.at(row.at),
                    row.cells.len(),
                    table.roles.len(),
                );
            }
        }
        table
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
                description: table.said(self.sheet, row, Role::Description),
            });
        }
    }

    /// A line over a table of a response: its status, or the title of a part.
    fn over_table(&mut self, it: &mut ShownOperation, at: Span) {
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

    /// `**name**: prose`, which the table cut to its first line.
    fn details(&mut self, it: &mut ShownOperation, at: Span) {
        let text = self.slice(at);
        let named = text.strip_prefix("**").and_then(|it| it.split_once("**: "));
        let row = named.and_then(|(name, _)| {
            it.parameters.iter_mut().find(|row| *row.name == *name || row.name.ends_with(name))
        });
        match (named, row) {
            (Some((_, said)), Some(row)) => {
                let from = text.len() - said.len();
                row.description = Some(self.sheet.said(self.sheet.part(at, from, text.len())));
            }
            // Prose of several paragraphs: this goes on with the last one.
            _ => {
                let open = it
                    .parameters
                    .iter_mut()
                    .rev()
                    .find(|row| row.description.as_ref().is_some_and(|it| it.contains('\n')));
                let Some(row) = open else { return self.lost(at) };
                let so_far = row.description.take().unwrap_or_default();
                let whole = format!("{so_far}\n\n{text}");
                row.description = Some(Said::new(whole, so_far.at));
            }
        }
    }

    fn schema(&mut self, name: Span) {
        let start = self.sheet.pieces[self.at].at;
        let mut it = ShownSchema {
            at: start,
            name: self.said(name),
            example: None,
            prose: None,
            tables: Vec::new(),
            enums: Vec::new(),
            empty: false,
        };
        let mut part = Part::Example;
        let mut prose_at: Option<Span> = None;
        self.at += 1;
        while let Some(piece) = self.peek() {
            let slice = self.slice(piece.at);
            match piece.kind {
                PieceKind::Heading { level: 1 | 2, .. } => break,
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
                    let table = self.table(piece.at);
                    it.enums.extend(cells::enums(self.sheet, &table));
                }
                PieceKind::Table if part == Part::Properties => {
                    let table = self.table(piece.at);
                    let rows = cells::rows(self.sheet, &table);
                    match it.tables.last_mut() {
                        Some(open) if open.rows.is_empty() => open.rows = rows,
                        _ => it.tables.push(ShownTable { status: None, title: None, rows }),
                    }
                }
                PieceKind::Paragraph if matches!(slice, "None" | "*None*" | "_None_") => {
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

/// What can be part of a description.
fn prose(kind: PieceKind) -> bool {
    !matches!(kind, PieceKind::FrontMatter | PieceKind::Comment | PieceKind::Anchor { .. })
}

/// The section that a heading within an operation opens.
fn opened(heading: &str, section: Section) -> Option<Section> {
    let in_parameters =
        matches!(section, Section::Parameters | Section::Details | Section::ParameterEnums);
    Some(match heading {
        "Code samples" => Section::Code,
        "Body parameter" => Section::Body,
        "Parameters" => Section::Parameters,
        "Detailed descriptions" => Section::Details,
        "Enumerated Values" if in_parameters => Section::ParameterEnums,
        "Enumerated Values" => Section::Enums,
        "Example responses" => Section::Examples,
        "Responses" => Section::Responses,
        "Response Schema" => Section::Schema,
        "Response Headers" => Section::Headers,
        _ => return None,
    })
}
