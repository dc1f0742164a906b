//! What is told by the rows and the sections of pages.

use super::{SENT, pages_of, read, shown, told};

/// A table that line ends take apart.
const BROKEN: &str = r#"openapi: 3.0.3
info: {title: Zoo, version: '1'}
paths:
  /animals:
    get:
      tags: [Animals]
      responses:
        '200': {description: All animals.}
        '404': {description: "Not found.\n\n- The zoo\n   is closed."}
        default: {description: Problem.}
components: {schemas: {Any: {}}}
"#;

#[test]
fn responses_are_told_though_line_ends_take_their_table_apart() {
    let more =
        BROKEN.replace("        default:", "        '418': {description: Tea.}\n        default:");
    let (document, more) = (read(BROKEN), read(&more));
    for style in ["coder", "widdershins"] {
        let [old, new] = [&document, &more].map(|it| shown(pages_of(it, style, &[])));
        assert_eq!(told(&old, &document), [""; 0], "{style}");
        let changes = [told(&old, &more), told(&document, &new), told(&new, &document)];
        insta::assert_snapshot!(format!("broken_{style}"), changes.concat().join("\n"));
    }
}

#[test]
fn a_heading_in_what_an_operation_says_begins_no_section() {
    let document = BROKEN
        .replace(
            "tags: [Animals]",
            "tags: [Animals]\n      description: \"Some.\\n\\n## All\\n\\nOf them.\"",
        )
        .replace(
            "{description: All animals.}",
            "{description: All animals., content: {application/json: {example: [], schema: \
             {type: array, items: {type: object, properties: {a: {type: string}}}}}}}",
        );
    let changed = document.replace("{a: {type: string}}", "{a: {type: integer}}");
    let pages = shown(pages_of(&read(&document), "coder", &[]));
    let [change] = &told(&pages, &read(&changed))[..] else {
        panic!("{:?}", told(&pages, &read(&changed)))
    };
    assert!(change.starts_with("response-property-type-changed | | `» a`"), "{change}");
}

#[test]
fn a_property_of_a_body_is_gone_from_the_part_that_had_it() {
    let document = SENT.replace(
        "properties: {moods: {$ref: '#/components/schemas/Moods'}}",
        "allOf:\n                - {type: object, properties: {a: {type: string}, b: {type: string}}}\n                - {type: object, properties: {c: {type: string}}}",
    );
    let changed = document.replace(", b: {type: string}}", "}");
    let pages = shown(pages_of(&read(&document), "coder", &[]));
    let expected = "request-property-removed | | `»» b` | body | string | false | | | \
                    - {type: object, properties: {a: {type: string}}}";
    let found: Vec<String> = told(&pages, &read(&changed));
    let plain = found.iter().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
    assert_eq!(plain.collect::<Vec<_>>(), [expected]);
}
