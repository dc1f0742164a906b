//! What all pages of the widdershins family share, whatever their templates.
//!
//! These pages come from a chain of JavaScript tools, and much of what they
//! show follows from how those tools hold a document in memory.
//! The modules are in the order of that chain: the [`document`] as the tools
//! normalise it, with [`marks`] where references were; a [`schema`] as their
//! walker sees it; the [`rows`] that the walk gives; the [`sample`] values.

pub(crate) mod javascript;
pub(crate) mod document;
pub(crate) mod marks;
pub(crate) mod schema;
pub(crate) mod infer;
pub(crate) mod rows;
pub(crate) mod sample;
pub(crate) mod media;
pub(crate) mod body;
pub(crate) mod query;
pub(crate) mod anchor;
pub(crate) mod status;
