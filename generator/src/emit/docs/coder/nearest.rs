//! What Swagger 2.0 has no words for, in the words that the pages have.
//!
//! The pages were made for Swagger 2.0 only. Nothing here changes a byte of
//! those of such a document, nor of the 3.0 document that is read from them.

use std::borrow::Cow;

use crate::dialect::Version;
use crate::emit::docs::chain::link_or_type;
use crate::ir::{Response, Type};
use crate::manner::widdershins::rows::{ANONYMOUS, Row, type_name};
use crate::manner::widdershins::schema::View;
use crate::source::{Kind, Value};

use super::Writing;

/// The values that a schema may have. A constant is an enum of one.
pub(super) fn choices(schema: View<'_>) -> Option<&[Value]> {
    schema.choices().or_else(|| schema.constant().map(std::slice::from_ref))
}

/// The type of what the schema of a row allows: with what the chain leaves
/// out, and else as it says it.
pub(super) fn row_type(row: &Row<'_>, link: fn(&str) -> String) -> String {
    told(row.schema).unwrap_or_else(|| link_or_type(row, link))
}

/// The type of a schema, where the older versions could not say it.
pub(super) fn told(schema: View<'_>) -> Option<String> {
    if schema.api().version < Version::V3_1 || schema.link().is_some() {
        return None;
    }
    if schema.types().is_empty() {
        // (The chain takes bounds of text for those of a number.)
        let text = || schema.own(|it| it.text.as_deref()).map(|_| Type::String.name().to_owned());
        return of_values(schema).or_else(text);
    }
    (schema.ty() == Some(Type::Array)).then(|| listed(schema)).flatten()
}

/// The type of a parameter or body.
pub(super) fn parameter_type(schema: View<'_>, ty: String) -> String {
    let bare = schema.types().contains(&Type::Array) && schema.prefix().is_empty();
    let told = told(schema).filter(|_| !bare);
    with_null(schema, told.unwrap_or(ty))
}

/// A type, and whether null is allowed too.
pub(super) fn with_null(schema: View<'_>, mut ty: String) -> String {
    let says = schema.api().version > Version::V2_0 && schema.link().is_none();
    let nullable = schema.is_nullable() || schema.types().contains(&Type::Null);
    if says && nullable && !ty.ends_with("null") && !is_only_in_rows(schema) {
        ty.push_str("¦null");
    }
    ty
}

/// Whether null was read in rows of a response only.
fn is_only_in_rows(schema: View<'_>) -> bool {
    schema.identity().is_some_and(|it| schema.api()[it].layout.nullable)
}

/// The types of the values that are named one by one.
fn of_values(schema: View<'_>) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for value in choices(schema)? {
        let name = match value.node().kind() {
            Kind::Null => Type::Null,
            Kind::Bool => Type::Boolean,
            Kind::Number if value.to_json().contains(['.', 'e', 'E']) => Type::Number,
            Kind::Number => Type::Integer,
            Kind::Text => Type::String,
            Kind::List => Type::Array,
            Kind::Map => Type::Object,
        };
        if !names.contains(&name.name()) {
            names.push(name.name());
        }
    }
    // What may be null says so at the end.
    names.sort_by_key(|it| *it == Type::Null.name());
    Some(names.join("¦"))
}

/// A list of which the items differ by their position, or of which no type is
/// said.
fn listed(schema: View<'_>) -> Option<String> {
    if schema.prefix().is_empty() {
        let Some(items) = schema.items() else { return Some("array".to_owned()) };
        let untyped = items.link().is_none() && items.types().is_empty();
        let told = || told(items).unwrap_or_else(|| type_name(items).into_owned());
        return untyped.then(|| format!("array of {}", told()));
    }
    let api = schema.api();
    let others = schema.array(|it| it.items);
    let mut names: Vec<&str> = Vec::new();
    for &item in schema.prefix().iter().chain(&others) {
        let item = &api[api.resolve(item)?];
        if item.always == Some(false) {
            continue;
        }
        if item.types.is_empty() {
            return Some("array of any".to_owned());
        }
        for ty in item.types.iter().map(Type::name) {
            if !names.contains(&ty) {
                names.push(ty);
            }
        }
    }
    Some(format!("array of {}", names.join("¦")))
}

impl Writing<'_, '_> {
    /// What stands before the type of a response: of a sequence its page shows
    /// an item.
    pub(super) fn sequence(&self, response: &Response) -> &'static str {
        let media = response.content.first().map(|it| &self.chain.api()[it.to]);
        let listed = media.is_some_and(|it| it.schema.is_none() && it.item_schema.is_some());
        if listed { "array of " } else { "" }
    }
}

/// What stands over the alternatives of a schema: with the property that
/// tells them apart.
pub(super) fn title<'a>(schema: View<'a>, name: &str, title: Cow<'a, str>) -> Cow<'a, str> {
    let told_apart_by = || {
        let discriminator = schema.own(|it| it.discriminator())?;
        let first = matches!(&*title, "oneOf" | "anyOf");
        let says = schema.api().version > Version::V2_0 && first;
        says.then(|| format!("{title} - discriminator: {name}.{}", discriminator.property))
    };
    told_apart_by().map_or(title, Cow::Owned)
}

/// The row of a schema that is another one.
pub(super) fn alias(schema: View<'_>) -> Option<Row<'_>> {
    let says = schema.api().version >= Version::V3_1 && schema.link().is_some();
    says.then(|| Row { name: ANONYMOUS.into(), depth: 0, schema, required: false, around: None })
}

/// Whether a table of alternatives without a name is shown.
pub(super) fn is_alternative(schema: View<'_>, title: &str) -> bool {
    let words = ["oneOf", "xor", "anyOf", "or"];
    schema.api().version > Version::V2_0
        && words.iter().any(|it| title == *it || title.starts_with(&format!("{it} - ")))
}
