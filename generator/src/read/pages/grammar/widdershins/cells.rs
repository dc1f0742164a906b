//! What stands in the cells and lines of the family's pages.

use std::ops::Range;

use crate::ir::Said;
use crate::read::pages::sheet::Sheet;
use crate::read::pages::shown::{ANY_PROPERTY, ARRAY_ITEM, ShownEnum, ShownOperation, ShownRow};
use crate::read::pages::table::{Role, Table, TableRow};
use crate::text::Span;

/// `` `METHOD /path` ``: where the method and the path stand. What stands in
/// ticks of its own belongs to the path, unless it is another route.
pub(super) fn route(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let inner = text.strip_prefix('`')?.strip_suffix('`')?;
    let space = inner.find(' ')?;
    let (method, path) = (&inner[..space], inner[space..].trim_start());
    let is_method = !method.is_empty() && method.bytes().all(|it| it.is_ascii_uppercase());
    let is_route = is_method
        && path.starts_with('/')
        && !path.contains('\n')
        && path.matches('`').count() % 2 == 0
        && path.split('`').skip(2).step_by(2).all(|it| !it.contains(" /"));
    let from = text.len() - 1 - path.len();
    is_route.then(|| (1..1 + space, from..from + path.len()))
}

/// The rows of a table of parameters or properties.
pub(super) fn rows(sheet: &Sheet, table: &Table) -> Vec<ShownRow> {
    let read = |row| {
        let cell = table.cell(row, Role::Name)?;
        let (depth, name) = name(sheet, cell);
        Some(ShownRow {
            at: Some(sheet.at(row.at)),
            depth,
            name,
            place: table.said(sheet, row, Role::Place),
            ty: table.said(sheet, row, Role::Type).unwrap_or_default(),
            required: table.said(sheet, row, Role::Required),
            restrictions: table.said(sheet, row, Role::Restrictions).filter(|it| *it != "none"),
            description: description(sheet, table, row),
            default: table.said(sheet, row, Role::Default),
            ..ShownRow::default()
        })
    };
    table.rows.iter().filter_map(read).collect()
}

/// The prose of a row. Where cells touch their bars, blanks are a part of it.
fn description(sheet: &Sheet, table: &Table, row: &TableRow) -> Option<Said> {
    let said = table.said(sheet, row, Role::Description)?;
    if !table.tight || row.torn || *said == *"none" {
        return prose(said);
    }
    // A table of properties keeps line ends so; one of parameters cuts at them.
    if !table.roles.contains(&Role::Place) {
        let whole = said.replace("<br>", "\n");
        return Some(Said::new(whole, said.at));
    }
    let cell = sheet.with_blanks(table.cell(row, Role::Description)?);
    Some(sheet.said(cell))
}

/// What a cell says in prose: each line end in it was a blank line.
fn prose(said: Said) -> Option<Said> {
    if said.contains('\n') {
        let paragraphs: Vec<&str> = said.lines().filter(|it| !it.trim().is_empty()).collect();
        return Some(Said::new(paragraphs.join("\n\n"), said.at));
    }
    (said != "none").then_some(said)
}

/// How deep a name is, and the name: without backticks and guillemets.
fn name(sheet: &Sheet, cell: Span) -> (usize, Said) {
    let text = sheet.slice(cell);
    let bare = text.trim_matches('`');
    let from = text.find(bare).unwrap_or_default();
    // Some templates have a blank there that ends no line.
    let plain = bare.trim_start_matches(['»', ' ', '\u{a0}']);
    let depth = bare[..bare.len() - plain.len()].matches('»').count();
    let from = from + bare.len() - plain.len();
    let at = sheet.part(cell, from, from + plain.len());
    // A blank between the guillemets and the backticks: `` » `[any property]` ``.
    let plain = plain.trim_matches('`');
    let name = match plain {
        "**additionalProperties**" | "__additionalProperties__" => sheet.told(ANY_PROPERTY, at),
        "*anonymous*" | "_anonymous_" => sheet.told(ARRAY_ITEM, at),
        _ => sheet.told(plain, at),
    };
    (depth, name)
}

