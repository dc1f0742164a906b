//! References in long rows and in circles, through everything that can be one.

use std::fmt::Write as _;

use crate::case::{Case, head, yaml};

/// How long a row is.
const ROW: usize = 10_000;

/// The components of 3.1 that a reference may stand for, with one that is whole.
const KINDS: &[(&str, &str)] = &[
    ("schemas", "{ type: string }"),
    ("responses", "{ description: d }"),
    ("parameters", "{ name: n, in: query, schema: {} }"),
    ("examples", "{ value: 1 }"),
    ("requestBodies", "{ content: {} }"),
    ("headers", "{ schema: {} }"),
    ("links", "{ operationId: o }"),
    ("callbacks", "{ '{$url}': { get: {} } }"),
    ("pathItems", "{ get: {} }"),
];

pub(crate) fn cases() -> Vec<Case> {
    vec![
        // Samples are made for each shape, and examples held against each.
        Case::document("unions-that-hold-each-other", &[], || {
            circle(|at| {
                let others = all(|it| it != at);
                let own = format!("{{ type: object, required: [f], properties: {{ f: {} }} }}", to(at + 1));
                format!("{{ oneOf: [{others}, {own}], example: {{ z: 1 }} }}")
            })
        }),
        Case::document("unions-with-tags-that-hold-each-other", &[], || {
            circle(|at| {
                let others = [to(at + 1), to(at + 2)].join(", ");
                format!("{{ oneOf: [{others}], discriminator: {{ propertyName: p }}, example: {{ p: S1 }} }}")
            })
        }),
        Case::document("records-that-require-each-other", &[], || {
            circle(|_| {
                let any = format!("{{ oneOf: [{}] }}", all(|_| true));
                format!("{{ type: object, required: [a, b], properties: {{ a: {any}, b: {any} }} }}")
            })
        }),
        Case::document("records-that-are-never-full", &[], || {
            circle(|_| {
                let fields: Vec<String> = (0..CIRCLE).map(|it| format!("f{it}: {}", to(it))).collect();
                let fields = fields.join(", ");
                format!("{{ type: object, minProperties: 30, properties: {{ {fields} }} }}")
            })
        })
        .expands(),
        Case::document("lists-of-many-lists", &[], || {
            circle(|at| {
                let items = if at < 9 { to(at + 1) } else { "{ type: string }".to_owned() };
                format!("{{ type: array, minItems: 90, items: {items} }}")
            })
        })
        .expands(),
        Case::document("ten-thousand-uses-of-what-is-not-there", &["unresolved-reference"], || {
            let mut text = head("3.1.0") + "components:\n  schemas:\n";
            for at in 0..ROW {
                let _ = writeln!(text, "    S{at}: {{ items: {{ $ref: '#/components/schemas/Gone' }} }}");
            }
            yaml(text)
        })
        .most(3 * ROW),
        Case::document("a-row-of-references", &["reference-cycle"], || yaml(rows(false)))
            .most(10 * ROW),
        Case::document("a-circle-of-references", &["reference-cycle"], || yaml(rows(true)))
            .most(10 * ROW),
        Case::document("a-circle-of-schemas", &["endless-schema"], || {
            let mut text = head("3.0.0") + "paths: {}\ncomponents:\n  schemas:\n";
            for at in 0..1_000 {
                let to = (at + 1) % 1_000;
                let _ = writeln!(text, "    S{at}: {{ $ref: '#/components/schemas/S{to}' }}");
            }
            yaml(text)
        })
        .most(ROW),
        Case::document("a-row-of-paths", &["reference-cycle"], || {
            let mut text = head("3.0.0") + "paths:\n";
            for at in 0..ROW {
                let _ = writeln!(text, "  /a{at}: {{ $ref: '#/paths/~1a{}' }}", at + 1);
            }
            yaml(text + &format!("  /a{ROW}: {{ get: {{ responses: {{}} }} }}\n"))
        })
        .most(5 * ROW),
        Case::document("circles-through-everything", &["reference-cycle"], || {
            yaml(head("3.1.0") + CIRCLES)
        })
        .most(200),
        Case::document("circles-of-2.0", &["reference-cycle"], || yaml(head("2.0") + CIRCLES_2)),
        Case::document("files-in-a-circle", &["reference-cycle"], || {
            let one = head("3.1.0")
                + "paths: { /a: { $ref: 'other.yaml#/x' } }\n\
                   components: { schemas: { S: { $ref: 'other.yaml#/s' }, T: { items: { $ref: 'other.yaml' } } } }\n";
            let other = "x: { $ref: 'api.yaml#/paths/~1a' }\n\
                         s: { anyOf: [{ $ref: 'api.yaml#/components/schemas/S' }, { $ref: 'other.yaml#/s' }] }\n\
                         type: object\nproperties: { self: { $ref: 'other.yaml' } }\n";
            vec![("api.yaml", one.into_bytes()), ("other.yaml", other.into())]
        }),
        Case::document("identifiers-in-a-circle", &["too-many-meanings"], || {
            let mut text = head("3.1.0") + "components:\n  schemas:\n";
            for at in 0..500 {
                let next = (at + 1) % 500;
                let _ = writeln!(
                    text,
                    "    S{at}: {{ $id: 'https://a.example/{at}', $dynamicAnchor: a, $ref: 'https://a.example/{next}', items: {{ $dynamicRef: '#a' }} }}"
                );
            }
            yaml(text)
        })
        .most(10_000),
        Case::document("path-items-that-double", &[], || {
            let mut text = head("3.1.0") + "paths: { /a: { $ref: '#/components/pathItems/P0' } }\ncomponents:\n  pathItems:\n";
            for at in 0..60 {
                let to = format!("{{ x: {{ $ref: '#/components/pathItems/P{}' }} }}", at + 1);
                let _ = writeln!(
                    text,
                    "    P{at}: {{ get: {{ tags: [T], responses: {{ 200: {{ description: d }} }}, callbacks: {{ a: {to}, b: {to} }} }} }}"
                );
            }
            yaml(text + "    P60: { get: { responses: { 200: { description: d } } } }\n")
        })
        .expands()
        .most(1_000),
        Case::document("a-tree-that-doubles", &[], || {
            let mut text = head("3.1.0") + "paths: { /a: { get: { responses: { 200: { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/S0' } } } } } } } }\ncomponents:\n  schemas:\n";
            for at in 0..40 {
                let to = at + 1;
                let _ = writeln!(
                    text,
                    "    S{at}: {{ type: object, properties: {{ a: {{ $ref: '#/components/schemas/S{to}' }}, b: {{ $ref: '#/components/schemas/S{to}' }} }}, allOf: [{{ $ref: '#/components/schemas/S{to}' }}, {{ $ref: '#/components/schemas/S{to}' }}] }}"
                );
            }
            yaml(text + "    S40: { type: string, example: x }\n")
        })
        .most(1_000),
    ]
}

