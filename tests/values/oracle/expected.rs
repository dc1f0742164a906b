//! What a discriminator says of values, in words of JSON Schema.
//!
//! It names, by a text in a property, the alternative that "is expected to
//! validate" a value (Discriminator Object). That holds besides what `oneOf`
//! and `anyOf` say.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// So far references and parts are followed.
const DEPTH: usize = 8;

/// Where components are.
const COMPONENTS: &str = "#/components/schemas/";

/// For each alternative that a discriminator names: a value with that name is
/// one of it. Nothing where alternatives are not all named, each by names of
/// its own: there, what decides is not defined.
pub(super) fn of(document: &Value, schema: &Map<String, Value>) -> Vec<Value> {
    let property = schema.get("discriminator").and_then(|it| it.get("propertyName"));
    let Some(property) = property.and_then(Value::as_str) else { return Vec::new() };
    let alternatives = ["oneOf", "anyOf"].iter().filter_map(|it| schema.get(*it)?.as_array());
    let mut expected = Vec::new();
    for alternative in alternatives.flatten().filter(|it| !is_null(it)) {
        let names = names(&schema["discriminator"], alternative);
        if names.is_empty() {
            return Vec::new();
        }
        expected.push((names, alternative));
    }
    let mut seen = BTreeSet::new();
    if !expected.iter().flat_map(|it| &it.0).all(|it| seen.insert(it.clone())) {
        return Vec::new();
    }
    // What the alternative itself says of the property counts more.
    let of_its_own = |names: &[String], it: &Value| {
        texts(document, it, property, 0).is_none_or(|all| names.iter().any(|it| all.contains(it)))
    };
    let expected = expected.into_iter().filter(|it| of_its_own(&it.0, it.1));
    let clause = |(names, alternative): (Vec<String>, &Value)| {
        let named = json!({
            "type": "object",
            "required": [property],
            "properties": { property: { "enum": names } },
        });
        json!({ "anyOf": [{ "not": named }, alternative] })
    };
    expected.map(clause).collect()
}

fn is_null(alternative: &Value) -> bool {
    alternative.get("type") == Some(&json!("null"))
        || alternative.get("enum") == Some(&json!([null]))
}

/// The names of an alternative: those that are mapped to it, or else its own.
fn names(discriminator: &Value, alternative: &Value) -> Vec<String> {
    let target = alternative.get("$ref").and_then(Value::as_str);
    let Some(own) = target.and_then(|it| it.strip_prefix(COMPONENTS)) else { return Vec::new() };
    let mapping = discriminator.get("mapping").and_then(Value::as_object).into_iter().flatten();
    let leads =
        |it: &Value| it.as_str().is_some_and(|it| it.strip_prefix(COMPONENTS).unwrap_or(it) == own);
    let mapped: Vec<String> = mapping.filter(|it| leads(it.1)).map(|it| it.0.clone()).collect();
    if mapped.is_empty() { vec![own.to_owned()] } else { mapped }
}

/// The texts that a schema admits for a property, if it names them.
fn texts(document: &Value, schema: &Value, property: &str, depth: usize) -> Option<Vec<String>> {
    if depth > DEPTH {
        return None;
    }
    let inner = |it: &Value| texts(document, it, property, depth + 1);
    if let Some(it) = target(document, schema) {
        return inner(it);
    }
    let own = schema.get("properties").and_then(|it| it.get(property)).map(|it| {
        let it = target(document, it).unwrap_or(it);
        let all = it.get("enum").and_then(Value::as_array).cloned();
        all.or_else(|| Some(vec![it.get("const")?.clone()]))
    });
    if let Some(Some(all)) = own {
        return Some(all.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect());
    }
    schema.get("allOf").and_then(Value::as_array)?.iter().find_map(inner)
}

fn target<'a>(document: &'a Value, schema: &Value) -> Option<&'a Value> {
    document.pointer(schema.get("$ref")?.as_str()?.strip_prefix('#')?)
}
