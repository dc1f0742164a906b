//! What is asked of texts and numbers.

use std::cmp::Ordering;

use crate::diff::graph::{Compared, Graph};
use crate::diff::kind::{Bound, Fate, Kind, Step};
use crate::diff::logic;
use crate::diff::schema::{Places, encoded_alike};
use crate::diff::view::View;
use crate::ir::{Exclusive, Number, NumberRules, Said};

/// Compares two bounds of whole numbers.
pub(super) fn count(
    found: &mut Compared<'_>,
    bound: Bound,
    old: Option<u64>,
    new: Option<u64>,
    at: Places,
) {
    let (step, text) = match (old, new) {
        (None, Some(new)) => (Step::Set, format!("the {} was set to {new}", bound.noun())),
        (Some(old), None) => (Step::Unset, format!("the {} of {old} is gone", bound.noun())),
        (Some(old), Some(new)) if old != new => {
            let step = if new > old { Step::Increased } else { Step::Decreased };
            (step, format!("the {} changed from {old} to {new}", bound.noun()))
        }
        _ => return,
    };
    found.add(Kind::Bound(bound, step), at, text);
}

/// A lower bound of zero says nothing.
pub(super) fn real(bound: Option<u64>) -> Option<u64> {
    bound.filter(|it| *it > 0)
}

pub(super) fn text<'a>(
    graph: &mut Graph<'a>,
    found: &mut Compared<'a>,
    old: &View<'a>,
    new: &View<'a>,
    at: Places,
) {
    let (one, two) = (old.schema.text.as_deref(), new.schema.text.as_deref());
    if one.is_none() && two.is_none() {
        return;
    }
    let get = |it: fn(&crate::ir::TextRules) -> Option<u64>| (one.and_then(it), two.and_then(it));
    let (before, after) = get(|it| it.max_length);
    count(found, Bound::MaxLength, before, after, at);
    let (before, after) = get(|it| it.min_length);
    count(found, Bound::MinLength, real(before), real(after), at);
    let pattern = |it: Option<&'a crate::ir::TextRules>| it.and_then(|it| it.pattern.as_ref());
    match (pattern(one), pattern(two)) {
        (None, Some(new)) => {
            let text = format!("the pattern `{new}` was added");
            found.add(Kind::Pattern(Fate::Added), (at.0, new.at.or(at.1)), text);
        }
        (Some(old), None) => {
            let text = format!("the pattern `{old}` was removed");
            found.add(Kind::Pattern(Fate::Removed), (old.at.or(at.0), at.1), text);
        }
        (Some(old), Some(new)) if old != new => {
            let all = matches!(&**new, ".*" | "^.*$" | "^.*" | ".*$" | "^" | "$" | "");
            let kind = if all { Kind::PatternGeneralized } else { Kind::Pattern(Fate::Changed) };
            let text = format!("the pattern changed from `{old}` to `{new}`");
            found.add(kind, (old.at.or(at.0), new.at.or(at.1)), text);
        }
        _ => {}
    }
    let said = |get: fn(&'a crate::ir::TextRules) -> Option<&'a Said>| {
        (one.and_then(get).map(AsRef::as_ref), two.and_then(get).map(AsRef::as_ref))
    };
    let (before, after): (Option<&str>, Option<&str>) = said(|it| it.content_media_type.as_deref());
    if before != after {
        let text = format!("the media type of the content changed: {}", from_to(before, after));
        found.add(Kind::ContentMediaType, at, text);
    }
    let (before, after): (Option<&str>, Option<&str>) = said(|it| it.content_encoding.as_deref());
    if before != after && !encoded_alike(old.schema, new.schema) {
        let text = format!("the encoding of the content changed: {}", from_to(before, after));
        found.add(Kind::ContentEncoding, at, text);
    }
    logic::content_schema(graph, found, one, two, at);
}

fn from_to(old: Option<&str>, new: Option<&str>) -> String {
    let shown = |it: Option<&str>| it.map_or("none".to_owned(), |it| format!("`{it}`"));
    format!("{} to {}", shown(old), shown(new))
}

/// A bound, and whether its value itself is excluded, in one form for both.
fn bounds(rules: Option<&NumberRules>) -> [Option<&Number>; 4] {
    let Some(rules) = rules else { return [None; 4] };
    let (max, exclusive_max) = match (&rules.maximum, &rules.exclusive_maximum) {
        (inclusive, Some(Exclusive::Flag(true))) => (None, inclusive.as_ref()),
        (inclusive, Some(Exclusive::Bound(bound))) => (inclusive.as_ref(), Some(bound)),
        (inclusive, _) => (inclusive.as_ref(), None),
    };
    let (min, exclusive_min) = match (&rules.minimum, &rules.exclusive_minimum) {
        (inclusive, Some(Exclusive::Flag(true))) => (None, inclusive.as_ref()),
        (inclusive, Some(Exclusive::Bound(bound))) => (inclusive.as_ref(), Some(bound)),
        (inclusive, _) => (inclusive.as_ref(), None),
    };
    [max, min, exclusive_max, exclusive_min]
}

fn order(old: &Number, new: &Number) -> Ordering {
    match (old.as_i128(), new.as_i128()) {
        (Some(old), Some(new)) => old.cmp(&new),
        _ => old.as_f64().total_cmp(&new.as_f64()),
    }
}

pub(super) fn number(found: &mut Compared<'_>, old: &View<'_>, new: &View<'_>, at: Places) {
    let (one, two) = (old.schema.number.as_deref(), new.schema.number.as_deref());
    if one.is_none() && two.is_none() {
        return;
    }
    let all = [Bound::Max, Bound::Min, Bound::ExclusiveMax, Bound::ExclusiveMin];
    for (bound, (old, new)) in all.into_iter().zip(bounds(one).into_iter().zip(bounds(two))) {
        let noun = bound.noun();
        let (step, text) = match (old, new) {
            (None, Some(new)) => (Step::Set, format!("the {noun} was set to {new}")),
            (Some(old), None) => (Step::Unset, format!("the {noun} of {old} is gone")),
            (Some(old), Some(new)) => match order(old, new) {
                Ordering::Equal => continue,
                it => (
                    if it == Ordering::Less { Step::Increased } else { Step::Decreased },
                    format!("the {noun} changed from {old} to {new}"),
                ),
            },
            (None, None) => continue,
        };
        found.add(Kind::Bound(bound, step), at, text);
    }
    let multiple = |it: Option<&NumberRules>| it.and_then(|it| it.multiple_of.clone());
    let (fate, text) = match (multiple(one), multiple(two)) {
        (None, Some(new)) => (Fate::Added, format!("only multiples of {new} are allowed now")),
        (Some(old), None) => (Fate::Removed, format!("no longer only multiples of {old}")),
        (Some(old), Some(new)) if order(&old, &new) != Ordering::Equal => {
            (Fate::Changed, format!("multiples of {old} became multiples of {new}"))
        }
        _ => return,
    };
    found.add(Kind::MultipleOf(fate), at, text);
}
