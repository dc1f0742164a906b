//! The style `github`: our own, and the default. How it is written down is in
//! [`manner::github`](crate::manner::github).
//!
//! `README.md` is the front page; each tag has a page; schemas are on
//! `schemas.md`; what several operations refer to is on `shared.md`. A page
//! that grows too large to be read with ease is continued on another.

mod body;
mod facts;
mod index;
mod operation;
mod parameter;
mod phrase;
mod plan;
mod response;
mod sample;
mod schema;
mod security;
mod text;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Report;
use crate::emit::docs::{Setting, SettingKind, Settings, Style, rules};
use crate::files::Files;
use crate::ir::{Api, Component, Header, Id, Operation, Parameter, Response, Said, Schema};
use crate::manner::github::{code, escape, hides, name, quote, url};
use crate::text::Span;

use plan::{Plan, Shared};
use text::{Md, Page, Target, bound, joined};

/// Our own style.
pub(super) static STYLE: Style = Style {
    name: "github",
    summary: "GitHub-flavoured Markdown, one page a tag",
    settings: &[
        Setting {
            name: "samples",
            summary: "whether a request, and a response where none is given, is made up",
            kind: SettingKind::Word(&["shown", "hidden"]),
        },
        Setting {
            name: "extensions",
            summary: "whether `x-…` keys are shown",
            kind: SettingKind::Word(&["hidden", "shown"]),
        },
    ],
    emit,
};

/// How large a page may grow, in bytes. GitHub shows no page over 512 KB.
const LARGEST: usize = 400_000;

/// Callback operations by the operation that they are shown behind.
type Called = BTreeMap<Id<Operation>, Vec<Id<Operation>>>;

/// What a schema is called, and its section.
type Label = (String, Target);

/// How many schemas the front page names one by one.
const FEW: usize = 200;

/// What every part of a page is written from.
struct Writer<'a> {
    api: &'a Api,
    extensions: bool,
    samples: bool,
    plan: Plan,
    shared: Shared,
    /// The callback operations that are shown behind an operation: those that
    /// no operation before it has.
    called_first: Called,
    /// Shown operations by `operationId`.
    named: BTreeMap<&'a str, Id<Operation>>,
    /// What is too large to be repeated wherever it is used.
    large: RefCell<Large>,
    /// Where schemas are nested deeper than tables show.
    too_deep: RefCell<Vec<Option<Span>>>,
    /// Schemas that are no components, but are referred to.
    pointed: RefCell<Pointed>,
    /// The component that each schema with an anchor is written in, where a
    /// `$dynamicRef` may ask for it.
    anchored: BTreeMap<Id<Schema>, Id<Schema>>,
}

/// What is large, as far as it was met.
#[derive(Default)]
struct Large {
    parameters: BTreeSet<Id<Parameter>>,
    headers: BTreeSet<Id<Header>>,
    /// What tables say of shared responses.
    cells: BTreeMap<Id<Response>, Vec<Md>>,
}

/// Schemas with what refers to them, in the order of meeting them.
#[derive(Default)]
struct Pointed {
    known: BTreeSet<Id<Schema>>,
    all: Vec<(Id<Schema>, String)>,
}

impl Pointed {
    fn add(&mut self, id: Id<Schema>, text: &str) {
        if self.known.insert(id) {
            self.all.push((id, text.to_owned()));
        }
    }
}

fn emit(api: &Api, settings: &Settings<'_>, report: &mut Report) -> Files {
    let plan = Plan::new(api);
    let (called_first, operations) = calls(api, &plan);
    let named = operations.iter().rev().filter_map(|&id| Some((&**api[id].id.as_ref()?, id)));
    let writer = Writer {
        api,
        extensions: settings.get("extensions") == Some("shown"),
        samples: settings.get("samples") == Some("shown"),
        shared: Shared::new(api, &operations),
        named: named.collect(),
        plan,
        called_first,
        large: RefCell::default(),
        too_deep: RefCell::default(),
        pointed: RefCell::default(),
        anchored: anchored(api),
    };
    let mut files = Files::new();
    for (path, text) in writer.pages() {
        if let Err(refused) = files.insert(path, text) {
            report.add(&rules::PAGE_NAME_REFUSED, None, refused.to_string());
        }
    }
    for &at in writer.too_deep.borrow().iter() {
        let message = "what is nested here is too deep for a table";
        let help = "give a schema on the way a name, so that it gets a section of its own";
        report.add(&rules::SCHEMA_TOO_LARGE_TO_SHOW, at, message).help(help);
    }
    files
}

