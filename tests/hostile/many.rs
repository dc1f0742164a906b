//! Much of one thing: nothing may grow faster than the text.

use std::fmt::Write as _;

use crate::case::{Case, head, yaml};

const MANY: usize = 10_000;

pub(crate) fn cases() -> Vec<Case> {
    vec![
        Case::document("many-wrong-keys", &["unknown-key"], || {
            let keys: String = (0..MANY).fold(String::new(), |mut text, at| {
                let _ = writeln!(text, "    sumary{at}: x");
                text
            });
            yaml(head("3.0.0") + "paths:\n  /a:\n" + &keys)
        })
        .most(2 * MANY),
        Case::document("many-references-that-lead-nowhere", &["unresolved-reference"], || {
            let mut text = head("3.1.0") + "components:\n  schemas:\n    Known: {}\n";
            for at in 0..MANY {
                let _ = writeln!(text, "    S{at}: {{ $ref: '#/components/schemas/Knowm' }}");
            }
            yaml(text)
        })
        .most(3 * MANY),
        Case::document("many-enum-values", &["repeated-choice"], || {
            let values = vec!["a"; MANY].join(", ");
            let schema = format!("components: {{ schemas: {{ S: {{ enum: [{values}] }} }} }}\n");
            yaml(head("3.1.0") + &schema)
        }),
        Case::document("many-required-names", &["repeated-required"], || {
            let values = vec!["a"; MANY].join(", ");
            let schema =
                format!("components: {{ schemas: {{ S: {{ type: object, required: [{values}] }} }} }}\n");
            yaml(head("3.1.0") + &schema)
        }),
        Case::document("many-parameters-of-one-name", &["repeated-parameter"], || {
            let all = "        - { name: n, in: query, schema: {} }\n".repeat(MANY);
            yaml(head("3.0.0") + "paths:\n  /a:\n    get:\n      responses: { 200: { description: d } }\n      parameters:\n" + &all)
        })
        .most(2 * MANY + 100),
        Case::document("many-variables-in-a-path", &["repeated-path-variable"], || {
            let path = "/{a}".repeat(MANY);
            yaml(head("3.0.0") + "paths:\n  ? " + &path + "\n  : get: { responses: { 200: { description: d } } }\n")
        })
        .most(2 * MANY + 100),
        Case::document("many-paths-alike", &["identical-paths"], || {
            let mut text = head("3.0.0") + "paths:\n";
            for at in 0..MANY / 4 {
                let _ = writeln!(text, "  /a/{{b{at}}}: {{ get: {{ responses: {{ 200: {{ description: d }} }} }} }}");
            }
            yaml(text)
        })
        .most(5 * MANY),
        Case::document("many-operations-of-one-name", &["repeated-operation-id"], || {
            let mut text = head("3.0.0") + "paths:\n";
            for at in 0..MANY / 4 {
                let _ = writeln!(text, "  /a{at}: {{ get: {{ operationId: same, tags: [T], responses: {{ 200: {{ description: d }} }} }} }}");
            }
            yaml(text)
        })
        .most(5 * MANY),
        Case::document("many-parts-of-one-schema", &[], || {
            let parts = vec!["{ type: object, properties: { a: { type: string } } }"; MANY / 2].join(", ");
            let parts = format!(
                "components: {{ schemas: {{ A: {{ allOf: [{parts}] }}, O: {{ oneOf: [{parts}] }} }} }}\n"
            );
            yaml(head("3.1.0") + &parts)
        })
        .most(10 * MANY),
        Case::document("prose-that-nests", &[], || {
            let mut text = head("3.0.0") + "paths:\n";
            for (at, prose) in [
                "[".repeat(50_000),
                "![".repeat(20_000),
                "*a **b ".repeat(10_000),
                "> ".repeat(20_000) + "a",
                "- ".repeat(20_000) + "a",
                "`".repeat(50_000),
                "<a ".repeat(20_000),
                "<details>".repeat(10_000),
                "[a](".repeat(20_000),
                "[a]: b\\n".repeat(10_000),
                "| a ".repeat(20_000),
                "&amp;#".repeat(10_000),
                "\\\\".repeat(20_000),
                "1. ".repeat(5_000),
                "http://a.".repeat(5_000),
            ]
            .iter()
            .enumerate()
            {
                let _ = writeln!(text, "  /a{at}:\n    get:\n      description: \"{prose}\"\n      responses: {{ 200: {{ description: d }} }}");
            }
            yaml(text)
        })
        .most(1_000),
    ]
}
