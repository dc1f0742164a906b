//! Where references lead.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Rule;
use crate::dialect::{Object, Versions};
use crate::ir::{Header, Id, Reference, Said, Schema, Use};
use crate::read::dynamic;
use crate::read::files::join;
use crate::read::object::{Reader, shown};
use crate::read::queue::{ASKED, Thing};
use crate::read::resources::Resources;
use crate::read::rules;
use crate::source::{Kind, Node, NodeId};
use crate::text::{FileId, Span, percent_decoded};

/// How many references one may have to follow to get to a thing.
const MAX_CHAIN: usize = 100;

/// How many of the references of a circle are pointed at beside the first.
const SHOWN: usize = 5;

/// Where references lead, each looked up once.
#[derive(Default)]
pub(super) struct Targets<'a> {
    /// By the file and the resource that a reference stands in, and its text.
    known: BTreeMap<(FileId, usize, Cow<'a, str>), Result<Led<'a>, Lost>>,
    /// What has a URI or an anchor.
    resources: Resources<'a>,
    /// Things that are references, and lead to no thing or through too many
    /// others: they were complained of.
    endless: BTreeSet<NodeId>,
    /// The finding that tells of a cause: a rule and its message.
    causes: BTreeMap<(&'static str, String), usize>,
}

/// Where a reference leads.
#[derive(Clone, Copy, Debug)]
struct Led<'a> {
    to: Node<'a>,
    /// A `+` of it had to be taken for a space.
    by_plus: bool,
}

impl<'a> From<Node<'a>> for Led<'a> {
    fn from(to: Node<'a>) -> Self {
        Self { to, by_plus: false }
    }
}

/// A reference that leads nowhere: the finding that tells why.
#[derive(Clone, Debug)]
pub(super) struct Lost {
    rule: &'static Rule,
    message: String,
    help: Option<String>,
}

impl Lost {
    pub(super) fn new(rule: &'static Rule, message: String) -> Self {
        Self { rule, message, help: None }
    }

    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

/// Follows a JSON Pointer (RFC 6901), percent-decoded. `Err` names the step
/// that is not there and the node that does not have it.
fn follow<'a>(root: Node<'a>, pointer: &str) -> Result<Node<'a>, (String, Node<'a>)> {
    let mut node = root;
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        let next = match node.kind() {
            Kind::Map => node.get(&step),
            Kind::List if step == "0" || !step.starts_with(['0', '+']) => {
                step.parse().ok().and_then(|at| node.item(at))
            }
            _ => None,
        };
        node = next.ok_or((step, node))?;
    }
    Ok(node)
}

/// How to say something beside a reference that ignores what stands beside it.
#[derive(Clone, Copy)]
pub(super) enum Wrap {
    /// A schema: as one part of `allOf`.
    AllOf,
    /// Anything else: there is no way.
    No,
}

