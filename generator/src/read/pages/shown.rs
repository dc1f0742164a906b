//! What pages display, before anyone asks what it means: one model for all
//! dialects.

use crate::ir::{Contact, ExternalDocs, License, Said, Scheme, Type, Variable};
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
    /// Whether listed values stand in the order of their source.
    pub(super) ordered: bool,
    /// Where the terms of service stand.
    pub(super) terms: Option<Said>,
    /// Whom to ask.
    pub(super) contact: Option<Contact>,
    /// Under which licence the API is offered.
    pub(super) license: Option<License>,
    /// Documentation elsewhere.
    pub(super) external_docs: Option<ExternalDocs>,
    /// Addresses that a page lists.
    pub(super) servers: Vec<ShownServer>,
    /// Ways to show who one is, where a page lists them.
    pub(super) schemes: Vec<Scheme>,
    /// The names of those of them that were made up, for the page has none.
    pub(super) nameless: Vec<Said>,
    /// Groups of operations, in order.
    pub(super) tags: Vec<ShownTag>,
    /// Operations, in order.
    pub(super) operations: Vec<ShownOperation>,
    /// Schemas, in order.
    pub(super) schemas: Vec<ShownSchema>,
    /// Operations of which a list of all says no more than this.
    pub(super) routes: Vec<ShownRoute>,
    /// What says again what is said elsewhere, and so is not read.
    pub(super) derived: Vec<Span>,
}

/// An address, with the variables in it.
#[derive(Debug)]
pub(super) struct ShownServer {
    pub(super) url: Said,
    pub(super) variables: Vec<Variable>,
}

/// An operation in a list of all.
#[derive(Clone, Debug)]
pub(super) struct ShownRoute {
    /// From its first cell to its last.
    pub(super) at: Span,
    /// The class, where the list has a column for it.
    pub(super) class: Option<Said>,
    pub(super) name: Said,
    pub(super) method: Said,
    pub(super) path: Said,
    pub(super) summary: Option<Said>,
}

/// A group of operations, which has a page or a chapter.
#[derive(Debug)]
pub(super) struct ShownTag {
    pub(super) name: Said,
    pub(super) description: Option<Said>,
    /// Documentation elsewhere.
    pub(super) docs: Option<ExternalDocs>,
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
    /// The body as code sends it, as JSON.
    pub(super) sent: Option<ShownExample>,
    /// The parameters of the query as code sends them.
    pub(super) values: Vec<ShownValue>,
    /// Examples of the body.
    pub(super) bodies: Vec<ShownExample>,
    /// The body, where the page shows it apart from the parameters.
    pub(super) body: Option<ShownBody>,
    pub(super) parameters: Vec<ShownRow>,
    pub(super) parameter_enums: Vec<ShownEnum>,
    /// Examples of responses by status; without one where only the status is shown.
    pub(super) examples: Vec<(Said, Option<ShownExample>)>,
    pub(super) responses: Vec<ShownResponse>,
    /// Whether it has a heading over what responses hold, with tables or not.
    pub(super) structured: bool,
    /// Tables of what responses hold.
    pub(super) tables: Vec<ShownTable>,
    pub(super) enums: Vec<ShownEnum>,
    pub(super) headers: Vec<ShownHeader>,
    /// What it says besides its description, behind its responses.
    pub(super) remarks: Vec<Said>,
    /// Where it says that a caller must be known.
    pub(super) secured: Option<Said>,
    /// The schemes that it names for that, with scopes: alternatives, of
    /// which each may ask for several.
    pub(super) schemes: Vec<Vec<(Said, Vec<Said>)>>,
    /// Where it says that a caller need not be known.
    pub(super) open: bool,
    /// What its heading is.
    pub(super) headed: Headed,
}

/// What the heading of an operation is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Headed {
    /// Its summary, of which an `operationId` can be made.
    #[default]
    Summary,
    /// Its route, of which an `operationId` can be made, but no summary.
    Route,
    /// What stands where it has no `operationId`, as its page shows.
    Nothing,
}

