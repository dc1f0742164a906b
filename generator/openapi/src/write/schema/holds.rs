//! What arrays and objects hold.

use specwright::dialect::Version;
use specwright::ir::{ArrayRules, Id, ObjectRules, Property, Said, Schema};
use specwright::text::Span;

use crate::value::{Map, Value};
use crate::write::Writer;
use crate::write::schema::logic::{and, with};

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
            return;
        }
        if let Some(contained) = array.contains {
            self.contains(contained, array, at, map);
        }
        if array.unevaluated.is_some_and(|it| self.api[it].always != Some(true)) {
            self.lacks(at, "`unevaluatedItems`: it is left out");
        }
    }

    pub(super) fn object(&mut self, schema: &Schema, object: &ObjectRules, map: &mut Map) {
        let at = schema.at;
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
        self.dependent(object, at, map);
        if object.names.is_some_and(|it| self.api[it].always != Some(true)) {
            self.lacks(at, "`propertyNames`: it is left out");
        }
        let Some(rest) = object.unevaluated else { return };
        if !self.says_otherwise() || !stands_alone(schema) {
            self.lacks(at, "`unevaluatedProperties`: it is left out");
        } else if object.additional.is_none() {
            self.lacks(at, "`unevaluatedProperties`: here `additionalProperties` means the same");
            let value = self.api[rest].always.map(Value::Bool);
            let value = value.unwrap_or_else(|| self.schema(rest));
            map.put("additionalProperties", value);
        }
    }

    /// That one item is such, without a word for it: not all of them are other.
    fn contains(
        &mut self,
        contained: Id<Schema>,
        array: &ArrayRules,
        at: Option<Span>,
        map: &mut Map,
    ) {
        match (array.min_contains.unwrap_or(1), array.max_contains) {
            _ if !self.says_otherwise() => self.lacks(at, "`contains`: it is left out"),
            (0, None) => self.lacks(at, "`contains`: of no item it asks nothing, and is left out"),
            (1, None) => {
                self.lacks(at, "`contains`: it is written with `not`, and means the same");
                let mut others = Map::default();
                others.put("type", "array");
                others.put("items", with("not", self.schema(contained)));
                and(map, with("not", others));
            }
            _ => self.lacks(at, "`contains` with a number: it is left out"),
        }
    }

    /// What a property asks of others, without a word for it: it is not there,
    /// or they are as it asks.
    fn dependent(&mut self, object: &ObjectRules, at: Option<Span>, map: &mut Map) {
        const SAME: &str = "it is written with `anyOf` and `not`, and means the same";
        let without = |name: &Said| {
            let mut there = Map::default();
            // Of what is no object nothing is asked.
            there.put("type", "object");
            there.put("required", vec![Value::from(name)]);
            with("not", there)
        };
        if !self.says_otherwise() {
            let lost = [
                ("dependentRequired", !object.dependent_required.is_empty()),
                ("dependentSchemas", !object.dependent_schemas.is_empty()),
            ];
            for (keyword, _) in lost.into_iter().filter(|it| it.1) {
                self.lacks(at, format!("`{keyword}`: it is left out"));
            }
            return;
        }
        let mut parts = Vec::new();
        for it in &object.dependent_schemas {
            parts.push(vec![without(&it.name), self.schema(it.schema)]);
        }
        for (name, needed) in object.dependent_required.iter().filter(|it| !it.1.is_empty()) {
            let needed: Vec<Value> = needed.iter().map(Value::from).collect();
            parts.push(vec![without(name), with("required", needed)]);
        }
        for it in parts.into_iter().rev() {
            and(map, with("anyOf", it));
        }
        if !object.dependent_required.is_empty() {
            self.lacks(at, format!("`dependentRequired`: {SAME}"));
        }
        if !object.dependent_schemas.is_empty() {
            self.lacks(at, format!("`dependentSchemas`: {SAME}"));
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

/// Whether no schema applies to the same properties but the one that has them:
/// what that leaves over is all that is unevaluated.
fn stands_alone(schema: &Schema) -> bool {
    let object = schema.object.as_deref();
    let combined = schema.logic.as_deref().is_some_and(|it| {
        !it.all_of.is_empty() || !it.any_of.is_empty() || !it.one_of.is_empty() || it.when.is_some()
    });
    let by_name =
        object.is_some_and(|it| !it.patterns.is_empty() || !it.dependent_schemas.is_empty());
    schema.reference.is_none() && !combined && !by_name
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
