//! The parameters of an operation, and what is in its body.

use std::borrow::Cow;

use crate::emit::docs::chain::Chain;
use crate::ir::{Operation, Type};
use crate::manner::widdershins::anchor::schema_link;
use crate::manner::widdershins::body::{Content, contents, is_required};
use crate::manner::widdershins::rows::{Row, format, type_name};
use crate::manner::widdershins::schema::View;
use crate::source::Value;
use crate::text::Span;

/// One row of the table of parameters.
pub(crate) struct Parameter<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) place: &'static str,
    pub(crate) ty: String,
    pub(crate) required: bool,
    pub(crate) description: Cow<'a, str>,
    pub(crate) schema: Option<View<'a>>,
}

impl<'a> Parameter<'a> {
    /// The first line of the description.
    pub(crate) fn first_line(&self) -> Cow<'a, str> {
        match &self.description {
            Cow::Borrowed(text) => Cow::Borrowed(text.split('\n').next().unwrap_or_default()),
            Cow::Owned(text) => Cow::Owned(text.split('\n').next().unwrap_or_default().to_owned()),
        }
    }

    /// The values that it, or each of its items, may have.
    pub(crate) fn choices(&self) -> Option<&'a [Value]> {
        let own = self.schema.and_then(View::choices);
        own.or_else(|| self.schema.and_then(View::items).and_then(View::choices))
    }
}

impl<'a> Chain<'a, '_> {
    /// The parameters, those of the body at the end. `link` is a link to a
    /// schema, and `row_type` the type of what is in a body.
    pub(crate) fn parameters(
        &mut self,
        operation: &'a Operation,
        link: fn(&str) -> String,
        row_type: fn(&Row<'_>) -> String,
    ) -> Vec<Parameter<'a>> {
        let mut rows = self.plain_parameters(operation, link);
        self.body_rows(operation, link, row_type, &mut rows);
        rows
    }

    fn plain_parameters(
        &self,
        operation: &'a Operation,
        link: fn(&str) -> String,
    ) -> Vec<Parameter<'a>> {
        let api = self.api();
        let row = |parameter: &'a crate::ir::Parameter| {
            let schema = self.parameter_schema(parameter);
            Parameter {
                name: Cow::Borrowed(&*parameter.name.text),
                place: parameter.place.name(),
                ty: schema.map_or_else(|| "any".to_owned(), |it| parameter_type(it, link)),
                required: parameter.is_required(),
                description: Cow::Borrowed(parameter.description.as_deref().unwrap_or_default()),
                schema,
            }
        };
        api.parameters_of(operation).into_iter().map(|it| row(&api[it.to])).collect()
    }

    /// The schema of the body whose rows stand among the parameters, and where the
    /// body is; none of what is shown elsewhere, or has no rows.
    pub(super) fn body_shown_here(
        &self,
        operation: &'a Operation,
    ) -> Option<(View<'a>, Option<Span>)> {
        let api = self.api();
        let body = &api[operation.body.as_ref()?.to];
        let schema = contents(api, operation).first().and_then(Content::schema)?;
        let schema = self.document.resolved(schema);
        (schema.link().is_none() && schema.ty() == Some(Type::Object)).then_some((schema, body.at))
    }

    /// The body, and what is in it unless that is shown elsewhere.
    fn body_rows(
        &mut self,
        operation: &'a Operation,
        link: fn(&str) -> String,
        row_type: fn(&Row<'_>) -> String,
        rows: &mut Vec<Parameter<'a>>,
    ) {
        let api = self.api();
        let Some(body) = operation.body.as_ref().map(|it| &api[it.to]) else { return };
        let schema = contents(api, operation).first().and_then(Content::schema);
        let schema = schema.map(|it| self.document.resolved(it));
        rows.push(Parameter {
            name: "body".into(),
            place: "body",
            ty: schema.map_or_else(|| "any".to_owned(), |it| body_type(it, link)),
            required: is_required(api, body),
            description: Cow::Borrowed(body.description.as_deref().unwrap_or_default()),
            schema,
        });
        let Some((schema, at)) = self.body_shown_here(operation) else { return };
        for block in self.rows(schema, 0, at).blocks {
            rows.extend(block.rows.into_iter().map(|row| Parameter {
                name: row.display_name().into(),
                place: "body",
                ty: row_type(&row),
                required: row.required,
                description: row.description().unwrap_or_default(),
                schema: Some(row.schema),
            }));
        }
    }
}

/// The type of a parameter: with its format, a list with its items.
pub(crate) fn parameter_type(schema: View<'_>, link: fn(&str) -> String) -> String {
    if let Some(name) = schema.link() {
        return link(name);
    }
    let name = type_name(schema);
    match format(schema) {
        Some(format) => format!("{name}({format})"),
        None if schema.ty() == Some(Type::Array) => {
            let items = schema.items().map_or(Cow::Borrowed("any"), type_name);
            format!("array[{items}]")
        }
        None => name.into_owned(),
    }
}

/// The type of a body. A list of a named schema links to where stock
/// widdershins has its anchor, which this style has not.
fn body_type(schema: View<'_>, link: fn(&str) -> String) -> String {
    let items = schema.items().filter(|_| schema.ty() == Some(Type::Array));
    match items.and_then(View::link).filter(|_| schema.link().is_none()) {
        Some(name) => schema_link(name),
        None => parameter_type(schema, link),
    }
}

/// The type of a row, or what `link` makes of its schema's name.
pub(crate) fn link_or_type(row: &Row<'_>, link: fn(&str) -> String) -> String {
    row.schema.link().map_or_else(|| row.safe_type(), link)
}
