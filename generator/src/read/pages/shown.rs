//! What pages display, before anyone asks what it means: one model for all
//! dialects.

use crate::ir::{Said, Scheme};
use crate::text::Span;

/// The name of the row of what a map holds.
pub(super) const ANY_PROPERTY: &str = "[any property]";
/// The name of the row of what a list holds, or of what has no name.
pub(super) const ARRAY_ITEM: &str = "[array item]";

/// What one page, or several, display.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Title of the API, where a page has it.
    pub(super) title: Option<Said>,
    /// Version of the API, where a page has it.
    pub(super) version: Option<Said>,
    /// Prose on the API.
    pub(super) description: Option<Said>,
    /// Addresses that a page lists.
    pub(super) servers: Vec<Said>,
    /// Ways to show who one is, where a page lists them.
    pub(super) schemes: Vec<Scheme>,
    /// Groups of operations, in order.
    pub(super) tags: Vec<ShownTag>,
    /// Operations, in order.
    pub(super) operations: Vec<ShownOperation>,
    /// Schemas, in order.
    pub(super) schemas: Vec<ShownSchema>,
}

/// A group of operations, which has a page or a chapter.
#[derive(Debug)]
pub(super) struct ShownTag {
    pub(super) name: Said,
    pub(super) description: Option<Said>,
}

/// An operation.
#[derive(Debug)]
pub(super) struct ShownOperation {
    /// From its heading to its end.
    pub(super) at: Span,
    /// The position of its tag.
    pub(super) tag: Option<usize>,
    /// What its heading says.
    pub(super) heading: Said,
    /// The stem of the identifiers in its section, which keeps what the
    /// heading lost.
    pub(super) slug: Option<Said>,
    /// `operationId`, where the page has it.
    pub(super) id: Option<Said>,
    /// A summary apart from the heading.
    pub(super) summary: Option<Said>,
    pub(super) method: Said,
    pub(super) path: Said,
    pub(super) description: Option<Said>,
    pub(super) deprecated: bool,
    pub(super) curl: Option<Curl>,
    /// Examples of the body.
    pub(super) bodies: Vec<ShownExample>,
    pub(super) parameters: Vec<ShownRow>,
    pub(super) parameter_enums: Vec<ShownEnum>,
    /// Examples of responses by status; without one where only the status is shown.
    pub(super) examples: Vec<(Said, Option<ShownExample>)>,
    pub(super) responses: Vec<ShownResponse>,
    /// Tables of what responses hold.
    pub(super) tables: Vec<ShownTable>,
    pub(super) enums: Vec<ShownEnum>,
    pub(super) headers: Vec<ShownHeader>,
    /// Where it says that a caller must be known.
    pub(super) secured: Option<Said>,
    /// The schemes that it names for that, with scopes; alternatives.
    pub(super) schemes: Vec<(Said, Vec<Said>)>,
    /// Where it says that a caller need not be known.
    pub(super) open: bool,
}

/// A command line with `curl`.
#[derive(Debug, Default)]
pub(super) struct Curl {
    /// The whole command.
    pub(super) text: Said,
    pub(super) method: Option<Said>,
    pub(super) url: Option<Said>,
    /// Whether the address stands in quotes.
    pub(super) is_quoted: bool,
    /// Names and values, in order.
    pub(super) headers: Vec<(Said, Said)>,
}

/// An example as it is printed.
#[derive(Clone, Debug)]
pub(super) struct ShownExample {
    /// The language of the fence.
    pub(super) language: Said,
    pub(super) text: Said,
}

/// A row of a table of parameters or properties.
#[derive(Clone, Debug, Default)]
pub(super) struct ShownRow {
    pub(super) at: Option<Span>,
    pub(super) depth: usize,
    /// The name without its indentation.
    pub(super) name: Said,
    /// Where a parameter goes.
    pub(super) place: Option<Said>,
    pub(super) ty: Said,
    pub(super) required: Option<Said>,
    pub(super) restrictions: Option<Said>,
    pub(super) description: Option<Said>,
}

/// A status in the table of responses.
#[derive(Debug)]
pub(super) struct ShownResponse {
    pub(super) at: Option<Span>,
    pub(super) status: Said,
    pub(super) description: Option<Said>,
    pub(super) schema: Option<Said>,
}

/// A table of what one response holds, or of a schema's properties.
#[derive(Debug)]
pub(super) struct ShownTable {
    pub(super) status: Option<Said>,
    /// What stands over it: `allOf`, `and` and the like, or prose.
    pub(super) title: Option<Said>,
    pub(super) rows: Vec<ShownRow>,
}

/// The values under one name in a table of values.
#[derive(Clone, Debug)]
pub(super) struct ShownEnum {
    /// The plain name of a property; `None` for the schema itself.
    pub(super) name: Option<Said>,
    pub(super) values: Vec<Said>,
}

/// A header of a response.
#[derive(Debug)]
pub(super) struct ShownHeader {
    pub(super) status: Said,
    pub(super) name: Said,
    pub(super) ty: Said,
    pub(super) format: Option<Said>,
    pub(super) description: Option<Said>,
}

/// A named schema.
#[derive(Debug)]
pub(super) struct ShownSchema {
    pub(super) at: Span,
    pub(super) name: Said,
    pub(super) example: Option<ShownExample>,
    /// Prose between the example and the properties.
    pub(super) prose: Option<Said>,
    pub(super) tables: Vec<ShownTable>,
    pub(super) enums: Vec<ShownEnum>,
    /// It says that there is nothing to it.
    pub(super) empty: bool,
}
