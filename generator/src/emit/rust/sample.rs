//! Whether a value is of a shape, and values that are.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::ir::shape::{Bounds, Edge, Kind, Record, Shape, Text};
use crate::ir::{Id, Schema};
use crate::source::{self, Node, Value};

use super::plan::{self, Plan, Special};

mod fits;

pub(super) use fits::{Way, fits};
use fits::{is_text, is_within};

/// Nothing that a person writes is nested deeper.
const DEPTH: usize = 64;

/// How deep a value is that is made up.
const MADE_DEPTH: usize = 12;

/// How much may go into a value that is made up: about as many bytes, and
/// some for each try. Shapes that require each other ask for endless ones.
const EFFORT: usize = 1 << 18;

/// A value as JSON, without what is never told.
pub(super) fn told(plan: &Plan<'_>, edge: Edge, value: Node<'_>, depth: usize) -> String {
    let inner = |edge: Edge, value: Node<'_>| told(plan, edge, value, depth + 1);
    let object = |fields: &mut dyn Iterator<Item = (String, String)>| {
        let fields: Vec<String> =
            fields.map(|(name, it)| format!("{}:{it}", json(&name))).collect();
        format!("{{{}}}", fields.join(","))
    };
    match &plan.shapes.shape(edge).kind {
        _ if depth > DEPTH => value.to_json(),
        Kind::Record(record) if value.kind() == source::Kind::Map => {
            object(&mut value.entries().filter_map(|entry| {
                let name = entry.name().to_string();
                let Some(field) = record.fields.iter().find(|it| *it.name == *name) else {
                    return Some((name, entry.value.to_json()));
                };
                let left_out =
                    plan.says(field, Schema::is_write_only) && !plan.is_always(edge.shape, field);
                (!left_out).then(|| (name, inner(field.value, entry.value)))
            }))
        }
        Kind::Map(map) if value.kind() == source::Kind::Map => object(
            &mut value.entries().map(|it| (it.name().to_string(), inner(map.values, it.value))),
        ),
        Kind::List(list) if value.kind() == source::Kind::List => {
            let items: Vec<String> = value.items().map(|it| inner(list.items, it)).collect();
            format!("[{}]", items.join(","))
        }
        Kind::Union(union) => {
            let fitting = union.variants.iter().find(|it| fits(plan, it.value, value, Way::Told));
            fitting.map_or_else(|| value.to_json(), |it| inner(it.value, value))
        }
        _ => value.to_json(),
    }
}

/// What the schemas say that a value is where it is not there, as JSON. A
/// default that breaks its own schema is none.
pub(super) fn default_of(plan: &Plan<'_>, edge: Edge, said: &[Id<Schema>]) -> Option<String> {
    let stated = said.iter().find_map(|it| {
        let own = plan.api[*it].default_value();
        own.or_else(|| plan.api[plan.api.resolve(*it)?].default_value())
    })?;
    fits(plan, edge, stated.node(), Way::Asked).then(|| stated.to_json())
}

/// Makes values of shapes.
pub(super) struct Maker<'a> {
    plan: &'a Plan<'a>,
    /// How much may still be made, beyond what must be there.
    left: usize,
    /// How much may still be made at all; see [`EFFORT`].
    effort: usize,
    /// What was tried in vain, and at which depth: deeper, it is in vain too.
    failed: BTreeMap<Sought, usize>,
}

/// A shape to make a value of, and the tag that it has to bear: its name and value.
type Sought = (Id<Shape>, Option<(String, String)>);

impl<'a> Maker<'a> {
    pub(super) fn new(plan: &'a Plan<'a>) -> Self {
        Self { plan, left: 400, effort: EFFORT, failed: BTreeMap::new() }
    }

