//! What is sent: request bodies, responses, their media types and headers.

use std::fmt;

use crate::ir::{Extensions, Few, Id, Parameter, Said, Schema, Server, Style, Use};
use crate::source;
use crate::text::Span;

/// A request body.
#[derive(Debug, Default)]
pub struct Body {
    /// Where the object stands. In 2.0, the body parameter.
    pub at: Option<Span>,
    /// 2.0: the name of the body parameter, which is not on the wire.
    pub name: Option<Said>,
    /// Prose, in Markdown.
    pub description: Option<Said>,
    /// Whether it must be there. For a 2.0 form: whether a field must.
    pub required: Option<bool>,
    /// What it may be, in order. In 2.0, one for each media type consumed.
    pub content: Vec<Use<Media>>,
    /// 2.0: the form's fields as they were written; `content` holds them as
    /// the properties of an object. Their place is [`Place::Form`](super::Place::Form).
    pub fields: Vec<Use<Parameter>>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// One media type with what is sent in it.
#[derive(Debug, Default)]
pub struct Media {
    /// Where the object stands; in 2.0 the media type in `consumes` or
    /// `produces`, if it is stated.
    pub at: Option<Span>,
    /// The media type or range: `application/json`, `text/*`.
    pub name: Said,
    /// 3.2: prose, in Markdown.
    pub description: Option<Said>,
    /// What values it has.
    pub schema: Option<Id<Schema>>,
    /// 3.2: what each item of a sequence is.
    pub item_schema: Option<Id<Schema>>,
    /// An example.
    pub example: Option<source::Value>,
    /// Named examples, in order.
    pub examples: Vec<(Said, Use<Example>)>,
    /// How properties are sent, by name, in order.
    pub encoding: Vec<(Said, Encoding)>,
    /// 3.2: how the items of an array are sent, by position.
    pub prefix_encoding: Vec<Encoding>,
    /// 3.2: how the other items of an array are sent.
    pub item_encoding: Option<Box<Encoding>>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// How one property of a form is sent.
#[derive(Debug, Default)]
pub struct Encoding {
    /// Where the object stands.
    pub at: Option<Span>,
    /// The media types, comma-separated, as written.
    pub content_type: Option<Said>,
    /// Headers of the part, in order.
    pub headers: Vec<(Said, Use<Header>)>,
    /// How values become text.
    pub style: Option<Style>,
    /// Whether each item or property is spelt by itself.
    pub explode: Option<bool>,
    /// `allowReserved`
    pub allow_reserved: Option<bool>,
    /// 3.2: nested encodings by name.
    pub encoding: Vec<(Said, Encoding)>,
    /// 3.2: nested encodings by position.
    pub prefix_encoding: Vec<Encoding>,
    /// 3.2: the nested encoding of other items.
    pub item_encoding: Option<Box<Encoding>>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// The responses of an operation, in document order.
#[derive(Debug, Default)]
pub struct Responses {
    /// Where the object stands; `None` where it is missing.
    pub at: Option<Span>,
    /// Each status with its response.
    pub all: Vec<Answer>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// A status and the response under it.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: Status,
    /// Where the status is written: the key.
    pub at: Option<Span>,
    /// The response.
    pub response: Use<Response>,
}

/// The key of a response.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    /// A status code, `200`.
    Code(u16),
    /// A range, `4XX`, by its first digit.
    Range(u8),
    /// `default`
    Default,
    /// What no version allows, as written.
    Other(Box<str>),
}

impl Status {
    /// The status that a key names.
    pub fn from_name(name: &str) -> Self {
        let digits = name.len() == 3 && name.bytes().all(|it| it.is_ascii_digit());
        match name.as_bytes() {
            _ if name == "default" => Self::Default,
            [first @ b'1'..=b'5', b'X', b'X'] => Self::Range(first - b'0'),
            _ if digits => name.parse().map_or_else(|_| Self::Other(name.into()), Self::Code),
            _ => Self::Other(name.into()),
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code:03}"),
            Self::Range(first) => write!(f, "{first}XX"),
            Self::Default => f.write_str("default"),
            Self::Other(name) => f.write_str(name),
        }
    }
}

/// What comes back.
#[derive(Debug, Default)]
pub struct Response {
    /// Where the object stands.
    pub at: Option<Span>,
    /// 3.2: a short summary.
    pub summary: Option<Said>,
    /// Prose, in Markdown.
    pub description: Option<Said>,
    /// Headers by name, in order.
    pub headers: Vec<(Said, Use<Header>)>,
    /// What it may be, in order. In 2.0, one for each media type produced,
    /// if there is a schema; with the `examples` of that media type.
    pub content: Vec<Use<Media>>,
    /// Links by name, in order.
    pub links: Vec<(Said, Use<Link>)>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// A header of a response or of a part of a form.
#[derive(Debug, Default)]
pub struct Header {
    /// Where the object stands.
    pub at: Option<Span>,
    /// Prose, in Markdown.
    pub description: Option<Said>,
    /// Whether it is always there.
    pub required: Option<bool>,
    /// Whether its use is discouraged.
    pub deprecated: Option<bool>,
    /// `allowEmptyValue`
    pub allow_empty: Option<bool>,
    /// How values become text; `simple` unless stated.
    pub style: Option<Style>,
    /// Whether each property is spelt with its name.
    pub explode: Option<bool>,
    /// `allowReserved`
    pub allow_reserved: Option<bool>,
    /// 2.0: `collectionFormat` as written.
    pub collection: Option<Box<Said>>,
    /// What values it has.
    pub schema: Option<Id<Schema>>,
    /// Instead of a schema: exactly one media type.
    pub content: Few<Use<Media>>,
    /// An example.
    pub example: Option<source::Value>,
    /// Named examples, in order.
    pub examples: Few<(Said, Use<Example>)>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// A named example.
#[derive(Debug, Default)]
pub struct Example {
    /// Where the object stands.
    pub at: Option<Span>,
    /// A short summary.
    pub summary: Option<Said>,
    /// Prose, in Markdown.
    pub description: Option<Said>,
    /// The value.
    pub value: Option<source::Value>,
    /// 3.2: the value as data, apart from how it is sent.
    pub data_value: Option<source::Value>,
    /// 3.2: the value as it is sent.
    pub serialized_value: Option<Said>,
    /// A URL that has the value.
    pub external_value: Option<Said>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// What can be done with a response.
#[derive(Debug, Default)]
pub struct Link {
    /// Where the object stands.
    pub at: Option<Span>,
    /// A reference to an operation.
    pub operation_ref: Option<Said>,
    /// The id of an operation.
    pub operation_id: Option<Said>,
    /// Values or runtime expressions for its parameters, in order.
    pub parameters: Vec<(Said, source::Value)>,
    /// A value or runtime expression for its body.
    pub body: Option<source::Value>,
    /// Prose, in Markdown.
    pub description: Option<Said>,
    /// A server for it.
    pub server: Option<Server>,
    /// `x-…` keys.
    pub extensions: Extensions,
}
