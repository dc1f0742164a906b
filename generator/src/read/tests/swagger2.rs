use insta::assert_snapshot;

use super::read;

#[test]
fn the_root_says_address_and_media_types() {
    assert_snapshot!(read(
        "2.0",
        "
host: example.com
basePath: /v1/
schemes: [https, http]
consumes: [application/json, text/xml]
produces: [application/json]
security: [{ key: [] }, {}]
tags: [{ name: pets, description: All pets., externalDocs: { url: 'https://e.x' } }]
externalDocs: { url: 'https://example.com', description: More. }
x-root: 1
"
    ));
}

#[test]
fn a_body_has_a_media_type_for_each_consumed() {
    assert_snapshot!(read(
        "2.0",
        "
consumes: [application/json, text/xml]
parameters:
  pet: { name: pet, in: body, required: true, schema: { $ref: '#/definitions/Pet' } }
paths:
  /a:
    post:
      parameters: [{ $ref: '#/parameters/pet' }]
      responses: { 200: { description: OK } }
    put:
      consumes: [text/plain]
      parameters: [{ $ref: '#/parameters/pet' }]
      responses: { 200: { description: OK } }
    patch:
      parameters: [{ name: b, in: body, description: B., schema: { type: string }, x-b: 1 }]
      responses: { 200: { description: OK } }
definitions:
  Pet: { type: object, properties: { name: { type: string, x-nullable: true } } }
"
    ));
}

#[test]
fn without_consumes_a_body_is_json_and_a_response_anything() {
    assert_snapshot!(read(
        "2.0",
        "
paths:
  /a:
    post:
      parameters: [{ name: b, in: body, schema: { type: string } }]
      responses: { 200: { description: OK, schema: { type: string } } }
"
    ));
}

#[test]
fn a_form_is_an_object_with_a_property_for_each_field() {
    assert_snapshot!(read(
        "2.0",
        "
parameters:
  note: { name: note, in: formData, type: string, maxLength: 3 }
paths:
  /encoded:
    post:
      parameters:
        - { name: size, in: formData, type: integer, required: true, description: How large. }
        - { $ref: '#/parameters/note' }
        - { name: q, in: query, type: string }
      responses: { 200: { description: OK } }
  /listed:
    post:
      consumes: [multipart/form-data, application/x-www-form-urlencoded]
      parameters: [{ name: size, in: formData, type: integer }]
      responses: { 200: { description: OK } }
  /file:
    post:
      parameters: [{ name: data, in: formData, type: file, required: true }]
      responses: { 200: { description: OK } }
"
    ));
}

#[test]
fn a_form_has_the_fields_of_its_path_too() {
    assert_snapshot!(read(
        "2.0",
        "
paths:
  /a:
    parameters:
      - { name: size, in: formData, type: string }
      - { name: colour, in: formData, type: string, required: true }
    post:
      parameters: [{ name: size, in: formData, type: integer }]
      responses: { 200: { description: OK } }
"
    ));
}

#[test]
fn responses_have_a_media_type_for_each_produced_and_their_examples() {
    assert_snapshot!(read(
        "2.0",
        "
produces: [application/json, text/xml]
responses:
  Shared: { description: Shared., schema: { type: string } }
paths:
  /a:
    get:
      produces: [text/plain]
      responses:
        200:
          description: OK
          schema: { type: integer }
          headers: { X-Rate: { type: array, items: { type: integer }, collectionFormat: csv } }
          examples: { text/plain: 1, text/html: <p> }
        404: { $ref: '#/responses/Shared' }
        x-more: true
    put:
      responses:
        200: { description: OK, schema: { type: file } }
        404: { $ref: '#/responses/Shared' }
        default: { description: Else. }
"
    ));
}

#[test]
fn parameters_are_schemas_with_a_style() {
    assert_snapshot!(read("2.0", "
paths:
  /a/{id}:
    parameters:
      - { name: id, in: path, required: true, type: string, format: uuid }
      - { name: shared, in: body, schema: { type: string } }
    get:
      parameters:
        - { name: csv, in: query, type: array, items: { type: string } }
        - { name: multi, in: query, type: array, collectionFormat: multi, items: { type: string, enum: [a, b] } }
        - { name: ssv, in: query, type: array, collectionFormat: ssv, items: { type: array, collectionFormat: pipes, items: { type: integer } } }
        - { name: tsv, in: header, type: array, collectionFormat: tsv, items: { type: string } }
        - { name: n, in: query, type: integer, minimum: 1, exclusiveMinimum: true, default: 2, allowEmptyValue: true, x-example: 3 }
      responses: { 200: { description: OK } }
"));
}

#[test]
fn security_definitions_of_each_kind() {
    assert_snapshot!(read("2.0", "
securityDefinitions:
  basic: { type: basic, description: Name and password. }
  key: { type: apiKey, name: X-Key, in: header, x-hint: 1 }
  implicit: { type: oauth2, flow: implicit, authorizationUrl: 'https://a', scopes: { read: Reads., write: Writes. } }
  password: { type: oauth2, flow: password, tokenUrl: 'https://t', scopes: {} }
  application: { type: oauth2, flow: application, tokenUrl: 'https://t', scopes: {} }
  code: { type: oauth2, flow: accessCode, authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: {} }
"));
}

#[test]
fn what_a_parameter_cannot_say_is_found() {
    assert_snapshot!(read(
        "2.0",
        "
paths:
  /a:
    post:
      parameters:
        - { name: a, in: query, schema: { type: string } }
        - { name: b, in: body, type: string }
        - { name: c, in: body, schema: {} }
        - { name: d, in: formData, type: string }
        - { name: e, in: cookie, type: string }
        - { name: f, in: query, type: array, items: { type: string }, collectionFormat: csvv }
        - { in: query, type: string, style: form }
        - { name: g, in: query }
      responses: { 200: { description: OK } }
"
    ));
}

/// A document that is of two versions at once: the maps of its own come
/// first, whatever their order.
#[test]
fn a_name_of_two_versions_is_that_of_its_own() {
    let of_2 = "
definitions: { Club: { type: object }, Old: { type: string } }
parameters: { size: { name: size, in: query, type: integer } }
responses: { lost: { description: Of 2.0. } }
securityDefinitions: { key: { type: basic } }
";
    let of_3 = "
components:
  schemas: { Club: { type: array, items: {} }, New: { type: string } }
  parameters: { size: { name: size, in: header, schema: { type: string } } }
  requestBodies: { size: { content: {} } }
  responses: { lost: { description: Of 3. } }
  securitySchemes: { key: { type: http, scheme: bearer } }
";
    assert_snapshot!(read("2.0", &format!("{of_3}{of_2}")));
    assert_snapshot!(read("3.1.0", &format!("{of_2}{of_3}")));
}
