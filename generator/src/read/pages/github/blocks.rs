//! The blocks of a place, read one after the other.

use std::ops::Range;

use crate::read::pages::github::leaf::{Block, Leaf};
use crate::read::pages::github::piece::Piece;

/// Blocks that are still to be read.
#[derive(Debug)]
pub(super) struct Blocks<'a> {
    leaf: &'a Leaf,
    all: Vec<Block>,
    next: usize,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(leaf: &'a Leaf, at: Range<usize>) -> Self {
        Self { leaf, all: leaf.blocks(at), next: 0 }
    }

    pub(super) fn peek(&self) -> Option<&Block> {
        self.all.get(self.next)
    }

    pub(super) fn next(&mut self) -> Option<Block> {
        let block = self.all.get(self.next).cloned();
        self.next += usize::from(block.is_some());
        block
    }

    /// The facts that come next, if they do.
    pub(super) fn facts(&self) -> Option<Vec<Piece>> {
        match self.peek() {
            Some(Block::Facts(at)) => Some(self.leaf.facts(at.clone())),
            _ => None,
        }
    }

    /// Those facts, if the first begins like this.
    pub(super) fn take(&mut self, lead: &str) -> Option<Vec<Piece>> {
        let facts = self.facts().filter(|it| it[0].text().starts_with(lead))?;
        self.next += 1;
        Some(facts)
    }
}
