//! What 3.1 says and 3.0 has no word for.

use specwright::dialect::Version;

use super::{convert, schema};

#[test]
fn what_3_0_cannot_say_is_told_with_its_line() {
    let text = "{ type: array, prefixItems: [{ const: a }], items: false, contains: true, examples: [[a], [b]] }";
    insta::assert_snapshot!(schema("3.1.0", Version::V3_0, text), @"
        S:
          type: array
          example:
          - a
          items:
            enum:
            - a
          maxItems: 1
          allOf:
          - not:
              type: array
              items:
                not: {}
    # line 6: 3.0 has no `examples` of a schema: only the first is kept, as `example`
    # line 6: 3.0 has no `prefixItems`: their order is free
    # line 6: 3.0 has no `contains`: it is written with `not`, and means the same
    ");
}

#[test]
fn what_3_0_can_say_in_other_words_keeps_its_meaning() {
    let to_3_0 = |text: &str| schema("3.1.0", Version::V3_0, text);
    let text = "{ type: object, if: { required: [a] }, then: { required: [b] }, else: { maxProperties: 1 }, allOf: [{ minProperties: 1 }] }";
    insta::assert_snapshot!(to_3_0(text), @"
        S:
          type: object
          allOf:
          - minProperties: 1
          - anyOf:
            - not:
                required:
                - a
            - required:
              - b
          - anyOf:
            - required:
              - a
            - maxProperties: 1
    # line 6: 3.0 has no `if`: it is written with `anyOf` and `not`, and means the same
    ");
    let text = "{ dependentRequired: { a: [b] }, dependentSchemas: { c: { maxProperties: 2 } } }";
    insta::assert_snapshot!(to_3_0(text), @"
        S:
          allOf:
          - anyOf:
            - not:
                type: object
                required:
                - c
            - maxProperties: 2
          - anyOf:
            - not:
                type: object
                required:
                - a
            - required:
              - b
    # line 6: 3.0 has no `dependentRequired`: it is written with `anyOf` and `not`, and means the same
    # line 6: 3.0 has no `dependentSchemas`: it is written with `anyOf` and `not`, and means the same
    ");
    let text = "{ type: array, items: {}, contains: { const: 1 } }";
    insta::assert_snapshot!(to_3_0(text), @"
        S:
          type: array
          items: {}
          allOf:
          - not:
              type: array
              items:
                not:
                  enum:
                  - 1
    # line 6: 3.0 has no `contains`: it is written with `not`, and means the same
    ");
    let text = "{ type: object, properties: { a: {} }, unevaluatedProperties: false }";
    insta::assert_snapshot!(to_3_0(text), @"
        S:
          type: object
          properties:
            a: {}
          additionalProperties: false
    # line 6: 3.0 has no `unevaluatedProperties`: here `additionalProperties` means the same
    ");
    insta::assert_snapshot!(to_3_0("{ enum: [] }"), @"
        S:
          allOf:
          - not: {}
    # line 6: 3.0 has no empty `enum`: that nothing is allowed is written with `not`
    ");
    insta::assert_snapshot!(to_3_0("{ if: { type: object } }"), @"
        S: {}
    # line 6: 3.0 has no `if`: alone it asks nothing, and is left out
    ");
}

#[test]
fn what_3_0_cannot_say_in_other_words_is_left_out() {
    let to_3_0 = |text: &str| schema("3.1.0", Version::V3_0, text);
    let text = "{ type: array, items: {}, contains: {}, minContains: 2 }";
    insta::assert_snapshot!(to_3_0(text), @"
        S:
          type: array
          items: {}
    # line 6: 3.0 has no `contains` with a number: it is left out
    ");
    let text = "{ allOf: [{ properties: { a: {} } }], unevaluatedProperties: false, propertyNames: { minLength: 2 } }";
    insta::assert_snapshot!(to_3_0(text), @"
        S:
          allOf:
          - properties:
              a: {}
    # line 6: 3.0 has no `propertyNames`: it is left out
    # line 6: 3.0 has no `unevaluatedProperties`: it is left out
    ");
    // Before 3.1 it meant nothing, and is not given a meaning.
    let text = "{ if: { required: [a] }, then: { required: [b] } }";
    insta::assert_snapshot!(schema("3.0.0", Version::V3_0, text), @"
        S: {}
    # line 6: 3.0 has no `if`, `then` and `else`: they are left out
    ");
}

#[test]
fn webhooks_stand_where_tools_of_3_0_look_for_them() {
    let text = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\nwebhooks:\n  moved:\n    post:\n      requestBody: { content: { application/json: { schema: { const: 1 } } } }\n      responses: { '204': { description: d } }\n";
    insta::assert_snapshot!(convert(text, Version::V3_0), @"
    openapi: 3.0.4
    info:
      title: T
      version: '1'
    paths: {}
    x-webhooks:
      moved:
        post:
          requestBody:
            content:
              application/json:
                schema:
                  enum:
                  - 1
          responses:
            '204':
              description: d
    # line 4: 3.0 has no webhooks: `moved` stands under `x-webhooks`
    ");
    let text = format!("{text}x-webhooks: {{}}\n");
    insta::assert_snapshot!(convert(&text, Version::V3_0), @"
    openapi: 3.0.4
    info:
      title: T
      version: '1'
    paths: {}
    x-webhooks: {}
    # line 4: 3.0 has no webhooks: `moved` is left out
    ");
}

#[test]
fn what_patterns_allow_is_not_forbidden_in_3_0() {
    let text = "{ type: object, additionalProperties: false, patternProperties: { ^x-: { type: string }, ^y-: { type: integer } } }";
    insta::assert_snapshot!(schema("3.1.0", Version::V3_0, text), @"
        S:
          type: object
          additionalProperties:
            anyOf:
            - type: string
            - type: integer
    # line 6: 3.0 has no `patternProperties`: any name may have what they allow
    ");
}

#[test]
fn items_by_position_are_any_of_them_in_3_0() {
    let text = "{ type: array, prefixItems: [{ type: number }, { type: number }], items: { type: string } }";
    insta::assert_snapshot!(schema("3.1.0", Version::V3_0, text), @"
        S:
          type: array
          items:
            anyOf:
            - type: number
            - type: string
    # line 6: 3.0 has no `prefixItems`: their order is free
    ");
}
