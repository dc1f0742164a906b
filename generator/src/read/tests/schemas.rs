use insta::assert_snapshot;

use super::{findings, read};
use crate::ir::Type;
use crate::read::document_from_str;

#[test]
fn every_keyword_of_3_0() {
    assert_snapshot!(read("3.0.3", "
components:
  schemas:
    All:
      title: T
      description: D
      type: object
      format: f
      nullable: true
      deprecated: true
      readOnly: true
      writeOnly: false
      default: { a: 1 }
      example: [1]
      enum: [a, 1, null, { b: 2 }]
      externalDocs: { url: 'https://d' }
      xml: { name: n, namespace: 'urn:n', prefix: p, attribute: true, wrapped: false, x-x: 1 }
      x-own: 1
      required: [a]
      minProperties: 1
      maxProperties: 2
      properties:
        a: { type: string, minLength: 1, maxLength: 2, pattern: '^a' }
        b: { type: number, minimum: 1.0, exclusiveMinimum: true, maximum: 1e3, exclusiveMaximum: false, multipleOf: 0.5 }
        c: { type: array, items: { type: integer, format: int64 }, minItems: 1, maxItems: 2, uniqueItems: true }
        d: { type: object, additionalProperties: false }
        e: { type: object, additionalProperties: { type: string } }
      allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object }]
      anyOf: [{ type: string }]
      not: { type: integer }
    Pet:
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
      discriminator:
        propertyName: kind
        mapping: { cat: Cat, dog: '#/components/schemas/Dog', cow: Cow, fox: '#/components/schemas/Fox' }
    Cat: { type: object }
    Dog: { type: object }
"));
}

#[test]
fn every_keyword_that_3_1_and_3_2_add() {
    assert_snapshot!(read(
        "3.2.0",
        "
components:
  schemas:
    All:
      $id: https://example.com/all
      $schema: https://json-schema.org/draft/2020-12/schema
      $anchor: here
      $dynamicAnchor: there
      $comment: C
      $vocabulary: { 'https://v': true }
      $defs: { one: { const: null } }
      type: [string, 'null']
      const: c
      examples: [a, b]
      exclusiveMinimum: 1
      exclusiveMaximum: 2.50
      contentEncoding: base64
      contentMediaType: image/png
      contentSchema: true
      prefixItems: [{ type: string }, false]
      items: { type: integer }
      contains: { type: boolean }
      minContains: 1
      maxContains: 2
      unevaluatedItems: false
      patternProperties: { '^x': { type: string } }
      propertyNames: { pattern: '^[a-z]' }
      unevaluatedProperties: { type: 'null' }
      dependentRequired: { a: [b, c] }
      dependentSchemas: { a: { required: [d] } }
      if: { type: string }
      then: { minLength: 1 }
      else: { $ref: '#/components/schemas/Ref' }
      unknownKeyword: { kept: true }
    Ref: { $ref: '#/components/schemas/All', description: Beside., type: object }
    Dynamic: { $dynamicRef: 'https://example.com/all#there' }
    Choice:
      anyOf: [{ type: object }]
      discriminator: { propertyName: k, defaultMapping: Ref, x-d: 1 }
      xml: { nodeType: element }
"
    ));
}

#[test]
fn a_reference_into_the_middle_leads_to_the_schema_that_stands_there() {
    let text = "
openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a:
    get:
      responses:
        '200': { description: OK, content: { 'application/json': { schema: { type: array, items: { type: string } } } } }
components:
  schemas:
    First: { $ref: '#/paths/~1a/get/responses/200/content/application~1json/schema/items' }
    Second: { $ref: '#/components/schemas/Third/properties/a%20b~0c' }
    Third: { type: object, properties: { 'a b~c': { type: integer } } }
    Circle: { $ref: '#/components/schemas/Circle' }
    Tree: { type: object, properties: { nodes: { type: array, items: { $ref: '#/components/schemas/Tree' } } } }
";
    let reading = document_from_str("api.yaml", text);
    assert_eq!(findings(&reading), "");
    let api = reading.api.unwrap();
    let schema = |at: usize| api.components.schemas[at].it.to;
    let (_, operation) = api.operations().next().unwrap();
    let media = &api[api[operation.responses.all[0].response.to].content[0].to];
    let items = api[media.schema.unwrap()].items().unwrap();
    assert_eq!(api.resolve(schema(0)), Some(items));
    let third = api[schema(2)].properties()[0].schema;
    assert_eq!(api.resolve(schema(1)), Some(third));
    assert_eq!(api.resolve(schema(3)), None);
    let nodes = api[schema(4)].properties()[0].schema;
    assert_eq!(api.resolve(api[nodes].items().unwrap()), Some(schema(4)));
    assert_eq!(api.schema_name(schema(4)).map(|it| &*it.text), Some("Tree"));
}

