//! The table of an operation's parameters.

use std::borrow::Cow;

use crate::ir::{Operation, Type};
use crate::manner::coder::{SCHEMAS, anchor};
use crate::manner::widdershins::body::{Content, contents, is_required};
use crate::manner::widdershins::rows::{format, type_name};
use crate::manner::widdershins::schema::View;

use super::Writing;
use super::choices::Choices;
use super::page::Block;
use super::table::Table;

/// One row of the table.
struct Row<'a> {
    name: Cow<'a, str>,
    place: &'static str,
    ty: String,
    required: bool,
    description: Cow<'a, str>,
    schema: Option<View<'a>>,
}

impl<'a> Writing<'a, '_> {
    /// The parameters, those of the body at the end.
    pub(super) fn parameters(&mut self, operation: &'a Operation) -> Vec<Block<'a>> {
        let mut rows = self.plain_parameters(operation);
        self.body_rows(operation, &mut rows);
        if rows.is_empty() {
            return Vec::new();
        }
        let mut table = Table::new(&["Name", "In", "Type", "Required", "Description"]);
        let mut details = Vec::new();
        let mut choices = Choices::default();
        for row in rows {
            if row.description.contains('\n') {
                details.push(Block::prose(format!("**{}**: {}", row.name, row.description)));
            }
            let own = row.schema.and_then(View::choices);
            let of_items = row.schema.and_then(View::items).and_then(View::choices);
            choices.add(row.name.clone(), own.or(of_items));
            table.row([
                format!("`{}`", row.name).into(),
                row.place.into(),
                row.ty.into(),
                row.required.to_string().into(),
                first_line(row.description),
            ]);
        }
        let mut blocks = vec![Block::heading(3, "Parameters"), Block::Table(table)];
        if !details.is_empty() {
            blocks.push(Block::heading(4, "Detailed descriptions"));
            blocks.extend(details);
        }
        blocks.extend(choices.blocks(Some("Parameter"), self.options.grouped_enums));
        blocks
    }

    fn plain_parameters(&self, operation: &'a Operation) -> Vec<Row<'a>> {
        let api = self.document.api;
        let row = |parameter: &'a crate::ir::Parameter| {
            let schema = self.parameter_schema(parameter);
            Row {
                name: Cow::Borrowed(&*parameter.name.text),
                place: parameter.place.name(),
                ty: schema.map_or_else(|| "any".to_owned(), parameter_type),
                required: parameter.is_required(),
                description: Cow::Borrowed(parameter.description.as_deref().unwrap_or_default()),
                schema,
            }
        };
        api.parameters_of(operation).into_iter().map(|it| row(&api[it.to])).collect()
    }

    /// The body, and what is in it unless that is shown elsewhere.
    fn body_rows(&mut self, operation: &'a Operation, rows: &mut Vec<Row<'a>>) {
        let api = self.document.api;
        let Some(body) = operation.body.as_ref().map(|it| &api[it.to]) else { return };
        let schema = contents(api, operation).first().and_then(Content::schema);
        let schema = schema.map(|it| self.document.resolved(it));
        rows.push(Row {
            name: "body".into(),
            place: "body",
            ty: schema.map_or_else(|| "any".to_owned(), body_type),
            required: is_required(api, body),
            description: Cow::Borrowed(body.description.as_deref().unwrap_or_default()),
            schema,
        });
        let Some(schema) = schema.filter(|it| it.link().is_none()) else { return };
        if schema.ty() != Some(Type::Object) {
            return;
        }
        for block in self.rows(schema, 0, body.at).blocks {
            rows.extend(block.rows.into_iter().map(|row| Row {
                name: row.display_name().into(),
                place: "body",
                ty: match row.schema.link() {
                    Some(name) => link(name),
                    None => binary(row.safe_type()),
                },
                required: row.required,
                description: row.description().unwrap_or_default(),
                schema: Some(row.schema),
            }));
        }
    }
}

/// A link to a schema on its page.
pub(super) fn link(name: &str) -> String {
    format!("[{name}]({SCHEMAS}#{})", anchor(name))
}

/// The type of a parameter: with its format, a list with its items.
fn parameter_type(schema: View<'_>) -> String {
    if let Some(name) = schema.link() {
        return link(name);
    }
    let name = type_name(schema);
    match format(schema) {
        Some(format) => binary(format!("{name}({format})")),
        None if schema.ty() == Some(Type::Array) => {
            let items = schema.items().map_or(Cow::Borrowed("any"), type_name);
            format!("array[{items}]")
        }
        None => name.into_owned(),
    }
}

/// The type of a body. A list of a named schema links to where stock
/// widdershins has its anchor, which this style has not.
fn body_type(schema: View<'_>) -> String {
    let items = schema.items().filter(|_| schema.ty() == Some(Type::Array));
    match items.and_then(View::link).filter(|_| schema.link().is_none()) {
        Some(name) => format!("[{name}](#schema{})", name.to_lowercase()),
        None => parameter_type(schema),
    }
}

fn binary(ty: String) -> String {
    if ty == "string(binary)" { "binary".to_owned() } else { ty }
}

fn first_line(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.split('\n').next().unwrap_or_default()),
        Cow::Owned(text) => Cow::Owned(text.split('\n').next().unwrap_or_default().to_owned()),
    }
}
