//! Which dialect a page is in, and whether a text is a page at all.

use std::sync::Arc;

use crate::diag::Report;
use crate::manner::github::MANNER;
use crate::read::pages::grammar::{Dialect, openapi_generator, swagger_markdown};
use crate::read::pages::{PageOptions, github};
use crate::read::scrape::{self, Places};
use crate::text::FileId;

/// Whether a text is a reference page rather than a document.
///
/// A document is a map; a page has a Markdown heading, or lines of which one
/// is a method with a path. The name of the file is no more than a hint.
pub fn looks_like_pages(path: &str, text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().starts_with(['{', '[']) {
        return false;
    }
    let is_markdown = std::path::Path::new(path)
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("md") || it.eq_ignore_ascii_case("markdown"));
    let version = |line: &str| line.starts_with("openapi:") || line.starts_with("swagger:");
    if text.lines().any(version) && !is_markdown {
        return false;
    }
    is_markdown
        || text.lines().any(|it| it.starts_with("# ") || it.starts_with("## "))
            && text.lines().any(|it| it.starts_with("```") || it.starts_with("| "))
        || text.contains("Code samples")
}

/// What a page is found to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Found {
    /// One of ours, which state all that they are about.
    Ours,
    /// One in a dialect that shows what must be put together.
    Other(Dialect),
}

/// The dialect that was asked for, or that the page is found to be in.
pub(super) fn dialect(text: &str, options: &PageOptions) -> Option<Found> {
    let named = options.dialect.as_deref();
    if named == Some(MANNER.name) {
        return Some(Found::Ours);
    }
    if let Some(dialect) = Dialect::ALL.iter().find(|it| named == Some(it.manner())) {
        return Some(Found::Other(*dialect));
    }
    if github::is_ours(text) { Some(Found::Ours) } else { other(text).map(Found::Other) }
}

fn other(text: &str) -> Option<Dialect> {
    let stock = ["<!-- Generator: Widdershins", "<a id=\"opId", "<h1 id=\""];
    if stock.iter().any(|it| text.contains(it)) {
        return Some(Dialect::Widdershins);
    }
    if openapi_generator::looks(text) {
        return Some(Dialect::OpenapiGenerator);
    }
    if swagger_markdown::looks(text) {
        return Some(Dialect::SwaggerMarkdown);
    }
    let coder = ["Code samples", "# Schemas", "### Properties"];
    let only_a_title = text.trim_start().starts_with("# ") && text.trim().lines().count() == 1;
    let is_coder = only_a_title || coder.iter().any(|it| text.contains(it));
    is_coder.then_some(Dialect::Coder)
}

/// The Markdown of a page that came through a scraper, and the way back.
pub(super) fn unscraped(
    text: &Arc<str>,
    file: FileId,
    options: &PageOptions,
    found: &mut Report,
) -> (Arc<str>, Option<Places>) {
    let mended = match scrape::form(text, options.form.as_deref()) {
        Some(form) => scrape::mend(form, text, file, found),
        None if text.contains('\r') => scrape::unix(text),
        None => return (Arc::clone(text), None),
    };
    (Arc::from(mended.0), Some(mended.1))
}
