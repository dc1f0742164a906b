//! Real reference pages, read and written again. They are not part of the
//! project: `SPECWRIGHT_CORPUS` names the folder that they are in.

#![expect(clippy::disallowed_methods, reason = "the corpus is read from the disk")]
#![expect(clippy::print_stdout, reason = "the counts are for whoever asks with --nocapture")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use specwright::diag::{Level, Report};
use specwright::emit::docs::{Settings, style};
use specwright::ir::{Api, Id, Schema};
use specwright::read::pages::{PageInput, PageOptions, lost_text, pages};
use specwright::read::{Reading, document_from_str};

/// The folder of real input, or a word on standard error that there is none.
fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("SPECWRIGHT_CORPUS").map(PathBuf::from);
    let folder = folder.filter(|it| it.is_dir());
    if folder.is_none() {
        eprintln!("SKIPPED: no real pages, since SPECWRIGHT_CORPUS names no folder");
    }
    folder
}

fn read(paths: &[PathBuf]) -> Reading {
    let input = |path: &PathBuf| PageInput {
        path: path.display().to_string(),
        bytes: fs::read(path).expect("a page of the corpus"),
    };
    pages(paths.iter().map(input).collect(), &PageOptions::default())
}

fn write(api: &Api, rows: bool) -> BTreeMap<String, String> {
    let style = style("coder").expect("the style");
    let set: &[(String, String)] = if rows {
        &[("enums".into(), "rows".into()), ("file-names".into(), "spaced".into())]
    } else {
        &[]
    };
    let settings = Settings::new(style, set, &mut |_| Err(String::new())).expect("settings");
    let files = (style.emit)(api, &settings, &mut Report::new());
    files.iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// The pages of a folder, those aside that a site wrote by hand.
fn generated(folder: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).expect("a folder of pages");
    let mut all: Vec<PathBuf> = all.map(|it| it.expect("an entry").path()).collect();
    all.retain(|it| !it.ends_with("index.md") && !it.ends_with("authentication.md"));
    all.sort();
    all
}

/// The sections of a page, each from its heading on.
fn sections(page: &str) -> Vec<&str> {
    let starts: Vec<usize> = page.match_indices("\n## ").map(|(at, _)| at + 1).collect();
    let ends = starts.iter().skip(1).copied().chain([page.len()]);
    starts.iter().zip(ends).map(|(&start, end)| page[start..end].trim_end()).collect()
}

#[test]
fn pages_read_and_written_again_have_the_same_bytes() {
    let Some(corpus) = corpus() else { return };
    for folder in fs::read_dir(corpus.join("coder")).expect("the commits") {
        let folder = folder.expect("a commit").path();
        let paths = generated(&folder.join("api"));
        let reading = read(&paths);
        let api = reading.api.as_ref().expect("an API");
        let written = write(api, folder.ends_with("08e17a07fc"));
        let (mut equal, mut all) = (0, 0);
        for path in &paths {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let truth = fs::read_to_string(path).expect("a page");
            let ours = written.get(&name).map(String::as_str).unwrap_or_default();
            let ours: Vec<&str> = sections(ours);
            for section in sections(&truth) {
                all += 1;
                equal += usize::from(ours.contains(&section));
            }
        }
        println!("{}: {equal} of {all} sections", folder.display());
        assert!(equal * 1000 >= all * 995, "{}: {equal} of {all}", folder.display());
        let lost = lost_text(&reading, written.values().map(String::as_str));
        assert!(lost.is_empty(), "{}: {:?}", folder.display(), lost[0].message);
    }
}

#[test]
fn a_scrape_of_a_page_gives_the_page_again() {
    let Some(corpus) = corpus() else { return };
    for (seed, commit) in [
        ("000", "3fb7c6264f"),
        ("001", "08e17a07fc"),
        ("002", "f22d4e2cbb"),
        ("003", "7dfa33b410"),
        ("004", "edee917d88"),
    ] {
        let seeds = fs::read_dir(corpus.join("seeds")).expect("the seeds");
        let mut seeds = seeds.map(|it| it.expect("a seed").path());
        let path = seeds
            .find(|it| it.file_name().is_some_and(|it| it.to_string_lossy().starts_with(seed)));
        let reading = read(&[path.expect("a seed")]);
        assert!(reading.found.iter().all(|it| it.level < Level::Error), "{seed}");
        let written = write(reading.api.as_ref().expect("an API"), seed == "001");
        let truth = corpus.join("coder").join(commit).join("api/members.md");
        let truth = fs::read_to_string(truth).expect("the page");
        assert!(written["members.md"] == truth, "{seed} is not the page of {commit}");
        let lost = lost_text(&reading, written.values().map(String::as_str));
        assert!(lost.is_empty(), "{seed}: {:?}", lost[0].message);
    }
}

