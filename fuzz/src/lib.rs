//! What the fuzz targets share: laws that hold whatever the bytes were.

use specwright::diag::Report;
use specwright::dialect::Version;
use specwright::diff::{Side, Terms, diff};
use specwright::emit::docs::{STYLES, Settings};
use specwright::emit::rust;
use specwright::ir::Api;
use specwright::read::{self, LoadError, Reading};
use specwright::source::{Fault, Kind, MAX_DEPTH, Node, Tree};
use specwright::validate;
use specwright_openapi::{Order, document};

/// Walks a tree, and holds it to what its reader promises.
pub fn hold_tree(tree: &Tree, faults: &[Fault]) {
    let text = tree.text();
    for fault in faults {
        assert!(text.get(fault.at.range()).is_some(), "a fault outside the text: {fault:?}");
        assert!(!fault.message.is_empty());
    }
    assert!(tree.len() <= text.len() * 2 + 2, "{} nodes of {} bytes", tree.len(), text.len());
    let mut budget = 1 << 16;
    walk(tree.root(), 0, &mut budget);
}

/// Aliases stand for many nodes, so the walk goes no further than its budget.
fn walk(node: Node<'_>, depth: usize, budget: &mut usize) {
    if *budget == 0 {
        return;
    }
    *budget -= 1;
    assert!(depth <= MAX_DEPTH, "deeper than the reader says");
    assert!(node.tree().text().get(node.at().range()).is_some(), "a node outside the text");
    match node.kind() {
        Kind::Map => {
            for entry in node.entries() {
                let _ = entry.name();
                walk(entry.value, depth + 1, budget);
            }
        }
        Kind::List => node.items().for_each(|it| walk(it, depth + 1, budget)),
        _ => drop(node.scalar()),
    }
    let _ = node.pointer();
}

/// A document, and after each line of `--- next file` one that it may refer to.
pub fn read_document(bytes: &[u8]) -> Reading {
    const NEXT: &[u8] = b"\n--- next file\n";
    let cut = bytes.windows(NEXT.len()).position(|it| it == NEXT);
    let (first, other) = match cut {
        Some(at) => (&bytes[..at], Some(&bytes[at + NEXT.len()..])),
        None => (bytes, None),
    };
    let mut load = |path: &str| match other {
        _ if path.starts_with("..") => Err(LoadError::Outside),
        Some(other) => Ok(other.to_vec()),
        None => Err(LoadError::Missing("there is no such file".to_owned())),
    };
    read::document("api.yaml", first.to_vec(), &mut load)
}

/// Asks every question, and writes everything that can be written.
pub fn hold(reading: &Reading) {
    for it in &reading.found {
        if let Some(at) = it.at {
            let file = reading.texts.get(at.file).expect("a finding is in a file that was read");
            assert!(file.text.get(at.range()).is_some(), "a finding outside its text: {it:?}");
        }
    }
    let Some(api) = &reading.api else { return };
    let mut report = Report::new();
    validate::run(validate::CHECKS, api, &mut report);
    validate::run(specwright_lint::CHECKS, api, &mut report);
    for style in STYLES {
        let settings = Settings::new(style, &[], &mut |_| Err(String::new())).expect("no settings");
        let pages = (style.emit)(api, &settings, &mut report);
        for (path, _) in pages.iter() {
            assert!(!path.contains("..") && !path.starts_with('/'), "writes outside: {path}");
        }
    }
    hold_rust(api, &mut report);
    hold_documents(reading, api, &mut report);
    let changes = diff(&Side::read(api), &Side::read(api), &Terms::default());
    assert!(changes.is_empty(), "it differs from itself: {:?}", changes.first());
}

/// What is written as Rust is Rust.
fn hold_rust(api: &Api, report: &mut Report) {
    let crate_name = Some("fuzzed".to_owned());
    let settings = rust::Settings { crate_name, server: true, ..rust::Settings::default() };
    let output = rust::emit(api, &settings, report);
    for (path, text) in output.files.iter().chain(output.once.iter()) {
        if path.ends_with(".rs") {
            syn::parse_file(text).unwrap_or_else(|why| panic!("{path} is no Rust: {why}\n{text}"));
        }
    }
}

/// What is written as a document can be read as one, in either spelling.
fn hold_documents(reading: &Reading, api: &Api, report: &mut Report) {
    let order = Order::new(&reading.trees);
    for version in Version::ALL {
        let written = document(api, version, &order, report);
        let json = written.to_json().expect("JSON is written");
        serde_json::from_str::<serde::de::IgnoredAny>(&json).expect("it is JSON");
        let yaml = written.to_yaml().expect("YAML is written");
        for text in [&json, &yaml] {
            let again = read::document_from_str("again.yaml", text);
            let syntax = again.found.iter().find(|it| it.rule.name == "syntax-error");
            assert!(syntax.is_none(), "{syntax:?}\n{text}");
            assert!(again.api.is_some(), "what was written is no API\n{text}");
        }
    }
}
