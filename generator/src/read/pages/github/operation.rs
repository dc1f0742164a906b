//! Operations: a section each.

use crate::ir::{Id, Method, Operation, PathItem, Requirement, Responses, Said, Tag, Where};
use crate::manner::github::{MANY_ALTERNATIVES, SAMPLE, read_name};
use crate::read::pages::github::Reader;
use crate::read::pages::github::blocks::Blocks;
use crate::read::pages::github::body::length_without_links;
use crate::read::pages::github::fact::{line, see};
use crate::read::pages::github::leaf::{Block, Head};
use crate::read::pages::github::order::Page;
use crate::read::pages::github::piece::{Cursor, Piece, quoted};
use crate::read::pages::github::site::{Kind, Site, Target, stem};
use crate::read::pages::github::table::Table;
use crate::read::pages::rules;

/// A section of an operation, as far as it was read.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) id: Option<Id<Operation>>,
    pub(super) place: Where,
    pub(super) template: Said,
    /// What is said of the path.
    pub(super) path: PathItem,
    /// Its callbacks by name, each with the section of an operation.
    pub(super) callbacks: Vec<(Said, usize)>,
}

impl Default for Section {
    fn default() -> Self {
        Self {
            id: None,
            place: Where::Path,
            template: Said::default(),
            path: PathItem::default(),
            callbacks: Vec::new(),
        }
    }
}

