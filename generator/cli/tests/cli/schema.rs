//! As much of JSON Schema as our own schemas use.

use serde_json::Value;

/// Fails where a value does not follow a schema, or the schema says something
/// that is not understood here.
pub(crate) fn holds(schema: &Value, value: &Value) {
    follow(schema, schema, value, "");
}

fn follow(root: &Value, schema: &Value, value: &Value, at: &str) {
    let Some(schema) = schema.as_object() else { panic!("{at}: the schema is {schema}") };
    for (keyword, argument) in schema {
        match keyword.as_str() {
            "$schema" | "title" | "description" | "$defs" | "properties" => {}
            "$ref" => {
                let pointer = argument.as_str().and_then(|it| it.strip_prefix('#'));
                let to =
                    pointer.and_then(|it| root.pointer(it)).expect("the reference leads somewhere");
                follow(root, to, value, at);
            }
            "type" => {
                let one = std::slice::from_ref(argument);
                let types = argument.as_array().map_or(one, Vec::as_slice);
                let is = |it: &Value| match it.as_str().expect("the name of a type") {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "boolean" => value.is_boolean(),
                    "integer" => value.is_u64(),
                    "null" => value.is_null(),
                    other => panic!("{at}: type {other}"),
                };
                assert!(types.iter().any(is), "{at}: {value} is no {argument}");
            }
            // Of what is no object they say nothing.
            "required" | "additionalProperties" if !value.is_object() => {}
            "enum" => {
                let words = argument.as_array().expect("a list");
                assert!(words.contains(value), "{at}: {value} is none of {argument}");
            }
            "minimum" => assert!(value.as_u64() >= argument.as_u64(), "{at}: {value}"),
            "maxItems" => {
                let length = value.as_array().map_or(0, Vec::len) as u64;
                assert!(Some(length) <= argument.as_u64(), "{at}: {value}");
            }
            "required" => {
                for key in argument.as_array().expect("a list") {
                    let key = key.as_str().expect("a text");
                    assert!(value.get(key).is_some(), "{at}: {key} is missing");
                }
            }
            "items" => {
                for (index, item) in value.as_array().expect("a list").iter().enumerate() {
                    follow(root, argument, item, &format!("{at}/{index}"));
                }
            }
            "additionalProperties" => {
                assert_eq!(*argument, Value::Bool(false));
                let known = schema["properties"].as_object().expect("a map");
                for (key, item) in value.as_object().expect("a map") {
                    let known = known
                        .get(key)
                        .unwrap_or_else(|| panic!("{at}: {key} is not in the schema"));
                    follow(root, known, item, &format!("{at}/{key}"));
                }
            }
            other => panic!("{at}: {other} is not understood here"),
        }
    }
}
