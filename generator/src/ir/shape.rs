//! What values a schema has, worked out: the computed view of a [`Schema`].
//!
//! A schema is a heap of keywords; a [`Shape`] is an answer. References are
//! followed, `allOf` is merged, wrappers that add nothing are seen through, and
//! null stands apart. Shapes are worked out once for the whole API, by
//! [`Shapes::new`], and name each other by [`Id`], so that recursion is no
//! trouble. They know no programming language.

use std::collections::BTreeMap;

use crate::ir::{Api, Arena, Id, Number, Said, Schema};
use crate::source;
use crate::text::Span;

mod build;
mod facts;
mod union;

pub(crate) use facts::is_rest;

/// The shapes of all schemas of an API.
#[derive(Debug, Default)]
pub struct Shapes {
    all: Arena<Shape>,
    keys: BTreeMap<Key, Id<Shape>>,
    /// By the position of the schema.
    edges: Vec<Option<Edge>>,
    /// Schemas that ask for what cannot be.
    pub conflicts: Vec<Conflict>,
}

/// Keywords that no value can satisfy together.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// What is asked, as a sentence without its full stop.
    pub message: String,
    /// Where each side asks.
    pub at: Vec<Option<Span>>,
}

/// A use of a shape: by a schema, a field, an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edge {
    /// What values there are, null aside.
    pub shape: Id<Shape>,
    /// Whether this use adds null to them; [`Shapes::takes_null`] asks for both.
    pub nullable: bool,
}

/// What values there are.
#[derive(Debug)]
pub struct Shape {
    /// The schemas that all hold at once, the most telling first. Exactly one
    /// if the shape is that of a schema as it stands; none if nothing is said,
    /// or if it is all that several schemas allow beside each other.
    pub parts: Vec<Id<Schema>>,
    /// The shape is that of this schema as it stands, of all its types and
    /// alternatives: whoever names the schema names the shape.
    pub whole: bool,
    /// Whether null is one of the values.
    pub nullable: bool,
    /// The parts with `anyOf` or `oneOf` that are no variants of the kind: they
    /// differ in what they require, and not in what there is.
    pub either: Vec<Id<Schema>>,
    /// The values, null aside.
    pub kind: Kind,
}

/// The kinds of values.
#[derive(Debug)]
pub enum Kind {
    /// Anything: nothing is said.
    Any,
    /// Nothing at all.
    Never,
    /// Only null.
    Null,
    /// True and false.
    Boolean,
    /// Whole numbers.
    Integer(Bounds),
    /// Numbers.
    Number(Bounds),
    /// Text.
    Text(Text),
    /// Values that are named one by one.
    Choice(Choice),
    /// Any number of items of one kind.
    List(List),
    /// Items each of a kind of its own.
    Tuple(Vec<Edge>),
    /// Values under names that are not known beforehand.
    Map(Map),
    /// Values under known names.
    Record(Record),
    /// One of several shapes.
    Union(Union),
}

/// What is asked of numbers. Bounds are inclusive unless said.
#[derive(Clone, Debug, Default)]
pub struct Bounds {
    /// `format`
    pub format: Option<Said>,
    /// The lowest, and whether it is itself excluded.
    pub minimum: Option<(Number, bool)>,
    /// The highest, and whether it is itself excluded.
    pub maximum: Option<(Number, bool)>,
    /// What they are a multiple of, each.
    pub multiple_of: Vec<Number>,
}

/// What is asked of text.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// `format`
    pub format: Option<Said>,
    /// The fewest Unicode code points.
    pub min_length: Option<u64>,
    /// The most Unicode code points.
    pub max_length: Option<u64>,
    /// ECMA-262 regular expressions, each of which is found in it.
    pub patterns: Vec<Said>,
    /// How bytes are spelt in it, `base64`.
    pub encoding: Option<Said>,
}

/// Values that are named one by one. Null is not among them.
#[derive(Debug)]
pub struct Choice {
    /// The values in order, each once.
    pub values: Vec<Chosen>,
    /// Whether values that are not named are taken too.
    pub open: bool,
}

/// One of the values that are named.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The value.
    pub value: source::Value,
    /// The schema that names this value and no other; it may describe it.
    pub said: Option<Id<Schema>>,
}

