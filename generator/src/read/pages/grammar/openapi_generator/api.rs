//! A page of operations: a table of their routes, and a section each.

use super::{Grammar, bare_name, class_name, parameters, types};
use crate::ir::Said;
use crate::read::pages::sheet::{Piece, PieceKind};
use crate::read::pages::shown::{
    Headed, Shown, ShownHeader, ShownOperation, ShownResponse, ShownRoute, ShownRow, ShownType,
};
use crate::read::pages::table::{Role, Table, TableRow};
use crate::text::Span;

/// What the last heading within an operation opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Start,
    Parameters(Group),
    Return,
    Authorization,
    Headers,
    Responses,
    /// Code, which shows nothing that is not said elsewhere.
    Code,
}

/// The parameters that a section speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    All,
    Path,
    /// Those that need not be there, or of which that is not said.
    Others,
}

/// What a section says, before it is known what it means.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) rows: Vec<ShownRow>,
    pub(super) returns: Option<ShownType>,
    pub(super) content_types: Vec<Said>,
    pub(super) accepts: Vec<Said>,
    /// Whether the last table may go on below a blank line.
    open: Option<Vec<Role>>,
}

impl Grammar<'_> {
    pub(super) fn api(&mut self) {
        let mut routes: Vec<ShownRoute> = Vec::new();
        let mut tag = None;
        let mut is_named = false;
        while let Some(piece) = self.peek() {
            self.at += 1;
            match piece.kind {
                PieceKind::Heading { text, .. } => {
                    let name = bare_name(self.sheet.slice(text));
                    let route = routes.iter().find(|it| *it.name == *name).cloned();
                    match route {
                        Some(route) => self.operation(piece, &route, tag, &routes),
                        None if !is_named => {
                            is_named = true;
                            let class = class_name(self.sheet.slice(text));
                            let class = self.sheet.told(class, text);
                            tag = super::tag(self.shown, &class);
                        }
                        None => self.skip_code(&routes),
                    }
                }
                PieceKind::Table => routes.extend(self.routes(piece.at)),
                PieceKind::Paragraph if self.is_known(piece.at) => self.relative_to(piece.at),
                PieceKind::Comment
                | PieceKind::Anchor { .. }
                | PieceKind::Line
                | PieceKind::Html
                | PieceKind::FrontMatter
                | PieceKind::Fence { .. } => {}
                _ => self.lost(piece.at),
            }
        }
        // What has a route and no section is an operation all the same.
        for route in routes {
            if !is_shown(self.shown, &route) {
                let it = bare(&route, tag);
                self.shown.operations.push(it);
            }
        }
    }

    /// Lines that lead elsewhere, or that name the server.
    fn is_known(&self, at: Span) -> bool {
        let text = self.sheet.slice(at);
        text.starts_with("All URIs are relative to")
            || text.starts_with("[[Back to ")
            || text.starts_with("[Back to ")
    }

    /// Passes over a section of code, up to the next operation.
    fn skip_code(&mut self, routes: &[ShownRoute]) {
        while let Some(piece) = self.peek() {
            if let PieceKind::Heading { text, .. } = piece.kind {
                let name = bare_name(self.sheet.slice(text));
                if routes.iter().any(|it| *it.name == *name) {
                    break;
                }
            }
            let is_list = || Table::read(self.sheet, piece.at).roles.contains(&Role::Route);
            if piece.kind == PieceKind::Table && is_list() {
                break;
            }
            self.at += 1;
        }
    }

    /// The rows of a table of routes, if it is one.
    pub(super) fn routes(&mut self, at: Span) -> Vec<ShownRoute> {
        let table = Table::read(self.sheet, at);
        if !table.roles.contains(&Role::Route) {
            self.lost(at);
            return Vec::new();
        }
        let column = |row: &TableRow, role| {
            let place = table.roles.iter().position(|it| *it == role)?;
            row.cells.get(place).copied()
        };
        let mut routes = Vec::new();
        for row in &table.rows {
            let Some(cell) = column(row, Role::Route) else { continue };
            let text = self.sheet.slice(cell);
            let Some((method, path)) = text.trim().split_once(' ') else { continue };
            let path = path.trim().trim_matches('`');
            let method = method.trim_matches('*');
            if !path.starts_with('/') || method.is_empty() {
                self.lost(cell);
                continue;
            }
            let Some(name) = column(row, Role::Method) else { continue };
            let summary = table.said(self.sheet, row, Role::Description).as_ref().map(Self::prose);
            let class = column(row, Role::Class).map(|it| self.name(it));
            let path = self.sheet.told(path.replace("\\_", "_"), cell);
            routes.push(ShownRoute {
                at: self.sheet.at(row.at),
                class,
                name: self.name(name),
                method: self.sheet.told(method.to_ascii_uppercase(), cell),
                path,
                summary: summary.filter(|it| !it.is_empty()),
            });
        }
        routes
    }

    fn operation(
        &mut self,
        start: Piece,
        route: &ShownRoute,
        tag: Option<usize>,
        routes: &[ShownRoute],
    ) {
        let mut it = begun(start.at, route, tag);
        let mut draft = Draft::default();
        let mut section = Section::Start;
        let mut described: Vec<Span> = Vec::new();
        while let Some(piece) = self.peek() {
            if let PieceKind::Heading { text, .. } = piece.kind {
                let slice = self.sheet.slice(text);
                let name = bare_name(slice);
                if routes.iter().any(|it| *it.name == *name) && section != Section::Start {
                    break;
                }
                match opened(slice) {
                    Some(opened) => section = opened,
                    None if section == Section::Start => described.push(piece.at),
                    None => break,
                }
            } else if section == Section::Start {
                self.begins(&mut it, piece, &mut described);
            } else {
                self.in_section(&mut it, &mut draft, section, piece);
            }
            it.at = it.at.to(piece.at);
            self.at += 1;
        }
        it.at = self.sheet.at(it.at);
        self.describe(&mut it, &described);
        parameters::place(&mut it, draft);
        // A class for each tag has the operation once more.
        if !is_shown(self.shown, route) {
            self.shown.operations.push(it);
        }
    }

    /// The signature, and prose below it.
    fn begins(&mut self, it: &mut ShownOperation, piece: Piece, described: &mut Vec<Span>) {
        let slice = self.sheet.slice(piece.at);
        match piece.kind {
            // Behind the signature, on the next line, may stand the summary.
            PieceKind::Quote { .. } if described.is_empty() && slice.contains('(') => {
                if let Some(end) = slice.find('\n') {
                    described.push(self.sheet.part(piece.at, end, slice.len()));
                }
            }
            PieceKind::Comment | PieceKind::Anchor { .. } | PieceKind::Line => {}
            PieceKind::Fence { .. } if described.is_empty() => {}
            _ if slice.starts_with("**Deprecated") || slice.contains("@deprecated") => {
                it.deprecated = true;
            }
            _ => described.push(piece.at),
        }
    }

    /// Prose below the signature: the summary once more, then a description.
    fn describe(&self, it: &mut ShownOperation, described: &[Span]) {
        let mut rest = described;
        let same = |one: &str, two: &str| one.split_whitespace().eq(two.split_whitespace());
        if let Some((first, others)) = rest.split_first() {
            let text = Self::prose(&self.sheet.said(*first));
            if it.summary.as_ref().is_some_and(|it| same(it, &text)) {
                rest = others;
            }
        }
        if let (Some(first), Some(last)) = (rest.first(), rest.last()) {
            it.description = Some(Self::prose(&self.sheet.said(first.to(*last))));
        }
    }

    fn in_section(
        &mut self,
        it: &mut ShownOperation,
        draft: &mut Draft,
        section: Section,
        piece: Piece,
    ) {
        let slice = self.sheet.slice(piece.at);
        let bare = match piece.kind {
            PieceKind::Comment | PieceKind::Anchor { .. } | PieceKind::Line => return,
            _ if slice.starts_with("[[Back to") || slice.starts_with("[Back to") => return,
            kind => kind,
        };
        match (section, bare) {
            (Section::Code, _) => {}
            (Section::Parameters(group), PieceKind::Table) => {
                let table = Table::padded(self.sheet, piece.at, self.found);
                let rows = table.rows.iter();
                let rows: Vec<ShownRow> =
                    rows.filter_map(|row| self.parameter(&table, row, group)).collect();
                draft.rows.extend(rows);
                draft.open = Some(table.roles);
            }
            (Section::Parameters(group), PieceKind::Paragraph) => {
                self.goes_on(draft, piece.at, group);
            }
            (Section::Return, PieceKind::Paragraph | PieceKind::List) => {
                let text = slice.trim_start_matches(['-', ' ']);
                draft.returns = types::read(text.lines().next().unwrap_or_default());
            }
            (Section::Authorization, _) => self.authorization(it, piece.at),
            (Section::Headers, _) => {
                for line in slice.lines() {
                    let (name, said) = line.split_once(':').unwrap_or((line, ""));
                    let list = match name.trim_matches(['-', '*', ' ']) {
                        "Content-Type" => &mut draft.content_types,
                        "Accept" => &mut draft.accepts,
                        _ => continue,
                    };
                    for media in said.split(',').map(|it| it.trim_matches(['`', ' '])) {
                        if media.contains('/') {
                            list.push(self.within(piece.at, media));
                        }
                    }
                }
            }
            (Section::Responses, PieceKind::Table) => self.responses(it, piece.at),
            _ => self.lost(piece.at),
        }
    }

    /// Some templates tear a table apart with blank lines; its rows go on.
    fn goes_on(&mut self, draft: &mut Draft, at: Span, group: Group) {
        let text = self.sheet.slice(at);
        let Some(roles) = draft.open.clone().filter(|_| text.contains(" | ")) else {
            let known = ["This endpoint does not need", "Other parameters are passed", "This API"];
            if !known.iter().any(|it| text.starts_with(it)) {
                self.lost(at);
            }
            return;
        };
        let table = Table::more(self.sheet, at, roles);
        for row in &table.rows {
            if let Some(row) = self.parameter(&table, row, group) {
                draft.rows.push(row);
            }
        }
    }

    fn authorization(&mut self, it: &mut ShownOperation, at: Span) {
        let text = self.sheet.slice(at);
        if text.starts_with("No authorization required") {
            it.open = true;
            return;
        }
        let mut rest = text;
        while let Some((_, after)) = rest.split_once('[') {
            let Some((name, target)) = after.split_once(']') else { break };
            if target.starts_with('(') && !name.is_empty() {
                let name = self.within(at, name);
                it.schemes.push(vec![(self.sheet.told(bare_name(&name), at), Vec::new())]);
            }
            rest = target;
        }
        if it.schemes.is_empty() {
            self.lost(at);
        } else {
            it.secured = Some(self.sheet.said(at));
        }
    }

    fn responses(&mut self, it: &mut ShownOperation, at: Span) {
        let table = Table::padded(self.sheet, at, self.found);
        for row in &table.rows {
            let Some(cell) = table.cell(row, Role::Status) else { continue };
            let status = self.name(cell);
            // `0` stands for every other status.
            let status = if *status == *"0" { Said::new("default", status.at) } else { status };
            if let Some(headers) = table.said(self.sheet, row, Role::Headers) {
                for line in headers.split("<br>") {
                    let line = line.trim().trim_start_matches(['*', ' ']);
                    let (name, prose) = line.split_once(" - ").unwrap_or((line, ""));
                    let name = name.trim_end_matches(['-', ' ']);
                    if name.is_empty() {
                        continue;
                    }
                    it.headers.push(ShownHeader {
                        status: status.clone(),
                        name: Said::new(name.trim(), headers.at),
                        ty: Said::default(),
                        format: None,
                        description: Some(Said::new(prose.trim(), headers.at))
                            .filter(|it| !it.is_empty()),
                    });
                }
            }
            it.responses.push(ShownResponse {
                at: Some(self.sheet.at(row.at)),
                status,
                description: table
                    .said(self.sheet, row, Role::Description)
                    .as_ref()
                    .map(Self::prose),
                ..ShownResponse::default()
            });
        }
    }
}

