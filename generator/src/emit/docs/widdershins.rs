//! The style `widdershins`: one page with everything, byte for byte as
//! widdershins 4.0.1 writes it without templates of one's own.
//!
//! The page is `index.md`: [`front`] matter and what the document says of
//! itself, the operations by tag with [`code`] samples, and the schemas.
//! Its templates leave runs of blank lines, of which one stays.
//! What it shares with the style `coder` is in the chain.
//!
//! Callbacks, links, and servers of single operations are not shown.

mod code;
mod front;
mod operation;
mod responses;
mod schemas;
mod table;

use std::borrow::Cow;

use crate::diag::Report;
use crate::emit::docs::chain::Chain;
use crate::emit::docs::chain::section::{sections, tell_missing, unnamed};
use crate::emit::docs::rules::PAGE_NAME_REFUSED;
use crate::emit::docs::{Setting, SettingKind, Settings, Style};
use crate::files::Files;
use crate::ir::{Api, Operation};
use crate::manner::widdershins::document::Document;

/// The one page.
const PAGE: &str = "index.md";

pub(super) static STYLE: Style = Style {
    name: "widdershins",
    summary: "one page with everything and code samples in eight languages, as widdershins has it",
    settings: &[
        Setting {
            name: "server",
            summary: "where requests go, in code samples",
            kind: SettingKind::Text,
        },
        Setting {
            name: "headings",
            summary: "what an operation is called: by its id, or by its summary",
            kind: SettingKind::Word(&["ids", "summaries"]),
        },
    ],
    emit,
};

/// What the writing of the page shares.
struct Writing<'a, 'r> {
    chain: Chain<'a, 'r>,
    /// Where requests go, if the settings say so.
    server: Option<&'a str>,
    /// Whether operations are called by their summaries.
    by_summary: bool,
}

fn emit(api: &Api, settings: &Settings<'_>, found: &mut Report) -> Files {
    let document = Document::new(api);
    let by_summary = settings.get("headings") == Some("summaries");
    let chain = Chain::new(&document, found);
    let mut writing = Writing { chain, server: settings.get("server"), by_summary };
    let mut page = Page::default();
    writing.front(&mut page);
    let prefix = spaceless(api.info.title.as_deref().unwrap_or_default());
    let sections = sections(api, if by_summary { summary } else { id });
    tell_missing(api, &sections, writing.chain.found);
    for section in sections {
        writing.section(&section, &prefix, &mut page);
    }
    writing.schemas(&mut page);
    let mut files = Files::new();
    if let Err(refused) = files.insert(PAGE, page.finish()) {
        found.add(&PAGE_NAME_REFUSED, None, refused.to_string());
    }
    files
}

/// What an operation is called.
fn id<'a>(api: &'a Api, operation: &'a Operation) -> Cow<'a, str> {
    let id = operation.id.as_deref().filter(|it| !it.is_empty());
    id.map_or_else(|| unnamed(api, operation), Cow::Borrowed)
}

/// What an operation is called where it goes by its summary.
fn summary<'a>(api: &'a Api, operation: &'a Operation) -> Cow<'a, str> {
    let summary = operation.summary.as_deref().filter(|it| !it.is_empty());
    summary.map_or_else(|| id(api, operation), Cow::Borrowed)
}

/// A name as part of an anchor.
fn spaceless(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// A page in the making.
#[derive(Debug, Default)]
struct Page {
    text: String,
}

impl Page {
    /// Writes lines, and a blank line behind them.
    fn block(&mut self, lines: &str) {
        self.text.push_str(lines);
        self.text.push_str("\n\n");
    }

    /// Writes code in a language.
    fn fence(&mut self, language: &str, code: &str) {
        self.block(&format!("```{language}\n{code}```"));
    }

    /// The text, in which no more than one blank line follows another line.
    /// A carriage return counts for a line end of its own.
    fn finish(self) -> String {
        let is_end = |it: char| matches!(it, '\r' | '\n');
        let mut text = String::with_capacity(self.text.len());
        let mut rest = self.text.as_str();
        while let Some(at) = rest.find(is_end) {
            let (before, ends) = rest.split_at(at);
            let after = ends.trim_start_matches(is_end);
            let (ends, after) = ends.split_at(ends.len() - after.len());
            text.push_str(before);
            text.push_str(if ends.len() > 2 { "\n\n" } else { ends });
            rest = after;
        }
        text.push_str(rest);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn of_many_blank_lines_one_stays() {
        let page = |text: &str| Page { text: text.to_owned() }.finish();
        assert_eq!(page("a\n\n\n\nb\r\nc\r\n\r\nd\n"), "a\n\nb\r\nc\n\nd\n");
        assert_eq!(page(""), "");
    }
}
