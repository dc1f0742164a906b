mod rows;

use super::compare;
use crate::diag::{Level, Report};
use crate::diff::Terms;
use crate::emit::docs::{self, Settings};
use crate::read::pages::{PageInput, PageOptions, pages};
use crate::read::{Reading, document_from_str};

/// What pages say in their own way: operations without a tag, alternatives,
/// servers with variables, several media types, scopes, names with signs.
const DOCUMENT: &str = r"openapi: 3.0.3
info: {title: Zoo, version: '1'}
servers:
  - url: https://{host}.example.com/{base}
    variables: {host: {default: api}, base: {default: v1}}
paths:
  /animals:
    get:
      parameters:
        - {name: kind, in: query, schema: {type: string, enum: [cat, dog]}}
        - {name: object, in: cookie, schema: {type: object, properties: {a b: {type: string}}}}
      security: [{}, {login: [read, write]}]
      responses:
        '200':
          description: All animals.
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Animal'}}
            text/csv: {schema: {type: string}}
  /animals/{id}:
    put:
      tags: [Keepers]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
      requestBody:
        content:
          application/json: {schema: {$ref: '#/components/schemas/Animal'}}
          application/xml: {}
      responses:
        '204': {description: Put.}
        default: {description: Problem.}
components:
  securitySchemes:
    login:
      type: oauth2
      flows:
        clientCredentials: {tokenUrl: 'https://example.com/token', scopes: {read: r, write: w}}
  schemas:
    Animal:
      allOf:
        - {type: object, required: [name], properties: {name: {type: string, format: email}}}
        - oneOf: [{type: object, properties: {wings: {type: integer}}}, {type: string}]
    Any: {}
";

/// Operations of one more tag.
const MORE_PATHS: &str = "paths:
  /food:
    get: {tags: [Food], summary: List food, responses: {'204': {description: None.}}}
";

fn read(text: &str) -> Reading {
    document_from_str("zoo.yaml", text)
}

fn pages_of(document: &Reading, style: &str, set: &[(String, String)]) -> Vec<PageInput> {
    let style = docs::style(style).unwrap();
    let settings = Settings::new(style, set, &mut |_| Ok(String::new())).unwrap();
    let api = document.api.as_ref().unwrap();
    let files = (style.emit)(api, &settings, &mut Report::new());
    let page = |(path, text): (&str, &str)| PageInput { path: path.into(), bytes: text.into() };
    files.iter().map(page).collect()
}

fn shown(pages_of: Vec<PageInput>) -> Reading {
    pages(pages_of, &PageOptions::default())
}

/// Each change with the lines that it is told at, in the old and in the new.
fn told(old: &Reading, new: &Reading) -> Vec<String> {
    let line = |of: &Reading, at: Option<crate::text::Span>| {
        at.map_or(String::new(), |at| {
            let place = of.texts.place(at);
            of.texts.get(at.file).unwrap().line_text(place.line).trim().to_owned()
        })
    };
    let changes = compare(old, new, &Terms::default());
    let changes = changes.iter().filter(|it| it.level > Level::Off);
    let told =
        changes.map(|it| format!("{} | {} | {}", it.id(), line(old, it.old), line(new, it.new)));
    told.collect()
}

#[test]
fn a_document_does_not_differ_from_its_own_pages() {
    for style in ["coder", "widdershins"] {
        let document = read(DOCUMENT);
        let pages = shown(pages_of(&document, style, &[]));
        assert_eq!(told(&document, &pages), [""; 0], "{style}");
        assert_eq!(told(&pages, &document), [""; 0], "{style}");
    }
}

#[test]
fn pages_may_be_laid_out_in_any_way_of_their_style() {
    let document = read(DOCUMENT);
    let rows = ("enums".to_owned(), "rows".to_owned());
    let pages = shown(pages_of(&document, "coder", &[rows]));
    assert_eq!(told(&document, &pages), [""; 0]);
}

/// A document with these paths, and perhaps with what follows them.
fn zoo(paths: &str) -> String {
    format!("openapi: 3.0.3\ninfo: {{title: Zoo, version: '1'}}\npaths:\n{paths}")
}

