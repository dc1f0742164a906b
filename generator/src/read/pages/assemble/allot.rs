//! Which rows of a table the listed values belong to.
//!
//! Below a table stand the values that its rows may have, list after list in
//! the order of the rows, under plain names. Several rows may have one name,
//! so the lists are laid along the rows as a whole: in the way in which types,
//! examples and sections of their own speak least against it.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Id, Known, Schema};
use crate::manner::widdershins::javascript::printed;
use crate::read::pages::assemble::schema::{Branch, branches, map_value, values};
use crate::read::pages::assemble::{Assembly, examples};
use crate::read::pages::shown::{ANY_PROPERTY, ARRAY_ITEM, ShownEnum, ShownRow};
use crate::read::pages::types::{Printed, PrintedKind};
use crate::source::{Kind, Node};

/// How many ways to lay lists along rows are weighed. Real tables stay far
/// below; of others each row takes the first list that fits.
const MOST_WAYS: usize = 4_000_000;
/// What it costs to leave a value to nobody.
const UNUSED: u32 = 1000;

/// The name of a row, and how deep it stands where lists say so.
type Key = (usize, String);

/// What it costs that a list has a value twice.
const REPEATED: u32 = 500;

/// What it costs that a row has other values than one that says the same.
const OTHERWISE: u32 = 10;

/// What kind of table the rows are of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kept {
    /// A section's: what a link leads to lists its values in its own.
    Stated,
    /// A response's: a row lists what the schema behind its link may be.
    Resolved,
    /// Parameters, and what is in a body: the items of a list count for it.
    Sent,
}

/// A row that may have values.
struct Candidate {
    /// Its position among the rows.
    row: usize,
    /// What it costs that it has none.
    none: u32,
    /// What it costs that it has any.
    any: u32,
    /// Its value in the example, as it would be listed.
    sample: Option<String>,
    /// Whether that is what stands for any text.
    is_plain: bool,
    /// The values that it has as its own section says.
    known: Option<Vec<String>>,
    /// The values that a row which says the same has elsewhere, beyond doubt.
    alike: Option<Vec<String>>,
}

impl Assembly<'_> {
    /// Gives each row the values that are listed for it.
    pub(super) fn allot(
        &self,
        rows: &mut [ShownRow],
        enums: &[ShownEnum],
        sample: Option<Node<'_>>,
        kept: Kept,
    ) {
        if enums.is_empty() {
            return;
        }
        let mut walk = Walk { all: self, kept, next: 0, found: Vec::new(), samples: Vec::new() };
        let tree = branches(rows);
        walk.below(&tree, sample, None);
        let Walk { mut found, samples, .. } = walk;
        let deep = |depth: usize| if kept == Kept::Sent { depth } else { 0 };
        let key = |it: &'_ ShownRow| (deep(it.depth), it.name.to_string());
        let flat: Vec<(Key, &str)> = enums
            .iter()
            .map(|it| ((deep(it.depth), it.name.as_deref().unwrap_or_default().to_owned()), it))
            .flat_map(|(key, it)| it.values.iter().map(move |value| (key.clone(), value.trim())))
            .collect();
        let listing: BTreeSet<&Key> = flat.iter().map(|it| &it.0).collect();
        found.retain(|it| listing.contains(&key(&rows[it.row])));
        let options: usize = runs(&flat).iter().enumerate().map(|(at, run)| run.1 - at).sum();
        let ways = found.len().saturating_mul(options.saturating_add(flat.len()));
        if ways > MOST_WAYS {
            let firsts: Vec<_> = rows
                .iter()
                .zip(&samples)
                .map(|(row, sample)| values::listed(enums, row, *sample).cloned())
                .collect();
            for (row, listed) in rows.iter_mut().zip(firsts) {
                row.listed = listed;
            }
            return;
        }
        let names: Vec<Key> = found.iter().map(|it| key(&rows[it.row])).collect();
        let taken = laid(&found, &names, &flat);
        let all: Vec<_> =
            enums.iter().flat_map(|it| it.values.iter().map(move |value| (it, value))).collect();
        for (candidate, (from, to)) in found.iter().zip(taken) {
            let Some((first, _)) = all.get(from).filter(|_| to > from) else { continue };
            let values = all[from..to].iter().map(|it| it.1.clone()).collect();
            let listed = ShownEnum { values, ..(*first).clone() };
            rows[candidate.row].listed = Some(listed);
        }
    }

    /// Whether a schema with a section has other values than these there.
    pub(super) fn has_others(&self, name: &str, listed: &ShownEnum) -> bool {
        let Some(&(id, Known::Section)) = self.names.get(name) else { return false };
        let values = listed.values.iter().map(|it| it.trim().to_owned()).collect();
        self.choices_of(id, true) != Some(values)
    }

    /// Whether a parameter lists what the schema that it is of lists: a row of
    /// a section would not.
    pub(super) fn repeats(&self, name: &str, row: &ShownRow, listed: &ShownEnum) -> bool {
        let known = self.names.get(name).is_some_and(|it| it.1 == Known::Section);
        self.ordered && row.place.is_some() && known && !self.has_others(name, listed)
    }

    /// The values of a schema: its own, or those of the one part that it has.
    fn choices_of(&self, id: Id<Schema>, through_parts: bool) -> Option<Vec<String>> {
        let mut at = self.api.resolve(id)?;
        for _ in 0..8 {
            let schema = &self.api[at];
            if let Some(all) = schema.choices().filter(|it| !it.is_empty()) {
                return Some(all.iter().map(|it| printed(it).trim().to_owned()).collect());
            }
            let single = [schema.all_of(), schema.any_of(), schema.one_of()];
            let single = single.into_iter().find_map(|it| <[_; 1]>::try_from(it).ok());
            at = self.api.resolve(single.filter(|_| through_parts)?[0])?;
        }
        None
    }
}

