use std::collections::BTreeSet;

use crate::ir::{
    Api, ArrayRules, Discriminator, Id, Logic, ObjectRules, Property, Schema, TextRules,
};

impl Schema {
    /// Calls `each` with the schemas right within this one that values are held
    /// against along with it. What it only declares (`$defs`) or refers to is
    /// not among them.
    pub(crate) fn for_each_part(&mut self, mut each: impl FnMut(&mut Id<Self>)) {
        if let Some(it) = self.text.as_deref_mut() {
            let TextRules {
                min_length: _,
                max_length: _,
                pattern: _,
                content_encoding: _,
                content_media_type: _,
                content_schema,
            } = it;
            content_schema.iter_mut().for_each(&mut each);
        }
        if let Some(it) = self.array.as_deref_mut() {
            array(it, &mut each);
        }
        if let Some(it) = self.object.as_deref_mut() {
            object(it, &mut each);
        }
        if let Some(it) = self.logic.as_deref_mut() {
            logic(it, &mut each);
        }
    }

    /// Calls `each` with the schemas that its discriminator names.
    pub(crate) fn for_each_mapped(&mut self, each: impl FnMut(&mut Id<Self>)) {
        let Some(it) = self.logic.as_deref_mut() else { return };
        let Some(it) = it.discriminator.as_deref_mut() else { return };
        let Discriminator { at: _, property: _, mapping, default_mapping, extensions: _ } = it;
        let all = mapping.iter_mut().chain(default_mapping);
        all.filter_map(|it| it.schema.as_mut()).for_each(each);
    }
}

impl Api {
    /// A schema with all that is written within it, outer ones first.
    pub fn within(&self, root: Id<Schema>) -> Vec<Id<Schema>> {
        let mut all = Vec::new();
        let mut seen = BTreeSet::new();
        let mut waiting = vec![root];
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            all.push(id);
            let first = waiting.len();
            // The one list of parts there is can change them.
            self[id].clone().for_each_part(|it| waiting.push(*it));
            let declared = self[id].core().into_iter().flat_map(|it| &it.definitions);
            waiting.extend(declared.map(|it| it.schema));
            waiting[first..].reverse();
        }
        all
    }
}

fn array(it: &mut ArrayRules, each: &mut impl FnMut(&mut Id<Schema>)) {
    let ArrayRules {
        items,
        prefix,
        additional,
        contains,
        min_contains: _,
        max_contains: _,
        min_items: _,
        max_items: _,
        unique: _,
        unevaluated,
    } = it;
    prefix.iter_mut().for_each(&mut *each);
    let others = items.iter_mut().chain(additional).chain(contains).chain(unevaluated);
    others.for_each(each);
}

fn object(it: &mut ObjectRules, each: &mut impl FnMut(&mut Id<Schema>)) {
    let ObjectRules {
        properties,
        required: _,
        additional,
        patterns,
        names,
        unevaluated,
        dependent_required: _,
        dependent_schemas,
        min_properties: _,
        max_properties: _,
    } = it;
    let named =
        properties.iter_mut().chain(patterns.iter_mut()).chain(dependent_schemas.iter_mut());
    named.for_each(|Property { name: _, schema }| each(schema));
    additional.iter_mut().chain(names).chain(unevaluated).for_each(each);
}

fn logic(it: &mut Logic, each: &mut impl FnMut(&mut Id<Schema>)) {
    let Logic { all_of, any_of, one_of, not, when, then, otherwise, discriminator: _ } = it;
    all_of.iter_mut().chain(any_of).chain(one_of).for_each(&mut *each);
    not.iter_mut().chain(when).chain(then).chain(otherwise).for_each(each);
}
