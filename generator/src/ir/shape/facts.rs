//! The keywords of several schemas that all hold, put together.

use crate::ir::shape::{Bounds, Conflict, Part, Text};
use crate::ir::{Api, Discriminator, Exclusive, Id, NumberRules, Said, Schema, Type};
use crate::source::{self, Kind};

/// What the parts of a shape say together.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "one for each thing that is said or not")]
pub(super) struct Facts<'a> {
    /// The types that all of them allow, null aside; `None` where none says.
    pub types: Option<Vec<Type>>,
    pub nullable: bool,
    /// Some part says its types, and null is none of them.
    pub never_null: bool,
    pub never: bool,
    pub choices: Option<Vec<source::Value>>,
    pub text: Text,
    pub bounds: Bounds,
    pub items: Vec<Id<Schema>>,
    pub prefix: Vec<Id<Schema>>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique: bool,
    /// Behind those of `prefix` there are none.
    pub no_more_items: bool,
    pub properties: Vec<(&'a Said, Vec<Id<Schema>>)>,
    pub required: Vec<&'a Said>,
    pub additional: Vec<Id<Schema>>,
    /// Patterns of names, each with what is under them.
    pub patterns: Vec<(&'a str, Id<Schema>)>,
    pub closed: bool,
    /// There may be fields of other alternatives that hold as well.
    pub mixed: bool,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
    /// Alternatives that still have to be chosen from, with the part that has them.
    pub unions: Vec<Alternatives<'a>>,
    says_text: bool,
    says_number: bool,
    says_array: bool,
    says_object: bool,
}

/// An `anyOf` or `oneOf` in a part.
pub(super) struct Alternatives<'a> {
    pub part: usize,
    pub all: &'a [Id<Schema>],
    pub discriminator: Option<&'a Discriminator>,
}

impl<'a> Facts<'a> {
    pub(super) fn gather(
        api: &'a Api,
        parts: &[Part],
        only: Option<Type>,
        conflicts: &mut Vec<Conflict>,
    ) -> Self {
        let mut facts = Self::default();
        let mut nulls = 0;
        let mut typed = 0;
        for (index, part) in parts.iter().enumerate() {
            let schema = &api[part.schema];
            facts.never |= schema.always == Some(false);
            let says_null = schema.types.has(Type::Null)
                || api.is_nullable(schema)
                || schema.choices().is_some_and(|it| {
                    schema.types.is_empty() && it.iter().any(|it| it.node().kind() == Kind::Null)
                });
            nulls += usize::from(says_null);
            typed += usize::from(says_null || !schema.types.is_empty());
            facts.add_types(api, part.schema, parts, conflicts);
            facts.add_values(schema);
            facts.add_text(schema);
            facts.add_bounds(schema);
            facts.add_array(schema);
            facts.add_object(api, schema);
            if !part.bare {
                for all in [schema.any_of(), schema.one_of()] {
                    if !all.is_empty() {
                        let discriminator = schema.discriminator();
                        facts.unions.push(Alternatives { part: index, all, discriminator });
                    }
                }
            }
        }
        facts.never_null = nulls < typed;
        facts.nullable = nulls > 0 && nulls == typed && only.is_none();
        facts.close(api, parts);
        if !facts.closed {
            facts.add_unevaluated(api, parts);
        }
        if let Some(only) = only {
            facts.types = Some(vec![only]);
        }
        facts
    }

    fn add_types(
        &mut self,
        api: &Api,
        id: Id<Schema>,
        parts: &[Part],
        conflicts: &mut Vec<Conflict>,
    ) {
        let schema = &api[id];
        if schema.types.is_empty() {
            return;
        }
        let mine: Vec<Type> = schema.types.iter().filter(|it| *it != Type::Null).collect();
        if mine.is_empty() && schema.types.has(Type::Null) && self.types.is_none() {
            self.types = Some(Vec::new());
            return;
        }
        let Some(had) = &self.types else {
            self.types = Some(mine);
            return;
        };
        let mut both: Vec<Type> = Vec::new();
        for ty in had.iter().copied() {
            if mine.contains(&ty) || ty == Type::Integer && mine.contains(&Type::Number) {
                both.push(ty);
            } else if ty == Type::Number && mine.contains(&Type::Integer) {
                both.push(Type::Integer);
            }
        }
        if both.is_empty() && !had.is_empty() && !mine.is_empty() {
            let names = |all: &[Type]| {
                all.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(" or ")
            };
            let message =
                format!("`allOf` asks for {} and for {} at once", names(had), names(&mine));
            let mut at = vec![schema.at];
            at.extend(
                parts
                    .iter()
                    .filter(|it| it.schema != id && !api[it.schema].types.is_empty())
                    .map(|it| api[it.schema].at),
            );
            conflicts.push(Conflict { message, at });
            return;
        }
        self.types = Some(both);
    }

