//! A few operations of a document, with all that they refer to.

use std::collections::BTreeSet;

use super::Random;
use super::tree::Tree;

/// Methods that every version has.
pub(super) const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// Whether an entry of the paths is one, and not an extension.
pub(super) fn is_path(name: &str) -> bool {
    name.starts_with('/')
}

/// More definitions than this are too many for a slice.
const MOST: usize = 60;
/// More values than this are too many, too.
const HEAVIEST: usize = 8_000;
/// How often other operations are tried when there are.
const TRIES: usize = 12;

/// A slice, as small as can be had in a few tries.
pub(super) fn take(document: &Tree, random: &mut Random) -> Option<Tree> {
    let paths = document.get("paths").unwrap_or(document).entries();
    let mut operations = Vec::new();
    for (path, item) in paths.iter().filter(|it| is_path(&it.0)) {
        for (method, _) in item.entries().iter().filter(|it| METHODS.contains(&it.0.as_str())) {
            operations.push((path.as_str(), method.as_str()));
        }
    }
    let mut best: Option<(usize, Tree)> = None;
    for attempt in 0..TRIES {
        let most = if attempt < TRIES / 2 { 4 } else { 1 };
        let (size, slice) = if operations.is_empty() {
            (0, of_schemas(document, most.min(3), random))
        } else {
            let count = 1 + random.below(most);
            let chosen: Vec<_> =
                (0..count).map(|_| operations[random.below(operations.len())]).collect();
            of(document, &chosen)
        };
        let weight = slice.weight();
        if size <= MOST && weight <= HEAVIEST {
            return Some(slice);
        }
        if best.as_ref().is_none_or(|it| weight < it.0) {
            best = Some((weight, slice));
        }
    }
    best.map(|it| it.1)
}

/// A document without operations: some of its schemas.
fn of_schemas(document: &Tree, count: usize, random: &mut Random) -> Tree {
    let schemas = document.get("components").and_then(|it| it.get("schemas"));
    let schemas = schemas.map(Tree::entries).unwrap_or_default();
    let chosen: Vec<_> = (0..count)
        .filter_map(|_| Some(schemas.get(random.below(schemas.len()))?.0.clone()))
        .collect();
    let none = Tree::Map(Vec::new());
    let waiting = chosen.into_iter().map(|it| ("schemas".to_owned(), it)).collect();
    with(document, &none, waiting).1
}

/// A document with these operations alone, and how many definitions they need.
fn of(document: &Tree, chosen: &[(&str, &str)]) -> (usize, Tree) {
    let paths = kept(document.get("paths").unwrap_or(document), |path, item| {
        let is_chosen = |method: &str| chosen.contains(&(path, method));
        chosen.iter().any(|it| it.0 == path).then(|| {
            kept(item, |key, value| {
                (!METHODS.contains(&key) || is_chosen(key)).then(|| value.clone())
            })
        })
    });
    let mut waiting = Vec::new();
    references(&paths, &mut waiting);
    with(document, &paths, waiting)
}

/// A document with these paths, these definitions, and all that they need; and
/// how many definitions that are.
fn with(document: &Tree, paths: &Tree, mut waiting: Vec<(String, String)>) -> (usize, Tree) {
    let mut needed: BTreeSet<(String, String)> = BTreeSet::new();
    while let Some(reference) = waiting.pop() {
        if needed.len() > 4 * MOST || !needed.insert(reference.clone()) {
            continue;
        }
        let (group, name) = &reference;
        if let Some(it) = shelf(document, group).and_then(|it| it.get(name)) {
            references(it, &mut waiting);
        }
    }
    let definitions = |group: &str, all: &Tree| {
        kept(all, |name, it| {
            let is_needed = group.starts_with("security")
                || needed.contains(&(group.to_owned(), name.to_owned()));
            is_needed.then(|| it.clone())
        })
    };
    let slice = kept(document, |key, value| match key {
        "webhooks" | "x-webhooks" | "x-ms-paths" => None,
        "paths" => Some(paths.clone()),
        "components" => Some(kept(value, |group, all| Some(definitions(group, all)))),
        "definitions" | "parameters" | "responses" => Some(definitions(key, value)),
        _ => Some(value.clone()),
    });
    (needed.len(), slice)
}

/// A map with those of its entries that something is made of.
fn kept(map: &Tree, make: impl Fn(&str, &Tree) -> Option<Tree>) -> Tree {
    match map {
        Tree::Map(all) => {
            let entries = all.iter();
            Tree::Map(entries.filter_map(|(key, it)| Some((key.clone(), make(key, it)?))).collect())
        }
        other => other.clone(),
    }
}

/// Where definitions of a group are.
fn shelf<'a>(document: &'a Tree, group: &str) -> Option<&'a Tree> {
    match document.get("components") {
        Some(components) => components.get(group),
        None => document.get(group),
    }
}

/// The definitions that a value refers to, as group and name.
fn references(it: &Tree, all: &mut Vec<(String, String)>) {
    match it {
        Tree::Scalar(_) => {
            let steps = it.as_text().and_then(|it| it.strip_prefix("#/"));
            let steps: Vec<&str> = steps.unwrap_or_default().split('/').collect();
            let steps = if steps.first() == Some(&"components") { &steps[1..] } else { &steps };
            if let [group, name, ..] = steps {
                let name = name.replace("~1", "/").replace("~0", "~");
                let name = name.replace("%20", " ").replace("%7B", "{").replace("%7D", "}");
                all.push(((*group).to_owned(), name));
            }
        }
        Tree::List(items) => items.iter().for_each(|it| references(it, all)),
        Tree::Map(entries) => entries.iter().for_each(|it| references(&it.1, all)),
    }
}
