//! What a schema says at all, and what it leaves open.

use crate::ir::shape::Part;
use crate::ir::{Api, Id, Schema, Type, Types};
use crate::source;

pub(super) fn says_null(api: &Api, schema: &Schema) -> bool {
    api.is_nullable(schema) || schema.types.has(Type::Null)
}

pub(super) fn says_values(schema: &Schema) -> bool {
    schema.choices().is_some() || schema.constant().is_some()
}

pub(super) fn has_alternatives(schema: &Schema) -> bool {
    !schema.any_of().is_empty() || !schema.one_of().is_empty()
}

pub(super) fn only_null(api: &Api, parts: &[Part]) -> bool {
    let [part] = parts else { return false };
    is_only_null(&api[part.schema])
}

fn is_only_null(schema: &Schema) -> bool {
    schema.types.iter().eq([Type::Null])
        || schema.choices().is_some_and(|all| {
            !all.is_empty() && all.iter().all(|it| it.node().kind() == source::Kind::Null)
        })
}

/// Whether a schema, its reference, `allOf` and alternatives aside, says
/// nothing of what values there are; its types are judged by the caller.
pub(super) fn says_nothing_but(schema: &Schema, types: impl Fn(&Schema) -> bool) -> bool {
    types(schema)
        && schema.always != Some(false)
        && schema.format.is_none()
        && !says_values(schema)
        && schema.text.is_none()
        && schema.number.is_none()
        && schema.array.is_none()
        && schema.object.is_none()
        && schema.logic.as_ref().is_none_or(|it| it.not.is_none() && it.when.is_none())
}

/// The same, with alternatives and `allOf` counted.
pub(super) fn adds_nothing(schema: &Schema) -> bool {
    says_nothing_but(schema, |it| it.types.is_empty())
        && !has_alternatives(schema)
        && schema.all_of().is_empty()
}

/// What a shape is worked out from, so that two of the same are one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source<'a> {
    /// A schema that says no more than its types, whether null is among them,
    /// and a format.
    Plain(Types, Option<bool>, Option<&'a str>),
    /// Any others.
    Parts(Vec<Part>),
}

impl<'a> Source<'a> {
    pub(super) fn new(api: &'a Api, parts: Vec<Part>) -> Self {
        if let [only] = parts[..] {
            let it = &api[only.schema];
            let inner = it.array.is_some() || it.object.is_some() || it.text.is_some();
            let plain = !inner && it.number.is_none() && it.logic.is_none() && !says_values(it);
            if plain && it.always.is_none() {
                return Self::Plain(it.types, it.nullable, it.format.as_deref());
            }
        }
        Self::Parts(parts)
    }
}

/// Whether the one type that a schema states is an object.
pub(super) fn names_object(schema: &Schema) -> bool {
    let types = schema.types.iter().filter(|it| *it != Type::Null).count();
    types == 1 && schema.types.has(Type::Object)
}

/// The one alternative of a union that is no choice, and whether null is
/// the other one.
pub(super) fn single_alternative(api: &Api, schema: &Schema) -> Option<(Id<Schema>, bool)> {
    let (([], all) | (all, [])) = (schema.any_of(), schema.one_of()) else { return None };
    let is_null = |id: &Id<Schema>| {
        let Some(target) = api.resolve(*id) else { return false };
        is_only_null(&api[target])
    };
    let real: Vec<Id<Schema>> = all.iter().copied().filter(|it| !is_null(it)).collect();
    let first = *real.first()?;
    let target = api.resolve(first);
    // The same alternative several times is one.
    real.iter()
        .all(|it| *it == first || target.is_some() && api.resolve(*it) == target)
        .then_some((first, real.len() < all.len()))
}
