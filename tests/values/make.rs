//! Values of schemas, made at random.

use serde_json::{Map, Value, json};
use specwright::ir::{Api, Id, Number, Schema, Type};
use specwright::source;

use super::pattern;
use crate::plant::Random;

/// Nothing is made deeper.
const DEPTH: usize = 12;

/// Makes values. What it makes may still break its schema where keywords work
/// together in ways that it does not know: whoever asks has to look.
pub(super) struct Maker<'a, 'r> {
    api: &'a Api,
    random: &'r mut Random,
    /// How much may still be made, beyond what must be there.
    left: usize,
}

/// The schemas that hold at once, with the alternatives that were picked.
#[derive(Default)]
struct Parts<'a> {
    all: Vec<&'a Schema>,
    /// Properties that tell the picked alternatives apart, with their values.
    tags: Vec<(String, String)>,
    null: bool,
}

impl<'a, 'r> Maker<'a, 'r> {
    pub(super) fn new(api: &'a Api, random: &'r mut Random) -> Self {
        Self { api, random, left: 60 }
    }

    /// A value, or `None` where none was found.
    pub(super) fn make(&mut self, schema: Id<Schema>) -> Option<Value> {
        self.value(&[schema], 0)
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.random.below(count) == 0
    }

    fn value(&mut self, schemas: &[Id<Schema>], depth: usize) -> Option<Value> {
        self.left = self.left.saturating_sub(1);
        let parts = self.parts(schemas)?;
        if depth > DEPTH {
            return parts.null.then_some(Value::Null);
        }
        if parts.null && (self.one_in(6) || self.left == 0 && depth > 3) {
            return Some(Value::Null);
        }
        let made = self.of(&parts, depth);
        made.or(parts.null.then_some(Value::Null))
    }

