//! What the linter of the chain repairs (markdownlint, with its rule names).
//!
//! On real descriptions three of its rules ever do something: line ends at the
//! end of a page, punctuation at the end of a heading (MD026), blanks beside
//! lone asterisks and underscores (MD037). The rest is for prose that was
//! never meant to be Markdown.

mod emphasis;
mod prose;

use std::borrow::Cow;

/// The linter on one page.
#[derive(Debug, Default)]
pub(super) struct Repairs {
    emphasis: emphasis::Styles,
}

impl Repairs {
    /// The text of a heading.
    pub(super) fn heading<'a>(&mut self, text: &'a str) -> Cow<'a, str> {
        self.emphasis.repaired(unpunctuated(text))
    }

    /// Lines of Markdown behind a blank line, and a line end (MD009, MD012,
    /// MD022, MD031, MD032).
    pub(super) fn prose(&mut self, text: &str, page: &mut String) {
        prose::write(text, &mut self.emphasis, page);
    }

    /// A cell of a table. What follows a line break in it is no longer in it.
    pub(super) fn cell(&mut self, cell: &mut Cow<'_, str>) {
        if cell.contains('\n') {
            *cell = Cow::Owned(prose::cell(cell, &mut self.emphasis));
        } else if let Some(text) = self.emphasis.repaired_cells(cell) {
            *cell = Cow::Owned(text);
        }
    }
}

/// The text of a heading without punctuation at its end (MD026).
/// An HTML entity or an emoji code there is left alone.
fn unpunctuated(text: &str) -> &str {
    const PUNCTUATION: &[char] = &['.', ',', ';', ':', '!', '。', '，', '；', '：', '！'];
    let coded = |mark: char, open: char| {
        let code = text.strip_suffix(mark).and_then(|it| it.rsplit_once(open));
        let named = |it: char| it.is_ascii_alphanumeric() || "#_+-".contains(it);
        code.is_some_and(|(_, it)| !it.is_empty() && it.chars().all(named))
    };
    let kept = coded(';', '&') || coded(':', ':');
    if kept { text.trim_end() } else { text.trim_end_matches(PUNCTUATION).trim_end() }
}
