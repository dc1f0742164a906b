//! Rules that any output depends on: what makes a document wrong by its
//! specification beyond what reading already says.
//!
//! A [`Check`] is a rule with a question. It holds no loop: [`run`] walks the
//! API, so that no check can forget webhooks, callbacks or components. The
//! rule book of taste is a shelf of the same [`Check`]s in a crate of its own.

use crate::diag::{Diagnostic, Report, Rule};
use crate::ir::{
    Api, Body, Example, Header, Id, Link, Media, Operation, Parameter, PathItem, Response, Schema,
    Scheme, Server, Tag,
};
use crate::text::Span;

/// A rule and the question that finds what breaks it.
#[derive(Debug)]
pub struct Check {
    /// What is found.
    pub rule: Rule,
    /// How it is found.
    pub ask: Ask,
}

/// A question, by what it is asked of. It is asked of everything of its kind,
/// wherever that stands, once.
#[derive(Debug)]
pub enum Ask {
    /// Of the API as a whole.
    Api(fn(&mut Finder<'_>)),
    /// Of each tag that is declared.
    Tag(fn(&Tag, &mut Finder<'_>)),
    /// Of each server: of the API, a path, an operation, a link.
    Server(fn(&Server, &mut Finder<'_>)),
    /// Of each security scheme.
    Scheme(fn(&Scheme, &mut Finder<'_>)),
    /// Of each path item.
    PathItem(fn(Id<PathItem>, &mut Finder<'_>)),
    /// Of each operation.
    Operation(fn(Id<Operation>, &mut Finder<'_>)),
    /// Of each parameter, fields of a 2.0 form among them.
    Parameter(fn(Id<Parameter>, &mut Finder<'_>)),
    /// Of each header.
    Header(fn(Id<Header>, &mut Finder<'_>)),
    /// Of each request body.
    Body(fn(Id<Body>, &mut Finder<'_>)),
    /// Of each response.
    Response(fn(Id<Response>, &mut Finder<'_>)),
    /// Of each media type.
    Media(fn(Id<Media>, &mut Finder<'_>)),
    /// Of each named example.
    Example(fn(Id<Example>, &mut Finder<'_>)),
    /// Of each link.
    Link(fn(Id<Link>, &mut Finder<'_>)),
    /// Of each schema.
    Schema(fn(Id<Schema>, &mut Finder<'_>)),
}

/// What a question is given: the API to look at, and where to put findings.
#[derive(Debug)]
pub struct Finder<'a> {
    /// The API.
    pub api: &'a Api,
    rule: &'static Rule,
    report: &'a mut Report,
}

impl Finder<'_> {
    /// Adds a finding of the check's rule, which `help` and `note` then complete.
    pub fn add(
        &mut self,
        at: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.report.add(self.rule, at, message)
    }
}

/// Every check of this room, in the order of the specification.
pub static CHECKS: &[&Check] = &[];

/// Asks every question of everything of its kind.
pub fn run(checks: &[&'static Check], api: &Api, report: &mut Report) {
    for check in checks {
        let mut finder = Finder { api, rule: &check.rule, report };
        match check.ask {
            Ask::Api(ask) => ask(&mut finder),
            Ask::Tag(ask) => api.tags.iter().for_each(|it| ask(it, &mut finder)),
            Ask::Server(ask) => servers(api).for_each(|it| ask(it, &mut finder)),
            Ask::Scheme(ask) => api.components.security.iter().for_each(|it| ask(it, &mut finder)),
            Ask::PathItem(ask) => api.path_items.iter().for_each(|(id, _)| ask(id, &mut finder)),
            Ask::Operation(ask) => api.operations.iter().for_each(|(id, _)| ask(id, &mut finder)),
            Ask::Parameter(ask) => api.parameters.iter().for_each(|(id, _)| ask(id, &mut finder)),
            Ask::Header(ask) => api.headers.iter().for_each(|(id, _)| ask(id, &mut finder)),
            Ask::Body(ask) => api.bodies.iter().for_each(|(id, _)| ask(id, &mut finder)),
            Ask::Response(ask) => api.responses.iter().for_each(|(id, _)| ask(id, &mut finder)),
            Ask::Media(ask) => api.media.iter().for_each(|(id, _)| ask(id, &mut finder)),
            Ask::Example(ask) => api.examples.iter().for_each(|(id, _)| ask(id, &mut finder)),
            Ask::Link(ask) => api.links.iter().for_each(|(id, _)| ask(id, &mut finder)),
            Ask::Schema(ask) => api.schemas.iter().for_each(|(id, _)| ask(id, &mut finder)),
        }
    }
}

/// Every server that is declared anywhere.
fn servers(api: &Api) -> impl Iterator<Item = &Server> {
    let paths = api.path_items.iter().flat_map(|(_, it)| &it.servers);
    let operations = api.operations.iter().flat_map(|(_, it)| &it.servers);
    let links = api.links.iter().filter_map(|(_, it)| it.server.as_ref());
    api.servers.iter().chain(paths).chain(operations).chain(links)
}
