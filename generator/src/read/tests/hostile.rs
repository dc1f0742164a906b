//! What no document may do: make reading panic, hang, or take all memory.

use std::fmt::Write as _;

use crate::read::{Reading, document_from_str};

const HEAD: &str = "info: { title: T, version: '1' }\n";

fn read(text: &str) -> Reading {
    document_from_str("api.yaml", text)
}

fn rules(reading: &Reading) -> Vec<&'static str> {
    let mut names: Vec<_> = reading.found.iter().map(|it| it.rule.name).collect();
    names.dedup();
    names
}

#[test]
fn references_in_a_row_do_not_recurse() {
    let mut text = format!("openapi: 3.1.0\n{HEAD}components:\n  schemas:\n");
    for at in 0..5_000 {
        let _ = writeln!(
            text,
            "    S{at}: {{ items: {{ $ref: '#/components/schemas/S{}' }} }}",
            at + 1
        );
    }
    text += "    S5000: {}\n  callbacks:\n";
    for at in 0..5_000 {
        let _ = writeln!(
            text,
            "    C{at}: {{ x: {{ get: {{ callbacks: {{ c: {{ $ref: '#/components/callbacks/C{}' }} }} }} }} }}",
            at + 1
        );
    }
    text += "    C5000: {}\n  pathItems:\n";
    for at in 0..2_000 {
        let _ = writeln!(
            text,
            "    P{at}: {{ get: {{ callbacks: {{ c: {{ x: {{ $ref: '#/components/pathItems/P{}' }} }} }} }} }}",
            at + 1
        );
    }
    text += "    P2000: {}\n";
    let reading = read(&text);
    assert!(reading.found.is_empty(), "{:?}", reading.found.first());
}

#[test]
fn deep_nesting_is_read_as_far_as_the_tree_goes() {
    let mut text = "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"components\":{\"schemas\":{\"A\":".to_owned();
    text += &"{\"items\":".repeat(240);
    text += "{}";
    text += &"}".repeat(240);
    text += "}}}";
    assert!(read(&text).found.is_empty());

    let mut text =
        "{\"openapi\":\"3.0.0\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{\"/a\":"
            .to_owned();
    text += &"{\"get\":{\"responses\":{},\"callbacks\":{\"c\":{\"x\":".repeat(60);
    text += "{}";
    text += &"}}}}".repeat(60);
    text += "}}";
    assert!(read(&text).found.is_empty());

    let head = "{\"openapi\":\"3.2.0\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"components\":{\"mediaTypes\":{\"A\":";
    let nested = [
        ("{\"itemEncoding\":", "{}", "}", 240),
        ("{\"encoding\":{\"a\":", "{}", "}}", 120),
        ("{\"itemEncoding\":{\"headers\":{\"h\":{\"content\":{\"m\":", "{}", "}}}}}", 49),
    ];
    for (open, middle, close, times) in nested {
        let (open, close) = (open.repeat(times), close.repeat(times));
        let reading = read(&format!("{head}{open}{middle}{close}}}}}}}"));
        assert!(reading.found.is_empty(), "{:?}", reading.found.first());
    }
}

#[test]
fn circles_of_references_end() {
    let text = format!(
        "openapi: 3.1.0\n{HEAD}paths:\n  /a: {{ $ref: '#/paths/~1b' }}\n  /b: {{ $ref: '#/paths/~1a' }}\n  \
         /c: {{ $ref: '#/paths/~1c' }}\n  /d: {{ get: {{ callbacks: {{ x: {{ y: {{ $ref: '#/paths/~1d' }} }} }} }} }}\n"
    );
    assert_eq!(rules(&read(&text)), ["reference-cycle"]);
}

#[test]
fn a_path_item_used_a_thousand_times_is_bounded() {
    let mut text = format!(
        "openapi: 3.1.0\n{HEAD}components: {{ pathItems: {{ P: {{ get: {{}}, put: {{}}, post: {{}}"
    );
    for at in 0..3000 {
        let _ = write!(text, ", x-{at}: 1");
    }
    text += " } } }\npaths:\n";
    for at in 0..3000 {
        let _ = writeln!(text, "  /{at}: {{ $ref: '#/components/pathItems/P' }}");
    }
    let reading = read(&text);
    assert_eq!(rules(&reading), ["repeats-too-much"]);
    assert_eq!(reading.api.unwrap().paths.len(), 3000);
}

#[test]
fn media_types_times_responses_are_bounded() {
    let mut text = format!("swagger: '2.0'\n{HEAD}produces: [");
    for at in 0..5000 {
        let _ = write!(text, "a/{at},");
    }
    text += "]\npaths:\n";
    for at in 0..1000 {
        let _ = writeln!(
            text,
            "  /{at}: {{ get: {{ responses: {{ 200: {{ description: d, schema: {{}} }} }} }} }}"
        );
    }
    let reading = read(&text);
    assert_eq!(rules(&reading), ["repeats-too-much"]);
    assert!(reading.api.unwrap().media.len() < 2_000_000);
}

#[test]
fn an_alias_bomb_of_schemas_is_bounded() {
    let mut text =
        format!("openapi: 3.1.0\n{HEAD}components:\n  schemas:\n    S0: &s0 {{ type: string }}\n");
    for at in 1..30 {
        let before = at - 1;
        let _ =
            writeln!(text, "    S{at}: &s{at} {{ anyOf: [*s{before}, *s{before}, *s{before}] }}");
    }
    let reading = read(&text);
    assert!(rules(&reading).contains(&"alias-bomb"));
    assert!(reading.api.unwrap().schemas.len() < 1000);
}

#[test]
fn many_errors_do_not_take_long() {
    let mut text = format!("openapi: 3.0.0\n{HEAD}paths: {{}}\ncomponents:\n  schemas:\n");
    for at in 0..5_000 {
        let _ = writeln!(text, "    S{at}: {{ $ref: '#/components/schemas/T{at}', wrong{at}: 1 }}");
    }
    assert!(read(&text).found.len() >= 10_000);
}

#[test]
fn any_text_cut_anywhere_is_read() {
    let whole = include_str!("hostile.yaml");
    for end in (0..whole.len()).filter(|it| whole.is_char_boundary(*it)) {
        let _ = read(&whole[..end]);
    }
}

#[test]
fn references_that_may_not_be_and_lead_around_themselves_end() {
    let text = format!(
        "openapi: 3.0.3\n{HEAD}paths:
  /a:
    post: &post
      responses: {{ '200': {{ description: OK }} }}
      callbacks:
        one: {{ x: {{ post: {{ $ref: '#/paths/~1a/post' }}, put: {{ $ref: '#/paths/~1a/post' }} }} }}
"
    );
    let reading = read(&text);
    assert_eq!(rules(&reading), ["stray-reference"]);
    assert!(reading.api.is_some_and(|it| it.operations.len() == 3));
}
