//! Small documents of each version, written in another.

#[path = "convert/lacking.rs"]
mod lacking;

use specwright::diag::Report;
use specwright::dialect::Version;
use specwright::read::document_from_str;
use specwright_openapi::{Order, document};

/// What comes out, and below it what could not be carried.
fn convert(text: &str, to: Version) -> String {
    let reading = document_from_str("openapi.yaml", text);
    let api = reading.api.expect("the case is an API");
    let mut found = Report::new();
    let written =
        document(&api, to, &Order::new(&reading.trees), &mut found).to_yaml().expect("it prints");
    let lost = found.found.iter().map(|it| {
        let place = it.at.map(|at| reading.texts.place(at).line).unwrap_or_default();
        format!("# line {place}: {}\n", it.message)
    });
    written + &lost.collect::<String>()
}

/// Writes the schema `S` of a 3.x document.
fn schema(version: &str, to: Version, schema: &str) -> String {
    let text = format!(
        "openapi: {version}\ninfo: {{ title: T, version: '1' }}\npaths: {{}}\ncomponents:\n  schemas:\n    S: {schema}\n    Other: {{ type: string }}\n"
    );
    let written = convert(&text, to);
    let from = written.find("    S:").expect("the schema is there");
    let to = written.find("    Other:").expect("the other is there");
    let lost = written.find("# line").map_or("", |at| &written[at..]);
    format!("{}{lost}", &written[from..to])
}

