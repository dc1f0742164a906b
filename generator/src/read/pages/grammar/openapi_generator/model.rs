//! A page of a model: its properties, and the values of those that list them.

use super::{Grammar, bare_name, class_name};
use crate::ir::{Said, Type};
use crate::read::pages::sheet::PieceKind;
use crate::read::pages::shown::{ShownKind, ShownRow, ShownSchema, ShownTable, ShownType};
use crate::read::pages::table::{Role, Table};
use crate::text::Span;

const CAPITAL: &str = "the language begins names with a capital, the wire most often does not";

/// What the last heading opened.
#[derive(Clone, PartialEq, Eq)]
enum Part {
    Start,
    Properties,
    /// The values of the model itself, or of the type of this name.
    Enum(Option<String>),
    OneOf,
    AnyOf,
    /// Code, which shows nothing that is not said elsewhere.
    Code,
}

impl Grammar<'_> {
    pub(super) fn model(&mut self) {
        let Some(start) = self.peek() else { return };
        let mut it = ShownSchema::new(start.at, Said::default());
        let mut part = Part::Start;
        let mut rows: Vec<ShownRow> = Vec::new();
        let mut values: Vec<(Option<String>, Vec<Box<str>>)> = Vec::new();
        let mut parts: Vec<ShownType> = Vec::new();
        let mut described: Option<Span> = None;
        let mut capitals = false;
        while let Some(piece) = self.peek() {
            let slice = self.sheet.slice(piece.at);
            match piece.kind {
                PieceKind::Heading { text, level, .. } => {
                    let heading = self.sheet.slice(text);
                    if it.name.is_empty() && level == 1 {
                        capitals |= heading.contains('.');
                        it.name = self.sheet.told(class_name(heading), text);
                    } else {
                        capitals |= heading == "Methods";
                        part = opened(heading, &part);
                    }
                }
                PieceKind::Comment | PieceKind::Anchor { .. } | PieceKind::Line => {}
                PieceKind::Html if slice.starts_with("<a ") => {}
                _ if slice.starts_with("[[Back to") || slice.starts_with("[Back to") => {}
                PieceKind::Table if part == Part::Properties => {
                    let table = Table::padded(self.sheet, piece.at, self.found);
                    rows.extend(table.rows.iter().filter_map(|row| self.typed_row(&table, row)));
                }
                PieceKind::Table | PieceKind::List if matches!(part, Part::Enum(_)) => {
                    let Part::Enum(of) = &part else { continue };
                    let listed = self.values(piece.at, piece.kind == PieceKind::Table);
                    match values.iter_mut().find(|it| it.0 == *of) {
                        Some((_, known)) => known.extend(listed),
                        None => values.push((of.clone(), listed)),
                    }
                }
                PieceKind::List if matches!(part, Part::OneOf | Part::AnyOf) => {
                    let lines = slice.lines().map(|it| it.trim_start_matches(['*', '-', ' ']));
                    parts.extend(lines.filter_map(super::types::read));
                }
                PieceKind::Paragraph | PieceKind::List | PieceKind::Quote { .. }
                    if part == Part::Start =>
                {
                    described = Some(described.map_or(piece.at, |it| it.to(piece.at)));
                }
                _ if part == Part::Code || matches!(piece.kind, PieceKind::Fence { .. }) => {}
                _ => self.lost(piece.at),
            }
            it.at = it.at.to(piece.at);
            self.at += 1;
        }
        it.at = self.sheet.at(it.at);
        it.prose = described.map(|at| Self::prose(&self.sheet.said(at)));
        if it.name.is_empty() {
            self.lost(start.at);
            return;
        }
        let local: Vec<_> = values.iter().filter_map(|it| Some((it.0.clone()?, &it.1))).collect();
        for (name, listed) in local {
            list(&mut rows, &it.name, &name, listed);
        }
        if capitals {
            rows.iter_mut().for_each(lower);
        }
        it.shape = match values.into_iter().find(|it| it.0.is_none()) {
            Some((_, choices)) => Some(ShownType { choices, ..ShownType::plain(Type::String) }),
            None if !parts.is_empty() => Some(ShownType::of(ShownKind::Either(parts))),
            None => rows.is_empty().then(|| ShownType::plain(Type::Object)),
        };
        it.tables.push(ShownTable { status: None, title: None, rows });
        self.shown.schemas.push(it);
    }

    /// The values of an enum, in a table or a list.
    fn values(&mut self, at: Span, is_table: bool) -> Vec<Box<str>> {
        if !is_table {
            let lines = self.sheet.slice(at).lines();
            return lines.filter_map(listed).map(Into::into).collect();
        }
        let table = Table::padded(self.sheet, at, self.found);
        let mut values: Vec<Box<str>> = Vec::new();
        for row in &table.rows {
            let cell = [Role::Values, Role::Name].into_iter().find_map(|it| table.cell(row, it));
            let Some(cell) = cell else { continue };
            for value in self.sheet.slice(cell).split(", ") {
                let value = value.replace("&quot;", "\"");
                let value = value.trim_matches(['`', '\'', '"', ' ']);
                if !value.is_empty() {
                    values.push(value.into());
                }
            }
        }
        values
    }
}

