//! The sections of a reference: which operations stand on which page, under
//! which heading, and where the API is served.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Report;
use crate::dialect::Version;
use crate::emit::docs::rules::OPERATION_NOT_SHOWN;
use crate::ir::{Api, Id, Operation, Server, Tag, Where};
use crate::manner::widdershins::anchor;
use crate::text::Span;

/// One page of operations.
#[derive(Debug)]
pub(crate) struct Section<'a> {
    /// The tag.
    pub(crate) title: &'a str,
    /// What the document says of the tag, if it declares it.
    pub(crate) tag: Option<&'a Tag>,
    /// Where the tag is named first.
    pub(crate) at: Option<Span>,
    /// The operations under their headings, no heading twice.
    pub(crate) operations: Vec<(Cow<'a, str>, Id<Operation>)>,
}

/// Every tag that has operations: first `Default`, then the declared ones,
/// then the others as they are used. Only the first tag of an operation counts.
/// Each has the heading that is asked for.
pub(crate) fn sections<'a>(
    api: &'a Api,
    heading: fn(&'a Api, &'a Operation) -> Cow<'a, str>,
) -> Vec<Section<'a>> {
    let mut tags = Sections::default();
    tags.add("Default", None, None);
    for tag in &api.tags {
        tags.add(&tag.name, Some(tag), tag.name.at);
    }
    for (id, operation) in api.operations() {
        let tag = operation.tags.first();
        let at = tags.add(tag.map_or("Default", |it| it), None, tag.and_then(|it| it.at));
        tags.put(at, heading(api, operation), id);
    }
    tags.all.retain(|it| !it.operations.is_empty());
    tags.all
}

/// Tells which operations stand in none of the sections.
pub(crate) fn tell_missing(api: &Api, sections: &[Section<'_>], found: &mut Report) {
    let shown = sections.iter().flat_map(|it| &it.operations).map(|it| it.1);
    let shown: BTreeSet<Id<Operation>> = shown.collect();
    for (id, operation) in api.operations.iter() {
        let why = match operation.place {
            Where::Webhook => "pages of this style have no place for webhooks",
            Where::Callback => "pages of this style have no place for callbacks",
            Where::Path if !shown.contains(&id) => "another operation of its tag has its heading",
            Where::Path | Where::Component => continue,
        };
        let template = &api[operation.path].template;
        let message = format!("`{} {template}` is not shown: {why}", operation.method.name());
        let found = found.add(&OPERATION_NOT_SHOWN, operation.at, message);
        found.help(match operation.place {
            Where::Path => "give the operations different summaries and ids",
            _ => "choose the style `github`, which shows it",
        });
    }
}

#[derive(Default)]
struct Sections<'a> {
    all: Vec<Section<'a>>,
    by_title: BTreeMap<&'a str, usize>,
    by_heading: BTreeMap<(usize, Cow<'a, str>), usize>,
}

impl<'a> Sections<'a> {
    fn add(&mut self, title: &'a str, tag: Option<&'a Tag>, place: Option<Span>) -> usize {
        let next = self.all.len();
        let at = *self.by_title.entry(title).or_insert(next);
        if at == next {
            self.all.push(Section { title, tag, at: place, operations: Vec::new() });
        } else if tag.is_some() {
            self.all[at].tag = tag;
        }
        at
    }

    /// A second operation under a heading takes the place of the first.
    fn put(&mut self, section: usize, heading: Cow<'a, str>, operation: Id<Operation>) {
        let operations = &mut self.all[section].operations;
        let next = operations.len();
        let at = *self.by_heading.entry((section, heading.clone())).or_insert(next);
        if at == next {
            operations.push((heading, operation));
        } else {
            operations[at].1 = operation;
        }
    }
}

/// What an operation is called that says nothing itself: its method and path.
pub(crate) fn unnamed<'a>(api: &'a Api, operation: &'a Operation) -> Cow<'a, str> {
    let path = &api[operation.path].template;
    Cow::Owned(anchor::unnamed(operation.method.name(), path))
}

/// The server that the document names, if it does, and the path that all
/// operations share.
pub(crate) fn address(api: &Api) -> (Option<String>, String) {
    if let Some(address) = api.address.as_ref().filter(|_| api.version == Version::V2_0) {
        let path = address.base_path.as_deref().unwrap_or_default();
        let scheme = address.schemes.iter().flatten().next().map_or("http", |it| it);
        let host = address.host.as_deref().filter(|it| !it.is_empty());
        return (host.map(|host| format!("{scheme}://{host}")), path.to_owned());
    }
    let Some(server) = api.servers.first() else { return (None, String::new()) };
    let url = filled(server);
    let Some(after) = url.find("//").map(|it| it + 2) else { return (None, url) };
    let end = url.get(after..).and_then(|it| it.find('/')).map_or(url.len(), |it| after + it);
    let (host, path) = url.split_at(end);
    let scheme = if host.starts_with("//") { "http:" } else { "" };
    (Some(format!("{scheme}{host}")), path.to_owned())
}

/// The URL of a server with the defaults of its variables.
fn filled(server: &Server) -> String {
    let defaults = server.variables.iter().map(|it| (&*it.name, it.default.as_deref()));
    let defaults: BTreeMap<&str, Option<&str>> = defaults.collect();
    let mut url = String::with_capacity(server.url.len());
    let mut rest = &*server.url.text;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, it)| Some((before, it.split_once('}')?)))
    {
        url.push_str(before);
        url.push_str(defaults.get(name).copied().flatten().unwrap_or(name));
        rest = after;
    }
    url + rest
}
