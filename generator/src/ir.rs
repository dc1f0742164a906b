//! The one model of an API that everything reads and nothing owns.
//!
//! It holds what a source said, in the order in which it was said, and where.
//! It is a superset of Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2: what a
//! version cannot say is `None` or empty.
//! What was *stated* stands apart from what that implies: `required` is
//! `None` where the source is silent, whatever the default is.
//!
//! [`Schema`] is faithful: JSON Schema 2020-12 and the older dialects, in
//! document order, with references as edges that keep their siblings.
//! Things that can be referred to live in arenas in [`Api`] and are named by
//! an [`Id`]; index the [`Api`] with it.
//!
//! Two APIs are the same when `diff` finds nothing: there is no `PartialEq`.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Deref, Index, IndexMut};

use crate::dialect::Version;
use crate::source;
use crate::text::{Span, percent_decoded};

mod arena;
mod body;
mod inference;
mod info;
mod dump;
mod few;
mod operation;
mod parameter;
mod schema;
mod security;
pub mod shape;

pub use arena::{Arena, Id};
pub use body::{Answer, Body, Encoding, Example, Header, Link, Media, Response, Responses, Status};
pub use dump::dump;
pub use few::Few;
pub use inference::{Inference, Known};
pub use info::{Address, Contact, ExternalDocs, Info, License, Server, Tag, Variable};
pub use operation::{Callback, Method, Operation, PathItem, Where};
pub use parameter::{Parameter, Place, Style};
pub use schema::{
    ArrayRules, Core, Discriminator, Exclusive, Layout, Logic, Mapping, Notes, Number, NumberRules,
    ObjectRules, Property, Schema, TextRules, Type, Types, Values, Xml,
};
pub use security::{Flow, FlowKind, Requirement, Scheme, SchemeKind, Scopes};

/// An API: one document with all that it refers to, or a set of pages.
#[derive(Debug, Default)]
pub struct Api {
    /// The version of the specification that it was written in; pages have
    /// the version that `import` writes.
    pub version: Version,
    /// The version as written, `3.0.3`.
    pub version_text: Option<Said>,
    /// Where the whole was read: the root object of a document.
    pub at: Option<Span>,
    /// Title, version, licence and the like.
    pub info: Info,
    /// Where the API is served. For 2.0, made from `schemes`, `host` and `basePath`.
    pub servers: Vec<Server>,
    /// What a 2.0 document said of its address.
    pub address: Option<Address>,
    /// Declared tags, in order.
    pub tags: Vec<Tag>,
    /// The paths, in order.
    pub paths: Vec<Id<PathItem>>,
    /// `x-…` keys of the Paths Object.
    pub path_extensions: Extensions,
    /// Webhooks (3.1), in order; a path item's `template` is the webhook's name.
    pub webhooks: Vec<Id<PathItem>>,
    /// What the document declares to be referred to, in order.
    pub components: Components,
    /// Security that holds where an operation says nothing; `None`: not stated.
    pub security: Option<Vec<Requirement>>,
    /// Documentation elsewhere.
    pub external_docs: Option<ExternalDocs>,
    /// 3.1: the dialect that schemas are in unless they say otherwise.
    pub schema_dialect: Option<Said>,
    /// 3.2: the document's own address.
    pub self_uri: Option<Said>,
    /// 2.0: media types that bodies have unless an operation says otherwise.
    pub consumes: Option<Vec<Said>>,
    /// 2.0: media types that responses have unless an operation says otherwise.
    pub produces: Option<Vec<Said>>,
    /// `x-…` keys of the root object.
    pub extensions: Extensions,
    /// What was not stated but follows from something else; pages only.
    pub inferred: Vec<Inference>,
    /// The name of the manner that the pages are in; `None` for documents.
    pub manner: Option<&'static str>,
    /// Pages: some of those that belong together are not among them, so that
    /// they speak for what they show only.
    pub partial: bool,
    /// Pages: the folder that was named for them, as a person wrote it. Who names
    /// a folder means all that there is.
    pub folder: Option<Box<str>>,
    /// Pages: how well each of `components.schemas` is known.
    pub known: Vec<Known>,

    /// Every schema, wherever it stands.
    pub schemas: Arena<Schema>,
    /// Schemas that stand nowhere: what others mean in a dynamic scope of which
    /// they do not speak themselves.
    pub instances: BTreeMap<Id<Schema>, Instance>,
    /// Every operation: of paths, webhooks and callbacks.
    pub operations: Arena<Operation>,
    /// Every path item: of paths, webhooks, callbacks and components.
    pub path_items: Arena<PathItem>,
    /// Every parameter.
    pub parameters: Arena<Parameter>,
    /// Every header of a response, an encoding or components.
    pub headers: Arena<Header>,
    /// Every request body.
    pub bodies: Arena<Body>,
    /// Every response.
    pub responses: Arena<Response>,
    /// Every named example.
    pub examples: Arena<Example>,
    /// Every link.
    pub links: Arena<Link>,
    /// Every callback.
    pub callbacks: Arena<Callback>,
    /// Every media type object.
    pub media: Arena<Media>,
}