/// ``* `PLACED` (value: `"placed"`)``, or `* placed`.
fn listed(line: &str) -> Option<&str> {
    let line = line.trim();
    if let Some((_, said)) = line.split_once("(value: ") {
        let said = said.trim_end_matches(')');
        return Some(said.trim_matches(['`', '\'', '"', ' ']));
    }
    let bare = line.strip_prefix(['*', '-'])?.trim().trim_matches('`');
    (!bare.is_empty()).then_some(bare)
}

fn opened(heading: &str, before: &Part) -> Part {
    let bare = heading.trim_matches(['*', ' ', ':']);
    let lower = bare.to_ascii_lowercase();
    match &*lower {
        "properties" => Part::Properties,
        "enum" | "enum variants" | "allowed values" | "possible values" => Part::Enum(None),
        "oneof schemas" | "oneof" => Part::OneOf,
        "anyof schemas" | "anyof" => Part::AnyOf,
        _ => match bare.strip_prefix("Enum: ") {
            Some(name) => Part::Enum(Some(bare_name(name))),
            None if *before == Part::Start && lower != "example" => Part::Start,
            None => Part::Code,
        },
    }
}

/// Gives the values of a local type to the properties that have it.
fn list(rows: &mut [ShownRow], model: &str, name: &str, values: &[Box<str>]) {
    let plain = |it: &str| -> String {
        let letters = it.chars().filter(|it| it.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let wanted = plain(name);
    for row in rows {
        let by_name = plain(&row.name) == wanted || plain(&row.name) + "enum" == wanted;
        let Some(shape) = &mut row.shape else { continue };
        let leaf = match &mut shape.kind {
            ShownKind::List(items) | ShownKind::Map(items) => &mut **items,
            _ => shape,
        };
        let is_leaf = match &leaf.kind {
            ShownKind::Named(it) => plain(it) == wanted || plain(it) == plain(model) + &wanted,
            ShownKind::Plain(_) | ShownKind::Any => by_name,
            _ => false,
        };
        if is_leaf {
            leaf.kind = ShownKind::Plain(Type::String);
            leaf.choices = values.to_vec();
        }
    }
}

/// The name as the wire most likely has it.
fn lower(row: &mut ShownRow) {
    let mut letters = row.name.chars();
    let Some(first) = letters.next().filter(char::is_ascii_uppercase) else { return };
    let rest = letters.as_str();
    // A name in capitals is one word.
    let name = if rest.chars().all(|it| !it.is_lowercase()) {
        row.name.to_lowercase()
    } else {
        format!("{}{rest}", first.to_ascii_lowercase())
    };
    row.name = Said::new(name, row.name.at);
    row.guessed = Some(CAPITAL);
}