/// Any number of items of one kind.
#[derive(Debug)]
pub struct List {
    /// Each of them.
    pub items: Edge,
    /// The fewest.
    pub min: Option<u64>,
    /// The most.
    pub max: Option<u64>,
    /// Whether no two are the same.
    pub unique: bool,
}

/// Values under names that are not known beforehand.
#[derive(Debug)]
pub struct Map {
    /// Each of them.
    pub values: Edge,
    /// The fewest.
    pub min: Option<u64>,
    /// The most.
    pub max: Option<u64>,
}

/// Values under known names.
#[derive(Debug)]
pub struct Record {
    /// The known names, in order.
    pub fields: Vec<Field>,
    /// What of all other names.
    pub rest: Rest,
}

/// A value under a known name.
#[derive(Debug)]
pub struct Field {
    /// The name on the wire.
    pub name: Said,
    /// The value.
    pub value: Edge,
    /// Whether it must be there.
    pub required: bool,
    /// The schemas under this name, as they are written: what they say besides
    /// (prose, a default, who may write) belongs to the field.
    pub said: Vec<Id<Schema>>,
}

/// What of the names that a record does not know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rest {
    /// Nothing is said of them.
    Unsaid,
    /// They are forbidden.
    Closed,
    /// They are welcome, with such values.
    Open(Edge),
}

/// One of several shapes.
#[derive(Debug)]
pub struct Union {
    /// The alternatives, in order.
    pub variants: Vec<Variant>,
    /// A property whose value tells the alternatives apart, if there is one.
    pub tag: Option<Tag>,
}

/// An alternative of a union.
#[derive(Debug)]
pub struct Variant {
    /// Its values.
    pub value: Edge,
    /// The schema as it stands in the union.
    pub said: Id<Schema>,
}

/// A property whose value tells the alternatives of a union apart.
#[derive(Clone, Debug)]
pub struct Tag {
    /// The name of the property.
    pub property: String,
    /// For each variant, in order, the values that mean it.
    pub values: Vec<Vec<String>>,
}

/// What a shape is worked out from, and known by: schemas that all hold.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Key {
    parts: Vec<Part>,
    /// Only the values of one JSON type.
    only: Option<crate::ir::Type>,
    /// One of them holds, not all: what stands at different places of a list,
    /// or under different names.
    any: bool,
}

/// A schema in a [`Key`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Part {
    schema: Id<Schema>,
    /// Its `$ref` and `allOf` are parts of their own already.
    opened: bool,
    /// Its `oneOf` and `anyOf` are not counted.
    bare: bool,
}

impl Shapes {
    /// Works out the shapes of all schemas.
    pub fn new(api: &Api) -> Self {
        build::Builder::new(api).run()
    }

    /// The shape of a schema.
    pub fn of(&self, schema: Id<Schema>) -> Edge {
        self.edges
            .get(schema.index())
            .copied()
            .flatten()
            .unwrap_or(Edge { shape: Id::new(0), nullable: true })
    }

    /// The shape of a use.
    pub fn shape(&self, edge: Edge) -> &Shape {
        &self.all[edge.shape]
    }

    /// Whether null is a value here.
    pub fn takes_null(&self, edge: Edge) -> bool {
        edge.nullable || self.all[edge.shape].nullable
    }

    /// All shapes with their ids, in the order in which they were met.
    pub fn iter(&self) -> impl Iterator<Item = (Id<Shape>, &Shape)> {
        self.all.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none; there is always one, for what says nothing.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl std::ops::Index<Id<Shape>> for Shapes {
    type Output = Shape;
    fn index(&self, id: Id<Shape>) -> &Shape {
        &self.all[id]
    }
}

impl Kind {
    /// The shapes that this one is made of.
    pub fn edges(&self) -> Vec<Edge> {
        match self {
            Self::List(list) => vec![list.items],
            Self::Tuple(items) => items.clone(),
            Self::Map(map) => vec![map.values],
            Self::Record(record) => {
                let mut all: Vec<Edge> = record.fields.iter().map(|it| it.value).collect();
                if let Rest::Open(edge) = record.rest {
                    all.push(edge);
                }
                all
            }
            Self::Union(union) => union.variants.iter().map(|it| it.value).collect(),
            _ => Vec::new(),
        }
    }
}
