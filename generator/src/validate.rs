//! Rules that any output depends on: what makes a document wrong by its
//! specification beyond what reading already says.
//!
//! A [`Check`] is a rule with a question. It holds no loop: [`run`] walks the
//! API, so that no check can forget webhooks, callbacks or components. The
//! rule book of taste is a shelf of the same [`Check`]s in a crate of its own.

mod template;
mod walk;
// The rules, by name.
mod array_without_items;
mod base_path_without_slash;
mod broken_pattern;
mod default_not_a_choice;
mod default_of_another_type;
mod discriminator_not_required;
mod empty_composition;
mod empty_enum;
mod empty_required;
mod empty_server_choice;
mod empty_value_out_of_place;
mod encoding_of_no_property;
mod endless_schema;
mod example_and_examples;
mod exclusive_without_bound;
mod fixed_method_as_additional;
mod identical_paths;
mod license_with_both;
mod link_without_operation;
mod lost_operation_ref;
mod lost_tag_parent;
mod malformed_component_name;
mod malformed_email;
mod malformed_expression;
mod malformed_header_name;
mod malformed_host;
mod malformed_method;
mod malformed_path;
mod malformed_url;
mod misplaced_file;
mod multiple_of_nothing;
mod no_response;
mod no_schema;
mod object_parameter;
mod optional_discriminator;
mod optional_path_parameter;
mod path_parameter_not_in_path;
mod path_without_slash;
mod positions_without_array;
mod querystring_beside_query;
mod querystring_with_schema;
mod read_and_write_only;
mod relative_namespace;
mod repeated_choice;
mod repeated_operation_id;
mod repeated_parameter;
mod repeated_path_variable;
mod repeated_required;
mod repeated_server_variable;
mod repeated_tag;
mod reserved_out_of_place;
mod schema_and_content;
mod scopes_without_oauth;
mod self_with_fragment;
mod server_with_query;
mod several_contents;
mod style_out_of_place;
mod two_example_values;
mod undeclared_path_variable;
mod undefined_security;
mod unknown_operation_id;
mod unknown_scheme;
mod unnamed_xml_root;
mod xml_node_in_two_ways;
// The end of the rules.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Report, Rule};
use crate::dialect::{Dialect, Versions};
use crate::ir::{
    Api, Body, Example, Header, Id, Link, Media, Operation, Parameter, PathItem, Requirement,
    Response, Said, Schema, Scheme, Server, Tag,
};
use crate::source::Value;
use crate::text::Span;
use crate::words::did_you_mean;

