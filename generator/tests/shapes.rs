//! Small schemas and their shapes.

use specwright::ir::Api;
use specwright::ir::shape::{Edge, Kind, Rest, Shapes};

/// The shapes of the schemas of a document, in a line each.
fn shown(schemas: &str) -> Vec<String> {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    );
    let api = specwright::read::document_from_str("t.yaml", &text).api.expect("it is read");
    let shapes = Shapes::new(&api);
    let components = api.components.schemas.iter();
    let lines = components
        .map(|it| format!("{}: {}", &*it.name, edge(&api, &shapes, shapes.of(it.it.to), 0)));
    let conflicts =
        shapes.conflicts.iter().map(|it| format!("! {} ({} places)", it.message, it.at.len()));
    lines.chain(conflicts).collect()
}

fn edge(api: &Api, shapes: &Shapes, it: Edge, depth: usize) -> String {
    let null = if shapes.takes_null(it) { "?" } else { "" };
    let shape = shapes.shape(it);
    if let [only] = shape.parts[..]
        && let Some(name) = api.schema_name(only)
        && depth > 0
        && shape.whole
    {
        return format!("{}{null}", &**name);
    }
    let inner = |it: Edge| edge(api, shapes, it, depth + 1);
    let text = match &shape.kind {
        Kind::Any => "any".into(),
        Kind::Never => "never".into(),
        Kind::Null => "null".into(),
        Kind::Boolean => "boolean".into(),
        Kind::Integer(_) => "integer".into(),
        Kind::Number(_) => "number".into(),
        Kind::Text(text) => match &text.format {
            Some(format) => format!("text {}", &**format),
            None => "text".into(),
        },
        Kind::Choice(choice) => {
            let all: Vec<String> = choice.values.iter().map(|it| it.value.to_json()).collect();
            format!("{}{}", all.join("|"), if choice.open { "|..." } else { "" })
        }
        Kind::List(list) => format!("[{}]", inner(list.items)),
        Kind::Tuple(items) => {
            format!("({})", items.iter().map(|it| inner(*it)).collect::<Vec<_>>().join(", "))
        }
        Kind::Map(map) => format!("{{*: {}}}", inner(map.values)),
        Kind::Record(record) => {
            let mut all: Vec<String> = record
                .fields
                .iter()
                .map(|it| {
                    format!(
                        "{}{}: {}",
                        &*it.name,
                        if it.required { "!" } else { "" },
                        inner(it.value)
                    )
                })
                .collect();
            match record.rest {
                Rest::Unsaid => {}
                Rest::Closed => all.push("-".into()),
                Rest::Open(it) => all.push(format!("*: {}", inner(it))),
            }
            format!("{{{}}}", all.join(", "))
        }
        Kind::Union(union) => {
            let all: Vec<String> = union.variants.iter().map(|it| inner(it.value)).collect();
            let tag = union.tag.as_ref().map(|it| format!(" by {} {:?}", it.property, it.values));
            format!("<{}{}>", all.join(" / "), tag.unwrap_or_default())
        }
    };
    format!("{text}{null}")
}

#[test]
fn parts_of_an_all_of_become_one_record() {
    let shapes = shown(
        "    Base: {type: object, required: [id], properties: {id: {type: string}, kind: {type: string}}}
    Cat:
      allOf:
        - $ref: '#/components/schemas/Base'
        - {type: object, required: [kind], properties: {kind: {enum: [cat]}, lives: {type: integer}}}
",
    );
    assert_eq!(
        shapes,
        ["Base: {id!: text, kind: text}", "Cat: {id!: text, kind!: \"cat\", lives: integer}"]
    );
}

#[test]
fn wrappers_that_add_nothing_are_seen_through() {
    let shapes = shown(
        "    A: {type: string}
    B: {allOf: [{$ref: '#/components/schemas/A'}], description: The same.}
    C: {type: object, properties: {a: {oneOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}, b: {$ref: '#/components/schemas/B'}}}
",
    );
    assert_eq!(shapes, ["A: text", "B: text", "C: {a: A?, b: A}"]);
}

#[test]
fn alternatives_are_told_apart_by_a_mapping_by_a_constant_or_not() {
    let shapes = shown(
        "    Cat: {type: object, required: [t], properties: {t: {const: cat}}}
    Dog: {type: object, required: [t], properties: {t: {const: dog}}}
    Bare: {type: object, properties: {t: {type: string}}}
    Implied: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
    Mapped:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Bare'}]
      discriminator: {propertyName: t, mapping: {bare: '#/components/schemas/Bare', naked: '#/components/schemas/Bare'}}
    Open: {anyOf: [{$ref: '#/components/schemas/Bare'}, {type: string}, {type: integer}]}
",
    );
    assert_eq!(
        shapes[3..],
        [
            r#"Implied: <Cat / Dog by t [["cat"], ["dog"]]>"#,
            r#"Mapped: <Cat / Bare by t [["cat"], ["bare", "naked"]]>"#,
            "Open: <Bare / text / integer>",
        ]
    );
}

