//! What differs, with the operations that it reaches.

use std::collections::{BTreeMap, BTreeSet};

use super::Walk;
use crate::build::mirror::End;
use crate::diag::Level;
use crate::diff::{Change, Direction, Kind, Reached, Subject};
use crate::text::Span;

/// What leads to a thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum From {
    /// An operation: its route, by position, and what of it the thing is.
    Operation(usize, Direction, Subject),
    /// A pair of schemas; a direction that does not carry the property.
    Pair(usize, Option<Direction>),
    /// A name alone.
    Nothing,
}

/// The operations that lead to a thing, by position, and what it is in each
/// direction.
type Uses = BTreeMap<Direction, (Subject, BTreeSet<usize>)>;

/// Something that differs.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) kind: Kind,
    pub(super) from: From,
    /// What it is of, as a person would call it.
    pub(super) label: String,
    /// What happened, as the rest of a sentence.
    pub(super) text: String,
    /// Where the document says it, and the page.
    pub(super) places: (Option<Span>, Option<Span>),
    /// What the document says in place of which the page says another thing.
    pub(super) instead: Option<Span>,
}

impl Walk<'_> {
    /// Notes what differs.
    pub(super) fn tell(
        &mut self,
        kind: Kind,
        from: &From,
        label: &str,
        text: String,
        places: (Option<Span>, Option<Span>),
    ) {
        let (from, label) = (from.clone(), label.to_owned());
        self.told.push(Told { kind, from, label, text, places, instead: None });
    }

    /// The operation that is compared now leads to it.
    pub(super) fn here(&self, direction: Direction, subject: Subject) -> From {
        From::Operation(self.routes.len() - 1, direction, subject)
    }

    /// All that differs, once for each direction.
    pub(super) fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        // Much may differ in one pair, to which many operations lead.
        let mut of_pairs: BTreeMap<usize, Uses> = BTreeMap::new();
        for it in &self.told {
            let own;
            let (uses, unseen) = match &it.from {
                From::Pair(at, unseen) => {
                    let known = of_pairs.entry(*at).or_insert_with(|| self.uses(&it.from));
                    (&*known, *unseen)
                }
                from => {
                    own = self.uses(from);
                    (&own, None)
                }
            };
            if uses.is_empty() {
                changes.push(self.change(it, None, Subject::Property, Vec::new()));
            }
            for (&direction, (subject, reach)) in uses {
                // What a direction never carries, its clients do not notice.
                let subject = if unseen == Some(direction) { Subject::Dormant } else { *subject };
                let reach = reach.iter().map(|it| self.routes[*it].clone()).collect();
                changes.push(self.change(it, Some(direction), subject, reach));
            }
        }
        changes
    }

    /// The operations that lead to a thing, by direction, and what it is there.
    fn uses(&self, from: &From) -> Uses {
        let mut uses = Uses::new();
        let mut waiting = vec![(from, true)];
        let mut seen = BTreeSet::new();
        while let Some((from, is_own)) = waiting.pop() {
            match from {
                From::Operation(at, direction, subject) => {
                    let inner = match subject {
                        Subject::Parameter => Subject::ParameterProperty,
                        _ => Subject::Property,
                    };
                    let subject = if is_own { *subject } else { inner };
                    let known = uses.entry(*direction).or_insert((subject, BTreeSet::new()));
                    known.1.insert(*at);
                }
                From::Pair(at, _) if seen.insert(*at) => {
                    // Values are of the very thing that has them.
                    let pair = &self.pairs[*at];
                    let is_own = is_own && !pair.is_record;
                    waiting.extend(pair.from.iter().map(|it| (it, is_own)));
                }
                From::Pair(..) | From::Nothing => {}
            }
        }
        uses
    }

    fn change(
        &self,
        it: &Told,
        direction: Option<Direction>,
        subject: Subject,
        reach: Vec<Reached>,
    ) -> Change {
        let impact = it.kind.impact(subject, direction.unwrap_or(Direction::Both));
        let (document, page) = it.places;
        let (old, new) = if self.end == End::Old { (document, page) } else { (page, document) };
        Change {
            kind: it.kind,
            subject,
            direction,
            level: if direction.is_some() { impact.level.max(Level::Info) } else { Level::Info },
            undecided: direction.is_some() && impact.undecided,
            message: format!("{}: {}", it.label, it.text),
            place: it.label.clone(),
            old,
            new,
            reach,
        }
    }
}
