//! Tables whose columns are matched by what they are for, not by where they stand.

use crate::diag::Report;
use crate::ir::Said;
use crate::read::pages::rules;
use crate::read::pages::sheet::Sheet;
use crate::read::pages::types::is_type;
use crate::source::Cells;
use crate::text::Span;

/// What a column is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Name,
    /// The parameter or property whose values are listed.
    Owner,
    Place,
    Type,
    Format,
    Required,
    Restrictions,
    Default,
    Description,
    Status,
    Meaning,
    Schema,
    Values,
    Header,
    /// What is said besides the description.
    Notes,
    /// A method and a path.
    Route,
    /// The name of an operation.
    Method,
    /// The class that it belongs to.
    Class,
    /// The headers of a response.
    Headers,
    /// A way to show who one is.
    Scheme,
    /// What that allows.
    Scopes,
    Other,
}

/// A table with the roles of its columns.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) roles: Vec<Role>,
    /// Whether the cells of the header touch their bars.
    pub(super) tight: bool,
    pub(super) rows: Vec<TableRow>,
}

/// A row with as many cells as the table has columns.
#[derive(Debug)]
pub(super) struct TableRow {
    /// The line, or the lines that a line end in a cell made of it.
    pub(super) at: Span,
    pub(super) cells: Vec<Span>,
    /// A line end within a cell tore it in two.
    pub(super) torn: bool,
    /// How many cells there are, where the table has more columns or fewer.
    pub(super) uneven: Option<usize>,
    /// The cell that bars within it had cut, if there were too many.
    pub(super) joined: Option<Span>,
}

impl Role {
    fn of(header: &str) -> Self {
        match header.trim().trim_matches('*').to_ascii_lowercase().as_str() {
            "name" | "field" | "attribute" => Self::Name,
            "parameter" | "property" | "key" => Self::Owner,
            "in" | "located in" | "location" => Self::Place,
            "type" | "data type" | "datatype" => Self::Type,
            "format" => Self::Format,
            "required" | "mandatory" => Self::Required,
            "restrictions" => Self::Restrictions,
            "default" => Self::Default,
            "description" => Self::Description,
            "notes" => Self::Notes,
            "status" | "code" | "status code" => Self::Status,
            "meaning" => Self::Meaning,
            "schema" => Self::Schema,
            "value" | "value(s)" | "values" => Self::Values,
            "header" => Self::Header,
            "http request" => Self::Route,
            "method" => Self::Method,
            "class" => Self::Class,
            "response headers" => Self::Headers,
            "security schema" | "security scheme" => Self::Scheme,
            "scopes" => Self::Scopes,
            _ => Self::Other,
        }
    }
}

impl Table {
    /// The table that stands there.
    pub(super) fn read(sheet: &Sheet, at: Span) -> Self {
        let mut lines = Lines { sheet, at, next: at.start as usize };
        let header = lines.next().map(|it| sheet.page.row(it, Cells::Quoted));
        let closed = header.as_ref().is_some_and(|it| it.closed);
        let head = header.as_ref().map(|it| sheet.slice(it.at)).unwrap_or_default();
        let tight = closed && !head.contains("| ") && !head.contains(" |");
        let cells = header.map(|it| it.cells).unwrap_or_default();
        let mut roles: Vec<Role> = cells.iter().map(|&it| Role::of(sheet.slice(it))).collect();
        // Beside a column of types, "parameter" and "property" are names.
        if !roles.contains(&Role::Name) && !roles.contains(&Role::Values) {
            for role in roles.iter_mut().filter(|it| **it == Role::Owner) {
                *role = Role::Name;
            }
        }
        // Notes are the description where there is no other.
        if !roles.contains(&Role::Description) {
            for role in roles.iter_mut().filter(|it| **it == Role::Notes) {
                *role = Role::Description;
            }
        }
        lines.next();
        let mut rows = Vec::new();
        let mut pending: Option<(Span, bool)> = None;
        for line in lines {
            let text = sheet.slice(line).trim();
            let ends = !closed || text.ends_with('|');
            let (whole, torn) = match pending.take() {
                Some((before, _)) if !starts_row(text, roles.len()) => (before.to(line), true),
                Some((before, torn)) => {
                    rows.push(row(sheet, before, torn, &roles));
                    (line, false)
                }
                None => (line, false),
            };
            if ends {
                rows.push(row(sheet, whole, torn, &roles));
            } else {
                pending = Some((whole, torn));
            }
        }
        rows.extend(pending.map(|(at, torn)| row(sheet, at, torn, &roles)));
        Self { roles, tight, rows }
    }

    /// The table that stands there, with findings for the rows that are torn
    /// or have too many cells or too few.
    pub(super) fn told(sheet: &Sheet, at: Span, found: &mut Report) -> Self {
        let table = Self::read(sheet, at);
        for row in &table.rows {
            table.tell(sheet, row, 0, found);
        }
        table
    }

