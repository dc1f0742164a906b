//! Names taken apart, joined in another case, kept off Rust keywords.
//!
//! A name from a document may be anything: empty, a sentence, a keyword, an
//! emoji, ten thousand letters, or a trap.
//! Whatever it is, each function here gives something that can be used where
//! it says, of bounded length, and the same on every machine.
//! Two names may come out alike; [`unique`] parts them within a scope.
//!
//! | name | [`snake`] | [`pascal`] |
//! |---|---|---|
//! | `HTTPServer2xx` | `http_server2xx` | `HttpServer2xx` |
//! | `userIDs` | `user_ids` | `UserIds` |
//! | `x-2fa` | `x_2fa` | `X2fa` |
//! | `v1.1` | `v1_1` | `V1_1` |
//! | `$filter` | `filter` | `Filter` |
//! | `+1`, `-1` | `plus1`, `minus1` | `Plus1`, `Minus1` |
//! | `a<=b`, `a+b` | `a_lte_b`, `a_plus_b` | `ALteB`, `APlusB` |
//! | `List<User>` | `list_user` | `ListUser` |
//! | `*`, the empty name | `star`, `empty` | `Star`, `Empty` |

mod near;
mod rust;
mod split;
#[cfg(test)]
mod tests;
mod unique;

pub use near::{did_you_mean, likeness};
pub use rust::{
    RUST_PRELUDE, crate_name, is_rust_keyword, rust_const, rust_field, rust_module, rust_type,
    rust_variant,
};
pub use unique::{Name, unique};

use split::words;
use unicode_normalization::UnicodeNormalization as _;

/// In lower case, parted by underscores: `user_name`.
/// It may start with a digit, and be a keyword.
pub fn snake(name: &str) -> String {
    words(name).join("_")
}

/// In lower case, parted by hyphens: `user-name`.
pub fn kebab(name: &str) -> String {
    words(name).join("-")
}

/// In upper case, parted by underscores: `USER_NAME`.
pub fn screaming(name: &str) -> String {
    composed(words(name).join("_").to_uppercase())
}

/// Each word with a capital, and nothing between them: `UserName`.
/// Digits that would run into each other are kept apart: `V1_1`.
pub fn pascal(name: &str) -> String {
    let mut joined = String::new();
    for word in words(name) {
        push_word(&mut joined, &word, true);
    }
    composed(joined)
}

/// As [`pascal`], but for the first letter: `userName`.
pub fn camel(name: &str) -> String {
    let mut joined = String::new();
    for (index, word) in words(name).iter().enumerate() {
        push_word(&mut joined, word, index > 0);
    }
    composed(joined)
}

fn push_word(joined: &mut String, word: &str, capital: bool) {
    let mut rest = word.chars();
    let Some(first) = rest.next() else { return };
    if first.is_numeric() && joined.ends_with(char::is_numeric) {
        joined.push('_');
    }
    if capital {
        joined.extend(first.to_uppercase());
    } else {
        joined.push(first);
    }
    joined.push_str(rest.as_str());
}

/// A file name without its ending that every file system can store, in kebab
/// case: no two that differ are ever taken for one, not even where case is
/// not told apart.
pub fn file_name(name: &str) -> String {
    // Through capitals and back, since some small letters share a capital.
    let capitals = kebab(name).to_uppercase();
    let name = composed(capitals.chars().flat_map(char::to_lowercase).collect());
    if is_device(&name) { name + "-file" } else { name }
}

/// In Unicode's composed form (NFC), which another case may have undone.
fn composed(name: String) -> String {
    if name.is_ascii() { name } else { name.nfc().collect() }
}

/// The names that Windows gives to devices, whatever ending follows.
fn is_device(name: &str) -> bool {
    let port = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    matches!(name, "con" | "prn" | "aux" | "nul")
        || port.is_some_and(|it| it.len() == 1 && it.bytes().all(|it| it.is_ascii_digit()))
}

/// FNV-1a, 32 bits: the same on every machine and in every version of us.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
