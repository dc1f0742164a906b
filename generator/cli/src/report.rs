//! How findings are shown: a shelf of formats, one file each.

pub(crate) mod changes;
mod concise;
mod github;
pub(crate) mod json;
mod junit;
mod place;
mod sarif;
pub(crate) mod text;

use std::sync::Arc;

use specwright::diag::{Diagnostic, Level};
use specwright::source::Tree;
use specwright::text::Texts;

use crate::args::Format;

pub(crate) use place::{Finding, Note, Places};

/// One input with what was found in it.
#[derive(Debug)]
pub(crate) struct Checked {
    /// How the input was named.
    pub(crate) path: String,
    /// The files that were read.
    pub(crate) texts: Arc<Texts>,
    /// Those of them that are trees, for pointers.
    pub(crate) trees: Vec<Arc<Tree>>,
    /// What was found, in the order of showing.
    pub(crate) found: Vec<Diagnostic>,
}

impl Checked {
    /// Whether something in it is an error.
    pub(crate) fn fails(&self) -> bool {
        self.found.iter().any(|it| it.level == Level::Error)
    }

    /// The findings as every format but the text shows them.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let places = Places::new(&self.path, &self.texts, &self.trees);
        self.found.iter().map(|it| places.finding(it)).collect()
    }
}

/// Findings in one format, as a whole.
pub(crate) fn render(all: &[Checked], format: Format) -> String {
    match format {
        Format::Text => text::render(all),
        Format::Concise => concise::render(&findings(all)),
        Format::Json => json::render(all),
        Format::Github => github::render(&findings(all)),
        Format::Sarif => sarif::render(&findings(all)),
        Format::Junit => junit::render(&suites(all)),
    }
}

/// Findings that do not stand in a document, such as drift, in one of the
/// formats that treat all findings alike.
pub(crate) fn render_findings(suite: &str, all: Vec<Finding>, format: Format) -> Option<String> {
    Some(match format {
        Format::Text | Format::Json => return None,
        Format::Concise => concise::render(&all),
        Format::Github => github::render(&all),
        Format::Sarif => sarif::render(&all),
        Format::Junit => junit::render(&[(suite.to_owned(), all)]),
    })
}

fn findings(all: &[Checked]) -> Vec<Finding> {
    all.iter().flat_map(Checked::findings).collect()
}

fn suites(all: &[Checked]) -> Vec<(String, Vec<Finding>)> {
    all.iter().map(|it| (it.path.clone(), it.findings())).collect()
}

/// `3 errors, 1 warning`; `None` where there is nothing to count.
pub(crate) fn counts<'a>(found: impl IntoIterator<Item = &'a Diagnostic>) -> Option<String> {
    let mut numbers =
        [(Level::Error, "error", 0), (Level::Warning, "warning", 0), (Level::Info, "info", 0)];
    for finding in found {
        for (level, _, number) in &mut numbers {
            *number += usize::from(*level == finding.level);
        }
    }
    let words =
        numbers.iter().filter(|it| it.2 > 0).map(|&(level, word, number)| match (level, number) {
            (Level::Info, _) | (_, 1) => format!("{number} {word}"),
            _ => format!("{number} {word}s"),
        });
    let words: Vec<_> = words.collect();
    (!words.is_empty()).then(|| words.join(", "))
}

#[cfg(test)]
mod tests;