    /// The table that stands there, whose rows may lack cells at the end: they
    /// are empty, as Markdown has it.
    pub(super) fn padded(sheet: &Sheet, at: Span, found: &mut Report) -> Self {
        let table = Self::read(sheet, at);
        for row in &table.rows {
            table.tell(sheet, row, table.roles.len(), found);
        }
        table
    }

    /// Tells what is wrong with a row of at least so many cells.
    fn tell(&self, sheet: &Sheet, row: &TableRow, least: usize, found: &mut Report) {
        let at = sheet.at(row.at);
        if row.torn {
            rules::torn_row(found, at);
        } else if let Some(cells) = row.uneven.filter(|it| *it >= least) {
            let joined = row.joined.map(|it| (sheet.at(it), sheet.slice(it)));
            rules::uneven_row(found, at, cells, self.roles.len(), joined);
        }
    }

    /// The rows of a table that stand apart from its header.
    pub(super) fn more(sheet: &Sheet, at: Span, roles: Vec<Role>) -> Self {
        let lines = Lines { sheet, at, next: at.start as usize };
        let rows = lines.map(|line| row(sheet, line, false, &roles)).collect();
        Self { roles, tight: false, rows }
    }

    /// The cell of a row in the column for this, if there is one.
    pub(super) fn cell(&self, row: &TableRow, role: Role) -> Option<Span> {
        let column = self.roles.iter().position(|it| *it == role)?;
        row.cells.get(column).copied()
    }

    /// What the cell says; `None` where it is empty.
    pub(super) fn said(&self, sheet: &Sheet, row: &TableRow, role: Role) -> Option<Said> {
        let said = sheet.said(self.cell(row, role)?);
        (!said.is_empty()).then_some(said)
    }
}

/// Whether a line begins a row of its own.
fn starts_row(line: &str, columns: usize) -> bool {
    line.starts_with('|') && line.matches('|').count() > columns
}

fn row(sheet: &Sheet, at: Span, torn: bool, roles: &[Role]) -> TableRow {
    let columns = roles.len();
    let mut cells = sheet.page.row(at, Cells::Quoted).cells;
    if cells.len() != columns {
        let marked = sheet.page.row(at, Cells::Marked).cells;
        if marked.len() == columns || cells.len() < columns {
            cells = marked;
        }
    }
    let uneven = (cells.len() != columns).then_some(cells.len());
    let mut joined = None;
    if cells.len() > columns && columns > 0 {
        let (type_at, count) = cut_type(sheet, roles, &cells).unwrap_or_default();
        join(&mut cells, type_at, count);
        // What bars cut else is prose; columns behind it are not.
        let prose = roles.iter().position(|it| *it == Role::Description).unwrap_or(columns - 1);
        let rest = cells.len() - columns;
        join(&mut cells, prose, rest);
        joined = cells.get(if count > 0 { type_at } else { prose }).copied();
    }
    TableRow { at, cells, torn, uneven, joined }
}

/// Takes a cell and so many behind it as one.
fn join(cells: &mut Vec<Span>, at: usize, count: usize) {
    if count > 0 {
        cells[at].end = cells[at + count].end;
        cells.drain(at + 1..=at + count);
    }
}

/// A type that bars within it cut: the column that it is in, and the number of
/// cells behind that are of it. It goes up to the cell that says whether the
/// value must be there, or else as far as cells say nothing but types.
fn cut_type(sheet: &Sheet, roles: &[Role], cells: &[Span]) -> Option<(usize, usize)> {
    let at = roles.iter().position(|it| *it == Role::Type)?;
    let extra = cells.len() - roles.len();
    let behind = cells.get(at + 1..)?;
    let says = |it: &Span| {
        let word = sheet.slice(*it).trim_matches('*').to_ascii_lowercase();
        matches!(&*word, "true" | "false" | "yes" | "no" | "mandatory" | "optional" | "conditional")
    };
    let count = match roles.get(at + 1) {
        Some(Role::Required) => behind.iter().take(extra + 1).position(says)?,
        _ => behind.iter().take(extra).take_while(|it| is_type(sheet.slice(**it))).count(),
    };
    Some((at, count))
}

/// The lines of a place, without their ends.
struct Lines<'a> {
    sheet: &'a Sheet,
    at: Span,
    next: usize,
}

impl Iterator for Lines<'_> {
    type Item = Span;
    fn next(&mut self) -> Option<Span> {
        let end = self.at.end as usize;
        if self.next >= end {
            return None;
        }
        let rest = self.sheet.page.text.get(self.next..end)?;
        let length = rest.find('\n').unwrap_or(rest.len());
        let line = rest[..length].trim_end_matches('\r');
        let at = Span::new(self.at.file, self.next, self.next + line.len());
        self.next += length + 1;
        Some(at)
    }
}
