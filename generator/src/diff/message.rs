//! From differences to changes: judged, worded, with all that they reach.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Level;
use crate::diff::change::{Change, Reached};
use crate::diff::graph::{Difference, From, Graph, Slot, Via, What, step};
use crate::diff::kind::{Direction, Fate, Keyword, Kind, Subject};
use crate::diff::operation::{Comparison, Raw};
use crate::diff::types::Relation;
use crate::text::{FileId, Span};

impl Comparison<'_> {
    /// Everything that was found, as changes.
    pub(super) fn changes(mut self) -> Vec<Change> {
        let mut changes = self.of_operations();
        self.graph.flow();
        changes.extend(self.of_schemas());
        changes.sort_by_cached_key(|it| {
            let at = it.new.or(it.old).map(|it| (it.file, it.start));
            (at, it.message.clone(), it.direction)
        });
        changes
    }

    /// What was found at operations; what they share is told once.
    fn of_operations(&mut self) -> Vec<Change> {
        type Key<'k> = (Option<(FileId, u32)>, Option<(FileId, u32)>, &'k str, Kind);
        let mut once: BTreeMap<Key<'_>, usize> = BTreeMap::new();
        let mut merged: Vec<(&Raw, BTreeSet<u32>)> = Vec::new();
        for raw in &self.raw {
            let start = |it: Option<Span>| it.map(|it| (it.file, it.start));
            let key = (start(raw.old), start(raw.new), &*raw.text, raw.kind);
            let shared = raw.old.is_some() || raw.new.is_some();
            match once.get(&key).filter(|_| shared) {
                Some(&at) => merged[at].1.extend(&raw.reach),
                None => {
                    once.insert(key, merged.len());
                    merged.push((raw, raw.reach.iter().copied().collect()));
                }
            }
        }
        merged.into_iter().map(|(raw, reach)| self.change(raw, &reach)).collect()
    }

    fn change(&self, raw: &Raw, reach: &BTreeSet<u32>) -> Change {
        let direction = raw.direction;
        let mut impact = raw.kind.impact(raw.subject, direction.unwrap_or(Direction::Both));
        if raw.received {
            impact = raw.kind.impact_received(impact);
        }
        let place = match (reach.len(), reach.first()) {
            (1, Some(&only)) => {
                let it = &self.operations[only as usize];
                format!("`{} {}`", it.method, it.path)
            }
            (0, _) => "the API".to_owned(),
            (many, _) => format!("{many} operations"),
        };
        Change {
            kind: raw.kind,
            subject: raw.subject,
            direction,
            level: self.calmed(impact.level, raw.kind, reach),
            undecided: impact.undecided,
            message: raw.text.clone(),
            place,
            old: raw.old,
            new: raw.new,
            reach: self.reached(reach),
        }
    }

    /// What only drafts and alpha versions have is no promise to anybody.
    fn calmed(&self, level: Level, kind: Kind, reach: &BTreeSet<u32>) -> Level {
        if self.graph.lens.is_drift() {
            return level.max(Level::Info);
        }
        let unstable = |at: &u32| self.operations[*at as usize].unstable;
        if reach.is_empty() || !reach.iter().all(unstable) {
            return level;
        }
        match kind {
            Kind::Life(crate::diff::kind::Life::StabilityInvalid) => level,
            Kind::Life(_) => Level::Off,
            _ => level.min(Level::Info),
        }
    }

    fn reached(&self, reach: &BTreeSet<u32>) -> Vec<Reached> {
        let one = |at: &u32| {
            let it = &self.operations[*at as usize];
            Reached { method: it.method.clone(), path: it.path.clone() }
        };
        reach.iter().map(one).collect()
    }

    /// What was found between schemas, apart for each direction.
    fn of_schemas(&self) -> Vec<Change> {
        let graph = &self.graph;
        let differs = |it: &crate::diff::graph::Node<'_>| !it.differences.is_empty();
        if !graph.nodes.iter().any(differs) {
            return Vec::new();
        }
        let parents = graph.parents();
        let mut changes = Once::default();
        for (at, node) in (0u32..).zip(&graph.nodes).filter(|it| differs(it.1)) {
            let reach = Reach::new(graph, &parents, at);
            let label = graph.label(at);
            for it in &node.differences {
                let held = matches!(node.from, From::Pair(_, Via::Item(_)));
                if !graph.lens.is_shown(it.old, it.new) {
                    continue;
                }
                let item = held || matches!(it.via, Via::Item(_));
                let slots = node.slots.through(it.via);
                let place = located(&label, it);
                let first = |direction| slots.first(direction);
                let (sent, received) = (first(Direction::Request), first(Direction::Response));
                if let What::Kind(kind @ Kind::Prose(_)) = it.what {
                    let direction = match (sent, received) {
                        (Some(_), Some(_)) => Direction::Both,
                        (Some(_), None) => Direction::Request,
                        (None, Some(_)) => Direction::Response,
                        (None, None) => continue,
                    };
                    let subject = sent.or(received).map_or(Subject::Property, Slot::subject);
                    if !graph.lens.sees_prose(kind, subject, it.said) {
                        continue;
                    }
                    let judged = (kind, subject, direction);
                    changes.push(self.told(judged, it, &place, &reach.of(direction), false));
                    continue;
                }
                let both = [(Direction::Request, sent), (Direction::Response, received)];
                for (direction, slot) in both {
                    let Some(slot) = slot else { continue };
                    let Some(kind) = kind(it.what, slot, direction) else { continue };
                    if !graph.lens.sees_value(kind, slot.subject(), item) {
                        continue;
                    }
                    let inverted = slot == Slot::Inverted;
                    let judged = (kind, slot.subject(), direction);
                    changes.push(self.told(judged, it, &place, &reach.of(direction), inverted));
                }
            }
        }
        changes.all
    }

    fn told(
        &self,
        (kind, subject, direction): (Kind, Subject, Direction),
        it: &Difference<'_>,
        place: &str,
        reach: &BTreeSet<u32>,
        inverted: bool,
    ) -> Change {
        let kind = if inverted { Kind::Keyword(Keyword::Not, Fate::Changed) } else { kind };
        let impact = kind.impact(subject, direction);
        // What no operation uses no client notices.
        let used = !reach.is_empty();
        let level = if used { impact.level } else { Level::Off };
        Change {
            kind,
            subject,
            direction: used.then_some(direction),
            level: self.calmed(level, kind, reach),
            undecided: used && impact.undecided,
            message: format!("{}: {}", place, it.text),
            place: place.to_owned(),
            old: it.old,
            new: it.new,
            reach: self.reached(reach),
        }
    }
}