/// The callback operations behind each operation, and every operation shown.
fn calls(api: &Api, plan: &Plan) -> (Called, Vec<Id<Operation>>) {
    let mut shown = Vec::new();
    let mut known = BTreeSet::new();
    let mut first = Called::new();
    for &id in plan.pages.iter().flat_map(|it| &it.operations) {
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            shown.push(id);
            let items = api[id].callbacks.iter().flat_map(|it| &api[it.1.to].items);
            let called: Vec<_> = items
                .flat_map(|&item| api[item].operations.iter().copied())
                .filter(|it| known.insert(*it))
                .collect();
            waiting.extend(called.iter().rev());
            first.insert(id, called);
        }
    }
    (first, shown)
}

impl Writer<'_> {
    fn pages(&self) -> Vec<(String, String)> {
        let mut pages = vec![Page { file: "README.md".to_owned(), md: Md::default() }];
        let mut starts = BTreeMap::from([(Target::Front, 0)]);
        for (at, plan) in self.plan.pages.iter().enumerate() {
            let page = matches!(plan.kind, plan::Kind::Tag(_)).then_some(at);
            let sections =
                plan.operations.iter().flat_map(|&id| self.operation(id, page)).collect();
            starts.insert(Target::Page(at), pages.len());
            bind(&plan.stem, &self.page_head(at), sections, &mut pages);
        }
        let sections = self.shared_sections();
        if !sections.is_empty() {
            bind("shared", &self.plain_head("Shared parts"), sections, &mut pages);
        }
        let (labels, sections) = self.schema_sections();
        let mut fronts = Vec::new();
        if !sections.is_empty() {
            let from = pages.len();
            let counts = bind("schemas", &self.plain_head("Schemas"), sections, &mut pages);
            let few = labels.len() <= FEW;
            let mut labels = labels.as_slice();
            for (at, count) in counts.into_iter().enumerate() {
                let target = Target::Page(self.plan.pages.len() + at);
                starts.insert(target, from + at);
                let (here, rest) = labels.split_at(count.min(labels.len()));
                labels = rest;
                fronts.push(if few { links(here) } else { span(here, target) });
            }
        }
        pages[0].md = self.front(&fronts);
        bound(pages, &starts)
    }

    fn plain_head(&self, title: &str) -> Md {
        let mut md = Md::default();
        md.heading(1, title, title, None);
        let mut first = Md::from("API: ");
        first.link(&escape(self.title()), Target::Front);
        md.facts(&[first]);
        md
    }

    /// What several operations refer to. Large parameters and headers are
    /// known by now: every operation is written.
    fn shared_sections(&self) -> Vec<Md> {
        let components = &self.api.components;
        let mut sections = Vec::new();
        each(&components.bodies, &self.shared.bodies, |id, said| {
            sections.push(self.body_section(id, said));
        });
        each(&components.responses, &self.shared.responses, |id, said| {
            sections.push(self.response_section(id, said));
        });
        each(&components.examples, &self.shared.examples, |id, said| {
            sections.push(self.example_section(id, said));
        });
        let large = self.large.borrow();
        let (parameters, headers) = (large.parameters.clone(), large.headers.clone());
        drop(large);
        each(&components.parameters, &self.shared.parameters, |id, said| {
            if parameters.contains(&id) {
                sections.push(self.parameter_section(id, said));
            }
        });
        each(&components.headers, &self.shared.headers, |id, said| {
            if headers.contains(&id) {
                sections.push(self.header_section(id, said));
            }
        });
        sections
    }

    /// Sections of all schemas that can be referred to, with their labels:
    /// components, then what references point at within other things.
    fn schema_sections(&self) -> (Vec<Label>, Vec<Md>) {
        let (mut labels, mut sections) = (Vec::new(), Vec::new());
        let mut done = BTreeSet::new();
        for it in &self.api.components.schemas {
            if done.insert(it.it.to) {
                labels.push((heading_of_name(&it.name), Target::Schema(it.it.to)));
                sections.push(self.component_section(it.it.to, &it.name));
            }
        }
        let mut at = 0;
        loop {
            let next = self.pointed.borrow().all.get(at).cloned();
            let Some((id, text)) = next else { break };
            at += 1;
            let label = code(&name(&text));
            sections.push(self.schema_section(id, &label, &name(&text)));
            labels.push((label, Target::Schema(id)));
        }
        (labels, sections)
    }
}