/// Each kind of component as a row of references that ends at a thing, or at its start.
fn rows(is_circle: bool) -> String {
    let mut text = head("3.1.0") + "components:\n";
    for (kind, whole) in KINDS {
        let _ = writeln!(text, "  {kind}:");
        for at in 0..ROW / KINDS.len() * 2 {
            let _ = writeln!(text, "    C{at}: {{ $ref: '#/components/{kind}/C{}' }}", at + 1);
        }
        let last = ROW / KINDS.len() * 2;
        let _ = if is_circle {
            writeln!(text, "    C{last}: {{ $ref: '#/components/{kind}/C0' }}")
        } else {
            writeln!(text, "    C{last}: {whole}")
        };
    }
    text
}

const CIRCLES: &str = "
paths:
  /self: { $ref: '#/paths/~1self' }
  /a: { $ref: '#/paths/~1b' }
  /b: { $ref: '#/paths/~1a' }
  /c:
    get:
      parameters: [{ $ref: '#/components/parameters/P' }]
      requestBody: { $ref: '#/components/requestBodies/B' }
      responses:
        '200':
          $ref: '#/components/responses/R'
        '201':
          description: d
          headers: { h: { $ref: '#/components/headers/H' } }
          links: { l: { $ref: '#/components/links/L' } }
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Loop' }
              examples: { e: { $ref: '#/components/examples/E' } }
      callbacks:
        back:
          '{$request.body#/url}': { $ref: '#/paths/~1c' }
        again: { $ref: '#/paths/~1c/get/callbacks/again' }
