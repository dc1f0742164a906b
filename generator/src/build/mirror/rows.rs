//! What the rows of pages say, cell by cell.
//!
//! Reading pages makes one API of them: what a row repeats of a definition is
//! taken from its section, and parts of combinations are put in order again.
//! A row may differ all the same. So where sections differ, their tables are
//! held against each other as they are written, and what no change accounts
//! for yet is told, at the row and where the document says it.

mod answers;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use self::values::Lists;
use crate::build::mirror::lines::common;
use crate::build::mirror::pair::{Pair, Rows};
use crate::build::mirror::sample::{Different, within};
use crate::build::mirror::section::Row;
use crate::build::mirror::told::{is_property, last, last_name, told as told_at, told_of};
use crate::build::mirror::{End, sort};
use crate::diff::{Change, Direction, Kind, Prose};
use crate::emit::docs::{ShownSection, Traced};
use crate::ir::{Api, Id, Schema};
use crate::text::Span;

/// So many cells that differ are no sign of another template.
const FEW: usize = 8;

/// Adds what only rows tell, and says of what they tell where the document
/// says it.
pub(super) fn complete(
    changes: &mut Vec<Change>,
    document: &Api,
    pairs: &[Pair<'_>],
    shown: &BTreeMap<String, ShownSection>,
    samples: &[Different],
    end: End,
) {
    let (same, differ): (Vec<_>, Vec<_>) = pairs.iter().partition(|it| it.is_same());
    let tables = differ.iter().filter_map(|it| Some(Tables::new(it, shown.get(&it.ours.key)?)));
    let tables: Vec<Tables<'_>> = tables.collect();
    for pair in &tables {
        for it in &mut *changes {
            pair.relocate(document, it, end);
        }
    }
    let alone = |it: &&&Pair<'_>| it.rows.has_properties() || it.sent.has_properties();
    // Where most sections have other rows, they follow another template.
    if differ.iter().filter(alone).count() <= (pairs.len() / 2).max(FEW) {
        for pair in &tables {
            pair.tell_gone(samples, end, changes);
            pair.tell_new(end, changes);
        }
    }
    answers::tell(document, pairs, end, changes);
    let said: usize = tables.iter().map(|it| it.rows.len()).sum();
    for column in [Column::Type, Column::Description] {
        let differ: Vec<_> = tables
            .iter()
            .flat_map(|pair| pair.rows.iter().map(move |row| (pair, row)))
            .filter(|(_, row)| row.differs(column))
            .collect();
        // Whose cells are others on most rows follows another template.
        if differ.len() > (said - differ.len()).max(same.len()).max(FEW) {
            continue;
        }
        for (pair, row) in differ {
            pair.tell(document, row, column, end, changes);
        }
    }
    for pair in &tables {
        pair.tell_values(document, end, changes);
    }
}

/// What can be compared of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Type,
    Description,
}

/// The tables of a section of the mirror, and of the page.
struct Tables<'a> {
    key: &'a str,
    pair: &'a Pair<'a>,
    /// The rows that both have.
    rows: Vec<Both<'a>>,
    /// The positions of these, by where they stand on the page.
    by_page: BTreeMap<Span, usize>,
    /// The tables of schemas, and what a body has.
    kinds: [Table<'a>; 2],
    /// What lists the values of schemas, and of what is sent.
    lists: [Lists<'a>; 2],
}

/// The tables of one kind, on both sides.
struct Table<'a> {
    rows: &'a Rows<'a>,
    shown: &'a [Traced],
    direction: Direction,
}

/// A row on both sides, and what it shows.
struct Both<'a> {
    ours: Row<'a>,
    theirs: Row<'a>,
    shown: &'a Traced,
    /// The names that lead to it.
    way: String,
}

