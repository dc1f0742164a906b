//! Which pages there are, and what stands on each.

use std::collections::{BTreeMap, BTreeSet};

use super::{heading_of_name, seen_of_name};
use crate::files::{Files, Why};
use crate::ir::{Api, Body, Component, Example, Header, Id, Operation, Parameter, Response, Use};
use crate::manner::github::{code, name, slug};

/// A page of operations.
pub(super) struct PagePlan {
    pub(super) kind: Kind,
    /// The file, without `.md`.
    pub(super) stem: String,
    pub(super) operations: Vec<Id<Operation>>,
    /// Operations of other pages that have the tag of this one, too.
    pub(super) further: Vec<Id<Operation>>,
}

/// What the operations of a page have in common.
pub(super) enum Kind {
    /// A tag.
    Tag(String),
    /// No tag, and the first telling part of their paths.
    Group(String),
    /// They are webhooks.
    Webhooks,
}

impl PagePlan {
    /// The heading, as Markdown and as text. A tag stands as it is, a part of
    /// a path as code, and what is neither is emphasised.
    pub(super) fn title(&self) -> (String, String) {
        match &self.kind {
            Kind::Tag(tag) => (heading_of_name(tag), seen_of_name(tag)),
            Kind::Group(part) if part.is_empty() => {
                ("_Operations_".to_owned(), "Operations".to_owned())
            }
            Kind::Group(part) => {
                let said = format!("/{part}");
                (code(&name(&said)), said)
            }
            Kind::Webhooks => ("_Webhooks_".to_owned(), "Webhooks".to_owned()),
        }
    }
}

/// The pages of operations, in order.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) pages: Vec<PagePlan>,
    /// The page of each tag.
    pub(super) tags: BTreeMap<String, usize>,
    /// What is taken, and what no system can store.
    names: Files,
    /// The number that the next page of a name gets.
    counts: BTreeMap<String, usize>,
}

/// How many untagged operations share one page.
const FEW: usize = 40;

impl Plan {
    pub(super) fn new(api: &Api) -> Self {
        let mut plan = Self::default();
        for name in ["README", "schemas", "shared"] {
            let _ = plan.take(name);
        }
        for tag in &api.tags {
            plan.tag(&tag.name);
        }
        let untagged = api.operations().filter(|it| it.1.tags.is_empty()).count();
        let mut groups: BTreeMap<String, usize> = BTreeMap::new();
        for (id, it) in api.operations() {
            let page = match it.tags.first() {
                Some(_) => {
                    let pages: Vec<usize> = it.tags.iter().map(|tag| plan.tag(tag)).collect();
                    let further: BTreeSet<usize> =
                        pages[1..].iter().copied().filter(|it| *it != pages[0]).collect();
                    for page in further {
                        plan.pages[page].further.push(id);
                    }
                    pages[0]
                }
                None => {
                    let template = &api[it.path].template;
                    let part = if untagged > FEW { telling_part(template) } else { "" };
                    match groups.get(part) {
                        Some(&page) => page,
                        None => {
                            let page = plan.page(Kind::Group(part.to_owned()), part);
                            groups.insert(part.to_owned(), page);
                            page
                        }
                    }
                }
            };
            plan.pages[page].operations.push(id);
        }
        let webhooks: Vec<_> =
            api.webhooks.iter().flat_map(|&it| api[it].operations.iter().copied()).collect();
        if !webhooks.is_empty() {
            for tag in webhooks.iter().flat_map(|&id| &api[id].tags) {
                plan.tag(tag);
            }
            let page = plan.page(Kind::Webhooks, "webhooks");
            plan.pages[page].operations = webhooks;
        }
        plan
    }

    /// The page of a tag, new if there is none.
    fn tag(&mut self, tag: &str) -> usize {
        if let Some(&page) = self.tags.get(tag) {
            return page;
        }
        let page = self.page(Kind::Tag(tag.to_owned()), tag);
        self.tags.insert(tag.to_owned(), page);
        page
    }

    fn page(&mut self, kind: Kind, said: &str) -> usize {
        let stem = self.stem(said);
        self.pages.push(PagePlan { kind, stem, operations: Vec::new(), further: Vec::new() });
        self.pages.len() - 1
    }

