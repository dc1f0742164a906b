//! What is asked of the Rust that is written, and what a document says of it.

use specwright::diag::Report;
use specwright::emit::rust::{Dates, Derive, Layout, Output, Selector, Settings, emit};
use specwright::read;

const DOCUMENT: &str = r"
openapi: 3.1.0
info: {title: A, version: '1'}
paths:
  /cats:
    get:
      operationId: listCats
      tags: [Cats]
      responses:
        '200':
          description: All.
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Cat'}, maxItems: 9}
  /dogs/{id}:
    get:
      operationId: getDog
      x-rust-name: fetch
      tags: [Dogs]
      parameters:
        - {name: id, in: path, required: true, x-rust-name: dog, schema: {type: string, minLength: 2}}
      responses:
        '200':
          description: One.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Dog'}
components:
  schemas:
    Cat:
      type: object
      properties:
        born: {type: string, format: date-time}
        tag: {$ref: '#/components/schemas/Tag'}
    Dog:
      x-rust-name: Hound
      type: object
      properties:
        id: {type: string, x-rust-type: 'std::sync::Arc<str>'}
        good: {type: boolean, x-rust-name: 'is good'}
        size: {type: number, x-rust-name: height, minimum: 1}
        bad: {type: string, x-rust-type: '[u8; { pwn() }]'}
        worse: {type: string, x-rust-type: 'Vec<{ pwn() }>'}
    Tag: {type: string, pattern: '^a'}
    Unused: {type: object, properties: {a: {type: string}}}
";

fn written(settings: &Settings) -> (Output, Vec<String>) {
    let reading = read::document_from_str("api.yaml", DOCUMENT);
    let api = reading.api.expect("it is read as an API");
    let mut found = Report::new();
    let output = emit(&api, settings, &mut found);
    let shown = |it: &specwright::diag::Diagnostic| {
        let help = it.help.as_deref().map(|it| format!(" ({it})")).unwrap_or_default();
        format!("{}: {}{help}", it.rule.name, it.message)
    };
    (output, found.found.iter().map(shown).collect())
}

fn file<'a>(output: &'a Output, name: &str) -> &'a str {
    output.files.get(name).unwrap_or_else(|| panic!("`{name}` is written"))
}

#[test]
fn only_what_is_selected_is_written_and_the_types_that_it_uses() {
    for selection in ["listCats", "tag:Cats", "/cats", "GET /cats"] {
        let operations = vec![Selector::read(selection).expect("a selection")];
        let (output, _) = written(&Settings { operations, ..Settings::default() });
        let types = file(&output, "types.rs");
        assert!(types.contains("pub struct Cat ") && types.contains("pub struct Tag("), "{types}");
        assert!(!types.contains("Hound") && !types.contains("Unused"), "{selection}: {types}");
        assert!(output.files.get("dogs.rs").is_none(), "{selection}");
    }
}