components:
  parameters: { P: { $ref: '#/components/parameters/P' } }
  requestBodies: { B: { $ref: '#/components/requestBodies/C' }, C: { $ref: '#/components/requestBodies/B' } }
  responses: { R: { $ref: '#/components/responses/R' } }
  headers: { H: { $ref: '#/components/headers/H' } }
  links: { L: { $ref: '#/components/links/L' } }
  examples: { E: { $ref: '#/components/examples/E' } }
  callbacks: { K: { $ref: '#/components/callbacks/K' } }
  pathItems:
    I: { get: { callbacks: { c: { x: { $ref: '#/components/pathItems/I' } } } } }
  schemas:
    Loop: { $ref: '#/components/schemas/Loop' }
    All: { allOf: [{ $ref: '#/components/schemas/All' }] }
    One: { oneOf: [{ $ref: '#/components/schemas/Two' }] }
    Two: { anyOf: [{ $ref: '#/components/schemas/One' }] }
    Not: { not: { $ref: '#/components/schemas/Not' } }
    If: { if: { $ref: '#/components/schemas/If' }, then: { $ref: '#/components/schemas/If' }, else: { $ref: '#/components/schemas/If' } }
    Items: { type: array, items: { $ref: '#/components/schemas/Items' } }
    Prefix: { type: array, prefixItems: [{ $ref: '#/components/schemas/Prefix' }], contains: { $ref: '#/components/schemas/Prefix' } }
    Names: { propertyNames: { $ref: '#/components/schemas/Names' }, additionalProperties: { $ref: '#/components/schemas/Names' } }
    Needs: { type: object, required: [self], properties: { self: { $ref: '#/components/schemas/Needs' } } }
    Pet:
      type: object
      discriminator: { propertyName: kind, mapping: { pet: '#/components/schemas/Pet', cat: Cat, x: 'nowhere.yaml' } }
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Pet' }]
    Cat:
      allOf: [{ $ref: '#/components/schemas/Pet' }]
      discriminator: { propertyName: kind, mapping: { pet: Pet } }
";

const CIRCLES_2: &str = "
paths:
  /a: { $ref: '#/paths/~1b' }
  /b: { $ref: '#/paths/~1a' }
  /c:
    get:
      parameters: [{ $ref: '#/parameters/P' }]
      responses: { 200: { $ref: '#/responses/R' } }
parameters: { P: { $ref: '#/parameters/P' } }
responses: { R: { $ref: '#/responses/Q' }, Q: { $ref: '#/responses/R' } }
definitions:
  A: { allOf: [{ $ref: '#/definitions/B' }] }
  B: { type: object, discriminator: kind, required: [kind], properties: { kind: { type: string }, a: { $ref: '#/definitions/A' } }, allOf: [{ $ref: '#/definitions/A' }] }
";

/// How many schemas hold each other.
const CIRCLE: usize = 16;

/// A document with that many schemas, and an operation that answers with the first.
fn circle(schema: impl Fn(usize) -> String) -> Vec<(&'static str, Vec<u8>)> {
    let content = format!("{{ application/json: {{ schema: {} }} }}", to(0));
    let answer = format!("responses: {{ 200: {{ description: d, content: {content} }} }}");
    let mut text = head("3.0.3");
    let _ = write!(text, "paths: {{ /a: {{ get: {{ {answer} }} }} }}\ncomponents:\n  schemas:\n");
    for at in 0..CIRCLE {
        let _ = writeln!(text, "    S{at}: {}", schema(at));
    }
    yaml(text)
}

/// A reference to one of them.
fn to(at: usize) -> String {
    format!("{{ $ref: '#/components/schemas/S{}' }}", at % CIRCLE)
}

/// References to those that are asked for.
fn all(wanted: impl Fn(usize) -> bool) -> String {
    (0..CIRCLE).filter(|it| wanted(*it)).map(to).collect::<Vec<_>>().join(", ")
}
