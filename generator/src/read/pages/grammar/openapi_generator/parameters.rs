//! What goes in: a table says names and types, and where each goes follows
//! from the path and the media type.

use super::api::{Draft, Group};
use super::{Grammar, types};
use crate::ir::{Said, Type};
use crate::read::pages::shown::{
    ShownBody, ShownKind, ShownOperation, ShownResponse, ShownRow, ShownType,
};
use crate::read::pages::table::{Role, Table, TableRow};

const FROM_PATH: &str = "the path has a variable of this name";
const NOT_SAID: &str = "the page does not say where it goes, and most go there";

impl Grammar<'_> {
    /// A row of a table of parameters, its place left open.
    pub(super) fn parameter(
        &self,
        table: &Table,
        row: &TableRow,
        group: Group,
    ) -> Option<ShownRow> {
        let mut it = self.typed_row(table, row)?;
        // What the language hands on in each call.
        if it.ty.contains("context.Context") {
            return None;
        }
        match group {
            Group::All => {}
            Group::Path => it.place = Some("path".into()),
            Group::Others => it.required = None,
        }
        Some(it)
    }

    /// A row with a name, a type, prose, and notes in brackets.
    pub(super) fn typed_row(&self, table: &Table, row: &TableRow) -> Option<ShownRow> {
        let cell = table.cell(row, Role::Name)?;
        let name = self.name(cell);
        if name.is_empty() || name.starts_with("---") {
            return None;
        }
        let ty = table.said(self.sheet, row, Role::Type).unwrap_or_default();
        let mut it = ShownRow {
            at: Some(self.sheet.at(row.at)),
            name,
            shape: Some(types::read(&ty).unwrap_or_default()),
            ty,
            ..ShownRow::default()
        };
        let column = |role| table.said(self.sheet, row, role).unwrap_or_default();
        it.description = table.said(self.sheet, row, Role::Description).as_ref().map(Self::prose);
        let notes = types::entities(&column(Role::Notes));
        if table.roles.contains(&Role::Required) {
            let required = column(Role::Required).contains("[required]");
            it.required = required.then(|| "true".into());
        } else if table.roles.contains(&Role::Notes) && !is_optional(&notes) {
            it.required = Some("true".into());
        }
        note(&notes, &mut it);
        listed_behind(&mut it);
        Some(it)
    }
}

/// Some templates write values behind the prose: `How much (enum: a, b)`.
fn listed_behind(it: &mut ShownRow) {
    let Some(prose) = &it.description else { return };
    let parts = prose.strip_suffix(')').and_then(|it| it.rsplit_once("(enum: "));
    let Some((before, values)) = parts else { return };
    let values = values.split(',').map(str::trim).filter(|it| !it.is_empty());
    let values = values.map(Into::into).collect();
    let before = Said::new(before.trim_end(), prose.at);
    it.description = Some(before).filter(|it| !it.is_empty());
    let shape = it.shape.get_or_insert_default();
    let leaf = match &mut shape.kind {
        ShownKind::List(items) => &mut **items,
        _ => shape,
    };
    // A type that has no page is one of the language, and of this row alone.
    if matches!(leaf.kind, ShownKind::Named(_)) && !it.ty.contains(".md)") {
        leaf.kind = ShownKind::Plain(Type::String);
    }
    leaf.choices = values;
}

/// `[optional] [default to 5] [enum: a, b] [readonly]`
fn note(notes: &str, it: &mut ShownRow) {
    let shape = it.shape.get_or_insert_default();
    let lower = notes.to_ascii_lowercase();
    if let Some(default) =
        noted(notes, &lower, "default to ").or_else(|| noted(notes, &lower, "defaults to "))
    {
        let default = default.trim_matches(['`', '\'', '"', ' ']);
        if !matches!(default, "null" | "undefined" | "None" | "nil" | "" | "new") {
            shape.default = Some(default.into());
        }
    }
    if let Some(values) = noted(notes, &lower, "enum: ") {
        let values = values.split(',').map(|it| it.trim_matches(['`', '\'', '"', ' ']));
        let values: Vec<Box<str>> = values.filter(|it| !it.is_empty()).map(Into::into).collect();
        match &mut shape.kind {
            ShownKind::List(items) => items.choices = values,
            _ => shape.choices = values,
        }
    }
    if lower.contains("[readonly]") || lower.contains("[read-only]") {
        it.restrictions = Some("read-only".into());
    }
    if lower.contains("[nullable]") {
        shape.nullable = true;
    }
    it.deprecated |= lower.contains("[deprecated");
}

