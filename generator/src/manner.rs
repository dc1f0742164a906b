//! The dialects that reference pages are written in, one file each: how each
//! rewrites prose, makes anchors and samples and tables, and what it can state.
//!
//! Writing pages and reading them back both ask here, so that they agree.

mod fact;
pub mod github;
mod states;
pub(crate) mod coder;
pub(crate) mod widdershins;

use std::fmt;

pub use fact::{Fact, Stated};

/// A dialect of pages, as far as it is known what its pages can say.
pub struct Manner {
    /// What `--dialect` takes, and `--style` where it is written too.
    pub name: &'static str,
    /// One line, lower case, no full stop.
    pub summary: &'static str,
    /// Whether its pages say a kind of fact.
    pub states: fn(Fact<'_>) -> Stated,
}

impl fmt::Debug for Manner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Manner({})", self.name)
    }
}

/// Every manner that pages are read in.
pub static MANNERS: &[&Manner] = &[&states::CODER, &states::WIDDERSHINS];

/// The manner of this name.
pub fn manner(name: &str) -> Option<&'static Manner> {
    MANNERS.iter().copied().find(|it| it.name == name)
}
