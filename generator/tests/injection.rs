//! What a document says never becomes code.
//!
//! A document that has an attack at every text is held against its harmless
//! twin: what is generated must be the same program, in the same files, but for
//! the names that the document gives and the texts that it has.

#[path = "crates/check.rs"]
mod crates;
#[path = "injection/document.rs"]
mod document;
#[path = "injection/twin.rs"]
mod twin;

use std::collections::BTreeMap;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use specwright::diag::Report;
use specwright::emit::rust::{Layout, Output, Settings, emit};
use specwright::read;

use crates::compiles;
use document::{VARIANTS, harmless, hostile};
use twin::same_program;

fn written(text: &str, layout: Layout) -> Output {
    let reading = read::document_from_str("openapi.json", text);
    let api = reading.api.expect("it is read as an API");
    let settings = Settings {
        crate_name: Some("injected".to_owned()),
        server: true,
        source: Some("openapi.json".to_owned()),
        layout,
        ..Settings::default()
    };
    emit(&api, &settings, &mut Report::new())
}

/// All files of a crate by their path.
fn all(output: &Output) -> BTreeMap<&str, &str> {
    output.files.iter().chain(output.once.iter()).collect()
}

fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == "rs")
}

fn tokens(path: &str, text: &str) -> TokenStream {
    if let Err(why) = syn::parse_file(text) {
        panic!("{path} is no Rust: {why}");
    }
    without_patterns(text).parse().expect("what is parsed has tokens")
}

/// Without the rows that say how patterns are run, of which each pattern has
/// its own or none: there is nothing in them but texts.
fn without_patterns(text: &str) -> String {
    let row = |it: &str| {
        let literal = |it: &str| syn::parse_str::<syn::LitStr>(it).is_ok();
        let list = |it: Option<&syn::Expr>| match it {
            Some(syn::Expr::Reference(it)) => match &*it.expr {
                syn::Expr::Array(all) => all.elems.iter().all(|it| literal(&quoted(it))),
                _ => false,
            },
            _ => false,
        };
        let Ok(syn::Expr::Struct(it)) = syn::parse_str(it.trim().trim_end_matches(',')) else {
            return false;
        };
        let values: Vec<&syn::Expr> = it.fields.iter().map(|it| &it.expr).collect();
        literal(&quoted(values[0])) && list(values.get(2).copied()) && list(values.get(3).copied())
    };
    let is_row = |it: &&str| !(it.trim_start().starts_with("Spelt { pattern: ") && row(it));
    text.lines().filter(is_row).collect::<Vec<_>>().join("\n")
}

fn quoted(it: &syn::Expr) -> String {
    quote::ToTokens::to_token_stream(it).to_string()
}

/// A file with a plain name in the crate.
fn is_inside(path: &str) -> bool {
    let name = path.strip_prefix("src/").unwrap_or(path);
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    let plain = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_';
    path == "Cargo.toml"
        || path.starts_with("src/") && ["rs", "json"].contains(&ending) && stem.chars().all(plain)
}

