//! Whether a value is of a shape, as the generated code sees it.

use std::collections::{BTreeMap, BTreeSet};

use crate::emit::rust::patterns::matches;
use crate::emit::rust::plan::{self, Plan, Special};
use crate::format;
use crate::ir::shape::{Bounds, Edge, Field, Kind, List, Map, Record, Rest, Shape, Text, Union};
use crate::ir::{Id, Schema};
use crate::source::{self, Node, NodeId};

use super::DEPTH;

/// Which way a value goes, which leaves some fields out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::emit::rust) enum Way {
    /// In a request.
    Asked,
    /// In an answer.
    Told,
}

impl Way {
    /// Whether a field must be there.
    pub(super) fn needs(self, plan: &Plan<'_>, edge: Edge, field: &Field) -> bool {
        let left_out = match self {
            Self::Asked => Schema::is_read_only,
            Self::Told => Schema::is_write_only,
        };
        plan.is_always(edge.shape, field) || field.required && !plan.says(field, left_out)
    }
}

/// Whether a value is one of a shape, as the generated code sees it.
pub(in crate::emit::rust) fn fits(plan: &Plan<'_>, edge: Edge, value: Node<'_>, way: Way) -> bool {
    Fitting { plan, way, known: BTreeMap::new() }.fits(edge, value, 0)
}

/// One such question, with what has been found on the way. Alternatives have
/// shapes in common, and so each shape is held against each value once.
struct Fitting<'a> {
    plan: &'a Plan<'a>,
    way: Way,
    known: BTreeMap<(Id<Shape>, NodeId), bool>,
}

impl Fitting<'_> {
    fn fits(&mut self, edge: Edge, value: Node<'_>, depth: usize) -> bool {
        let plan = self.plan;
        if depth > DEPTH {
            return false;
        }
        let kind = &plan.shapes.shape(edge).kind;
        if value.kind() == source::Kind::Null {
            return plan.shapes.takes_null(edge) || matches!(kind, Kind::Any | Kind::Null);
        }
        let question = (edge.shape, value.id());
        if let Some(known) = self.known.get(&question) {
            return *known;
        }
        let fits = match kind {
            Kind::Union(_) => self.is_any(edge, value, depth),
            kind => self.keeps_rules(edge, value) && self.is_kind(edge, kind, value, depth),
        };
        self.known.insert(question, fits);
        fits
    }

    fn keeps_rules(&self, edge: Edge, value: Node<'_>) -> bool {
        self.plan.rules(edge.shape).iter().all(|it| it.holds(value))
    }

    /// Whether a value is one of the alternatives of a union, or of the unions
    /// among these. Unions can hold each other in a circle, so that each is
    /// opened once.
    fn is_any(&mut self, union: Edge, value: Node<'_>, depth: usize) -> bool {
        let plan = self.plan;
        let mut met = BTreeSet::from([union.shape]);
        let mut left = vec![union];
        while let Some(edge) = left.pop() {
            match &plan.shapes.shape(edge).kind {
                Kind::Union(union) if self.keeps_rules(edge, value) => {
                    let within = alternatives(union, value).rev();
                    left.extend(within.filter(|it| met.insert(it.shape)));
                }
                Kind::Union(_) => {}
                _ if self.fits(edge, value, depth) => return true,
                _ => {}
            }
        }
        false
    }

    /// Whether a value is of a kind that is no union.
    fn is_kind(&mut self, edge: Edge, kind: &Kind, value: Node<'_>, depth: usize) -> bool {
        match kind {
            Kind::Any => true,
            Kind::Never | Kind::Null | Kind::Union(_) => false,
            Kind::Boolean => value.kind() == source::Kind::Bool,
            Kind::Integer(bounds) => {
                number(value).is_some_and(|it| it.fract() == 0.0 && is_within(bounds, it))
            }
            Kind::Number(bounds) => number(value).is_some_and(|it| is_within(bounds, it)),
            Kind::Text(text) => value.as_text().is_some_and(|it| is_text(text, &it)),
            Kind::Choice(choice) => {
                choice.open && value.kind() == source::Kind::Text
                    || choice.values.iter().any(|it| it.value.node().same(value))
            }
            Kind::List(list) => self.is_list(list, value, depth),
            Kind::Tuple(items) => {
                value.kind() == source::Kind::List
                    && value.items().count() == items.len()
                    && items.iter().zip(value.items()).all(|(at, it)| self.fits(*at, it, depth + 1))
            }
            Kind::Map(map) => self.is_map(map, value, depth),
            Kind::Record(record) => self.is_record(edge, record, value, depth),
        }
    }

    fn is_list(&mut self, list: &List, value: Node<'_>, depth: usize) -> bool {
        let count = value.items().count() as u64;
        let distinct = || {
            let mut seen = BTreeSet::new();
            value.items().all(|it| seen.insert(it.to_json()))
        };
        value.kind() == source::Kind::List
            && list.min.is_none_or(|it| count >= it)
            && list.max.is_none_or(|it| count <= it)
            && (!list.unique || distinct())
            && value.items().all(|it| self.fits(list.items, it, depth + 1))
    }

    fn is_map(&mut self, map: &Map, value: Node<'_>, depth: usize) -> bool {
        let count = value.entries().count() as u64;
        value.kind() == source::Kind::Map
            && map.min.is_none_or(|it| count >= it)
            && map.max.is_none_or(|it| count <= it)
            && value.entries().all(|it| self.fits(map.values, it.value, depth + 1))
    }

    fn is_record(&mut self, edge: Edge, record: &Record, value: Node<'_>, depth: usize) -> bool {
        let (plan, way) = (self.plan, self.way);
        value.kind() == source::Kind::Map
            && record.fields.iter().all(|field| match value.get(&field.name) {
                Some(it) => self.fits(field.value, it, depth + 1),
                None => !way.needs(plan, edge, field),
            })
            && value.entries().all(|entry| {
                record.fields.iter().any(|it| *it.name == *entry.name())
                    || match record.rest {
                        Rest::Unsaid => true,
                        Rest::Closed => false,
                        Rest::Open(edge) => self.fits(edge, entry.value, depth + 1),
                    }
            })
    }
}

