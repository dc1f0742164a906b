//! The names under which components are declared, and the pointers to them.
//!
//! A reference may name what no component declares: a place in a path, or in
//! another file. That becomes a component here, under a name made from where
//! it came from.

use std::collections::{BTreeMap, BTreeSet};

use specwright::dialect::Version;
use specwright::ir::{
    Api, Body, Callback, Component, Components, Example, Header, Id, Link, Media, Parameter,
    PathItem, Response, Schema,
};

/// The names of one kind of components.
pub(super) struct Kind<T> {
    /// What a reference has before the name.
    folder: &'static str,
    /// In the order of declaration; those of `made` follow.
    names: Vec<String>,
    /// The name by what it declares; components that are references do not count.
    by_id: BTreeMap<Id<T>, usize>,
    /// What references name though nothing declares it, in the order of meeting.
    made: Vec<Id<T>>,
    /// How many of these have been handed out to be written.
    written: usize,
}

/// The names of all kinds.
pub(super) struct Names {
    schemas: Kind<Schema>,
    responses: Kind<Response>,
    parameters: Kind<Parameter>,
    examples: Kind<Example>,
    bodies: Kind<Body>,
    headers: Kind<Header>,
    links: Kind<Link>,
    callbacks: Kind<Callback>,
    path_items: Kind<PathItem>,
    media: Kind<Media>,
}

/// The names of the components that are a `T`.
pub(super) trait Of<T: 'static> {
    /// All of them.
    fn kind(&self) -> &Kind<T>;

    /// The same, to add to.
    fn kind_mut(&mut self) -> &mut Kind<T>;

    /// The name of the component declared after `index` others.
    fn at(&self, index: usize) -> &str {
        &self.kind().names[index]
    }

    /// The reference to a thing, if a component declares it.
    fn pointer(&self, id: Id<T>) -> Option<String> {
        let kind = self.kind();
        let name = &kind.names[*kind.by_id.get(&id)?];
        Some(format!("{}{}", kind.folder, name.replace('~', "~0").replace('/', "~1")))
    }

    /// The reference to a thing, which becomes a component if it is none: its
    /// name is made from `text`, the reference that leads to it. `None` where
    /// the version has no such components.
    fn pointer_made(&mut self, id: Id<T>, text: &str) -> Option<String> {
        if self.kind().folder.is_empty() {
            return None;
        }
        if !self.kind().by_id.contains_key(&id) {
            let (own, (folder, beside)) = (self.kind(), self.beside());
            let beside = if folder == own.folder { beside } else { &[] };
            let name = free(text, |name| own.names.iter().chain(beside).any(|it| it == name));
            let kind = self.kind_mut();
            kind.by_id.insert(id, kind.names.len());
            kind.names.push(name);
            kind.made.push(id);
        }
        self.pointer(id)
    }

    /// The next that became a component and is not written yet.
    fn next_made(&mut self) -> Option<(String, Id<T>)> {
        let kind = self.kind_mut();
        let id = *kind.made.get(kind.written)?;
        let name = kind.names[kind.names.len() - kind.made.len() + kind.written].clone();
        kind.written += 1;
        Some((name, id))
    }

    /// A kind that may share the folder with this one, with its names.
    fn beside(&self) -> (&'static str, &[String]);
}

/// Finds each kind in its field, and the kind beside it.
macro_rules! of {
    ($($ty:ident: $field:ident, $beside:ident;)*) => {$(
        impl Of<$ty> for Names {
            fn kind(&self) -> &Kind<$ty> { &self.$field }
            fn kind_mut(&mut self) -> &mut Kind<$ty> { &mut self.$field }
            fn beside(&self) -> (&'static str, &[String]) {
                (self.$beside.folder, &self.$beside.names)
            }
        }
    )*};
}
of! {
    Schema: schemas, schemas;
    Response: responses, responses;
    // In 2.0 a body is a parameter.
    Parameter: parameters, bodies;
    Body: bodies, parameters;
    Example: examples, examples;
    Header: headers, headers;
    Link: links, links;
    Callback: callbacks, callbacks;
    PathItem: path_items, path_items;
    Media: media, media;
}

impl Names {
    /// The names of an API's components, each made to fit the pattern of names.
    pub(super) fn new(api: &Api, to: Version) -> Self {
        let all = &api.components;
        if to == Version::V2_0 {
            return Self::of_2(all);
        }
        Self {
            schemas: Kind::new("#/components/schemas/", fitting, &all.schemas),
            responses: Kind::new("#/components/responses/", fitting, &all.responses),
            parameters: Kind::new("#/components/parameters/", fitting, &all.parameters),
            examples: Kind::new("#/components/examples/", fitting, &all.examples),
            bodies: Kind::new("#/components/requestBodies/", fitting, &all.bodies),
            headers: Kind::new("#/components/headers/", fitting, &all.headers),
            links: Kind::new("#/components/links/", fitting, &all.links),
            callbacks: Kind::new("#/components/callbacks/", fitting, &all.callbacks),
            path_items: Kind::new("#/components/pathItems/", fitting, &all.path_items),
            media: Kind::new("#/components/mediaTypes/", fitting, &all.media),
        }
    }