    /// A value, as JSON: an example that the schemas give, or else one that is
    /// made up. `None` where no value could be found.
    pub(super) fn make(&mut self, edge: Edge, said: &[Id<Schema>], depth: usize) -> Option<String> {
        self.left = self.left.saturating_sub(1);
        self.spend(16)?;
        let plan = self.plan;
        let shape = plan.shapes.shape(edge);
        for stated in said.iter().chain(&shape.parts).flat_map(|it| examples(&plan.api[*it])) {
            let at = stated.at();
            self.spend((at.end - at.start) as usize / 64)?;
            if fits(plan, edge, stated.node(), Way::Told) {
                return Some(told(plan, edge, stated.node(), 0));
            }
        }
        let made = self.try_kind(edge, depth, None);
        made.or_else(|| plan.shapes.takes_null(edge).then(|| "null".to_owned()))
    }

    /// Takes of the effort that is left; `None` if that is not enough, and then
    /// what is left stays, for parts that cost less.
    fn spend(&mut self, effort: usize) -> Option<()> {
        self.effort = self.effort.checked_sub(effort)?;
        Some(())
    }

    /// A value that is made up and keeps all rules, unless that was in vain before.
    fn try_kind(&mut self, edge: Edge, depth: usize, tag: Option<(&str, &str)>) -> Option<String> {
        let sought = (edge.shape, tag.map(|(name, word)| (name.to_owned(), word.to_owned())));
        if depth > MADE_DEPTH || self.failed.get(&sought).is_some_and(|it| depth >= *it) {
            return None;
        }
        let plan = self.plan;
        let made = self.of_kind(edge, depth, tag).filter(|it| keeps(plan, edge, it));
        if made.is_none() {
            self.failed.insert(sought, depth);
        }
        made
    }

    fn of_kind(&mut self, edge: Edge, depth: usize, tag: Option<(&str, &str)>) -> Option<String> {
        let plan = self.plan;
        Some(match &plan.shapes.shape(edge).kind {
            Kind::Any => "{}".to_owned(),
            Kind::Never => return None,
            Kind::Null => "null".to_owned(),
            Kind::Boolean => "true".to_owned(),
            Kind::Integer(bounds) => whole(bounds)?.to_string(),
            Kind::Number(bounds) => real(bounds)?,
            Kind::Text(text) => {
                let words = words(text)?;
                self.spend(words.len())?;
                json(&words)
            }
            Kind::Choice(choice) => choice.values.first()?.value.to_json(),
            Kind::List(list) => {
                let count = list.min.unwrap_or(0).max(u64::from(self.left > 0 && depth < 6));
                let count = count.min(list.max.unwrap_or(u64::MAX));
                if count > 100 {
                    return None;
                }
                let item = if count > 0 { self.make(list.items, &[], depth + 1) } else { None };
                match item {
                    Some(item) if count == 1 || !list.unique => {
                        let count = usize::try_from(count).ok()?;
                        self.spend(item.len().checked_mul(count - 1)?)?;
                        format!("[{}]", vec![item; count].join(","))
                    }
                    Some(_) => self.distinct(list.items, count)?,
                    None if list.min.unwrap_or(0) == 0 => "[]".to_owned(),
                    None => return None,
                }
            }
            Kind::Tuple(items) => {
                let all: Option<Vec<String>> =
                    items.iter().map(|it| self.make(*it, &[], depth + 1)).collect();
                format!("[{}]", all?.join(","))
            }
            Kind::Map(map) => {
                let count = map.min.unwrap_or(0);
                if count == 0 {
                    return Some("{}".to_owned());
                }
                let value = self.make(map.values, &[], depth + 1)?;
                let count = usize::try_from(count.min(100)).ok()?;
                self.spend(value.len().checked_mul(count - 1)?)?;
                let all: Vec<String> =
                    (1..=count).map(|it| format!("\"key{it}\":{value}")).collect();
                format!("{{{}}}", all.join(","))
            }
            Kind::Record(record) => self.record(edge, record, depth, tag)?,
            Kind::Union(union) => union.variants.iter().enumerate().find_map(|(at, it)| {
                let tag = union.tag.as_ref().and_then(|tag| {
                    Some((tag.property.as_str(), tag.values.get(at)?.first()?.as_str()))
                });
                match tag {
                    Some(tag) => self.try_kind(it.value, depth + 1, Some(tag)),
                    None => self.make(it.value, &[it.said], depth + 1),
                }
            })?,
        })
    }

