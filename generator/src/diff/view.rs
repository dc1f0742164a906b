//! What a schema means, whatever way it is spelt.
//!
//! A reference, an `allOf` of one, a union with `null`: these are spellings.
//! [`View`] looks through them, to the schema that says something, and keeps
//! what was said on the way.

use crate::dialect::Version;
use crate::ir::{Api, ArrayRules, Id, ObjectRules, Schema, Type};
use crate::source::{self, Kind as Node};

/// More wrappers than this around one schema are a circle.
const DEEPEST: usize = 32;

/// A schema, and what was looked through to find it.
#[derive(Clone, Debug)]
pub(super) struct View<'a> {
    /// The schema that says something.
    pub(super) id: Id<Schema>,
    /// The same.
    pub(super) schema: &'a Schema,
    /// What stood around it and said something too, outermost first.
    pub(super) wrappers: Vec<&'a Schema>,
    /// Whether something around it allows null.
    pub(super) null_around: bool,
    /// Whether nothing is known of it: a reference that leads nowhere.
    pub(super) unknown: bool,
}

/// Follows references that say nothing themselves.
pub(super) fn strip(api: &Api, id: Id<Schema>) -> Id<Schema> {
    let mut at = id;
    for _ in 0..DEEPEST {
        let schema = &api[at];
        match &schema.reference {
            Some(it) if !says_more(api, schema) => match it.to {
                Some(to) => at = to,
                None => return at,
            },
            _ => return at,
        }
    }
    at
}

/// Whether keys beside a reference count, and there are some.
fn says_more(api: &Api, schema: &Schema) -> bool {
    api.version >= Version::V3_1 && schema.has_siblings()
}

/// Whether a schema, its combinations aside, only annotates.
fn only_annotates(schema: &Schema) -> bool {
    let free = |types: crate::ir::Types| types.is_empty() || types.single() == Some(Type::Object);
    schema.always != Some(false)
        && free(schema.types)
        && schema.text.is_none()
        && schema.number.is_none()
        && schema.array.is_none()
        && schema.object.as_deref().is_none_or(asks_nothing)
}

/// Whether the rules of an object are empty: `properties: {}`.
fn asks_nothing(rules: &ObjectRules) -> bool {
    rules.properties.is_empty()
        && rules.required.as_ref().is_none_or(Vec::is_empty)
        && rules.additional.is_none()
        && rules.patterns.is_empty()
        && rules.names.is_none()
        && rules.unevaluated.is_none()
        && rules.dependent_required.is_empty()
        && rules.dependent_schemas.is_empty()
        && rules.min_properties.is_none()
        && rules.max_properties.is_none()
}

/// Whether a schema lists its values.
fn lists_values(schema: &Schema) -> bool {
    schema.values.as_deref().is_some_and(|it| it.choices.is_some() || it.constant.is_some())
}

impl<'a> View<'a> {
    /// Looks at a schema.
    pub(super) fn new(api: &'a Api, id: Id<Schema>) -> Self {
        let mut view = Self {
            id: strip(api, id),
            schema: &api[id],
            wrappers: Vec::new(),
            null_around: false,
            unknown: false,
        };
        for _ in 0..DEEPEST {
            view.schema = &api[view.id];
            let Some((inner, null)) = view.inner(api) else { break };
            let inner = strip(api, inner);
            if inner == view.id {
                break;
            }
            view.wrappers.push(view.schema);
            view.null_around |= null || view.schema.nullable == Some(true);
            view.id = inner;
        }
        view.schema = &api[view.id];
        view.unknown = view.schema.reference.as_ref().is_some_and(|it| it.to.is_none());
        view
    }

    /// The one schema that this one wraps, and whether null is allowed besides.
    fn inner(&self, api: &Api) -> Option<(Id<Schema>, bool)> {
        let schema = self.schema;
        if !only_annotates(schema) {
            return None;
        }
        if let Some(reference) = &schema.reference {
            // As with a single `allOf`, below.
            let to = reference.to.filter(|it| !is_annotation(api, *it))?;
            return schema.logic.is_none().then_some((to, false));
        }
        let logic = schema.logic.as_deref()?;
        if logic.not.is_some() || logic.when.is_some() || logic.discriminator.is_some() {
            return None;
        }
        let untyped = schema.types.is_empty();
        match (&logic.all_of[..], &logic.any_of[..], &logic.one_of[..]) {
            // An annotation among them says nothing, but stays a change.
            ([one], [], []) if !is_annotation(api, *one) => Some((*one, false)),
            // A list beside a reference narrows it at this place.
            ([], union, []) | ([], [], union)
                if untyped && !lists_values(schema) && schema.format.is_none() =>
            {
                let mut real = union.iter().filter(|it| !is_null(api, **it));
                let first = *real.next()?;
                real.next().is_none().then_some((first, union.len() > 1))
            }
            _ => None,
        }
    }