impl Api {
    /// The operations of the paths, in document order.
    /// Those of webhooks and callbacks are reached through their path items.
    pub fn operations(&self) -> impl Iterator<Item = (Id<Operation>, &Operation)> {
        self.paths.iter().flat_map(|&path| &self[path].operations).map(|&id| (id, &self[id]))
    }

    /// The name under which a schema is declared, if it is a component.
    pub fn schema_name(&self, id: Id<Schema>) -> Option<&Said> {
        let component = self[id].component?;
        self.components.schemas.get(component as usize).map(|it| &it.name)
    }

    /// The schema as it was written: what an instance is of, else the same.
    pub fn written(&self, id: Id<Schema>) -> Id<Schema> {
        self.instances.get(&id).map_or(id, |it| it.of)
    }

    /// Whether a schema adds null to its type by `nullable`, a word of versions
    /// whose schemas are not yet those of JSON Schema: there it says nothing.
    pub fn is_nullable(&self, schema: &Schema) -> bool {
        schema.nullable == Some(true) && !self.version.dialect().json_schema
    }

    /// Follows references (and nothing else) to the schema that says something.
    /// `None` where a reference leads nowhere or in a circle.
    pub fn resolve(&self, id: Id<Schema>) -> Option<Id<Schema>> {
        let mut at = id;
        for _ in 0..64 {
            match &self[at].reference {
                None => return Some(at),
                Some(reference) => at = reference.to?,
            }
        }
        None
    }

    /// The security that holds for an operation: its own, else the API's.
    pub fn security_of<'a>(&'a self, operation: &'a Operation) -> &'a [Requirement] {
        operation.security.as_ref().or(self.security.as_ref()).map_or(&[], Vec::as_slice)
    }

    /// The parameters that hold for an operation: its own, then those of its
    /// path that it does not override (same name and place).
    pub fn parameters_of<'a>(&'a self, operation: &'a Operation) -> Vec<&'a Use<Parameter>> {
        let mut all: Vec<&Use<Parameter>> = operation.parameters.iter().collect();
        for shared in &self[operation.path].parameters {
            let (name, place) = (&self[shared.to].name, self[shared.to].place);
            let own =
                |it: &&Use<Parameter>| self[it.to].name == *name && self[it.to].place == place;
            if !all.iter().any(own) {
                all.push(shared);
            }
        }
        all
    }
}

impl Api {
    /// Whether a parameter explodes: as stated, or by default. In 2.0 a list
    /// that states nothing is `csv` (Parameter Object, `collectionFormat`).
    pub fn explodes(&self, it: &Parameter) -> bool {
        let is_list = || {
            it.schema
                .and_then(|it| self.resolve(it))
                .is_some_and(|it| self[it].types.has(Type::Array))
        };
        let plain = self.version == Version::V2_0 && it.stated_explode.is_none() && is_list();
        !plain && it.explode()
    }
}

/// Lets `api[id]` find a thing of each kind in its arena.
macro_rules! indexed {
    ($($kind:ident: $arena:ident),*) => {$(
        impl Index<Id<$kind>> for Api {
            type Output = $kind;
            fn index(&self, id: Id<$kind>) -> &$kind { &self.$arena[id] }
        }
        impl IndexMut<Id<$kind>> for Api {
            fn index_mut(&mut self, id: Id<$kind>) -> &mut $kind { &mut self.$arena[id] }
        }
    )*};
}
indexed!(
    Schema: schemas, Operation: operations, PathItem: path_items, Parameter: parameters,
    Header: headers, Body: bodies, Response: responses, Example: examples, Link: links,
    Callback: callbacks, Media: media
);

/// A name or prose, as it was written, and where. Reads as a `str`.
#[derive(Clone, Default)]
pub struct Said {
    /// The text, with the source's escapes resolved.
    pub text: Box<str>,
    /// Where it stands; `None` in an API that was built in code.
    pub at: Option<Span>,
}

impl Said {
    /// A text and its place.
    pub fn new(text: impl Into<Box<str>>, at: impl Into<Option<Span>>) -> Self {
        Self { text: text.into(), at: at.into() }
    }
}