    /// A record with as many fields as it may have; where that breaks what is
    /// asked of it as a whole, with no more than it must, or one more.
    fn record(
        &mut self,
        edge: Edge,
        record: &Record,
        depth: usize,
        tag: Option<(&str, &str)>,
    ) -> Option<String> {
        let whole = self.record_of(edge, record, depth, tag, None)?;
        let plan = self.plan;
        if keeps(plan, edge, &whole) {
            return Some(whole);
        }
        let names = record.fields.iter().map(|it| &*it.name);
        let fewer = std::iter::once("").chain(names).map(Some);
        let mut tried = fewer.filter_map(|it| self.record_of(edge, record, depth, tag, it));
        let found = tried.find(|it| keeps(plan, edge, it));
        found.or(Some(whole))
    }

    /// A record; with `only`, of the fields that need not be there only this one.
    fn record_of(
        &mut self,
        edge: Edge,
        record: &Record,
        depth: usize,
        tag: Option<(&str, &str)>,
        only: Option<&str>,
    ) -> Option<String> {
        let mut out = String::from("{");
        let mut put = |name: &str, value: &str| {
            let comma = if out.len() > 1 { "," } else { "" };
            let _ = write!(out, "{comma}{}:{value}", json(name));
        };
        for field in &record.fields {
            let always = Way::Told.needs(self.plan, edge, field);
            if let Some((_, word)) = tag.filter(|it| it.0 == &*field.name) {
                put(&field.name, &json(word));
                continue;
            }
            // What is only sent is not answered.
            let spared = match only {
                Some(only) => *field.name != *only,
                None => self.left == 0 || depth > 4,
            };
            if !always && (spared || self.plan.says(field, Schema::is_write_only)) {
                continue;
            }
            match self.make(field.value, &field.said, depth + 1) {
                Some(value) => put(&field.name, &value),
                None if always => return None,
                None => {}
            }
        }
        if let Some((name, word)) = tag
            && record.fields.iter().all(|it| *it.name != *name)
        {
            put(name, &json(word));
        }
        out.push('}');
        Some(out)
    }

    fn distinct(&mut self, items: Edge, count: u64) -> Option<String> {
        let all: Vec<String> = match &self.plan.shapes.shape(items).kind {
            Kind::Integer(bounds) => (0..=1000)
                .filter(|it| is_within(bounds, f64::from(*it)))
                .map(|it| it.to_string())
                .collect(),
            Kind::Choice(choice) => choice.values.iter().map(|it| it.value.to_json()).collect(),
            Kind::Text(text) => (0..200)
                .map(|it| format!("word{it}"))
                .filter(|it| is_text(text, it))
                .map(|it| json(&it))
                .collect(),
            _ => return None,
        };
        let count = usize::try_from(count).ok()?;
        Some(format!("[{}]", all.get(..count)?.join(",")))
    }
}

/// Whether a value, as JSON, keeps what its shape asks beyond its type.
fn keeps(plan: &Plan<'_>, edge: Edge, json: &str) -> bool {
    let rules = plan.rules(edge.shape);
    let value = || Value::from_json(json);
    rules.is_empty() || value().is_some_and(|it| rules.iter().all(|rule| rule.holds(it.node())))
}

/// The examples and the default of a schema.
fn examples(schema: &Schema) -> impl Iterator<Item = &Value> {
    let values = schema.values.as_deref();
    let default = values.and_then(|it| it.default.as_ref());
    values.into_iter().flat_map(|it| it.example.iter().chain(&it.examples)).chain(default)
}

