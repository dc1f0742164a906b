//! Pages beside clients, held against documents: the golden pages of each
//! language, the document that they could be of, and what happens to one of
//! the two.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use specwright::build::compare;
use specwright::diff::{Change, Terms};
use specwright::read::pages::{PageInput, PageOptions, pages};
use specwright::read::{Reading, document_from_str};

/// The pages of a golden case, each with a part of it replaced.
fn shown(language: &str, edits: &[(&str, &str)]) -> Reading {
    fn below(folder: &Path, all: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a golden case") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { below(&path, all) } else { all.push(path) }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden");
    let root = root.join(format!("pages-openapi-generator-{language}/pages"));
    let mut paths = Vec::new();
    below(&root, &mut paths);
    paths.sort();
    let mut texts: Vec<String> =
        paths.iter().map(|it| fs::read_to_string(it).expect("a page")).collect();
    for (old, new) in edits {
        let found: usize = texts.iter().map(|it| it.matches(old).count()).sum();
        assert!(found > 0, "no page says {old}");
        for it in &mut texts {
            *it = it.replace(old, new);
        }
    }
    let all = paths.iter().zip(texts).map(|(path, text)| PageInput {
        path: path.strip_prefix(&root).expect("it is below").to_string_lossy().into_owned(),
        bytes: text.into_bytes(),
    });
    pages(all.collect(), &PageOptions::default())
}

fn document(text: &str) -> Reading {
    let reading = document_from_str("api.yaml", text);
    assert!(reading.api.is_some(), "{text}");
    reading
}

/// A line for each change: the line of the document, that of the page, and
/// what a person reads.
fn told(document: &Reading, pages: &Reading) -> String {
    let line = |reading: &Reading, at: Option<specwright::text::Span>| {
        let place = at.map(|at| reading.texts.place(at).to_string());
        place.unwrap_or_else(|| "nowhere".to_owned())
    };
    let mut all = String::new();
    for it in compare(document, pages, &Terms::default()) {
        let (old, new) = (line(document, it.old), line(pages, it.new));
        let _ = writeln!(all, "{old} {new} {}[{}]: {}", it.level.name(), it.id(), it.message);
    }
    all
}

/// What is told once a part of the document is another. The first edit that
/// finds nothing fails.
fn edited(text: &str, edits: &[(&str, &str)], pages: &Reading) -> String {
    let mut all = String::new();
    for (old, new) in edits {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        let _ = writeln!(all, "{} => {}", old.trim(), new.trim());
        for line in told(&document(&text.replace(old, new)), pages).lines() {
            let _ = writeln!(all, "  {line}");
        }
    }
    all
}

