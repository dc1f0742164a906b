//! The responses that only one side has, by the rows of their tables.
//!
//! A line end in a cell takes a table apart, and what a reader still knows of
//! the rest is a guess. The rows are lines all the same.

use std::collections::BTreeSet;

use super::FEW;
use crate::build::mirror::End;
use crate::build::mirror::pair::Pair;
use crate::build::mirror::section::Row;
use crate::build::mirror::told::told;
use crate::diff::{Change, Fate, Kind};
use crate::ir::{Api, Operation, Status};
use crate::text::Span;

/// Tells the responses that only one side has, where nothing else does.
pub(super) fn tell(document: &Api, pairs: &[Pair<'_>], end: End, changes: &mut Vec<Change>) {
    let differ = pairs.iter().filter(|it| !it.is_same()).map(|it| (it, Alone::new(it)));
    let differ: Vec<_> = differ.filter(|it| !it.1.is_empty()).collect();
    // Where most sections have other responses, they follow another template.
    if differ.len() > (pairs.len() / 2).max(FEW) {
        return;
    }
    for (pair, alone) in differ {
        if let Some(operation) = operation(document, &pair.ours.key) {
            alone.tell(pair, operation, end, changes);
        }
    }
}

/// The operation that a section is of.
fn operation<'a>(document: &'a Api, key: &str) -> Option<&'a Operation> {
    let mut all = document.operations().map(|it| it.1);
    all.find(|it| {
        let path = &*document[it.path].template.text;
        key.strip_prefix(it.method.name()).and_then(|it| it.strip_prefix(' ')) == Some(path)
    })
}

/// The rows of responses that only one side has.
struct Alone<'a> {
    ours: Vec<Row<'a>>,
    theirs: Vec<Row<'a>>,
}

impl<'a> Alone<'a> {
    fn new(pair: &Pair<'a>) -> Self {
        let (mut ours, mut theirs) = (pair.ours.answers(), pair.theirs.answers());
        let names = |it: &[Row<'_>]| it.iter().map(|it| it.name.clone()).collect::<BTreeSet<_>>();
        let (known, shown) = (names(&ours), names(&theirs));
        ours.retain(|it| !shown.contains(&it.name));
        theirs.retain(|it| !known.contains(&it.name));
        Self { ours, theirs }
    }

    fn is_empty(&self) -> bool {
        self.ours.is_empty() && self.theirs.is_empty()
    }

    fn tell(&self, pair: &Pair<'_>, operation: &Operation, end: End, changes: &mut Vec<Change>) {
        for row in &self.ours {
            let status = Status::from_name(&row.name);
            let Some(answer) = operation.responses.all.iter().find(|it| it.status == status) else {
                continue;
            };
            let is_told = |it: &Change| end.places_of(it).1 == answer.at;
            if let Some(at) = answer.at.filter(|_| !changes.iter().any(is_told)) {
                let places = end.at(pair.theirs.heading(), at);
                changes.push(answer_told(pair, row, end == End::New, places));
            }
        }
        for row in &self.theirs {
            let is_told = |it: &Change| end.places_of(it).0.is_some_and(|at| row.holds(at));
            let at = operation.responses.at.or(operation.at);
            if let Some(at) = at.filter(|_| !changes.iter().any(is_told)) {
                let places = end.at(row.at, at);
                changes.push(answer_told(pair, row, end == End::Old, places));
            }
        }
    }
}

/// A response that came or went, as its row tells it.
fn answer_told(
    pair: &Pair<'_>,
    row: &Row<'_>,
    is_new: bool,
    places: (Option<Span>, Option<Span>),
) -> Change {
    let fate = if is_new { Fate::Added } else { Fate::Removed };
    let kind = Kind::response(&Status::from_name(&row.name), fate);
    let what = format!("the response {} was {}", row.name, fate.name());
    told(kind, (&pair.ours.key, ""), &what, places)
}