    fn add_values(&mut self, schema: &Schema) {
        let constant = schema.constant().map(std::slice::from_ref);
        for choices in [constant, schema.choices()].into_iter().flatten() {
            let real: Vec<source::Value> =
                choices.iter().filter(|it| it.node().kind() != Kind::Null).cloned().collect();
            match &mut self.choices {
                None => self.choices = Some(real),
                Some(had) => {
                    let both: Vec<_> = had
                        .iter()
                        .filter(|it| real.iter().any(|other| it.same(other)))
                        .cloned()
                        .collect();
                    // Two lists without a common value: the later one is meant.
                    *had = if both.is_empty() { real } else { both };
                }
            }
        }
    }

    fn add_text(&mut self, schema: &Schema) {
        if let Some(format) = &schema.format
            && self.text.format.is_none()
        {
            self.text.format = Some(format.clone());
            self.bounds.format = Some(format.clone());
        }
        let Some(text) = schema.text.as_deref() else { return };
        self.says_text = true;
        self.text.min_length = self.text.min_length.max(text.min_length);
        self.text.max_length = least(self.text.max_length, text.max_length);
        if let Some(pattern) = &text.pattern
            && !self.text.patterns.contains(pattern)
        {
            self.text.patterns.push(pattern.clone());
        }
        if let Some(encoding) = &text.content_encoding {
            self.text.encoding = Some(Said::clone(encoding));
        }
    }

    fn add_bounds(&mut self, schema: &Schema) {
        let Some(number) = schema.number.as_deref() else { return };
        self.says_number = true;
        let NumberRules { minimum, maximum, exclusive_minimum, exclusive_maximum, multiple_of } =
            number;
        let flag = |it: &Option<Exclusive>| matches!(it, Some(Exclusive::Flag(true)));
        let lows = minimum.iter().map(|it| (it.clone(), flag(exclusive_minimum))).chain(
            match exclusive_minimum {
                Some(Exclusive::Bound(bound)) => Some((bound.clone(), true)),
                _ => None,
            },
        );
        for low in lows {
            let tighter = self.bounds.minimum.as_ref().is_none_or(|had| {
                let (new, old) = (low.0.as_f64(), had.0.as_f64());
                new > old || (new >= old && low.1)
            });
            if tighter {
                self.bounds.minimum = Some(low);
            }
        }
        let highs = maximum.iter().map(|it| (it.clone(), flag(exclusive_maximum))).chain(
            match exclusive_maximum {
                Some(Exclusive::Bound(bound)) => Some((bound.clone(), true)),
                _ => None,
            },
        );
        for high in highs {
            let tighter = self.bounds.maximum.as_ref().is_none_or(|had| {
                let (new, old) = (high.0.as_f64(), had.0.as_f64());
                new < old || (new <= old && high.1)
            });
            if tighter {
                self.bounds.maximum = Some(high);
            }
        }
        if let Some(multiple) = multiple_of
            && !self.bounds.multiple_of.contains(multiple)
        {
            self.bounds.multiple_of.push(multiple.clone());
        }
    }

    fn add_array(&mut self, schema: &Schema) {
        let Some(array) = schema.array.as_deref() else { return };
        self.says_array = true;
        self.items.extend(array.items.filter(|it| !self.items.contains(it)));
        if self.prefix.is_empty() {
            self.prefix = array.prefix.to_vec();
        }
        self.min_items = self.min_items.max(array.min_items);
        self.max_items = least(self.max_items, array.max_items);
        self.unique |= array.unique == Some(true);
    }

