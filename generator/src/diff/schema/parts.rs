//! Objects that are put together from parts, as if they were said at once.

use std::collections::BTreeSet;

use crate::diff::view::{View, is_annotation};
use crate::ir::{Api, Id, ObjectRules, Property, Schema, Type};

/// More parts within parts than this are a circle.
const DEEPEST: usize = 16;

/// The properties of an object, and which of them must be there.
#[derive(Default)]
pub(super) struct Fields<'a> {
    pub(super) properties: Vec<&'a Property>,
    pub(super) required: BTreeSet<&'a str>,
}

/// What was met already: a part may be part of several.
#[derive(Default)]
struct Seen<'a> {
    names: BTreeSet<&'a str>,
    parts: BTreeSet<Id<Schema>>,
}

impl<'a> Fields<'a> {
    /// What an object says itself.
    pub(super) fn own(schema: &'a Schema) -> Self {
        Self {
            properties: schema.properties().iter().collect(),
            required: schema.required().iter().map(|it| &**it).collect(),
        }
    }

    /// What an object and all its parts say, if none of them says anything but
    /// properties.
    fn together(api: &'a Api, schema: &'a Schema) -> Option<Self> {
        let (mut fields, mut seen) = (Self::default(), Seen::default());
        fields.gather(api, schema, &mut seen, DEEPEST).then_some(fields)
    }

    fn gather(
        &mut self,
        api: &'a Api,
        schema: &'a Schema,
        seen: &mut Seen<'a>,
        depth: usize,
    ) -> bool {
        if depth == 0 || !is_plain(schema) {
            return false;
        }
        self.properties.extend(schema.properties().iter().filter(|it| seen.names.insert(&it.name)));
        self.required.extend(schema.required().iter().map(|it| &**it));
        parts(schema).all(|it| {
            let view = View::new(api, it);
            // A part that asks for nothing is a change of its own.
            !is_annotation(api, view.id)
                && (!seen.parts.insert(view.id) || self.gather(api, view.schema, seen, depth - 1))
        })
    }

    fn share(&self, other: &Self) -> usize {
        let names = |it: &Self| it.properties.iter().map(|it| &*it.name.text).collect();
        let (one, two): (BTreeSet<&str>, BTreeSet<&str>) = (names(self), names(other));
        (one.intersection(&two).count() * 1000).checked_div(one.union(&two).count()).unwrap_or(0)
    }
}

/// The parts that must all hold.
fn parts(schema: &Schema) -> impl Iterator<Item = Id<Schema>> {
    let reference = schema.reference.as_ref().and_then(|it| it.to);
    reference.into_iter().chain(schema.all_of().iter().copied())
}

/// Whether a schema says nothing of a value but that it is an object, and which
/// properties that has.
fn is_plain(schema: &Schema) -> bool {
    let lists = |it: &crate::ir::Values| it.choices.is_some() || it.constant.is_some();
    schema.always.is_none()
        && (schema.types.is_empty() || schema.types.single() == Some(Type::Object))
        && schema.format.is_none()
        && schema.text.is_none()
        && schema.number.is_none()
        && schema.array.is_none()
        && !schema.values.as_deref().is_some_and(lists)
        && schema.object.as_deref().is_none_or(names_alone)
        && schema.logic.as_deref().is_none_or(|it| {
            it.any_of.is_empty()
                && it.one_of.is_empty()
                && it.not.is_none()
                && it.when.is_none()
                && it.discriminator.is_none()
        })
}

fn names_alone(rules: &ObjectRules) -> bool {
    rules.additional.is_none()
        && rules.patterns.is_empty()
        && rules.names.is_none()
        && rules.unevaluated.is_none()
        && rules.dependent_required.is_empty()
        && rules.dependent_schemas.is_empty()
        && rules.min_properties.is_none()
        && rules.max_properties.is_none()
}

/// The properties of both sides, where one is put together from parts and the
/// other says much the same at once.
pub(super) fn flattened<'a>(
    (old_api, old): (&'a Api, &'a Schema),
    (new_api, new): (&'a Api, &'a Schema),
) -> Option<(Fields<'a>, Fields<'a>)> {
    let composed = |it: &Schema| parts(it).next().is_some();
    if composed(old) == composed(new) {
        return None;
    }
    let (one, two) = (Fields::together(old_api, old)?, Fields::together(new_api, new)?);
    (one.share(&two) >= 500).then_some((one, two))
}
