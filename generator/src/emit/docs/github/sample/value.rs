//! A value that a schema allows, as far as that can be seen.

use std::collections::BTreeSet;

use crate::emit::docs::github::Writer;
use crate::ir::{Exclusive, Id, Schema, Type};
use crate::manner::github::{quote, visible};

/// Where a value goes: what is read-only is not sent, what is write-only does
/// not come back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Request,
    Response,
}

/// A made-up value.
#[derive(Clone)]
pub(super) enum Sample {
    /// JSON, indented from no level.
    Json(String),
    List(Vec<Sample>),
    Map(Vec<(String, Sample)>),
}

/// How many values a sample has, at most; what must be there comes first.
const LARGEST: usize = 48;
/// How deep a sample goes.
const DEEPEST: usize = 12;

struct Making<'a> {
    writer: &'a Writer<'a>,
    way: Way,
    left: usize,
    /// The schemas around this one: none may stand within itself.
    around: BTreeSet<Id<Schema>>,
}

impl Writer<'_> {
    /// A value of a schema.
    pub(super) fn sample(&self, id: Id<Schema>, way: Way) -> Option<Sample> {
        Making { writer: self, way, left: LARGEST, around: BTreeSet::new() }.value(id, 0)
    }
}

impl Making<'_> {
    fn value(&mut self, id: Id<Schema>, depth: usize) -> Option<Sample> {
        let api = self.writer.api;
        if let Some(stated) = stated(&api[id]) {
            self.left = self.left.saturating_sub(1);
            return Some(stated);
        }
        let id = api.resolve(id)?;
        if depth > DEEPEST || self.left == 0 || !self.around.insert(id) {
            return None;
        }
        self.left -= 1;
        let it = &api[id];
        let made =
            stated(it).or_else(|| self.combined(it, depth)).or_else(|| self.typed(it, depth));
        self.around.remove(&id);
        made
    }

    /// All parts in one map, or the first alternative.
    fn combined(&mut self, it: &Schema, depth: usize) -> Option<Sample> {
        if let Some(first) = it.one_of().first().or_else(|| it.any_of().first()) {
            let made = self.value(*first, depth + 1);
            if it.properties().is_empty() {
                return made;
            }
        }
        if it.all_of().is_empty() {
            return None;
        }
        let mut all: Vec<(String, Sample)> = Vec::new();
        let mut known = BTreeSet::new();
        let mut other = None;
        let mut parts: Vec<Sample> =
            it.all_of().iter().filter_map(|&part| self.value(part, depth + 1)).collect();
        parts.extend(self.typed(it, depth).filter(|it| matches!(it, Sample::Map(_))));
        for part in parts {
            match part {
                Sample::Map(entries) => {
                    all.extend(entries.into_iter().filter(|it| known.insert(it.0.clone())));
                }
                part => other = Some(part),
            }
        }
        if all.is_empty() { other } else { Some(Sample::Map(all)) }
    }

    fn typed(&mut self, it: &Schema, depth: usize) -> Option<Sample> {
        let ty = it.types.single().or_else(|| {
            let implied = [
                (it.object.is_some(), Type::Object),
                (it.array.is_some(), Type::Array),
                (it.text.is_some() || it.format.is_some(), Type::String),
                (it.number.is_some(), Type::Number),
            ];
            let stated = it.types.iter().find(|it| *it != Type::Null);
            stated.or_else(|| implied.into_iter().find(|it| it.0).map(|it| it.1))
        })?;
        Some(match ty {
            Type::Null => Sample::Json("null".to_owned()),
            Type::Boolean => Sample::Json("true".to_owned()),
            Type::Integer | Type::Number => Sample::Json(number(it)),
            Type::String | Type::File => {
                let file = ty == Type::File || it.format.as_deref() == Some("binary");
                let sent = file && self.way == Way::Request;
                Sample::Json(quote(&if sent { "@FILE".to_owned() } else { text(it) }))
            }
            Type::Array => Sample::List(self.list(it, depth)),
            Type::Object => self.object(it, depth),
        })
    }

    /// The first items that have schemas of their own, or else one item.
    fn list(&mut self, it: &Schema, depth: usize) -> Vec<Sample> {
        let Some(rules) = it.array.as_deref() else { return Vec::new() };
        let mut items = Vec::new();
        for &first in &rules.prefix {
            // What cannot be made leaves no gap: the others would move.
            let Some(made) = self.value(first, depth + 1) else { return items };
            items.push(made);
        }
        if items.is_empty() {
            let one = rules.items.and_then(|it| self.value(it, depth + 1));
            let one = one.or_else(|| self.value(rules.contains?, depth + 1));
            items.extend(one);
        }
        items
    }

    fn object(&mut self, it: &Schema, depth: usize) -> Sample {
        let api = self.writer.api;
        let required: BTreeSet<&str> = it.required().iter().map(|it| &**it).collect();
        let hides = |id: Id<Schema>| {
            let it = &api[api.resolve(id).unwrap_or(id)];
            match self.way {
                Way::Request => it.is_read_only() || api[id].is_read_only(),
                Way::Response => it.is_write_only() || api[id].is_write_only(),
            }
        };
        let shown: Vec<_> = it.properties().iter().filter(|it| !hides(it.schema)).collect();
        let mut made: Vec<Option<Sample>> = vec![None; shown.len()];
        // What must be there is made before what may, and shown in order.
        for pass in [true, false] {
            for (property, made) in shown.iter().zip(&mut made) {
                if required.contains(&*property.name) == pass {
                    *made = self.value(property.schema, depth + 1);
                }
            }
        }
        let mut entries: Vec<_> = shown
            .iter()
            .zip(made)
            .filter_map(|(property, made)| Some((property.name.to_string(), made?)))
            .collect();
        if entries.is_empty()
            && let Some(values) = it.additional().filter(|it| api[*it].always.is_none())
            && let Some(made) = self.value(values, depth + 1)
        {
            entries.push(("key".to_owned(), made));
        }
        Sample::Map(entries)
    }
}

