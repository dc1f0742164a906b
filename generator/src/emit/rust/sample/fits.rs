//! Whether a value is of a shape, as the generated code sees it.

use std::collections::BTreeSet;

use crate::emit::rust::patterns::matches;
use crate::emit::rust::plan::{self, Plan, Special};
use crate::format;
use crate::ir::Schema;
use crate::ir::shape::{Bounds, Edge, Field, Kind, Rest, Text};
use crate::source::{self, Node};

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
    fits_at(plan, edge, value, way, 0)
}

fn fits_at(plan: &Plan<'_>, edge: Edge, value: Node<'_>, way: Way, depth: usize) -> bool {
    if depth > DEPTH {
        return false;
    }
    if value.kind() == source::Kind::Null {
        let kind = &plan.shapes.shape(edge).kind;
        return plan.shapes.takes_null(edge) || matches!(kind, Kind::Any | Kind::Null);
    }
    let shape = plan.shapes.shape(edge);
    if !plan.rules(edge.shape).iter().all(|it| it.holds(value)) {
        return false;
    }
    let inner = |edge: Edge, value: Node<'_>| fits_at(plan, edge, value, way, depth + 1);
    match &shape.kind {
        Kind::Any => true,
        Kind::Never | Kind::Null => false,
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
        Kind::List(list) => {
            let count = value.items().count() as u64;
            let distinct = || {
                let mut seen = BTreeSet::new();
                value.items().all(|it| seen.insert(it.to_json()))
            };
            value.kind() == source::Kind::List
                && list.min.is_none_or(|it| count >= it)
                && list.max.is_none_or(|it| count <= it)
                && (!list.unique || distinct())
                && value.items().all(|it| inner(list.items, it))
        }
        Kind::Tuple(items) => {
            value.kind() == source::Kind::List
                && value.items().count() == items.len()
                && items.iter().zip(value.items()).all(|(edge, it)| inner(*edge, it))
        }
        Kind::Map(map) => {
            let count = value.entries().count() as u64;
            value.kind() == source::Kind::Map
                && map.min.is_none_or(|it| count >= it)
                && map.max.is_none_or(|it| count <= it)
                && value.entries().all(|it| inner(map.values, it.value))
        }
        Kind::Record(record) => {
            value.kind() == source::Kind::Map
                && record.fields.iter().all(|field| match value.get(&field.name) {
                    Some(it) => inner(field.value, it),
                    None => !way.needs(plan, edge, field),
                })
                && value.entries().all(|entry| {
                    record.fields.iter().any(|it| *it.name == *entry.name())
                        || match record.rest {
                            Rest::Unsaid => true,
                            Rest::Closed => false,
                            Rest::Open(edge) => inner(edge, entry.value),
                        }
                })
        }
        Kind::Union(union) => match &union.tag {
            Some(tag) => {
                let word = value.get(&tag.property).and_then(Node::as_text);
                let Some(word) = word else { return false };
                let at = tag.values.iter().position(|it| it.iter().any(|it| *it == *word));
                at.and_then(|it| union.variants.get(it)).is_some_and(|it| inner(it.value, value))
            }
            None => union.variants.iter().any(|it| inner(it.value, value)),
        },
    }
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