impl<'a> Reader<'a> {
    /// The node that a reference leads to, from the node that holds its text.
    /// Where it leads nowhere a finding says so, once.
    pub(super) fn target(&mut self, text: Node<'a>) -> Option<Node<'a>> {
        let reference = text.as_text()?;
        let from = text.tree().file();
        let known = (from, self.targets.resources.around(text), reference);
        let found = match self.targets.known.get(&known) {
            Some(found) => found.clone(),
            None => {
                let found = self.look_up(from, known.1, &known.2);
                self.targets.known.insert(known, found.clone());
                found
            }
        };
        match found {
            Ok(led) => {
                if led.by_plus {
                    let message = "`+` is a plus sign in a reference, and no name has one here; \
                                   it is read as a space";
                    let lost = Lost::new(&rules::PLUS_FOR_SPACE, message.to_owned());
                    self.lost(text, lost.help("write `%20`"));
                }
                Some(led.to)
            }
            Err(lost) => {
                self.lost(text, lost);
                None
            }
        }
    }

    fn lost(&mut self, text: Node<'a>, lost: Lost) {
        if !self.complained.insert(text.id()) {
            return;
        }
        // What many references name and nothing declares is one cause.
        let cause = (lost.rule.name, lost.message);
        if let Some(&known) = self.targets.causes.get(&cause) {
            self.report.found[known].reaches(&[Some(text.at())]);
            return;
        }
        let found = self.report.add(lost.rule, text.at(), cause.1.clone());
        found.help = lost.help;
        self.targets.causes.insert(cause, self.report.found.len() - 1);
    }

    fn look_up(&mut self, from: FileId, resource: usize, reference: &str) -> Result<Led<'a>, Lost> {
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let (file, resource) = self.resource(from, resource, uri, reference)?;
        let nowhere = |message: String| Lost::new(&rules::UNRESOLVED_REFERENCE, message);
        let Some(found) = self.targets.resources.get(file, resource) else {
            let lost = nowhere(format!("`{}` leads nowhere", shown(reference)));
            return Err(lost.help("refer to what is there"));
        };
        let fragment = percent_decoded(fragment);
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return found.anchor(&fragment).map(Led::from).ok_or_else(|| {
                let reference = shown(reference);
                nowhere(format!("`{reference}` leads nowhere: no schema has this anchor"))
                    .help("write `#/` and the path to what is meant")
            });
        }
        let (step, node) = match follow(found.root, &fragment) {
            Ok(node) => return Ok(node.into()),
            Err(lost) => lost,
        };
        // People write the path from the root of the file even in a schema
        // with an `$id`, from which it should start.
        if let Some(root) = self.root_of(file)
            && let Ok(node) = follow(root, &fragment)
        {
            return Ok(node.into());
        }
        // As in a form: `+` for a space.
        if fragment.contains('+')
            && let Ok(to) = follow(found.root, &fragment.replace('+', " "))
        {
            return Ok(Led { to, by_plus: true });
        }
        let lost = nowhere(format!(
            "`{}` leads nowhere: there is no `{}`",
            shown(reference),
            shown(&step)
        ));
        let names = node.entries().take(self.guesses_left.min(5000));
        let names: Vec<_> = names.map(|it| it.name()).collect();
        Err(match self.near(&step, names.iter().map(AsRef::as_ref)) {
            Some(near) => lost.help(format!("write `{near}`, if that is meant")),
            None => lost.help("add it there, or refer to what is there"),
        })
    }

    /// The file, and the resource in it, that a URI names.
    fn resource(
        &mut self,
        from: FileId,
        resource: usize,
        uri: &str,
        reference: &str,
    ) -> Result<(FileId, usize), Lost> {
        if uri.is_empty() {
            return Ok((from, resource));
        }
        if let Some(named) = self.targets.resources.named(from, resource, uri) {
            return Ok(named);
        }
        if is_remote(uri) {
            let message = format!("`{}` is on the network, and is not read", shown(reference));
            return Err(Lost::new(&rules::REMOTE_REFERENCE, message)
                .help("keep a copy beside the document and refer to that"));
        }
        let base = self.files.get(from.index()).map_or("", |it| &it.path);
        let path = join(base, &percent_decoded(uri));
        Ok((self.file_at(&path)?, 0))
    }

    /// Notes what has a name of its own in a file.
    pub(super) fn enter_resources(&mut self, file: FileId) {
        if let Some(root) = self.root_of(file) {
            self.targets.resources.enter(root, self.dialect.json_schema);
        }
    }

    /// Makes every `$dynamicRef` lead where it leads from each place.
    pub(super) fn settle(&mut self) {
        let mut names = BTreeSet::new();
        let mut seen = 0;
        // Of other files only that is read which references name; an anchor
        // names more, and that may ask for anchors again.
        while seen < self.api.schemas.len() {
            let new = (seen..self.api.schemas.len()).map(|it| &self.api.schemas[Id::new(it)]);
            let references = new.filter_map(|it| it.reference.as_ref());
            names.extend(references.filter(|it| it.dynamic).filter_map(|it| it.anchor()));
            seen = self.api.schemas.len();
            for file in (1..self.files.len()).map(FileId::new) {
                for name in &names {
                    let all: Vec<_> = self.targets.resources.dynamic(file, name).collect();
                    for node in all {
                        self.later::<Schema>(node);
                    }
                }
            }
            self.drain();
        }
        let resources = |api: &mut _| dynamic::of_documents(api, &self.targets.resources);
        dynamic::report_repeated(&mut self.api, resources, &mut self.report);
        dynamic::settle(&mut self.api, resources, &mut self.report);
    }

    /// A thing that stands at a node or that a reference there leads to.
    pub(super) fn used<T: Thing>(&mut self, node: Node<'a>) -> Use<T> {
        let Some(text) = reference_of(node) else { return Use::here(self.here(node)) };
        if T::TAG == Header::TAG {
            self.may_refer(text, T::object(), Versions::SINCE_3_0);
        }
        let target = self.followed(node, text).filter(|it| self.is_a::<T>(text, *it));
        let to = target.map(|it| self.later(it));
        let via = self.reference(node, text, to);
        let to = to.unwrap_or_else(|| T::arena(&mut self.api).add(T::blank()));
        Use { to, via: Some(Box::new(via)) }
    }

    /// Whether a reference leads to what is needed, as far as that is known.
    fn is_a<T: Thing>(&mut self, text: Node<'a>, target: Node<'a>) -> bool {
        let Some(other) = self.another::<T>(target) else { return true };
        let message = format!(
            "`{}` is {}, and {} is needed here",
            shown(&text.as_text().unwrap_or_default()),
            other.noun(),
            T::object().noun()
        );
        self.lost(text, Lost::new(&rules::REFERENCE_TO_ANOTHER_KIND, message));
        false
    }

    /// What is declared under a name: as [`Reader::used`], but read later.
    pub(super) fn declared_use<T: Thing>(&mut self, node: Node<'a>) -> Use<T> {
        if reference_of(node).is_some() { self.used(node) } else { Use::here(self.declared(node)) }
    }

    /// Follows a reference, and what it leads to if that is one again.
    pub(super) fn followed(&mut self, node: Node<'a>, text: Node<'a>) -> Option<Node<'a>> {
        if self.targets.endless.contains(&node.id()) {
            return None;
        }
        let mut target = self.target(text)?;
        // Most references lead to a thing at once, and make no way.
        let mut way = Vec::new();
        let mut passed = BTreeSet::new();
        while let Some(next) = reference_of(target) {
            if way.is_empty() {
                way.push((node, text));
                passed.insert(node.id());
            }
            let again = !passed.insert(target.id());
            if again || self.targets.endless.contains(&target.id()) {
                self.targets.endless.extend(way.iter().map(|it| it.0.id()));
                if again {
                    let start = way.iter().position(|it| it.0.id() == target.id());
                    let circle = way.split_off(start.unwrap_or_default());
                    self.in_a_circle(circle.into_iter().map(|it| it.1).collect());
                }
                return None;
            }
            way.push((target, next));
            target = self.target(next)?;
        }
        if way.len() <= MAX_CHAIN {
            return Some(target);
        }
        let message = format!(
            "`{}` leads to a thing through more than {MAX_CHAIN} other references",
            shown(&text.as_text()?)
        );
        let lost = Lost::new(&rules::REFERENCE_CYCLE, message);
        self.lost(text, lost.help("refer to the thing itself"));
        let far = way.len() - MAX_CHAIN;
        self.targets.endless.extend(way[..far].iter().map(|it| it.0.id()));
        None
    }

    /// One finding for a circle, at the first of its references.
    fn in_a_circle(&mut self, mut circle: Vec<Node<'a>>) {
        circle.sort_by_key(|it| (it.tree().file(), it.at().start));
        let Some((first, others)) = circle.split_first() else { return };
        let text = first.as_text().unwrap_or_default();
        let message = format!("`{}` leads in a circle", shown(&text));
        let found = self.report.add(&rules::REFERENCE_CYCLE, first.at(), message);
        found.help("write the thing itself in place of one of these references");
        for other in others.iter().take(SHOWN) {
            found.note(other.at(), "this is part of it");
        }
        if others.len() > SHOWN {
            found.note(None, format!("and {} more references", others.len() - SHOWN));
        }
    }

    /// What a reference says, and a finding for what must not stand beside it.
    pub(super) fn reference<T>(
        &mut self,
        node: Node<'a>,
        text: Node<'a>,
        to: Option<Id<T>>,
    ) -> Reference<T> {
        let mut reference =
            Reference { text: said(text), to, summary: None, description: None, dynamic: false };
        for entry in node.entries() {
            self.mark(entry.key, ASKED);
            match &*entry.name() {
                "$ref" => {}
                "summary" if self.dialect.reference_prose => {
                    reference.summary = self.said_at(entry.value);
                }
                "description" if self.dialect.reference_prose => {
                    reference.description = self.said_at(entry.value);
                }
                name => self.ref_sibling(name, entry.key.at(), Wrap::No),
            }
        }
        reference
    }

    /// A finding where a version does not allow a reference.
    pub(super) fn may_refer(
        &mut self,
        text: Node<'a>,
        object: &'static Object,
        versions: Versions,
    ) {
        if versions.has(self.dialect.version) {
            return;
        }
        let (noun, version) = (object.noun(), self.dialect.name);
        let message = format!("{noun} cannot be a reference in {version}");
        let found = self.report.add(&rules::KEY_OF_ANOTHER_VERSION, text.at(), message);
        found.help("write the whole thing here");
    }

    /// A key beside `$ref` that means nothing there.
    pub(super) fn ref_sibling(&mut self, name: &str, at: Span, wrap: Wrap) {
        let message = format!("`{}` means nothing beside `$ref` here", shown(name));
        let found = self.report.add(&rules::REF_SIBLINGS, at, message);
        found.help(match wrap {
            Wrap::AllOf => "wrap the reference: `allOf: [{ $ref: … }]`",
            Wrap::No => "take it out, or write the whole thing here",
        });
    }

    /// The schema that a reference leads to. In another file it becomes a
    /// component.
    pub(super) fn schema_target(&mut self, text: Node<'a>) -> Option<Id<Schema>> {
        let target = self.target(text).filter(|it| self.is_a::<Schema>(text, *it))?;
        let id = self.later(target);
        if target.tree().file().index() != 0 {
            self.import(target, id);
        }
        Some(id)
    }
}

/// The text of the `$ref` of a map, if it has one that is text.
pub(super) fn reference_of(node: Node<'_>) -> Option<Node<'_>> {
    node.get("$ref").filter(|it| it.kind() == Kind::Text)
}

fn said(text: Node<'_>) -> Said {
    Said::new(&*text.as_text().unwrap_or_default(), text.at())
}

/// Whether a URI names another place than a file: it has a scheme or a host.
fn is_remote(uri: &str) -> bool {
    let scheme = uri.split_once(':').is_some_and(|(scheme, _)| {
        let mut letters = scheme.bytes();
        scheme.len() > 1
            && letters.next().is_some_and(|it| it.is_ascii_alphabetic())
            && letters.all(|it| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'-' | b'.'))
    });
    scheme || uri.starts_with("//")
}
