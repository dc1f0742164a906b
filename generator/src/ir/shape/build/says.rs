//! What a schema says at all, and what it leaves open.

use crate::ir::shape::Part;
use crate::ir::{Api, Id, Schema, Type};
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

/// Whether two shapes are worked out from the same, or from schemas that each
/// say no more than the same types and format.
pub(super) fn same(api: &Api, one: &[Part], two: &[Part]) -> bool {
    let plain = |all: &[Part]| match all {
        [only] => {
            let it = &api[only.schema];
            let inner = it.array.is_some() || it.object.is_some() || it.text.is_some();
            let plain = !inner && it.number.is_none() && it.logic.is_none() && !says_values(it);
            (plain && it.always.is_none()).then_some((it.types, it.nullable, it.format.as_deref()))
        }
        _ => None,
    };
    one == two || plain(one).is_some_and(|it| plain(two) == Some(it))
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