/// Facts about an API, as lines by their sort.
type Facts = BTreeMap<&'static str, Vec<String>>;

/// The facts that pages can state or imply. Operations that say that they are
/// not to be shown are none.
fn facts(api: &Api) -> Facts {
    let mut facts = Facts::new();
    let mut add = |sort: &'static str, fact: String| facts.entry(sort).or_default().push(fact);
    let refers = |id: Id<Schema>| {
        let mut at = id;
        for _ in 0..4 {
            let schema = &api[at];
            match (&schema.reference, schema.all_of()) {
                (Some(it), _) => return it.text.rsplit('/').next().unwrap_or_default().to_owned(),
                (None, &[part]) => at = part,
                _ => break,
            }
        }
        let schema = &api[at];
        let items = schema.items().map(|it| match &api[it].reference {
            Some(it) => it.text.rsplit('/').next().unwrap_or_default().to_owned(),
            None => format!("{:?}", api[it].types),
        });
        format!("{:?} {}", schema.types, items.unwrap_or_default())
    };
    for (_, operation) in api.operations() {
        let hidden = operation.extensions.iter().any(|(name, _)| **name == *"x-apidocgen");
        if hidden {
            continue;
        }
        let key = format!("{} {}", operation.method, api[operation.path].template);
        let tag = operation.tags.first().map(|it| &*it.text).unwrap_or_default();
        add("operation", format!("{key} {tag}"));
        add("security", format!("{key} {}", !api.security_of(operation).is_empty()));
        for parameter in api.parameters_of(operation) {
            let it = &api[parameter.to];
            let schema = it.schema.map(|id| &api[id]);
            let format = schema.and_then(|it| it.format.as_deref()).unwrap_or_default();
            let mut values: Vec<String> = schema
                .and_then(|it| it.choices())
                .unwrap_or_default()
                .iter()
                .map(specwright::source::Value::to_json)
                .collect();
            values.sort();
            values.dedup();
            let types = it.schema.map(|id| format!("{:?}", api[id].types)).unwrap_or_default();
            let (place, name, required) = (it.place.name(), &it.name, it.is_required());
            add(
                "parameter",
                format!("{key} {place} {name} {required} {types} {format} {values:?}"),
            );
        }
        if let Some(body) = &operation.body {
            let body = &api[body.to];
            let required = if body.fields.is_empty() {
                body.required == Some(true)
            } else {
                api[body.fields[0].to].required == Some(true)
            };
            let schema = body.content.first().and_then(|it| api[it.to].schema);
            let shown = schema.map(refers).unwrap_or_default();
            add("body", format!("{key} {required} {shown}"));
        }
        for answer in &operation.responses.all {
            let response = &api[answer.response.to];
            let schema = response.content.first().and_then(|it| api[it.to].schema);
            let shown = schema.map(refers).unwrap_or_default();
            let description = response.description.as_deref().unwrap_or_default();
            add("response", format!("{key} {} {description} {shown}", answer.status));
        }
    }
    for component in &api.components.schemas {
        let (name, schema) = (&component.name, &api[component.it.to]);
        add("schema", format!("{name} {:?}", schema.types));
        for property in schema.properties() {
            let at = format!("{name}.{}", property.name);
            add(
                "property",
                format!("{at} {} {}", refers(property.schema), schema.requires(&property.name)),
            );
            let own = &api[property.schema];
            if let Some(format) = own.format.as_ref().filter(|_| own.all_of().is_empty()) {
                add("format", format!("{at} {format}"));
            }
        }
        let mut values: Vec<String> = schema
            .choices()
            .unwrap_or_default()
            .iter()
            .map(specwright::source::Value::to_json)
            .collect();
        values.sort();
        add("enum", format!("{name} {values:?}"));
    }
    facts
}

