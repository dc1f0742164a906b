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
