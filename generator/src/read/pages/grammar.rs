//! What pages display, by the grammar of their dialect: a file or a folder each.

pub(super) mod openapi_generator;
pub(super) mod swagger_markdown;
mod widdershins;

use crate::diag::Report;
use crate::read::pages::sheet::Sheet;
use crate::read::pages::shown::Shown;
use widdershins::Family;

/// A dialect that pages are read in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Dialect {
    /// Coder's pages: widdershins with templates of their own.
    Coder,
    /// Widdershins as it comes.
    Widdershins,
    /// swagger-markdown, for documents of 2.0 and 3.
    SwaggerMarkdown,
    /// openapi-generator: its Markdown, and what it writes beside clients.
    OpenapiGenerator,
}

impl Dialect {
    /// Every dialect.
    pub(super) const ALL: &[Self] =
        &[Self::Coder, Self::Widdershins, Self::SwaggerMarkdown, Self::OpenapiGenerator];

    /// The name of its manner, which is what `--dialect` takes.
    pub(super) fn manner(self) -> &'static str {
        match self {
            Self::Coder => "coder",
            Self::Widdershins => "widdershins",
            Self::SwaggerMarkdown => "swagger-markdown",
            Self::OpenapiGenerator => "openapi-generator",
        }
    }

    /// Reads a page into what is shown.
    pub(super) fn read(self, sheet: &Sheet, shown: &mut Shown, found: &mut Report) {
        match self {
            Self::Coder => widdershins::read(sheet, Family::Coder, shown, found),
            Self::Widdershins => widdershins::read(sheet, Family::Stock, shown, found),
            Self::SwaggerMarkdown => swagger_markdown::read(sheet, shown, found),
            Self::OpenapiGenerator => openapi_generator::read(sheet, shown, found),
        }
    }
}
