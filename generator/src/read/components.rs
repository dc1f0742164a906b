//! What is declared to be referred to.

use std::collections::BTreeSet;

use crate::dialect;
use crate::ir::{Body, Id, Parameter};
use crate::ir::{Component, Components, Media, PathItem, Schema, Use, Where};
use crate::read::object::{Field, Reader};
use crate::read::queue::Thing;
use crate::source::Node;

impl<'a> Reader<'a> {
    /// The Components Object. Schemas come first: others name them.
    pub(super) fn components(&mut self, node: Node<'a>) {
        if let Some(schemas) = node.get("schemas") {
            self.declare_schemas(schemas);
        }
        let mut extensions = Vec::new();
        self.object(node, &dialect::COMPONENTS, |reader, field| match &*field.name {
            "schemas" => {}
            "responses" => reader.declare(field, |it| &mut it.responses),
            "parameters" => reader.declare(field, |it| &mut it.parameters),
            "examples" => reader.declare(field, |it| &mut it.examples),
            "requestBodies" => reader.declare(field, |it| &mut it.bodies),
            "headers" => reader.declare(field, |it| &mut it.headers),
            "securitySchemes" => reader.security_schemes(field.value),
            "links" => reader.declare(field, |it| &mut it.links),
            "callbacks" => reader.declare(field, |it| &mut it.callbacks),
            "pathItems" => reader.declare_path_items(field.value),
            "mediaTypes" => reader.declare_media(field.value),
            _ => reader.extend(&mut extensions, field),
        });
        self.api.components.extensions = extensions;
    }

    /// Schemas by name, each with its place among the components.
    pub(super) fn declare_schemas(&mut self, node: Node<'a>) {
        self.names(node, "schemas by name", |reader, field| {
            if reader.schema_names.contains_key(&*field.name) {
                return;
            }
            let id: Id<Schema> = reader.declared(field.value);
            let at = reader.api.components.schemas.len();
            reader.api.schemas[id].component = u32::try_from(at).ok();
            reader.schema_names.insert((*field.name).into(), id);
            let it = Component { name: field.said(), it: Use::here(id), imported: false };
            reader.api.components.schemas.push(it);
        });
    }

    /// Things of one kind by name.
    pub(super) fn declare<T: Thing>(
        &mut self,
        field: &Field<'a>,
        list: fn(&mut Components) -> &mut Vec<Component<T>>,
    ) {
        let taken = names_of(list(&mut self.api.components));
        let what = format!("{}s by name", T::object().name);
        self.names(field.value, &what, |reader, field| {
            if !taken.contains(&*field.name) {
                let it = reader.declared_use(field.value);
                let it = Component { name: field.said(), it, imported: false };
                list(&mut reader.api.components).push(it);
            }
        });
    }

    pub(super) fn security_schemes(&mut self, node: Node<'a>) {
        let known = self.api.components.security.iter();
        let taken: BTreeSet<Box<str>> = known.map(|it| it.name.text.clone()).collect();
        self.names(node, "Security Scheme Objects by name", |reader, field| {
            if !taken.contains(&*field.name) {
                let scheme = reader.scheme(field);
                reader.api.components.security.push(scheme);
            }
        });
    }

    fn declare_path_items(&mut self, node: Node<'a>) {
        self.names(node, "Path Item Objects by name", |reader, field| {
            let id: Id<PathItem> = reader.path_item(field, Where::Component);
            let it = Component { name: field.said(), it: Use::here(id), imported: false };
            reader.api.components.path_items.push(it);
        });
    }

    fn declare_media(&mut self, node: Node<'a>) {
        self.names(node, "Media Type Objects by name", |reader, field| {
            let it: Use<Media> = reader.media(field);
            let it = Component { name: field.said(), it, imported: false };
            reader.api.components.media.push(it);
        });
    }

    /// 2.0's shared parameters: those in the body are bodies.
    pub(super) fn declare_parameters_2(&mut self, node: Node<'a>) {
        let bodies = names_of(&self.api.components.bodies);
        let parameters = names_of(&self.api.components.parameters);
        self.names(node, "Parameter Objects by name", |reader, field| {
            let name = field.said();
            let place = field.value.get("in").and_then(Node::as_text);
            let is_body = place.as_deref() == Some("body");
            if (if is_body { &bodies } else { &parameters }).contains(&*field.name) {
                return;
            }
            if is_body {
                let it: Use<Body> = Use::here(reader.here(field.value));
                reader.api.components.bodies.push(Component { name, it, imported: false });
            } else {
                let it: Use<Parameter> = reader.declared_use(field.value);
                reader.api.components.parameters.push(Component { name, it, imported: false });
            }
        });
    }

    /// Gives a schema of another file a name among the components.
    pub(super) fn import(&mut self, node: Node<'a>, id: Id<Schema>) {
        if self.api.schemas[id].component.is_some() {
            return;
        }
        let name = self.name_of_import(node);
        let at = self.api.components.schemas.len();
        self.api.schemas[id].component = u32::try_from(at).ok();
        self.schema_names.insert(name.as_str().into(), id);
        let name = crate::ir::Said::new(name, node.at());
        let it = Component { name, it: Use::here(id), imported: true };
        self.api.components.schemas.push(it);
    }

    /// A free name: what the pointer ends with, the file's stem before the
    /// pointer, the path before the pointer, and in the end a number.
    fn name_of_import(&mut self, node: Node<'a>) -> String {
        let path_of = |at: usize| self.files.get(at).map_or("", |it| it.path.as_str());
        let path = path_of(node.tree().file().index());
        let folder = path_of(0).rfind('/').map_or("", |at| &path_of(0)[..=at]);
        let path = path.strip_prefix(folder).unwrap_or(path);
        let path = path.rsplit_once('.').map_or(path, |(path, _)| path);
        let stem = path.rsplit('/').next().unwrap_or_default();
        let pointer = node.pointer().replace("~1", "/").replace("~0", "~");
        let last = pointer.rsplit('/').next().filter(|it| speaks(it));
        let long = format!("{stem}{pointer}");
        let whole = format!("{path}{pointer}");
        let short = if pointer.is_empty() { stem } else { last.unwrap_or(&long) };
        for candidate in [short, &long, &whole] {
            let name = as_name(candidate);
            if !self.schema_names.contains_key(name.as_str()) {
                return name;
            }
        }
        let name = as_name(&whole);
        let count = self.import_counts.entry(name.clone()).or_insert(1);
        loop {
            *count += 1;
            let numbered = format!("{name}_{count}");
            if !self.schema_names.contains_key(numbered.as_str()) {
                return numbered;
            }
        }
    }
}

/// The names that are taken: where a document has the maps of two versions,
/// those of its own come first, and what has the same name in the others is
/// another thing, which nothing calls by that name.
fn names_of<T>(all: &[Component<T>]) -> BTreeSet<Box<str>> {
    all.iter().map(|it| it.name.text.clone()).collect()
}

/// Whether the last step of a pointer tells a person what is meant.
fn speaks(step: &str) -> bool {
    let keyword = dialect::SCHEMA.key(step).is_some() || step == "schema";
    !keyword && step.starts_with(|it: char| it.is_alphabetic())
}

/// A text as the name of a component may be: `^[a-zA-Z0-9._-]+$`.
fn as_name(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for letter in text.trim_matches(['/', '.']).chars() {
        if letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_') {
            name.push(letter);
        } else if !name.ends_with('_') {
            name.push('_');
        }
    }
    if name.is_empty() { "schema".to_owned() } else { name }
}