/// Visits rows in their order, with their values in the example.
struct Walk<'a, 'n> {
    all: &'a Assembly<'a>,
    kept: Kept,
    next: usize,
    found: Vec<Candidate>,
    samples: Vec<Option<Node<'n>>>,
}

impl<'n> Walk<'_, 'n> {
    fn below(&mut self, below: &[Branch<'_>], around: Option<Node<'n>>, known: Option<Id<Schema>>) {
        let mut parts = 0;
        for branch in below {
            let row = branch.row;
            let is_part = row.joint.is_some();
            let part = parts;
            parts += usize::from(*row.name == *ARRAY_ITEM);
            let map = around.filter(|it| it.kind() == Kind::Map);
            let sample = match &*row.name.text {
                _ if is_part => around,
                // The body itself.
                "body" if row.place.as_deref() == Some("body") && row.depth == 0 => around,
                ANY_PROPERTY => map.and_then(map_value),
                ARRAY_ITEM => around,
                name if row.place.as_deref().is_none_or(|it| it == "body") => {
                    map.and_then(|it| it.get(name))
                }
                _ => None,
            };
            let known = match known {
                Some(id) if *row.name == *ARRAY_ITEM => self.part(id, part),
                Some(id) if !is_part => self.property(id, &row.name),
                _ => None,
            };
            let inner = self.row(row, sample, known);
            let mut item = sample;
            while let Some(list) = item.filter(|it| it.kind() == Kind::List) {
                item = list.items().next();
            }
            self.below(&branch.below, item, inner);
        }
    }

    /// The schema of a property, as its own section says.
    fn property(&self, around: Id<Schema>, name: &str) -> Option<Id<Schema>> {
        let holder = self.all.holder(around)?;
        let schema = &self.all.api[holder];
        match name {
            ANY_PROPERTY => schema.additional(),
            _ => schema.property(name).map(|it| it.schema),
        }
    }

    /// A part of a combination, as its own section says.
    fn part(&self, around: Id<Schema>, at: usize) -> Option<Id<Schema>> {
        let schema = &self.all.api[self.all.holder(around)?];
        let parts = [schema.all_of(), schema.any_of(), schema.one_of()].concat();
        parts.get(at).copied()
    }

    /// Weighs a row; says what is known of what stands below it.
    fn row(
        &mut self,
        row: &ShownRow,
        sample: Option<Node<'n>>,
        known: Option<Id<Schema>>,
    ) -> Option<Id<Schema>> {
        let printed = Printed::read(&row.ty);
        let section = |name: &str| {
            let known = self.all.names.get(name).filter(|it| it.1 == Known::Section);
            known.map(|it| it.0)
        };
        let (link, of_items) = match &printed.kind {
            PrintedKind::Link { name, .. } => (section(name), false),
            PrintedKind::List(items) => match items.as_deref().map(|it| &it.kind) {
                Some(PrintedKind::Link { name, .. }) => (section(name), true),
                _ => (None, true),
            },
            _ => (None, false),
        };
        let is_link = matches!(printed.kind, PrintedKind::Link { .. });
        let is_plain_parameter = row.place.as_deref().is_some_and(|it| it != "body");
        let through = !is_plain_parameter;
        let counts = !of_items || self.kept == Kept::Sent;
        let itself = match (known, link) {
            (Some(id), _) if self.all.choices_of(id, through).is_some() => Some(id),
            (_, link) => link,
        };
        let expected = itself
            .filter(|_| self.kept != Kept::Stated && counts)
            .and_then(|it| self.all.choices_of(it, through));
        let sure = known.is_some() || link.is_some();
        let spelt = sample.and_then(examples::spelt);
        let is_plain = sample.is_some_and(|it| examples::is_plain(it) && it.kind() == Kind::Text);
        let none = match (&expected, &printed.kind) {
            (Some(_), _) if is_plain_parameter => 5,
            (Some(_), _) => 50,
            (None, PrintedKind::Plain { word: "string", format: None })
                if spelt.is_some() && !is_plain =>
            {
                2
            }
            _ => 0,
        };
        let any = match &printed.kind {
            _ if expected.is_some() => 0,
            _ if is_link && self.kept == Kept::Stated => 20,
            _ if sure && (is_link || self.kept == Kept::Resolved) => 20,
            PrintedKind::Plain { word: "object", .. } => 12,
            PrintedKind::List(_) if self.kept != Kept::Sent => 12,
            PrintedKind::Plain { word: "boolean", .. } => 4,
            _ => 0,
        };
        let (given, row) = (row, self.next);
        self.next += 1;
        self.samples.push(sample);
        let alike = self.all.alike.values(given);
        self.found.push(Candidate {
            row,
            none,
            any,
            sample: spelt,
            is_plain,
            known: expected,
            alike,
        });
        match (link, known) {
            (Some(id), _) if self.kept != Kept::Stated => Some(id),
            (None, known) => known,
            _ => None,
        }
    }
}