/// Changes, each once: a pair may have been compared twice, once with null told
/// of elsewhere.
#[derive(Default)]
struct Once {
    all: Vec<Change>,
    known: BTreeMap<Telling, usize>,
}

/// What a person sees of a change.
type Telling = (String, [Option<Span>; 2], Option<Direction>);

impl Once {
    fn push(&mut self, change: Change) {
        let key = (change.message.clone(), [change.old, change.new], change.direction);
        match self.known.get(&key) {
            Some(&at) if self.all[at].kind == change.kind => {
                let known = &mut self.all[at];
                let new = change.reach.into_iter().filter(|it| !known.reach.contains(it));
                let new: Vec<_> = new.collect();
                known.reach.extend(new);
            }
            _ => {
                self.known.insert(key, self.all.len());
                self.all.push(change);
            }
        }
    }
}

/// Where in a schema a difference is.
fn located(label: &str, it: &Difference<'_>) -> String {
    match step(it.via) {
        None => label.to_owned(),
        Some(step) => match label.strip_suffix('`') {
            Some(open) => format!("{open}{step}`"),
            None => format!("{label} `{}`", step.trim_start_matches('.')),
        },
    }
}

/// The kind that a difference is where it stands.
fn kind(what: What, slot: Slot, direction: Direction) -> Option<Kind> {
    let (strict, text, listed, to_any) = match what {
        What::Kind(kind) => return Some(kind),
        What::Types { strict, text, listed, to_any } => (strict, text, listed, to_any),
    };
    let response = direction == Direction::Response;
    let relation =
        if slot.is_text() && !slot.is_loose() && strict == Relation::Other { text } else { strict };
    Some(match relation {
        Relation::Same => return None,
        Relation::Wider if listed => Kind::TypesWidened,
        Relation::Narrower if listed => Kind::TypesNarrowed,
        // Who reads learns nothing of the type any more.
        Relation::Wider if response && to_any => Kind::TypeChanged,
        Relation::Wider => Kind::TypeGeneralized,
        // A header's values are text anyway.
        Relation::Narrower if slot == Slot::Header && strict == Relation::Other => {
            Kind::TypeCompatible
        }
        Relation::Narrower if response || slot == Slot::ParameterProperty => Kind::TypeSpecialized,
        Relation::Other if slot.is_loose() => Kind::TypeCompatible,
        Relation::Narrower | Relation::Other => Kind::TypeChanged,
    })
}

/// The operations that use a pair of schemas, by direction.
struct Reach {
    sent: BTreeSet<u32>,
    received: BTreeSet<u32>,
}

impl Reach {
    fn new(graph: &Graph<'_>, parents: &[Vec<u32>], at: u32) -> Self {
        let mut reach = Self { sent: BTreeSet::new(), received: BTreeSet::new() };
        let mut seen = BTreeSet::from([at]);
        let mut waiting = vec![at];
        while let Some(at) = waiting.pop() {
            for &(operation, direction) in &graph.nodes[at as usize].uses {
                match direction {
                    Direction::Response => reach.received.insert(operation),
                    Direction::Request | Direction::Both => reach.sent.insert(operation),
                };
            }
            waiting.extend(parents[at as usize].iter().copied().filter(|it| seen.insert(*it)));
        }
        reach
    }

    fn of(&self, direction: Direction) -> BTreeSet<u32> {
        match direction {
            Direction::Request => self.sent.clone(),
            Direction::Response => self.received.clone(),
            Direction::Both => self.sent.union(&self.received).copied().collect(),
        }
    }
}
