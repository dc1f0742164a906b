use std::fmt::Write as _;

use insta::assert_snapshot;

use super::{findings, read};
use crate::read::document_from_str;

#[test]
fn the_root_of_3_2() {
    assert_snapshot!(read(
        "3.2.0",
        "
$self: https://example.com/api.yaml
jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base
servers:
  - url: https://{region}.example.com
    name: main
    description: Ours.
    variables: { region: { enum: [eu, us], default: eu, description: Where., x-v: 1 } }
    x-s: 1
tags:
  - { name: pets, summary: Pets, kind: nav }
  - { name: cats, parent: pets }
security: [{ one: [a], two: [] }]
x-root: { a: [1, 2.50, null] }
paths:
  x-paths: 1
"
    ));
}

#[test]
fn info_with_all_that_it_can_say() {
    let text = "
openapi: 3.1.0
info:
  title: T
  summary: S
  description: D
  termsOfService: https://t
  contact: { name: N, url: 'https://n', email: n@e.x, x-c: 1 }
  license: { name: MIT, identifier: MIT, x-l: 1 }
  version: '1'
  x-i: 1
paths: {}
";
    assert_snapshot!(super::shown(&document_from_str("api.yaml", text)));
}

#[test]
fn an_operation_with_all_that_3_0_can_say() {
    assert_snapshot!(read("3.0.3", "
paths:
  /a/{id}:
    summary: Path.
    description: Of all.
    servers: [{ url: /p }]
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    x-path: 1
    post:
      tags: [one, two]
      summary: S
      description: D
      externalDocs: { url: 'https://d' }
      operationId: op
      deprecated: false
      security: []
      servers: [{ url: /o }]
      x-op: 1
      parameters:
        - name: q
          in: query
          description: Q.
          required: false
          deprecated: true
          allowEmptyValue: true
          style: deepObject
          explode: true
          allowReserved: true
          schema: { type: object }
          example: { a: 1 }
        - name: c
          in: cookie
          content: { application/json: { schema: { type: string } } }
          examples: { one: { $ref: '#/components/examples/One' }, two: { value: 2 } }
        - $ref: '#/components/parameters/Limit'
      requestBody:
        description: B.
        required: true
        content:
          multipart/form-data:
            schema: { type: object }
            encoding:
              file:
                contentType: image/png, image/jpeg
                headers: { X-H: { schema: { type: integer }, required: true } }
                style: form
                explode: false
                allowReserved: true
          application/json:
            example: { b: 2 }
            x-media: 1
      responses:
        default: { $ref: '#/components/responses/Error' }
        4XX: { description: Client. }
        '201':
          description: Created.
          headers: { Location: { $ref: '#/components/headers/Location' } }
          content: { '*/*': {} }
          links:
            next:
              operationId: op
              parameters: { id: $response.body#/id }
              requestBody: { a: 1 }
              description: L.
              server: { url: /l }
      callbacks:
        event:
          '{$request.body#/url}':
            post: { responses: { '200': { description: OK } } }
          x-callback: 1
components:
  parameters: { Limit: { name: limit, in: query, schema: { type: integer } } }
  responses: { Error: { description: Error., content: { text/plain: {} } } }
  headers: { Location: { description: Where., schema: { type: string } } }
  examples: { One: { summary: One., description: 1., value: 1, x-e: 1 }, Far: { externalValue: 'https://e' } }
  requestBodies: { Other: { $ref: '#/components/requestBodies/Body' }, Body: { content: {} } }
  links: { L: { operationRef: '#/paths/~1a~1{id}/post' } }
  callbacks: { C: { '{$url}': { $ref: '#/paths/~1a~1{id}' } } }
  x-components: 1
"));
}

#[test]
fn security_schemes_of_each_kind() {
    assert_snapshot!(read("3.2.0", "
components:
  securitySchemes:
    key: { type: apiKey, name: k, in: cookie, deprecated: true }
    bearer: { type: http, scheme: bearer, bearerFormat: JWT }
    tls: { type: mutualTLS }
    connect: { type: openIdConnect, openIdConnectUrl: 'https://c' }
    alias: { $ref: '#/components/securitySchemes/key' }
    oauth:
      type: oauth2
      oauth2MetadataUrl: https://m
      flows:
        implicit: { authorizationUrl: 'https://a', scopes: { r: R. } }
        password: { tokenUrl: 'https://t', refreshUrl: 'https://r', scopes: {} }
        clientCredentials: { tokenUrl: 'https://t', scopes: {} }
        authorizationCode: { authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: {}, x-f: 1 }
        deviceAuthorization: { deviceAuthorizationUrl: 'https://d', tokenUrl: 'https://t', scopes: {} }
"));
}

#[test]
fn what_3_1_and_3_2_add() {
    assert_snapshot!(read(
        "3.2.0",
        "
paths:
  /a:
    $ref: '#/components/pathItems/A'
    description: Own.
  /stream:
    query:
      parameters:
        - { name: whole, in: querystring, content: { application/x-www-form-urlencoded: {} } }
        - { name: c, in: cookie, style: cookie, schema: { type: string } }
      responses:
        '200':
          summary: Lines.
          content:
            application/jsonl: { itemSchema: { type: integer } }
            multipart/mixed:
              prefixEncoding: [{ contentType: text/plain }]
              itemEncoding: { encoding: { a: { contentType: image/png } } }
            text/event-stream: { $ref: '#/components/mediaTypes/Events' }
    additionalOperations:
      COPY: { responses: { '200': { description: OK } } }
webhooks:
  made: { post: { responses: { '200': { description: OK } } } }
components:
  pathItems: { A: { get: { operationId: getA } } }
  mediaTypes: { Events: { description: Events., itemSchema: { type: string } } }
  examples:
    E: { dataValue: { a: 1 }, serializedValue: '{\"a\":1}' }
    R: { $ref: '#/components/examples/E', summary: Other., description: Words. }
"
    ));
}

#[test]
fn findings_name_the_key_the_version_and_what_to_write() {
    assert_snapshot!(read(
        "3.0.3",
        "
webhooks: {}
host: example.com
server: []
paths:
  /a:
    get:
      operationID: a
      consumes: [application/json]
      responses:
        200: { descriptoin: OK, schema: {} }
        abc: { description: OK }
components:
  schemas:
    A: { type: strin, nulable: true, const: 1, type2: 1 }
    B: { type: [string, 'null'], required: true, minimum: low, maxLength: -1, exclusiveMinimum: 3 }
    C: false
    D: { items: [{ type: string }], properties: [], enum: 1, nullable: 'true', discriminator: kind }
    E: { $ref: '#/components/schemas/F', description: Lost., x-kept: 1 }
  securitySchemes:
    a: { type: apikey }
    b: { type: apiKey, name: k, in: body }
    c: { type: http }
    d: { type: oauth2, flows: { implicit: { scopes: {} } } }
"
    ));
}

#[test]
fn wrong_kinds_are_found_and_read_as_far_as_they_can_be() {
    let text = "
openapi: 3.0.3
info: { title: 1, version: 1.0, description: }
tags: { name: a }
servers: [1]
paths:
  /a: []
  /b: { get: null, parameters: { a: 1 } }
  /c:
    get:
      tags: one
      deprecated: 'true'
      parameters: [null, 1, { name: n, in: query, required: yes please }]
      responses: []
";
    assert_snapshot!(super::shown(&document_from_str("api.yaml", text)));
}

#[test]
fn versions_that_are_known_and_those_that_are_not() {
    let all = [
        "swagger: '2.0'",
        "swagger: 2.0",
        "openapi: 3.0",
        "openapi: 3.1.9",
        "openapi: 3.2.0",
        "openapi: 3.3.0",
        "swagger: '1.2'",
        "openapi:",
        "openapi: [3]",
        "a: 1",
        "[]",
        "",
        "3",
        "a: [",
        "{\"openapi\": \"3.0.0\"",
    ];
    let mut found = String::new();
    for text in all {
        let reading = document_from_str("a", text);
        let version = reading.api.as_ref().map(|it| it.version.dialect().name);
        let first = findings(&reading).lines().next().unwrap_or_default().to_owned();
        let _ = writeln!(found, "{text:?} -> {version:?} {first}");
    }
    assert_snapshot!(found);
}

#[test]
fn of_a_repeated_key_the_first_counts() {
    assert_snapshot!(read(
        "3.0.3",
        "
paths:
  /a: { get: { summary: One., summary: Two., x-a: 1, x-a: 2, responses: {} } }
  /a: { put: { responses: {} } }
components:
  schemas:
    A: { type: string, type: integer, properties: { b: { type: string }, b: { type: integer } } }
    A: { type: boolean }
"
    ));
}

#[test]
fn aliases_and_merges_are_read_where_they_stand() {
    assert_snapshot!(read(
        "3.0.3",
        "
paths:
  /a:
    get: &get
      operationId: a
      responses: &responses { '200': &ok { description: OK } }
    put: { <<: *get, operationId: b }
  /b: { get: { responses: *responses } }
components:
  schemas:
    A: &a { type: object, properties: { self: { $ref: '#/components/schemas/B' } } }
    B: *a
    C: { type: array, items: *a }
"
    ));
}

#[test]
fn what_cannot_be_a_reference_is_followed_with_a_finding() {
    assert_snapshot!(read(
        "3.0.3",
        "
paths:
  /a: { $ref: '#/x-items/a' }
  /b: { $ref: '#/x-items/a' }
x-items:
  a:
    get:
      nothing: true
      responses:
        '200': { description: OK, content: { text/plain: { $ref: '#/x-media' } } }
x-media: { schema: { type: string } }
"
    ));
}
