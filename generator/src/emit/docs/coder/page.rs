//! A page as blocks, and blocks as text.

use std::borrow::Cow;

use super::repair::Repairs;
use super::table::Table;

/// What stands between two blank lines.
#[derive(Debug)]
pub(super) enum Block<'a> {
    /// A heading of a level.
    Heading(usize, Cow<'a, str>),
    /// Prose: of the document as it is, or a line of the style's own.
    Prose(Cow<'a, str>),
    /// Code in a language, which may be empty. The code ends with a line end.
    Fence(&'static str, String),
    /// A table.
    Table(Table<'a>),
}

impl<'a> Block<'a> {
    /// A heading of the style's own.
    pub(super) fn heading(level: usize, text: impl Into<Cow<'a, str>>) -> Self {
        Self::Heading(level, text.into())
    }

    /// Prose; without any, nothing is written.
    pub(super) fn prose(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Prose(text.into())
    }
}

/// The text of a page in the making.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
    repairs: Repairs,
}

impl Page {
    /// Writes blocks behind those that are there.
    pub(super) fn write<'a>(&mut self, blocks: impl IntoIterator<Item = Block<'a>>) {
        for block in blocks {
            let before = self.text.len();
            if before > 0 {
                self.text.push('\n');
            }
            let start = self.text.len();
            self.block(block);
            if self.text.len() == start {
                self.text.truncate(before);
            }
        }
    }

    /// The whole text.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn block(&mut self, block: Block<'_>) {
        match block {
            Block::Heading(level, text) => {
                self.text.extend(std::iter::repeat_n('#', level));
                self.text.push(' ');
                self.text.push_str(&self.repairs.heading(&text));
                self.text.push('\n');
            }
            Block::Prose(text) => self.repairs.prose(&text, &mut self.text),
            Block::Fence(language, code) => {
                self.text.push_str("```");
                self.text.push_str(language);
                self.text.push('\n');
                self.text.push_str(&code);
                self.text.push_str("```\n");
            }
            Block::Table(table) => table.write(&mut self.repairs, &mut self.text),
        }
    }
}
