//! Every keyword of a schema, in every version that has it, either changes the
//! types that are written, or is told to have no effect on them.

use specwright::diag::Report;
use specwright::dialect::{SCHEMA, Version};
use specwright::emit::rust::{Settings, emit};
use specwright::read;

/// Keywords that say nothing of what values there are.
const NOTES: &[&str] = &[
    "description",
    "title",
    "example",
    "examples",
    "xml",
    "externalDocs",
    "$id",
    "$schema",
    "$anchor",
    "$dynamicAnchor",
    "$comment",
    "$vocabulary",
    "$defs",
    "contentMediaType",
];

/// Schemas with each keyword, in the places where it speaks of values.
const SCHEMAS: &[(&str, &[&str])] = &[
    ("$ref", &[r##"{"$ref": "#/SCHEMAS/Other"}"##]),
    ("$dynamicRef", &[r##"{"$dynamicRef": "#/SCHEMAS/Other"}"##]),
    ("type", &[r#"{"type": "string"}"#]),
    ("properties", &[r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#]),
    (
        "items",
        &[
            r#"{"type": "array", "items": {"type": "string"}}"#,
            r#"{"type": "array", "items": {"type": "string"}, "prefixItems": [{"type": "integer"}]}"#,
        ],
    ),
    ("enum", &[r#"{"type": "string", "enum": ["a"]}"#]),
    ("format", &[r#"{"type": "string", "format": "uuid"}"#]),
    ("required", &[r#"{"type": "object", "properties": {"a": {}}, "required": ["a"]}"#]),
    (
        "default",
        &[r#"{"type": "object", "properties": {"a": {"type": "string", "default": "b"}}}"#],
    ),
    ("allOf", &[r#"{"allOf": [{"type": "string"}]}"#]),
    (
        "additionalProperties",
        &[
            r#"{"type": "object", "properties": {"a": {}}, "additionalProperties": false}"#,
            r#"{"type": "object", "additionalProperties": {"type": "string"}}"#,
            r#"{"type": "object", "patternProperties": {"^a": {}}, "additionalProperties": false}"#,
            r#"{"allOf": [{"type": "object", "properties": {"a": {}}}], "type": "object", "properties": {"b": {}}, "additionalProperties": false}"#,
        ],
    ),
    (
        "minimum",
        &[
            r#"{"type": "integer", "minimum": 3}"#,
            r#"{"type": "number", "minimum": 0.5}"#,
            r#"{"type": "number", "format": "float", "minimum": 0.5}"#,
            r#"{"type": "integer", "multipleOf": 3, "minimum": 9}"#,
        ],
    ),
    ("maximum", &[r#"{"type": "integer", "maximum": 3}"#, r#"{"type": "number", "maximum": 0.5}"#]),
    (
        "exclusiveMinimum",
        &[
            r#"{"type": "integer", "minimum": 3, "exclusiveMinimum": ABOVE}"#,
            r#"{"type": "number", "minimum": 3, "exclusiveMinimum": ABOVE}"#,
        ],
    ),
    (
        "exclusiveMaximum",
        &[
            r#"{"type": "integer", "maximum": 3, "exclusiveMaximum": BELOW}"#,
            r#"{"type": "number", "maximum": 3, "exclusiveMaximum": BELOW}"#,
        ],
    ),
    (
        "multipleOf",
        &[
            r#"{"type": "integer", "multipleOf": 3}"#,
            r#"{"type": "integer", "multipleOf": 2.5}"#,
            r#"{"type": "number", "multipleOf": 0.5}"#,
            r#"{"type": "number", "format": "float", "multipleOf": 0.5}"#,
        ],
    ),
    (
        "minLength",
        &[
            r#"{"type": "string", "minLength": 1}"#,
            r#"{"type": "string", "format": "byte", "minLength": 1}"#,
            r#"{"type": "string", "format": "uuid", "minLength": 40}"#,
        ],
    ),
    (
        "maxLength",
        &[
            r#"{"type": "string", "maxLength": 1}"#,
            r#"{"type": "string", "pattern": "a", "maxLength": 1}"#,
            r#"{"type": "string", "format": "binary", "maxLength": 1}"#,
        ],
    ),
    (
        "pattern",
        &[
            r#"{"type": "string", "pattern": "^a"}"#,
            r#"{"type": "string", "format": "uuid", "pattern": "^a"}"#,
            r#"{"type": "string", "enum": ["b"], "pattern": "^a"}"#,
        ],
    ),
    ("minItems", &[r#"{"type": "array", "minItems": 1}"#]),
    ("maxItems", &[r#"{"type": "array", "maxItems": 1}"#]),
    (
        "uniqueItems",
        &[
            r#"{"type": "array", "uniqueItems": true}"#,
            r#"{"type": "array", "prefixItems": [{}, {}], "minItems": 2, "maxItems": 2, "uniqueItems": true}"#,
        ],
    ),
    (
        "minProperties",
        &[
            r#"{"type": "object", "minProperties": 1}"#,
            r#"{"type": "object", "properties": {"a": {}}, "minProperties": 1}"#,
            r#"{"type": "object", "properties": {"a": {}}, "additionalProperties": false, "minProperties": 1}"#,
            r#"{"type": ["object", "string"], "properties": {"a": {}}, "minProperties": 1}"#,
        ],
    ),
    (
        "maxProperties",
        &[
            r#"{"type": "object", "maxProperties": 1}"#,
            r#"{"type": "object", "properties": {"a": {}}, "maxProperties": 1}"#,
        ],
    ),
    (
        "readOnly",
        &[r#"{"type": "object", "properties": {"a": {"type": "string", "readOnly": true}}}"#],
    ),
    (
        "writeOnly",
        &[r#"{"type": "object", "properties": {"a": {"type": "string", "writeOnly": true}}}"#],
    ),
    (
        "deprecated",
        &[r#"{"type": "object", "properties": {"a": {"type": "string", "deprecated": true}}}"#],
    ),
    (
        "discriminator",
        &[
            r##"{"oneOf": [{"$ref": "#/SCHEMAS/One"}, {"$ref": "#/SCHEMAS/Two"}], "discriminator": {"propertyName": "kind"}}"##,
        ],
    ),
    (
        "nullable",
        &[r#"{"type": "object", "properties": {"a": {"type": "string", "nullable": true}}}"#],
    ),
    (
        "oneOf",
        &[
            r#"{"oneOf": [{"type": "string"}, {"type": "integer"}]}"#,
            r#"{"type": "object", "properties": {"a": {}, "b": {}}, "oneOf": [{"required": ["a"]}, {"required": ["b"]}]}"#,
        ],
    ),
    (
        "anyOf",
        &[
            r#"{"anyOf": [{"type": "string"}, {"type": "integer"}]}"#,
            r#"{"type": "object", "properties": {"a": {}, "b": {}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}"#,
        ],
    ),
    (
        "not",
        &[
            r#"{"type": "string", "not": {"enum": ["a"]}}"#,
            r#"{"type": "object", "properties": {"a": {}}, "not": {"required": ["a"]}}"#,
            r#"{"type": "string", "not": {"format": "uuid"}}"#,
            r#"{"type": "string", "enum": ["a", "b"], "not": {"const": "a", "enum": ["a"]}}"#,
            r#"{"anyOf": [{"type": "string"}, {"type": "integer"}], "not": {"enum": ["a", 1]}}"#,
        ],
    ),
    ("const", &[r#"{"const": 3}"#]),
    (
        "prefixItems",
        &[
            r#"{"type": "array", "prefixItems": [{"type": "string"}], "minItems": 1, "maxItems": 1}"#,
            r#"{"type": "array", "prefixItems": [{"type": "string"}]}"#,
        ],
    ),
    (
        "contains",
        &[
            r#"{"type": "array", "contains": {"const": 1}}"#,
            r#"{"type": "array", "contains": {"type": "string", "format": "date"}}"#,
        ],
    ),
    ("minContains", &[r#"{"type": "array", "contains": {"const": 1}, "minContains": 2}"#]),
    ("maxContains", &[r#"{"type": "array", "contains": {"const": 1}, "maxContains": 2}"#]),
    ("unevaluatedItems", &[r#"{"type": "array", "prefixItems": [{}], "unevaluatedItems": false}"#]),
    (
        "patternProperties",
        &[
            r#"{"type": "object", "patternProperties": {"^a": {"type": "string"}}}"#,
            r#"{"type": "object", "properties": {"a": {}}, "patternProperties": {"(": {"type": "string"}}}"#,
        ],
    ),
    (
        "propertyNames",
        &[
            r#"{"type": "object", "propertyNames": {"pattern": "^a"}}"#,
            r#"{"type": "object", "properties": {"a": {}}, "propertyNames": {"format": "date"}}"#,
        ],
    ),
    (
        "unevaluatedProperties",
        &[
            r#"{"type": "object", "properties": {"a": {}}, "unevaluatedProperties": false}"#,
            r#"{"type": "object", "properties": {"a": {}}, "unevaluatedProperties": {"type": "string"}}"#,
        ],
    ),
    ("dependentRequired", &[r#"{"type": "object", "dependentRequired": {"a": ["b"]}}"#]),
    (
        "dependentSchemas",
        &[r#"{"type": "object", "dependentSchemas": {"a": {"required": ["b"]}}}"#],
    ),
    (
        "if",
        &[
            r#"{"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}}"#,
            r#"{"type": "object", "if": {"unevaluatedProperties": false}, "then": {"required": ["b"]}}"#,
        ],
    ),
    ("then", &[r#"{"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}}"#]),
    ("else", &[r#"{"type": "object", "if": {"required": ["a"]}, "else": {"required": ["b"]}}"#]),
    ("contentEncoding", &[r#"{"type": "string", "contentEncoding": "base64"}"#]),
    ("contentSchema", &[r#"{"type": "string", "contentSchema": {"type": "integer"}}"#]),
];

/// The types of a document with one schema, and what is told to have no effect.
fn written(version: Version, schema: &str) -> (String, Vec<String>) {
    let name = version.dialect().name;
    let (head, schemas) = match version {
        Version::V2_0 => (r#""swagger": "2.0""#.to_owned(), "definitions"),
        _ => (format!(r#""openapi": "{name}.0""#), "components/schemas"),
    };
    // Until 3.0 an exclusive bound is a word beside the other bound.
    let bound = |it| if version >= Version::V3_1 { it } else { "true" };
    let schema = schema.replace("SCHEMAS", schemas);
    let schema = schema.replace("ABOVE", bound("5")).replace("BELOW", bound("2"));
    let other = r#""Other": {"type": "integer"}"#;
    let kind = |it: &str| {
        format!(
            r#""{it}": {{"type": "object", "required": ["kind"], "properties": {{"kind": {{"type": "string"}}}}}}"#
        )
    };
    let all = format!(r#"{{"S": {schema}, {other}, {}, {}}}"#, kind("One"), kind("Two"));
    let components = match version {
        Version::V2_0 => format!(r#""definitions": {all}"#),
        _ => format!(r#""components": {{"schemas": {all}}}"#),
    };
    let text = format!(
        r#"{{{head}, "info": {{"title": "T", "version": "1"}}, "paths": {{}}, {components}}}"#
    );
    let reading = read::document_from_str("keywords.json", &text);
    let api = reading.api.unwrap_or_else(|| panic!("it is no API: {text}"));
    let mut found = Report::new();
    let output = emit(&api, &Settings::default(), &mut found);
    let told = found.found.iter().filter(|it| {
        matches!(it.rule.name, "unenforced-keyword" | "unsupported-pattern" | "impossible-schema")
    });
    let types = output.files.get("types.rs").unwrap_or_default().to_owned();
    (types, told.map(|it| it.message.clone()).collect())
}

/// A schema without a keyword at its top, or where that is a property's.
fn without(schema: &str, keyword: &str) -> String {
    let quoted = schema.replace("ABOVE", "\"ABOVE\"").replace("BELOW", "\"BELOW\"");
    let mut value: serde_json::Value = serde_json::from_str(&quoted).expect("it is JSON");
    let map = value.as_object_mut().expect("a schema is a map");
    if map.remove(keyword).is_none() {
        let inner = map.get_mut("properties").and_then(|it| it.get_mut("a"));
        let inner = inner.and_then(|it| it.as_object_mut()).expect("the keyword is there");
        assert!(inner.remove(keyword).is_some(), "{schema} has no {keyword}");
    }
    value.to_string().replace("\"ABOVE\"", "ABOVE").replace("\"BELOW\"", "BELOW")
}

#[test]
fn every_keyword_has_an_effect_or_is_told_to_have_none() {
    let mut silent = Vec::new();
    for version in Version::ALL {
        for key in SCHEMA.keys.iter().filter(|it| it.versions.has(version)) {
            if NOTES.contains(&key.name) {
                continue;
            }
            let schemas = SCHEMAS.iter().find(|it| it.0 == key.name);
            let (_, schemas) =
                schemas.unwrap_or_else(|| panic!("`{}` has no schema here", key.name));
            for schema in *schemas {
                // What only newer versions have, the older ones do not see.
                let newer = |it: &&specwright::dialect::Key| {
                    !it.versions.has(version) && schema.contains(&format!("\"{}\"", it.name))
                };
                if SCHEMA.keys.iter().any(|it| newer(&it))
                    || schema.contains("[\"object\"") && version < Version::V3_1
                {
                    continue;
                }
                let (with, told) = written(version, schema);
                let (less, _) = written(version, &without(schema, key.name));
                let is_told = told
                    .iter()
                    .any(|it| it.contains(&format!("`{}`", key.name)) || it.contains("pattern"));
                if with == less && !is_told {
                    silent.push(format!("{}: {schema}: {told:?}", version.dialect().name));
                }
            }
        }
    }
    assert!(silent.is_empty(), "no effect, and no word of it:\n{}", silent.join("\n"));
}
