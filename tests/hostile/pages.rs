//! Pages, read in every dialect whatever they are.

use crate::case::Case;

pub(crate) fn cases() -> Vec<Case> {
    vec![
        Case::page("many-headings", || "# A\n\n## `GET /a`\n\n".repeat(10_000)),
        Case::page("a-table-of-many-columns", || {
            let row = "| a ".repeat(2_000) + "|\n";
            operation()
                + "### Parameters\n\n"
                + &row
                + &"|---".repeat(2_000)
                + "|\n"
                + &row.repeat(20)
        }),
        Case::page("a-table-of-many-rows", || {
            operation()
                + "### Parameters\n\n| Name | In | Type | Required | Description |\n|---|---|---|---|---|\n"
                + &"| `a` | query | array[string] | false | A |\n".repeat(20_000)
        }),
        Case::page("properties-that-nest", || {
            let rows = (0..2_000)
                .map(|it| format!("|{} a|object|false|none|none|\n", "»".repeat(it % 500)));
            "# Schemas\n\n## A\n\n### Properties\n\n|Name|Type|Required|Restrictions|Description|\n|---|---|---|---|---|\n".to_owned()
                + &rows.collect::<String>()
        }),
        Case::page("a-sample-that-nests", || {
            let sample = "{\"a\":[".repeat(100_000) + &"]}".repeat(100_000);
            operation()
                + "### Example responses\n\n> 200 Response\n\n```json\n"
                + &sample
                + "\n```\n"
        }),
        Case::page("a-sample-of-one-key", || {
            let sample = "\"a\": 1,".repeat(50_000);
            operation() + "> 200 Response\n\n```json\n{" + &sample + "\"b\": 2}\n```\n"
        }),
        Case::page("a-fence-left-open", || operation() + "```json\n" + &"{\n".repeat(50_000)),
        Case::page("quotes-and-lists-that-nest", || {
            operation() + &"> ".repeat(10_000) + "a\n\n" + &"- ".repeat(10_000) + "a\n"
        }),
        Case::page("links-that-nest", || {
            operation()
                + &"[a](".repeat(20_000)
                + "\n\n"
                + &"[".repeat(50_000)
                + &"]".repeat(50_000)
        }),
        Case::page("html-that-nests", || {
            operation()
                + &"<details><summary>".repeat(10_000)
                + "\n\n"
                + &"<h1 id=\"a\">".repeat(10_000)
        }),
        Case::page("a-type-that-nests", || {
            let one = "array[".repeat(50_000) + "string" + &"]".repeat(50_000);
            operation()
                + "### Parameters\n\n| Name | In | Type | Required | Description |\n|---|---|---|---|---|\n"
                + &format!("| `a` | query | {one} | false | A |\n")
        }),
        Case::page("links-between-schemas-in-a-row", || {
            let schemas = (0..3_000).map(|it| {
                let next = it + 1;
                format!("## S{it}\n\n### Properties\n\n| Name | Type | Required | Restrictions | Description |\n|---|---|---|---|---|\n| `a` | [S{next}](#s{next}) | false | | |\n\n")
            });
            "# Schemas\n\n".to_owned() + &schemas.collect::<String>()
        }),
    ]
}

/// The start of a page that every dialect takes for one of an operation.
fn operation() -> String {
    "# Users\n\n## List users\n\n### Code samples\n\n```shell\ncurl -X GET http://a.example/users\n```\n\n`GET /users`\n\n"
        .to_owned()
}