/// A value that the document gives.
fn stated(it: &Schema) -> Option<Sample> {
    let values = it.values.as_deref()?;
    let given = values
        .example
        .as_ref()
        .or_else(|| values.examples.first())
        .or(values.constant.as_deref())
        .or(values.default.as_ref())
        .or_else(|| values.choices.as_ref()?.first())?;
    is_small(given).then(|| Sample::Json(visible(&given.to_json_pretty())))
}

/// Whether a given value is small enough to be repeated in a sample: however
/// its document spells it.
pub(super) fn is_small(it: &crate::source::Value) -> bool {
    it.to_json().len() < 4_000
}

fn number(it: &Schema) -> String {
    let Some(rules) = it.number.as_deref() else { return "1".to_owned() };
    let bound = |exclusive: &Option<Exclusive>| match exclusive {
        Some(Exclusive::Bound(it)) => it.as_i128().and_then(|it| it.checked_add(1)),
        _ => None,
    };
    let least = rules.minimum.as_ref().and_then(crate::ir::Number::as_i128).map(|it| {
        it.saturating_add(i128::from(rules.exclusive_minimum == Some(Exclusive::Flag(true))))
    });
    let most = rules.maximum.as_ref().and_then(crate::ir::Number::as_i128);
    let least = least.or_else(|| bound(&rules.exclusive_minimum));
    least.or(most.filter(|it| *it < 1)).unwrap_or(1).to_string()
}

fn text(it: &Schema) -> String {
    let known = match it.format.as_deref() {
        Some("date-time") => "2026-01-31T12:00:00Z",
        Some("date") => "2026-01-31",
        Some("time") => "12:00:00Z",
        Some("duration") => "PT1H",
        Some("uuid") => "123e4567-e89b-12d3-a456-426614174000",
        Some("email") => "user@example.com",
        Some("uri" | "url" | "uri-reference") => "https://example.com",
        Some("hostname") => "example.com",
        Some("ipv4") => "192.0.2.1",
        Some("ipv6") => "2001:db8::1",
        Some("byte") => "dGV4dA==",
        _ => "text",
    };
    let least = it.text.as_deref().and_then(|it| it.min_length).unwrap_or(0).min(64);
    let most = it.text.as_deref().and_then(|it| it.max_length).unwrap_or(u64::MAX);
    let mut made = known.to_owned();
    while (made.chars().count() as u64) < least {
        made.push('x');
    }
    made.chars().take(usize::try_from(most).unwrap_or(usize::MAX)).collect()
}

impl Sample {
    /// The value as JSON on several lines.
    pub(super) fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out
    }

    /// The value as one word of a URL or form; `None` for lists and maps.
    pub(super) fn word(&self) -> Option<String> {
        match self {
            Self::Json(json) if json.starts_with(['{', '[']) => None,
            Self::Json(json) => Some(crate::manner::github::read_name(json)),
            Self::List(items) => items.first()?.word(),
            Self::Map(_) => None,
        }
    }

    fn write(&self, level: usize, out: &mut String) {
        let line = |level: usize, out: &mut String| {
            out.push('\n');
            out.extend(std::iter::repeat_n("  ", level));
        };
        match self {
            Self::Json(json) => {
                let indented = format!("\n{}", "  ".repeat(level));
                out.push_str(&json.replace('\n', &indented));
            }
            Self::List(items) if items.is_empty() => out.push_str("[]"),
            Self::Map(entries) if entries.is_empty() => out.push_str("{}"),
            Self::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    out.push(if at == 0 { '[' } else { ',' });
                    line(level + 1, out);
                    item.write(level + 1, out);
                }
                line(level, out);
                out.push(']');
            }
            Self::Map(entries) => {
                for (at, (key, value)) in entries.iter().enumerate() {
                    out.push(if at == 0 { '{' } else { ',' });
                    line(level + 1, out);
                    out.push_str(&quote(key));
                    out.push_str(": ");
                    value.write(level + 1, out);
                }
                line(level, out);
                out.push('}');
            }
        }
    }
}
