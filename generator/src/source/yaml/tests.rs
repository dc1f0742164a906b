use std::fmt::Write as _;
use std::sync::Arc;

use crate::source::tests::{file, yaml};
use crate::source::{FaultKind, Kind, MAX_DEPTH, parse_yaml};

fn told(text: &str) -> String {
    crate::source::tests::told(parse_yaml(Arc::from(text), file()))
}

#[test]
fn plain_scalars_have_the_types_of_the_core_schema() {
    let kind = |text: &str| yaml(&format!("- {text}\n")).root().items().next().unwrap().kind();
    let all = |kinds: &str, of: Kind| {
        for text in kinds.split(' ') {
            assert_eq!(kind(text), of, "{text}");
        }
    };
    all("null Null NULL ~ ", Kind::Null);
    all("true True TRUE false False FALSE", Kind::Bool);
    all(
        "0 -1 +12 012 0o17 0x1F 685230.15 -.5 5. 1e3 1.E+3 .inf -.INF +.Inf .nan .NaN",
        Kind::Number,
    );
    all(
        "y n yes no on off Yes NO tRue nULL 2026-01-31 1:30 1_000 0b1 0o8 0xg 0x -0x1 . + 1e e1",
        Kind::Text,
    );
    all("-.nan .info 1.2.3 3.0.0 =", Kind::Text);
    all("'1' \"true\" '' !!str~ |\n", Kind::Text);
}

