//! Our own pages, read back: what they say in each section of their grammar,
//! where each thing stands, and what is told of pages that are broken.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use specwright::build::compare;
use specwright::diag::{Level, Report};
use specwright::diff::{Side, Terms, diff};
use specwright::emit::docs::{Settings, style};
use specwright::ir::{Api, dump};
use specwright::read::pages::{PageInput, PageOptions, lost_text, pages};
use specwright::read::{Reading, document_from_str};

/// A document that is small and yet fills each section of the grammar.
const DOCUMENT: &str = include_str!("github_pages/zoo.yaml");

type Pages = BTreeMap<String, String>;

fn document() -> Api {
    let reading = document_from_str("zoo.yaml", DOCUMENT);
    // A reference that leads nowhere is to be shown, too.
    let errors = reading.found.iter().filter(|it| it.level == Level::Error);
    let errors: Vec<_> = errors.map(|it| format!("{}: {}", it.rule.name, it.message)).collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    reading.api.expect("an API")
}

fn write(api: &Api) -> Pages {
    let style = style("github").expect("the style");
    let set = [("extensions".to_owned(), "shown".to_owned())];
    let settings = Settings::new(style, &set, &mut |_| Err(String::new())).expect("settings");
    let files = (style.emit)(api, &settings, &mut Report::new());
    files.iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

fn read(all: &Pages) -> Reading {
    let input = |(path, text): (&String, &String)| PageInput {
        path: path.clone(),
        bytes: text.clone().into_bytes(),
    };
    pages(all.iter().map(input).collect(), &PageOptions::default())
}

fn one(name: &str, text: &str) -> Reading {
    read(&Pages::from([(name.to_owned(), text.to_owned())]))
}

/// What was found, a line each.
fn told(reading: &Reading) -> Vec<String> {
    let line = |it: &specwright::diag::Diagnostic| {
        let at = it.at.map(|at| reading.texts.place(at).to_string()).unwrap_or_default();
        format!("{at}: [{}] {}", it.rule.name, it.message)
    };
    reading.found.iter().map(line).collect()
}

/// A small generator of numbers: cases are the same on every run.
fn next(seed: &mut u64) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    usize::try_from(*seed >> 33).unwrap_or_default()
}