/// The alternatives that a value may be: where it has a tag, the one it names.
fn alternatives(union: &Union, value: Node<'_>) -> impl DoubleEndedIterator<Item = Edge> {
    let named = union.tag.as_ref().map(|tag| {
        let word = value.get(&tag.property).and_then(Node::as_text);
        word.and_then(|word| tag.values.iter().position(|it| it.iter().any(|it| *it == *word)))
    });
    let within = match named {
        Some(Some(at)) => union.variants.get(at..=at).unwrap_or_default(),
        Some(None) => &[],
        None => &union.variants[..],
    };
    within.iter().map(|it| it.value)
}

fn number(value: Node<'_>) -> Option<f64> {
    value.number()?.parse().ok().filter(|it: &f64| it.is_finite())
}

pub(super) fn is_within(bounds: &Bounds, it: f64) -> bool {
    let low = bounds
        .minimum
        .as_ref()
        .is_none_or(|(bound, excluded)| it > bound.as_f64() || !excluded && it >= bound.as_f64());
    let high = bounds
        .maximum
        .as_ref()
        .is_none_or(|(bound, excluded)| it < bound.as_f64() || !excluded && it <= bound.as_f64());
    let format = match bounds.format.as_deref() {
        Some("int32") => it.abs() <= f64::from(i32::MAX),
        _ => it.abs() <= 9e18,
    };
    let times = bounds.multiple_of.iter().all(|of| {
        let times = it / of.as_f64();
        (times - times.round()).abs() < 1e-9
    });
    low && high && format && times
}

pub(super) fn is_text(text: &Text, it: &str) -> bool {
    match plan::special(text) {
        Some(Special::Uuid) => format::has(it, "uuid"),
        // No library holds parts of a second that are finer.
        Some(Special::DateTime) => format::has(it, "date-time") && it.len() <= 35,
        Some(Special::Date) => format::has(it, "date"),
        Some(Special::Base64) => {
            it.bytes().all(|it| it.is_ascii_alphanumeric() || b"+/=-_".contains(&it))
                && it.len().is_multiple_of(4)
        }
        Some(Special::Ip) => it.parse::<std::net::IpAddr>().is_ok(),
        Some(Special::Ipv4) => format::has(it, "ipv4"),
        Some(Special::Ipv6) => format::has(it, "ipv6"),
        Some(Special::File) => true,
        None => {
            let length = it.chars().count() as u64;
            text.min_length.is_none_or(|it| length >= it)
                && text.max_length.is_none_or(|it| length <= it)
                && text.patterns.iter().all(|pattern| matches(pattern, it))
        }
    }
}
