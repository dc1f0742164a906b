//! Names as Rust spells them.

use unicode_ident::is_xid_start;
use unicode_normalization::UnicodeNormalization as _;

use super::split::words;
use super::{hash, is_device, pascal, screaming, snake};

/// The types and traits that every Rust module of edition 2024 sees unasked,
/// and the variants among them: a type of the same name would hide them.
pub const RUST_PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Whether a name is a keyword of edition 2024, in use or reserved, or the
/// lone underscore: whatever is no identifier as it stands.
pub fn is_rust_keyword(name: &str) -> bool {
    is_never_raw(name)
        || matches!(
            name,
            "as" | "async"
                | "await"
                | "break"
                | "const"
                | "continue"
                | "dyn"
                | "else"
                | "enum"
                | "extern"
                | "false"
                | "fn"
                | "for"
                | "if"
                | "impl"
                | "in"
                | "let"
                | "loop"
                | "match"
                | "mod"
                | "move"
                | "mut"
                | "pub"
                | "ref"
                | "return"
                | "static"
                | "struct"
                | "trait"
                | "true"
                | "type"
                | "unsafe"
                | "use"
                | "where"
                | "while"
        )
        || matches!(
            name,
            "abstract"
                | "become"
                | "box"
                | "do"
                | "final"
                | "gen"
                | "macro"
                | "override"
                | "priv"
                | "try"
                | "typeof"
                | "unsized"
                | "virtual"
                | "yield"
        )
}

/// The keywords that `r#` does not help.
fn is_never_raw(name: &str) -> bool {
    matches!(name, "self" | "Self" | "super" | "crate" | "_")
}

/// An identifier for a field, a function or a variable: `user_name`, `r#type`,
/// `self_`, `n2fa`.
pub fn rust_field(name: &str) -> String {
    let name = led_by_a_letter(snake(name), 'n');
    if is_never_raw(&name) {
        return name + "_";
    }
    if is_rust_keyword(&name) { format!("r#{name}") } else { name }
}

/// An identifier for a module, which is a file name too: `user_name`, `type_`.
pub fn rust_module(name: &str) -> String {
    let name = led_by_a_letter(snake(name), 'n');
    if is_rust_keyword(&name) || is_device(&name) { name + "_" } else { name }
}

/// An identifier for a type: `UserName`, `Self_`, `N2fa`.
pub fn rust_type(name: &str) -> String {
    let name = led_by_a_letter(pascal(name), 'N');
    if is_rust_keyword(&name) { name + "_" } else { name }
}

/// An identifier for a variant of an enum; the same as for a type.
pub fn rust_variant(name: &str) -> String {
    rust_type(name)
}

/// An identifier for a constant: `USER_NAME`, `N2FA`.
pub fn rust_const(name: &str) -> String {
    led_by_a_letter(screaming(name), 'N')
}

/// A letter goes in front of what cannot start an identifier. An underscore
/// would do, but says "unused" to Rust and to its readers.
fn led_by_a_letter(name: String, letter: char) -> String {
    if name.starts_with(is_xid_start) { name } else { format!("{letter}{name}") }
}

/// A name that Cargo and its registry take for a package: ASCII, in kebab case,
/// at most 64 characters.
pub fn crate_name(name: &str) -> String {
    let words = words(name);
    let ascii = |word: &String| -> String { word.nfkd().filter(char::is_ascii).collect() };
    let mut kept: Vec<String> = words.iter().map(ascii).filter(|it| !it.is_empty()).collect();
    let length: usize = kept.iter().map(|it| it.len() + 1).sum();
    if kept.is_empty() || length > 60 {
        let mut room = 50;
        kept.retain(|it| {
            room = if it.len() < room { room - it.len() - 1 } else { 0 };
            room > 0
        });
        kept.push(format!("x{:08x}", hash(name)));
    }
    let name = led_by_a_letter(kept.join("-"), 'n');
    // Names of the toolchain and of its folders, which Cargo refuses or
    // confuses with its own.
    let is_known = matches!(
        name.as_str(),
        "alloc"
            | "build"
            | "core"
            | "deps"
            | "examples"
            | "incremental"
            | "proc-macro"
            | "std"
            | "test"
    );
    if is_known || is_rust_keyword(&name) || is_device(&name) { name + "-api" } else { name }
}