    /// All that holds of a value: references and `allOf` followed, and of each
    /// choice one alternative picked.
    fn parts(&mut self, schemas: &[Id<Schema>]) -> Option<Parts<'a>> {
        let api = self.api;
        let mut parts = Parts::default();
        let mut todo = schemas.to_vec();
        let mut nulls = (0, 0);
        while let Some(id) = todo.pop() {
            let schema = &api[id];
            if parts.all.len() > 40 || schema.always == Some(false) {
                return None;
            }
            let modern = api.version.dialect().schema_ref_siblings;
            if let Some(reference) = &schema.reference {
                todo.push(reference.to?);
                if !modern {
                    parts.null |= schema.nullable == Some(true);
                    continue;
                }
            }
            todo.extend(schema.all_of());
            for choice in [schema.any_of(), schema.one_of()] {
                let Some(&picked) = choice.get(self.random.below(choice.len())) else { continue };
                todo.push(picked);
                let Some(discriminator) = schema.discriminator() else { continue };
                let target = api.resolve(picked)?;
                let leads = |it: &&specwright::ir::Mapping| {
                    it.schema.and_then(|it| api.resolve(it)) == Some(target)
                };
                let mapped =
                    discriminator.mapping.iter().find(leads).map(|it| it.value.to_string());
                let word = mapped.or_else(|| api.schema_name(target).map(ToString::to_string))?;
                parts.tags.push((discriminator.property.to_string(), word));
            }
            let types = !schema.types.is_empty();
            let null = schema.types.has(Type::Null) || schema.nullable == Some(true);
            nulls = (nulls.0 + usize::from(types || null), nulls.1 + usize::from(null));
            parts.all.push(schema);
        }
        parts.null |= nulls.1 > 0 && nulls.0 == nulls.1;
        Some(parts)
    }

    fn of(&mut self, parts: &Parts<'a>, depth: usize) -> Option<Value> {
        // One that all parts name, each by a constant or among several.
        let named = parts.all.iter().flat_map(|it| {
            let one = it.constant().map(std::slice::from_ref);
            [one, it.choices()].into_iter().flatten()
        });
        let values =
            |all: &[source::Value]| -> Vec<Value> { all.iter().filter_map(json_of).collect() };
        let common = named
            .map(values)
            .reduce(|common, all| common.into_iter().filter(|it| all.contains(it)).collect());
        if let Some(all) = common {
            return all.get(self.random.below(all.len())).cloned();
        }
        match self.kind(parts)? {
            Type::Null => Some(Value::Null),
            Type::Boolean => Some(json!(self.one_in(2))),
            Type::Integer => self.number(parts, true),
            Type::Number => self.number(parts, false),
            Type::String | Type::File => self.text(parts).map(Value::String),
            Type::Array => self.array(parts, depth),
            Type::Object => self.object(parts, depth),
        }
    }

    /// One of the types that all parts allow, stated or implied.
    fn kind(&mut self, parts: &Parts<'_>) -> Option<Type> {
        let stated = parts.all.iter().filter(|it| !it.types.is_empty());
        let mut common: Option<Vec<Type>> = None;
        for schema in stated {
            let mine: Vec<Type> = schema.types.iter().collect();
            let fits = |it: &Type| {
                mine.contains(it) || *it == Type::Integer && mine.contains(&Type::Number)
            };
            common = Some(match common {
                None => mine.clone(),
                Some(had) if had.contains(&Type::Number) && mine.contains(&Type::Integer) => {
                    vec![Type::Integer]
                }
                Some(had) => had.into_iter().filter(fits).collect(),
            });
        }
        let common = common.unwrap_or_else(|| {
            let says = |what: fn(&Schema) -> bool| parts.all.iter().any(|it| what(it));
            let implied = [
                (says(|it| it.object.is_some()) || !parts.tags.is_empty(), Type::Object),
                (says(|it| it.array.is_some()), Type::Array),
                (says(|it| it.text.is_some() || it.format.is_some()), Type::String),
                (says(|it| it.number.is_some()), Type::Number),
            ];
            let implied: Vec<Type> = implied.iter().filter(|it| it.0).map(|it| it.1).collect();
            let anything = [Type::Boolean, Type::Integer, Type::String];
            if implied.is_empty() { anything.to_vec() } else { implied }
        });
        let real: Vec<Type> = common.iter().copied().filter(|it| *it != Type::Null).collect();
        let all = if real.is_empty() { common } else { real };
        all.get(self.random.below(all.len())).copied()
    }

    fn number(&mut self, parts: &Parts<'_>, whole: bool) -> Option<Value> {
        let rules = || parts.all.iter().filter_map(|it| it.number.as_deref());
        let format = parts.all.iter().find_map(|it| it.format.as_deref());
        let (mut low, mut high) = match format {
            Some("int8") => (-128.0, 127.0),
            Some("uint8") => (0.0, 255.0),
            Some("int16") => (-32768.0, 32767.0),
            Some("uint16") => (0.0, 65535.0),
            Some("uint32" | "uint" | "uint64") => (0.0, 4e9),
            Some("int64") => (-9e15, 9e15),
            _ => (-2e9, 2e9),
        };
        for it in rules() {
            use specwright::ir::Exclusive::Bound;
            let lows = it.minimum.iter().chain(match &it.exclusive_minimum {
                Some(Bound(it)) => Some(it),
                _ => None,
            });
            let highs = it.maximum.iter().chain(match &it.exclusive_maximum {
                Some(Bound(it)) => Some(it),
                _ => None,
            });
            low = lows.fold(low, |low, it| f64::max(low, it.as_f64()));
            high = highs.fold(high, |high, it| f64::min(high, it.as_f64()));
        }
        let multiple = rules().find_map(|it| it.multiple_of.as_ref()).map(Number::as_f64);
        let (near, far) = (low.max(-1000.0), high.min(1000.0));
        let (near, far) = if near <= far { (near, far) } else { (low, high) };
        let part = [0.0, 1.0, 0.5, 0.25, 0.75, 0.1][self.random.below(6)];
        let mut it = match self.random.below(6) {
            0 => low,
            1 => high,
            _ => near + (far - near) * part,
        };
        if whole && multiple.is_none_or(|it| it.fract() == 0.0) {
            it = if it < low { it.ceil() } else { it.floor() };
        }
        if let Some(of) = multiple.filter(|it| *it > 0.0) {
            it = (it / of).ceil() * of;
        }
        #[expect(clippy::cast_possible_truncation, reason = "whole, and far below 2^63")]
        let integer = (it.fract() == 0.0 && it.abs() < 9.1e15).then_some(it as i64);
        match integer {
            Some(it) => Some(json!(it)),
            None => serde_json::Number::from_f64(it).map(Value::Number),
        }
    }

    fn text(&mut self, parts: &Parts<'_>) -> Option<String> {
        let rules = || parts.all.iter().filter_map(|it| it.text.as_deref());
        let min = rules().filter_map(|it| it.min_length).max().unwrap_or(0);
        let max = rules().filter_map(|it| it.max_length).min().unwrap_or(u64::MAX);
        if min > 100_000 {
            return None;
        }
        if let Some(pattern) = rules().find_map(|it| it.pattern.as_deref()) {
            return pattern::sample(pattern, self.random);
        }
        let encoding = parts.all.iter().find_map(|it| it.content_encoding());
        let format = parts.all.iter().find_map(|it| it.format.as_deref());
        let pick = |all: &[&str], random: &mut Random| all[random.below(all.len())].to_owned();
        let samples: &[&str] = match format.or(encoding) {
            Some("date-time") => {
                &["2024-02-29T23:59:59Z", "1999-12-31T00:00:00.125+02:30", "2020-01-01t10:00:00z"]
            }
            Some("date") => &["2024-02-29", "0001-01-01", "9999-12-31"],
            Some("time") => &["12:30:00Z", "23:59:59.5+01:00"],
            Some("duration") => &["PT1H", "P3D"],
            Some("uuid") => {
                &["7c60d51f-b44e-4682-87d6-449835ea4de6", "7C60D51F-B44E-4682-87D6-449835EA4DE6"]
            }
            Some("email" | "idn-email") => &["ada@example.com"],
            Some("uri" | "url" | "iri") => &["https://example.com/a?b=c#d"],
            Some("uri-reference" | "iri-reference") => &["/a", "https://example.com/"],
            Some("uri-template") => &["/a/{b}"],
            Some("hostname" | "idn-hostname") => &["example.com"],
            Some("ipv4" | "ip") => &["192.0.2.1", "0.0.0.0"],
            Some("ipv6") => &["2001:db8::1", "::", "::ffff:192.0.2.1"],
            Some("byte" | "base64") => &["aGVsbG8=", "", "aGk=", "+/+/"],
            Some("json-pointer") => &["/a/b"],
            Some("relative-json-pointer") => &["0/a"],
            Some("regex") => &["^a$"],
            _ => &["", "a", "text", "two words", "ümläut \u{1f600}", "\"\\/\n", "0"],
        };
        let mut it = pick(samples, self.random);
        let fill = ['x', 'é', '0'][self.random.below(3)];
        while (it.chars().count() as u64) < min {
            it.push(fill);
        }
        if max < 1000 && self.one_in(3) {
            while (it.chars().count() as u64) < max && format.is_none() {
                it.push(fill);
            }
        }
        Some(it.chars().take(usize::try_from(max).unwrap_or(usize::MAX)).collect())
    }

    fn array(&mut self, parts: &Parts<'a>, depth: usize) -> Option<Value> {
        let rules: Vec<_> = parts.all.iter().filter_map(|it| it.array.as_deref()).collect();
        let min = rules.iter().filter_map(|it| it.min_items).max().unwrap_or(0);
        let max = rules.iter().filter_map(|it| it.max_items).min().unwrap_or(u64::MAX);
        let prefix = rules.iter().map(|it| &it.prefix).find(|it| !it.is_empty());
        let prefix = prefix.map_or(&[][..], |it| it);
        let each: Vec<Id<Schema>> = rules.iter().filter_map(|it| it.items).collect();
        let contains = rules.iter().find_map(|it| it.contains);
        let unique = rules.iter().any(|it| it.unique == Some(true));
        let more = if self.left == 0 || depth > 6 { 0 } else { self.random.below(4) as u64 };
        let count =
            if self.one_in(6) && max < 20 { max } else { min.saturating_add(more).min(max) };
        if count > 200 {
            return None;
        }
        let mut items: Vec<Value> = Vec::new();
        for at in 0..usize::try_from(count).ok()? {
            for _ in 0..8 {
                let made = match (prefix.get(at), contains) {
                    (Some(own), _) => self.value(&[*own], depth + 1),
                    (None, Some(one)) if at == 0 => self.value(&[one], depth + 1),
                    _ => self.value(&each, depth + 1),
                };
                match made {
                    Some(it) if !unique || !items.contains(&it) => {
                        items.push(it);
                        break;
                    }
                    _ => {}
                }
            }
            if items.len() == at {
                break;
            }
        }
        (items.len() as u64 >= min).then_some(Value::Array(items))
    }

    fn object(&mut self, parts: &Parts<'a>, depth: usize) -> Option<Value> {
        let rules: Vec<_> = parts.all.iter().filter_map(|it| it.object.as_deref()).collect();
        let mut known: Vec<(&str, Vec<Id<Schema>>)> = Vec::new();
        for property in rules.iter().flat_map(|it| &it.properties) {
            match known.iter_mut().find(|it| it.0 == &*property.name) {
                Some((_, all)) => all.push(property.schema),
                None => known.push((&property.name, vec![property.schema])),
            }
        }
        let required: Vec<&str> =
            parts.all.iter().flat_map(|it| it.required()).map(|it| &**it).collect();
        let others: Vec<Id<Schema>> = rules.iter().filter_map(|it| it.additional).collect();
        for name in &required {
            if known.iter().all(|it| it.0 != *name) {
                known.push((name, others.clone()));
            }
        }
        // All optional ones, none, or some of them.
        let mood = self.random.below(4);
        let mut map = Map::new();
        for (name, schemas) in &known {
            let tag = parts.tags.iter().find(|it| it.0 == *name);
            if let Some((_, word)) = tag {
                map.insert((*name).to_owned(), json!(word));
                continue;
            }
            let must = required.contains(name);
            let may = self.left > 0 && depth < 6 && (mood == 0 || mood > 1 && self.one_in(2));
            if !must && !may {
                continue;
            }
            match self.value(schemas, depth + 1) {
                Some(it) => drop(map.insert((*name).to_owned(), it)),
                None if must => return None,
                None => {}
            }
        }
        for (name, word) in &parts.tags {
            map.entry(name.clone()).or_insert_with(|| json!(word));
        }
        self.further(parts, &rules, &mut map, depth);
        Some(Value::Object(map))
    }

    /// Names that the schemas do not know, where they say what is under them.
    fn further(
        &mut self,
        parts: &Parts<'a>,
        rules: &[&'a specwright::ir::ObjectRules],
        map: &mut Map<String, Value>,
        depth: usize,
    ) {
        let min = rules.iter().filter_map(|it| it.min_properties).max().unwrap_or(0);
        let max = rules.iter().filter_map(|it| it.max_properties).min().unwrap_or(u64::MAX);
        let names = rules.iter().find_map(|it| it.names);
        for _ in 0..min.min(50) + self.random.below(3) as u64 {
            if map.len() as u64 >= max {
                break;
            }
            let pattern = rules.iter().flat_map(|it| &it.patterns).next();
            let additional: Vec<Id<Schema>> = rules.iter().filter_map(|it| it.additional).collect();
            let (name, schemas) = match (pattern, names) {
                (Some(it), _) => (pattern::sample(&it.name, self.random), vec![it.schema]),
                (None, Some(names)) => {
                    let name = self.value(&[names], depth + 1);
                    (name.and_then(|it| it.as_str().map(ToOwned::to_owned)), additional)
                }
                (None, None) => {
                    let all = ["extra", "Größe", "a/b", "x~y", "key 1", ""];
                    (Some(all[self.random.below(all.len())].to_owned()), additional)
                }
            };
            let said = !schemas.is_empty()
                || parts
                    .all
                    .iter()
                    .all(|it| it.properties().is_empty() && it.required().is_empty());
            let closed = schemas.iter().any(|it| self.api[*it].always == Some(false));
            let Some(name) = name.filter(|it| said && !closed && !map.contains_key(it)) else {
                continue;
            };
            if let Some(value) = self.value(&schemas, depth + 1) {
                map.insert(name, value);
            }
        }
    }
}