/// Gives each parameter its place, and the operation its body and responses.
pub(super) fn place(it: &mut ShownOperation, mut draft: Draft) {
    let mut rows = std::mem::take(&mut draft.rows);
    let variables = variables(&it.path);
    let mut missing: Vec<&str> = variables.clone();
    for row in &mut rows {
        let Some(name) = variables.iter().find(|name| same_name(name, &row.name)) else {
            continue;
        };
        row.name = Said::new(*name, row.name.at);
        row.required = Some("true".into());
        if row.place.is_none() {
            row.guessed = Some(FROM_PATH);
        }
        row.place = Some("path".into());
        missing.retain(|it| it != name);
    }
    let missing: Vec<ShownRow> = missing.into_iter().map(variable).collect();
    let is_form = draft.content_types.first().is_some_and(|it| {
        it.starts_with("multipart/") || **it == *"application/x-www-form-urlencoded"
    });
    let open = |row: &ShownRow| row.place.is_none();
    if is_form {
        let (fields, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(open);
        rows = others;
        if !fields.is_empty() {
            let content = draft.content_types.iter().map(|it| (it.clone(), None)).collect();
            let required = fields.iter().any(|it| it.required.is_some());
            let at = fields[0].at;
            it.body = Some(ShownBody { at, description: None, required, content, fields });
        }
    } else if !draft.content_types.is_empty()
        && let Some(at) = body_row(&rows)
    {
        let row = rows.remove(at);
        let types = draft.content_types.iter();
        it.body = Some(ShownBody {
            at: row.at,
            description: row.description,
            required: row.required.is_some(),
            content: types.map(|it| (it.clone(), row.shape.clone())).collect(),
            fields: Vec::new(),
        });
    }
    for row in rows.iter_mut().filter(|it| open(it)) {
        let is_header = row.name.starts_with("X-") || row.name.starts_with("x-");
        row.place = Some(if is_header { "header" } else { "query" }.into());
        row.guessed = Some(NOT_SAID);
    }
    rows.extend(missing);
    it.parameters = rows;
    answers(it, draft);
}

/// What comes back is of the first status that says success.
fn answers(it: &mut ShownOperation, draft: Draft) {
    let media =
        if draft.accepts.is_empty() { vec!["application/json".into()] } else { draft.accepts };
    let content = |returns: ShownType| {
        media.iter().map(|it| (it.clone(), Some(returns.clone()))).collect::<Vec<_>>()
    };
    if it.responses.is_empty() {
        it.responses.push(ShownResponse {
            at: Some(it.at),
            status: Said::new("200", it.heading.at),
            guessed: true,
            ..ShownResponse::default()
        });
    }
    let Some(returns) = draft.returns else { return };
    let success = it.responses.iter().position(|it| it.status.starts_with('2'));
    let other = it.responses.iter().position(|it| *it.status == *"default");
    if let Some(at) = success.or(other) {
        it.responses[at].content = content(returns);
    }
}

/// What stands behind a mark in notes, up to the bracket that closes it.
fn noted<'a>(notes: &'a str, lower: &str, mark: &str) -> Option<&'a str> {
    let from = lower.find(mark)? + mark.len();
    let rest = notes.get(from..)?;
    let mut depth = 0_usize;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' if depth == 0 => return Some(&rest[..at]),
            b']' => depth -= 1,
            _ => {}
        }
    }
    Some(rest.trim())
}

fn is_optional(notes: &str) -> bool {
    let lower = notes.to_ascii_lowercase();
    lower.contains("[optional]") || lower.contains("(optional)") || lower.contains("optional,")
}

/// The names between braces.
fn variables(path: &str) -> Vec<&str> {
    let parts = path.split('{').skip(1);
    parts.filter_map(|it| it.split_once('}')).map(|it| it.0).filter(|it| !it.is_empty()).collect()
}

/// Whether a language may have spelt a name so.
fn same_name(one: &str, two: &str) -> bool {
    let plain = |it: &str| -> String {
        let letters = it.chars().filter(|it| it.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    plain(one) == plain(two)
}

/// A variable of the path that no table has.
fn variable(name: &str) -> ShownRow {
    ShownRow {
        name: name.into(),
        place: Some("path".into()),
        required: Some("true".into()),
        shape: Some(ShownType::plain(Type::String)),
        guessed: Some(FROM_PATH),
        ..ShownRow::default()
    }
}

/// Which of the rows is the body: a model, or what is called so, or the last.
fn body_row(rows: &[ShownRow]) -> Option<usize> {
    let open = || rows.iter().enumerate().filter(|(_, it)| it.place.is_none()).rev();
    let is_model = |it: &ShownRow| {
        let Some(shape) = &it.shape else { return false };
        let linked = it.ty.contains(".md)");
        match &shape.kind {
            ShownKind::Named(_) => linked,
            ShownKind::List(items) => linked && matches!(items.kind, ShownKind::Named(_)),
            _ => false,
        }
    };
    let is_called = |it: &ShownRow| {
        let name = it.name.to_ascii_lowercase();
        name.contains("body") || name.contains("request") || name.contains("payload")
    };
    let first = |rule: &dyn Fn(&ShownRow) -> bool| open().find(|(_, it)| rule(it)).map(|it| it.0);
    first(&is_model).or_else(|| first(&is_called)).or_else(|| first(&|_| true))
}