fn whole(bounds: &Bounds) -> Option<i64> {
    let edges = [&bounds.minimum, &bounds.maximum].into_iter().flatten();
    #[expect(clippy::cast_possible_truncation, reason = "a cast saturates")]
    let edges = edges.flat_map(|(it, _)| {
        let it = it.as_f64() as i64;
        [it, it.saturating_add(1), it.saturating_sub(1)]
    });
    #[expect(clippy::cast_possible_truncation, reason = "a cast saturates")]
    let times = bounds.multiple_of.first().map(|it| it.as_f64().ceil() as i64);
    let times = times.into_iter().flat_map(|of| (0..200).map(move |it| of.saturating_mul(it)));
    #[expect(clippy::cast_precision_loss, reason = "candidates are tested as doubles")]
    [1, 0, 42].into_iter().chain(edges).chain(times).find(|it| is_within(bounds, *it as f64))
}

fn real(bounds: &Bounds) -> Option<String> {
    let ends: Vec<f64> =
        [&bounds.minimum, &bounds.maximum].into_iter().flatten().map(|it| it.0.as_f64()).collect();
    let middle = ends.iter().sum::<f64>() / 2.0;
    let near = ends.iter().flat_map(|it| [*it, it + 0.5, it - 0.5, it + 1.0, it - 1.0]);
    let all = [1.5, 1.0, 0.0, middle].into_iter().chain(near);
    all.into_iter().find(|it| it.is_finite() && is_within(bounds, *it)).map(|it| format!("{it:?}"))
}

fn words(text: &Text) -> Option<String> {
    let special = match plan::special(text) {
        Some(Special::Uuid) => Some("7c60d51f-b44e-4682-87d6-449835ea4de6"),
        Some(Special::DateTime) => Some("2024-05-17T12:30:00Z"),
        Some(Special::Date) => Some("2024-05-17"),
        Some(Special::Base64) => Some("aGVsbG8="),
        Some(Special::Ip | Special::Ipv4) => Some("192.0.2.1"),
        Some(Special::Ipv6) => Some("2001:db8::1"),
        _ => None,
    };
    if let Some(special) = special {
        return Some(special.to_owned());
    }
    let format = match text.format.as_deref() {
        Some("email" | "idn-email") => "ada@example.com",
        Some("uri" | "url" | "iri") => "https://example.com/",
        Some("uri-reference") => "/",
        Some("hostname" | "idn-hostname") => "example.com",
        Some("time") => "12:30:00Z",
        Some("duration") => "PT1H",
        Some("password") => "secret",
        Some("json-pointer") => "/a",
        _ => "text",
    };
    let guesses = [
        format,
        "text",
        "a",
        "A",
        "1",
        "0",
        "a1",
        "A1",
        "abc",
        "ABC",
        "123",
        "a-b",
        "a_b",
        "1.0.0",
        "2024-05-17",
        "12:30",
        "00000000-0000-4000-8000-000000000000",
        "deadbeef",
        "en",
        "en-US",
        "EUR",
        "+12025550123",
        "https://example.com/",
        "/a",
        "true",
        "",
    ];
    let patterns: Vec<String> =
        text.patterns.iter().filter_map(|it| super::regex::sample(it)).collect();
    let all = patterns.iter().map(String::as_str).chain(guesses);
    let long = |it: &str| {
        // As long as it must be.
        let min = usize::try_from(text.min_length.unwrap_or(0)).unwrap_or(usize::MAX);
        let length = it.chars().count();
        let fill = it.chars().next_back().unwrap_or('a');
        let more = min.saturating_sub(length);
        if more > 100_000 {
            return String::new();
        }
        let most = text.max_length.and_then(|it| usize::try_from(it).ok()).unwrap_or(usize::MAX);
        it.chars().chain(std::iter::repeat_n(fill, more)).take(most).collect()
    };
    all.map(|it| if is_text(text, it) { it.to_owned() } else { long(it) })
        .find(|it| is_text(text, it))
}

/// A text as JSON.
pub(super) fn json(text: &str) -> String {
    let mut out = String::from("\"");
    for it in text.chars() {
        match it {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            it if it < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(it));
            }
            it => out.push(it),
        }
    }
    out.push('"');
    out
}
