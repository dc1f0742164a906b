//! Samples, which hold all that is said of a schema, and so whatever changed in
//! it: one is told only where nothing else tells why it differs.

use std::collections::BTreeSet;

use crate::build::mirror::End;
use crate::diff::{Change, Kind, Prose};
use crate::ir::{Api, Id, Schema};
use crate::text::Span;

/// Drops the samples that something else accounts for.
pub(super) fn drop_explained(changes: &mut Vec<Change>, document: &Api, end: End) {
    let places: Vec<Option<Span>> = changes.iter().map(|it| end.places_of(it).1).collect();
    let reaches: Vec<Option<BTreeSet<Span>>> = changes
        .iter()
        .zip(&places)
        .map(|(it, at)| Some(reachable(document, at.filter(|_| is_sample(it))?)))
        .collect();
    let in_reach = |sample: usize, at: Span| {
        let reach = reaches[sample].as_ref();
        reach.is_some_and(|all| all.iter().any(|it| within(*it, at)))
            || places[sample].is_some_and(|it| within(it, at))
    };
    let explains = |sample: usize, other: usize| {
        let Some(at) = places[other].filter(|_| other != sample) else { return false };
        match changes[other].kind {
            // Of samples that hold each other the first is told.
            Kind::Prose(Prose::Example) => {
                let back = places[sample].is_some_and(|it| in_reach(other, it));
                in_reach(sample, at) && (!back || other < sample)
            }
            Kind::Prose(_) => false,
            _ => in_reach(sample, at),
        }
    };
    let all = 0..changes.len();
    let keep: Vec<bool> = all
        .clone()
        .map(|it| !is_sample(&changes[it]) || !all.clone().any(|other| explains(it, other)))
        .collect();
    let mut keep = keep.into_iter();
    changes.retain(|_| keep.next().unwrap_or(true));
}

fn is_sample(it: &Change) -> bool {
    matches!(it.kind, Kind::Prose(Prose::Example))
}

/// Whether a place is in another.
pub(in crate::build) fn within(outer: Span, at: Span) -> bool {
    outer.file == at.file && outer.start <= at.start && at.end <= outer.end
}

/// What stands there or is referred to from there, on any way.
fn reachable(document: &Api, at: Span) -> BTreeSet<Span> {
    let roots = document.schemas.iter().filter(|(_, it)| it.at.is_some_and(|own| within(at, own)));
    let mut waiting: Vec<Id<Schema>> = roots.map(|it| it.0).collect();
    if waiting.is_empty() {
        let around = document.schemas.iter().filter_map(|(id, it)| Some((it.at?, id)));
        let around = around.filter(|(own, _)| within(*own, at));
        waiting.extend(around.min_by_key(|(own, _)| own.end - own.start).map(|it| it.1));
    }
    let mut seen: BTreeSet<Id<Schema>> = waiting.iter().copied().collect();
    while let Some(id) = waiting.pop() {
        for next in inner(&document[id]) {
            if seen.insert(next) {
                waiting.push(next);
            }
        }
    }
    seen.into_iter().filter_map(|it| document[it].at).collect()
}

/// The schemas in a schema, as far as samples show them.
fn inner(schema: &Schema) -> Vec<Id<Schema>> {
    let mut all: Vec<Id<Schema>> = Vec::new();
    all.extend(schema.reference.as_ref().and_then(|it| it.to));
    all.extend(schema.properties().iter().map(|it| it.schema));
    all.extend(schema.object.iter().flat_map(|it| &it.patterns).map(|it| it.schema));
    all.extend(schema.additional().into_iter().chain(schema.items()));
    all.extend(schema.array.iter().flat_map(|it| &it.prefix));
    all.extend(schema.all_of().iter().chain(schema.any_of()).chain(schema.one_of()));
    all
}