#[test]
fn a_2_0_document_becomes_3_0() {
    let text = "\
swagger: '2.0'
info: { title: Pets, version: '1' }
host: example.org
basePath: /v1
schemes: [https]
consumes: [application/json]
produces: [application/json]
securityDefinitions:
  key: { type: apiKey, in: header, name: X-Key }
  login: { type: oauth2, flow: accessCode, authorizationUrl: /a, tokenUrl: /t, scopes: { read: Reads } }
security: [{ key: [] }]
paths:
  /pets/{id}:
    put:
      operationId: putPet
      parameters:
        - { name: id, in: path, type: integer, format: int64, required: true }
        - { name: tags, in: query, type: array, items: { type: string }, collectionFormat: multi }
        - { name: pet, in: body, required: true, schema: { $ref: '#/definitions/pet[]' } }
      responses:
        '200': { description: ok, schema: { $ref: '#/definitions/Pet' }, headers: { X-N: { type: integer } } }
        default: { description: no }
  /files:
    post:
      consumes: [multipart/form-data]
      parameters:
        - { name: file, in: formData, type: file, required: true }
      responses:
        '204': { description: done }
definitions:
  Pet: { type: object, discriminator: kind, properties: { kind: { type: string, x-nullable: true } } }
  pet[]: { type: array, items: { $ref: '#/definitions/Pet' } }
";
    insta::assert_snapshot!(convert(text, Version::V3_0), @"
    openapi: 3.0.4
    info:
      title: Pets
      version: '1'
    servers:
    - url: https://example.org/v1
    security:
    - key: []
    paths:
      /pets/{id}:
        put:
          operationId: putPet
          parameters:
          - name: id
            in: path
            required: true
            schema:
              type: integer
              format: int64
          - name: tags
            in: query
            style: form
            explode: true
            schema:
              type: array
              items:
                type: string
          requestBody:
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/pet__'
            required: true
          responses:
            '200':
              description: ok
              headers:
                X-N:
                  schema:
                    type: integer
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/Pet'
            default:
              description: 'no'
      /files:
        post:
          requestBody:
            content:
              multipart/form-data:
                schema:
                  type: object
                  required:
                  - file
                  properties:
                    file:
                      type: string
                      format: binary
            required: true
          responses:
            '204':
              description: done
    components:
      schemas:
        Pet:
          type: object
          discriminator:
            propertyName: kind
          properties:
            kind:
              type: string
              nullable: true
        pet__:
          type: array
          items:
            $ref: '#/components/schemas/Pet'
      securitySchemes:
        key:
          type: apiKey
          name: X-Key
          in: header
        login:
          type: oauth2
          flows:
            authorizationCode:
              authorizationUrl: /a
              tokenUrl: /t
              scopes:
                read: Reads
    # line 32: no component of 3.0 is called `pet[]`: it is `pet__`
    ");
}

#[test]
fn null_is_a_flag_in_3_0_and_a_type_in_3_1() {
    insta::assert_snapshot!(schema("3.0.3", Version::V3_1, "{ type: string, nullable: true }"), @"
    S:
      type:
      - string
      - 'null'
    ");
    insta::assert_snapshot!(schema("3.1.0", Version::V3_0, "{ type: [string, 'null'] }"), @"
    S:
      type: string
      nullable: true
    ");
    insta::assert_snapshot!(schema("3.1.0", Version::V3_0, "{ type: [string, integer, 'null'] }"), @"
    S:
      anyOf:
      - type: string
        nullable: true
      - type: integer
        nullable: true
    ");
    insta::assert_snapshot!(schema("3.1.0", Version::V3_0, "{ type: 'null' }"), @"
    S:
      enum:
      - null
    ");
}

#[test]
fn what_has_no_type_may_be_null_by_an_alternative() {
    let text =
        "{ nullable: true, description: Why, allOf: [{ $ref: '#/components/schemas/Other' }] }";
    insta::assert_snapshot!(schema("3.0.3", Version::V3_1, text), @"
    S:
      description: Why
      anyOf:
      - $ref: '#/components/schemas/Other'
      - type: 'null'
    ");
    insta::assert_snapshot!(schema("3.0.3", Version::V3_1, "{ nullable: true }"), @"    S: {}");
}

#[test]
fn an_alternative_that_is_null_is_a_flag_in_3_0() {
    let other = "{ $ref: '#/components/schemas/Other' }";
    let text = format!("{{ description: Why, anyOf: [{other}, {{ type: 'null' }}] }}");
    insta::assert_snapshot!(schema("3.1.0", Version::V3_0, &text), @"
    S:
      description: Why
      nullable: true
      allOf:
      - $ref: '#/components/schemas/Other'
    ");
    let text = format!("{{ oneOf: [{other}, {{ type: integer }}, {{ type: 'null' }}] }}");
    insta::assert_snapshot!(schema("3.1.0", Version::V3_0, &text), @"
    S:
      oneOf:
      - $ref: '#/components/schemas/Other'
      - type: integer
      nullable: true
    ");
    // What is asked besides may not let null pass.
    let text = "{ enum: [a], anyOf: [{ type: string }, { type: 'null' }] }";
    insta::assert_snapshot!(schema("3.1.0", Version::V3_0, text), @"
    S:
      enum:
      - a
      anyOf:
      - type: string
      - enum:
        - null
    ");
}

#[test]
fn an_exclusive_bound_is_a_flag_in_3_0_and_a_number_in_3_1() {
    let flag = "{ type: integer, minimum: 3, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false }";
    insta::assert_snapshot!(schema("3.0.3", Version::V3_1, flag), @"
    S:
      type: integer
      exclusiveMinimum: 3
      maximum: 9
    ");
    let bound = "{ type: integer, minimum: 5, exclusiveMinimum: 3, exclusiveMaximum: 9 }";
    insta::assert_snapshot!(schema("3.1.0", Version::V3_0, bound), @"
    S:
      type: integer
      minimum: 5
      maximum: 9
      exclusiveMaximum: true
    ");
}

#[test]
fn what_stands_beside_a_reference_keeps_its_meaning() {
    let text = "{ $ref: '#/components/schemas/Other', description: Why }";
    insta::assert_snapshot!(schema("3.1.0", Version::V3_0, text), @"
    S:
      description: Why
      allOf:
      - $ref: '#/components/schemas/Other'
    ");
    insta::assert_snapshot!(schema("3.0.3", Version::V3_1, text), @"
        S:
          $ref: '#/components/schemas/Other'
    # line 6: until 3.0 keys beside `$ref` mean nothing, from 3.1 on they do: they are left out
    ");
    insta::assert_snapshot!(schema("3.0.3", Version::V3_0, text), @"
    S:
      $ref: '#/components/schemas/Other'
      description: Why
    ");
}

#[test]
fn an_encoding_is_a_format_in_3_0() {
    for (encoding, format) in [("base64", "byte"), ("binary", "binary")] {
        let text = format!("{{ type: string, contentEncoding: {encoding} }}");
        let written = schema("3.1.0", Version::V3_0, &text);
        assert_eq!(written.trim(), format!("S:\n      type: string\n      format: {format}"));
    }
    let text = "{ type: string, format: uuid, contentEncoding: base64 }";
    insta::assert_snapshot!(schema("3.1.0", Version::V3_0, text), @"
        S:
          type: string
          format: uuid
    # line 6: 3.0 has no `contentEncoding`: it is left out
    ");
}

#[test]
fn one_constant_is_one_value_and_null_is_written_once() {
    let text = "{ type: string, enum: [a, b], const: a }";
    insta::assert_snapshot!(schema("3.1.0", Version::V3_0, text), @"
    S:
      type: string
      enum:
      - a
    ");
    insta::assert_snapshot!(schema("3.1.0", Version::V3_0, "{ type: 'null', const: null }"), @"
    S:
      enum:
      - null
    ");
}

#[test]
fn an_operation_without_responses_gets_one_until_3_0_and_that_is_told() {
    let text = "\
openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /a:
    delete: { operationId: drop }
";
    insta::assert_snapshot!(convert(text, Version::V3_0), @"
    openapi: 3.0.4
    info:
      title: T
      version: '1'
    paths:
      /a:
        delete:
          operationId: drop
          responses:
            default:
              description: ''
    # line 5: until 3.0 an operation has a response: `default` stands for any
    ");
}

#[test]
fn a_schema_that_is_referred_to_by_its_place_is_declared() {
    let text = "\
openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a:
    get:
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  next: { $ref: '#/paths/~1a/get/responses/200/content/application~1json/schema' }
";
    insta::assert_snapshot!(convert(text, Version::V3_1), @"
    openapi: 3.1.2
    info:
      title: T
      version: '1'
    paths:
      /a:
        get:
          responses:
            '200':
              description: ok
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      next:
                        $ref: '#/components/schemas/a_get_200_application_json'
    components:
      schemas:
        a_get_200_application_json:
          type: object
          properties:
            next:
              $ref: '#/components/schemas/a_get_200_application_json'
    ");
}

#[test]
fn keys_stand_as_they_stood() {
    let text = "\
paths: {}
info: { version: '1', title: T }
openapi: 3.0.3
components:
  schemas:
    S: { description: d, type: object, x-a: 1, properties: { b: { format: uuid, type: string } } }
";
    insta::assert_snapshot!(convert(text, Version::V3_0), @"
    paths: {}
    info:
      version: '1'
      title: T
    openapi: 3.0.3
    components:
      schemas:
        S:
          description: d
          type: object
          x-a: 1
          properties:
            b:
              format: uuid
              type: string
    ");
}

#[test]
fn words_that_older_readers_take_for_something_else_are_quoted() {
    let text =
        "{ enum: ['no', 'on', '2019-08-24', '12:30', plain, 'true', '1'], example: '1_000' }";
    insta::assert_snapshot!(schema("3.0.3", Version::V3_0, text), @"
    S:
      enum:
      - 'no'
      - 'on'
      - '2019-08-24'
      - '12:30'
      - plain
      - 'true'
      - '1'
      example: '1_000'
    ");
}