impl Candidate {
    /// What it costs that it has these values, of which the sample is the one
    /// at `place`; `repeats` is whether some of them are there twice.
    fn taking(&self, values: &[(Key, &str)], place: Option<usize>, repeats: bool) -> u32 {
        if let Some(known) = &self.known {
            let same = known.len() == values.len()
                && known.iter().zip(values).all(|(one, (_, other))| one == other);
            return if same { 0 } else { 60 };
        }
        let fit = match place {
            _ if self.sample.is_none() => 2,
            Some(0) => 0,
            Some(_) => 1,
            None if self.is_plain => 30,
            None => 8,
        };
        let strange = match &self.alike {
            Some(alike) if alike.iter().eq(values.iter().map(|it| it.1)) => return 0,
            Some(_) => OTHERWISE,
            None => 0,
        };
        // Of two lists one is likelier, unless it would have a value twice.
        1 + strange + self.any + fit + if repeats { REPEATED } else { 0 }
    }
}

/// From where to where in the values each candidate takes its own.
fn laid(all: &[Candidate], names: &[Key], flat: &[(Key, &str)]) -> Vec<(usize, usize)> {
    let width = flat.len() + 1;
    let runs = runs(flat);
    let mut costs = vec![u32::MAX; (all.len() + 1) * width];
    // For each candidate and position from which position it took values.
    let mut from = vec![0_usize; (all.len() + 1) * width];
    for (at, cost) in costs.iter_mut().take(width).enumerate() {
        *cost = UNUSED.saturating_mul(u32::try_from(at).unwrap_or(u32::MAX));
    }
    for (index, candidate) in all.iter().enumerate() {
        let (before, after) = costs.split_at_mut((index + 1) * width);
        let before = &before[index * width..];
        let origin = &mut from[(index + 1) * width..(index + 2) * width];
        for at in 0..width {
            let cost = before[at].saturating_add(candidate.none);
            if cost < after[at] {
                (after[at], origin[at]) = (cost, at);
            }
            if at > 0 && after[at - 1].saturating_add(UNUSED) < after[at] {
                // A value that nobody takes.
                (after[at], origin[at]) = (after[at - 1].saturating_add(UNUSED), usize::MAX);
            }
            let is_own = flat.get(at).is_some_and(|it| it.0 == names[index]);
            if !is_own || before[at] == u32::MAX {
                continue;
            }
            let (distinct, end) = runs[at];
            let mut place = None;
            for to in at + 1..=end {
                let is_sample = candidate.sample.as_deref().map(str::trim) == Some(flat[to - 1].1);
                place = place.or_else(|| is_sample.then_some(to - 1 - at));
                let taking = candidate.taking(&flat[at..to], place, to > distinct);
                let cost = before[at].saturating_add(taking);
                if cost < after[to] {
                    (after[to], origin[to]) = (cost, at);
                }
            }
        }
    }
    let mut taken = vec![(0, 0); all.len()];
    let (mut index, mut at) = (all.len(), flat.len());
    while index > 0 {
        match from[index * width + at] {
            usize::MAX => at -= 1,
            start => {
                taken[index - 1] = (start, at);
                at = start;
                index -= 1;
            }
        }
    }
    taken
}

