//! The grammar of openapi-generator's pages, and of swagger-codegen's: a page
//! for each class of operations, one for each model, and a README.
//!
//! A template for each language writes them, so they differ in how methods
//! and types are spelt, and in what headings are decorated with. They agree in
//! the roles of columns and in what sections are called.

mod api;
mod model;
mod parameters;
mod readme;
mod types;

use std::collections::BTreeSet;

use crate::diag::Report;
use crate::ir::Said;
use crate::read::pages::rules;
use crate::read::pages::sheet::{Piece, PieceKind, Sheet};
use crate::read::pages::shown::{Shown, ShownServer, ShownTag};
use crate::read::pages::table::{Role, Table};
use crate::text::Span;

/// Whether a text looks like a page of this dialect.
pub(in crate::read::pages) fn looks(text: &str) -> bool {
    let heading = |it: &str| {
        let it = it.trim_start_matches('#').trim();
        matches!(it, "Documentation for API Endpoints" | "Documentation For Models")
            || matches!(it, "Documentation for Models" | "HTTP request headers")
    };
    let header = |it: &str| {
        let mut cells = it.trim().trim_matches('|').split('|').map(str::trim);
        let first = cells.next().unwrap_or_default();
        let last = cells.next_back().unwrap_or_default();
        matches!(first, "Method" | "Class") && it.contains("HTTP request")
            || first == "Name" && last == "Notes" && it.contains("Type")
    };
    let mut has_properties = false;
    let mut is_model = false;
    for line in text.lines() {
        let bare = line.trim();
        if bare.starts_with("All URIs are relative to") || bare.starts_with("[[Back to ") {
            return true;
        }
        if bare.starts_with('#') && heading(bare) || bare.contains('|') && header(bare) {
            return true;
        }
        has_properties |= bare == "## Properties";
        is_model |= has_properties && bare == "Name | Type";
        is_model |= bare.starts_with("* `") && bare.contains("` (value: `");
    }
    is_model
}

/// Reads a page into what is shown.
pub(super) fn read(sheet: &Sheet, shown: &mut Shown, found: &mut Report) {
    let mut grammar = Grammar { sheet, shown, found, at: 0 };
    match grammar.sort() {
        Sort::Api => grammar.api(),
        Sort::Model => grammar.model(),
        Sort::Readme => grammar.readme(),
    }
}

/// Adds the operations that only a list of all shows. Whether there is such a
/// list, and all that it shows has a page.
pub(in crate::read::pages) fn finish(shown: &mut Shown) -> bool {
    let mut known: BTreeSet<(String, String)> = BTreeSet::new();
    for it in &shown.operations {
        known.insert((it.method.to_string(), it.path.to_string()));
    }
    let routes = std::mem::take(&mut shown.routes);
    let mut whole = !routes.is_empty();
    for route in routes {
        if known.insert((route.method.to_string(), route.path.to_string())) {
            let tag = route.class.as_ref().and_then(|it| tag(shown, it));
            shown.operations.push(api::bare(&route, tag));
            whole = false;
        }
    }
    whole
}

/// What a page is about.
enum Sort {
    Api,
    Model,
    Readme,
}

struct Grammar<'a> {
    sheet: &'a Sheet,
    shown: &'a mut Shown,
    found: &'a mut Report,
    /// The next piece.
    at: usize,
}

impl Grammar<'_> {
    fn sort(&self) -> Sort {
        let mut sort = Sort::Model;
        for piece in &self.sheet.pieces {
            match piece.kind {
                PieceKind::Heading { text, .. } => {
                    let name = self.sheet.slice(text).to_ascii_lowercase();
                    if name.starts_with("documentation for ") && name != "documentation for" {
                        return Sort::Readme;
                    }
                    if name == "properties" {
                        return Sort::Model;
                    }
                }
                PieceKind::Table => {
                    let roles = Table::read(self.sheet, piece.at).roles;
                    if roles.contains(&Role::Route) {
                        sort = Sort::Api;
                    }
                }
                PieceKind::Paragraph
                    if self.sheet.slice(piece.at).starts_with("All URIs are relative to") =>
                {
                    sort = Sort::Api;
                }
                _ => {}
            }
        }
        sort
    }

    fn peek(&self) -> Option<Piece> {
        self.sheet.pieces.get(self.at).copied()
    }

    /// A part of what a place says, with its own place.
    fn within(&self, at: Span, part: &str) -> Said {
        let whole = self.sheet.slice(at);
        let from = whole.find(part).unwrap_or_default();
        self.sheet.said(self.sheet.part(at, from, from + part.len()))
    }

    /// A name in a cell or a heading, its decoration aside.
    fn name(&self, at: Span) -> Said {
        self.sheet.told(bare_name(self.sheet.slice(at)), at)
    }

    /// Prose as the document has it: templates escape it as a literal of the
    /// language, and then as text of HTML.
    fn prose(prose: &Said) -> Said {
        let text = types::entities(prose).replace("\\\"", "\"").replace("\\'", "'");
        Said::new(text, prose.at)
    }

    fn lost(&mut self, at: Span) {
        rules::lost(self.found, self.sheet.at(at), "this text");
    }

    /// `All URIs are relative to *https://example.com*`
    fn relative_to(&mut self, at: Span) {
        let text = self.sheet.slice(at);
        let Some(rest) = text.strip_prefix("All URIs are relative to") else { return };
        let line = rest.lines().next().unwrap_or_default();
        let url = line.trim_matches(|it: char| it.is_whitespace() || "*`.".contains(it));
        let url = url.split([',', ' ', '*']).next().unwrap_or_default();
        let said = self.within(at, url);
        if !url.is_empty() && !self.shown.servers.iter().any(|it| *it.url == *said) {
            self.shown.servers.push(ShownServer { url: said, variables: Vec::new() });
        }
    }
}

/// The group of a class of operations; none for the class of all others.
fn tag(shown: &mut Shown, class: &Said) -> Option<usize> {
    let name =
        ["Api", "API", "Controller"].iter().find_map(|it| class.strip_suffix(it)).unwrap_or(class);
    if name.is_empty() || name.eq_ignore_ascii_case("default") {
        return None;
    }
    let known = shown.tags.iter().position(|it| *it.name == *name);
    Some(known.unwrap_or_else(|| {
        let name = Said::new(name, class.at);
        shown.tags.push(ShownTag { name, description: None, docs: None });
        shown.tags.len() - 1
    }))
}

/// `[**list\_pets()**](PetsApi.md#list_pets)` is `list_pets`.
fn bare_name(text: &str) -> String {
    let text = text.trim();
    let label = text.strip_prefix('[').and_then(|it| it.split_once("](")).map_or(text, |it| it.0);
    let bare = label.trim_matches(|it: char| it.is_whitespace() || "*`#".contains(it));
    let bare = bare.strip_suffix("()").unwrap_or(bare);
    // What the language put before a name that it has a word for itself.
    let bare = bare.strip_prefix("r#").unwrap_or(bare);
    bare.replace("\\_", "_").replace("\\[", "[").replace("\\]", "]")
}

/// The class or model that a heading names, without what it lives in:
/// `\PetsApi`, `shop.PetsApi`, `Shop::Pets`, `# Pets`.
fn class_name(heading: &str) -> String {
    let bare = bare_name(heading);
    let last = bare.rsplit(['.', '\\', ':', '/']).next().unwrap_or_default().trim();
    // A dot at the end belongs to a sentence.
    if last.is_empty() || last.contains(' ') { bare } else { last.to_owned() }
}
