//! The IR as OpenAPI documents, and the printing of YAML and JSON.
//!
//! [`document`] writes an [`Api`] in 3.0, 3.1 or 3.2, and what was 2.0 in 2.0, as a [`Document`]: an
//! ordered value that [`Document::to_yaml`] and [`Document::to_json`] print.
//! What the version cannot carry is a finding with its place, never a silent
//! loss.
//! [`typed`] is the door to and from the `openapiv3` crate.
#![forbid(unsafe_code)]

use specwright::diag::Report;
use specwright::dialect::Version;
use specwright::ir::Api;

mod order;
mod rules;
pub mod typed;

mod value;
mod write;

pub use order::Order;
pub use rules::RULES;
pub use value::{Document, Map, Spelling, Value};

/// Writes an API as a document of a version. Only what was read from 2.0 can be
/// written as 2.0; anything else becomes 3.0 then.
///
/// `order` knows in which order the keys of the original stood; keys that it
/// does not know stand in the order of the specification.
pub fn document(api: &Api, to: Version, order: &Order<'_>, found: &mut Report) -> Document {
    let least = if api.version == Version::V2_0 { Version::V2_0 } else { Version::V3_0 };
    write::document(api, to.max(least), order, found)
}