#[test]
fn named_texts_are_one_choice_open_beside_a_free_text() {
    let shapes = shown(
        "    Closed: {oneOf: [{enum: [a]}, {enum: [b, c]}]}
    Open: {anyOf: [{type: string}, {type: string, enum: [a, b]}]}
    Nullable: {type: [string, 'null'], enum: [a, null]}
    Both: {type: [string, integer, 'null']}
",
    );
    assert_eq!(
        shapes,
        [
            r#"Closed: "a"|"b"|"c""#,
            r#"Open: "a"|"b"|..."#,
            r#"Nullable: "a"?"#,
            "Both: <text / integer>?"
        ]
    );
}

#[test]
fn what_cannot_be_is_said_with_both_places() {
    let shapes = shown("    Odd: {allOf: [{type: string}, {type: integer}]}\n    None: false\n");
    assert_eq!(
        shapes,
        [
            "Odd: text",
            "None: never",
            "! `allOf` asks for `string` and for `integer` at once (2 places)"
        ]
    );
}

#[test]
fn circles_end() {
    let shapes = shown(
        "    List: {type: array, items: {$ref: '#/components/schemas/List'}}
    Self: {allOf: [{$ref: '#/components/schemas/Self'}]}
    Tree: {type: object, properties: {left: {$ref: '#/components/schemas/Tree'}}, additionalProperties: false}
    Choice: {oneOf: [{$ref: '#/components/schemas/Choice'}, {type: string}]}
",
    );
    assert_eq!(
        shapes,
        ["List: [List]", "Self: any", "Tree: {left: Tree, -}", "Choice: <Choice / text>"]
    );
}

#[test]
fn places_of_a_list_are_a_tuple_where_all_are_there() {
    let shapes = shown(
        "    Pair: {type: array, prefixItems: [{type: string}, {type: integer}], minItems: 2, maxItems: 2}
    Closed: {type: array, prefixItems: [{type: string}, {type: integer}], minItems: 2, items: false}
    Evaluated: {type: array, prefixItems: [{type: string}], minItems: 1, unevaluatedItems: false}
    Shorter: {type: array, prefixItems: [{type: string}, {type: integer}], items: false}
    Alike: {type: array, prefixItems: [{type: number}, {type: number}], items: false}
    Longer: {type: array, prefixItems: [{type: string}], items: {type: integer}}
    Unsaid: {type: array, prefixItems: [{type: string}]}
    Seven: {type: array, minItems: 7, items: false, prefixItems: [{type: string}, {type: string}, {type: string}, {type: string}, {type: string}, {type: string}, {type: string}]}
",
    );
    assert_eq!(
        shapes,
        [
            "Pair: (text, integer)",
            "Closed: (text, integer)",
            "Evaluated: (text)",
            "Shorter: [<text / integer>]",
            "Alike: [number]",
            "Longer: [<text / integer>]",
            "Unsaid: [any]",
            "Seven: [text]",
        ]
    );
}

#[test]
fn names_of_several_patterns_have_the_values_of_any() {
    let shapes = shown(
        "    Closed: {type: object, patternProperties: {^n: {type: integer}, ^s: {type: string}}, additionalProperties: false}
    Others: {type: object, patternProperties: {^n: {type: integer}}, additionalProperties: {type: string}}
    Unsaid: {type: object, patternProperties: {^n: {type: integer}}}
    Known: {type: object, properties: {id: {type: string}}, patternProperties: {^n: {type: integer}}, additionalProperties: {type: [boolean, 'null']}}
    Empty: {type: object, patternProperties: {^n: {type: integer}}, additionalProperties: {description: Anything.}}
",
    );
    assert_eq!(
        shapes,
        [
            "Closed: {*: <integer / text>}",
            "Others: {*: <integer / text>}",
            "Unsaid: {*: any}",
            "Known: {id: text, *: <integer / boolean?>}",
            "Empty: {*: any}",
        ]
    );
}

#[test]
fn what_is_not_evaluated_is_the_rest_where_that_is_plain() {
    let shapes = shown(
        "    Base: {type: object, properties: {id: {type: string}}}
    Plain: {type: object, properties: {a: {type: string}}, unevaluatedProperties: {type: integer}}
    Whole: {allOf: [{$ref: '#/components/schemas/Base'}], unevaluatedProperties: {type: integer}}
    Either: {type: object, properties: {a: {type: string}}, if: {required: [a]}, then: {properties: {b: true}}, unevaluatedProperties: {type: integer}}
",
    );
    assert_eq!(
        shapes[1..],
        ["Plain: {a: text, *: integer}", "Whole: {id: text, *: integer}", "Either: {a: text}"]
    );
}