#[test]
fn every_section_of_the_grammar_comes_back() {
    let first = write(&document());
    let reading = read(&first);
    assert_eq!(told(&reading), [""; 0]);
    let second = write(reading.api.as_ref().expect("an API"));
    for (name, page) in &first {
        assert_eq!(second.get(name), Some(page), "{name}");
    }
    assert_eq!(first.len(), second.len());
    let lost = lost_text(&reading, second.values().map(String::as_str));
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn names_that_hide_or_imitate_come_back() {
    let odd = include_str!("github_pages/names.json");
    let reading = document_from_str("names.json", odd);
    let first = write(reading.api.as_ref().expect("an API"));
    let again = read(&first);
    assert_eq!(told(&again), [""; 0]);
    assert_eq!(write(again.api.as_ref().expect("an API")), first);
}

#[test]
fn a_document_and_its_pages_mean_the_same() {
    let (document, reading) = (document(), read(&write(&document())));
    let shown = reading.api.as_ref().expect("an API");
    let sides = (Side::document(&document), Side::read(shown));
    for changes in
        [diff(&sides.0, &sides.1, &Terms::default()), diff(&sides.1, &sides.0, &Terms::default())]
    {
        let told: Vec<_> = changes
            .iter()
            .filter(|it| it.level > Level::Off)
            .map(|it| format!("{}: {}", it.id(), it.message))
            .collect();
        assert_eq!(told, [""; 0]);
    }
}

#[test]
fn what_is_read_is_all_that_the_ir_holds() {
    let reading = read(&write(&document()));
    insta::assert_snapshot!(dump(reading.api.as_ref().expect("an API")));
}

#[test]
fn what_is_read_knows_where_it_stands() {
    let reading = read(&write(&document()));
    let api = reading.api.as_ref().expect("an API");
    let is_it = |it: &specwright::ir::Operation| it.id.as_deref() == Some("getCat");
    let (_, operation) = api.operations().find(|it| is_it(it.1)).expect("the operation");
    let line = |at: Option<specwright::text::Span>| {
        let place = reading.texts.place(at.expect("a place"));
        let text = reading.texts.iter().find(|it| it.1.path == place.path).expect("a page").1;
        let line = text.line_text(place.line);
        let chars: String = line.chars().skip(place.column - 1).collect();
        format!("{}: {chars}", place.path)
    };
    let parameter = &api[operation.parameters.last().expect("a parameter").to];
    let schema = parameter.schema.expect("a schema");
    insta::assert_snapshot!(
        [
            line(api.info.title.as_ref().and_then(|it| it.at)),
            line(operation.method_at),
            line(operation.id.as_ref().and_then(|it| it.at)),
            line(parameter.name.at),
            line(api[schema].at),
            line(api[schema].default_value().map(specwright::source::Value::at)),
            line(api.components.schemas[0].name.at),
        ]
        .join("\n")
    );
}

#[test]
fn windows_line_ends_change_nothing() {
    let first = write(&document());
    let windows = first.iter().map(|it| (it.0.clone(), it.1.replace('\n', "\r\n"))).collect();
    let reading = read(&windows);
    assert_eq!(told(&reading), [""; 0]);
    assert_eq!(write(reading.api.as_ref().expect("an API")), first);
}

#[test]
fn one_page_speaks_for_what_it_covers() {
    let whole = document_from_str("zoo.yaml", DOCUMENT);
    let all = write(whole.api.as_ref().expect("an API"));
    for (name, text) in all.iter().filter(|it| *it.0 != "README.md") {
        let reading = one(name, text);
        assert_eq!(told(&reading), [""; 0], "{name}");
        let api = reading.api.as_ref().expect("an API");
        assert!(api.partial, "{name}");
        let changes = compare(&whole, &reading, &Terms::default());
        let changes = changes.iter().filter(|it| it.level > Level::Off);
        let changes: Vec<_> = changes.map(|it| format!("{}: {}", it.id(), it.message)).collect();
        assert_eq!(changes, [""; 0], "{name}");
    }
}

#[test]
fn a_page_may_end_anywhere() {
    for (name, text) in write(&document()) {
        for at in (0..text.len()).step_by(37).filter(|it| text.is_char_boundary(*it)) {
            let reading = one(&name, &text[..at]);
            let _ = reading.api.as_ref().map(write);
        }
    }
}

/// Whatever becomes of a page: nothing panics, and each word of it is either
/// written again or told to be lost.
#[test]
fn broken_pages_are_told_and_not_believed() {
    let all = write(&document());
    let mut seed = 0x5eed;
    for _ in 0..150 {
        let mut broken = all.clone();
        for page in broken.values_mut() {
            let mut lines: Vec<&str> = page.lines().collect();
            let mut made = Vec::new();
            for _ in 0..next(&mut seed) % 4 {
                let at = next(&mut seed) % lines.len();
                match next(&mut seed) % 5 {
                    0 => drop(lines.remove(at)),
                    1 => lines.insert(at, "stray words | of `nobody"),
                    2 => lines.swap(at, 0),
                    3 => lines.insert(at, "## Heading of nobody"),
                    _ => made.push(at),
                }
                if lines.is_empty() {
                    break;
                }
            }
            let mut text = lines.join("\n");
            for at in made {
                let at = at.min(text.len());
                if text.is_char_boundary(at) {
                    text.insert_str(at, "](`");
                }
            }
            *page = text;
        }
        let reading = read(&broken);
        let Some(api) = &reading.api else { continue };
        let again = write(api);
        let lost = lost_text(&reading, again.values().map(String::as_str));
        let silent = broken.values().any(|it| it.contains("stray words"))
            && reading.found.is_empty()
            && lost.is_empty()
            && !again.values().any(|it| it.contains("stray words"));
        assert!(!silent, "{broken:?}");
    }
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let page = "# Cats\n\nAPI: [Zoo](README.md)\\\nColour: black\n\n## Pet it\n\n`POST /cats`\\\n\
                Operation ID: pet\n\nProse.\n\n### Parameters\n\n\
                | Name | In | Type | Description |\n|---|---|---|---|\n\
                | `a` | query | strange | |\n| `b` | nowhere | string | |\n| `c.d` | | string | |\n\
                | `e` | query | string | Default: black<br/>Mood: good |\ntorn off\n\
                | `f` | query | string | | more |\n\n\
                ### Responses\n\n| Status | Body |\n|---|---|\n\
                | `200` | `application/json`: [Cat](#nowhere) |\n\n\
                **Body of `404`, `text/plain`**: string\n\n### Weather\n\nRain.\n\n#### Deeper\n\n\
                ## Nothing\n\nJust prose.\n";
    let reading = one("cats.md", page);
    insta::assert_snapshot!(told(&reading).join("\n"));
}

#[test]
fn prose_that_imitates_the_page_stays_prose() {
    let imitations = [
        "## Heading\n\n`GET /x`",
        "### Parameters\n\n| Name | In | Type |\n|---|---|---|\n| `a` | query | string |",
        "**Type:** object",
        "Operation ID: `x`\\\nSecurity: none",
        "<details>\n<summary>Sample (made up)</summary>\n\n</details>",
        "Default: `1`<br/>Deprecated",
        "**allOf 1:** string",
        "```\n## Open",
        "\\",
        "`",
        "a | b \\| c",
        "Required.",
        "# Schemas",
    ];
    let quoted = |text: &str| {
        let mut json = String::from("\"");
        for it in text.chars() {
            match it {
                '"' | '\\' => json.extend(['\\', it]),
                '\n' => json.push_str("\\n"),
                _ => json.push(it),
            }
        }
        json + "\""
    };
    for prose in imitations {
        let said = quoted(prose);
        let document = format!(
            r#"{{"openapi": "3.1.0", "info": {{"title": "T", "version": "1", "description": {said}}},
            "tags": [{{"name": "t", "description": {said}}}],
            "paths": {{"/x": {{"get": {{"tags": ["t"], "summary": "s", "description": {said},
              "parameters": [{{"name": "q", "in": "query", "description": {said},
                "schema": {{"type": "string"}}}}],
              "requestBody": {{"description": {said}, "content": {{"application/json": {{"schema":
                {{"type": "object", "description": {said}, "properties": {{"p": {{"description": {said}}}}}}}}}}}}},
              "responses": {{"200": {{"description": {said}}}}}}}}}}},
            "components": {{"schemas": {{"S": {{"description": {said}}}}}}}}}"#
        );
        let reading = document_from_str("imitation.json", &document);
        let first = write(reading.api.as_ref().expect("an API"));
        let again = read(&first);
        assert_eq!(told(&again), [""; 0], "{prose}");
        let shown = again.api.as_ref().expect("an API");
        assert_eq!(write(shown), first, "{prose}");
        let (_, operation) = shown.operations().next().expect("the operation");
        let description = operation.description.as_ref().expect("a description");
        assert_eq!(&*description.text, prose.trim());
    }
}

