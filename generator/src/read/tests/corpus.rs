//! Real documents. They stand in the folder that `SPECWRIGHT_CORPUS` names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::read::files::Shelf;
use crate::read::object::Reader;
use crate::read::queue::{ASKED, KEPT};
use crate::read::{LoadError, Reading, document};
use crate::source::Node;

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("SPECWRIGHT_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("SKIPPED: SPECWRIGHT_CORPUS names no folder of real documents");
    }
    folder
}

fn read(path: &Path) -> Reading {
    let bytes = std::fs::read(path).unwrap();
    let mut load =
        |path: &str| std::fs::read(path).map_err(|why| LoadError::Missing(why.to_string()));
    document(&path.to_string_lossy(), bytes, &mut load)
}

fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            documents(&path, found);
        } else if path.extension().is_some_and(|it| it == "json" || it == "yaml" || it == "yml") {
            found.push(path);
        }
    }
    found.sort();
}

#[test]
fn real_documents_are_read_with_every_operation() {
    let Some(corpus) = corpus() else { return };
    let index = std::fs::read(corpus.join("specs/INDEX.tsv")).unwrap();
    let index = String::from_utf8(index).unwrap();
    for line in index.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let reading = read(&corpus.join("specs").join(columns[0]));
        let api = reading.api.unwrap_or_else(|| panic!("{} is an API", columns[0]));
        let webhooks = api.webhooks.iter().map(|&it| api[it].operations.len()).sum::<usize>();
        let count = api.operations().count() + webhooks;
        assert_eq!(count.to_string(), columns[5], "operations of {}", columns[0]);
    }
}

#[test]
fn no_document_makes_reading_panic() {
    let Some(corpus) = corpus() else { return };
    let mut all = Vec::new();
    for folder in ["specs", "coder", "suites", "docs-edge", "hostile", "diff", "widdershins"] {
        documents(&corpus.join(folder), &mut all);
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let show = std::env::var("SPECWRIGHT_SHOW").unwrap_or_default();
    for path in &all {
        let reading = read(path);
        for found in &reading.found {
            *counts.entry(found.rule.name).or_default() += 1;
            if show.split(',').any(|it| it == found.rule.name) {
                let place = found.at.map(|at| reading.texts.place(at).to_string());
                eprintln!(
                    "{} {}: {} ({})",
                    place.unwrap_or_default(),
                    found.rule.name,
                    found.message,
                    found.help.as_deref().unwrap_or_default()
                );
            }
        }
    }
    eprintln!("{} documents: {counts:#?}", all.len());
    assert!(all.len() > 100);
}

/// The keys that nobody asked for, though no finding speaks of them.
fn passed_over(path: &Path) -> Vec<String> {
    let shelf = Shelf::default();
    let mut load =
        |path: &str| std::fs::read(path).map_err(|why| LoadError::Missing(why.to_string()));
    let mut reader = Reader::new(&shelf, &mut load);
    let file = reader.open(&path.to_string_lossy(), std::fs::read(path).unwrap());
    let mut lost = Vec::new();
    if !reader.document(file) {
        return lost;
    }
    let spoken: BTreeSet<u32> =
        reader.report.found.iter().filter_map(|it| Some(it.at?.start)).collect();
    let slots = &reader.files[0].slots;
    let slot = |node: Node<'_>| slots[node.index() as usize];
    let mut waiting = vec![shelf.tree(file).unwrap().root()];
    while let Some(node) = waiting.pop() {
        if node.is_alias()
            || slot(node) == KEPT
            || spoken.contains(&node.at().start) && node.parent().is_some()
        {
            continue;
        }
        waiting.extend(node.items());
        let mut names = BTreeSet::new();
        for entry in node.raw_entries() {
            let repeated = !names.insert(entry.name());
            if repeated || spoken.contains(&entry.key.at().start) || entry.name() == "<<" {
                continue;
            }
            if slot(entry.key) == ASKED {
                waiting.push(entry.value);
            } else {
                lost.push(format!("{}: {}", path.display(), entry.value.pointer()));
            }
        }
    }
    lost
}

#[test]
fn nothing_in_a_real_document_is_passed_over_in_silence() {
    let Some(corpus) = corpus() else { return };
    let mut all = Vec::new();
    for folder in ["specs", "coder", "suites", "docs-edge", "hostile", "widdershins"] {
        documents(&corpus.join(folder), &mut all);
    }
    let lost: Vec<String> = all.iter().flat_map(|it| passed_over(it)).collect();
    assert!(
        lost.is_empty(),
        "{} keys, such as\n{}",
        lost.len(),
        lost[..lost.len().min(40)].join("\n")
    );
}

/// The golden cases have what `import` writes.
#[test]
fn nothing_that_import_writes_is_passed_over_in_silence() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden");
    let mut all = Vec::new();
    documents(&golden, &mut all);
    all.retain(|it| it.ends_with("expected/openapi.snap.yaml"));
    assert!(all.len() > 5, "{} documents", all.len());
    let lost: Vec<String> = all.iter().flat_map(|it| passed_over(it)).collect();
    assert!(lost.is_empty(), "{} keys, such as\n{}", lost.len(), lost.join("\n"));
}
