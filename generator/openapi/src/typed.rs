//! The door to and from the `openapiv3` crate, for frameworks that describe
//! an API in code as its typed document.

use openapiv3::OpenAPI;
use specwright::read::{Reading, document_from_str};

use crate::value::{Document, Map, Value};

/// The typed document that says the same.
///
/// The types know no reference in the place of a callback: a callback that is
/// referred to stands where it is used.
///
/// # Errors
/// What the types cannot hold, with the place in the document.
pub fn to_openapiv3(document: &Document) -> Result<OpenAPI, String> {
    let mut document = document.clone();
    let callbacks = declared_callbacks(&document.0);
    stand_here(&mut document.0, &callbacks);
    serde_json::from_str(&document.to_json()?).map_err(|it| it.to_string())
}

/// Reads a typed document as if it had been written as JSON.
///
/// # Errors
/// If the document cannot be printed.
pub fn from_openapiv3(document: &OpenAPI) -> Result<Reading, String> {
    let json = serde_json::to_string_pretty(document).map_err(|it| it.to_string())?;
    Ok(document_from_str("openapi.json", &json))
}

fn declared_callbacks(document: &Value) -> Map {
    let inside = |value: &Value, key: &str| match value {
        Value::Map(map) => map.0.iter().find(|(name, _)| name == key).map(|(_, it)| it.clone()),
        _ => None,
    };
    match inside(document, "components").and_then(|it| inside(&it, "callbacks")) {
        Some(Value::Map(map)) => map,
        _ => Map::default(),
    }
}

/// Puts callbacks where operations refer to them.
fn stand_here(value: &mut Value, callbacks: &Map) {
    match value {
        Value::List(items) => items.iter_mut().for_each(|it| stand_here(it, callbacks)),
        Value::Map(map) => {
            for (key, value) in &mut map.0 {
                match value {
                    Value::Map(named) if key == "callbacks" => {
                        named.0.iter_mut().for_each(|(_, it)| resolve(it, callbacks));
                    }
                    _ => stand_here(value, callbacks),
                }
            }
        }
        _ => {}
    }
}

fn resolve(callback: &mut Value, callbacks: &Map) {
    let Value::Map(map) = &*callback else { return };
    let [(key, Value::Text(pointer))] = map.0.as_slice() else { return };
    let name = pointer.strip_prefix("#/components/callbacks/").filter(|_| key == "$ref");
    let found = name.and_then(|name| callbacks.0.iter().find(|(it, _)| it == name));
    if let Some((_, found)) = found {
        *callback = found.clone();
    }
}