pub use broken_pattern::why_broken;
pub use template::{Variables, variables};
pub use walk::samples;

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
    Api(fn(&Api, &mut Finder<'_>)),
    /// Of each tag that is declared.
    Tag(fn(&Tag, &mut Finder<'_>)),
    /// Of each server: of the API, a path, an operation, a link.
    /// Those of 2.0 are made, and not asked of.
    Server(fn(&Server, &mut Finder<'_>)),
    /// Of each security scheme.
    Scheme(fn(&Scheme, &mut Finder<'_>)),
    /// Of what the API or an operation asks of a caller.
    Requirement(fn(&Requirement, &mut Finder<'_>)),
    /// Of each path: no webhook, callback or component.
    Path(fn(&PathItem, &mut Finder<'_>)),
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
    /// Of each URL that leads out of the document.
    Url(fn(&Url<'_>, &mut Finder<'_>)),
    /// Of each text in Markdown.
    Prose(fn(&Said, &mut Finder<'_>)),
}

/// A URL that leads out of the document.
#[derive(Clone, Copy, Debug)]
pub struct Url<'a> {
    /// The key that it stands under.
    pub key: &'static str,
    /// As it is written.
    pub said: &'a Said,
    /// It names the place of a server: `{…}` are variables in it.
    pub is_template: bool,
}

/// A value that stands for what a schema describes.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// What it is: `default`, `example`.
    pub key: &'static str,
    /// The value.
    pub value: &'a Value,
    /// What it is a value of.
    pub schema: Id<Schema>,
    /// Whether it is sent or answered; `None`: that is not known.
    pub in_request: Option<bool>,
}

/// What a question is given: the API to look at, and where to put findings.
#[derive(Debug)]
pub struct Finder<'a> {
    /// The API.
    pub api: &'a Api,
    rule: &'static Rule,
    report: &'a mut Report,
}

impl<'a> Finder<'a> {
    /// Adds a finding of the check's rule, which `help` and `note` then complete.
    pub fn add(
        &mut self,
        at: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.report.add(self.rule, at, message)
    }

    /// Adds one finding for all places that have one cause: at the first of
    /// them, with a note on how far it reaches.
    pub fn add_once(
        &mut self,
        places: &[Option<Span>],
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let found = self.report.add(self.rule, places.first().copied().flatten(), message);
        found.reaches(places.get(1..).unwrap_or_default());
        found
    }

    /// The facts of the version that the document is in.
    pub fn dialect(&self) -> &'static Dialect {
        self.api.version.dialect()
    }

    /// Whether the document is in one of these versions.
    pub fn is(&self, versions: Versions) -> bool {
        versions.has(self.api.version)
    }

    /// Whether the API was read from a document. A page does not state all
    /// that a document would, so what it lacks says nothing.
    pub fn is_document(&self) -> bool {
        self.api.version_text.is_some() && self.api.manner.is_none()
    }

    /// The API, for longer than the finder is borrowed.
    pub fn api(&self) -> &'a Api {
        self.api
    }
}

/// The candidate that was probably meant by the word that is the `count`th to
/// be none of them. A document of many errors does not get an answer to each.
pub fn guess<'a>(
    count: usize,
    candidates: impl IntoIterator<Item = &'a str>,
    word: &str,
) -> Option<&'a str> {
    if count < 50 { did_you_mean(candidates.into_iter().take(20_000), word) } else { None }
}

/// Every check of this room, by name.
pub static CHECKS: &[&Check] = &[
    &array_without_items::CHECK,
    &base_path_without_slash::CHECK,
    &broken_pattern::CHECK,
    &default_not_a_choice::CHECK,
    &default_of_another_type::CHECK,
    &discriminator_not_required::CHECK,
    &empty_composition::CHECK,
    &empty_enum::CHECK,
    &empty_required::CHECK,
    &empty_server_choice::CHECK,
    &empty_value_out_of_place::CHECK,
    &encoding_of_no_property::CHECK,
    &endless_schema::CHECK,
    &example_and_examples::CHECK,
    &exclusive_without_bound::CHECK,
    &fixed_method_as_additional::CHECK,
    &identical_paths::CHECK,
    &license_with_both::CHECK,
    &link_without_operation::CHECK,
    &lost_operation_ref::CHECK,
    &lost_tag_parent::CHECK,
    &malformed_component_name::CHECK,
    &malformed_email::CHECK,
    &malformed_expression::CHECK,
    &malformed_header_name::CHECK,
    &malformed_host::CHECK,
    &malformed_method::CHECK,
    &malformed_path::CHECK,
    &malformed_url::CHECK,
    &misplaced_file::CHECK,
    &multiple_of_nothing::CHECK,
    &no_response::CHECK,
    &no_schema::CHECK,
    &object_parameter::CHECK,
    &optional_discriminator::CHECK,
    &optional_path_parameter::CHECK,
    &path_parameter_not_in_path::CHECK,
    &path_without_slash::CHECK,
    &positions_without_array::CHECK,
    &querystring_beside_query::CHECK,
    &querystring_with_schema::CHECK,
    &read_and_write_only::CHECK,
    &relative_namespace::CHECK,
    &repeated_choice::CHECK,
    &repeated_operation_id::CHECK,
    &repeated_parameter::CHECK,
    &repeated_path_variable::CHECK,
    &repeated_required::CHECK,
    &repeated_server_variable::CHECK,
    &repeated_tag::CHECK,
    &reserved_out_of_place::CHECK,
    &schema_and_content::CHECK,
    &scopes_without_oauth::CHECK,
    &self_with_fragment::CHECK,
    &server_with_query::CHECK,
    &several_contents::CHECK,
    &style_out_of_place::CHECK,
    &two_example_values::CHECK,
    &undeclared_path_variable::CHECK,
    &undefined_security::CHECK,
    &unknown_operation_id::CHECK,
    &unknown_scheme::CHECK,
    &unnamed_xml_root::CHECK,
    &xml_node_in_two_ways::CHECK,
];

/// Asks every question of everything of its kind.
pub fn run(checks: &[&'static Check], api: &Api, report: &mut Report) {
    let before = report.found.len();
    macro_rules! ask {
        ($kind:ident, $things:expr) => {
            let asked: Vec<_> = checks
                .iter()
                .filter_map(|it| match it.ask {
                    Ask::$kind(ask) => Some((&it.rule, ask)),
                    _ => None,
                })
                .collect();
            if !asked.is_empty() {
                for thing in $things {
                    for (rule, ask) in &asked {
                        ask(thing, &mut Finder { api, rule, report });
                    }
                }
            }
        };
    }
    ask!(Api, [api]);
    ask!(Tag, &api.tags);
    ask!(Server, walk::servers(api));
    ask!(Scheme, &api.components.security);
    ask!(Requirement, walk::requirements(api));
    ask!(Path, api.paths.iter().map(|&it| &api[it]));
    ask!(PathItem, api.path_items.iter().map(|it| it.0));
    ask!(Operation, api.operations.iter().map(|it| it.0));
    ask!(Parameter, api.parameters.iter().map(|it| it.0));
    ask!(Header, api.headers.iter().map(|it| it.0));
    ask!(Body, api.bodies.iter().map(|it| it.0));
    ask!(Response, api.responses.iter().map(|it| it.0));
    ask!(Media, api.media.iter().map(|it| it.0));
    ask!(Example, api.examples.iter().map(|it| it.0));
    ask!(Link, api.links.iter().map(|it| it.0));
    ask!(Schema, api.schemas.iter().map(|it| it.0));
    ask!(Url, &walk::urls(api));
    ask!(Prose, walk::prose(api));
    once(report, before);
}

/// What stands in the IR twice (a path item that two paths share, a response
/// that operations of 2.0 make their own) is complained of once.
fn once(report: &mut Report, before: usize) {
    let mut seen = BTreeSet::new();
    let new = report.found.split_off(before);
    for it in new {
        let is_new = seen.insert((it.rule.name, it.at.map(key), it.message.clone()));
        if is_new || it.at.is_none() {
            report.found.push(it);
        }
    }
}

fn key(at: Span) -> (usize, u32, u32) {
    (at.file.index(), at.start, at.end)
}
