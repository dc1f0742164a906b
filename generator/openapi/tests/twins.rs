//! A document and what we write of it mean the same: bundled, in the other
//! spelling, and converted where nothing had to be left out.
//!
//! Needs real documents (`SPECWRIGHT_CORPUS`).

use std::path::{Path, PathBuf};

use specwright::diag::{Level, Report};
use specwright::dialect::Version;
use specwright::diff::{Side, Terms, diff};
use specwright::ir::Api;
use specwright::read::{LoadError, Reading, document_from_str};
use specwright_openapi::{Document, Order, document};

/// Documents whose converted form still differs, each with what we lack.
const GAPS: &[(&str, &str)] = &[
    ("box.json", "null beside `allOf` of several parts is not seen as null by the differ"),
    ("slack-web.json", "2.0 with `type: null` and lists of `items`, which no version allows"),
];

#[test]
fn what_is_written_means_what_was_read() {
    let Some(corpus) = std::env::var_os("SPECWRIGHT_CORPUS").map(PathBuf::from) else {
        eprintln!("SKIPPED: SPECWRIGHT_CORPUS is not set");
        return;
    };
    let mut wrong = Vec::new();
    let mut compared = 0;
    for path in documents(&corpus.join("specs")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if GAPS.iter().any(|it| it.0 == name) {
            continue;
        }
        let reading = read(&path);
        let Some(api) = &reading.api else { continue };
        for (how, to) in [("bundled", api.version), ("converted", next(api.version))] {
            let mut lost = Report::new();
            let written = document(api, to, &Order::new(&reading.trees), &mut lost);
            if lost.found.is_empty() {
                compared += 1;
                wrong.extend(changes(api, &written).map(|it| format!("{name}, {how}: {it}")));
            }
        }
    }
    assert!(compared > 0, "nothing was compared");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What changed, in both spellings of the document.
fn changes(api: &Api, written: &Document) -> impl Iterator<Item = String> {
    let texts = [written.to_yaml(), written.to_json()];
    let found = texts.map(|text| {
        let again = document_from_str("openapi", &text.expect("it prints"));
        let again = again.api.expect("what we write is an API");
        let changes = diff(&Side::document(api), &Side::document(&again), &Terms::default());
        changes
            .iter()
            .filter(|it| it.level != Level::Off)
            .take(3)
            .map(|it| format!("{}: {}", it.id(), it.message))
            .collect::<Vec<_>>()
    });
    found.into_iter().flatten()
}

fn next(version: Version) -> Version {
    if version == Version::V3_0 { Version::V3_1 } else { Version::V3_0 }
}

fn documents(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().expect("the corpus has a folder of documents");
    let mut all: Vec<PathBuf> = entries.flatten().map(|it| it.path()).collect();
    all.retain(|it| it.extension().is_some_and(|it| it != "tsv"));
    // The largest take long in a debug build and show nothing that others do not.
    all.retain(|it| it.metadata().is_ok_and(|it| it.len() < 1_300_000));
    all.sort();
    all
}

fn read(path: &Path) -> Reading {
    let folder = path.parent().unwrap_or(Path::new(""));
    let bytes = std::fs::read(path).expect("the document can be read");
    let mut load = |name: &str| {
        std::fs::read(folder.join(name)).map_err(|why| LoadError::Missing(why.to_string()))
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    specwright::read::document(&name, bytes, &mut load)
}