#[test]
fn a_selection_that_means_nothing_is_told_with_the_nearest() {
    let operations = ["listCat", "tag:Dogz", "/cat"];
    let operations = operations.iter().map(|it| Selector::read(it).expect("one")).collect();
    let (_, found) = written(&Settings { operations, ..Settings::default() });
    let unknown: Vec<&String> =
        found.iter().filter(|it| it.starts_with("unknown-operation")).collect();
    insta::assert_debug_snapshot!(unknown, @r#"
    [
        "unknown-operation: no operation is meant by `listCat` (did you mean `listCats`?)",
        "unknown-operation: no operation is meant by `tag:Dogz` (did you mean `tag:Dogs`?)",
        "unknown-operation: no operation is meant by `/cat` (did you mean `/cats`?)",
    ]
    "#);
}

#[test]
fn names_and_types_of_a_document_are_followed_where_they_are_some() {
    let (output, found) = written(&Settings::default());
    let types = file(&output, "types.rs");
    for part in [
        "pub struct Hound ",
        "pub id: Option<support::Foreign<std::sync::Arc<str>>>",
        "pub height: ",
    ] {
        assert!(types.contains(part), "{part} is in\n{types}");
    }
    assert!(!types.contains("pwn"), "{types}");
    assert!(types.contains("may height = \"size\""), "the wire keeps its name\n{types}");
    let dogs = file(&output, "dogs.rs");
    assert!(dogs.contains("fn fetch(") && dogs.contains("pub dog: "), "{dogs}");
    let told: Vec<&String> =
        found.iter().filter(|it| it.starts_with("unusable-override")).collect();
    insta::assert_debug_snapshot!(told, @r#"
    [
        "unusable-override: `x-rust-name` is no name in Rust, so it is not followed (write letters, digits and underscores, and no keyword)",
        "unusable-override: `x-rust-type` is no path of a type in Rust, so it is not followed (write a path such as `crate::ids::UserId` or `Box<str>`)",
        "unusable-override: `x-rust-type` is no path of a type in Rust, so it is not followed (write a path such as `crate::ids::UserId` or `Box<str>`)",
    ]
    "#);
}

#[test]
fn all_modules_may_be_in_one_file() {
    let (output, _) = written(&Settings { layout: Layout::One, ..Settings::default() });
    let names: Vec<&str> = output.files.iter().map(|it| it.0).collect();
    assert_eq!(names, ["lib.rs"]);
    let root = file(&output, "lib.rs");
    let parsed = syn::parse_file(root).expect("it is Rust");
    let modules =
        parsed.items.iter().filter(|it| matches!(it, syn::Item::Mod(it) if it.content.is_some()));
    assert_eq!(modules.count(), 5, "{root}");
}

#[test]
fn dates_derives_and_checks_are_as_they_are_asked_for() {
    let settings = Settings {
        dates: Dates::Chrono,
        derives: vec![
            Derive::read("PartialEq").expect("a path"),
            Derive::read("a::B").expect("a path"),
        ],
        unchecked: true,
        ..Settings::default()
    };
    let (output, _) = written(&settings);
    let types = file(&output, "types.rs");
    assert!(types.contains("pub born: Option<chrono::DateTime<chrono::Utc>>"), "{types}");
    assert!(types.contains("#[derive(Clone, Debug, Default, PartialEq, a::B)]"), "{types}");
    assert!(types.contains("pub type Tag = String;"), "{types}");
    let (output, _) = written(&Settings { dates: Dates::Time, ..Settings::default() });
    assert!(file(&output, "types.rs").contains("pub born: Option<support::DateTime>"));
    assert!(file(&output, "support.rs").contains("DateTime(time::OffsetDateTime)"));
    let (output, _) = written(&Settings { dates: Dates::Text, ..Settings::default() });
    assert!(file(&output, "types.rs").contains("pub born: Option<String>"));
}

#[test]
fn what_is_asked_and_not_enforced_is_told_where_it_stands() {
    let document = r"
openapi: 3.1.0
info: {title: A, version: '1'}
components:
  schemas:
    Pair:
      type: object
      properties: {a: {type: string}, b: {type: string}}
      minProperties: 1
      dependentRequired: {a: [b]}
    Other: {type: string, not: {const: x}, minLength: 2}
    Many: {type: array, items: {type: string}, unevaluatedItems: {type: string}}
    Inner: {type: string, contentMediaType: application/json, contentSchema: {type: object}}
";
    let api = read::document_from_str("api.yaml", document).api.expect("it is read as an API");
    let mut found = Report::new();
    emit(&api, &Settings::default(), &mut found);
    let told: Vec<String> = found.found.iter().map(|it| it.message.clone()).collect();
    insta::assert_debug_snapshot!(told, @r#"
    [
        "`unevaluatedItems` is not enforced: values that break it are taken",
        "`contentSchema` is not enforced: values that break it are taken",
    ]
    "#);
    assert!(found.found.iter().all(|it| it.at.is_some()));
    let mut found = Report::new();
    emit(&api, &Settings { unchecked: true, ..Settings::default() }, &mut found);
    assert!(found.found.is_empty(), "nobody asked for checks");
}
