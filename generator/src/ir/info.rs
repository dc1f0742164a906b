//! What an API is called, where it is served, how it is divided.

use crate::ir::{Extensions, Said};
use crate::text::Span;

/// What the API is called, who answers for it, under which terms.
#[derive(Debug, Default)]
pub struct Info {
    /// Where the object stands.
    pub at: Option<Span>,
    /// The title.
    pub title: Option<Said>,
    /// 3.1: a short summary.
    pub summary: Option<Said>,
    /// Prose, in Markdown.
    pub description: Option<Said>,
    /// The terms of service, a URL.
    pub terms: Option<Said>,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// The licence.
    pub license: Option<License>,
    /// The version of the API (not of the specification).
    pub version: Option<Said>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// Whom to ask.
#[derive(Debug, Default)]
pub struct Contact {
    /// Where the object stands.
    pub at: Option<Span>,
    /// A name.
    pub name: Option<Said>,
    /// A URL.
    pub url: Option<Said>,
    /// An address.
    pub email: Option<Said>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// The licence of the API.
#[derive(Debug, Default)]
pub struct License {
    /// Where the object stands.
    pub at: Option<Span>,
    /// Its name.
    pub name: Option<Said>,
    /// 3.1: an SPDX expression.
    pub identifier: Option<Said>,
    /// A URL.
    pub url: Option<Said>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// Documentation elsewhere.
#[derive(Clone, Debug, Default)]
pub struct ExternalDocs {
    /// Where the object stands.
    pub at: Option<Span>,
    /// The URL.
    pub url: Option<Said>,
    /// Prose, in Markdown.
    pub description: Option<Said>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// Where an API is served.
#[derive(Debug, Default)]
pub struct Server {
    /// Where the object stands.
    pub at: Option<Span>,
    /// The URL template.
    pub url: Said,
    /// 3.2: a name.
    pub name: Option<Said>,
    /// Prose, in Markdown.
    pub description: Option<Said>,
    /// The variables of the template, in order.
    pub variables: Vec<Variable>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// A variable in the template of a server's URL.
#[derive(Debug, Default)]
pub struct Variable {
    /// Its name.
    pub name: Said,
    /// What it is unless chosen.
    pub default: Option<Said>,
    /// What it may be; `None`: not stated.
    pub choices: Option<Vec<Said>>,
    /// Prose, in Markdown.
    pub description: Option<Said>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// What a 2.0 document says of its address.
#[derive(Debug, Default)]
pub struct Address {
    /// `host`, perhaps with a port.
    pub host: Option<Said>,
    /// `basePath`.
    pub base_path: Option<Said>,
    /// `schemes`; `None`: not stated.
    pub schemes: Option<Vec<Said>>,
}

/// A declared tag.
#[derive(Debug, Default)]
pub struct Tag {
    /// Where the object stands.
    pub at: Option<Span>,
    /// The name that operations use.
    pub name: Said,
    /// 3.2: a short summary.
    pub summary: Option<Said>,
    /// Prose, in Markdown.
    pub description: Option<Said>,
    /// 3.2: the tag that this one belongs under.
    pub parent: Option<Said>,
    /// 3.2: what sort of tag it is, `nav` or `badge` for instance.
    pub kind: Option<Said>,
    /// Documentation elsewhere.
    pub external_docs: Option<ExternalDocs>,
    /// `x-…` keys.
    pub extensions: Extensions,
}