impl ShownOperation {
    /// An operation of which no more is read than its heading.
    pub(super) fn new(at: Span, tag: Option<usize>, heading: Said) -> Self {
        Self {
            at,
            tag,
            heading,
            slug: None,
            id: None,
            summary: None,
            method: Said::default(),
            path: Said::default(),
            description: None,
            deprecated: false,
            curl: None,
            sent: None,
            values: Vec::new(),
            bodies: Vec::new(),
            body: None,
            parameters: Vec::new(),
            parameter_enums: Vec::new(),
            examples: Vec::new(),
            responses: Vec::new(),
            structured: false,
            tables: Vec::new(),
            enums: Vec::new(),
            headers: Vec::new(),
            remarks: Vec::new(),
            secured: None,
            schemes: Vec::new(),
            open: false,
            headed: Headed::Summary,
        }
    }
}

/// What a request carries, with what it may be by media type.
#[derive(Clone, Debug, Default)]
pub(super) struct ShownBody {
    pub(super) at: Option<Span>,
    pub(super) description: Option<Said>,
    pub(super) required: bool,
    pub(super) content: Vec<(Said, Option<ShownType>)>,
    /// The fields of a form, which stand for what no type is spelt out of.
    pub(super) fields: Vec<ShownRow>,
}

/// A type that its page spells out, with all that stands beside it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct ShownType {
    pub(super) kind: ShownKind,
    pub(super) format: Option<Box<str>>,
    pub(super) nullable: bool,
    pub(super) choices: Vec<Box<str>>,
    pub(super) default: Option<Box<str>>,
    /// As JSON, or as a plain word.
    pub(super) example: Option<Box<str>>,
}

/// What a type is at its core.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) enum ShownKind {
    /// Whatever it is, the page does not say.
    #[default]
    Any,
    Plain(Type),
    /// A named schema.
    Named(Box<str>),
    List(Box<ShownType>),
    /// An object with values of one type under any name.
    Map(Box<ShownType>),
    /// An object with these properties.
    Object(Vec<(Box<str>, ShownType)>),
    /// One of several.
    Either(Vec<ShownType>),
    /// All of several.
    All(Vec<ShownType>),
    /// A word that no rule knows.
    Unknown(Box<str>),
}

impl ShownType {
    /// A type of this kind, and nothing beside it.
    pub(super) fn of(kind: ShownKind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// A type of JSON.
    pub(super) fn plain(ty: Type) -> Self {
        Self::of(ShownKind::Plain(ty))
    }

    /// A text of this format.
    pub(super) fn text(format: &str) -> Self {
        Self { format: Some(format.into()), ..Self::plain(Type::String) }
    }
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

/// The value of a parameter in code.
#[derive(Clone, Debug)]
pub(super) struct ShownValue {
    pub(super) name: Said,
    /// A text as it is, or JSON.
    pub(super) text: String,
    /// Whether it is JSON: a list or a map.
    pub(super) is_data: bool,
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
    /// The type, where the dialect spells types in a way of its own.
    pub(super) shape: Option<ShownType>,
    /// The word over the row, where it is a part of `allOf` and the like.
    pub(super) joint: Option<Said>,
    pub(super) required: Option<Said>,
    pub(super) restrictions: Option<Said>,
    pub(super) deprecated: bool,
    /// Whether the place, or the name, is a guess, and by which rule.
    pub(super) guessed: Option<&'static str>,
    pub(super) description: Option<Said>,
    /// What holds where nothing is sent, if the table has a column for that.
    pub(super) default: Option<Said>,
    /// The values that are listed for it, once they have been allotted.
    pub(super) listed: Option<ShownEnum>,
}

/// A status in the table of responses.
#[derive(Debug, Default)]
pub(super) struct ShownResponse {
    pub(super) at: Option<Span>,
    pub(super) status: Said,
    pub(super) description: Option<Said>,
    pub(super) schema: Option<Said>,
    /// What it may be by media type, where the dialect spells types in a way
    /// of its own.
    pub(super) content: Vec<(Said, Option<ShownType>)>,
    /// Whether the status is a guess.
    pub(super) guessed: bool,
}

/// A table of what one response holds, or of a schema's properties.
#[derive(Clone, Debug)]
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
    /// How deep that stands, where it is said.
    pub(super) depth: usize,
    /// The response whose table it stands below, where tables have their own.
    pub(super) status: Option<Said>,
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
    /// What it is, where it is no object with properties.
    pub(super) shape: Option<ShownType>,
}

impl ShownSchema {
    /// A schema of which no more is read than its name.
    pub(super) fn new(at: Span, name: Said) -> Self {
        Self {
            at,
            name,
            example: None,
            prose: None,
            tables: Vec::new(),
            enums: Vec::new(),
            empty: false,
            shape: None,
        }
    }
}