    /// A file name that no other page has, on any file system.
    fn stem(&mut self, said: &str) -> String {
        let mut stem = String::new();
        for it in slug(said.trim()).chars() {
            let folds = it == '-' && (stem.is_empty() || stem.ends_with('-'));
            if !folds && stem.len() < 80 {
                stem.push(it);
            }
        }
        let stem = stem.trim_end_matches('-');
        let mut stem = if stem.is_empty() { OTHERWISE } else { stem };
        loop {
            let count = *self.counts.get(stem).unwrap_or(&1);
            let numbered = if count == 1 { stem.to_owned() } else { format!("{stem}-{count}") };
            self.counts.insert(stem.to_owned(), count + 1);
            match self.take(&numbered) {
                Ok(()) => return numbered,
                Err(Why::Collides(_) | Why::Reserved(_)) => {}
                Err(_) => stem = OTHERWISE,
            }
        }
    }

    /// Takes a name, unless it is taken or cannot be one.
    fn take(&mut self, stem: &str) -> Result<(), Why> {
        // A text of its own: the same text at the same path is no collision.
        let text = self.names.len().to_string();
        self.names.insert(format!("{stem}.md"), text).map_err(|it| it.why)
    }
}

/// What a page is called that cannot be called what it is about.
const OTHERWISE: &str = "operations";

/// The first part of a path that tells something: no version, no variable.
fn telling_part(template: &str) -> &str {
    let is_version = |it: &str| {
        let digits = it.strip_prefix(['v', 'V']).unwrap_or(it);
        digits.starts_with(|it: char| it.is_ascii_digit())
            && digits.chars().all(|it| it.is_ascii_alphanumeric() || it == '.')
    };
    template
        .split('/')
        .find(|it| !it.is_empty() && !it.contains('{') && *it != "api" && !is_version(it))
        .unwrap_or_default()
}

/// What more than one place refers to, by its name: it has a section of its
/// own, and the places link to it.
#[derive(Default)]
pub(super) struct Shared {
    pub(super) responses: BTreeMap<Id<Response>, String>,
    pub(super) bodies: BTreeMap<Id<Body>, String>,
    pub(super) examples: BTreeMap<Id<Example>, String>,
    /// Parameters and headers stand where they are used, but for large ones.
    pub(super) parameters: BTreeMap<Id<Parameter>, String>,
    pub(super) headers: BTreeMap<Id<Header>, String>,
}

/// How often what is shown refers to each thing.
#[derive(Default)]
struct Uses {
    responses: BTreeMap<Id<Response>, usize>,
    bodies: BTreeMap<Id<Body>, usize>,
    examples: BTreeMap<Id<Example>, usize>,
    parameters: BTreeMap<Id<Parameter>, usize>,
    headers: BTreeMap<Id<Header>, usize>,
}

impl Shared {
    pub(super) fn new(api: &Api, operations: &[Id<Operation>]) -> Self {
        let mut uses = Uses::default();
        for &id in operations {
            let it = &api[id];
            for parameter in api.parameters_of(it) {
                count(parameter, &mut uses.parameters);
            }
            if let Some(body) = &it.body {
                let first = count(body, &mut uses.bodies);
                if first {
                    uses.content(api, &api[body.to].content);
                }
            }
            for answer in &it.responses.all {
                if count(&answer.response, &mut uses.responses) {
                    for (_, header) in &api[answer.response.to].headers {
                        count(header, &mut uses.headers);
                    }
                    uses.content(api, &api[answer.response.to].content);
                }
            }
        }
        let components = &api.components;
        Self {
            responses: often(&components.responses, &uses.responses),
            bodies: often(&components.bodies, &uses.bodies),
            examples: often(&components.examples, &uses.examples),
            parameters: often(&components.parameters, &uses.parameters),
            headers: often(&components.headers, &uses.headers),
        }
    }
}

/// The components that are used more than once, by their names.
fn often<T>(components: &[Component<T>], uses: &BTreeMap<Id<T>, usize>) -> BTreeMap<Id<T>, String> {
    let mut found = BTreeMap::new();
    for it in components.iter().filter(|it| uses.get(&it.it.to).is_some_and(|it| *it > 1)) {
        found.entry(it.it.to).or_insert_with(|| it.name.to_string());
    }
    found
}

/// Counts a use; says whether what is used is met for the first time.
fn count<T>(it: &Use<T>, uses: &mut BTreeMap<Id<T>, usize>) -> bool {
    let count = uses.entry(it.to).or_insert(0);
    *count += 1;
    *count == 1
}

impl Uses {
    fn content(&mut self, api: &Api, content: &[Use<crate::ir::Media>]) {
        for media in content {
            for (_, example) in &api[media.to].examples {
                count(example, &mut self.examples);
            }
        }
    }
}
