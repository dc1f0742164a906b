//! How schemas are combined.

use specwright::dialect::Version;
use specwright::ir::{Discriminator, Logic, Mapping};
use specwright::text::Span;

use crate::value::{Map, Value};
use crate::write::Writer;

impl Writer<'_> {
    pub(super) fn logic(&mut self, logic: &Logic, at: Option<Span>, map: &mut Map) {
        let all_of = logic.all_of.iter().map(|&it| self.schema(it)).collect();
        map.list("allOf", all_of);
        let any_of: Vec<Value> = logic.any_of.iter().map(|&it| self.schema(it)).collect();
        if map.has("anyOf") && !any_of.is_empty() {
            // `anyOf` already says which types there are.
            let mut part = Map::default();
            part.put("anyOf", any_of);
            and(map, Value::Map(part));
        } else {
            map.list("anyOf", any_of);
        }
        let one_of = logic.one_of.iter().map(|&it| self.schema(it)).collect();
        map.list("oneOf", one_of);
        map.maybe("not", logic.not.map(|it| self.schema(it)));
        if self.to >= Version::V3_1 {
            map.maybe("if", logic.when.map(|it| self.schema(it)));
            map.maybe("then", logic.then.map(|it| self.schema(it)));
            map.maybe("else", logic.otherwise.map(|it| self.schema(it)));
        } else if logic.when.is_some() {
            self.lacks(at, "`if`, `then` and `else`: they are left out");
        }
        let discriminator = logic.discriminator.as_ref();
        if self.is_2() {
            map.maybe("discriminator", discriminator.map(|it| &it.property));
        } else {
            map.maybe("discriminator", discriminator.map(|it| self.discriminator(it)));
        }
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
    let mut null = Map::default();
    null.put("type", "null");
    let null = Value::Map(null);
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
    let mut reference = Map::default();
    reference.put("$ref", target);
    and(map, Value::Map(reference));
}

/// Adds a part to `allOf`, as the first.
fn and(map: &mut Map, part: Value) {
    match map.0.iter_mut().find(|(key, _)| key == "allOf") {
        Some((_, Value::List(parts))) => parts.insert(0, part),
        _ => map.put("allOf", vec![part]),
    }
}
