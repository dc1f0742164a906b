//! The names under which components are declared, and the pointers to them.

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
    /// In the order of declaration.
    names: Vec<String>,
    /// The name by what it declares; components that are references do not count.
    by_id: BTreeMap<Id<T>, usize>,
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
}

/// Finds each kind in its field.
macro_rules! of {
    ($($ty:ident: $field:ident),*) => {$(
        impl Of<$ty> for Names {
            fn kind(&self) -> &Kind<$ty> { &self.$field }
        }
    )*};
}
of!(
    Schema: schemas, Response: responses, Parameter: parameters, Example: examples, Body: bodies,
    Header: headers, Link: links, Callback: callbacks, PathItem: path_items, Media: media
);

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

    /// A name for a schema that is no component, made from the reference that
    /// names it and unlike every other name.
    pub(super) fn hoist(&self, reference: &str, taken: impl Fn(&str) -> bool) -> String {
        let telling = |it: &&str| !it.is_empty() && !STRUCTURE.contains(it);
        let mut steps: Vec<&str> = reference.rsplit(['/', '#']).filter(telling).take(4).collect();
        steps.reverse();
        let joined = steps.join("_").replace("~1", "_").replace("~0", "~");
        let base = fitting(joined.trim_matches('_'));
        distinct(base, |name| taken(name) || self.schemas.names.iter().any(|it| it == name))
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
        Self { folder, names, by_id }
    }
}

/// Steps of a pointer that say what sort of thing it leads to, not which.
const STRUCTURE: &[&str] = &[
    "components",
    "content",
    "definitions",
    "parameters",
    "paths",
    "properties",
    "responses",
    "schema",
    "schemas",
];

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
