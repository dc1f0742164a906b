//! The reader of our own pages: the style `github`.
//!
//! It stands on the grammar in [`manner::github`](crate::manner::github):
//! each part here reads what the part of the same name in
//! `emit/docs/github` writes. What follows from other parts of the pages is
//! skipped; what nothing can read is reported with its place.

mod blocks;
mod body;
mod fact;
mod front;
mod leaf;
mod operation;
mod order;
mod parameter;
mod path;
mod phrase;
mod piece;
mod response;
mod schema;
mod security;
mod shared;
mod site;
mod table;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diag::Report;
use crate::ir::{Api, Id, Said, Schema};
use crate::manner::github::{MANNER, read_block};
use crate::read::dynamic;
use crate::read::pages::rules;
use crate::read::scrape::Places;
use crate::text::{FileId, Span};

use blocks::Blocks;
use leaf::Leaf;
use operation::Section;
use piece::Piece;
use site::{Kind, Site};

/// A page that is to be read.
#[derive(Debug)]
pub(super) struct Given {
    pub(super) path: String,
    pub(super) text: Arc<str>,
    pub(super) file: FileId,
    pub(super) places: Option<Places>,
}

/// Whether a text is one of our pages: what stands below its title says so.
pub(super) fn is_ours(text: &str) -> bool {
    let mut lines = text.trim_start().lines().filter(|it| !it.trim().is_empty());
    if !lines.next().is_some_and(|it| it.starts_with("# ")) {
        return false;
    }
    let mut facts = text.trim_start().lines().skip(1).skip_while(|it| it.trim().is_empty());
    let first = facts.next().unwrap_or_default();
    let is_version = |it: &str| it.starts_with("OpenAPI: ") || it.starts_with("Swagger: ");
    first.starts_with("API: [") && first.contains("](README.md)")
        || is_version(first)
        || first.starts_with("Version: ") && facts.next().is_some_and(is_version)
}

/// Reads pages that together describe one API. `derived`: what they repeat of
/// pages that are not among them.
pub(super) fn read(given: Vec<Given>, found: &mut Report, derived: &mut Vec<Span>) -> Api {
    let leaves = given.into_iter().map(|it| Leaf::new(&it.path, it.text, it.file, it.places));
    let leaves = site::ordered(leaves.collect());
    let mut reader = Reader {
        site: Site::new(&leaves),
        leaves: &leaves,
        at: 0,
        whole: has_all_pages(&leaves),
        api: Api { manner: Some(MANNER.name), ..Api::default() },
        found,
        derived,
        names: BTreeMap::new(),
        sections: Vec::new(),
        pages: Vec::new(),
    };
    reader.pages();
    reader.find_anchors();
    dynamic::settle(&mut reader.api, dynamic::of_pages, reader.found);
    reader.api
}

/// What is known while pages are read.
struct Reader<'r> {
    leaves: &'r [Leaf],
    /// The page that is read now.
    at: usize,
    /// Whether every page of the API is here; told by the front page.
    whole: bool,
    site: Site,
    api: Api,
    found: &'r mut Report,
    /// What is skipped, as it follows from pages that are not here.
    derived: &'r mut Vec<Span>,
    /// Schemas that are components, by name.
    names: BTreeMap<String, Id<Schema>>,
    /// Sections of operations, in order.
    sections: Vec<Section>,
    /// What has a page: tags and other groups, in order.
    pages: Vec<order::Page>,
}

impl<'r> Reader<'r> {
    fn leaf(&self) -> &'r Leaf {
        &self.leaves[self.at]
    }

    fn pages(&mut self) {
        let kinds: Vec<Option<Kind>> = self.leaves.iter().map(site::kind).collect();
        self.api.partial = !self.whole;
        for (at, kind) in kinds.iter().enumerate() {
            self.at = at;
            self.announce(kind.as_ref());
        }
        // What others refer to goes first.
        for first in [true, false] {
            for (at, kind) in kinds.iter().enumerate() {
                let is_first =
                    matches!(kind, Some(Kind::Front | Kind::Schemas | Kind::Shared) | None);
                if is_first == first {
                    self.at = at;
                    self.page(kind.clone());
                }
            }
        }
        self.finish();
    }

    fn page(&mut self, kind: Option<Kind>) {
        let leaf = self.leaf();
        if let Some(first) = leaf.heads.first() {
            let before = leaf.trimmed(0..first.line.start);
            self.strange(&[leaf.piece(before)]);
        }
        match kind {
            Some(Kind::Front) => self.front(),
            Some(Kind::Schemas) => self.schemas(),
            Some(Kind::Shared) => self.shared(),
            Some(kind) => self.operations(&kind),
            None => {
                let whole = leaf.trimmed(0..leaf.page.text.len());
                self.lost(&leaf.piece(whole), "this page");
            }
        }
    }

    /// Prose between headings.
    fn block(&self, at: Range<usize>) -> Option<Said> {
        let leaf = self.leaf();
        let text = leaf.slice(&at);
        let blank = text.len() - text.trim_start_matches('\n').len();
        let inner = text.trim_matches('\n');
        let at = at.start + blank..at.start + blank + inner.len();
        let inner = leaf.slice(&at);
        (!inner.trim().is_empty()).then(|| Said::new(read_block(inner), leaf.span(&at)))
    }

    /// Says of the blocks that are left that nothing takes them.
    fn rest(&mut self, blocks: &mut Blocks<'_>) {
        let leaf = self.leaf();
        while let Some(block) = blocks.next() {
            self.lost(&leaf.piece(block.at()), "this text");
        }
    }

    /// Notes that a place repeats what other pages say, if some are not here.
    fn skip(&mut self, at: Range<usize>) {
        if !self.whole {
            self.derived.push(self.leaf().span(&at));
        }
    }

    /// Says that something could not be read.
    fn lost(&mut self, piece: &Piece, what: &str) {
        rules::lost(self.found, piece.span(), what);
    }
}

/// Whether the front page is here, and each page that it lists.
fn has_all_pages(leaves: &[Leaf]) -> bool {
    let front = leaves.iter().find(|it| site::kind(it) == Some(Kind::Front));
    front.is_some_and(|it| {
        site::listed(it).iter().all(|file| leaves.iter().any(|leaf| leaf.name == *file))
    })
}
