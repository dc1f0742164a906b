//! Values that are named one by one: lists, defaults, examples.

use std::collections::BTreeSet;

use crate::diff::graph::Compared;
use crate::diff::kind::{Fate, Kind, Prose};
use crate::diff::schema::Places;
use crate::diff::view::{View, is_null_value, null_alone};
use crate::ir::Schema;
use crate::source::{self, Kind as Node};
use crate::text::{FileId, Span};

/// The values that a schema lists itself.
pub(super) fn listed(schema: &Schema) -> Listed<'_> {
    // That null is the only value is its type.
    if null_alone(schema) {
        return None;
    }
    let real = |it: &&source::Value| !is_null_value(it);
    if let Some(constant) = schema.constant() {
        return Some(([constant].into_iter().filter(real).collect(), true));
    }
    Some((schema.choices()?.iter().filter(real).collect(), false))
}

pub(super) fn compare<'a>(found: &mut Compared<'a>, old: &View<'a>, new: &View<'a>, at: Places) {
    let (one, two) = (old.schema, new.schema);
    if one.values.is_none() && two.values.is_none() {
        return;
    }
    default(found, one.default_value(), two.default_value(), at);
    example(found, one, two, at);
    lists(found, listed(one), listed(two), at);
}

/// The values that a schema lists, null aside, and whether as a `const`.
type Listed<'a> = Option<(Vec<&'a source::Value>, bool)>;

/// Compares two lists of values, of which either may be missing.
pub(super) fn lists(found: &mut Compared<'_>, one: Listed<'_>, two: Listed<'_>, at: Places) {
    let named = |it: &[&source::Value]| {
        let all: Vec<_> = it.iter().take(8).map(|it| format!("`{}`", it.to_json())).collect();
        all.join(", ") + if it.len() > 8 { ", …" } else { "" }
    };
    match (one, two) {
        (None, None) => {}
        (None, Some((values, constant))) => {
            let kind = if constant { Kind::Const(Fate::Added) } else { Kind::BecameEnum };
            found.add(kind, at, format!("only {} may stand here now", named(&values)));
        }
        (Some((values, constant)), None) => {
            let kind = if constant { Kind::Const(Fate::Removed) } else { Kind::EnumDropped };
            found.add(kind, at, format!("the list of values is gone: {}", named(&values)));
        }
        (Some((old, old_constant)), Some((new, new_constant))) => {
            if old_constant && new_constant {
                if !old.iter().zip(&new).all(|(one, two)| one.same(two)) {
                    let text = format!("the value {} became {}", named(&old), named(&new));
                    found.add(Kind::Const(Fate::Changed), at, text);
                }
                return;
            }
            choices(found, &old, &new, at);
        }
    }
}

/// Whether two lists name the same values in the same order.
pub(super) fn same(old: &[&source::Value], new: &[&source::Value]) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(one, two)| one.same(two))
}

/// Compares two lists of values, each change at its value.
fn choices(found: &mut Compared<'_>, old: &[&source::Value], new: &[&source::Value], at: Places) {
    if same(old, new) {
        return;
    }
    let keys =
        |all: &[&source::Value]| -> BTreeSet<String> { all.iter().map(|it| key(it)).collect() };
    let (before, after) = (keys(old), keys(new));
    // A value that a list repeats is one.
    let (mut gone, mut come) = (after, before);
    let gone: Vec<_> = old.iter().filter(|it| gone.insert(key(it))).collect();
    let come: Vec<_> = new.iter().filter(|it| come.insert(key(it))).collect();
    // A list that grew is one change, however much it grew.
    let said = |all: &[&&source::Value], what: &str| {
        let values: Vec<_> = all.iter().map(|it| format!("`{}`", it.to_json())).collect();
        match values.len() {
            1 => format!("the value {} was {what}", values[0]),
            many => format!("{many} values were {what}: {}", values.join(", ")),
        }
    };
    if let Some(first) = gone.first() {
        let text = said(&gone, "removed");
        found.add(Kind::EnumValue(Fate::Removed), (place(first, at.0), at.1), text);
    }
    if let Some(first) = come.first() {
        let text = said(&come, "added");
        found.add(Kind::EnumValue(Fate::Added), (at.0, place(first, at.1)), text);
    }
    if gone.is_empty() && come.is_empty() {
        found.add(Kind::Prose(Prose::ValueOrder), at, "the values stand in another order");
    }
}

/// Where a value is written, or what it was read from is.
fn place(value: &source::Value, around: Option<Span>) -> Option<Span> {
    Some(value.at()).filter(|it| it.file != FileId::NOWHERE).or(around)
}

/// A value as a key: numbers by value as far as a double can tell.
fn key(value: &source::Value) -> String {
    let node = value.node();
    match node.number().map(|it| it.parse::<f64>()) {
        Some(Ok(number)) if node.kind() == Node::Number => format!("{number}"),
        _ => value.to_json(),
    }
}

pub(super) fn default(
    found: &mut Compared<'_>,
    old: Option<&source::Value>,
    new: Option<&source::Value>,
    at: Places,
) {
    match (old, new) {
        (None, Some(new)) => {
            let text = format!("the default `{}` was added", new.to_json());
            found.add(Kind::Default(Fate::Added), (at.0, place(new, at.1)), text);
        }
        (Some(old), None) => {
            let text = format!("the default `{}` was removed", old.to_json());
            found.add(Kind::Default(Fate::Removed), (place(old, at.0), at.1), text);
        }
        (Some(old), Some(new)) if !old.same(new) => {
            let text =
                format!("the default changed from `{}` to `{}`", old.to_json(), new.to_json());
            found.add(Kind::Default(Fate::Changed), (place(old, at.0), place(new, at.1)), text);
        }
        _ => {}
    }
}

fn example(found: &mut Compared<'_>, old: &Schema, new: &Schema, at: Places) {
    let all = |it: &Schema| -> Vec<source::Value> {
        let values = it.values.as_deref();
        let one = values.and_then(|it| it.example.clone());
        let several = values.into_iter().flat_map(|it| it.examples.iter().cloned());
        one.into_iter().chain(several).collect()
    };
    let (one, two) = (all(old), all(new));
    if one.len() != two.len() || one.iter().zip(&two).any(|(one, two)| !one.same(two)) {
        found.add(Kind::Prose(Prose::Example), at, "the example changed");
    }
}