/// The component that each schema with an anchor is written in; none where no
/// `$dynamicRef` asks for one.
fn anchored(api: &Api) -> BTreeMap<Id<Schema>, Id<Schema>> {
    let mut all = BTreeMap::new();
    let is_dynamic = |it: &Schema| it.reference.as_ref().is_some_and(|it| it.dynamic);
    if api.schemas.iter().any(|(_, it)| is_dynamic(it)) {
        let has_anchor = |it: &Id<Schema>| {
            api[*it].core().is_some_and(|it| it.anchor.is_some() || it.dynamic_anchor.is_some())
        };
        for component in &api.components.schemas {
            for id in api.within(component.it.to).into_iter().filter(has_anchor) {
                all.entry(id).or_insert(component.it.to);
            }
        }
    }
    all
}

/// A link to each schema.
fn links(labels: &[Label]) -> Md {
    let link = |(label, to): &Label| std::mem::take(Md::default().link(label, *to));
    joined(&labels.iter().map(link).collect::<Vec<_>>(), ", ")
}

/// A link to a page of schemas, from the first to the last.
fn span(labels: &[Label], page: Target) -> Md {
    let (Some(first), Some(last)) = (labels.first(), labels.last()) else { return Md::default() };
    std::mem::take(Md::default().link(&format!("{} – {}", first.0, last.0), page))
}

/// What is shared, once each, in the order of the components.
fn each<T>(
    components: &[Component<T>],
    shared: &BTreeMap<Id<T>, String>,
    mut then: impl FnMut(Id<T>, &str),
) {
    let mut done = BTreeSet::new();
    for it in components {
        if let Some(said) = shared.get(&it.it.to).filter(|_| done.insert(it.it.to)) {
            then(it.it.to, said);
        }
    }
}

/// Sections on pages, as many as fit; says how many are on each.
fn bind(stem: &str, head: &Md, sections: Vec<Md>, pages: &mut Vec<Page>) -> Vec<usize> {
    let mut counts = vec![0];
    let mut page = Page { file: format!("{stem}.md"), md: head.clone() };
    for section in sections {
        let full = page.md.text().len() + section.text().len() > LARGEST;
        if full && counts.last().is_some_and(|it| *it > 0) {
            counts.push(0);
            let file = format!("{stem}.{}.md", counts.len());
            pages.push(std::mem::replace(&mut page, Page { file, md: head.clone() }));
        }
        page.md.part();
        page.md.add(&section);
        if let Some(last) = counts.last_mut() {
            *last += 1;
        }
    }
    pages.push(page);
    counts
}

/// What is left of a text when there are no blanks around it.
fn prose(said: Option<&Said>) -> Option<&str> {
    said.map(|it| it.trim()).filter(|it| !it.is_empty())
}

/// Whether plain text cannot show a name.
fn is_odd(said: &str) -> bool {
    said.trim() != said || said.is_empty() || said.contains(hides)
}

/// A name as a heading or link: plain text, or as code what that cannot show.
fn heading_of_name(said: &str) -> String {
    if is_odd(said) { code(&quote(said)) } else { escape(said) }
}

/// What a reader sees of such a heading, of which its anchor is made.
fn seen_of_name(said: &str) -> String {
    if is_odd(said) { quote(said) } else { said.to_owned() }
}

/// A link elsewhere; where the address could be more than that, code.
fn link_or_code(label: Option<&str>, address: &str) -> String {
    match (label, url(address)) {
        (None, Some(url)) => format!("<{url}>"),
        (Some(label), Some(url)) => format!("[{}]({url})", escape(label)),
        (None, None) => code(&name(address)),
        (Some(label), None) => format!("{} ({})", escape(label), code(&name(address))),
    }
}
