use insta::assert_snapshot;

use super::{findings, read_files, shown};

const ROOT: &str = "
openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /pets: { $ref: './paths/pets.yaml' }
components:
  schemas:
    Pet: { $ref: schemas/Pet.yaml }
    Local: { type: string }
";

#[test]
fn files_are_followed_and_each_is_opened_once() {
    let (reading, asked) = read_files(&[
        ("api/api.yaml", ROOT),
        (
            "api/paths/pets.yaml",
            "
get:
  parameters: [{ $ref: '../common.json#/parameters/limit' }]
  responses:
    '200':
      description: OK
      content:
        application/json:
          schema: { type: array, items: { $ref: ../schemas/Pet.yaml } }
    '404': { $ref: '../common.json#/responses/Not%20Found' }
",
        ),
        (
            "api/schemas/Pet.yaml",
            "
type: object
properties:
  owner: { $ref: './../schemas/Owner.yaml' }
  color: { $ref: '../common.json#/components/schemas/Color' }
  local: { $ref: '../api.yaml#/components/schemas/Local' }
",
        ),
        (
            "api/schemas/Owner.yaml",
            "
type: object
properties: { pets: { type: array, items: { $ref: Pet.yaml } } }
",
        ),
        (
            "api/common.json",
            r##"{
  "parameters": { "limit": { "name": "limit", "in": "query", "schema": { "$ref": "#/components/schemas/Local" } } },
  "responses": { "Not Found": { "description": "None.", "content": { "text/plain": { "schema": { "$ref": "#/components/schemas/Color" } } } } },
  "components": { "schemas": { "Color": { "type": "string", "enum": ["red"] }, "Local": { "type": "integer" } } }
}"##,
        ),
    ]);
    assert_eq!(
        asked,
        [
            "api/schemas/Pet.yaml",
            "api/schemas/Owner.yaml",
            "api/common.json",
            "api/paths/pets.yaml"
        ]
    );
    assert_eq!(reading.files.len(), 5);
    assert_eq!(reading.trees.len(), 5);
    assert_snapshot!(shown(&reading));
}

#[test]
fn findings_stand_in_the_file_where_they_are_made() {
    let (reading, _) = read_files(&[
        ("api.yaml", ROOT),
        ("paths/pets.yaml", "gett: {}\n"),
        (
            "schemas/Pet.yaml",
            "type: objekt\nproperties: { a: { $ref: gone.yaml }, b: { $ref: ../../up.yaml } }\n",
        ),
    ]);
    assert_snapshot!(findings(&reading));
}

#[test]
fn a_file_that_does_not_parse_leads_nowhere() {
    let (reading, _) =
        read_files(&[("api.yaml", ROOT), ("paths/pets.yaml", ""), ("schemas/Pet.yaml", "a: [\n")]);
    assert!(reading.api.is_some());
    assert_snapshot!(findings(&reading));
}

#[test]
fn a_file_that_is_a_document_keeps_its_version() {
    let (reading, _) = read_files(&[
        (
            "api.yaml",
            "
openapi: 3.0.3
info: { title: T, version: '1' }
paths: {}
components: { schemas: { A: { $ref: 'new.yaml#/components/schemas/A' } } }
",
        ),
        (
            "new.yaml",
            "
openapi: 3.1.0
info: { title: T, version: '1' }
components: { schemas: { A: { type: [string, 'null'] } } }
",
        ),
    ]);
    assert_eq!(findings(&reading), "");
}

#[test]
fn names_of_imports_collide_with_nothing() {
    let (reading, _) = read_files(&[
        ("api.yaml", "
openapi: 3.0.3
info: { title: T, version: '1' }
paths: {}
components:
  schemas:
    Pet: { type: object, properties: {
      a: { $ref: 'one/Pet.yaml' }, b: { $ref: 'two/Pet.yaml' }, c: { $ref: 'one/all.yaml#/defs/Pet' },
      d: { $ref: 'one/all.yaml#/defs/0' }, e: { $ref: 'one/all.yaml#/defs/x y' } } }
"),
        ("one/Pet.yaml", "type: string\n"),
        ("two/Pet.yaml", "type: integer\n"),
        ("one/all.yaml", "defs: { Pet: { type: boolean }, 0: { type: number }, 'x y': { type: array } }\n"),
    ]);
    assert_snapshot!(shown(&reading));
}

#[test]
fn two_thousand_files_are_read_in_linear_time() {
    let mut files = vec![(
        "api.yaml".to_owned(),
        "
openapi: 3.0.3
info: { title: T, version: '1' }
paths: {}
components: { schemas: { A: { $ref: schemas/s0.yaml } } }
"
        .to_owned(),
    )];
    for at in 0..2000 {
        let next = (at + 1) % 2000;
        files.push((
            format!("schemas/s{at}.yaml"),
            format!("type: object\nproperties: {{ next: {{ $ref: s{next}.yaml }}, first: {{ $ref: s0.yaml }} }}\n"),
        ));
    }
    let borrowed: Vec<(&str, &str)> = files.iter().map(|(a, b)| (&**a, &**b)).collect();
    let (reading, asked) = read_files(&borrowed);
    assert_eq!(findings(&reading), "");
    assert_eq!(asked.len(), 2000);
    assert_eq!(reading.api.unwrap().components.schemas.len(), 2001);
}

#[test]
fn references_of_standard_input_and_of_absolute_paths() {
    use crate::read::files::join;
    assert_eq!(join("-", "a.yaml"), "a.yaml");
    assert_eq!(join("a/b.yaml", "../c/./d.yaml"), "c/d.yaml");
    assert_eq!(join("a/b.yaml", "../../d.yaml"), "../d.yaml");
    assert_eq!(join("../a/b.yaml", "../../d.yaml"), "../../d.yaml");
    assert_eq!(join("/a/b.yaml", "../../../d.yaml"), "/d.yaml");
    assert_eq!(join("a/b.yaml", "/d.yaml"), "/d.yaml");
}

#[test]
fn references_where_none_may_be_are_read_as_they_were_meant() {
    let (reading, _) = read_files(&[
        (
            "api.yaml",
            "
openapi: 3.0.3
info: { title: T, version: '1', description: { $ref: 'prose.yaml#/intro' } }
paths: { $ref: paths.yaml }
",
        ),
        ("prose.yaml", "intro: Welcome.\nanswers:\n  '200': { description: All. }\n"),
        ("paths.yaml", "/pets:\n  get: { $ref: 'pets/list.yaml' }\n"),
        (
            "pets/list.yaml",
            "
operationId: list
tags: [{ $ref: '../prose.yaml#/intro' }]
parameters: { $ref: parameters.yaml }
responses: { $ref: '../prose.yaml#/answers' }
",
        ),
        ("pets/parameters.yaml", "- { name: limit, in: query, schema: { type: integer } }\n"),
    ]);
    assert_snapshot!(shown(&reading));
}