impl Both<'_> {
    /// Where the type in the cell is said.
    fn ty(&self) -> Option<Span> {
        self.said().next_back().or(self.shown.ty)
    }

    /// Where media types are said to be what is in the cell.
    fn said(&self) -> impl DoubleEndedIterator<Item = Span> {
        let own = self.cells(Column::Type).map(|it| it.0);
        self.shown.types.iter().filter(move |it| Some(&*it.0) == own).map(|it| it.1)
    }

    /// Whether the type in the cell is said there.
    fn says(&self, document: &Api, at: Span) -> bool {
        let mut said = self.said().peekable();
        if said.peek().is_none() { self.shows(document, at) } else { said.any(|it| within(it, at)) }
    }

    fn cells(&self, column: Column) -> Option<(&str, &str)> {
        let names: &[&str] = match column {
            Column::Type => &["Type", "Schema"],
            Column::Description => &["Description"],
        };
        names.iter().find_map(|it| Some((self.ours.cell(it)?, self.theirs.cell(it)?)))
    }

    fn differs(&self, column: Column) -> bool {
        // Some rows say that a value may be null, which its schema does not.
        let type_of = |it: &str| it.trim_end_matches("¦null").to_owned();
        let prose = |it: &str| -> String {
            it.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        self.cells(column).is_some_and(|(one, two)| match column {
            Column::Type => type_of(one) != type_of(two),
            Column::Description => prose(one) != prose(two),
        })
    }
}

impl<'a> Tables<'a> {
    fn new(pair: &'a Pair<'a>, shown: &'a ShownSection) -> Self {
        let key = pair.ours.key.as_str();
        let mut rows = both(&pair.rows, &shown.rows);
        rows.extend(both(&pair.sent, &shown.sent));
        let (ours, theirs) = (pair.ours.answers(), pair.theirs.answers());
        let traced = by_name(&ours, &shown.answers);
        for (one, two) in ours.into_iter().enumerate() {
            let Some(shown) = traced.get(&one) else { continue };
            let other = theirs.iter().find(|it| it.name == two.name).cloned();
            let way = format!(" {}", two.name);
            rows.extend(other.map(|theirs| Both { ours: two, theirs, shown, way }));
        }
        let lists = [
            Lists::new(pair, Direction::Response, &shown.rows),
            Lists::new(pair, Direction::Request, &shown.listed),
        ];
        let by_page = rows.iter().enumerate().map(|(at, it)| (it.theirs.at, at)).collect();
        let table = |rows, shown, direction| Table { rows, shown, direction };
        let kinds = [
            table(&pair.rows, &shown.rows[..], Direction::Response),
            table(&pair.sent, &shown.sent[..], Direction::Request),
        ];
        Self { key, pair, rows, by_page, kinds, lists }
    }

    /// Lets a property that only the page has be gone from what holds those that
    /// are shown beside it, and tells it where nothing does.
    fn tell_gone(&self, samples: &[Different], end: End, changes: &mut Vec<Change>) {
        let kinds = self.kinds.iter();
        let all = kinds.flat_map(|it| it.rows.theirs.alone.iter().map(move |at| (it, *at)));
        for (table, at) in all {
            let rows = &table.rows.theirs.rows;
            let row = &rows[at];
            let Some(holder) = self.holder(rows, at, samples) else { continue };
            let is_it = |it: &Change| {
                let page = end.places_of(it).0;
                is_property(it.kind) && page.is_some_and(|at| row.holds(at))
            };
            let mut is_told = false;
            for it in changes.iter_mut().filter(|it| is_it(it)) {
                is_told = true;
                *end.places(it).1 = Some(holder);
            }
            // A body repeats the rows of what it refers to.
            let is_same = |it: &Change| {
                is_property(it.kind)
                    && end.places_of(it).1 == Some(holder)
                    && last_name(it) == row.bare_name()
            };
            if !is_told && !changes.iter().any(is_same) {
                let (kind, what) = property(row, end == End::Old);
                let (way, places) = (way(&rows[..=at]), end.at(row.at, holder));
                changes.push(told_of(table.direction, kind, (self.key, &way), what, places));
            }
        }
    }

