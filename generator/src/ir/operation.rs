//! Path items, operations, callbacks.

use std::fmt;

use crate::ir::{
    Body, Extensions, ExternalDocs, Id, Parameter, Reference, Requirement, Responses, Said, Server,
    Use,
};
use crate::text::Span;

/// What can be done at one path.
#[derive(Debug, Default)]
pub struct PathItem {
    /// Where the object stands.
    pub at: Option<Span>,
    /// The path template, the name of a webhook, or the runtime expression of
    /// a callback; its place is the key.
    pub template: Said,
    /// The reference that leads here, if the item stands elsewhere.
    pub via: Option<Box<Reference<PathItem>>>,
    /// A short summary for all operations.
    pub summary: Option<Said>,
    /// Prose for all operations, in Markdown.
    pub description: Option<Said>,
    /// The operations, in document order.
    pub operations: Vec<Id<super::Operation>>,
    /// Parameters of all operations.
    pub parameters: Vec<Use<Parameter>>,
    /// Servers instead of the API's.
    pub servers: Vec<Server>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// One method at one path.
#[derive(Debug)]
pub struct Operation {
    /// Where the object stands.
    pub at: Option<Span>,
    /// The method.
    pub method: Method,
    /// Where the method is written: the key of the path item.
    pub method_at: Option<Span>,
    /// The path item that it belongs to.
    pub path: Id<PathItem>,
    /// Whether that is a path, a webhook or a callback.
    pub place: Where,
    /// `operationId`.
    pub id: Option<Said>,
    /// A short summary.
    pub summary: Option<Said>,
    /// Prose, in Markdown.
    pub description: Option<Said>,
    /// Tags, in order.
    pub tags: Vec<Said>,
    /// Documentation elsewhere.
    pub external_docs: Option<ExternalDocs>,
    /// Its own parameters; [`Api::parameters_of`](super::Api::parameters_of)
    /// adds those of its path. 2.0's body and form parameters are in `body`.
    pub parameters: Vec<Use<Parameter>>,
    /// The request body.
    pub body: Option<Use<Body>>,
    /// The responses.
    pub responses: Responses,
    /// Callbacks by name, in order.
    pub callbacks: Vec<(Said, Use<Callback>)>,
    /// Whether its use is discouraged.
    pub deprecated: Option<bool>,
    /// What a caller must show; `None`: not stated, so the API's holds.
    pub security: Option<Vec<Requirement>>,
    /// Servers instead of the path's and the API's.
    pub servers: Vec<Server>,
    /// 2.0: media types of the body, as the operation states them.
    pub consumes: Option<Vec<Said>>,
    /// 2.0: media types of the responses, as the operation states them.
    pub produces: Option<Vec<Said>>,
    /// 2.0: transfer protocols, as the operation states them.
    pub schemes: Option<Vec<Said>>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// What an operation hangs on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Where {
    /// A path of the API.
    Path,
    /// A webhook.
    Webhook,
    /// A callback of another operation.
    Callback,
    /// A path item of the components that no path uses.
    Component,
}

/// An HTTP method.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Method {
    /// `GET`
    Get,
    /// `PUT`
    Put,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `HEAD`
    Head,
    /// `PATCH`
    Patch,
    /// `TRACE`
    Trace,
    /// `QUERY` (3.2)
    Query,
    /// One of 3.2's `additionalOperations`, as written.
    Other(Box<str>),
}

impl Method {
    /// The method that a key names, whatever its case.
    pub fn from_name(name: &str) -> Self {
        let known = [
            Self::Get,
            Self::Put,
            Self::Post,
            Self::Delete,
            Self::Options,
            Self::Head,
            Self::Patch,
            Self::Trace,
            Self::Query,
        ];
        known
            .into_iter()
            .find(|it| it.name().eq_ignore_ascii_case(name))
            .unwrap_or(Self::Other(name.into()))
    }

    /// As it stands in a request: in upper case, but for [`Method::Other`].
    pub fn name(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(name) => name,
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Requests that the API may send, by runtime expression.
#[derive(Debug, Default)]
pub struct Callback {
    /// Where the object stands.
    pub at: Option<Span>,
    /// A path item for each expression, in order; the expression is the
    /// item's `template`.
    pub items: Vec<Id<PathItem>>,
    /// `x-…` keys.
    pub extensions: Extensions,
}