fn json_of(value: &source::Value) -> Option<Value> {
    serde_json::from_str(&value.to_json()).ok()
}

/// The value without the names that no schema here speaks of: a record that
/// says nothing of other names does not keep them.
pub(super) fn known(api: &Api, schemas: &[Id<Schema>], value: &Value, depth: usize) -> Value {
    let mut all: Vec<&Schema> = Vec::new();
    let mut todo = schemas.to_vec();
    while let Some(id) = todo.pop() {
        let schema = &api[id];
        if all.len() > 500 || all.iter().any(|it| std::ptr::eq(*it, schema)) {
            continue;
        }
        all.push(schema);
        todo.extend(schema.reference.as_ref().and_then(|it| it.to));
        todo.extend([schema.all_of(), schema.any_of(), schema.one_of()].concat());
    }
    let inner = |schemas: &[Id<Schema>], it: &Value| known(api, schemas, it, depth + 1);
    match value {
        _ if depth > 60 => value.clone(),
        Value::Array(items) => {
            let arrays = || all.iter().filter_map(|it| it.array.as_deref());
            let each: Vec<_> =
                arrays().flat_map(|it| it.items.iter().chain(&it.prefix)).copied().collect();
            items.iter().map(|it| inner(&each, it)).collect()
        }
        Value::Object(map) if all.iter().any(|it| it.object.is_some()) => {
            let objects = || all.iter().filter_map(|it| it.object.as_deref());
            let others: Vec<_> = objects()
                .flat_map(|it| it.additional.iter().chain(it.patterns.iter().map(|it| &it.schema)))
                .copied()
                .collect();
            let free = objects().all(|it| it.properties.is_empty() && it.required.is_none());
            let kept = map.iter().filter_map(|(name, it)| {
                let own: Vec<_> =
                    all.iter().filter_map(|all| all.property(name)).map(|it| it.schema).collect();
                if !own.is_empty() {
                    return Some((name.clone(), inner(&own, it)));
                }
                let must = all.iter().any(|it| it.requires(name));
                (free || must || !others.is_empty()).then(|| (name.clone(), inner(&others, it)))
            });
            Value::Object(kept.collect())
        }
        _ => value.clone(),
    }
}