#[test]
fn many_headings_are_many_sections() {
    let mut page = "# Many\n\nAPI: [Zoo](README.md)\n".to_owned();
    for at in 0..10_000 {
        let _ = writeln!(page, "\n## Same\n\n`GET /x/{at}`");
    }
    let reading = one("many.md", &page);
    let api = reading.api.as_ref().expect("an API");
    assert_eq!(api.operations().count(), 10_000);
    assert!(reading.found.is_empty());
    let strange = format!("# Many\n\nAPI: [Zoo](README.md)\n{}", "\n## Nobody\n".repeat(10_000));
    let reading = one("many.md", &strange);
    assert_eq!(reading.found.len(), 10_000);
}

/// A version that no reader knows must not come into a document that is written of the page.
#[test]
fn a_version_that_is_none_is_left_out() {
    let page = "# Zoo\n\nVersion: 1\\\nOpenAPI: 3`text\n\n## Animals\n\n### List animals\n\n`GET /animals`\n";
    let input = PageInput { path: "readme.md".to_owned(), bytes: page.as_bytes().to_vec() };
    let options = PageOptions { dialect: Some("github".to_owned()), ..PageOptions::default() };
    let reading = pages(vec![input], &options);
    let api = reading.api.expect("the page is one of an API");
    assert_eq!(api.version_text, None);
    let told = reading.found.iter().find(|it| it.message.contains("this version"));
    assert!(told.is_some(), "{:?}", reading.found);
}
