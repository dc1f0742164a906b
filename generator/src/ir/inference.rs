//! What a page does not say in so many words.

use crate::text::Span;

/// A fact of the API that was not stated but follows from something else.
#[derive(Clone, Debug)]
pub struct Inference {
    /// Where what it follows from stands.
    pub at: Option<Span>,
    /// The fact: `format uuid of organization_id`.
    pub fact: String,
    /// How it follows, as a few words: `from the example`.
    pub rule: &'static str,
}

/// How well a named schema is known from pages. More is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Known {
    /// It is only referred to.
    Nothing,
    /// An example is all that shows it: types are guessed, and what may be
    /// left out is not known.
    Example,
    /// Rows of a response show it.
    Rows,
    /// It has a section of its own.
    Section,
}