#[test]
fn imported_pages_state_what_their_document_states() {
    let Some(corpus) = corpus() else { return };
    for folder in fs::read_dir(corpus.join("coder")).expect("the commits") {
        let folder = folder.expect("a commit").path();
        let text = fs::read_to_string(folder.join("swagger.json")).expect("the document");
        let truth = document_from_str("swagger.json", &text).api.expect("an API");
        let pages = read(&generated(&folder.join("api"))).api.expect("an API");
        let (truth, ours) = (facts(&truth), facts(&pages));
        for (sort, truth) in &truth {
            let ours = ours.get(sort).map(Vec::as_slice).unwrap_or_default();
            let missing: Vec<_> = truth.iter().filter(|it| !ours.contains(it)).collect();
            let wrong: Vec<_> = ours.iter().filter(|it| !truth.contains(it)).collect();
            println!(
                "{}: {sort}: {} of {}, {} too many",
                folder.display(),
                truth.len() - missing.len(),
                truth.len(),
                wrong.len()
            );
            // A page shows one of two operations of a tag with one summary,
            // and formats that no sample gives away are not on any page.
            let allowed = if *sort == "format" { truth.len() / 20 } else { 4 };
            assert!(missing.len() <= allowed, "{sort}: {missing:#?}");
            assert!(wrong.is_empty(), "{sort}: {wrong:#?}");
        }
    }
}

/// Stock pages show every operation, also those that coder's leave out.
#[test]
fn stock_pages_state_what_their_document_states() {
    let Some(corpus) = corpus() else { return };
    let document = corpus.join("coder/f22d4e2cbb/swagger.json");
    let text = fs::read_to_string(document).expect("the document");
    let truth = document_from_str("swagger.json", &text).api.expect("an API");
    let page = corpus.join("widdershins/coder-f22d4e2cbb.md");
    let ours = facts(&read(&[page]).api.expect("an API"));
    for (sort, truth) in &facts(&truth) {
        let ours = &ours[sort];
        let missing: Vec<_> = truth.iter().filter(|it| !ours.contains(it)).collect();
        println!("stock: {sort}: {} of {}", truth.len() - missing.len(), truth.len());
        assert!(missing.is_empty(), "{sort}: {missing:#?}");
    }
}

/// Text that is cut, repeated, respelled and broken is still read: with
/// findings whose places are in the file, and never with a panic.
#[test]
fn broken_pages_are_read_to_the_end() {
    let page = "# Things\n\n## Get a thing\n\n### Code samples\n\n```shell\n# Example request using curl\ncurl -X GET http://localhost/things/{id} \\\n  -H 'Accept: application/json'\n```\n\n`GET /things/{id}`\n\n### Parameters\n\n| Name | In | Type | Required | Description |\n|------|----|------|----------|-------------|\n| `id` | path | string(uuid) | true | The » one |\n\n### Example responses\n\n> 200 Response\n\n```json\n{\"a\": [{\"b\": 1}]}\n```\n\n### Responses\n\n| Status | Meaning | Description | Schema |\n|--------|---------|-------------|--------|\n| 200 | OK | OK | [pkg.Thing](schemas.md#pkgthing) |\n";
    let mut texts: Vec<Vec<u8>> = Vec::new();
    for (at, _) in page.char_indices() {
        texts.push(page.as_bytes()[..at].to_vec());
        texts.push(page.as_bytes()[at..].to_vec());
    }
    texts.push(page.replace('\n', "\r\n").into_bytes());
    texts.push(page.replace('\n', " ").into_bytes());
    texts.push(page.replace('|', "||||").into_bytes());
    texts.push(page.bytes().flat_map(|it| [it, 0]).collect());
    texts.push(vec![0xff, 0xfe, 0x00, 0xd8]);
    texts.push("## x\n\n".repeat(10_000).into_bytes());
    texts.push(format!("# A\n\n{}", "|".repeat(50_000)).into_bytes());
    for bytes in texts {
        let input = PageInput { path: "things.md".to_owned(), bytes };
        let reading = pages(vec![input], &PageOptions::default());
        for finding in &reading.found {
            if let Some(at) = finding.at {
                let text = reading.texts.get(at.file).expect("a file that was read");
                assert!(at.end as usize <= text.text.len(), "{}", finding.rule.name);
            }
        }
        if let Some(api) = &reading.api {
            write(api, false);
        } else {
            assert!(!reading.found.is_empty(), "silence");
        }
    }
}
