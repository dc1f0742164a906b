//! The grammar of swagger-markdown's pages: everything on one page, each
//! operation under its route, tables for parameters, responses and models.
//!
//! Versions differ in how deep headings are and in what they are decorated
//! with, so headings are read by what they say, not by their level.

mod intro;
mod model;
mod operation;
mod types;

use crate::diag::Report;
use crate::ir::Said;
use crate::read::pages::rules;
use crate::read::pages::sheet::{Piece, PieceKind, Sheet};
use crate::read::pages::shown::{Shown, ShownTag};
use crate::text::Span;

/// Whether a text looks like a page of this dialect.
pub(in crate::read::pages) fn looks(text: &str) -> bool {
    let has_table = text.lines().any(|line| {
        let line = line.trim_start_matches(['|', ' ']);
        line.starts_with("Name | Located in |") || line.starts_with("Security Schema |")
    });
    let has_route = || {
        let mut headings = text.lines().filter(|it| it.starts_with('#'));
        headings.any(|it| matches!(heading(it.trim_start_matches('#')), Heading::Route { .. }))
    };
    let has_responses = || text.contains("| Code | Description |");
    let has_version = || text.lines().any(|it| it.starts_with("## Version:"));
    has_table || (has_responses() && has_route()) || (has_version() && has_route())
}

/// Reads a page into what is shown.
pub(super) fn read(sheet: &Sheet, shown: &mut Shown, found: &mut Report) {
    let mut grammar =
        Grammar { sheet, shown, found, at: 0, tag: None, path: None, in_models: false };
    grammar.page();
}

struct Grammar<'a> {
    sheet: &'a Sheet,
    shown: &'a mut Shown,
    found: &'a mut Report,
    /// The next piece.
    at: usize,
    /// The position of the tag of what comes next.
    tag: Option<usize>,
    /// The path that methods stand under.
    path: Option<(Said, bool)>,
    in_models: bool,
}

/// What a heading opens.
enum Heading<'a> {
    /// `[PUT] /pet`
    Route {
        method: &'a str,
        path: &'a str,
        struck: bool,
    },
    /// `/pet`
    Path {
        path: &'a str,
        struck: bool,
    },
    /// `PUT`, below a path.
    Method {
        method: &'a str,
        struck: bool,
    },
    Models,
    /// The name and what is said before it.
    Other(&'a str),
}

/// What a heading says, its decoration aside.
fn heading(text: &str) -> Heading<'_> {
    let struck = text.contains("~~");
    let bare = text.trim_matches(|it: char| it.is_whitespace() || "*~`:".contains(it));
    let is_method = |it: &str| {
        const METHODS: [&str; 9] =
            ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"];
        METHODS.iter().any(|known| it.eq_ignore_ascii_case(known))
    };
    if let Some((method, path)) = bare.strip_prefix('[').and_then(|it| it.split_once(']')) {
        let path = path.trim().trim_matches(['`', '~', '*']);
        if is_method(method) && (path.starts_with('/') || path.starts_with('{')) {
            return Heading::Route { method, path, struck };
        }
    }
    if let Some((method, path)) = bare.split_once(' ') {
        let path = path.trim();
        if is_method(method) && path.starts_with('/') {
            return Heading::Route { method, path, struck };
        }
    }
    if bare.starts_with('/') && !bare.contains(' ') {
        return Heading::Path { path: bare, struck };
    }
    if is_method(bare) && bare.bytes().all(|it| it.is_ascii_uppercase()) {
        return Heading::Method { method: bare, struck };
    }
    match bare {
        "Models" | "Schemas" | "Definitions" => Heading::Models,
        _ => Heading::Other(bare),
    }
}

impl Grammar<'_> {
    fn page(&mut self) {
        self.intro();
        while let Some(piece) = self.peek() {
            self.at += 1;
            let PieceKind::Heading { text, .. } = piece.kind else {
                self.between(piece);
                continue;
            };
            match heading(self.sheet.slice(text)) {
                Heading::Route { method, path, struck } => {
                    let method = self.within(text, method);
                    let path = self.within(text, path);
                    self.operation(piece, &method, path, struck);
                }
                Heading::Path { path, struck } => {
                    self.in_models = false;
                    self.path = Some((self.within(text, path), struck));
                }
                Heading::Method { method, struck } => {
                    let method = self.within(text, method);
                    let Some((path, all_struck)) = self.path.clone() else {
                        self.lost(piece.at);
                        continue;
                    };
                    self.operation(piece, &method, path, struck || all_struck);
                }
                Heading::Models => self.in_models = true,
                Heading::Other(name) if self.in_models => {
                    let name = model_name(name);
                    let name = self.within(text, name);
                    self.model(piece, name);
                }
                Heading::Other(name) => {
                    let name = self.within(text, name);
                    self.open_tag(name);
                }
            }
        }
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

    fn open_tag(&mut self, name: Said) {
        self.path = None;
        let known = self.shown.tags.iter().position(|it| it.name == name);
        self.tag = Some(known.unwrap_or_else(|| {
            self.shown.tags.push(ShownTag { name, description: None, docs: None });
            self.shown.tags.len() - 1
        }));
    }

    /// What stands between operations: prose of a tag.
    fn between(&mut self, piece: Piece) {
        match (piece.kind, self.tag.filter(|_| self.path.is_none() && !self.in_models)) {
            (PieceKind::Line | PieceKind::Comment | PieceKind::Anchor { .. }, _) => {}
            (PieceKind::Paragraph | PieceKind::List | PieceKind::Quote { .. }, Some(tag)) => {
                let said = self.sheet.said(piece.at);
                let so_far = self.shown.tags[tag].description.take();
                self.shown.tags[tag].description = Some(joined(so_far, said));
            }
            _ => self.lost(piece.at),
        }
    }

    fn lost(&mut self, at: Span) {
        rules::lost(self.found, self.sheet.at(at), "this text");
    }
}

/// Two pieces of prose, one below the other.
fn joined(before: Option<Said>, said: Said) -> Said {
    match before {
        Some(before) => Said::new(format!("{before}\n\n{said}"), before.at),
        None => said,
    }
}

/// The name of a model without the word that says that it is one.
fn model_name(heading: &str) -> &str {
    ["Model", "Schema"]
        .iter()
        .find_map(|it| heading.strip_suffix(it)?.strip_suffix(' '))
        .unwrap_or(heading)
        .trim()
}
