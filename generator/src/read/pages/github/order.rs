//! The order of paths: one that agrees with the order on every page.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Callback, Id, PathItem, Said, Tag, Use, Where};
use crate::read::pages::github::Reader;
use crate::read::pages::github::site::Kind;

/// A page of operations: its further parts count with it.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) stem: String,
    pub(super) kind: Kind,
    pub(super) tag: Tag,
    /// Whether it says anything of its tag, so that this is declared.
    pub(super) says: bool,
    /// Its operations, by their sections.
    pub(super) operations: Vec<usize>,
    /// Those of other pages that have its tag, too.
    pub(super) further: Vec<usize>,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            stem: String::new(),
            kind: Kind::Group,
            tag: Tag::default(),
            says: false,
            operations: Vec::new(),
            further: Vec::new(),
        }
    }
}

/// A path: its template, and which of the paths with that template it is.
type Node = (String, usize);

impl Reader<'_> {
    /// Puts together what sections of several pages say.
    pub(super) fn finish(&mut self) {
        let pages = std::mem::take(&mut self.pages);
        // Tags that are declared come first, so behind a page without a tag
        // there is none.
        let declared = pages.iter().take_while(|it| matches!(it.kind, Kind::Tag(_))).count();
        let is_declared = |at: usize, it: &Page| at < declared || it.says;
        let mut sequences: Vec<Vec<usize>> = Vec::new();
        let mut before: Option<usize> = None;
        for (at, page) in pages.iter().enumerate() {
            if page.kind == Kind::Webhooks {
                continue;
            }
            sequences.push(page.operations.clone());
            sequences.push(page.further.clone());
            if is_declared(at, page) {
                continue;
            }
            let firsts = [page.operations.first(), page.further.first()];
            let firsts: Vec<usize> = firsts.into_iter().flatten().copied().collect();
            for &first in &firsts {
                sequences.extend(before.map(|before| vec![before, first]));
            }
            before = firsts.first().copied().or(before);
        }
        let all: Vec<usize> = pages
            .iter()
            .filter(|it| it.kind != Kind::Webhooks)
            .flat_map(|it| it.operations.iter().copied())
            .collect();
        for group in self.ordered(&all, &sequences) {
            let id = self.path_item(&group);
            self.api.paths.push(id);
        }
        for page in pages.iter().filter(|it| it.kind == Kind::Webhooks) {
            let mut groups: Vec<Vec<usize>> = Vec::new();
            for &section in &page.operations {
                let template = &self.sections[section].template;
                match groups.last_mut() {
                    Some(last) if self.sections[last[0]].template == *template => {
                        last.push(section);
                    }
                    _ => groups.push(vec![section]),
                }
            }
            for group in groups {
                let id = self.path_item(&group);
                self.api.webhooks.push(id);
            }
        }
        for (at, page) in pages.into_iter().enumerate() {
            if matches!(page.kind, Kind::Tag(_)) && (at < declared || page.says) {
                self.api.tags.push(page.tag);
            }
        }
        self.join_callbacks();
    }

    /// The sections of all paths, those of one path together.
    fn ordered(&self, all: &[usize], sequences: &[Vec<usize>]) -> Vec<Vec<usize>> {
        let nodes = self.nodes(sequences);
        let mut known: BTreeMap<&Node, usize> = BTreeMap::new();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        // The path of each section, and its position among those of the path.
        let mut places: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for &section in all {
            let Some(node) = nodes.get(&section) else { continue };
            let group = *known.entry(node).or_insert(groups.len());
            if group == groups.len() {
                groups.push(Vec::new());
            }
            places.insert(section, (group, groups[group].len()));
            groups[group].push(section);
        }
        let mut between = BTreeSet::new();
        let mut inside: BTreeMap<usize, BTreeSet<(usize, usize)>> = BTreeMap::new();
        for pair in sequences.iter().flat_map(|it| it.windows(2)) {
            let (Some(one), Some(two)) = (places.get(&pair[0]), places.get(&pair[1])) else {
                continue;
            };
            if one.0 == two.0 {
                inside.entry(one.0).or_default().insert((one.1, two.1));
            } else {
                between.insert((one.0, two.0));
            }
        }
        let in_order = |group: usize| {
            let none = BTreeSet::new();
            let order = sorted(groups[group].len(), inside.get(&group).unwrap_or(&none));
            order.into_iter().map(|at| groups[group][at]).collect()
        };
        sorted(groups.len(), &between).into_iter().map(in_order).collect()
    }

    /// Which path each section belongs to: a template that comes again behind
    /// another one on the same page is another path.
    fn nodes(&self, sequences: &[Vec<usize>]) -> BTreeMap<usize, Node> {
        let mut nodes: BTreeMap<usize, Node> = BTreeMap::new();
        for sequence in sequences {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            let mut last: Option<&str> = None;
            for section in sequence {
                let template: &str = &self.sections[*section].template;
                if last != Some(template) {
                    *counts.entry(template).or_insert(0) += 1;
                }
                last = Some(template);
                let count = counts[template] - 1;
                let node = nodes.entry(*section).or_insert((template.to_owned(), count));
                node.1 = node.1.max(count);
            }
        }
        nodes
    }

    /// A path item of sections.
    fn path_item(&mut self, group: &[usize]) -> Id<PathItem> {
        let mut item = PathItem::default();
        let mut operations = Vec::new();
        for &section in group {
            let section = &mut self.sections[section];
            let path = std::mem::take(&mut section.path);
            if operations.is_empty() {
                item = path;
                item.template = section.template.clone();
            } else {
                item.summary = item.summary.take().or(path.summary);
                item.description = item.description.take().or(path.description);
            }
            operations.extend(section.id);
        }
        item.operations.clone_from(&operations);
        let id = self.api.path_items.add(item);
        for operation in operations {
            self.api[operation].path = id;
        }
        id
    }

    /// Gives operations their callbacks: sections of one name and expression
    /// are one path item, which several callbacks may share.
    fn join_callbacks(&mut self) {
        let mut items: BTreeMap<usize, Id<PathItem>> = BTreeMap::new();
        for at in 0..self.sections.len() {
            let called: Vec<(Said, usize)> = std::mem::take(&mut self.sections[at].callbacks);
            let Some(id) = self.sections[at].id else { continue };
            let mut groups: Vec<(Said, Vec<usize>)> = Vec::new();
            for (name, to) in called {
                let is_callback = self.sections[to].place == Where::Callback;
                if self.sections[to].id.is_none() || !is_callback {
                    continue;
                }
                match groups.last_mut() {
                    Some((last, all)) if *last == name => all.push(to),
                    _ => groups.push((name, vec![to])),
                }
            }
            for (name, sections) in groups {
                let mut callback = Callback { at: name.at, ..Callback::default() };
                let mut new: Vec<Vec<usize>> = Vec::new();
                for section in sections {
                    if let Some(&item) = items.get(&section) {
                        if callback.items.last() != Some(&item) {
                            callback.items.push(item);
                        }
                        continue;
                    }
                    let template = &self.sections[section].template;
                    match new.last_mut() {
                        Some(last) if self.sections[last[0]].template == *template => {
                            last.push(section);
                        }
                        _ => new.push(vec![section]),
                    }
                }
                for group in new {
                    let item = self.path_item(&group);
                    items.extend(group.iter().map(|it| (*it, item)));
                    callback.items.push(item);
                }
                let callback = self.api.callbacks.add(callback);
                self.api[id].callbacks.push((name, Use::here(callback)));
            }
        }
    }
}

/// So many things in an order in which the first of each pair stands before
/// the second, and else in their own. Where pairs contradict each other, what
/// is first goes first.
fn sorted(count: usize, pairs: &BTreeSet<(usize, usize)>) -> Vec<usize> {
    let mut waits = vec![0_usize; count];
    for pair in pairs {
        waits[pair.1] += 1;
    }
    let mut left: BTreeSet<usize> = (0..count).collect();
    let mut free: BTreeSet<usize> = left.iter().copied().filter(|it| waits[*it] == 0).collect();
    let mut sorted = Vec::with_capacity(count);
    while let Some(next) = free.pop_first().or_else(|| left.first().copied()) {
        if !left.remove(&next) {
            continue;
        }
        sorted.push(next);
        for &(_, after) in pairs.range((next, 0)..(next + 1, 0)) {
            waits[after] = waits[after].saturating_sub(1);
            if waits[after] == 0 {
                free.insert(after);
            }
        }
    }
    sorted
}