    /// Names and items that no keyword speaks of, where it is plain which.
    fn add_unevaluated(&mut self, api: &Api, parts: &[Part]) {
        let all: Vec<Id<Schema>> = parts.iter().map(|it| it.schema).collect();
        if is_rest(api, &all, Type::Object) {
            let objects = all.iter().filter_map(|it| api[*it].object.as_deref());
            self.additional.extend(objects.filter_map(|it| it.unevaluated));
        }
        if is_rest(api, &all, Type::Array) {
            let arrays = all.iter().filter_map(|it| api[*it].array.as_deref());
            let mut rest = arrays.filter_map(|it| it.unevaluated);
            self.no_more_items = rest.any(|it| api[it].always == Some(false));
        }
    }

    fn add_object(&mut self, api: &'a Api, schema: &'a Schema) {
        let Some(object) = schema.object.as_deref() else { return };
        self.says_object = true;
        for property in &object.properties {
            match self.properties.iter_mut().find(|it| *it.0 == property.name) {
                None => self.properties.push((&property.name, vec![property.schema])),
                Some((_, all)) if !all.contains(&property.schema) => all.push(property.schema),
                Some(_) => {}
            }
        }
        for name in object.required.iter().flatten() {
            if !self.required.contains(&name) {
                self.required.push(name);
            }
        }
        if let Some(additional) = object.additional
            && api[additional].always != Some(false)
        {
            self.additional.push(additional);
        }
        self.patterns.extend(object.patterns.iter().map(|it| (&*it.name, it.schema)));
        self.min_properties = self.min_properties.max(object.min_properties);
        self.max_properties = least(self.max_properties, object.max_properties);
    }

    /// `additionalProperties: false` sees only the names beside it. Taken at
    /// its word, an `allOf` of two such schemas could not be met by anything,
    /// so it closes a record only where it knows all the names.
    fn close(&mut self, api: &Api, parts: &[Part]) {
        let says_no = |id: Option<Id<Schema>>| id.is_some_and(|it| api[it].always == Some(false));
        for part in parts {
            let schema = &api[part.schema];
            let Some(object) = schema.object.as_deref() else { continue };
            // Of several alternatives that may hold at once, each knows names.
            let alone = !part.bare || schema.any_of().len() < 2;
            self.closed |= says_no(object.unevaluated) && alone
                || says_no(object.additional)
                    && self.properties.iter().all(|(name, _)| schema.property(name).is_some());
            self.mixed |= says_no(object.unevaluated) && !alone;
        }
    }

    /// The types, stated or else implied by the keywords that are there.
    pub(super) fn implied_types(&self) -> Vec<Type> {
        if let Some(types) = &self.types {
            return types.clone();
        }
        let said = [
            (self.says_object, Type::Object),
            (self.says_array, Type::Array),
            (self.says_text, Type::String),
            (self.says_number, Type::Number),
        ];
        let mut types: Vec<Type> = said.iter().filter(|it| it.0).map(|it| it.1).collect();
        if types.is_empty() && self.text.format.as_deref().is_some_and(speaks_of_text) {
            types.push(Type::String);
        }
        types
    }
}

/// Whether what `unevaluatedProperties` or `unevaluatedItems` speaks of is just
/// what `properties` or `prefixItems` do not name: nothing else among schemas
/// that all hold says anything of names or items (JSON Schema 2020-12, Core,
/// section 11).
pub(crate) fn is_rest(api: &Api, all: &[Id<Schema>], of: Type) -> bool {
    let is_plain = |id: &Id<Schema>| {
        let schema = &api[*id];
        let logic = schema
            .logic
            .as_ref()
            .is_none_or(|it| it.any_of.is_empty() && it.one_of.is_empty() && it.when.is_none());
        let object = schema.object.as_deref().is_none_or(|it| {
            it.dependent_schemas.is_empty()
                && (of != Type::Object || it.additional.is_none() && it.patterns.is_empty())
        });
        let array = schema
            .array
            .as_deref()
            .is_none_or(|it| of != Type::Array || it.items.is_none() && it.contains.is_none());
        logic && object && array
    };
    all.iter().all(is_plain)
}

fn speaks_of_text(format: &str) -> bool {
    !matches!(format, "int32" | "int64" | "float" | "double" | "decimal" | "number" | "integer")
}

fn least(one: Option<u64>, two: Option<u64>) -> Option<u64> {
    match (one, two) {
        (Some(one), Some(two)) => Some(one.min(two)),
        (one, two) => one.or(two),
    }
}