    /// The first that says something, from the outside in.
    pub(super) fn first<T>(&self, get: impl Fn(&'a Schema) -> Option<T>) -> Option<T> {
        self.wrappers.iter().copied().chain([self.schema]).find_map(get)
    }

    /// Whether any says so.
    pub(super) fn any(&self, says: impl Fn(&Schema) -> bool) -> bool {
        self.wrappers.iter().copied().chain([self.schema]).any(says)
    }

    /// Whether null is allowed; `None` where nothing is said about types.
    pub(super) fn nullable(&self, api: &Api) -> Option<bool> {
        if self.null_around {
            return Some(true);
        }
        own_nullable(api, self.schema)
    }
}

/// Whether a schema itself allows null; `None` where it says nothing of types.
pub(super) fn own_nullable(api: &Api, schema: &Schema) -> Option<bool> {
    if schema.nullable == Some(true) || schema.types.has(Type::Null) {
        return Some(true);
    }
    if let Some((_, members)) = union(schema) {
        // A list of types may say it of each of them.
        let listed = members.iter().all(|it| is_bare_type(api, *it));
        let says = |it: Id<Schema>| api[strip(api, it)].nullable == Some(true);
        if members.iter().any(|it| is_null(api, *it) || listed && says(*it)) {
            return Some(true);
        }
    }
    if schema.types.is_empty() {
        if let Some(choices) = schema.choices() {
            return Some(choices.iter().any(is_null_value));
        }
        return schema.logic.is_some().then_some(false);
    }
    Some(false)
}

/// Whether a value is null.
pub(super) fn is_null_value(value: &source::Value) -> bool {
    value.node().kind() == Node::Null
}

/// The alternatives of a schema, if it has any.
pub(super) fn union(schema: &Schema) -> Option<(super::kind::Combined, &[Id<Schema>])> {
    let logic = schema.logic.as_deref()?;
    if !logic.one_of.is_empty() {
        return Some((super::kind::Combined::OneOf, &logic.one_of));
    }
    (!logic.any_of.is_empty()).then_some((super::kind::Combined::AnyOf, &logic.any_of[..]))
}

/// Whether a schema allows null and nothing else.
pub(super) fn is_null(api: &Api, id: Id<Schema>) -> bool {
    null_alone(&api[strip(api, id)])
}

/// The same, of what a schema says itself: by its type, or by its only value.
pub(super) fn null_alone(schema: &Schema) -> bool {
    let mut types = schema.types.iter();
    if types.next() == Some(Type::Null) && types.next().is_none() {
        return true;
    }
    let only = |it: &[source::Value]| it.len() == 1 && it.iter().all(is_null_value);
    schema.types.is_empty()
        && (schema.choices().is_some_and(only) || schema.constant().is_some_and(is_null_value))
}

/// Whether a schema allows everything and only says something about it.
pub(super) fn is_annotation(api: &Api, id: Id<Schema>) -> bool {
    let schema = &api[strip(api, id)];
    schema.types.is_empty()
        && !lists_values(schema)
        && schema.format.is_none()
        && only_annotates(schema)
        && schema.reference.is_none()
        && schema.logic.is_none()
}

/// Whether a schema says nothing but its type (and prose).
pub(super) fn is_bare_type(api: &Api, id: Id<Schema>) -> bool {
    let schema = &api[strip(api, id)];
    !schema.types.is_empty()
        && schema.reference.is_none()
        && schema.format.is_none()
        && schema.text.is_none()
        && schema.number.is_none()
        && schema.array.as_deref().is_none_or(|it| holds_anything(api, it))
        && schema.object.is_none()
        && schema.logic.is_none()
        && schema.values.as_deref().is_none_or(|it| it.choices.is_none() && it.constant.is_none())
}

/// Whether an array may hold anything: `items: {}`.
fn holds_anything(api: &Api, rules: &ArrayRules) -> bool {
    rules.items.is_none_or(|it| is_annotation(api, it))
        && rules.prefix.is_empty()
        && rules.contains.is_none()
        && rules.min_items.is_none()
        && rules.max_items.is_none()
        && rules.unique.is_none()
        && rules.unevaluated.is_none()
}