impl Reader<'_> {
    /// A page of operations, or a further part of one.
    pub(super) fn operations(&mut self, kind: &Kind) {
        let leaf = self.leaf();
        let Some(first) = leaf.heads.first() else { return };
        let stem = stem(&leaf.name).0.to_owned();
        let known = self.pages.iter().position(|it| it.stem == stem && it.kind == *kind);
        let page = known.unwrap_or_else(|| {
            self.pages.push(Page { stem, kind: kind.clone(), ..Page::default() });
            self.pages.len() - 1
        });
        if known.is_none() {
            self.page_head(page, first);
        }
        let mut current: Option<usize> = None;
        for head in leaf.heads.iter().skip(1) {
            let section = (leaf.name.clone(), head.anchor.clone());
            match (head.level, self.site.targets.get(&section), current) {
                (2, Some(Target::Operation(number)), _) => {
                    let number = *number;
                    current = Some(number);
                    self.operation(page, number, head);
                }
                (3, _, Some(number)) => self.part_of_operation(number, head),
                _ => {
                    if head.level < 3 {
                        current = None;
                    }
                    self.strange_section(head);
                }
            }
        }
    }

    /// What a page says of its tag.
    fn page_head(&mut self, page: usize, head: &Head) {
        let leaf = self.leaf();
        let (facts, rest) = self.head_facts(head);
        let name = match &self.pages[page].kind {
            Kind::Tag(name) => name.clone(),
            _ => Said::default(),
        };
        let mut tag = Tag { at: Some(leaf.span(&head.line)), name, ..Tag::default() };
        let mut left = Vec::new();
        let mut further = Vec::new();
        for fact in facts {
            if let Some(rest) = fact.strip("Also here: ") {
                further = links(&rest).unwrap_or_default();
                self.derived.extend((!self.whole).then(|| fact.span()));
            } else if self.names_api(&fact) {
            } else if tag_fact(&mut tag, &fact).is_none() {
                left.push(fact);
            }
        }
        let left = self.extensions(left, &mut tag.extensions);
        self.strange(&left);
        tag.description = self.block(rest);
        for link in further {
            let place = Site::place(leaf, &link);
            if let Some(Target::Operation(number)) = self.site.targets.get(&place) {
                self.pages[page].further.push(*number);
            }
        }
        self.pages[page].says = tag.description.is_some()
            || tag.summary.is_some()
            || tag.parent.is_some()
            || tag.kind.is_some()
            || tag.external_docs.is_some()
            || !tag.extensions.is_empty();
        self.pages[page].tag = tag;
    }

    /// Whether a fact leads to the front page. Its words are the title of the
    /// API, which nothing else says where that page is not here.
    pub(super) fn names_api(&mut self, fact: &Piece) -> bool {
        let Some(rest) = fact.strip("API: ") else { return false };
        let Some(link) = Cursor::new(&rest).link() else { return false };
        if self.api.info.title.is_none() {
            self.api.info.title = Some(link.label.plain());
        }
        true
    }

    fn operation(&mut self, page: usize, number: usize, head: &Head) {
        let leaf = self.leaf();
        let (mut facts, rest) = self.head_facts(head);
        let Some((place, method, template)) = facts.first().and_then(first_fact) else {
            return self.strange_section(head);
        };
        let first = facts.remove(0);
        let mut it = Operation {
            at: Some(leaf.span(&head.line)),
            method: Method::from_name(&method),
            method_at: Some(method.at.unwrap_or_else(|| first.span())),
            path: Id::new(0),
            place,
            id: None,
            summary: None,
            description: None,
            tags: Vec::new(),
            external_docs: None,
            parameters: Vec::new(),
            body: None,
            responses: Responses::default(),
            callbacks: Vec::new(),
            deprecated: None,
            security: None,
            servers: Vec::new(),
            consumes: None,
            produces: None,
            schemes: None,
            extensions: Vec::new(),
        };
        let mut path = PathItem { at: Some(first.span()), ..PathItem::default() };
        let mut tags = None;
        let mut left = Vec::new();
        for fact in facts {
            if let Some(rest) = fact.strip("Tags: ") {
                tags = names(&rest);
                if tags.is_none() {
                    left.push(fact);
                }
            } else if self.operation_fact(&mut it, &mut path, &fact).is_none() {
                left.push(fact);
            }
        }
        let left = self.extensions(left, &mut it.extensions);
        self.strange(&left);
        it.tags = tags.unwrap_or_else(|| match &self.pages[page].kind {
            Kind::Tag(name) if place != Where::Callback => vec![name.clone()],
            _ => Vec::new(),
        });
        // A summary makes the heading; without one it repeats another name.
        let label = leaf.label(head);
        if !label.text().starts_with('`') && !label.text().starts_with("<code>") {
            it.summary = Some(label.plain());
        }
        let sample = self.sample(rest.clone());
        it.description = self.block(rest.start..sample);
        let id = self.api.operations.add(it);
        let section = &mut self.sections[number];
        section.id = Some(id);
        (section.place, section.template, section.path) = (place, template, path);
        if !matches!(place, Where::Callback) {
            self.pages[page].operations.push(number);
        }
    }

    /// Where the made-up sample begins in a place, or its end.
    fn sample(&mut self, at: std::ops::Range<usize>) -> usize {
        let leaf = self.leaf();
        let text = leaf.slice(&at);
        let folded = format!("<details>\n{SAMPLE}");
        let found = text.match_indices(&folded).map(|it| it.0);
        let Some(start) = found.into_iter().find(|it| *it == 0 || text[..*it].ends_with('\n'))
        else {
            return at.end;
        };
        let end = text[start..].rfind("</details>").map(|it| start + it + "</details>".len());
        let end = at.start + end.unwrap_or(text.len());
        self.skip(at.start + start..end);
        let after = end..at.end;
        let after = leaf.piece(leaf.trimmed(after));
        self.strange(&[after]);
        at.start + start
    }

    fn operation_fact(
        &mut self,
        it: &mut Operation,
        path: &mut PathItem,
        fact: &Piece,
    ) -> Option<()> {
        if fact.text() == "**Deprecated**" {
            it.deprecated = Some(true);
            return Some(());
        }
        let (label, _) = fact.text().split_once(": ")?;
        let rest = fact.from(label.len() + 2);
        match label {
            "Operation ID" => it.id = Some(rest.name()?),
            "Security" => it.security = self.own_security(&rest),
            "Path summary" => path.summary = Some(rest.plain()),
            "Path description" => path.description = Some(line(&rest)),
            "See" => it.external_docs = Some(see(&rest)?),
            _ => return None,
        }
        Some(())
    }

    /// What an operation asks for, if that is not what the API asks for.
    fn own_security(&mut self, rest: &Piece) -> Option<Vec<Requirement>> {
        if rest.text().starts_with("[that of the API](") {
            return None;
        }
        let own = self.requirements(rest)?;
        let is_that = |all: &[Requirement]| {
            let told = |all: &[Requirement]| -> Vec<Vec<(Said, Vec<Said>)>> {
                let one = |it: &Requirement| {
                    it.schemes.iter().map(|it| (it.scheme.clone(), it.scopes.clone())).collect()
                };
                all.iter().map(one).collect()
            };
            told(all) == told(&own)
        };
        let short = length_without_links(rest.text()) <= MANY_ALTERNATIVES;
        let repeats = short && self.api.security.as_deref().is_some_and(is_that);
        (!repeats).then_some(own)
    }

    /// What stands below a heading within an operation.
    fn part_of_operation(&mut self, number: usize, head: &Head) {
        let leaf = self.leaf();
        let Some(id) = self.sections[number].id else {
            return self.strange_section(head);
        };
        let end = self.sample(head.body.clone());
        let mut blocks = Blocks::new(leaf, head.body.start..end);
        match leaf.slice(&head.label) {
            "Servers" => {
                let servers = self.servers(&mut blocks);
                self.api[id].servers = servers;
            }
            "Parameters" => {
                let parameters = self.parameters(&mut blocks);
                self.api[id].parameters = parameters;
            }
            "Request body" => {
                let body = self.used_body(&mut blocks);
                self.api[id].body = body;
            }
            "Responses" => {
                let responses = self.responses(&mut blocks, leaf.span(&head.line));
                self.api[id].responses = responses;
            }
            "Callbacks" => self.callbacks(number, &mut blocks),
            _ => return self.strange_section(head),
        }
        self.rest(&mut blocks);
    }

    fn callbacks(&mut self, number: usize, blocks: &mut Blocks<'_>) {
        let leaf = self.leaf();
        let Some(Block::Table(at)) = blocks.peek() else { return };
        let table = Table::read(leaf, at.clone(), self.found);
        if !table.has(2, &["Callback", "Operation"]) {
            return;
        }
        blocks.next();
        for row in &table.rows {
            let name = table.cell(row, "Callback").and_then(Piece::name);
            let link = table.cell(row, "Operation").and_then(|it| Cursor::new(it).link());
            let (Some(name), Some(link)) = (name, link) else {
                rules::lost(self.found, row.at, "this row");
                continue;
            };
            match self.target(&link) {
                Some(Target::Operation(to)) => {
                    self.sections[number].callbacks.push((name, to));
                }
                Some(_) => self.dead(&link),
                None => {}
            }
        }
    }
}

