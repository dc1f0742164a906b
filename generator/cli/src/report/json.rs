//! One JSON value: `specwright explain --schema validate` has its schema.

use serde::Serialize;

use super::{Checked, Finding};

#[derive(Serialize)]
struct Whole<'a> {
    files: Vec<File<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    verdict: &'static str,
    diagnostics: Vec<Finding>,
}

impl<'a> File<'a> {
    fn new(it: &'a Checked) -> Self {
        let verdict = if it.fails() { "invalid" } else { "valid" };
        Self { path: &it.path, verdict, diagnostics: it.findings() }
    }
}

pub(super) fn render(all: &[Checked]) -> String {
    print(&Whole { files: all.iter().map(File::new).collect() })
}

/// A value as JSON that a person can read, with a line end.
pub(crate) fn print(value: &impl Serialize) -> String {
    // Strings, numbers, lists and maps with string keys always serialize.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
