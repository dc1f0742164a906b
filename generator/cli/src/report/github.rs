//! Commands that GitHub shows beside the lines of a pull request.
//!
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>

use std::fmt::Write as _;

use super::Finding;
use crate::terminal::harmless;

pub(super) fn render(all: &[Finding]) -> String {
    all.iter().map(command).collect()
}

fn command(it: &Finding) -> String {
    let Finding { rule, level, message, at, help, .. } = it;
    let command = if *level == "info" { "notice" } else { level };
    let path = property(&at.path.replace('\\', "/"));
    let mut text = format!("::{command} file={path},line={},endLine={}", at.line, at.end_line);
    // Columns are taken on one line only.
    if at.line == at.end_line {
        let _ = write!(text, ",col={},endColumn={}", at.column, at.end_column);
    }
    let mut said = harmless(message);
    if let Some(further) = &it.further {
        let _ = write!(said, "\n{further}");
    }
    if let Some(help) = help {
        let _ = write!(said, "\nhelp: {}", harmless(help));
    }
    let _ = writeln!(text, ",title={}::{}", property(rule.name), data(&said));
    text
}

/// What stands after the second `::`.
pub(super) fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands after a `key=`.
pub(super) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
