//! Whatever a name is, what is made of it can be used.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::words::*;

/// Whether Rust takes this for an identifier. As to letters the answer of
/// [`syn`] is that of Unicode, which is quicker to ask.
fn is_identifier(it: &str) -> bool {
    let bare = it.strip_prefix("r#").unwrap_or(it);
    bare.starts_with(unicode_ident::is_xid_start)
        && bare.chars().all(unicode_ident::is_xid_continue)
        && unicode_normalization::is_nfc(bare)
        && is_rust_keyword(bare) == (bare != it)
}

/// Whether every file system can store a file of this name, with an ending.
fn is_storable(name: &str) -> bool {
    let is_letter = |it: char| it == '-' || unicode_ident::is_xid_continue(it);
    name.chars().all(is_letter)
        && !name.is_empty()
        && !name.starts_with('-')
        && name.len() <= 130
        && !is_device(name)
}

/// Whatever the name, everything made of it can be used.
fn assert_usable(name: &str) {
    for it in [rust_field(name), rust_type(name)] {
        let ident = syn::parse_str::<syn::Ident>(&it);
        assert!(ident.is_ok(), "{name:.80?} gives {it:?}");
    }
    for it in [rust_field(name), rust_type(name), rust_module(name), rust_const(name)] {
        assert!(is_identifier(&it) && it.len() < 250, "{name:.80?} gives {it:?}");
    }
    let file = file_name(name);
    assert!(is_storable(&file), "{name:.80?} gives {file:?}");
    let package = crate_name(name);
    let is_plain = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    assert!(package.bytes().all(is_plain) && package.len() <= 64, "{name:.80?} gives {package:?}");
    assert!(
        package.starts_with(|it: char| it.is_ascii_lowercase()),
        "{name:.80?} gives {package:?}"
    );
}

#[test]
fn hostile_names_give_usable_ones() {
    let long = ["x".repeat(10_000), "Ab".repeat(5_000), "_".repeat(10_000), "ß".repeat(10_000)];
    let long = long.into_iter().chain([
        format!("a{}", "\u{301}".repeat(10_000)),
        "用".repeat(10_000),
        "🎉".repeat(10_000),
        "-a".repeat(5_000),
        "1".repeat(10_000),
        "\u{390}a ".repeat(5_000),
    ]);
    let short = [
        "",
        "r#",
        "r#type",
        "_",
        "__",
        "self",
        "Self",
        "crate",
        "super",
        "\0",
        "\n",
        "\"; fn main() {}",
        "\u{200b}",
        "\u{202e}",
        "שלום",
        "مرحبا",
        "🎉",
        "a🎉b",
        "\u{301}",
        "١٢٣",
        "½",
        "²",
        "ⅷ",
        "ﬀ",
        "ǆ",
        "ΐ",
        "ŉ",
        "İ",
        "ſ",
        "K",
        "\u{3164}",
        "\u{115f}",
        "\u{e0100}",
        "\u{fe0f}",
        "·",
        "℘",
        "゛",
        "ｶﾞ",
        "ำ",
        "\u{0e33}",
        "\u{10ffff}",
        "\u{fffd}",
        "con",
        "CON.",
        "..",
        "/",
        "\\",
        "a/../b",
        "''",
        "'static",
        "//",
        "/*",
        "*/",
        "#!",
    ];
    for name in short.into_iter().map(str::to_owned).chain(long) {
        assert_usable(&name);
    }
}

#[test]
fn every_character_gives_usable_names() {
    for it in (0..=0x0010_ffff_u32).filter_map(char::from_u32) {
        // Planes 4 to 13 hold nothing, and the last two are private.
        if (0x40000..0xe0000).contains(&u32::from(it)) || u32::from(it) > 0xe1000 {
            continue;
        }
        for name in [String::from(it), format!("aB{it}c")] {
            for it in [rust_field(&name), rust_type(&name)] {
                assert!(is_identifier(&it), "{name:?} gives {it:?}");
            }
        }
    }
}

#[test]
fn long_names_that_differ_at_the_end_stay_apart() {
    let base = "LongName".repeat(1_000);
    let (one, other) = (format!("{base}A"), format!("{base}B"));
    assert_ne!(rust_type(&one), rust_type(&other));
    assert_ne!(file_name(&one), file_name(&other));
    assert_ne!(crate_name(&one), crate_name(&other));
}

/// Every key, and what stands at the keys that name things, of every document
/// there is, found by their colons alone.
fn names_in(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        if path.is_dir() {
            names_in(&path, names);
            continue;
        }
        let text = fs::read(&path).unwrap();
        let bare = |it: &str| it.trim_matches([' ', '-', '"', '\'', '}', ']', '\r']).to_owned();
        for line in String::from_utf8_lossy(&text).split(['\n', ',', '{', '[']) {
            let Some((key, value)) = line.split_once(':') else { continue };
            let key = bare(key);
            if matches!(&*key, "operationId" | "name" | "title" | "$ref" | "default") {
                names.insert(bare(value));
            }
            names.insert(key);
        }
    }
}

#[test]
fn every_name_in_the_corpus_gives_usable_ones() {
    let Some(corpus) = env::var_os("SPECWRIGHT_CORPUS") else {
        eprintln!("SKIPPED: SPECWRIGHT_CORPUS does not say where the corpus is");
        return;
    };
    let mut names = BTreeSet::new();
    names_in(&Path::new(&corpus).join("specs"), &mut names);
    eprintln!("{} names", names.len());
    assert!(names.len() > 50_000, "only {} names", names.len());
    for name in &names {
        assert_usable(name);
    }
    let scope: Vec<_> = names.iter().map(|it| Name::new(it)).collect();
    for spell in [rust_field, rust_type, file_name] {
        let spelt: BTreeSet<_> = unique(&scope, &[], spell).into_iter().collect();
        assert_eq!(spelt.len(), names.len());
    }
}
