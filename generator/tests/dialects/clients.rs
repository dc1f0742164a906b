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

const JAVA: &str = include_str!("clients/java.yaml");
const PYTHON: &str = include_str!("clients/python.yaml");
const RUST: &str = include_str!("clients/rust.yaml");
const GO: &str = include_str!("clients/go.yaml");
const TS: &str = include_str!("clients/ts.yaml");
const MARKDOWN: &str = include_str!("clients/markdown.yaml");

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
fn a_model_that_the_document_does_not_have_is_told_once() {
    let theirs = shown("rust", &[("# Seed\n", "# Crop\n")]);
    let told = told(&document(RUST), &theirs);
    assert_eq!(
        told,
        "nowhere docs/Seed.md:1:3 info[api-schema-added]: the schema `Crop`: it was added\n"
    );
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
            ("        sown:", "        full_name: { type: string }\n        sown:"),
            ("calls it,", "should call it,"),
            ("When it was put", "The day on which it was put"),
            ("format: date-time, description", "format: uuid, description"),
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

#[test]
fn a_class_of_operations_without_a_page_is_told_of_a_folder() {
    let ours = document(JAVA);
    // Without the list of all operations, pages speak for what they show.
    let mut theirs = shown(
        "java",
        &[("## Documentation for API Endpoints", ""), ("*PlantsApi* |", ""), ("*WaterApi* |", "")],
    );
    assert_eq!(told(&ours, &theirs), "");
    theirs.api.as_mut().expect("an API").folder = Some("docs".into());
    assert_eq!(
        told(&ours, &theirs),
        "api.yaml:56:5 nowhere error[api-removed-without-deprecation]: \
         no page in `docs` about `Water`: 1 operation\n"
    );
}