    /// 2.0 has no pattern of names, and fewer kinds.
    fn of_2(all: &Components) -> Self {
        Self {
            schemas: Kind::new("#/definitions/", str::to_owned, &all.schemas),
            responses: Kind::new("#/responses/", str::to_owned, &all.responses),
            parameters: Kind::new("#/parameters/", str::to_owned, &all.parameters),
            bodies: Kind::new("#/parameters/", str::to_owned, &all.bodies),
            examples: Kind::new("", str::to_owned, &[]),
            headers: Kind::new("", str::to_owned, &[]),
            links: Kind::new("", str::to_owned, &[]),
            callbacks: Kind::new("", str::to_owned, &[]),
            path_items: Kind::new("", str::to_owned, &[]),
            media: Kind::new("", str::to_owned, &[]),
        }
    }

    /// Where schemas are declared.
    pub(super) fn schemas_folder(&self) -> &'static str {
        self.schemas.folder
    }
}

impl<T> Kind<T> {
    fn new(folder: &'static str, fitting: fn(&str) -> String, all: &[Component<T>]) -> Self {
        let mut taken = BTreeSet::new();
        let mut names = Vec::with_capacity(all.len());
        let mut by_id = BTreeMap::new();
        // Names that fit as they are come first, so that none of them has to
        // give way to one that was made to fit.
        let fits = |it: &&Component<T>| fitting(&it.name) == *it.name.text;
        taken.extend(all.iter().filter(fits).map(|it| it.name.to_string()));
        for (index, component) in all.iter().enumerate() {
            let name = if fits(&component) {
                component.name.to_string()
            } else {
                let name = distinct(fitting(&component.name), |it| taken.contains(it));
                taken.insert(name.clone());
                name
            };
            names.push(name);
            if component.it.via.is_none() {
                by_id.entry(component.it.to).or_insert(index);
            }
        }
        Self { folder, names, by_id, made: Vec::new(), written: 0 }
    }
}

/// Steps of a pointer that say what sort of thing it leads to, not which.
const STRUCTURE: &[&str] = &[
    "callbacks",
    "components",
    "content",
    "definitions",
    "encoding",
    "examples",
    "headers",
    "links",
    "parameters",
    "paths",
    "properties",
    "requestBodies",
    "requestBody",
    "responses",
    "schema",
    "schemas",
];

/// A name that is not taken, made from a reference. In another file: what the
/// pointer ends with, the file before the pointer, its path before the pointer;
/// in this one: the last steps of the pointer.
fn free(reference: &str, taken: impl Fn(&str) -> bool) -> String {
    let (path, pointer) = reference.split_once('#').unwrap_or((reference, ""));
    let telling = |it: &&str| !it.is_empty() && !STRUCTURE.contains(it);
    let mut steps: Vec<&str> = pointer.rsplit('/').filter(telling).take(4).collect();
    steps.reverse();
    let pointer = steps.join("/");
    let path = path.trim_start_matches(['.', '/']);
    let path = path.rsplit_once('.').map_or(path, |it| it.0);
    let stem = path.rsplit('/').next().unwrap_or_default();
    let last = steps.last().filter(|it| it.starts_with(char::is_alphabetic));
    let short = match last {
        _ if path.is_empty() => &pointer,
        Some(last) => *last,
        None => stem,
    };
    let long = [format!("{stem}/{pointer}"), format!("{path}/{pointer}")];
    let candidates = [short, &long[0], &long[1]].map(|it| {
        let spelt = it.replace("~1", "/").replace("~0", "~");
        fitting(spelt.trim_matches('/')).trim_matches('_').to_owned()
    });
    let free = candidates.iter().find(|it| !it.is_empty() && !taken(it));
    let base = || candidates.iter().rev().find(|it| !it.is_empty()).cloned();
    free.cloned().unwrap_or_else(|| distinct(base().unwrap_or_else(|| "_".into()), &taken))
}

/// Components Object: names match `^[a-zA-Z0-9\.\-_]+$`.
fn fitting(name: &str) -> String {
    let fits = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_');
    let name: String = name.chars().map(|it| if fits(it) { it } else { '_' }).collect();
    if name.is_empty() { "_".into() } else { name }
}

fn distinct(base: String, taken: impl Fn(&str) -> bool) -> String {
    if !taken(&base) {
        return base;
    }
    let numbered = (2..u32::MAX).map(|it| format!("{base}_{it}")).find(|it| !taken(it));
    numbered.unwrap_or(base)
}
