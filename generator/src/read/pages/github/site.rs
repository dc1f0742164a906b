//! All pages together: what each is, in which order they stand, and what a
//! link leads to.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Body, Example, Header, Id, Parameter, Response, Said, Schema};
use crate::manner::github::read_name;
use crate::read::pages::github::leaf::{Block, Head, Leaf};
use crate::read::pages::github::piece::{Cursor, Piece, label};

/// What a page is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Front,
    Tag(Said),
    /// Operations without a tag.
    Group,
    Webhooks,
    Shared,
    Schemas,
}

/// What a link of ours leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Target {
    Schema(Id<Schema>),
    /// By its position among the sections of operations.
    Operation(usize),
    Response(Id<Response>),
    Body(Id<Body>),
    Example(Id<Example>),
    Parameter(Id<Parameter>),
    Header(Id<Header>),
}

/// Places of the pages that links lead to.
#[derive(Debug, Default)]
pub(super) struct Site {
    /// The files that are there.
    pub(super) files: BTreeSet<String>,
    /// What has a heading, by file and anchor.
    pub(super) targets: BTreeMap<(String, String), Target>,
    /// Every anchor, by file.
    pub(super) anchors: BTreeSet<(String, String)>,
}

impl Site {
    pub(super) fn new(leaves: &[Leaf]) -> Self {
        let mut site = Self::default();
        for leaf in leaves {
            site.files.insert(leaf.name.clone());
            for head in &leaf.heads {
                site.anchors.insert((leaf.name.clone(), head.anchor.clone()));
            }
        }
        site
    }

    pub(super) fn add(&mut self, leaf: &Leaf, head: &Head, target: Target) {
        self.targets.insert((leaf.name.clone(), head.anchor.clone()), target);
    }

    /// What a destination on a page names: a file, and an anchor.
    pub(super) fn place(leaf: &Leaf, target: &str) -> (String, String) {
        let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
        let file = if file.is_empty() { &leaf.name } else { file };
        (file.to_owned(), anchor.to_owned())
    }
}

/// The name of a file without its ending and the number of a part.
pub(super) fn stem(file: &str) -> (&str, usize) {
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let Some((start, number)) = stem.rsplit_once('.') else { return (stem, 1) };
    match number.parse() {
        Ok(number) => (start, number),
        Err(_) => (stem, 1),
    }
}

/// What a page is, by its name and by its first lines.
pub(super) fn kind(leaf: &Leaf) -> Option<Kind> {
    let first = leaf.heads.first()?;
    let title = leaf.label(first);
    let facts = match leaf.blocks(first.body.clone()).into_iter().next() {
        Some(Block::Facts(at)) => leaf.facts(at),
        _ => Vec::new(),
    };
    let starts = |text: &str| facts.iter().any(|it| it.text().starts_with(text));
    if starts("OpenAPI: ") || starts("Swagger: ") {
        return Some(Kind::Front);
    }
    let is_named = |name: &str| stem(&leaf.name).0 == name;
    // A page that was saved under another name is told by what is on it.
    let holds = |lead: &str| leaf.page.text.contains(lead);
    match title.text() {
        "_Operations_" => return Some(Kind::Group),
        "_Webhooks_" => return Some(Kind::Webhooks),
        "Schemas" if is_named("schemas") || !is_ours(leaf) && holds("\n**Type:** ") => {
            return Some(Kind::Schemas);
        }
        "Shared parts" if is_named("shared") || !is_ours(leaf) && !holds("\nOperation ID: ") => {
            return Some(Kind::Shared);
        }
        _ => {}
    }
    let (said, coded) = label(&title);
    Some(if coded && said.starts_with('/') { Kind::Group } else { Kind::Tag(said) })
}

/// Whether the name of a page follows from its title, as those of tags do.
fn is_ours(leaf: &Leaf) -> bool {
    let stem = stem(&leaf.name).0;
    stem.starts_with("schemas-") || stem.starts_with("shared-parts")
}

/// A heading of `schemas.md`: the name of a component, or else a pointer.
pub(super) fn schema_label(it: &Piece) -> (Said, bool) {
    let mut cursor = Cursor::new(it);
    match cursor.code() {
        Some((text, _)) if cursor.is_done() => {
            let is_name = text.starts_with('"') && !text.starts_with("\"#");
            (it.said(read_name(&text)), is_name)
        }
        _ => (it.plain(), true),
    }
}

/// The pages in the order of the front page, each part of one behind the one
/// before it; those that no list names stand behind, as they were given.
pub(super) fn ordered(mut leaves: Vec<Leaf>) -> Vec<Leaf> {
    let front = leaves.iter().find(|it| kind(it) == Some(Kind::Front));
    let listed: Vec<String> = front.map(listed).unwrap_or_default();
    let rank: BTreeMap<&str, usize> =
        listed.iter().enumerate().map(|(at, it)| (stem(it).0, at)).collect();
    let ranks: BTreeMap<String, (usize, usize)> = leaves
        .iter()
        .map(|it| {
            let (stem, part) = stem(&it.name);
            let listed = rank.get(stem).map_or(usize::MAX, |it| it + 1);
            let rank = if kind(it) == Some(Kind::Front) { 0 } else { listed };
            (it.name.clone(), (rank, part))
        })
        .collect();
    leaves.sort_by_key(|it| ranks.get(&it.name).copied().unwrap_or((usize::MAX, 1)));
    leaves
}

/// The pages that the front page lists.
pub(super) fn listed(front: &Leaf) -> Vec<String> {
    let mut files = Vec::new();
    for head in front.heads.iter().filter(|it| it.level == 3) {
        let label = front.label(head);
        let mut cursor = Cursor::new(&label);
        if let Some(link) = cursor.link().filter(|_| cursor.is_done()) {
            files.push(Site::place(front, &link.target).0);
        }
    }
    files
}
