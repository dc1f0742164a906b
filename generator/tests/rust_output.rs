//! What the Rust output promises whatever the document: nothing in it but what
//! we wrote, the same bytes every time, and a crate that compiles.

#[path = "crates/check.rs"]
mod crates;

use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use specwright::diag::Report;
use specwright::emit::rust::{Dates, Derive, Layout, Output, Settings, emit};
use specwright::read;

use crates::compiles;

/// The golden cases of this output: each with the path and the text of its document.
fn cases() -> Vec<(String, String)> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden");
    let folders = std::fs::read_dir(&golden).expect("the golden cases are there");
    let mut all = Vec::new();
    for folder in folders.flatten().map(|it| it.path()) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.starts_with("rust-") {
            continue;
        }
        for spec in ["spec.yaml", "spec.json"] {
            if let Ok(text) = std::fs::read(folder.join(spec)) {
                all.push((name.clone(), String::from_utf8(text).expect("it is UTF-8")));
            }
        }
    }
    all.sort();
    assert!(all.len() >= 3, "the cases are found");
    all
}

fn written(name: &str, text: &str) -> Output {
    written_as(name, text, Settings::default())
}

fn written_as(name: &str, text: &str, settings: Settings) -> Output {
    let reading = read::document_from_str(name, text);
    let api = reading.api.expect("it is read as an API");
    let settings = Settings {
        crate_name: Some(format!("{name}-crate")),
        server: true,
        source: Some(name.to_owned()),
        ..settings
    };
    emit(&api, &settings, &mut Report::new())
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for (name, text) in cases() {
        let (one, two) = (written(&name, &text), written(&name, &text));
        assert!(one.files.iter().eq(two.files.iter()), "{name}");
        assert!(one.once.iter().eq(two.once.iter()), "{name}");
    }
}

/// Whether `pwn` is called somewhere, which the hostile document tries by every
/// text that it has.
fn calls_pwn(tokens: TokenStream) -> bool {
    let mut before = false;
    tokens.into_iter().any(|it| match it {
        TokenTree::Ident(it) => {
            before = it == "pwn";
            false
        }
        TokenTree::Group(it) => {
            let called = before && it.delimiter() == Delimiter::Parenthesis;
            before = false;
            called || calls_pwn(it.stream())
        }
        _ => {
            before = false;
            false
        }
    })
}

#[test]
fn nothing_that_a_document_says_becomes_code() {
    assert!(calls_pwn("fn a() { pwn(); }".parse().expect("tokens")), "the test can fail");
    for (name, text) in cases() {
        let output = written(&name, &text);
        for (path, text) in output.files.iter().chain(output.once.iter()) {
            assert!(!path.contains(".."), "{name}: {path}");
            if Path::new(path).extension().is_none_or(|it| it != "rs") {
                continue;
            }
            let tokens: TokenStream = text.parse().unwrap_or_else(|why| panic!("{path}: {why}"));
            assert!(!calls_pwn(tokens), "{name}: {path}");
            for bad in ['\r', '\u{202e}', '\u{2028}', '\u{2066}'] {
                assert!(!text.contains(bad), "{name}: {path} has {bad:?}");
            }
        }
        let manifest = output.files.get("Cargo.toml").unwrap_or_default();
        assert!(!manifest.contains("pwn"), "{manifest}");
    }
}

#[test]
fn crates_compile_without_a_warning() {
    let all = cases().into_iter().flat_map(|(name, text)| {
        let other = Settings {
            layout: Layout::One,
            dates: Dates::Text,
            derives: vec![Derive::read("PartialEq").expect("a path")],
            unchecked: true,
            ..Settings::default()
        };
        let otherwise = (name == "rust-shapes")
            .then(|| (format!("{name}-otherwise"), written_as(&name, &text, other)));
        [(name.clone(), written(&name, &text))].into_iter().chain(otherwise)
    });
    for (name, output) in all {
        compiles(&name, &output);
    }
}