const JAVA: &str = r"openapi: 3.0.3
info: { title: greenhouse-client, version: 2.1.0 }
servers: [{ url: https://green.example/api }]
paths:
  /plants:
    post:
      tags: [Plants]
      operationId: addPlant
      summary: Adds a plant
      description: It must not be there yet.
      security: [{ gardener: ['plants:water'] }, { key: [] }]
      requestBody:
        required: true
        description: The new one
        content:
          application/json: { schema: { $ref: '#/components/schemas/plant' } }
          application/xml: { schema: { $ref: '#/components/schemas/plant' } }
      responses:
        '201':
          description: Planted
          headers: { X-Left: { description: calls left, schema: { type: integer } }, X-Until: { schema: { type: string } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/plant' } } }
        default: { description: Anything else }
    get:
      tags: [Plants]
      operationId: listPlants
      parameters:
        - { name: light, in: query, description: How much light, schema: { type: string, enum: [shade, sun], default: shade } }
        - { name: ids, in: query, description: Which, schema: { type: array, items: { type: integer, format: int64 } } }
        - { name: Since, in: header, required: true, description: From when on, schema: { type: string, format: date-time } }
      responses:
        '200':
          description: All of them
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/plant' } } } }
  /plants/{plant-id}/photo:
    put:
      tags: [Plants]
      operationId: setPhoto
      summary: Sets a photo
      security: [{ key: [] }]
      parameters:
        - { name: plant-id, in: path, required: true, description: Whose, schema: { type: string, format: uuid } }
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [photo]
              properties:
                photo: { type: string, format: binary, description: The file }
                title: { type: string, description: A title }
      responses:
        '204': { description: Stored }
  /plants/{id}/water:
    post:
      tags: [Water]
      operationId: water
      summary: Waters it
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: litres, in: query, schema: { type: number } }
      responses:
        '200': { description: OK }
components:
  schemas:
    plant:
      description: What grows.
      allOf:
        - $ref: '#/components/schemas/thing'
        - type: object
          required: [name]
          properties:
            name: { type: string, description: What it is called }
            tags: { type: array, items: { type: string } }
            notes: { type: object, additionalProperties: { type: string } }
            parent: { $ref: '#/components/schemas/plant' }
            light: { type: string, description: How much it needs, enum: [shade, sun] }
            size: { $ref: '#/components/schemas/size_of_plant' }
      required: [size]
    thing:
      type: object
      properties:
        id: { type: integer, format: int64, readOnly: true }
    size_of_plant: { type: string, enum: [small, large] }
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    gardener:
      type: oauth2
      flows:
        implicit:
          authorizationUrl: https://green.example/authorize
          scopes: { 'plants:read': see plants, 'plants:water': water them }
";

const PYTHON: &str = r"swagger: '2.0'
info: { title: greenhouse, version: '1' }
host: green.example
basePath: /api
schemes: [https]
consumes: [application/json]
produces: [application/json]
paths:
  /plants:
    post:
      tags: [plants]
      operationId: addPlant
      summary: Adds a plant
      security: [{ key: [] }]
      parameters:
        - { name: body, in: body, required: true, description: The new one, schema: { $ref: '#/definitions/Plant' } }
        - { name: notify, in: query, type: boolean, default: true, description: Whether to tell }
        - { name: X-Client, in: query, type: string }
        - { name: xClient, in: header, type: string }
      responses:
        '201': { description: Planted, schema: { $ref: '#/definitions/Plant' } }
        default: { description: Anything else }
    get:
      tags: [plants]
      operationId: listPlants
      summary: Lists plants
      parameters:
        - { name: light, in: query, type: array, items: { type: string }, description: How much }
        - { name: since, in: query, type: string, format: date-time, description: From when }
        - { name: until, in: query, type: string, format: date, description: To when }
      responses:
        '200': { description: All, schema: { type: array, items: { $ref: '#/definitions/Plant' } } }
definitions:
  Light: { type: string, description: How much light., enum: [shade, sun] }
  Plant:
    type: object
    description: What grows.
    required: [name]
    properties:
      id: { type: integer, format: int64, readOnly: true }
      name: { type: string, description: What it is called }
      weight: { type: number }
      tags: { type: array, items: { type: string } }
      byPlace: { type: object, additionalProperties: { $ref: '#/definitions/Plant' } }
      anything: {}
      light: { $ref: '#/definitions/Light' }
securityDefinitions:
  key: { type: apiKey, in: header, name: X-Key }
";

const RUST: &str = r"openapi: 3.1.0
info: { title: greenhouse, version: '1' }
servers: [{ url: https://green.example/api }]
paths:
  /plants/{type}:
    parameters: [{ name: type, in: path, required: true, description: What sort, schema: { type: string } }]
    get:
      tags: [Plants]
      operationId: listPlants
      summary: Lists plants
      description: |-
        # By type

        The newest first.
      parameters:
        - { name: since, in: query, schema: { type: [string, 'null'], format: date-time } }
        - { name: ids, in: query, schema: { type: array, items: { type: integer, format: int64 }, default: [1, 2] } }
        - { name: X-Trace, in: header, required: true, schema: { type: string, format: uuid } }
      responses:
        '200':
          description: All
          content:
            application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Plant' } } }
            text/csv: { schema: { type: string } }
        '404': { description: None }
components:
  schemas:
    Plant:
      type: object
      required: [type]
      properties:
        type: { type: string }
        seed: { anyOf: [{ $ref: '#/components/schemas/Seed' }, { type: 'null' }] }
        notes: { type: object, additionalProperties: true }
        height: { type: number, format: float, default: 1.5 }
        light: { type: string, enum: [shade, sun], description: How much }
    Seed: { type: string, enum: [bean, pea] }
";

const GO: &str = r"openapi: 3.0.3
info: { title: greenhouse, version: '1' }
servers: [{ url: https://green.example/api }]
paths:
  /plants/{plantId}:
    put:
      tags: [Plants]
      operationId: updatePlant
      summary: Changes a plant
      security: [{ key: [] }]
      parameters:
        - { name: plantId, in: path, required: true, description: Which one, schema: { type: integer, format: int64 } }
        - { name: notify, in: query, required: true, description: Whether to tell, schema: { type: boolean, default: true } }
      requestBody:
        required: true
        description: What is new
        content: { application/json: { schema: { $ref: '#/components/schemas/Plant' } } }
      responses:
        '200': { description: OK, content: { application/json: { schema: { $ref: '#/components/schemas/Plant' } } } }
        '404': { description: None }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Plant:
      type: object
      required: [common_name]
      properties:
        id: { type: integer, format: int64, readOnly: true }
        common_name: { type: string }
        seed: { nullable: true, allOf: [{ $ref: '#/components/schemas/Seed' }] }
        died: { type: string, format: date-time, nullable: true }
        tags: { type: array, items: { type: string } }
        notes: { type: object, additionalProperties: {} }
        URL: { type: string, default: none }
    Seed: { type: object, properties: { name: { type: string } } }
";

const TS: &str = r"openapi: 3.0.3
info: { title: greenhouse, version: '1' }
servers: [{ url: https://green.example/api }]
paths:
  /plants/{plantId}:
    get:
      tags: [Plants]
      operationId: listPlants
      summary: Lists plants
      parameters:
        - { name: plantId, in: path, required: true, description: Which, schema: { type: integer } }
        - { name: light, in: query, description: How much, schema: { type: array, items: { type: string, enum: [shade, sun] }, default: [shade] } }
        - { name: since, in: query, description: From when, schema: { type: string, format: date-time } }
      responses:
        '200':
          description: All of them
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Plant' } } } }
  /plants/{plantId}/water:
    post:
      tags: [Plants]
      operationId: waterPlant
      security: [{ key: [] }]
      parameters:
        - { name: plantId, in: path, required: true, description: Which, schema: { type: integer } }
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Watering' } } }
      responses:
        '204': { description: Done }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Plant:
      type: object
      required: [id, name]
      properties:
        id: { type: integer, format: int64 }
        name: { type: string }
        seed: { type: object, properties: { name: { type: string } } }
        tags: { type: array, items: { type: string } }
        planted: { type: string, format: date }
    Watering:
      type: object
      required: [litres]
      properties:
        litres: { type: integer }
        how: { type: string, default: can }
        where: { type: object, additionalProperties: { type: string } }
";

const MARKDOWN: &str = r"openapi: 3.0.3
info: { title: greenhouse, version: '1' }
servers: [{ url: https://green.example/api }]
paths:
  /plants/{garden_id}:
    post:
      tags: [Plants]
      operationId: addPlants
      summary: Adds plants
      description: '    Not all at once.'
      security: [{ key: [] }]
      parameters:
        - { name: garden_id, in: path, required: true, description: Where, schema: { type: string, format: uuid } }
        - { name: by_whom, in: query, description: Who, schema: { type: string, enum: [me, you] } }
      requestBody:
        required: true
        description: What
        content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Plant' } } } }
      responses:
        '201': { description: Done, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Plant' } } } } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Plant:
      type: object
      required: [grown]
      properties:
        id: { type: integer, format: int64, description: Counted up }
        grown: { type: string, format: date }
        seeds: { type: array, items: { $ref: '#/components/schemas/Seed' } }
        names: { type: object, additionalProperties: { type: string } }
        light: { type: string, default: shade, enum: [shade, sun] }
    Seed: { type: object, properties: { name: { type: string } } }
";

const LANGUAGES: [(&str, &str); 6] = [
    ("java", JAVA),
    ("python", PYTHON),
    ("rust", RUST),
    ("go", GO),
    ("ts", TS),
    ("markdown", MARKDOWN),
];

#[test]
fn what_only_a_language_spells_otherwise_is_no_change() {
    for (language, text) in LANGUAGES {
        let (ours, theirs) = (document(text), shown(language, &[]));
        assert_eq!(told(&ours, &theirs), "", "{language}");
        let back: Vec<Change> = compare(&theirs, &ours, &Terms::default());
        assert!(back.is_empty(), "{language}: {back:?}");
    }
}

#[test]
fn what_a_page_states_otherwise_is_told() {
    let java = shown("java", &[]);
    insta::assert_snapshot!(edited(
        JAVA,
        &[
            (
                "- { name: ids, in: query, description: Which,",
                "- { name: all-ids, in: query, description: Which,"
            ),
            ("items: { type: integer, format: int64 }", "items: { type: string }"),
            ("name: Since, in: header, required: true", "name: Since, in: header"),
            ("format: date-time", "format: date"),
            ("[small, large]", "[small, huge, vast]"),
            ("            tags: { type: array, items: { type: string } }\n", ""),
            ("            tags: {", "            owner: { type: string }\n            tags: {"),
            (
                "name: { type: string, description: What it is called }",
                "name: { type: boolean, description: What it is called }"
            ),
            ("          required: [name]\n", ""),
            ("        '201':\n", "        '202':\n"),
            (
                "title: { type: string, description: A title }",
                "caption: { type: string, description: A title }"
            ),
            (
                "properties:\n        id: {",
                "properties:\n        number: { type: string }\n        id: {"
            ),
            (
                "parent: { $ref: '#/components/schemas/plant' }",
                "parent: { type: array, items: { $ref: '#/components/schemas/plant' } }"
            ),
            (
                "schema: { type: array, items: { $ref: '#/components/schemas/plant' } }",
                "schema: { $ref: '#/components/schemas/plant' }"
            ),
            (
                "light: { type: string, description: How much it needs, enum: [shade, sun] }",
                "light: { type: string, description: How much it needs, enum: [sun] }"
            ),
        ],
        &java
    ));
    insta::assert_snapshot!(edited(
        PYTHON,
        &[
            (
                "        - { name: body, in: body, required: true, description: The new one, schema: { $ref: '#/definitions/Plant' } }\n",
                ""
            ),
            (
                "- { name: notify, in: query, type: boolean",
                "- { name: notify, in: query, required: true, type: boolean"
            ),
            (
                "byPlace: { type: object, additionalProperties: { $ref: '#/definitions/Plant' } }",
                "byPlace: { type: array, items: { $ref: '#/definitions/Plant' } }"
            ),
            ("light: { $ref: '#/definitions/Light' }", "light: { type: integer }"),
            ("enum: [shade, sun]", "enum: [shade, sun, rain]"),
        ],
        &shown("python", &[])
    ));
    insta::assert_snapshot!(edited(
        RUST,
        &[
            ("required: [type]", "required: []"),
            ("name: X-Trace, in: header, required: true", "name: X-Trace, in: header"),
            ("name: since, in: query", "name: since, in: query, required: true"),
            ("enum: [shade, sun]", "enum: [shade]"),
            (
                "Seed: { type: string, enum: [bean, pea] }",
                "Seed: { type: string, enum: [bean, pea, oat] }"
            ),
        ],
        &shown("rust", &[])
    ));
    insta::assert_snapshot!(edited(
        GO,
        &[
            (
                "common_name: { type: string }",
                "common_name: { type: string }\n        full_name: { type: string }"
            ),
            ("name: notify, in: query", "name: quiet, in: query"),
            ("        URL: { type: string, default: none }\n", ""),
            ("required: [common_name]", "required: [common_name, tags]"),
        ],
        &shown("go", &[])
    ));
    insta::assert_snapshot!(edited(
        TS,
        &[
            ("tags: { type: array, items: { type: string } }", "tags: { type: string }"),
            ("litres: { type: integer }", "litres: { type: string }"),
            ("how: { type: string, default: can }", "manner: { type: string, default: can }"),
            ("enum: [shade, sun]", "enum: [shade, sun, rain]"),
            ("'204': { description: Done }", "'200': { description: Done }"),
        ],
        &shown("ts", &[])
    ));
    insta::assert_snapshot!(edited(
        MARKDOWN,
        &[
            ("enum: [me, you]", "enum: [me, us]"),
            (
                "seeds: { type: array, items: { $ref: '#/components/schemas/Seed' } }",
                "seeds: { $ref: '#/components/schemas/Seed' }"
            ),
            ("grown: { type: string, format: date }", "grown: { type: number }"),
            ("required: [grown]", "required: [grown, id]"),
        ],
        &shown("markdown", &[])
    ));
}

/// One side edited is told as the other, with the ends exchanged.
#[test]
fn what_the_document_lacks_is_told_from_either_end() {
    let ours = document(JAVA);
    let theirs = shown("java", &[("|**tags** |", "|**labels** |")]);
    let between = |one: &Reading, two: &Reading| {
        let mut all: Vec<String> =
            compare(one, two, &Terms::default()).into_iter().map(|it| it.message).collect();
        all.dedup();
        all
    };
    let added = |name: &str| format!("`plant.{name}`: the optional property was added");
    let removed = |name: &str| format!("`plant.{name}`: the optional property was removed");
    let mut there = between(&ours, &theirs);
    let mut back = between(&theirs, &ours);
    there.sort();
    back.sort();
    assert_eq!(there, [added("labels"), removed("tags")]);
    assert_eq!(back, [removed("labels"), added("tags")]);
}