    /// What holds the properties that are shown beside one of these rows of the
    /// page: the nearest, if a sample does not know it better.
    fn holder(&self, rows: &[Row<'_>], at: usize, samples: &[Different]) -> Option<Span> {
        let depth = rows[at].depth();
        let beside = |row: &&Row<'_>| row.depth() >= depth;
        let before = rows[..at].iter().rev().take_while(beside);
        let after = rows[at + 1..].iter().take_while(beside);
        let siblings = before.chain(after).filter(|it| it.depth() == depth);
        let known = siblings.filter_map(|it| self.by_page.get(&it.at));
        let mut holders = known.filter_map(|it| self.rows[*it].shown.property?.1);
        let first = holders.next()?;
        let name = rows[at].bare_name();
        let samples = samples.iter().filter(|it| it.alone.as_deref() == Some(name));
        let likely: BTreeSet<Span> = samples.filter_map(|it| it.at.first().copied()).collect();
        let is_likely = |it: &Span| likely.contains(it);
        Some(if is_likely(&first) { first } else { holders.find(is_likely).unwrap_or(first) })
    }

    /// Tells a property that only the document has where nothing does.
    fn tell_new(&self, end: End, changes: &mut Vec<Change>) {
        for table in &self.kinds {
            self.tell_new_of(table, end, changes);
        }
    }

    fn tell_new_of(&self, table: &Table<'_>, end: End, changes: &mut Vec<Change>) {
        let mirror = &table.rows.ours;
        if mirror.alone.is_empty() {
            return;
        }
        let traced = by_name(&mirror.rows, table.shown);
        for &at in &mirror.alone {
            let row = &mirror.rows[at];
            let way = way(&mirror.rows[..=at]);
            let shown = traced.get(&at).and_then(|it| Some((*it, it.property?)));
            let Some((shown, (Some(name), holder))) = shown else { continue };
            let is_told = changes.iter().any(|it| {
                let (page, at) = end.places_of(it);
                let is_here = page.is_some_and(|it| within(self.pair.theirs.at(), it));
                is_property(it.kind)
                    && (at == Some(name)
                        || at == shown.ty
                        || (is_here || at == holder) && last_name(it) == last(&way))
            });
            // What has nothing else in common is another thing as a whole.
            let beside = |it: &Both<'_>| it.shown.property.is_some_and(|it| it.1 == holder);
            if !is_told && self.rows.iter().any(beside) {
                let (kind, what) = property(row, end == End::New);
                let above =
                    self.rows.iter().rev().find(|it| {
                        it.ours.at.start < row.at.start && it.ours.depth() < row.depth()
                    });
                let page = above.map_or(self.pair.theirs.heading(), |it| it.theirs.at);
                let places = end.at(page, name);
                changes.push(told_of(table.direction, kind, (self.key, &way), what, places));
            }
        }
    }

    /// Lets a change of a type or of prose that is told at a row say where the
    /// document says what that row shows.
    fn relocate(&self, document: &Api, change: &mut Change, end: End) {
        let kind = change.kind;
        let (page, place) = end.places(change);
        let Some(row) = self.rows.iter().find(|it| page.is_some_and(|at| it.theirs.holds(at)))
        else {
            return;
        };
        let is_known = place.is_some_and(|at| row.says(document, at));
        match kind {
            Kind::Prose(Prose::Description) => *place = row.shown.description.or(*place),
            // Where parts stand below a row, reading may take them for those of
            // what that row is in.
            Kind::Member(..) if !is_known => *place = row.ty().or(*place),
            _ if is_type(kind) && !is_known => *place = row.ty().or(*place),
            _ => {}
        }
    }

    /// Tells a cell, unless a change tells it or the thing that it shows.
    fn tell(
        &self,
        document: &Api,
        row: &Both<'_>,
        column: Column,
        end: End,
        changes: &mut Vec<Change>,
    ) {
        let (kind, at) = match column {
            Column::Type => (Kind::TypeChanged, row.ty()),
            Column::Description => (Kind::Prose(Prose::Description), row.shown.description),
        };
        let Some(at) = at.or_else(|| document[*row.shown.schemas.first()?].at) else { return };
        let is_told = changes.iter().any(|it| {
            let (page, place) = end.places_of(it);
            let is_prose = matches!(it.kind, Kind::Prose(_));
            let tells = match column {
                Column::Type => !is_prose,
                Column::Description => it.kind == Kind::Prose(Prose::Description),
            };
            tells
                && (page.is_some_and(|it| row.theirs.holds(it))
                    || place == Some(at)
                    || !is_prose && place.is_some_and(|it| row.shows(document, it)))
        });
        let Some((ours, theirs)) = row.cells(column).filter(|_| !is_told) else { return };
        let (from, to) = if end == End::Old { (ours, theirs) } else { (theirs, ours) };
        let what = match column {
            Column::Type => format!("the type changed from `{from}` to `{to}`"),
            Column::Description => "the description changed".to_owned(),
        };
        changes.push(told_at(kind, (self.key, &row.way), &what, end.at(row.theirs.at, at)));
    }
}

impl Both<'_> {
    fn shows(&self, document: &Api, at: Span) -> bool {
        self.shown.shows(document, at)
    }
}