fn tag_fact(tag: &mut Tag, fact: &Piece) -> Option<()> {
    let (label, _) = fact.text().split_once(": ")?;
    let rest = fact.from(label.len() + 2);
    match label {
        "Summary" => tag.summary = Some(rest.plain()),
        "Parent" => tag.parent = Some(names(&rest)?.pop()?),
        "Kind" => tag.kind = Some(rest.name()?),
        "See" => tag.external_docs = Some(see(&rest)?),
        _ => return None,
    }
    Some(())
}

/// Names with commas between, each perhaps a link.
fn names(rest: &Piece) -> Option<Vec<Said>> {
    let mut cursor = Cursor::new(rest);
    let mut all = Vec::new();
    loop {
        all.push(match cursor.link() {
            Some(link) => link.name().0,
            None => cursor.name()?,
        });
        if cursor.is_done() {
            return Some(all);
        }
        cursor.eat(", ").then_some(())?;
    }
}

/// The destinations of links with commas between.
fn links(rest: &Piece) -> Option<Vec<String>> {
    let mut cursor = Cursor::new(rest);
    let mut all = Vec::new();
    loop {
        all.push(cursor.link()?.target);
        if cursor.is_done() {
            return Some(all);
        }
        cursor.eat(", ").then_some(())?;
    }
}

/// Method and path, and what they hang on.
pub(super) fn first_fact(fact: &Piece) -> Option<(Where, Said, Said)> {
    let mut cursor = Cursor::new(fact);
    let place = if cursor.eat("Webhook: ") {
        Where::Webhook
    } else if cursor.eat("Callback: ") {
        Where::Callback
    } else {
        Where::Path
    };
    let (text, at) = cursor.code()?;
    cursor.is_done().then_some(())?;
    let length = quoted(&text).or_else(|| text.find(' '))?;
    let (method, rest) = text.split_at(length);
    let template = rest.strip_prefix(' ')?;
    Some((place, at.said(read_name(method)), at.said(read_name(template))))
}