impl Deref for Said {
    type Target = str;
    fn deref(&self) -> &str {
        &self.text
    }
}
impl AsRef<str> for Said {
    fn as_ref(&self) -> &str {
        &self.text
    }
}
impl From<&str> for Said {
    fn from(text: &str) -> Self {
        Self::new(text, None)
    }
}
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}
/// The text alone: places do not make two names different.
impl PartialEq for Said {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
impl Eq for Said {}
impl PartialEq<str> for Said {
    fn eq(&self, other: &str) -> bool {
        &*self.text == other
    }
}
impl PartialEq<&str> for Said {
    fn eq(&self, other: &&str) -> bool {
        &*self.text == *other
    }
}

/// A `$ref`: what it says, where it leads, and what stands beside it.
#[derive(Debug)]
pub struct Reference<T> {
    /// The URI reference as it was written.
    pub text: Said,
    /// The thing that it names; `None` where it leads nowhere (a finding says so).
    /// A schema may be meant in another way here than it is written:
    /// [`Api::written`] is what the text names.
    pub to: Option<Id<T>>,
    /// 3.1: a summary that overrides the target's.
    pub summary: Option<Said>,
    /// 3.1: a description that overrides the target's.
    pub description: Option<Said>,
    /// A `$dynamicRef` (3.1) rather than a `$ref`.
    pub dynamic: bool,
}

impl<T> Reference<T> {
    /// The name of an anchor that it says, percent-decoded: its fragment, where
    /// that is no pointer (JSON Schema 2020-12, section 8.2.2).
    pub fn anchor(&self) -> Option<String> {
        let (_, fragment) = self.text.split_once('#')?;
        let name = percent_decoded(fragment);
        (!name.is_empty() && !name.starts_with('/')).then(|| name.into_owned())
    }
}

/// A schema in a dynamic scope (JSON Schema 2020-12, section 7.1) that changes
/// what it means: its `$dynamicRef`s lead elsewhere than where they stand.
///
/// The instance is a schema of its own with all of that followed, and no
/// `$dynamicRef` within it asks for more.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The schema as it was written. References say its name, and documents
    /// that know `$dynamicRef` hold it alone.
    pub of: Id<Schema>,
    /// What it can be called where it needs a name: `List_in_PetList`. Not
    /// always another than that of other instances or components.
    pub name: String,
}

/// A thing used at a place: it stands there, or it is referred to.
/// (Schemas do not need this: a [`Schema`] can itself be a reference.)
#[derive(Debug)]
pub struct Use<T> {
    /// The thing itself, every reference followed.
    pub to: Id<T>,
    /// The reference that leads to it, if it does not stand here.
    pub via: Option<Box<Reference<T>>>,
}

// By hand: a clone names the same thing, whether or not that can be cloned.
impl<T> Clone for Reference<T> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            to: self.to,
            summary: self.summary.clone(),
            description: self.description.clone(),
            dynamic: self.dynamic,
        }
    }
}
impl<T> Clone for Use<T> {
    fn clone(&self) -> Self {
        Self { to: self.to, via: self.via.clone() }
    }
}

impl<T> Use<T> {
    /// A thing that stands where it is used.
    pub fn here(to: Id<T>) -> Self {
        Self { to, via: None }
    }
}

/// `x-…` keys with their values, in order.
pub type Extensions = Vec<(Said, source::Value)>;

/// The value of an extension, if it is there.
pub fn extension<'a>(extensions: &'a Extensions, name: &str) -> Option<&'a source::Value> {
    extensions.iter().find(|(key, _)| **key == *name).map(|(_, value)| value)
}

/// What is declared to be referred to, each kind in its order.
#[derive(Debug, Default)]
pub struct Components {
    /// `components.schemas`, or 2.0's `definitions`.
    pub schemas: Vec<Component<Schema>>,
    /// Parameters.
    pub parameters: Vec<Component<Parameter>>,
    /// Headers.
    pub headers: Vec<Component<Header>>,
    /// Request bodies.
    pub bodies: Vec<Component<Body>>,
    /// Responses.
    pub responses: Vec<Component<Response>>,
    /// Examples.
    pub examples: Vec<Component<Example>>,
    /// Links.
    pub links: Vec<Component<Link>>,
    /// Callbacks.
    pub callbacks: Vec<Component<Callback>>,
    /// Path items (3.1).
    pub path_items: Vec<Component<PathItem>>,
    /// Media types (3.2).
    pub media: Vec<Component<Media>>,
    /// Security schemes.
    pub security: Vec<Scheme>,
    /// `x-…` keys of the `components` object.
    pub extensions: Extensions,
}

/// A thing under a name that others can refer to.
#[derive(Debug)]
pub struct Component<T> {
    /// The name; its place is the key.
    pub name: Said,
    /// The thing.
    pub it: Use<T>,
    /// It was not declared here but in a file that a reference named; the name
    /// is made from where it came from.
    pub imported: bool,
}
