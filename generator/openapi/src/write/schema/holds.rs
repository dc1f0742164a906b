//! What arrays and objects hold.

use specwright::dialect::Version;
use specwright::ir::{ArrayRules, Id, ObjectRules, Property, Said, Schema};
use specwright::text::Span;

use crate::value::{Map, Value};
use crate::write::Writer;

impl Writer<'_> {
    pub(super) fn array(&mut self, array: &ArrayRules, at: Option<Span>, map: &mut Map) {
        let newer = self.to >= Version::V3_1;
        if newer {
            map.list("prefixItems", array.prefix.iter().map(|&it| self.schema(it)).collect());
            // What older drafts call `additionalItems` is `items` there.
            let rest = array.items.or(array.additional.filter(|_| !array.prefix.is_empty()));
            map.maybe("items", rest.map(|it| self.schema(it)));
        } else if array.prefix.is_empty() {
            map.maybe("items", array.items.map(|it| self.schema(it)));
        } else if self.api.version == self.to && array.items.is_none() {
            // Older drafts of JSON Schema have a list there, which no version of
            // the specification allows: a bundle is as wrong as its document.
            map.put("items", array.prefix.iter().map(|&it| self.schema(it)).collect::<Vec<_>>());
            map.maybe("additionalItems", array.additional.map(|it| self.schema(it)));
        } else {
            self.tuple(array, at, map);
        }
        map.maybe("minItems", array.min_items);
        let closed = |it: &Id<Schema>| self.api[*it].always == Some(false);
        let few = array.items.filter(|it| !newer && closed(it)).map(|_| array.prefix.len() as u64);
        let few = few.filter(|it| *it > 0 && array.max_items.is_none_or(|most| *it < most));
        map.maybe("maxItems", few.or(array.max_items));
        map.maybe("uniqueItems", array.unique);
        if newer {
            map.maybe("contains", array.contains.map(|it| self.schema(it)));
            map.maybe("minContains", array.min_contains);
            map.maybe("maxContains", array.max_contains);
            map.maybe("unevaluatedItems", array.unevaluated.map(|it| self.schema(it)));
        } else if array.contains.is_some() || array.unevaluated.is_some() {
            self.lacks(at, "`contains` and no `unevaluatedItems`");
        }
    }

    pub(super) fn object(&mut self, object: &ObjectRules, at: Option<Span>, map: &mut Map) {
        map.maybe(
            "required",
            object.required.as_ref().map(|it| Value::List(it.iter().map(Value::from).collect())),
        );
        let properties = self.properties(&object.properties);
        map.map("properties", properties);
        let patterns = self.to < Version::V3_1 && !object.patterns.is_empty();
        match object.additional {
            // What the patterns allow would else be forbidden.
            Some(id)
                if patterns
                    && self.api.version >= Version::V3_1
                    && self.api[id].always != Some(true) =>
            {
                let message = "`patternProperties`: any name may have what they allow";
                self.lacks(at, message);
                let mut values: Vec<Value> =
                    object.patterns.iter().map(|it| self.schema(it.schema)).collect();
                if self.api[id].always.is_none() {
                    values.push(self.schema(id));
                }
                map.put("additionalProperties", either(values));
            }
            Some(id) => {
                // The boolean form is the one keyword that every version spells alike.
                let value = self.api[id].always.map(Value::Bool);
                let value = value.unwrap_or_else(|| self.schema(id));
                map.put("additionalProperties", value);
                if patterns {
                    self.lacks(at, "`patternProperties`: any names are allowed");
                }
            }
            None if patterns => self.lacks(at, "`patternProperties`: any names are allowed"),
            None => {}
        }
        map.maybe("minProperties", object.min_properties);
        map.maybe("maxProperties", object.max_properties);
        if self.to >= Version::V3_1 {
            let patterns = self.properties(&object.patterns);
            map.map("patternProperties", patterns);
            map.maybe("propertyNames", object.names.map(|it| self.schema(it)));
            map.maybe("unevaluatedProperties", object.unevaluated.map(|it| self.schema(it)));
            let list = |it: &[Said]| Value::List(it.iter().map(Value::from).collect());
            let required =
                object.dependent_required.iter().map(|(name, it)| (name.to_string(), list(it)));
            map.map("dependentRequired", Map(required.collect()));
            let schemas = self.properties(&object.dependent_schemas);
            map.map("dependentSchemas", schemas);
            return;
        }
        let lost = [
            ("propertyNames", object.names.is_some()),
            ("unevaluatedProperties", object.unevaluated.is_some()),
            ("dependentRequired", !object.dependent_required.is_empty()),
            ("dependentSchemas", !object.dependent_schemas.is_empty()),
        ];
        for (keyword, _) in lost.into_iter().filter(|it| it.1) {
            self.lacks(at, format!("`{keyword}`: it is left out"));
        }
    }

    /// Items that differ by position, where none can: each is any of them.
    fn tuple(&mut self, array: &ArrayRules, at: Option<Span>, map: &mut Map) {
        let others = array.items.map(|it| (it, self.api[it].always));
        let (items, message) = match others {
            None | Some((_, Some(true))) => {
                (Value::Map(Map::default()), "`prefixItems`: any items are allowed")
            }
            Some((others, always)) => {
                let mut all: Vec<Value> = array.prefix.iter().map(|&it| self.schema(it)).collect();
                if always.is_none() {
                    all.push(self.schema(others));
                }
                (either(all), "`prefixItems`: their order is free")
            }
        };
        self.lacks(at, message);
        map.put("items", items);
    }

    pub(super) fn properties(&mut self, all: &[Property]) -> Map {
        Map(all.iter().map(|it| (it.name.to_string(), self.schema(it.schema))).collect())
    }
}

/// What allows all that any of these allow.
fn either(mut all: Vec<Value>) -> Value {
    let mut distinct: Vec<Value> = Vec::with_capacity(all.len());
    for it in all.drain(..) {
        if !distinct.contains(&it) {
            distinct.push(it);
        }
    }
    match distinct.len() {
        1 => distinct.remove(0),
        _ => {
            let mut map = Map::default();
            map.put("anyOf", distinct);
            Value::Map(map)
        }
    }
}
