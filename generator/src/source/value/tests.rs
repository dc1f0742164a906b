use std::sync::Arc;

use super::Value;
use crate::source::tests::yaml;
use crate::text::FileId;

fn value(json: &str) -> Value {
    Value::from_json(json).expect(json)
}

#[test]
fn the_order_of_keys_and_the_spelling_of_numbers_do_not_matter() {
    let same = [
        (r#"{"a": 1, "b": [2]}"#, r#"{"b":[2e0],"a":1.0}"#),
        ("1", "1.0"),
        ("1", "10e-1"),
        ("0", "-0.0e7"),
        ("100", "1E+2"),
        ("12345678901234567890123", "12345678901234567890123.000"),
        ("0.000001", "1e-6"),
        (r#""\u0041""#, r#""A""#),
        (
            "1e999999999999999999999999999999999999999999",
            "1e999999999999999999999999999999999999999999",
        ),
    ];
    for (one, two) in same {
        assert!(value(one).same(&value(two)), "{one} {two}");
    }
    let different = [
        ("[1, 2]", "[2, 1]"),
        ("[1]", "[1, 1]"),
        ("1", "\"1\""),
        ("1", "-1"),
        ("12345678901234567890123", "12345678901234567890124"),
        ("0.1", "0.10000000000000001"),
        (r#"{"a": 1}"#, r#"{"a": 1, "b": 1}"#),
        (r#"{"a": 1}"#, r#"{"b": 1}"#),
        ("null", "false"),
        ("true", "false"),
        (
            "1e999999999999999999999999999999999999999999",
            "1e999999999999999999999999999999999999999998",
        ),
    ];
    for (one, two) in different {
        assert!(!value(one).same(&value(two)), "{one} {two}");
    }
}

#[test]
fn numbers_of_yaml_are_spelled_as_json_can() {
    let tree = yaml(
        "[0x1F, 0o17, +5, 012, .5, 5., -.5e+3, .inf, -.INF, .nan, 1.50, \
         0xFFFFFFFFFFFFFFFFFFFFFFFF, 00, 0x0, 1.e2]",
    );
    assert_eq!(
        tree.root().to_json(),
        "[31,15,5,12,0.5,5,-0.5e+3,null,null,null,1.50,79228162514264337593543950335,0,0,1e2]"
    );
    let tree = Arc::new(yaml("0x1F"));
    assert!(Value::new(&tree, tree.root()).same(&value("31")));
    let infinite = yaml("[.inf, -.inf, .nan]");
    assert!(infinite.root().same(infinite.root()));
    assert!(!infinite.at_pointer("/0").unwrap().same(infinite.at_pointer("/1").unwrap()));
}

#[test]
fn a_number_too_long_to_change_its_base_takes_no_time() {
    let long = format!("0x{}", "f".repeat(1_000_000));
    assert_eq!(yaml(&long).root().to_json(), "null");
    assert_eq!(yaml(&format!("0x{}1", "0".repeat(1_000_000))).root().to_json(), "1");
}

#[test]
fn json_is_written_as_javascript_writes_it() {
    let text =
        r#"{"b": [], "a": {}, "c": [1, {"d": "\"\\\/\b\f\n\r\t\u0001\u001f\u007fé\u2028"}]}"#;
    assert_eq!(
        value(text).to_json(),
        "{\"b\":[],\"a\":{},\"c\":[1,{\"d\":\
         \"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\u{7f}é\u{2028}\"}]}"
    );
    let pretty = value(r#"{"b": [], "a": {}, "c": [1, {"d": "é"}]}"#).to_json_pretty();
    insta::assert_snapshot!(pretty, @r#"
    {
      "b": [],
      "a": {},
      "c": [
        1,
        {
          "d": "é"
        }
      ]
    }
    "#);
}

#[test]
fn a_value_made_in_code_stands_nowhere() {
    assert_eq!(value("1").at().file, FileId::NOWHERE);
    assert!(Value::from_json("").is_none());
    assert!(Value::from_json("{").is_none());
    assert!(Value::from_json("1 2").is_none());
}

#[test]
fn a_value_outlives_the_reading() {
    let tree = Arc::new(yaml("a: {b: [1]}"));
    let value = Value::new(&tree, tree.at_pointer("/a").unwrap());
    drop(tree);
    assert_eq!(value.clone().node().get("b").unwrap().to_json(), "[1]");
    assert_eq!(format!("{value:?}"), r#"Value({"b":[1]})"#);
}
