//! How schemas are combined.

use specwright::dialect::Version;
use specwright::ir::{Discriminator, Id, Logic, Mapping, Schema, Type};
use specwright::text::Span;

use crate::value::{Map, Value};
use crate::write::Writer;

impl Writer<'_> {
    pub(super) fn logic(&mut self, schema: &Schema, logic: &Logic, map: &mut Map) {
        if let Some(when) = logic.when.filter(|_| self.to < Version::V3_1) {
            self.condition(when, logic, schema.at, map);
        }
        // Before what other keywords became.
        let all_of: Vec<Value> = logic.all_of.iter().map(|&it| self.schema(it)).collect();
        all_of.into_iter().rev().for_each(|it| and(map, it));
        let nullable = self.to < Version::V3_1 && self.is_nullable_union(schema, logic);
        if nullable {
            map.put("nullable", true);
        }
        for (key, members) in [("anyOf", &logic.any_of), ("oneOf", &logic.one_of)] {
            let members = members.iter().filter(|it| !(nullable && self.is_null(**it)));
            let members: Vec<Id<Schema>> = members.copied().collect();
            let written: Vec<Value> = members.iter().map(|&it| self.schema(it)).collect();
            if nullable && written.len() == 1 {
                for it in written {
                    and(map, it);
                }
            } else if map.has(key) && !written.is_empty() {
                // `anyOf` already says which types there are.
                and(map, with(key, written));
            } else {
                map.list(key, written);
            }
        }
        map.maybe("not", logic.not.map(|it| self.schema(it)));
        if self.to >= Version::V3_1 {
            map.maybe("if", logic.when.map(|it| self.schema(it)));
            map.maybe("then", logic.then.map(|it| self.schema(it)));
            map.maybe("else", logic.otherwise.map(|it| self.schema(it)));
        }
        let discriminator = logic.discriminator.as_ref();
        if self.is_2() {
            map.maybe("discriminator", discriminator.map(|it| &it.property));
        } else {
            map.maybe("discriminator", discriminator.map(|it| self.discriminator(it)));
        }
    }

    /// Whether what the version has no word for is written in other words: where
    /// the original has none either, it meant nothing there.
    pub(super) fn says_otherwise(&self) -> bool {
        self.api.version >= Version::V3_1 && self.to < Version::V3_1
    }

    /// A condition without a word for it: either it does not hold or what
    /// follows from it does, and either it holds or the other does.
    fn condition(&mut self, when: Id<Schema>, logic: &Logic, at: Option<Span>, map: &mut Map) {
        if !self.says_otherwise() {
            return self.lacks(at, "`if`, `then` and `else`: they are left out");
        }
        if logic.then.is_none() && logic.otherwise.is_none() {
            return self.lacks(at, "`if`: alone it asks nothing, and is left out");
        }
        self.lacks(at, "`if`: it is written with `anyOf` and `not`, and means the same");
        if let Some(otherwise) = logic.otherwise {
            let parts = vec![self.schema(when), self.schema(otherwise)];
            and(map, with("anyOf", parts));
        }
        if let Some(then) = logic.then {
            let parts = vec![with("not", self.schema(when)), self.schema(then)];
            and(map, with("anyOf", parts));
        }
    }

    /// Whether null is one of the alternatives, and all else that is asked lets
    /// it pass: 3.0 says that by a flag.
    fn is_nullable_union(&self, schema: &Schema, logic: &Logic) -> bool {
        let ((union, []) | ([], union)) = (&logic.any_of[..], &logic.one_of[..]) else {
            return false;
        };
        union.len() > 1
            && union.iter().any(|it| self.is_null(*it))
            && !union.iter().all(|it| self.is_null(*it))
            && schema.types.is_empty()
            && schema.reference.is_none()
            && schema.choices().is_none()
            && schema.constant().is_none()
            && logic.all_of.is_empty()
            && logic.not.is_none()
            && logic.when.is_none()
    }

    /// Whether a schema says that its value is null, and nothing else.
    fn is_null(&self, id: Id<Schema>) -> bool {
        let Schema {
            at: _,
            component: None,
            reference: None,
            always: None,
            types,
            nullable: None,
            title: None,
            description: None,
            format: None,
            values: None,
            text: None,
            number: None,
            array: None,
            object: None,
            logic: None,
            notes: None,
            layout: _,
        } = &self.api[id]
        else {
            return false;
        };
        types.iter().eq([Type::Null])
    }

    fn discriminator(&mut self, discriminator: &Discriminator) -> Map {
        let mut map = Map::default();
        map.put("propertyName", &discriminator.property);
        let mapping =
            discriminator.mapping.iter().map(|it| (it.value.to_string(), self.mapped(it).into()));
        map.map("mapping", Map(mapping.collect()));
        if let Some(default) = &discriminator.default_mapping {
            if self.to >= Version::V3_2 {
                map.put("defaultMapping", self.mapped(default));
            } else {
                self.lost(default.target.at, "before 3.2 a discriminator has no `defaultMapping`");
            }
        }
        if self.to >= Version::V3_1 {
            map.extensions(&discriminator.extensions);
        } else if let Some((name, _)) = discriminator.extensions.first() {
            self.lost(
                name.at,
                format!("until 3.0 a discriminator has no `{name}`: it is left out"),
            );
        }
        self.order.arrange(discriminator.at, &mut map);
        map
    }

    /// A mapping's target: the plain name stays one, a reference follows the schema.
    fn mapped(&mut self, mapping: &Mapping) -> String {
        if mapping.target.contains(['/', '#']) {
            self.target(mapping.schema, &mapping.target)
        } else {
            mapping.target.to_string()
        }
    }
}

/// Lets a schema without a type be null too: what restricts it becomes one of
/// two alternatives, what only tells about it stays.
pub(super) fn or_null(map: &mut Map) {
    const TELLING: &[&str] = &[
        "title",
        "description",
        "default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
    ];
    let tells = |key: &str| TELLING.contains(&key) || key.starts_with("x-");
    let (told, mut asked): (Vec<_>, Vec<_>) = map.0.drain(..).partition(|(key, _)| tells(key));
    map.0 = told;
    if asked.is_empty() {
        return;
    }
    let null = with("type", "null");
    let alternative = match asked.as_mut_slice() {
        // One alternative more says the same.
        [(key, Value::List(parts))] if key == "anyOf" || key == "oneOf" => {
            parts.push(null);
            map.0.append(&mut asked);
            return;
        }
        // A wrapper around one reference is there only to hold what it tells.
        [(key, Value::List(parts))] if key == "allOf" && parts.len() == 1 => parts.remove(0),
        _ => Value::Map(Map(asked)),
    };
    map.put("anyOf", vec![alternative, null]);
}

/// Moves `$ref` into an `allOf`, beside which other keys mean something in 3.0.
pub(super) fn refer_within(map: &mut Map) {
    let Some(at) = map.0.iter().position(|(key, _)| key == "$ref" || key == "$dynamicRef") else {
        return;
    };
    let (_, target) = map.0.remove(at);
    and(map, with("$ref", target));
}

/// A schema of one keyword.
pub(super) fn with(key: &str, value: impl Into<Value>) -> Value {
    let mut map = Map::default();
    map.put(key, value);
    Value::Map(map)
}

/// Adds a part to `allOf`, as the first.
pub(super) fn and(map: &mut Map, part: Value) {
    match map.0.iter_mut().find(|(key, _)| key == "allOf") {
        Some((_, Value::List(parts))) => parts.insert(0, part),
        _ => map.put("allOf", vec![part]),
    }
}