#[test]
fn a_layout_that_leaves_operations_out_is_not_what_pages_are_like() {
    // Under their summaries there is one heading for both.
    let document = zoo("  /animals:
    get:
      operationId: all
      summary: List animals
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses: {'204': {description: None.}}
  /animals/wild:
    get: {operationId: wild, summary: List animals, responses: {'204': {description: None.}}}
");
    let changed = document.replace("in: query,", "in: query, required: true,");
    let pages = shown(pages_of(&read(&document), "widdershins", &[]));
    let row = "|limit|query|integer|false|none|";
    let parameter =
        "parameters: [{name: limit, in: query, required: true, schema: {type: integer}}]";
    assert_eq!(
        told(&pages, &read(&changed)),
        [format!("request-parameter-became-required | {row} | {parameter}")]
    );
}

#[test]
fn how_a_parameter_is_spelt_is_unknown_where_no_code_sends_it() {
    let document = zoo("  /animals:
    get:
      operationId: all
      parameters:
        - name: like
          in: query
          content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}
      responses: {'204': {description: None.}}
");
    let changed = document.replace("in: query", "in: query\n          required: true");
    let pages = shown(pages_of(&read(&document), "widdershins", &[]));
    let told = told(&pages, &read(&changed));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("request-parameter-became-required | |like|query|"), "{told:?}");
}

