//! What changed between two APIs, once per definition and direction, and what
//! that does to clients.
//!
//! Two APIs are compared by what they mean, not by how they are spelt: the
//! versions and sources may differ. Operations are matched by the URL that a
//! client calls; schemas are compared in pairs, each pair once, and judged in
//! the directions in which operations use them.
//!
//! [`Kind`] is the closed list of what can change, with a verdict for each.

mod around;
mod body;
mod change;
mod explain;
mod graph;
mod impact;
mod kind;
mod lens;
mod life;
mod logic;
mod message;
mod operation;
mod parameter;
mod schema;
mod security;
mod semver;
mod types;
mod url;
mod view;

pub use change::{Change, Reached, Verdict};
pub use explain::{Meaning, meanings};
pub use impact::Impact;
pub use kind::{
    Bound, Combined, Direction, Fate, Keyword, Kind, Life, Notice, Prose, SchemePart, Step, Subject,
};
pub use life::Day;
pub use semver::Bump;

use crate::ir::Api;
use crate::manner::{Manner, manner};

/// One of the two that are compared.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// What it says.
    pub api: &'a Api,
    /// The manner of the pages that it was read from; `None`: a document.
    pub manner: Option<&'static Manner>,
    /// Whether they are some of the pages only, which speak for the operations
    /// under their tags and the schemas that they show.
    pub partial: bool,
}

impl<'a> Side<'a> {
    /// An API as it was read, from a document or from pages.
    pub fn read(api: &'a Api) -> Self {
        match api.manner.and_then(manner) {
            Some(manner) => Self::pages(api, manner, api.partial),
            None => Self::document(api),
        }
    }

    /// A document: it says all that there is to say.
    pub fn document(api: &'a Api) -> Self {
        Self { api, manner: None, partial: false }
    }

    /// Pages of a manner: what they cannot say is no change. `partial`: some
    /// of the pages only.
    pub fn pages(api: &'a Api, manner: &'static Manner, partial: bool) -> Self {
        Self { api, manner: Some(manner), partial }
    }
}

/// What a comparison needs to know besides the two sides.
#[derive(Clone, Copy, Default, Debug)]
pub struct Terms {
    /// The day on which it is judged whether an end date has come; without
    /// one, every date that can be read has.
    pub today: Option<Day>,
}

/// Compares two APIs. The changes stand in the order of the new one, what is
/// gone among them by its place in the old one.
pub fn diff(old: &Side<'_>, new: &Side<'_>, terms: &Terms) -> Vec<Change> {
    operation::Comparison::new(*old, *new, *terms).run()
}
