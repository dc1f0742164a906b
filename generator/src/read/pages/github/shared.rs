//! What has pages besides operations: schemas, and what several places refer to.

use crate::ir::{Body, Component, Example, Header, Parameter, Response, Said, Use};
use crate::read::pages::github::Reader;
use crate::read::pages::github::blocks::Blocks;
use crate::read::pages::github::leaf::Head;
use crate::read::pages::github::operation::Section;
use crate::read::pages::github::parameter::shared_name;
use crate::read::pages::github::piece::{Link, Piece};
use crate::read::pages::github::site::{Kind, Site, Target, stem};

/// What a heading of the page of shared parts begins with.
const KINDS: &[&str] = &[BODY, RESPONSE, EXAMPLE, PARAMETER, HEADER];
pub(super) const BODY: &str = "Request body: ";
pub(super) const RESPONSE: &str = "Response: ";
pub(super) const EXAMPLE: &str = "Example: ";
pub(super) const PARAMETER: &str = "Parameter: ";
pub(super) const HEADER: &str = "Header: ";

impl Reader<'_> {
    /// Makes known what a page has, so that links lead to it.
    pub(super) fn announce(&mut self, kind: Option<&Kind>) {
        let leaf = self.leaf();
        if kind == Some(&Kind::Front) {
            if let Some(head) = leaf.heads.first() {
                self.version(head);
            }
            return;
        }
        for head in leaf.heads.iter().filter(|it| it.level == 2) {
            match kind {
                Some(Kind::Schemas) => {
                    self.announce_schema(leaf, head);
                }
                Some(Kind::Shared) => self.announce_shared(head),
                Some(_) => {
                    self.site.add(leaf, head, Target::Operation(self.sections.len()));
                    self.sections.push(Section::default());
                }
                None => {}
            }
        }
    }

    fn announce_shared(&mut self, head: &Head) {
        let leaf = self.leaf();
        let Some((kind, name)) = shared_kind(&leaf.label(head)) else { return };
        let target = self.declare_shared(kind, name);
        self.site.add(leaf, head, target);
    }

    /// What a link to a shared part leads to. Where the page that it is on is
    /// not among those that are read, its name is all that is known; `true`
    /// says that it is met for the first time.
    pub(super) fn shared_target(
        &mut self,
        link: &Link,
        kind: &'static str,
    ) -> Option<(Target, bool)> {
        let place = Site::place(self.leaf(), &link.target);
        if let Some(target) = self.site.targets.get(&place) {
            return Some((*target, false));
        }
        if stem(&place.0).0 != "shared" || self.site.files.contains(&place.0) {
            return None;
        }
        self.target(link);
        // The link to a response shows its status.
        let name = match place.1.strip_prefix("response-").filter(|_| kind == RESPONSE) {
            Some(name) => link.at.said(name),
            None => link.name().0,
        };
        let target = self.declare_shared(kind, name);
        self.site.targets.insert(place, target);
        Some((target, true))
    }

    /// A component that several places refer to.
    fn declare_shared(&mut self, kind: &str, name: Said) -> Target {
        let api = &mut self.api;
        let all = &mut api.components;
        match kind {
            BODY => {
                let id = api.bodies.add(Body::default());
                all.bodies.push(component(name, Use::here(id)));
                Target::Body(id)
            }
            RESPONSE => {
                let id = api.responses.add(Response::default());
                all.responses.push(component(name, Use::here(id)));
                Target::Response(id)
            }
            EXAMPLE => {
                let id = api.examples.add(Example::default());
                all.examples.push(component(name, Use::here(id)));
                Target::Example(id)
            }
            PARAMETER => {
                let id = api.parameters.add(Parameter::default());
                all.parameters.push(component(name, Use::here(id)));
                Target::Parameter(id)
            }
            _ => {
                let id = api.headers.add(Header::default());
                all.headers.push(component(name, Use::here(id)));
                Target::Header(id)
            }
        }
    }

    /// The page of schemas.
    pub(super) fn schemas(&mut self) {
        let leaf = self.leaf();
        for (at, head) in leaf.heads.iter().enumerate() {
            let place = (leaf.name.clone(), head.anchor.clone());
            match (head.level, self.site.targets.get(&place)) {
                (2, Some(Target::Schema(id))) => {
                    let id = *id;
                    self.schema_section(head, id);
                }
                (1, _) if at == 0 => self.plain_head(head),
                _ => self.strange_section(head),
            }
        }
    }

    /// The page of what several places refer to.
    pub(super) fn shared(&mut self) {
        let leaf = self.leaf();
        for (at, head) in leaf.heads.iter().enumerate() {
            let place = (leaf.name.clone(), head.anchor.clone());
            let target = self.site.targets.get(&place).copied();
            let mut blocks = Blocks::new(leaf, head.body.clone());
            match (head.level, target) {
                (2, Some(Target::Body(id))) => {
                    let mut body = Body::default();
                    if self.body_content(&mut body, &mut blocks).is_some() {
                        self.api[id] = body;
                    }
                }
                (2, Some(Target::Response(id))) => self.response_section(id, &mut blocks),
                (2, Some(Target::Example(id))) => {
                    if let Some(facts) = blocks.take("**Value:**") {
                        let rest = facts[0].from("**Value:**".len());
                        let rest = rest.strip(" ").unwrap_or(rest);
                        self.api[id] = self.example(&rest, &facts[1..], &mut blocks);
                    }
                }
                (2, Some(Target::Parameter(id))) => {
                    if let Some(it) = self.parameters(&mut blocks).into_iter().next() {
                        self.api[id] = std::mem::take(&mut self.api[it.to]);
                    }
                }
                (2, Some(Target::Header(id))) => {
                    if let Some((_, it)) = self.headers(&mut blocks).into_iter().next() {
                        self.api[id] = std::mem::take(&mut self.api[it.to]);
                    }
                }
                (1, _) if at == 0 => {
                    self.plain_head(head);
                    continue;
                }
                _ => {
                    self.strange_section(head);
                    continue;
                }
            }
            self.rest(&mut blocks);
        }
    }

    /// The head of a page that says nothing by itself.
    fn plain_head(&mut self, head: &Head) {
        let (facts, rest) = self.head_facts(head);
        let left: Vec<Piece> = facts.into_iter().filter(|it| !self.names_api(it)).collect();
        self.strange(&left);
        let leaf = self.leaf();
        self.strange(&[leaf.piece(leaf.trimmed(rest))]);
    }
}

fn component<T>(name: Said, it: Use<T>) -> Component<T> {
    Component { name, it, imported: false }
}

fn shared_kind(label: &Piece) -> Option<(&'static str, Said)> {
    KINDS.iter().find_map(|kind| Some((*kind, shared_name(&label.strip(kind)?))))
}