#[test]
fn a_list_of_values_that_only_one_side_has_is_told_at_its_row() {
    let document = zoo("  /rules:
    post:
      operationId: add
      requestBody:
        content:
          application/json:
            schema: {type: object, properties: {rule: {$ref: '#/components/schemas/Rule'}}}
      responses: {'204': {description: None.}}
components:
  schemas:
    Rule: {type: object, properties: {on: {$ref: '#/components/schemas/Events'}, z: {type: string}}}
    Events: {type: array, items: {type: string, enum: [x, y]}}
");
    let open = document.replace(", enum: [x, y]", "");
    let without = document.replace("on: {$ref: '#/components/schemas/Events'}, ", "");
    for style in ["coder", "widdershins"] {
        let pages = shown(pages_of(&read(&document), style, &[]));
        let told = |new: &str| told(&pages, &read(new)).join("\n");
        let gone = told(&open);
        assert!(gone.starts_with("request-property-became-not-enum | |"), "{style}: {gone}");
        assert_eq!(gone.lines().count(), 1, "{style}: {gone}");
        let gone = told(&without);
        assert!(gone.starts_with("request-property-removed | |"), "{style}: {gone}");
        assert_eq!(gone.lines().count(), 1, "{style}: {gone}");
    }
}

#[test]
fn what_pages_show_otherwise_is_told_at_both_places() {
    let document = read(DOCUMENT);
    let changed = DOCUMENT
        .replace("{wings: {type: integer}}", "{wings: {type: string}}")
        .replace("'204': {description: Put.}", "'202': {description: Put.}")
        .replace("enum: [cat, dog]", "enum: [cat, dog, emu]");
    let pages = shown(pages_of(&read(&changed), "coder", &[]));
    insta::assert_snapshot!(told(&document, &pages).join("\n"));
}

/// What only rows say: the type in a row of a response, prose of alternatives,
/// values that are listed under no name of their own.
const ROWS: &str = r"openapi: 3.0.3
info: {title: Zoo, version: '1'}
paths:
  /animals:
    get:
      tags: [Animals]
      responses:
        '200':
          description: All animals.
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Animal'}}
components:
  schemas:
    Animal:
      type: object
      properties:
        legs: {type: integer}
        mood:
          oneOf:
            - {type: string, enum: [calm], description: Nothing happens.}
            - {type: string, enum: [wild], description: Something does.}
";

#[test]
fn what_only_rows_say_is_told_once_and_where_the_document_says_it() {
    let document = read(ROWS);
    let changed = ROWS
        .replace("{type: integer}", "{type: integer, format: int64}")
        .replace("Something does.", "Anything does.")
        .replace("[wild]", "[wild, mad]");
    let pages = shown(pages_of(&read(&changed), "coder", &[]));
    insta::assert_snapshot!(told(&document, &pages).join("\n"));
    assert_eq!(told(&read(&changed), &pages), [""; 0]);
}

#[test]
fn a_sample_is_told_where_nothing_else_says_why_it_differs() {
    let two = "    Two: {type: array, items: {type: string}}\n    Three: {type: object, \
               properties: {a: {type: string}}}\n";
    let document = format!("{ROWS}{two}");
    let changed = document
        .replace("items: {type: string}}", "items: {type: integer}}")
        .replace("{a: {type: string}}", "{b: {type: string}}");
    let pages = shown(pages_of(&read(&changed), "coder", &[]));
    insta::assert_snapshot!(told(&read(&document), &pages).join("\n"));
}

/// A property that is made of others, as only samples show, and one behind
/// which rows stand at another depth.
const DEEP: &str = r"openapi: 3.0.3
info: {title: Zoo, version: '1'}
paths: {}
components:
  schemas:
    Base: {type: object, properties: {inner: {type: object, properties: {a: {type: string}}}}}
    Merged:
      allOf:
        - {$ref: '#/components/schemas/Base'}
        - {type: object, properties: {inner: {type: object, properties: {b: {type: string}}}}}
    Cage:
      type: object
      properties:
        first: {type: string}
        deep:
          type: object
          properties:
            matrix: {type: array, items: {type: array, items: {type: object, properties: {x: {}}}}}
        map: {type: object, additionalProperties: {type: array, items: {type: string}}}
        last: {type: string}
";

#[test]
fn a_sample_blames_what_no_other_sample_acquits() {
    let document = read(DEEP);
    let changed = DEEP.replace("properties: {b: {type: string}}", "properties: {}");
    let pages = shown(pages_of(&document, "coder", &[]));
    let expected = "example-changed | \"b\": \"string\" | - {type: object, properties: \
                    {inner: {type: object, properties: {}}}}";
    assert_eq!(told(&pages, &read(&changed)), [expected]);
}

/// A body whose property leads to a list of named values.
const SENT: &str = r"openapi: 3.0.3
info: {title: Zoo, version: '1'}
paths:
  /animals:
    post:
      tags: [Animals]
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties: {moods: {$ref: '#/components/schemas/Moods'}}
      responses: {'204': {description: None.}}
components:
  schemas:
    Moods: {type: array, items: {type: string, enum: [calm, wild]}}
";

#[test]
fn values_that_only_the_table_of_parameters_lists_are_told() {
    let document = read(SENT);
    let changed = read(&SENT.replace("wild]", "wild, mad]"));
    for style in ["coder", "widdershins"] {
        let all = told(&shown(pages_of(&document, style, &[])), &changed);
        assert_eq!(all.len(), 1, "{all:?}");
        assert!(all[0].starts_with("request-property-enum-value-added |"), "{all:?}");
        assert!(
            all[0].ends_with(
                "| Moods: {type: array, items: {type: string, enum: [calm, wild, mad]}}"
            )
        );
    }
}

#[test]
fn what_is_shown_at_another_depth_has_not_changed() {
    let document = read(DEEP);
    let pages = shown(pages_of(&document, "coder", &[]));
    for name in ["deep", "map"] {
        let start = DEEP.find(&format!("        {name}:")).unwrap();
        let end = DEEP.find(if name == "deep" { "        map:" } else { "        last:" }).unwrap();
        let changed = [&DEEP[..start], &DEEP[end..]].concat();
        let all = told(&pages, &read(&changed));
        assert!(all.iter().all(|it| it.contains("property-removed")), "{all:?}");
        assert!(all.iter().any(|it| it.contains(&format!("`{name}`"))), "{all:?}");
    }
}

#[test]
fn the_same_at_the_same_place_of_two_pages_is_told_twice() {
    let one = "    get: {tags: [A], responses: {'200': {description: Fine.}}}\n";
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: Zoo, version: '1'}}\npaths:\n  /a:\n{one}  /b:\n{}",
        one.replace("[A]", "[B]")
    );
    let changed = document.replace("Fine.}", "Fine.}, '418': {description: No.}");
    let pages = shown(pages_of(&read(&document), "github", &[]));
    assert_eq!(told(&pages, &read(&changed)).len(), 2);
}

