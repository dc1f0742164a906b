use std::fmt::Write as _;

use super::*;

mod laws;

pub(crate) fn file() -> FileId {
    FileId::new(0)
}

/// A tree as compact JSON, and a line for each fault with the stretch that it points at.
pub(crate) fn told((tree, faults): (Tree, Vec<Fault>)) -> String {
    let slice = |at: Span| tree.text().get(at.range()).expect("a stretch of the text");
    let mut out = tree.root().to_json();
    for fault in &faults {
        let _ = write!(out, "\n{:?} <{}> {}", fault.kind, slice(fault.at), fault.message);
        if let Some((at, note)) = &fault.note {
            let _ = write!(out, "; <{}> at {}: {note}", slice(*at), at.start);
        }
    }
    out
}

pub(crate) fn json(text: &str) -> Tree {
    let (tree, faults) = parse_json(Arc::from(text), file());
    assert_eq!(faults, [], "{text}");
    tree
}

pub(crate) fn yaml(text: &str) -> Tree {
    let (tree, faults) = parse_yaml(Arc::from(text), file());
    assert_eq!(faults, [], "{text}");
    tree
}

#[test]
fn a_node_is_found_by_pointer_and_says_where_it_is() {
    let tree = json(r#"{"paths": {"/pets/{id}": {"get": [1, {"a~b": "x\ty"}]}}}"#);
    let node = tree.at_pointer("/paths/~1pets~1{id}/get/1/a~0b").unwrap();
    assert_eq!(node.raw(), r#""x\ty""#);
    assert_eq!(node.as_text().unwrap(), "x\ty");
    assert_eq!(node.pointer(), "/paths/~1pets~1{id}/get/1/a~0b");
    assert_eq!(node.key().unwrap().raw(), r#""a~b""#);
    assert_eq!(node.parent().unwrap().pointer(), "/paths/~1pets~1{id}/get/1");
    assert_eq!(tree.at_pointer("").unwrap().index(), 0);
    for nowhere in
        ["paths", "/paths/x", "/paths/~1pets~1{id}/get/2", "/paths/~1pets~1{id}/get/01", "/"]
    {
        assert!(tree.at_pointer(nowhere).is_none(), "{nowhere}");
    }
}

#[test]
fn an_offset_leads_to_the_deepest_node_around_it() {
    let text = r#"{"a": [10, {"b": 2} ], "c": null}"#;
    let tree = json(text);
    let at = |mark: &str| tree.pointer_at(u32::try_from(text.find(mark).unwrap()).unwrap());
    assert_eq!(at("{"), "");
    assert_eq!(at("a"), "/a", "a key is its entry");
    assert_eq!(at(": ["), "/a", "and so is what stands before the value");
    assert_eq!(at("["), "/a");
    assert_eq!(at("0"), "/a/0");
    assert_eq!(at(", {"), "/a");
    assert_eq!(at("{\"b"), "/a/1");
    assert_eq!(at("b"), "/a/1/b");
    assert_eq!(at("2"), "/a/1/b");
    assert_eq!(at(" ]"), "/a");
    assert_eq!(at(", \"c"), "");
    assert_eq!(at("null"), "/c");
    assert_eq!(tree.pointer_at(u32::MAX), "");
}

#[test]
fn of_a_repeated_key_the_first_is_found_and_all_are_kept() {
    let (tree, _) = parse_json(Arc::from(r#"{"a": 1, "b": 2, "a": 3}"#), file());
    assert_eq!(tree.root().get("a").unwrap().raw(), "1");
    let all: Vec<_> = tree.root().entries().map(|it| (it.name(), it.value.raw())).collect();
    assert_eq!(all, [("a".into(), "1"), ("b".into(), "2"), ("a".into(), "3")]);
}

#[test]
fn a_repeated_key_points_at_both() {
    insta::assert_snapshot!(
        told(parse_json(Arc::from(r#"{"a": 1, "b": 2, "\u0061": 3}"#), file())),
        @r#"
    {"a":1,"b":2,"a":3}
    RepeatedKey <"\u0061"> the key `a` is already in this map; <"a"> at 1: it is here first
    "#
    );
    insta::assert_snapshot!(
        told(parse_yaml(Arc::from("200: x\n'200': y\n{a: 1}: z\n? 200\n"), file())),
        @r#"
    {"200":"x","200":"y","{a: 1}":"z","200":null}
    RepeatedKey <'200'> the key `200` is already in this map, and comes 3 times; <200> at 0: it is here first
    ComplexKey <{a: 1}> a list or map as a key; its text is taken as the key
    "#
    );
}

#[test]
fn each_repeated_key_of_a_large_map_has_one_fault_in_the_order_of_the_text() {
    let entries = |range: std::ops::Range<usize>| -> String {
        range.fold(String::new(), |text, it| text + &format!("key{it}: {it}\n"))
    };
    let text = entries(0..50) + &entries(10..12) + &entries(5..8) + "key6: again\n";
    let (_, faults) = parse_yaml(Arc::from(text), file());
    let told: Vec<_> = faults.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "the key `key10` is already in this map",
            "the key `key11` is already in this map",
            "the key `key5` is already in this map",
            "the key `key6` is already in this map, and comes 3 times",
            "the key `key7` is already in this map",
        ]
    );
}

#[test]
fn large_maps_and_lists_are_searched_without_looking_at_all_of_them() {
    let entry = |it: usize| format!("  key{it}: [{{n: {it}}}, x]\n");
    let entries = (0..20_000).fold(String::new(), |text, it| text + &entry(it));
    let items = (0..20_000).fold(String::new(), |text, it| text + &format!("- [a, {it}]\n"));
    let text =
        format!("map: &m\n{entries}  key7: again\nlist:\n{items}merged: {{<<: *m, key9: own}}\n");
    let (tree, faults) = parse_yaml(Arc::from(text), file());
    assert_eq!(faults.len(), 1);
    // Twenty thousand times twenty thousand would be felt.
    for it in 0..20_000 {
        let value = |pointer: String| tree.at_pointer(&pointer).expect(&pointer).raw();
        assert_eq!(value(format!("/map/key{it}/0/n")), it.to_string());
        assert_eq!(value(format!("/list/{it}/1")), it.to_string());
    }
    let merged = tree.root().get("merged").unwrap();
    assert_eq!(merged.get("key9").unwrap().raw(), "own");
    assert_eq!(merged.get("key19999").unwrap().raw(), "[{n: 19999}, x]");
    for nowhere in ["/map/key20000", "/list/20000", "/list/99999999999999999999"] {
        assert!(tree.at_pointer(nowhere).is_none(), "{nowhere}");
    }
}

#[test]
fn a_key_that_comes_a_hundred_thousand_times_is_one_fault() {
    let json = format!("{{{}\"a\": 0}}", "\"a\": 0, ".repeat(99_999));
    for (tree, faults) in [
        parse_json(Arc::from(json), file()),
        parse_yaml(Arc::from("a: 0\n".repeat(100_000)), file()),
    ] {
        assert_eq!(tree.root().entries().count(), 100_000);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].message, "the key `a` is already in this map, and comes 100000 times");
    }
}

#[test]
fn the_language_is_found_by_looking() {
    let language = |text: &str| {
        let (tree, faults) = parse(Arc::from(text), file());
        (tree.language(), faults.len())
    };
    assert_eq!(language("\u{feff} {\"a\": 1}"), (Language::Json, 0));
    assert_eq!(language("\u{feff}a: 1"), (Language::Yaml, 0));
    assert_eq!(language("[1, 2]"), (Language::Json, 0));
    assert_eq!(language("{a: 1}"), (Language::Yaml, 0), "flow style");
    assert_eq!(language("# x\n{\"a\": 1}"), (Language::Yaml, 0));
    assert_eq!(language("{\"a\": 1,}"), (Language::Yaml, 0), "a comma that YAML allows");
    assert_eq!(language("{\"a\": 1 \"b\": 2}"), (Language::Json, 1), "broken either way");
    assert_eq!(language("{a: 1 \"b\": 2}"), (Language::Yaml, 1), "broken either way");
    assert_eq!(language("{\"a\": 1, \"a\": 2}"), (Language::Json, 1), "read, if with a fault");
    assert_eq!(language(""), (Language::Yaml, 0));
}

#[test]
fn a_text_that_says_nothing_is_null() {
    for text in ["", " \n", "# only a comment\n", "---\n", "\u{feff}"] {
        assert_eq!(yaml(text).root().kind(), Kind::Null, "{text:?}");
    }
    assert_eq!(json(" \n").root().kind(), Kind::Null);
}

#[test]
fn bytes_are_decoded_by_their_mark() {
    let read = |bytes: &[u8]| {
        let (text, faults) = decode(bytes.to_vec(), file());
        let faults: Vec<_> =
            faults.into_iter().map(|it| format!("{} {}", it.at.start, it.message)).collect();
        (text.to_string(), faults.join("; "))
    };
    let good = |text: &str| (text.to_owned(), String::new());
    assert_eq!(read("é".as_bytes()), good("é"));
    assert_eq!(read(b"\xef\xbb\xbfa"), good("a"));
    assert_eq!(read(b"\xff\xfea\0=\xd8\0\xde"), good("a\u{1f600}"));
    assert_eq!(read(b"\xfe\xff\0a\xd8=\xde\0"), good("a\u{1f600}"));
    assert_eq!(
        read(b"ab\xffc\xff"),
        ("ab\u{fffd}c\u{fffd}".into(), "2 byte 0xff is not UTF-8".into())
    );
    assert_eq!(
        read(b"\xff\xfea\0=\xd8b\0c"),
        (
            "a\u{fffd}b\u{fffd}".into(),
            "1 half a UTF-16 surrogate pair, 0xd83d; 5 half a UTF-16 unit at the end".into()
        )
    );
    assert_eq!(read(b""), good(""));
}
