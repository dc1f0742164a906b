//! Documents and pages into the IR.
//!
//! Reading never fails: it gives what it understood, and a list of findings.
//! It opens no file; whoever calls hands in a function that loads what a
//! reference names.
//!
//! One pass over the tree makes the IR. Each kind of object has one reader: a
//! loop over its keys with a `match`. What a reference names, and every
//! schema, gets its id at once and is read later from a queue, so that cycles
//! need no care and no document can make reading recurse without bound.

mod body;
mod components;
mod dynamic;
mod files;
mod info;
mod object;
mod operation;
pub mod pages;
mod parameter;
mod queue;
mod refs;
mod resources;
mod response;
mod root;
mod rules;
mod schema;
mod scrape;
mod security;
mod stray;
mod swagger2;
mod values;

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::ir::Api;
use crate::source;
use crate::text::{Span, Texts};

pub use rules::RULES;

/// What reading gave.
#[derive(Debug, Default)]
pub struct Reading {
    /// The API; `None` only where the input is none at all: text that does not
    /// parse, no map, no version that we know.
    pub api: Option<Api>,
    /// Every file that was read, in the order of reading; the first is the input.
    pub texts: Texts,
    /// The tree of each file of `texts`.
    pub trees: Vec<Arc<source::Tree>>,
    /// What is wrong, by file and place.
    pub found: Vec<Diagnostic>,
    /// The paths that were opened, the input first.
    pub files: Vec<String>,
    /// What pages repeat of others that are not among them, or in code of other
    /// languages: it was not read, and says nothing of its own.
    pub derived: Vec<Span>,
}

/// Why a file that a reference names cannot be had.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LoadError {
    /// It is outside the folder that references may lead to.
    Outside,
    /// It cannot be opened, for this reason.
    Missing(String),
    /// It is not to be read, for this reason.
    Refused(String),
}

/// Hands out the bytes of a file. The path is resolved against the file with
/// the reference, and its steps are divided by `/`.
pub type Load<'a> = dyn FnMut(&str) -> Result<Vec<u8>, LoadError> + 'a;

/// Reads a document, and through `load` every file that it refers to.
pub fn document(
    path: &str,
    bytes: Vec<u8>,
    load: &mut dyn FnMut(&str) -> Result<Vec<u8>, LoadError>,
) -> Reading {
    let shelf = files::Shelf::default();
    let mut reader = object::Reader::new(&shelf, load);
    let file = reader.open(path, bytes);
    let read = reader.document(file);
    let mut reading = reader.finish();
    if !read {
        reading.api = None;
    }
    reading.trees = shelf.into_trees();
    reading
}

/// Reads a document that stands alone.
pub fn document_from_str(path: &str, text: &str) -> Reading {
    let mut load = |path: &str| Err(LoadError::Missing(format!("there is no file `{path}`")));
    document(path, text.as_bytes().to_vec(), &mut load)
}

#[cfg(test)]
mod tests;
