//! A hundred thousand levels.

use crate::case::{Case, head, json, yaml};

const LEVELS: usize = 100_000;

pub(crate) fn cases() -> Vec<Case> {
    let deep: &[&str] = &["nested-too-deep"];
    vec![
        Case::document("deep-lists-in-json", deep, || json("3.0.0", &wrapped("[", "]"))),
        Case::document("deep-lists-in-json-left-open", &["syntax-error"], || {
            json("3.0.0", &wrapped("[", ""))
        }),
        Case::document("deep-schemas-in-json", deep, || {
            let schema = nested("{\"items\":", "{}", "}");
            json("3.1.0", &format!("\"components\":{{\"schemas\":{{\"S\":{schema}}}}}"))
        }),
        Case::document("deep-examples-in-json", deep, || {
            let example = nested("{\"a\":[", "1", "]}");
            json(
                "3.1.0",
                &format!("\"components\":{{\"schemas\":{{\"S\":{{\"example\":{example}}}}}}}"),
            )
        }),
        Case::document("deep-lists-in-yaml", deep, || {
            yaml(head("3.0.0") + "paths: {}\nx-a: " + &nested("[", "", "]") + "\n")
        }),
        Case::document("deep-maps-in-yaml", deep, || {
            yaml(head("3.0.0") + "paths: {}\nx-a: " + &nested("{a: ", "", "}") + "\n")
        }),
        Case::document("deep-maps-in-yaml-left-open", deep, || {
            yaml(head("3.0.0") + "paths: {}\nx-a: " + &nested("{a: ", "", "") + "\n")
        }),
        Case::document("deep-blocks-of-lists", deep, || {
            yaml(head("3.0.0") + "paths: {}\nx-a:\n  " + &nested("- ", "", "") + "\n")
        }),
        Case::document("deep-blocks-of-keys", deep, || {
            yaml(head("3.0.0") + "paths: {}\nx-a:\n  " + &nested("? ", "", "") + "\n")
        })
        .most(300),
        // A level has its indent, so that text grows by the square.
        Case::document("deep-blocks-of-maps", deep, || {
            let lines = (1..2_000).map(|it| " ".repeat(it) + "items:\n");
            let schemas = "components:\n schemas:\n  S:\n";
            yaml(head("3.1.0") + schemas + &lines.skip(2).collect::<String>())
        }),
    ]
}

fn nested(open: &str, middle: &str, close: &str) -> String {
    open.repeat(LEVELS) + middle + &close.repeat(LEVELS)
}

fn wrapped(open: &str, close: &str) -> String {
    format!("\"paths\":{{}},\"x-a\":{}", nested(open, "", close))
}