/// An operation of which only the route is shown.
pub(super) fn bare(route: &ShownRoute, tag: Option<usize>) -> ShownOperation {
    let mut it = begun(route.at, route, tag);
    parameters::place(&mut it, Draft::default());
    it
}

pub(super) fn is_shown(shown: &Shown, route: &ShownRoute) -> bool {
    let mut all = shown.operations.iter();
    all.any(|it| *it.path == *route.path && *it.method == *route.method)
}

fn begun(at: Span, route: &ShownRoute, tag: Option<usize>) -> ShownOperation {
    let mut it = ShownOperation::new(at, tag, route.name.clone());
    it.id = Some(route.name.clone());
    it.method = route.method.clone();
    it.path = route.path.clone();
    it.summary.clone_from(&route.summary);
    it.headed = Headed::Route;
    it
}

/// The section that a heading within an operation opens.
fn opened(heading: &str) -> Option<Section> {
    let bare = heading.trim_matches(['*', ' ', ':']);
    Some(match bare {
        "Parameters" | "Required Parameters" => Section::Parameters(Group::All),
        "Path Parameters" => Section::Parameters(Group::Path),
        "Other Parameters" | "Optional Parameters" => Section::Parameters(Group::Others),
        "Return type" | "Return Type" => Section::Return,
        "Authorization" => Section::Authorization,
        "HTTP request headers" => Section::Headers,
        "HTTP response details" => Section::Responses,
        "Example" | "Examples" | "Example Usage" => Section::Code,
        it if it.starts_with("Using the ") => Section::Code,
        _ => return None,
    })
}
