//! `cargo xtask generate [--check]`: what `specwright.toml` of this repository
//! asks for, whatever folder the chore is called from.

use std::ffi::OsString;
use std::path::Path;

use crate::Outcome;

/// Writes what is stale, or with `--check` only says what that is.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Outcome {
    let command = match arguments {
        [] => "generate",
        [flag] if flag == "--check" => "check",
        _ => return Err("takes nothing but `--check`".to_owned()),
    };
    let words: [OsString; 4] = [
        "specwright".into(),
        command.into(),
        "--config".into(),
        root.join("specwright.toml").into(),
    ];
    match specwright_cli::run(words) {
        0 => Ok(()),
        1 => Err("it did not come out clean, as is said above".to_owned()),
        _ => Err("it could not be carried out, as is said above".to_owned()),
    }
}
