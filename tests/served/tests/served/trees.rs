//! The two ways in which JSON is read: straight from its text, and through a
//! tree of values where that does not do.

use serde_json::Deserializer;
use specwright_tests_served::contract::support::{Source, Wire};
use specwright_tests_served::contract::types::Tree;

/// Which way leads to a value, and to which; or what is refused where.
fn read(text: &[u8]) -> String {
    let source = Source::request;
    let mut from = Deserializer::from_slice(text);
    let straight = Tree::direct(&mut from, &source()).ok().filter(|_| from.end().is_ok());
    let tree = match serde_json::from_slice(text) {
        Ok(value) => Tree::decode(value, &source()).map_err(|why| why.to_string()),
        Err(why) => Err(why.to_string()),
    };
    match (straight, tree) {
        (None, Err(why)) => format!("refused: {why}"),
        (None, Ok(_)) => "through a tree".to_owned(),
        (Some(one), Ok(other)) => {
            assert_eq!(format!("{one:?}"), format!("{other:?}"));
            "straight".to_owned()
        }
        (Some(one), Err(why)) => panic!("{one:?} should be refused: {why}"),
    }
}

#[test]
fn what_is_read_straight_is_what_a_tree_says() {
    let cases = [
        "{}",
        r#"{"label":"a","count":2,"size":0.1,"any":[{"x":null}]}"#,
        r#"{"size":1,"count":2,"unknown":{"x":[true,null,"y",-1,1.5]},"label":null}"#,
        r#"{"label":"\u00e4\ud83c\udf33"}"#,
        r#"{"size":18446744073709551615,"any":18446744073709551616}"#,
        r#"{"size":-9223372036854775808,"small":-2147483648}"#,
        r#"{"size":0.30000000000000004,"any":123456789012345678901234567890.5}"#,
        r#"{"beside":[{"inside":{}}],"named":{"":{},"a/b":{"count":3}}}"#,
        r#"{"leaf":{"more":9,"green":true,"secret":"s","":3}}"#,
        r#"{"any":{"a":1,"a":2}}"#,
        // The last of one name counts, whatever the others are.
        r#"{"count":"no","count":2}"#,
        r#"{"count":2,"count":2}"#,
        r#"{"named":{"a":{},"a":{"count":2}}}"#,
        r#"{"leaf":{"green":true,"more":1,"more":2}}"#,
        // Whole numbers, however they are spelt.
        r#"{"count":1.0}"#,
        r#"{"count":1e2}"#,
        r#"{"count":-0}"#,
        // What is not wanted is JSON all the same.
        r#"{"unknown":1e999}"#,
        r#"{"unknown":"\ud800"}"#,
        r#"{"unknown":"}"#,
        r#"{"unknown":{"a" 1}}"#,
        r#"{"\ud800":1}"#,
        "{} x",
        "",
        // And what is wanted is what it must be.
        "[]",
        "null",
        r#"{"count":null}"#,
        r#"{"count":9223372036854775808}"#,
        r#"{"small":2147483648}"#,
        r#"{"size":"1"}"#,
        r#"{"size":1e999}"#,
        r#"{"beside":[{},{"named":{"a":{"label":1}}}]}"#,
        r#"{"beside":{}}"#,
        r#"{"leaf":{"secret":"s"}}"#,
        r#"{"leaf":{"green":true}}"#,
        r#"{"leaf":{"green":true,"secret":"s","more":10}}"#,
    ];
    let read: Vec<String> =
        cases.iter().map(|it| format!("{it}  {}", read(it.as_bytes()))).collect();
    insta::assert_snapshot!(read.join("\n"), @r#"
    {}  straight
    {"label":"a","count":2,"size":0.1,"any":[{"x":null}]}  straight
    {"size":1,"count":2,"unknown":{"x":[true,null,"y",-1,1.5]},"label":null}  straight
    {"label":"\u00e4\ud83c\udf33"}  straight
    {"size":18446744073709551615,"any":18446744073709551616}  straight
    {"size":-9223372036854775808,"small":-2147483648}  straight
    {"size":0.30000000000000004,"any":123456789012345678901234567890.5}  straight
    {"beside":[{"inside":{}}],"named":{"":{},"a/b":{"count":3}}}  straight
    {"leaf":{"more":9,"green":true,"secret":"s","":3}}  straight
    {"any":{"a":1,"a":2}}  straight
    {"count":"no","count":2}  through a tree
    {"count":2,"count":2}  through a tree
    {"named":{"a":{},"a":{"count":2}}}  through a tree
    {"leaf":{"green":true,"more":1,"more":2}}  through a tree
    {"count":1.0}  through a tree
    {"count":1e2}  through a tree
    {"count":-0}  through a tree
    {"unknown":1e999}  refused: number out of range at line 1 column 16
    {"unknown":"\ud800"}  refused: unexpected end of hex escape at line 1 column 19
    {"unknown":"}  refused: EOF while parsing a string at line 1 column 13
    {"unknown":{"a" 1}}  refused: expected `:` at line 1 column 17
    {"\ud800":1}  refused: unexpected end of hex escape at line 1 column 9
    {} x  refused: trailing characters at line 1 column 4
      refused: EOF while parsing a value at line 1 column 0
    []  refused: must be an object
    null  refused: must be an object
    {"count":null}  refused: /count: must be a whole number
    {"count":9223372036854775808}  refused: /count: must be at most 9223372036854775807
    {"small":2147483648}  refused: /small: must be at most 2147483647
    {"size":"1"}  refused: /size: must be a number
    {"size":1e999}  refused: number out of range at line 1 column 13
    {"beside":[{},{"named":{"a":{"label":1}}}]}  refused: /beside/1/named/a/label: must be a string
    {"beside":{}}  refused: /beside: must be a list
    {"leaf":{"secret":"s"}}  refused: /leaf/green: is missing
    {"leaf":{"green":true}}  straight
    {"leaf":{"green":true,"secret":"s","more":10}}  refused: /leaf/more: must be at most 9
    "#);
}

#[test]
fn bytes_that_are_no_text_are_refused_wherever_they_are() {
    let not_text: [&[u8]; 3] =
        [b"{\"label\":\"\xff\"}", b"{\"unknown\":\"\xff\"}", b"{\"\xff\":1}"];
    for text in not_text {
        assert!(read(text).starts_with("refused"), "{}", String::from_utf8_lossy(text));
    }
}

#[test]
fn values_end_at_the_same_depth_both_ways() {
    let nested = |open: &str, close: &str, depth: usize| {
        format!("{}{{}}{}", open.repeat(depth), close.repeat(depth))
    };
    for (open, close, levels) in [
        (r#"{"inside":"#, "}", 1),
        (r#"{"beside":["#, "]}", 2),
        (r#"{"named":{"a":"#, "}}", 2),
        (r#"{"any":"#, "}", 1),
        (r#"{"unknown":"#, "}", 1),
    ] {
        let deepest = 126 / levels;
        assert_eq!(read(nested(open, close, deepest).as_bytes()), "straight", "{open}");
        for depth in [deepest + 1, 100_000] {
            let said = read(nested(open, close, depth).as_bytes());
            assert!(said.contains("recursion limit exceeded"), "{open}: {said}");
        }
    }
}