impl Traced {
    /// Whether one of its schemas says what stands there.
    fn shows(&self, document: &Api, at: Span) -> bool {
        let holds = |id: &Id<Schema>| document[*id].at.is_some_and(|it| within(it, at));
        self.schemas.iter().any(holds)
    }
}

/// The rows that two tables have in common, with what they show.
fn both<'a>(rows: &Rows<'a>, shown: &'a [Traced]) -> Vec<Both<'a>> {
    let (ours, theirs) = (&rows.ours.rows, &rows.theirs.rows);
    let traced = by_name(ours, shown);
    let both = rows.both.iter().filter_map(|&(one, two)| {
        Some(Both {
            ours: ours[one].clone(),
            theirs: theirs[two].clone(),
            shown: *traced.get(&one)?,
            way: way(&ours[..=one]),
        })
    });
    both.collect()
}

/// The rows of a table with what they show, by their positions.
fn by_name<'t>(rows: &[Row<'_>], shown: &'t [Traced]) -> BTreeMap<usize, &'t Traced> {
    let names: Vec<&str> = rows.iter().map(|it| it.name.as_str()).collect();
    let traced: Vec<&str> = shown.iter().map(|it| it.name.as_str()).collect();
    common(&names, &traced).into_iter().map(|(row, it)| (row, &shown[it])).collect()
}

/// A property that only one side has, as its row tells it.
fn property(row: &Row<'_>, is_new: bool) -> (Kind, &'static str) {
    let required = row.cell("Required") == Some("true");
    match (is_new, required) {
        (true, true) => {
            let kind = Kind::PropertyAdded { required, default: false };
            (kind, "the required property was added")
        }
        (true, false) => {
            let kind = Kind::PropertyAdded { required, default: false };
            (kind, "the optional property was added")
        }
        (false, true) => (Kind::PropertyRemoved { required }, "the required property was removed"),
        (false, false) => (Kind::PropertyRemoved { required }, "the optional property was removed"),
    }
}

fn is_type(kind: Kind) -> bool {
    sort(kind) == Kind::TypeChanged
}

/// The way to the last of some rows, by the names of those that it is in.
fn way(rows: &[Row<'_>]) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut above = usize::MAX;
    for row in rows.iter().rev() {
        let depth = row.depth();
        if depth < above {
            above = depth;
            parts.push(row.bare_name());
        }
        if above == 0 {
            break;
        }
    }
    let mut way = String::new();
    for part in parts.iter().rev().filter(|it| **it != "anonymous") {
        way.push('.');
        way.push_str(part);
    }
    way
}
