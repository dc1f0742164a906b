//! What the Rust output promises whatever the document: nothing in it but what
//! we wrote, the same bytes every time, and a crate that compiles.

#[path = "crates/check.rs"]
mod crates;

use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use specwright::diag::Report;
use specwright::emit::rust::{Dates, Derive, Layout, Output, Settings, emit};
use specwright::read;

use crates::compiles;

/// The golden cases of this output: each with the path and the text of its document.
fn cases() -> Vec<(String, String)> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden");
    let folders = std::fs::read_dir(&golden).expect("the golden cases are there");
    let mut all = Vec::new();
    for folder in folders.flatten().map(|it| it.path()) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.starts_with("rust-") {
            continue;
        }
        for spec in ["spec.yaml", "spec.json"] {
            if let Ok(text) = std::fs::read(folder.join(spec)) {
                all.push((name.clone(), String::from_utf8(text).expect("it is UTF-8")));
            }
        }
    }
    all.sort();
    assert!(all.len() >= 3, "the cases are found");
    all
}

fn written(name: &str, text: &str) -> Output {
    written_as(name, text, Settings::default())
}

fn written_as(name: &str, text: &str, settings: Settings) -> Output {
    let reading = read::document_from_str(name, text);
    let api = reading.api.expect("it is read as an API");
    let settings = Settings {
        crate_name: Some(format!("{name}-crate")),
        server: true,
        source: Some(name.to_owned()),
        ..settings
    };
    emit(&api, &settings, &mut Report::new())
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for (name, text) in cases() {
        let (one, two) = (written(&name, &text), written(&name, &text));
        assert!(one.files.iter().eq(two.files.iter()), "{name}");
        assert!(one.once.iter().eq(two.once.iter()), "{name}");
    }
}

/// Whether `pwn` is called somewhere, which the hostile document tries by every
/// text that it has.
fn calls_pwn(tokens: TokenStream) -> bool {
    let mut before = false;
    tokens.into_iter().any(|it| match it {
        TokenTree::Ident(it) => {
            before = it == "pwn";
            false
        }
        TokenTree::Group(it) => {
            let called = before && it.delimiter() == Delimiter::Parenthesis;
            before = false;
            called || calls_pwn(it.stream())
        }
        _ => {
            before = false;
            false
        }
    })
}

#[test]
fn nothing_that_a_document_says_becomes_code() {
    assert!(calls_pwn("fn a() { pwn(); }".parse().expect("tokens")), "the test can fail");
    for (name, text) in cases() {
        let output = written(&name, &text);
        for (path, text) in output.files.iter().chain(output.once.iter()) {
            assert!(!path.contains(".."), "{name}: {path}");
            if Path::new(path).extension().is_none_or(|it| it != "rs") {
                continue;
            }
            let tokens: TokenStream = text.parse().unwrap_or_else(|why| panic!("{path}: {why}"));
            assert!(!calls_pwn(tokens), "{name}: {path}");
            for bad in ['\r', '\u{202e}', '\u{2028}', '\u{2066}'] {
                assert!(!text.contains(bad), "{name}: {path} has {bad:?}");
            }
        }
        let manifest = output.files.get("Cargo.toml").unwrap_or_default();
        assert!(!manifest.contains("pwn"), "{manifest}");
    }
}

/// Types and names that a document asks for, wherever it can; and a parameter of
/// the name of a module.
const OVERRIDES: &str = r"
openapi: 3.1.0
info: {title: Overrides, version: '1'}
paths:
  /pets/{id}:
    put:
      operationId: putPet
      x-rust-name: replace
      parameters:
        - {name: id, in: path, required: true, x-rust-name: pet, schema: {$ref: '#/components/schemas/Id'}}
        - {name: at, in: query, schema: {type: string, format: date-time}}
        - {name: shared, in: query, schema: {type: boolean}}
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
  /:
    get:
      tags: [Other]
      parameters:
        - {name: types, in: query, schema: {type: boolean}}
        - {name: shared, in: query, schema: {type: boolean}}
      responses: {'204': {description: Nothing.}}
components:
  schemas:
    Id: {type: string, x-rust-type: 'Box<str>'}
    Pet:
      x-rust-name: Animal
      type: object
      required: [id]
      properties:
        id: {$ref: '#/components/schemas/Id'}
        seen: {type: array, items: {type: string, x-rust-type: 'std::path::PathBuf'}}
        size: {type: integer, x-rust-name: length, minimum: 1}
        weight: {type: number, x-rust-name: mass, x-rust-type: f32}
";

#[test]
fn crates_compile_without_a_warning() {
    let all = cases().into_iter().flat_map(|(name, text)| {
        let other = Settings {
            layout: Layout::One,
            dates: Dates::Text,
            derives: vec![Derive::read("PartialEq").expect("a path")],
            unchecked: true,
            ..Settings::default()
        };
        let otherwise = (name == "rust-shapes")
            .then(|| (format!("{name}-otherwise"), written_as(&name, &text, other)));
        let dates = [("chrono", Dates::Chrono), ("time", Dates::Time)].into_iter();
        let dates = dates.filter(|_| name == "rust-shapes").map(|(library, dates)| {
            let settings = Settings { dates, ..Settings::default() };
            (format!("{name}-{library}"), written_as(&name, &text, settings))
        });
        let dates: Vec<(String, Output)> = dates.collect();
        [(name.clone(), written(&name, &text))].into_iter().chain(otherwise).chain(dates)
    });
    for (name, output) in all {
        compiles(&name, &output);
    }
    compiles("overrides", &written("overrides", OVERRIDES));
}
