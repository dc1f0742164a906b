//! What stock pages show of lists, some of which have no row of their own.

use specwright::diag::Report;
use specwright::emit::docs::{Settings, style};
use specwright::ir::{Api, Id, Schema, Type};
use specwright::read::document_from_str;
use specwright::read::pages::{PageInput, PageOptions, pages};

/// A response of lists in lists, as many as asked for, and what they hold.
fn document(levels: usize, held: &str) -> String {
    let open = "{type: array, items: ".repeat(levels);
    let close = "}".repeat(levels);
    format!(
        "openapi: 3.0.3
info: {{title: Clubs, version: '1'}}
paths:
  /clubs:
    get:
      operationId: list
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: {open}{held}{close}
components:
  schemas:
    Club:
      type: object
      required: [name]
      properties:
        name: {{type: string, description: How it is called}}
        marks: {{type: array, items: {{type: array, items: {{type: object, properties: {{at: {{type: integer}}}}}}}}}}
"
    )
}

/// The stock page of a document, as it is understood.
fn understood(document: &str) -> Api {
    let reading = document_from_str("clubs.yaml", document);
    let style = style("widdershins").expect("the style");
    let settings = Settings::new(style, &[], &mut |_| Err(String::new())).expect("settings");
    let files = (style.emit)(reading.api.as_ref().expect("an API"), &settings, &mut Report::new());
    let page = |(path, text): (&str, &str)| PageInput {
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let reading = pages(files.iter().map(page).collect(), &PageOptions::default());
    reading.api.expect("an API")
}

/// A schema in short: lists in brackets, objects in braces.
fn short(api: &Api, id: Id<Schema>) -> String {
    let schema = &api[id];
    if let Some(reference) = &schema.reference {
        return reference.text.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(items) = schema.items() {
        return format!("[{}]", short(api, items));
    }
    let Some(object) = &schema.object else {
        return schema.types.iter().map(Type::name).collect::<Vec<_>>().join("|");
    };
    let property =
        |it: &specwright::ir::Property| format!("{}: {}", it.name, short(api, it.schema));
    format!("{{{}}}", object.properties.iter().map(property).collect::<Vec<_>>().join(", "))
}

/// What comes back.
fn answered(api: &Api) -> String {
    let (_, operation) = api.operations().next().expect("an operation");
    let media = api[operation.responses.all[0].response.to].content[0].to;
    short(api, api[media].schema.expect("a schema"))
}

#[test]
fn lists_without_a_row_are_known_from_the_sample() {
    let inline = "{type: object, properties: {a: {type: string}, b: {type: integer}}}";
    let club = "{$ref: '#/components/schemas/Club'}";
    for (levels, held, expected) in [
        (0, inline, "{a: string, b: integer}"),
        (1, inline, "[{a: string, b: integer}]"),
        (2, inline, "[[{a: string, b: integer}]]"),
        (0, club, "Club"),
        (1, club, "[Club]"),
        // Which schema lists in lists hold is not on the page, but its rows are.
        (2, club, "[[{name: string, marks: [[{at: integer}]]}]]"),
        (2, "{type: string}", "[[string]]"),
    ] {
        assert_eq!(answered(&understood(&document(levels, held))), expected);
    }
}

#[test]
fn one_row_below_lists_in_lists_is_a_property_and_no_title() {
    let api = understood(&document(1, "{$ref: '#/components/schemas/Club'}"));
    let club = api.components.schemas[0].it.to;
    assert_eq!(short(&api, club), "{name: string, marks: [[{at: integer}]]}");
}