#[test]
fn one_page_speaks_for_what_it_covers() {
    let document = read(DOCUMENT);
    let changed = DOCUMENT.replace("description: All animals.", "description: Some animals.");
    let changed = changed.replace("name: kind, in: query", "name: sort, in: query");
    let mut one = pages_of(&read(&changed), "coder", &[]);
    one.retain(|it| it.path == "keepers.md");
    assert_eq!(told(&document, &shown(one)), [""; 0]); // And of that it speaks.
    let changed = changed.replace("'204': {description: Put.}", "'202': {description: Put.}");
    let mut one = pages_of(&read(&changed), "coder", &[]);
    one.retain(|it| it.path == "keepers.md");
    insta::assert_snapshot!(told(&document, &shown(one)).join("\n"), @"
    response-success-status-removed | '204': {description: Put.} | | 202     | [Accepted](https://tools.ietf.org/html/rfc7231#section-6.3.3) | Put.        |        |
    response-success-status-added | '204': {description: Put.} | | 202     | [Accepted](https://tools.ietf.org/html/rfc7231#section-6.3.3) | Put.        |        |
    ");
}

#[test]
fn some_pages_speak_for_what_they_cover() {
    let all = DOCUMENT.replace("paths:\n", MORE_PATHS);
    let document = read(&all);
    for style in ["coder", "github"] {
        let some = |keep: &[&str]| {
            let mut pages = pages_of(&document, style, &[]);
            assert!(keep.iter().all(|it| pages.iter().any(|page| page.path == *it)), "{style}");
            pages.retain(|it| keep.contains(&&*it.path));
            shown(pages)
        };
        for keep in [&["keepers.md"][..], &["keepers.md", "food.md"]] {
            assert_eq!(told(&document, &some(keep)), [""; 0], "{style} {keep:?}");
            assert_eq!(told(&some(keep), &document), [""; 0], "{style} {keep:?}");
            let schemas = [keep, &["schemas.md"]].concat();
            assert_eq!(told(&document, &some(&schemas)), [""; 0], "{style} {schemas:?}");
        }
    }
    // What a page lacks of its own tag is told.
    let without = all.replace("    put:\n", "    patch:\n");
    let mut pages = pages_of(&read(&without), "coder", &[]);
    pages.retain(|it| ["keepers.md", "food.md"].contains(&&*it.path));
    insta::assert_snapshot!(told(&document, &shown(pages)).join("\n"), @"
    api-removed-without-deprecation | put: | 
    endpoint-added |  | `PATCH /animals/{id}`
    ");
}

#[test]
fn pages_with_an_index_are_all_that_there_are() {
    let all = DOCUMENT.replace("paths:\n", MORE_PATHS);
    let document = read(&all);
    let mut pages = pages_of(&document, "coder", &[]);
    pages.retain(|it| it.path != "food.md");
    let bytes = b"# API\n\nGet started here.\n".to_vec();
    pages.push(PageInput { path: "index.md".to_owned(), bytes });
    insta::assert_snapshot!(told(&document, &shown(pages)).join("\n"), @"api-path-removed-without-deprecation | get: {tags: [Food], summary: List food, responses: {'204': {description: None.}}} |");
}

#[test]
fn a_folder_is_all_that_there_is() {
    let all = DOCUMENT.replace("paths:\n", MORE_PATHS);
    let document = read(&all);
    for style in ["coder", "github"] {
        let given = |keep: &[&str], folder: Option<&str>| {
            let mut pages = pages_of(&document, style, &[]);
            pages.retain(|it| keep.contains(&&*it.path));
            let mut reading = shown(pages);
            reading.api.as_mut().unwrap().folder = folder.map(Into::into);
            reading
        };
        let told = |one: &Reading, two: &Reading| {
            let all = compare(one, two, &Terms::default());
            let line = |it: &crate::diff::Change| {
                let reach: Vec<_> =
                    it.reach.iter().map(|it| format!("{} {}", it.method, it.path)).collect();
                let at = [it.old, it.new].map(|it| it.is_some());
                format!("{} {at:?} {} ({})", it.id(), it.message, reach.join(", "))
            };
            all.iter().map(line).collect::<Vec<_>>().join("\n")
        };
        let some = given(&["keepers.md"], Some("api"));
        let there = told(&document, &some);
        insta::assert_snapshot!(format!("a_folder_is_all_that_there_is_{style}"), there);
        assert_eq!(told(&some, &document).lines().count(), there.lines().count());
        assert_eq!(told(&document, &given(&["keepers.md"], None)), "", "{style}");
        // A page of something else stands for none of this.
        let fire = MORE_PATHS.replace("Food", "Fire").replace("/food", "/fire");
        let other = read(&format!("openapi: 3.0.3\ninfo: {{title: O, version: '1'}}\n{fire}"));
        let mut other = shown(pages_of(&other, style, &[]));
        let api = other.api.as_mut().unwrap();
        (api.folder, api.partial) = (Some("api".into()), true);
        let lost = told(&document, &other);
        assert_eq!(lost.matches("no page in `api` about ").count(), 3, "{style}: {lost}");
    }
}

#[test]
fn an_operation_that_is_shown_twice_does_not_differ_from_itself() {
    let document = read(DOCUMENT);
    for style in ["coder", "widdershins", "github"] {
        let mut pages = pages_of(&document, style, &[]);
        for page in &mut pages {
            page.bytes = [&page.bytes[..], b"\n", &page.bytes].concat();
        }
        let twice = shown(pages);
        assert_eq!(told(&twice, &twice), [""; 0], "{style}");
    }
}

#[test]
fn what_no_client_notices_is_drift_all_the_same() {
    let document = read(DOCUMENT);
    let changed = DOCUMENT.replace("description: All animals.", "description: Some animals.");
    let pages = shown(pages_of(&read(&changed), "coder", &[]));
    insta::assert_snapshot!(told(&document, &pages).join("\n"), @"description-changed | description: All animals. | | 200    | [OK](https://tools.ietf.org/html/rfc7231#section-6.3.1) | Some animals. | array of [Animal](schemas.md#animal) |");
    let changed = DOCUMENT.replace("    Any: {}", "    Any: {type: object, properties: {a: {}}}");
    let pages = shown(pages_of(&read(&changed), "coder", &[]));
    insta::assert_snapshot!(told(&document, &pages).join("\n"), @"new-optional-request-property | Any: {} | | `a`  | any  | false    |              |             |");
}

#[test]
fn what_only_the_section_of_an_operation_shows_goes_with_it() {
    const SCHEMAS: &str = "components: {schemas: {Club: {type: object, title: A club,
  properties: {name: {type: string, description: Some words}}}}}";
    const LIST: &str = "  /clubs: {get: {tags: [Other], summary: List, responses: {'200':
    {description: OK, content: {application/json: {schema: {type: array, items:
    {$ref: '#/components/schemas/Club'}}}}}}}}";
    const BEGIN: &str = "openapi: 3.0.3
info: {title: Clubs, version: '1'}
paths:
  /other: {get: {tags: [Other], summary: Other, responses: {'204': {description: None}}}}
";
    let whole = read(&format!("{BEGIN}{LIST}\n{SCHEMAS}"));
    let part = read(&format!("{BEGIN}{}", SCHEMAS.replace("Some words", "Other words")));
    for style in ["coder", "widdershins", "github"] {
        let [all, rest] = [&whole, &part].map(|it| shown(pages_of(it, style, &[])));
        let ids = |old: &Reading, new: &Reading| -> Vec<String> {
            let mut told = told(old, new);
            for it in &mut told {
                it.truncate(it.find(" |").unwrap_or(it.len()));
            }
            told.sort();
            told
        };
        let gone = ["api-path-removed-without-deprecation", "description-changed"];
        let come = ["description-changed", "endpoint-added"];
        assert_eq!(ids(&all, &part), gone, "{style}");
        assert_eq!(ids(&whole, &rest), gone, "{style}");
        assert_eq!(ids(&part, &all), come, "{style}");
        assert_eq!(ids(&rest, &whole), come, "{style}");
    }
}