#[test]
fn a_hostile_document_gives_the_program_of_its_harmless_twin() {
    for layout in [Layout::Tags, Layout::One] {
        let twin = written(&harmless(), layout);
        let twin = all(&twin);
        for variant in 0..VARIANTS {
            let ours = written(&hostile(variant), layout);
            let ours = all(&ours);
            let strangers: Vec<&&str> = ours.keys().filter(|it| !is_inside(it)).collect();
            assert!(strangers.is_empty(), "variant {variant}: {strangers:?}");
            assert_eq!(ours.get("Cargo.toml"), twin.get("Cargo.toml"), "variant {variant}");
            // The files of tags have their names, in which order they may differ.
            let (mut named, mut left) = (Vec::new(), Vec::new());
            for (path, text) in &ours {
                match twin.get(path) {
                    Some(other) if is_rust(path) => {
                        if let Err(why) = same_program(tokens(path, text), tokens(path, other)) {
                            panic!("variant {variant}, {path}: {why}");
                        }
                    }
                    Some(_) => {}
                    None => named.push((path, tokens(path, text))),
                }
            }
            left.extend(twin.iter().filter(|it| !ours.contains_key(*it.0)));
            assert_eq!(named.len(), left.len(), "variant {variant}: {:?}", ours.keys());
            for (path, program) in named {
                let held =
                    left.iter().map(|it| (it.0, same_program(program.clone(), tokens(it.0, it.1))));
                let held: Vec<_> = held.collect();
                assert!(held.iter().any(|it| it.1.is_ok()), "variant {variant}, {path}: {held:#?}");
            }
            for (path, text) in ours.iter().filter(|it| is_rust(it.0)) {
                let hidden = text.chars().find(|it| {
                    it.is_control() && *it != '\n'
                        || "\u{2028}\u{2029}\u{202e}\u{2066}\u{2069}".contains(*it)
                });
                assert!(hidden.is_none(), "variant {variant}: {path} has {hidden:?}");
            }
        }
    }
}

#[test]
fn the_comparison_can_fail() {
    let held = |one: &str, two: &str| {
        same_program(one.parse().expect("tokens"), two.parse().expect("tokens"))
    };
    let twin = "#[doc = \" Zz.\"] pub fn zz_get() { route(\"zz\"); }";
    held("#[doc = \"a\"] #[doc = \"b\"] pub fn pwn() { route(r#\"x\"#,); }", twin)
        .expect("it is the same program");
    for other in [
        "pub fn zz_get() { route(\"zz\"); } pub fn pwn() {}",
        "pub fn zz_get() { route(\"zz\"); pwn(); }",
        "pub fn zz_get() { pwn(\"zz\"); }",
        "pub fn zz_get() { route(0); }",
        "#[pwn] pub fn zz_get() { route(\"zz\"); }",
        "#[doc = include_str!(\"x\")] pub fn zz_get() { route(\"zz\"); }",
        "pub fn zz_get() {}",
        "pub fn zz_get() { route(\"zz\"); } mod pwn;",
    ] {
        held(other, twin).expect_err(other);
    }
}

/// Whether an identifier is one that the document of the corpus tries to write.
fn attacks(tokens: TokenStream) -> Option<String> {
    tokens.into_iter().find_map(|it| match it {
        TokenTree::Ident(it) => {
            let name = it.to_string();
            let planted = name.starts_with("inj_")
                || ["T1", "V1", "SRV", "evil_path", "evil"].contains(&&*name);
            planted.then_some(name)
        }
        TokenTree::Group(it) => attacks(it.stream()),
        _ => None,
    })
}

/// The document of the corpus that tries to write code, where there is one.
fn of_corpus() -> Option<String> {
    let Some(corpus) = std::env::var_os("SPECWRIGHT_CORPUS") else {
        eprintln!("SPECWRIGHT_CORPUS is not set, so its hostile document is skipped");
        return None;
    };
    let path = Path::new(&corpus).join("hostile/injection.json");
    Some(String::from_utf8(std::fs::read(path).expect("the corpus has it")).expect("it is UTF-8"))
}

#[test]
fn the_hostile_document_of_the_corpus_writes_nothing() {
    let Some(text) = of_corpus() else { return };
    let output = written(&text, Layout::Tags);
    for (path, text) in all(&output) {
        assert!(is_inside(path), "{path}");
        if is_rust(path) {
            assert_eq!(attacks(tokens(path, text)), None, "{path}");
        }
    }
    assert!(attacks("fn a() { { inj_x() } }".parse().expect("tokens")).is_some(), "it can fail");
}

#[test]
fn hostile_crates_compile_without_a_warning() {
    compiles("injection", &written(&hostile(0), Layout::Tags));
    if let Some(text) = of_corpus() {
        compiles("injection-of-corpus", &written(&text, Layout::Tags));
    }
}
