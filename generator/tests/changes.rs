//! Small documents compared: what is the same in another spelling, what is a
//! change, and for whom.

use specwright::diag::Level;
use specwright::diff::{Change, Side, Terms, Verdict, diff};
use specwright::ir::Status;
use specwright::read::document_from_str;

fn changes(old: &str, new: &str) -> Vec<Change> {
    let [old, new] = [old, new].map(|text| {
        document_from_str("openapi.yaml", text).api.unwrap_or_else(|| panic!("no API:\n{text}"))
    });
    diff(&Side::document(&old), &Side::document(&new), &Terms::default())
}

/// A line for each change that clients could notice.
fn told(old: &str, new: &str) -> String {
    let shown = changes(old, new).into_iter().filter(|it| it.level > Level::Off);
    let line = |it: Change| {
        let open = if it.undecided { ", undecided" } else { "" };
        format!("{}{open}[{}]: {}\n", it.level.name(), it.id(), it.message)
    };
    shown.map(line).collect()
}

/// A document in which a schema is sent and received.
fn with(version: &str, schema: &str) -> String {
    format!(
        "openapi: {version}
info: {{ title: T, version: '1' }}
paths:
  /a:
    post:
      requestBody: {{ content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/S' }} }} }} }}
      responses:
        '200': {{ description: ok, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/S' }} }} }} }}
components:
  schemas:
    S: {schema}
    A: {{ type: object, properties: {{ a: {{ type: string }} }} }}
    N: {{ type: object, nullable: true, properties: {{ a: {{ type: string }} }} }}
    B: {{ type: object, properties: {{ b: {{ type: integer }} }} }}
"
    )
}

/// What changed between two schemas.
fn between(old: &str, new: &str) -> String {
    told(&with("3.1.0", old), &with("3.1.0", new))
}

#[test]
fn bare_alternatives_narrow_the_types_beside_them() {
    let union = |all: &str| format!("{{ type: [integer, string, 'null'], oneOf: [{all}] }}");
    let both = union("{ type: integer }, { type: string }");
    let one = union("{ type: string }, { type: string }");
    insta::assert_snapshot!(between(&both, &one), @r"
    error[request-body-type-changed]: `S`: the type changed from `integer | string` to `string`
    info[response-body-type-specialized]: `S`: the type changed from `integer | string` to `string`
    ");
    assert_eq!(between(&both, "{ type: [string, integer, 'null'] }"), "");
    assert_eq!(between("{ type: number, anyOf: [{ type: integer }] }", "{ type: integer }"), "");
}

#[test]
fn a_response_that_says_nothing_is_none() {
    let with = |version: &str, responses: &str| {
        let head = format!("openapi: {version}\ninfo: {{ title: T, version: '1' }}\n");
        format!("{head}paths: {{ /a: {{ get: {{ {responses} }} }} }}\n")
    };
    let silent = with("3.0.3", "responses: { default: { description: '' } }");
    let none = with("3.1.0", "summary: ''");
    assert_eq!(told(&silent, &none), "");
    assert_eq!(told(&none, &silent), "");
    let telling = with("3.0.3", "responses: { default: { description: Oh dear } }");
    assert!(told(&none, &telling).contains("the response default was added"));
    let other = with("3.0.3", "responses: { '404': { description: '' } }");
    assert!(told(&none, &other).contains("the response 404 was added"));
}

#[test]
fn the_same_in_the_spelling_of_another_version_is_no_change() {
    for (older, newer) in [
        ("{ type: string, nullable: true }", "{ type: [string, 'null'] }"),
        ("{ type: string, nullable: true }", "{ anyOf: [{ type: string }, { type: 'null' }] }"),
        (
            "{ nullable: true, allOf: [{ $ref: '#/components/schemas/A' }] }",
            "{ anyOf: [{ $ref: '#/components/schemas/A' }, { type: 'null' }] }",
        ),
        (
            "{ nullable: true, allOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] }",
            "{ anyOf: [{ allOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] }, { type: 'null' }] }",
        ),
        (
            "{ anyOf: [{ type: string, nullable: true }, { type: integer }] }",
            "{ type: [string, integer, 'null'] }",
        ),
        ("{ enum: [null] }", "{ type: 'null' }"),
        ("{ enum: [null] }", "{ const: null }"),
        ("{ enum: [a] }", "{ const: a }"),
        ("{ type: string, format: byte }", "{ type: string, contentEncoding: base64 }"),
        ("{ type: string, format: binary }", "{ type: string, contentEncoding: binary }"),
        (
            "{ type: integer, minimum: 1, exclusiveMinimum: true }",
            "{ type: integer, exclusiveMinimum: 1 }",
        ),
        ("{ type: array, items: { properties: {} } }", "{ type: array, items: {} }"),
        ("{ $ref: '#/components/schemas/A' }", "{ $ref: '#/components/schemas/A', title: T }"),
        (
            "{ allOf: [{ $ref: '#/components/schemas/A' }], title: T }",
            "{ $ref: '#/components/schemas/A', title: T }",
        ),
    ] {
        let (older, newer) = (with("3.0.3", older), with("3.1.0", newer));
        assert_eq!(told(&older, &newer), "", "{older}\n{newer}");
        assert_eq!(told(&newer, &older), "", "{newer}\n{older}");
    }
}

#[test]
fn an_object_put_together_from_parts_is_compared_as_a_whole() {
    let parts = "{ description: S, allOf: [{ $ref: '#/components/schemas/A' }, { type: object, required: [b], properties: { b: { type: integer } } }] }";
    let whole = "{ description: S, type: object, required: [b], properties: { a: { type: string }, b: { type: integer } } }";
    assert_eq!(between(parts, whole), "");
    assert_eq!(between(whole, parts), "");
    let more = whole.replace("required: [b]", "required: [a, b]");
    insta::assert_snapshot!(between(parts, &more), @"
    error[request-property-became-required]: `S.a`: the property became required
    info[response-property-became-required]: `S.a`: the property became required
    ");
    // A part that says more than properties is compared as a part.
    let bounded = parts.replace("required: [b]", "minProperties: 1");
    assert!(between(&bounded, whole).contains("is no longer part of it"));
}

#[test]
fn what_is_said_around_a_reference_that_leads_nowhere_is_compared() {
    let schema = |said: &str| {
        let lost = "anyOf: [{ $ref: '#/components/schemas/Lost' }]";
        with(
            "3.0.3",
            &format!("{{ type: object, properties: {{ p: {{ {lost}, description: {said} }} }} }}"),
        )
    };
    let all = changes(&schema("One"), &schema("Two"));
    let all: Vec<_> = all.iter().map(|it| (it.id(), it.place.as_str())).collect();
    assert_eq!(all, [("description-changed".into(), "`S.p`")]);
}

/// Null is said of a definition before, and around each use of it now: nothing
/// changed for those uses, and something did where it is used as it is.
#[test]
fn null_moves_from_a_definition_to_its_uses() {
    let document = |version: &str, null: &str, wrapped: &str, plain: &str| {
        with(version, &format!("{{ type: object, properties: {{ w: {wrapped}, p: {plain} }} }}"))
            .replace("nullable: true,", null)
    };
    let plain = "{ $ref: '#/components/schemas/N' }";
    let around = "{ anyOf: [{ $ref: '#/components/schemas/N' }, { type: 'null' }] }";
    let old = document("3.0.3", "nullable: true,", plain, plain);
    assert_eq!(told(&old, &document("3.1.0", "", around, around)), "");
    insta::assert_snapshot!(told(&old, &document("3.1.0", "", around, plain)), @"
    error[request-property-became-not-nullable]: `N`: null is no longer allowed
    info[response-property-became-not-nullable]: `N`: null is no longer allowed
    ");
}

#[test]
fn directions_are_judged_apart() {
    insta::assert_snapshot!(between("{ type: string }", "{ type: [string, 'null'] }"), @"
    info[request-body-became-nullable]: `S`: null is now allowed
    error[response-body-became-nullable]: `S`: null is now allowed
    ");
    insta::assert_snapshot!(between("{ enum: [a, b] }", "{ enum: [b, c] }"), @r#"
    error[request-body-enum-value-removed]: `S`: the value `"a"` was removed
    info[response-mediatype-enum-value-removed]: `S`: the value `"a"` was removed
    info[request-body-enum-value-added]: `S`: the value `"c"` was added
    warning[response-mediatype-enum-value-added]: `S`: the value `"c"` was added
    "#);
    let one = "{ type: object, properties: { a: { type: string } } }";
    let two = "{ type: object, required: [a, b], properties: { a: { type: string }, b: { type: integer } } }";
    insta::assert_snapshot!(between(one, two), @"
    error[request-property-became-required]: `S.a`: the property became required
    info[response-property-became-required]: `S.a`: the property became required
    error[new-required-request-property]: `S.b`: the required property was added
    info[response-required-property-added]: `S.b`: the required property was added
    ");
    insta::assert_snapshot!(between(two, one), @"
    warning[request-property-removed]: `S.b`: the required property was removed
    error[response-required-property-removed]: `S.b`: the required property was removed
    info[request-property-became-optional]: `S.a`: the property became optional
    error[response-property-became-optional]: `S.a`: the property became optional
    ");
    insta::assert_snapshot!(between("{ type: integer }", "{ type: number }"), @"
    info[request-body-type-generalized]: `S`: the type changed from `integer` to `number`
    error[response-body-type-generalized]: `S`: the type changed from `integer` to `number`
    ");
    insta::assert_snapshot!(between("{ type: string, maxLength: 9 }", "{ type: string, maxLength: 5 }"), @"error[request-body-max-length-decreased]: `S`: the greatest length changed from 9 to 5");
}

#[test]
fn what_cannot_be_judged_is_undecided() {
    insta::assert_snapshot!(between("{ type: string, pattern: a }", "{ type: string, pattern: b }"), @"
    warning, undecided[request-body-pattern-changed]: `S`: the pattern changed from `a` to `b`
    info[response-body-pattern-changed]: `S`: the pattern changed from `a` to `b`
    ");
    let union = |key: &str| {
        format!(
            "{{ {key}: [{{ $ref: '#/components/schemas/A' }}, {{ $ref: '#/components/schemas/B' }}] }}"
        )
    };
    insta::assert_snapshot!(between(&union("anyOf"), &union("oneOf")), @"
    warning, undecided[request-body-union-changed]: `S`: `anyOf` became `oneOf`
    warning, undecided[response-body-union-changed]: `S`: `anyOf` became `oneOf`
    ");
    let servers = |url: &str| format!("{}servers: [{{ url: '{url}' }}]\n", with("3.1.0", "{}"));
    insta::assert_snapshot!(told(&servers("https://a.example"), &servers("https://b.example")), @"warning, undecided[api-server-removed]: the server `https://a.example` is no longer listed");
}

#[test]
fn a_base_path_that_moves_into_the_paths_is_no_change() {
    let old = with("3.0.3", "{}") + "servers: [{ url: 'https://a.example/v1' }]\n";
    let new =
        with("3.0.3", "{}").replace("/a:", "/v1/a:") + "servers: [{ url: 'https://a.example' }]\n";
    assert_eq!(told(&old, &new), "");
    let moved =
        with("3.0.3", "{}").replace("/a:", "/v2/a:") + "servers: [{ url: 'https://a.example' }]\n";
    insta::assert_snapshot!(told(&old, &moved), @"
    error[api-path-removed-without-deprecation]: `POST /a` was removed
    info[endpoint-added]: `POST /v2/a` was added
    ");
}

#[test]
fn the_ways_to_get_a_token_are_compared_one_by_one() {
    let document = |flows: &str| {
        format!(
            "{}  securitySchemes: {{ o: {{ type: oauth2, flows: {{ {flows} }} }} }}\nsecurity: [{{ o: [] }}]\n",
            with("3.0.3", "{}")
        )
    };
    let old = document(
        "implicit: { authorizationUrl: /a, scopes: { r: Read } }, password: { tokenUrl: /t, scopes: {} }",
    );
    let new = document(
        "implicit: { authorizationUrl: /b, refreshUrl: /r, scopes: { w: Write } }, clientCredentials: { tokenUrl: /t, scopes: {} }",
    );
    insta::assert_snapshot!(told(&old, &new), @"
    error[api-security-component-oauth-flow-removed]: `o` no longer has the flow `password`
    info[api-security-component-oauth-scope-removed]: `o` no longer has the scope `r`
    info[api-security-component-oauth-url-changed]: the authorization URL of `o` was `/a` and is `/b`
    info[api-security-component-oauth-refresh-url-changed]: the refresh URL of `o` was none and is `/r`
    info[api-security-component-oauth-scope-added]: `o` has the scope `w` now
    info[api-security-component-oauth-flow-added]: `o` has the flow `clientCredentials` now
    ");
    let connect = |url: &str| {
        format!(
            "{}  securitySchemes: {{ o: {{ type: openIdConnect, openIdConnectUrl: {url} }} }}\n",
            with("3.0.3", "{}")
        )
    };
    insta::assert_snapshot!(told(&connect("/one"), &connect("/two")), @"info[api-security-component-open-id-url-changed]: the URL of `o` was `/one` and is `/two`");
}

#[test]
fn lives_are_told_with_their_ends() {
    let document =
        |said: &str| with("3.0.3", "{}").replace("    post:\n", &format!("    post:\n{said}"));
    let deprecated = document("      deprecated: true\n");
    let ending = document("      deprecated: true\n      x-sunset: '2030-01-31'\n");
    let alpha = document("      x-stability-level: alpha\n");
    let beta = document("      x-stability-level: beta\n");
    insta::assert_snapshot!(told(&document(""), &deprecated), @"info[endpoint-deprecated]: `POST /a` was deprecated");
    insta::assert_snapshot!(told(&document(""), &ending), @"info[endpoint-deprecated-with-sunset]: `POST /a` was deprecated, with an end date");
    insta::assert_snapshot!(told(&ending, &deprecated), @"error[sunset-deleted]: `POST /a` is still deprecated, and lost its end date");
    insta::assert_snapshot!(told(&beta, &alpha), @"error[api-stability-decreased]: `POST /a` was moved to a lower stability level");
    assert_eq!(Verdict::of(&changes(&alpha, &beta)), Verdict::None);
}

#[test]
fn of_a_status_that_is_said_twice_the_first_counts() {
    let mut api = document_from_str(
        "openapi.yaml",
        "openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a: { get: { responses: { '200': { description: One. }, '201': { description: Two. } } } }
",
    )
    .api
    .expect("it is an API");
    let (id, _) = api.operations.iter().next().expect("it has an operation");
    api.operations[id].responses.all[1].status = Status::Code(200);
    let side = || Side::document(&api);
    assert!(diff(&side(), &side(), &Terms::default()).is_empty(), "it differs from itself");
}

#[test]
fn what_is_said_several_times_does_not_differ_from_itself() {
    let text = "openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a/{b}:
    get:
      parameters:
        - { name: b, in: path, required: true, schema: { type: string } }
        - { name: q, in: query, schema: { type: string } }
        - { name: b, in: path, required: true, schema: { type: integer } }
        - { name: q, in: query, schema: { type: integer } }
        - { name: q, in: query, schema: { type: boolean } }
      responses:
        '200':
          description: d
          headers:
            X-A: { schema: { type: string } }
            x-a: { schema: { type: integer } }
";
    let all: Vec<String> = changes(text, text).into_iter().map(|it| it.message).collect();
    assert_eq!(all, Vec::<String>::new());
}

#[test]
fn what_is_there_twice_does_not_differ_from_itself() {
    let two = "definitions: { S: { type: object } }
parameters: { p: { name: p, in: query, type: string } }
responses: { r: { description: '' } }
components:
  schemas: { S: { type: object, properties: { any: true, next: { $ref: '#/definitions/S' } } } }
  parameters: { p: { name: p, in: header, schema: { type: integer } } }
  responses: { r: { description: Other } }
  requestBodies: { p: { content: {} } }
webhooks: { p: { post: { responses: {} } } }
paths:
  /a:
    get: { parameters: [{ $ref: '#/parameters/p' }], responses: { '200': { $ref: '#/responses/r' } } }
    put:
      requestBody: { content: { a/b: { schema: { $ref: '#/components/schemas/S' } } } }
      responses: { '200': { description: OK, content: { a/b: { schema: { type: array, items: { $ref: '#/components/schemas/S' } } } } } }
";
    let odd = "components: { schemas: { S: { enum: [a, a] } } }
servers: [{ url: /a }, { url: /a }]
tags: [{ name: t }, { name: t, description: T }]
paths:
  /a/{x}:
    get:
      tags: [t, t]
      security: [{ k: [a] }, { k: [] }, { k: [a] }]
      parameters:
        - { name: x, in: path, schema: { type: string } }
        - { name: x, in: path, schema: { type: integer } }
        - { name: H, in: header, schema: { type: string } }
        - { name: h, in: header, schema: { type: integer } }
      requestBody:
        content:
          application/json: { schema: { type: string } }
          Application/JSON: { schema: { type: integer } }
          application/json; charset=utf-8: { schema: { type: object } }
      responses:
        2XX: { description: A, headers: { X-A: { schema: { type: string } }, x-a: { schema: { type: integer } } } }
        2xx: { description: B }
        '200': { description: C, links: { l: { operationId: a } } }
    additionalOperations:
      GET: { responses: { '201': { description: D } } }
      get: { responses: { '202': { description: E } } }
      QUERY: { responses: {} }
    query: { responses: { '204': { description: F } } }
  /a/{y}: { get: { responses: { '203': { description: G } } } }
  /a/{y}/: { get: { responses: { '203': { description: H } } } }
";
    let keys =
        |keys: &str, rest: &str| format!("{keys}\ninfo: {{ title: T, version: '1' }}\n{rest}");
    for text in [
        keys("swagger: '2.0'", two),
        keys("openapi: 3.0.3", two),
        keys("swagger: '2.0'\nopenapi: 3.1.0", two),
        keys("openapi: 3.2.0", odd),
        keys("openapi: 3.0.0", odd),
        keys("swagger: '2.0'", odd),
    ] {
        let all: Vec<_> = changes(&text, &text).iter().map(|it| it.id().into_owned()).collect();
        assert_eq!(all, [""; 0], "{text}");
    }
}
