//! Rust: types, and server traits for axum.

use crate::diag::Report;
use crate::files::Files;
use crate::ir::Api;

/// What is asked of the Rust that is written.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The name of the crate; `None`: modules only, for a crate that is there.
    pub crate_name: Option<String>,
    /// Whether the crate gets a program that serves it; only with a name.
    pub server: bool,
    /// What the files say that they were generated from: a path as a person
    /// wrote it, never an absolute one.
    pub source: Option<String>,
}

/// What was written.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// Files that are ours, and replaced whenever they differ.
    pub files: Files,
    /// Files that are the reader's once they are there: written only where
    /// they are missing.
    pub once: Files,
}

/// Writes an API as Rust.
///
/// With a crate name the paths are those of a whole crate (`Cargo.toml`,
/// `src/lib.rs`), else those of its modules (`lib.rs`).
/// What cannot be said becomes a finding and a stub; the rest is written.
pub fn emit(api: &Api, settings: &Settings, found: &mut Report) -> Output {
    let _ = (api, settings, found);
    Output::default()
}
