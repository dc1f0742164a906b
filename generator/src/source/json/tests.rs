use std::sync::Arc;

use crate::source::tests::{file, json};
use crate::source::{FaultKind, MAX_DEPTH, parse_json};

fn told(text: &str) -> String {
    crate::source::tests::told(parse_json(Arc::from(text), file()))
}

#[test]
fn every_kind_of_value_is_read() {
    let text = " {\"a\" : [1, -0, 2.5e+3, true, false, null], \"b\":\"x\",\r\n\t\"\": {} } ";
    assert_eq!(told(text), r#"{"a":[1,-0,2.5e+3,true,false,null],"b":"x","":{}}"#);
    let tree = json(text);
    let root = tree.root();
    assert_eq!(root.raw(), text.trim());
    assert_eq!(root.get("b").unwrap().raw(), "\"x\"", "a string with its quotes");
    assert_eq!(root.get("a").unwrap().raw(), "[1, -0, 2.5e+3, true, false, null]");
    assert_eq!(tree.len(), 13);
    assert!(tree.comments().is_empty());
}

#[test]
fn text_is_borrowed_unless_something_is_escaped() {
    let tree = json(r#"["é", "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00", "0123456\n89012345\n", ""]"#);
    let texts: Vec<_> = tree.root().items().map(|it| it.as_text().unwrap()).collect();
    assert_eq!(texts, ["é", "\"\\/\u{8}\u{c}\n\r\té\u{1f600}", "0123456\n89012345\n", ""]);
    assert!(matches!(texts[0], std::borrow::Cow::Borrowed(_)));
    assert!(matches!(texts[1], std::borrow::Cow::Owned(_)));
}

#[test]
fn a_key_is_found_by_what_its_escapes_mean() {
    let tree = json(r#"{"\u0070aths": 1, "a\/b": 2}"#);
    assert_eq!(tree.root().get("paths").unwrap().raw(), "1");
    assert_eq!(tree.root().get("a/b").unwrap().raw(), "2");
}

#[test]
fn what_can_be_mended_is_named_and_reading_goes_on() {
    insta::assert_snapshot!(told("{\"a\": [1, 2,], \"b\": 3, }"), @r#"
    {"a":[1,2],"b":3}
    Syntax <,> a comma before `]`: JSON has none there
    Syntax <,> a comma before `}`: JSON has none there
    "#);
    insta::assert_snapshot!(told("{ // one\n\"a\": /* two */ 1 }"), @r#"
    {"a":1}
    Syntax <// one> JSON has no comments
    Syntax </* two */> JSON has no comments
    "#);
    insta::assert_snapshot!(told("{\"a\": [1 2 {}]\n \"b\": 3}"), @r#"
    {"a":[1,2,{}],"b":3}
    Syntax <1> expected `,` or `]` after this value, found `2`
    Syntax <2> expected `,` or `]` after this value, found `{`
    Syntax <]> expected `,` or `}` after this value, found `"`
    "#);
    insta::assert_snapshot!(told(r#"["\x", "\u12", "a	b"]"#), @r#"
    ["x","�","a\tb"]
    Syntax <\x> there is no escape `\x`
    Syntax <\u12> `\u` is followed by four hexadecimal digits
    Syntax <	> a control character in a string: write `\u0009`
    "#);
    insta::assert_snapshot!(told("[01, 1., .5]"), @r#"
    ["01","1."]
    Syntax <01> a number does not start with 0
    Syntax <1.> a number has digits after its `.`
    Syntax <.> a number starts with a digit: write `0.`
    "#);
    insta::assert_snapshot!(told("[-, 1e, 0x1F, 1_000, 2]"), @r#"
    ["-","1e","0x1F","1_000",2]
    Syntax <-> a number has digits after its `-`
    Syntax <1e> a number has digits after its exponent's `e`
    Syntax <0x1F> this is not a number in JSON
    Syntax <1_000> this is not a number in JSON
    "#);
}

#[test]
fn half_a_surrogate_pair_reads_as_the_replacement_character() {
    insta::assert_snapshot!(told(r#"["\ud800", "\udc00x", "\ud800\u0041", "\ud83d\ude00"]"#), @r#"
    ["�","�x","�A","😀"]
    Encoding <\ud800> `\ud800` is half a surrogate pair
    Encoding <\udc00> `\udc00` is half a surrogate pair
    Encoding <\ud800> `\ud800` is half a surrogate pair
    "#);
}

#[test]
fn what_cannot_be_mended_ends_the_reading_where_it_is() {
    let cases = [
        "{\"a\": 1, \"b\"",
        "{\"a\": 1, \"b\":",
        "{\"a\": 1, \"b\" 2}",
        "{\"a\": [1, {\"b\": tru}]}",
        "{a: 1}",
        "{'a': 1}",
        "['a']",
        "[+1]",
        "[1, 2",
        "[1, 2}",
        "{\"a\": 1]",
        "[1] [2]",
        "[\"abc\n]",
        "[NaN, 1]",
        "[,1]",
        "[1,,2]",
        "{\"a\": é}",
        "[1] /",
    ];
    let told: Vec<_> = cases.iter().map(|it| format!("{it}\n=> {}", told(it))).collect();
    insta::assert_snapshot!(told.join("\n\n"), @r#"
    {"a": 1, "b"
    => {"a":1,"b":null}
    Syntax <> expected `:` after this key, found the end of the text

    {"a": 1, "b":
    => {"a":1,"b":null}
    Syntax <> expected a value, found the end of the text

    {"a": 1, "b" 2}
    => {"a":1,"b":null}
    Syntax <2> expected `:` after this key, found `2`

    {"a": [1, {"b": tru}]}
    => {"a":[1,{"b":null}]}
    Syntax <tru> expected a value, found `tru`

    {a: 1}
    => {}
    Syntax <a> keys are written in double quotes

    {'a': 1}
    => {}
    Syntax <'> keys are written in double quotes

    ['a']
    => []
    Syntax <'> strings are written in double quotes

    [+1]
    => []
    Syntax <+> a number does not start with `+`

    [1, 2
    => [1,2]
    Syntax <> expected `,` or `]` after this value, found the end of the text

    [1, 2}
    => [1,2]
    Syntax <}> expected `,` or `]` after this value, found `}`

    {"a": 1]
    => {"a":1}
    Syntax <]> expected `,` or `}` after this value, found `]`

    [1] [2]
    => [1]
    Syntax <[> the document ends before this: found `[`

    ["abc
    ]
    => []
    Syntax <"abc> this string has no end
    Syntax <
    > a line break in a string: write `\n`, or close the string

    [NaN, 1]
    => []
    Syntax <NaN> expected a value, found `NaN`

    [,1]
    => []
    Syntax <,> expected a value, found `,`

    [1,,2]
    => [1]
    Syntax <,> expected a value, found `,`

    {"a": é}
    => {"a":null}
    Syntax <é> expected a value, found `é`

    [1] /
    => [1]
    Syntax </> expected a value, found `/`
    "#);
}

#[test]
fn a_line_break_in_a_string_is_named_before_its_missing_end() {
    insta::assert_snapshot!(told("{\"a\": \"x\ny\", \"b\": 1}"), @r#"
    {"a":"x\ny","b":1}
    Syntax <
    > a line break in a string: write `\n`, or close the string
    "#);
}

#[test]
fn too_many_levels_read_as_null_and_what_comes_after_is_read() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    json(&nested(MAX_DEPTH));
    let text = format!("{{\"a\": [{},{}], \"b\": 1}}", nested(100_000), nested(300));
    let (tree, faults) = parse_json(Arc::from(text), file());
    assert_eq!(faults.len(), 1, "one for all that is too deep");
    assert_eq!((faults[0].kind, faults[0].at.start), (FaultKind::Depth, 7 + 254));
    assert_eq!(tree.root().get("b").unwrap().raw(), "1");
    let mut innermost = tree.at_pointer("/a/0").unwrap();
    while let Some(item) = innermost.items().next() {
        innermost = item;
    }
    assert_eq!(innermost.to_json(), "null");
}

#[test]
fn a_text_that_is_not_json_at_all_is_given_up_on() {
    let (_, faults) = parse_json(Arc::from("[1 1 1 1 ".repeat(1000)), file());
    assert_eq!(faults.len(), super::PATIENCE);
}

#[test]
fn a_comma_missing_behind_a_comment_is_told_between_characters() {
    let (tree, faults) = parse_json(Arc::from("[1 // é\n[2]]"), file());
    assert_eq!(tree.root().to_json(), "[1,[2]]");
    let places: Vec<_> = faults.iter().map(|it| tree.text().get(it.at.range())).collect();
    assert_eq!(places, [Some("// é"), Some("é")]);
}