/// The values of a table of values, in either layout: a row for each value,
/// or one for each name.
pub(super) fn enums(sheet: &Sheet, table: &Table) -> Vec<ShownEnum> {
    let mut all: Vec<ShownEnum> = Vec::new();
    for row in &table.rows {
        let owner = [Role::Owner, Role::Name].into_iter().find_map(|it| table.cell(row, it));
        let owner = owner.map(|cell| name(sheet, cell));
        let depth = owner.as_ref().map_or(0, |it| it.0);
        let owner = owner.map(|it| it.1);
        let Some(cell) = table.cell(row, Role::Values) else { continue };
        let listed = values(sheet, if table.tight { sheet.with_blanks(cell) } else { cell });
        // Of a value that is there already another list begins: two lists
        // under one name stand one below the other.
        let open = all
            .last_mut()
            .filter(|it| it.name == owner && it.depth == depth)
            .filter(|it| !it.values.iter().any(|it| listed.contains(it)));
        match open {
            Some(open) => open.values.extend(listed),
            None => all.push(ShownEnum { name: owner, depth, status: None, values: listed }),
        }
    }
    all
}

/// `` `a`, `b` ``, or one value with or without backticks.
fn values(sheet: &Sheet, cell: Span) -> Vec<Said> {
    let text = sheet.slice(cell);
    let Some(inner) = text.strip_prefix('`').and_then(|it| it.strip_suffix('`')) else {
        return vec![sheet.said(cell)];
    };
    let mut values = Vec::new();
    let mut from = 1;
    for value in inner.split("`, `") {
        let at = Span::new(
            cell.file,
            cell.start as usize + from,
            cell.start as usize + from + value.len(),
        );
        values.push(sheet.said(at));
        from += value.len() + "`, `".len();
    }
    values
}

/// `<aside class="…">`: whether a caller must be known, and by which means. What
/// customised templates say there in their own words is a remark.
pub(super) fn aside(sheet: &Sheet, at: Span, it: &mut ShownOperation) {
    let text = sheet.slice(at);
    let is_success = text.contains("class=\"success\"");
    if is_success && text.contains("does not require authentication") {
        it.open = true;
        return;
    }
    if !is_success {
        it.secured = Some(sheet.said(at));
    }
    let Some(from) = text.find("methods:").map(|it| it + "methods:".len()) else {
        let from = text.find('>').map_or(0, |it| it + 1);
        let to = text.find("</aside>").unwrap_or(text.len()).max(from);
        it.remarks.push(sheet.said(sheet.part(at, from, to)));
        return;
    };
    let to = text.find("</aside>").unwrap_or(text.len()).max(from);
    let mut rest = from;
    while let Some((start, end)) = next_scheme(text, rest, to) {
        let mut all = Vec::new();
        let mut from = start;
        for part in text[start..end].split(" & ") {
            let place = sheet.part(at, from, from + part.len());
            from += part.len() + " & ".len();
            let part = part.trim();
            let (name, scopes) = part.split_once(" ( Scopes: ").unwrap_or((part, ""));
            let scopes = scopes.strip_suffix(')').unwrap_or(scopes).split_whitespace();
            let scopes = scopes.map(|scope| sheet.told(scope, at)).collect();
            if !name.is_empty() && name != "None" {
                all.push((sheet.told(name, sheet.part(place, 0, name.len())), scopes));
            }
        }
        it.schemes.push(all);
        rest = end + 1;
    }
}

/// The next entry of a list parted by commas, those in parentheses aside.
fn next_scheme(text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..to).filter(|it| !it.trim().is_empty())?;
    let mut depth = 0_usize;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => return Some((from, from + at)),
            _ => {}
        }
    }
    Some((from, to))
}