/// For each position where a list that begins there ends at the latest, if it
/// has no value twice, and if it may.
fn runs(flat: &[(Key, &str)]) -> Vec<(usize, usize)> {
    let mut runs = vec![(0, 0); flat.len()];
    let mut next: BTreeMap<(&Key, &str), usize> = BTreeMap::new();
    for at in (0..flat.len()).rev() {
        let (distinct, end) = match runs.get(at + 1) {
            Some(&run) if flat[at].0 == flat[at + 1].0 => run,
            _ => (at + 1, at + 1),
        };
        let again = next.insert((&flat[at].0, flat[at].1), at).unwrap_or(usize::MAX);
        runs[at] = (distinct.min(again), end);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Key, laid};

    fn row(sample: Option<&str>) -> Candidate {
        let sample = sample.map(str::to_owned);
        let is_plain = sample.as_deref() == Some("string");
        let none = if is_plain || sample.is_none() { 0 } else { 2 };
        Candidate { row: 0, none, any: 0, sample, is_plain, known: None, alike: None }
    }

    fn taken(rows: &[(&str, Candidate)], values: &[(&str, &'static str)]) -> Vec<(usize, usize)> {
        let key = |name: &str| -> Key { (0, name.to_owned()) };
        let names: Vec<Key> = rows.iter().map(|it| key(it.0)).collect();
        let flat: Vec<_> = values.iter().map(|it| (key(it.0), it.1)).collect();
        let all: Vec<Candidate> = rows
            .iter()
            .map(|(_, it)| Candidate {
                sample: it.sample.clone(),
                known: it.known.clone(),
                alike: it.alike.clone(),
                row: it.row,
                none: it.none,
                any: it.any,
                is_plain: it.is_plain,
            })
            .collect();
        laid(&all, &names, &flat)
    }

    #[test]
    fn lists_under_one_name_go_to_the_rows_whose_examples_they_have() {
        let rows = [("a", row(Some("string"))), ("a", row(Some("x"))), ("a", row(Some("z")))];
        let values = [("a", "x"), ("a", "y"), ("a", "z")];
        assert_eq!(taken(&rows, &values), [(0, 0), (0, 2), (2, 3)]);
    }

    #[test]
    fn a_value_that_is_there_again_begins_another_list() {
        let rows = [("a", row(None)), ("b", row(None)), ("a", row(None))];
        let values = [("a", "x"), ("a", "y"), ("a", "x"), ("a", "y")];
        assert_eq!(taken(&rows, &values), [(0, 2), (2, 2), (2, 4)]);
        assert_eq!(taken(&rows[..1], &values), [(0, 4)]);
    }

    #[test]
    fn what_a_section_says_counts_before_an_example() {
        let known = Candidate { known: Some(vec!["z".to_owned()]), none: 50, ..row(None) };
        let rows = [("a", row(Some("string"))), ("a", known), ("a", row(Some("x")))];
        let values = [("a", "z"), ("a", "x"), ("a", "y")];
        assert_eq!(taken(&rows, &values), [(0, 0), (0, 1), (1, 3)]);
    }
}