#[test]
fn tags_of_the_core_schema_are_honoured() {
    insta::assert_snapshot!(
        told("[!!str 5, !!int '5', !!float 1, !!bool \"true\", !!null '', ! 5, !local 5, !local x, !!timestamp 5, !!str , !!map {}]"),
        @r#"["5",5,1,true,null,"5",5,"x","5","",{}]"#
    );
    insta::assert_snapshot!(told("[!!int x, !!bool yes, !!null 0, !!float '']"), @r#"
    ["x","yes","0",""]
    Tag <x> `x` is not a whole number, as its tag says
    Tag <yes> `yes` is not a boolean, as its tag says
    Tag <0> `0` is not null, as its tag says
    Tag <''> `` is not a number, as its tag says
    "#);
}

#[test]
fn nodes_stand_where_their_values_do() {
    let text = "a: b # c\nlist:\n  - 'it''s'\n  - \"d\\te\"\n  - [x, y ]\n  - p: |\n      one\n      two\n\n    q: two\n      lines\nnone:\nend: ~\n";
    let tree = yaml(text);
    let raw = |pointer: &str| tree.at_pointer(pointer).unwrap().raw();
    assert_eq!(raw(""), text.trim_end());
    assert_eq!(raw("/a"), "b");
    assert_eq!(raw("/list/0"), "'it''s'");
    assert_eq!(raw("/list/1"), "\"d\\te\"");
    assert_eq!(raw("/list/2"), "[x, y ]");
    assert_eq!(raw("/list/3/p"), "one\n      two", "a block without its header and last line end");
    assert_eq!(raw("/list/3/q"), "two\n      lines");
    assert_eq!(raw("/list/3"), "p: |\n      one\n      two\n\n    q: two\n      lines");
    assert_eq!(raw("/none"), "");
    let after = text.find("none:").unwrap() + "none:".len();
    assert_eq!(tree.at_pointer("/none").unwrap().at().range(), after..after);
    let offset = |mark: &str| u32::try_from(text.find(mark).unwrap()).unwrap();
    assert_eq!(tree.pointer_at(offset("two\n\n")), "/list/3/p");
    assert_eq!(tree.pointer_at(offset("q:")), "/list/3/q");
    assert_eq!(
        tree.root().to_json(),
        r#"{"a":"b","list":["it's","d\te",["x","y"],{"p":"one\ntwo\n","q":"two lines"}],"none":null,"end":null}"#
    );
}

#[test]
fn comments_are_kept_in_order() {
    let tree = yaml("# one\na: 1 # two\nb:\n  # three\n  - x\n  # four\nc: '# no' # fünf\n");
    let texts: Vec<_> = tree.comments().iter().map(|it| &tree.text()[it.range()]).collect();
    assert_eq!(texts, ["# one", "# two", "# three", "# four", "# fünf"]);
}

#[test]
fn an_alias_looks_like_its_target_and_stands_in_its_own_place() {
    let tree = yaml("a: &x {k: 1}\nb: *x\nc: &y text\n*y : d\n");
    let (a, b) = (tree.at_pointer("/a").unwrap(), tree.at_pointer("/b").unwrap());
    assert_eq!((b.kind(), b.get("k").unwrap().raw()), (Kind::Map, "1"));
    assert_eq!((b.raw(), b.target_at(), b.id()), ("*x", a.at(), a.id()));
    assert!(b.is_alias() && !a.is_alias() && a.index() != b.index());
    assert_eq!(b.pointer(), "/b");
    assert_eq!(tree.at_pointer("/b/k").unwrap().pointer(), "/a/k", "where it is written");
    assert_eq!(tree.root().get("text").unwrap().raw(), "d", "an alias as a key");
}

#[test]
fn an_alias_that_leads_nowhere_reads_as_null() {
    insta::assert_snapshot!(told("- *a\n- &a [*a]\n- {? &b [x, &c y] : z}\n- *c\n- *b\n"), @r#"
    [null,[null],{"[x, &c y]":"z"},null,"[x, &c y]"]
    UnknownAlias <*a> there is no anchor `&a` before this
    UnknownAlias <*a> this alias is inside of what it stands for; it reads as null
    ComplexKey <[x, &c y]> a list or map as a key; its text is taken as the key
    UnknownAlias <*c> this anchor is inside of a key, which is read as text
    "#);
}

#[test]
fn merged_maps_come_after_own_keys_and_the_first_wins() {
    let text = "- &a {x: 1, y: 2}\n- &b {y: 3, z: 4, <<: *a}\n- {<<: [*b, {w: 5, x: 6}], z: 7}\n- {<<: {q: 1}, r: 2, <<: {q: 3, s: 4}}\n";
    let (tree, faults) = parse_yaml(Arc::from(text), file());
    insta::assert_snapshot!(tree.root().to_json(), @r#"[{"x":1,"y":2},{"y":3,"z":4,"x":1},{"z":7,"y":3,"x":1,"w":5},{"r":2,"q":1,"s":4}]"#);
    let last = tree.at_pointer("/2").unwrap();
    assert_eq!(last.get("x").unwrap().raw(), "1", "through two merges");
    assert_eq!(last.get("z").unwrap().raw(), "7");
    assert!(last.get("<<").is_none() && last.get("nothing").is_none());
    let raw: Vec<_> = last.raw_entries().map(|it| it.name()).collect();
    assert_eq!(raw, ["<<", "z"]);
    assert_eq!(faults.len(), 1, "two merges in one map are a repeated key");
    assert_eq!(yaml("'<<': {a: 1}").root().to_json(), r#"{"<<":{"a":1}}"#, "quoted: only a key");
}

#[test]
fn only_maps_can_be_merged() {
    insta::assert_snapshot!(told("- {<<: 1, a: 2}\n- {<<: [{a: 1}, 2]}\n"), @r#"
    [{"<<":1,"a":2},{"<<":[{"a":1},2]}]
    Merge <<<> only a map, or a list of maps, can be merged in here
    Merge <<<> only a map, or a list of maps, can be merged in here
    "#);
}

#[test]
fn an_alias_bomb_is_one_fault_and_the_tree_stays_small() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..40 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        let _ = writeln!(text, "a{level}: &a{level} [{aliases}]");
    }
    let (tree, faults) = parse_yaml(Arc::from(text), file());
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].kind, FaultKind::AliasBomb);
    assert!(tree.len() < 500);
    assert!(tree.root().to_json().len() < 8 << 20);
}

#[test]
fn a_long_text_repeated_by_aliases_is_a_bomb_too() {
    let text = format!("- &a '{}'\n{}", "x".repeat(1 << 20), "- *a\n".repeat(1000));
    let (tree, faults) = parse_yaml(Arc::from(text), file());
    assert_eq!(faults.iter().map(|it| it.kind).collect::<Vec<_>>(), [FaultKind::AliasBomb]);
    assert!(tree.root().to_json().len() < 40 << 20);
}

#[test]
fn levels_that_aliases_add_count() {
    let mut text = "- &a0 [x]\n".to_owned();
    for level in 1..1000 {
        let _ = writeln!(text, "- &a{level} [*a{}]", level - 1);
    }
    let (tree, faults) = parse_yaml(Arc::from(text), file());
    assert_eq!(faults.iter().map(|it| it.kind).collect::<Vec<_>>(), [FaultKind::Depth]);
    let (mut node, mut depth) = (tree.at_pointer("/999").unwrap(), 1);
    while let Some(item) = node.items().next() {
        (node, depth) = (item, depth + 1);
    }
    assert!(depth <= MAX_DEPTH);
}

#[test]
fn too_many_levels_are_a_fault_in_every_style() {
    for (text, close) in
        [("- ", ""), ("? ", ""), ("[", "]"), ("{a: ", "}"), ("- [", "]"), ("[{a: ", "}]")]
    {
        let nested = text.repeat(100_000) + &close.repeat(100_000);
        let (_, faults) = parse_yaml(Arc::from(nested), file());
        let depth = faults.iter().filter(|it| it.kind == FaultKind::Depth).count();
        let syntax = faults.iter().filter(|it| it.kind == FaultKind::Syntax).count();
        // `- [- [` is no YAML to begin with.
        assert_eq!(depth + syntax, 1, "{text}");
    }
    yaml(&("- ".repeat(MAX_DEPTH) + "x"));
    yaml(&("[".repeat(MAX_DEPTH) + &"]".repeat(MAX_DEPTH)));
}

#[test]
fn of_several_documents_the_first_is_read() {
    insta::assert_snapshot!(told("%YAML 1.2\n---\na: 1\n...\n--- b\n---\nc"), @r#"
    {"a":1}
    SeveralDocuments <---> a second document starts here; only the first is read
    "#);
}

#[test]
fn syntax_is_named_where_it_breaks() {
    let cases = [
        "a: 1\nb: c: d\n",
        "a: 1\n b: 2\n",
        "a: 1\nb\nc: 3\n",
        "a:\n\tb: 1\n",
        "a:\n  - 1\n b: 2\n",
        "a: - 1\n",
        "a: [1, 2\nb: 3\n",
        "a: {b: 1\n",
        "a: 'b\n",
        "a: \"\\q\"\n",
        "a: \"\\ud800\"\n",
        "a: 'b' c\n",
        "a: @b\n",
        "a: ]\n",
        "- 1\nb: 2\n",
        "a: *\n",
        "a: !x!y z\n",
        "%YAML 2.0\n--- a\n",
    ];
    let told: Vec<_> = cases.iter().map(|it| format!("{it:?}\n=> {}", told(it))).collect();
    insta::assert_snapshot!(told.join("\n\n"), @r#"
    "a: 1\nb: c: d\n"
    => {"a":1,"b":"c"}
    Syntax <:> no key can end here: check the indentation, or quote the text that this `:` is part of

    "a: 1\n b: 2\n"
    => {"a":"1 b"}
    Syntax <:> no key can end here: check the indentation, or quote the text that this `:` is part of

    "a: 1\nb\nc: 3\n"
    => {"a":1}
    Syntax <b> expected a `:` after this key; if it is no key, check the indentation

    "a:\n\tb: 1\n"
    => {"a":null}
    Syntax <b> indented with a tab: YAML takes spaces only

    "a:\n  - 1\n b: 2\n"
    => {"a":[1]}
    Syntax <b> expected a key, or the end of the map around this: check the indentation; <a> at 0: the map starts here

    "a: - 1\n"
    => {"a":null}
    Syntax <-> no list can start here: put it on lines of its own

    "a: [1, 2\nb: 3\n"
    => {"a":[1]}
    Syntax <:> no key can end here: check the indentation, or quote the text that this `:` is part of; <[> at 3: this is still open

    "a: {b: 1\n"
    => {"a":{"b":1}}
    Syntax <{> this `{` is never closed

    "a: 'b\n"
    => {"a":null}
    Syntax <'> this string has no end

    "a: \"\\q\"\n"
    => {"a":null}
    Syntax <"> there is an escape in this string that YAML does not know: in single quotes a `\` is only that

    "a: \"\\ud800\"\n"
    => {"a":null}
    Syntax <"> there is half a surrogate pair in this string

    "a: 'b' c\n"
    => {"a":null}
    Syntax <c> a string ends before this, and nothing can follow it: quote all of it, or nothing

    "a: @b\n"
    => {"a":null}
    Syntax <@> text that starts with `@` is to be quoted

    "a: ]\n"
    => {"a":null}
    Syntax <]> nothing is open that this bracket could close

    "- 1\nb: 2\n"
    => [1]
    Syntax <b> expected a `-`, or the end of the list around this: check the indentation; <-> at 0: the list starts here

    "a: *\n"
    => {"a":null}
    Syntax <*> this reads as an anchor or alias without a name: quote the text if it is none

    "a: !x!y z\n"
    => {"a":null}
    Syntax <!> this tag has a handle that no `%TAG` declares

    "%YAML 2.0\n--- a\n"
    => null
    Syntax <%> only YAML 1 is read
    "#);
}

#[test]
fn line_ends_of_all_systems_are_understood() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("a: 1{end}b: |{end}  x{end}  y{end}c:{end}- é{end}");
        assert_eq!(yaml(&text).root().to_json(), r#"{"a":1,"b":"x\ny\n","c":["é"]}"#);
    }
}

#[test]
fn control_characters_are_named() {
    for text in ["a: 1\0\nb: 2\n", "a: \u{7}\n", "a: \"\u{1}\"\n"] {
        let told = told(text);
        assert!(told.contains("the control character U+00"), "{told}");
    }
}

#[test]
fn brackets_further_left_than_their_block_are_a_fault_and_read_all_the_same() {
    insta::assert_snapshot!(told("a:\n  b: {\n    c: [1,\n 2]\n }\n  d: 3\n"), @r#"
    {"a":{"b":{"c":[1,2]},"d":3}}
    Indent <2> this stands further left than the block that its bracket is in; <{> at 8: the bracket opens here
    "#);
    insta::assert_snapshot!(told("- a: [\n 1 ]\n"), @r#"
    [{"a":[1]}]
    Indent <1> this stands further left than the block that its bracket is in; <[> at 5: the bracket opens here
    "#);
    for fine in [
        "a: {\n}\n",
        "a:\n  b: {\n  }\n",
        "a:\n  - [\n  1, # one\n# two\n\n  2 ]\n",
        "a: &a\n  b: &b {\n  }\n  c: !!map\n    d: [\n    ]\n",
        "a: &a\n- &b\n  c: {\n  }\n",
        "{\n\"a\": [\n1\n]\n}\n",
        "- - a: [\n    ]\n",
        "a: &a b: c\n",
        "ä: {\n}\n",
    ] {
        let (_, faults) = parse_yaml(Arc::from(fine), file());
        assert!(faults.iter().all(|it| it.kind != FaultKind::Indent), "{fine}: {faults:?}");
    }
}
