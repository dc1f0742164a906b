//! Things get their id at once and are read when their turn comes.

use crate::dialect::{self, Object};
use crate::ir::{
    Api, Arena, Body, Callback, Example, Header, Id, Link, Media, Parameter, PathItem, Response,
    Schema, Where,
};
use crate::read::object::Reader;
use crate::source::Node;

/// What has its id and is still to be read from its node.
pub(super) enum Pending<'a> {
    Schema(Node<'a>, Id<Schema>),
    Parameter(Node<'a>, Id<Parameter>),
    Header(Node<'a>, Id<Header>),
    Body(Node<'a>, Id<Body>),
    Response(Node<'a>, Id<Response>),
    Example(Node<'a>, Id<Example>),
    Link(Node<'a>, Id<Link>),
    Callback(Node<'a>, Id<Callback>),
    Media(Node<'a>, Id<Media>),
    PathItem(Node<'a>, Id<PathItem>, Where),
}

impl<'a> Pending<'a> {
    fn node(&self) -> Node<'a> {
        match *self {
            Self::Schema(node, _)
            | Self::Parameter(node, _)
            | Self::Header(node, _)
            | Self::Body(node, _)
            | Self::Response(node, _)
            | Self::Example(node, _)
            | Self::Link(node, _)
            | Self::Callback(node, _)
            | Self::Media(node, _)
            | Self::PathItem(node, _, _) => node,
        }
    }
}

/// A kind of thing that references can lead to and that is the same thing
/// wherever it is used.
pub(super) trait Thing: Sized {
    /// Tells the kinds apart in a file's slots; never 0.
    const TAG: u32;
    /// The object of the specification.
    fn object() -> &'static Object;
    /// One that says nothing.
    fn blank() -> Self;
    /// Where they live.
    fn arena(api: &mut Api) -> &mut Arena<Self>;
    /// To be read later.
    fn pending(node: Node<'_>, id: Id<Self>) -> Pending<'_>;
    /// Reads it.
    fn read<'a>(reader: &mut Reader<'a>, node: Node<'a>) -> Self;
}

macro_rules! things {
    ($($kind:ident: $tag:literal, $object:ident, $arena:ident, $read:ident;)*) => {$(
        impl Thing for $kind {
            const TAG: u32 = $tag;
            fn object() -> &'static Object { &dialect::$object }
            fn blank() -> Self { Self::default() }
            fn arena(api: &mut Api) -> &mut Arena<Self> { &mut api.$arena }
            fn pending(node: Node<'_>, id: Id<Self>) -> Pending<'_> { Pending::$kind(node, id) }
            fn read<'a>(reader: &mut Reader<'a>, node: Node<'a>) -> Self { reader.$read(node) }
        }
    )*};
}
things! {
    Schema: 1, SCHEMA, schemas, read_schema;
    Parameter: 2, PARAMETER, parameters, read_parameter;
    Header: 3, HEADER, headers, read_header;
    Body: 4, REQUEST_BODY, bodies, read_body;
    Response: 5, RESPONSE, responses, read_response;
    Example: 6, EXAMPLE, examples, read_example;
    Link: 7, LINK, links, read_link;
    Callback: 8, CALLBACK, callbacks, read_callback;
}

const ID_BITS: u32 = 28;

/// In the slot of a key: someone asked for it.
pub(super) const ASKED: u32 = 15 << ID_BITS;

/// In the slot of a value: it is kept whole.
pub(super) const KEPT: u32 = 14 << ID_BITS;

/// The object of the specification that a tag stands for.
fn object_of(tag: u32) -> Option<&'static Object> {
    Some(match tag {
        Schema::TAG => Schema::object(),
        Parameter::TAG => Parameter::object(),
        Header::TAG => Header::object(),
        Body::TAG => Body::object(),
        Response::TAG => Response::object(),
        Example::TAG => Example::object(),
        Link::TAG => Link::object(),
        Callback::TAG => Callback::object(),
        _ => return None,
    })
}

impl<'a> Reader<'a> {
    /// The id of what a node is, if it has one. An alias may be a thing of its
    /// own (a component); else it is what it stands for.
    pub(super) fn known<T: Thing>(&self, node: Node<'a>) -> Option<Id<T>> {
        let slots = &self.files.get(node.tree().file().index())?.slots;
        let of = |index: u32| {
            let slot = *slots.get(index as usize)?;
            (slot >> ID_BITS == T::TAG).then(|| Id::new((slot & ((1 << ID_BITS) - 1)) as usize))
        };
        let id = node.id();
        of(node.index()).or_else(|| of(id.index)).or_else(|| {
            let double = self.doubles.get(&(id, T::TAG))?;
            Some(Id::new(*double as usize))
        })
    }

    /// Notes what became of a node that is no thing, for the test that shows
    /// that nothing is passed over.
    pub(super) fn mark(&mut self, node: Node<'a>, mark: u32) {
        let file = self.files.get_mut(node.tree().file().index());
        if let Some(slot) = file.and_then(|it| it.slots.get_mut(node.index() as usize))
            && *slot == 0
        {
            *slot = mark;
        }
    }

    /// What a node is known to be, where that is something else.
    pub(super) fn another<T: Thing>(&self, node: Node<'a>) -> Option<&'static Object> {
        let slots = &self.files.get(node.tree().file().index())?.slots;
        let slot = *slots.get(node.index() as usize)?;
        let tag = slot >> ID_BITS;
        if tag == T::TAG || self.known::<T>(node).is_some() { None } else { object_of(tag) }
    }

    /// Gives what a node is its id, under its own index.
    fn enter<T: Thing>(&mut self, node: Node<'a>, index: u32) -> Id<T> {
        let id: Id<T> = T::arena(&mut self.api).add(T::blank());
        let number = u32::try_from(id.index()).unwrap_or(u32::MAX);
        let file = self.files.get_mut(node.tree().file().index());
        match file.and_then(|it| it.slots.get_mut(index as usize)) {
            Some(slot) if (*slot == 0 || *slot == KEPT) && number >> ID_BITS == 0 => {
                *slot = T::TAG << ID_BITS | number;
            }
            _ => {
                self.doubles.insert((node.id(), T::TAG), number);
            }
        }
        id
    }

    /// The id of what stands at a node; it is read when its turn comes.
    pub(super) fn later<T: Thing>(&mut self, node: Node<'a>) -> Id<T> {
        if let Some(id) = self.known(node) {
            return id;
        }
        let id = self.enter(node, node.id().index);
        self.queue.push(T::pending(node, id));
        id
    }

    /// The id of what is declared under a name. Where that is an alias, it is
    /// a thing of its own.
    pub(super) fn declared<T: Thing>(&mut self, node: Node<'a>) -> Id<T> {
        if !node.is_alias() {
            return self.later(node);
        }
        let id = self.enter(node, node.index());
        self.queue.push(T::pending(node, id));
        id
    }

    /// What stands at a node, read at once.
    pub(super) fn here<T: Thing>(&mut self, node: Node<'a>) -> Id<T> {
        if let Some(id) = self.known(node) {
            return id;
        }
        let id = self.enter(node, node.id().index);
        let thing = T::read(self, node);
        T::arena(&mut self.api)[id] = thing;
        id
    }

    /// Reads all that waits, and what comes to wait meanwhile.
    pub(super) fn drain(&mut self) {
        let dialect = self.dialect;
        self.queue.reverse();
        while let Some(next) = self.queue.pop() {
            self.dialect = self.dialect_of(next.node());
            let waiting = self.queue.len();
            match next {
                Pending::Schema(node, id) => self.api.schemas[id] = self.read_schema_of(node, id),
                Pending::Parameter(node, id) => {
                    // In 2.0 a form may have needed it already.
                    if self.api.parameters[id].at.is_none() {
                        self.api.parameters[id] = self.read_parameter(node);
                    }
                }
                Pending::Header(node, id) => self.api.headers[id] = self.read_header(node),
                Pending::Body(node, id) => self.api.bodies[id] = self.read_body(node),
                Pending::Response(node, id) => self.api.responses[id] = self.read_response(node),
                Pending::Example(node, id) => self.api.examples[id] = self.read_example(node),
                Pending::Link(node, id) => self.api.links[id] = self.read_link(node),
                Pending::Callback(node, id) => self.api.callbacks[id] = self.read_callback(node),
                Pending::Media(node, id) => self.read_media(node, id),
                Pending::PathItem(node, id, place) => self.read_path_item(node, id, place),
            }
            // The first that came to wait is the next.
            self.queue[waiting..].reverse();
        }
        self.dialect = dialect;
    }
}
