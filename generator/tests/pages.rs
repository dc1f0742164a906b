//! Real reference pages, read and written again. They are not part of the
//! project: `SPECWRIGHT_CORPUS` names the folder that they are in.

#![expect(clippy::disallowed_methods, reason = "the corpus is read from the disk")]
#![expect(clippy::print_stdout, reason = "the counts are for whoever asks with --nocapture")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use specwright::build;
use specwright::diag::{Level, Report};
use specwright::diff::Terms;
use specwright::emit::docs::{Settings, style};
use specwright::ir::Api;
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

/// The scrapes with their commits, the oldest first.
const HISTORY: [(&str, &str); 5] = [
    ("001", "08e17a07fc"),
    ("003", "7dfa33b410"),
    ("004", "edee917d88"),
    ("000", "3fb7c6264f"),
    ("002", "f22d4e2cbb"),
];

/// What changed from each version to the next, a line each; no line says where.
fn history(versions: &[Reading]) -> Vec<String> {
    let mut all = Vec::new();
    for pair in versions.windows(2) {
        let [old, new] = pair else { continue };
        let changes = build::compare(old, new, &Terms::default());
        let told = changes.iter().filter(|it| it.level > Level::Off);
        let mut told: Vec<String> = told.map(|it| format!("{}: {}", it.id(), it.message)).collect();
        told.sort();
        told.dedup();
        all.push(told.join("\n"));
    }
    all
}

/// Five scrapes tell the history of a page, and it is that of the documents as
/// far as that page can state it.
#[test]
fn scrapes_tell_what_really_changed() {
    let Some(corpus) = corpus() else { return };
    let (mut scrapes, mut restricted) = (Vec::new(), Vec::new());
    for (seed, commit) in HISTORY {
        let seeds = fs::read_dir(corpus.join("seeds")).expect("the seeds");
        let mut seeds = seeds.map(|it| it.expect("a seed").path());
        let is_it =
            |it: &PathBuf| it.file_name().is_some_and(|it| it.to_string_lossy().starts_with(seed));
        scrapes.push(read(&[seeds.find(is_it).expect("a seed")]));
        let text = fs::read_to_string(corpus.join("coder").join(commit).join("swagger.json"));
        let document = document_from_str("swagger.json", &text.expect("the document"));
        let written = write(document.api.as_ref().expect("an API"), seed == "001");
        let bytes = written["members.md"].clone().into_bytes();
        let page = PageInput { path: "members.md".to_owned(), bytes };
        restricted.push(pages(vec![page], &PageOptions::default()));
    }
    let told = history(&scrapes);
    assert_eq!(told, history(&restricted), "the documents tell another history");
    let all = told.join("\n");
    for fact in ["has_ai_seat", "after_id", "GET /organizations/{organization}/members/{user}"] {
        assert!(all.contains(fact), "nothing of `{fact}` in\n{all}");
    }
    let values = all.lines().filter(|it| it.contains("-enum-value-added")).count();
    assert!(values >= 4, "{values} lists of values grew, in\n{all}");
    println!("{all}");
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
