//! Text that is hostile before anyone asks what it means.

use std::fmt::Write as _;

use crate::case::{Case, head, json, yaml};

pub(crate) fn cases() -> Vec<Case> {
    vec![
        Case::document("aliases-of-schemas", &["alias-bomb"], || {
            let mut text = head("3.1.0") + "components:\n  schemas:\n    S0: &s0 { type: string }\n";
            for at in 1..60 {
                let to = at - 1;
                let _ = writeln!(text, "    S{at}: &s{at} {{ anyOf: [{}] }}", aliases(to));
            }
            yaml(text)
        })
        .expands(),
        Case::document("aliases-of-examples", &["alias-bomb"], || {
            let mut text = head("3.0.0")
                + "paths: {}\ncomponents:\n  schemas:\n    S:\n      example:\n        a0: &s0 [x]\n";
            for at in 1..60 {
                let _ = writeln!(text, "        a{at}: &s{at} [{}]", aliases(at - 1));
            }
            yaml(text)
        })
        .expands(),
        Case::document("aliases-of-merges", &["alias-bomb"], || {
            let mut text = head("3.1.0") + "paths: {}\nx-s:\n  a0: &s0 { k: 1 }\n";
            for at in 1..60 {
                let to = at - 1;
                let _ = writeln!(text, "  a{at}: &s{at} {{ k{at}: 1, <<: [{}] }}", aliases(to));
            }
            yaml(text + "components: { schemas: { S: { <<: *s59 } } }\n")
        })
        .expands()
        .most(2_000),
        Case::document("an-alias-of-itself", &["unknown-alias"], || {
            let schemas = "components:\n  schemas:\n    S: &s { anyOf: [*s, { items: *s }] }\n";
            yaml(head("3.1.0") + schemas)
        }),
        Case::document("bytes-that-are-no-text", &["no-character"], || {
            let mut bytes = (head("3.0.0") + "paths: {}\nx-a: '").into_bytes();
            bytes.extend([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80].repeat(10_000));
            bytes.extend(b"'\n");
            yaml(bytes)
        }),
        Case::document("half-of-utf-16", &["no-character"], || {
            let text = head("3.0.0") + "paths: {}\nx-a: b\n";
            let mut bytes = vec![0xff, 0xfe];
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
            bytes.extend([0x00, 0xd8, b'x', 0, b'\n', 0, b'y']);
            yaml(bytes)
        }),
        Case::document("lone-surrogates-in-json", &["no-character"], || {
            let enums = vec![r#""\ud800","\udfff\ud800""#; 100].join(",");
            json("3.0.0", &format!("\"paths\":{{}},\"components\":{{\"schemas\":{{\"S\":{{\"enum\":[{enums}]}}}}}}"))
        })
        .most(1_000),
        Case::document("lone-surrogates-in-yaml", &["syntax-error"], || {
            yaml(head("3.0.0") + "paths: {}\nx-a: \"\\ud800\"\n")
        }),
        Case::document("a-key-a-hundred-thousand-times", &["repeated-key"], || {
            let keys = vec!["\"S\":{\"type\":\"string\"}"; 100_000].join(",");
            json("3.0.0", &format!("\"paths\":{{}},\"components\":{{\"schemas\":{{{keys}}}}}"))
        }),
        Case::document("a-key-a-hundred-thousand-times-in-yaml", &["repeated-key"], || {
            let keys = "    S: { type: string }\n".repeat(100_000);
            yaml(head("3.0.0") + "paths: {}\ncomponents:\n  schemas:\n" + &keys)
        }),
        Case::document("nothing-but-nul", &["syntax-error"], || yaml(vec![0; 1 << 20])),
        Case::document("patterns-that-explode", &["broken-pattern", "exploding-pattern"], || {
            let mut text = head("3.1.0") + "components:\n  schemas:\n";
            let long = "a".repeat(5_000);
            for (at, pattern) in [
                "^(a+)+$",
                "^(a|aa)+$",
                "^(.*a){20}$",
                "(((a{1000}){1000}){1000}){1000}",
                "^(?=(a+)+b)a",
                r"^(a+)\1+$",
                "^([a-z]+)*@$",
                "[a-z",
                "^a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?z$",
                "^()\\1a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*z$",
                "[a-z]{0,4000}Z",
            ]
            .into_iter()
            .enumerate()
            {
                let _ = writeln!(
                    text,
                    "    S{at}: {{ type: string, pattern: '{pattern}', example: {long}b, default: {long}b }}"
                );
            }
            let groups = "(".repeat(100_000) + &")*".repeat(100_000);
            let _ = writeln!(text, "    L: {{ type: string, pattern: '{groups}', example: {long} }}");
            yaml(text)
        }),
    ]
}

fn aliases(of: usize) -> String {
    vec![format!("*s{of}"); 9].join(", ")
}