#[test]
fn references_that_lead_nowhere_say_why() {
    let text = "
openapi: 3.1.0
info: { title: T, version: '1' }
components:
  schemas:
    Member: { type: object }
    A: { $ref: '#/components/schemas/Membr' }
    B: { $ref: '#/components/schema/Member' }
    C: { $ref: '#nowhere' }
    D: { $ref: 'https://example.com/a.json#/x' }
    E: { $ref: missing.yaml }
    F: { $ref: ../outside.yaml }
    G: { $ref: 7 }
    H: { $ref: '#/components/responses/R' }
    I: { $ref: '//host/a' }
    J: { $ref: 'mailto:a@b' }
  responses:
    R: { description: OK, headers: { X: { $ref: '#/components/schemas/Member' } } }
    S: { $ref: '#/components/responses/T' }
    T: { $ref: '#/components/responses/S' }
";
    let (reading, _) = super::read_files(&[("api.yaml", text)]);
    assert_snapshot!(findings(&reading));
}

#[test]
fn ids_and_anchors_name_schemas() {
    let text = "
openapi: 3.1.0
info: { title: T, version: '1' }
components:
  schemas:
    Tree:
      $id: https://example.com/tree
      type: object
      properties:
        leaf: { $anchor: leaf, type: string }
        again: { $ref: '#' }
        near: { $ref: '#leaf' }
        path: { $ref: '#/properties/leaf' }
        inner: { $id: inner, type: integer }
    ByUri: { $ref: 'https://example.com/tree' }
    ByAnchor: { $ref: 'https://example.com/tree#leaf' }
    Inner: { $ref: 'https://example.com/inner' }
    Lenient: { $id: lenient, $ref: '#/components/schemas/Tree' }
    Plain: { $anchor: plain, type: boolean }
    ToPlain: { $ref: '#plain' }
";
    let reading = document_from_str("api.yaml", text);
    assert_eq!(findings(&reading), "");
    let api = reading.api.unwrap();
    let schema = |name: &str| {
        api.components.schemas.iter().find(|it| it.name == *name).map(|it| it.it.to).unwrap()
    };
    let tree = &api[schema("Tree")];
    let property = |name: &str| tree.property(name).unwrap().schema;
    assert_eq!(api.resolve(property("again")), Some(schema("Tree")));
    assert_eq!(api.resolve(property("near")), Some(property("leaf")));
    assert_eq!(api.resolve(property("path")), Some(property("leaf")));
    assert_eq!(api.resolve(schema("ByUri")), Some(schema("Tree")));
    assert_eq!(api.resolve(schema("ByAnchor")), Some(property("leaf")));
    assert_eq!(api.resolve(schema("Inner")), Some(property("inner")));
    assert_eq!(api.resolve(schema("Lenient")), Some(schema("Tree")));
    assert_eq!(api.resolve(schema("ToPlain")), Some(schema("Plain")));
}

#[test]
fn a_dynamic_reference_can_lead_to_what_only_its_scope_gives_a_meaning() {
    let reading = document_from_str(
        "api.yaml",
        "
openapi: 3.1.0
info: { title: T, version: '1' }
components:
  schemas:
    Other:
      $id: https://example.com/other
      $defs: { U: { $dynamicAnchor: U } }
    Outer:
      $id: https://example.com/outer
      properties:
        inner:
          $id: https://example.com/inner
          items: { $dynamicRef: '#T' }
          $defs: { T: { $dynamicAnchor: T }, U: { $dynamicAnchor: U, type: string } }
      $defs:
        T: { $dynamicAnchor: T, additionalProperties: { $dynamicRef: 'other#U' } }
",
    );
    let api = reading.api.unwrap();
    let outer = api.components.schemas.last().unwrap().it.to;
    let inner = api[outer].property("inner").unwrap().schema;
    let items = api[inner].items().unwrap();
    let values = api[api.resolve(items).unwrap()].additional().unwrap();
    let end = &api[api.resolve(values).unwrap()];
    assert_eq!(end.types.single(), Some(Type::String));
    // What is written stays: the anchor of its own resource.
    let said = api[items].reference.as_ref().and_then(|it| it.to).unwrap();
    let own = &api[inner].core().unwrap().definitions[0];
    assert_eq!(api.written(said), own.schema);
}
