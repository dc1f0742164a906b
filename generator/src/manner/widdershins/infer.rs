//! The type of a schema that states none, inferred from its other keywords.
//! The walker and the sampler each have their own idea.

use crate::ir::{ArrayRules, NumberRules, ObjectRules, TextRules, Type};
use crate::manner::widdershins::schema::View;
use crate::source::Kind;

/// What the walker infers: one candidate, or `any`.
/// (It takes bounds of text for those of a number.)
pub(crate) fn shown(schema: View<'_>) -> &'static str {
    let mut candidates: Vec<&str> = Vec::new();
    if speaks_of_objects(schema) {
        candidates.push("object");
    }
    if speaks_of_arrays(schema) {
        candidates.push("array");
    }
    if speaks_of_numbers(schema) {
        candidates.push("number");
    }
    if speaks_of_text(schema) {
        candidates.push("number");
    }
    candidates.extend(schema.choices().unwrap_or_default().iter().map(
        |it| match it.node().kind() {
            Kind::Bool => "boolean",
            Kind::Number => "number",
            Kind::Text => "string",
            Kind::Null | Kind::List | Kind::Map => "object",
        },
    ));
    if let [one] = candidates[..] { one } else { "any" }
}

/// What the sampler infers: the first group of keywords that says anything.
pub(crate) fn sampled(schema: View<'_>) -> Option<Type> {
    if let Some(stated) = schema.types().first() {
        return Some(*stated);
    }
    if speaks_of_numbers(schema) {
        Some(Type::Number)
    } else if speaks_of_text(schema) {
        Some(Type::String)
    } else if speaks_of_arrays(schema) {
        Some(Type::Array)
    } else if speaks_of_objects(schema) {
        Some(Type::Object)
    } else {
        None
    }
}

fn speaks_of_objects(schema: View<'_>) -> bool {
    let says = |it: &ObjectRules| {
        !it.properties.is_empty()
            || it.required.is_some()
            || it.additional.is_some()
            || !it.patterns.is_empty()
            || it.min_properties.is_some()
            || it.max_properties.is_some()
    };
    schema.object(|it| Some(()).filter(|()| says(it))).is_some()
}

fn speaks_of_arrays(schema: View<'_>) -> bool {
    let says = |it: &ArrayRules| {
        it.items.is_some()
            || it.additional.is_some()
            || it.min_items.is_some()
            || it.max_items.is_some()
            || it.unique.is_some()
    };
    schema.array(|it| Some(()).filter(|()| says(it))).is_some()
}

fn speaks_of_numbers(schema: View<'_>) -> bool {
    let says = |it: &NumberRules| {
        it.minimum.is_some()
            || it.maximum.is_some()
            || it.exclusive_minimum.is_some()
            || it.exclusive_maximum.is_some()
            || it.multiple_of.is_some()
    };
    schema.own(|it| it.number.as_deref().filter(|it| says(it))).is_some()
}

fn speaks_of_text(schema: View<'_>) -> bool {
    let says =
        |it: &TextRules| it.min_length.is_some() || it.max_length.is_some() || it.pattern.is_some();
    schema.own(|it| it.text.as_deref().filter(|it| says(it))).is_some()
}
