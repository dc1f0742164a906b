//! What the rows of pages say, cell by cell.
//!
//! Reading pages makes one API of them: what a row repeats of a definition is
//! taken from its section, and parts of combinations are put in order again.
//! A row may differ all the same. So where sections differ, their tables are
//! held against each other as they are written, and what no change accounts
//! for yet is told, at the row and where the document says it.

use std::collections::BTreeMap;

use crate::build::mirror::sample::within;
use crate::build::mirror::section::{Line, Section, align, sections};
use crate::build::mirror::{End, sort};
use crate::diag::Level;
use crate::diff::{Change, Direction, Fate, Kind, Prose, Reached, Subject};
use crate::emit::docs::{Traced, plain_name, trace};
use crate::ir::{Api, Id, Schema};
use crate::read::pages::PageInput;
use crate::text::{FileId, Span, Texts};

/// Adds what only rows tell, and says of what they tell where the document
/// says it.
pub(super) fn complete(
    changes: &mut Vec<Change>,
    (document, written): (&Api, &[PageInput]),
    pages: &Texts,
    end: End,
) {
    let ours = written.iter().filter_map(|it| std::str::from_utf8(&it.bytes).ok());
    let ours: BTreeMap<String, Section<'_>> =
        keyed(ours.flat_map(|it| sections(FileId::new(0), it)));
    let theirs = keyed(pages.iter().flat_map(|(file, it)| sections(file, &it.text)));
    let pairs = ours.iter().filter_map(|(key, one)| Some((key, one, theirs.get(key)?)));
    let (same, mut differ): (Vec<_>, Vec<_>) =
        pairs.partition(|(_, one, two)| one.text.trim_end() == two.text.trim_end());
    differ.retain(|(_, one, _)| !one.rows().is_empty() || !one.values().is_empty());
    if differ.is_empty() {
        return;
    }
    let wanted = differ.iter().map(|it| it.0.as_str()).collect();
    let traced = trace(document, &wanted);
    let told = differ.into_iter().filter_map(|(key, one, two)| {
        let shown = traced.get(key).filter(|it| !it.is_empty())?;
        Some(Pair::new(key, one, two, shown))
    });
    let told: Vec<Pair<'_>> = told.collect();
    for pair in &told {
        pair.drop_parts(changes, end);
        for it in &mut *changes {
            pair.relocate(document, it, end);
        }
    }
    let said: usize = told.iter().map(|it| it.rows.len()).sum();
    for column in [Column::Type, Column::Description] {
        let differ: Vec<_> = told
            .iter()
            .flat_map(|pair| pair.rows.iter().map(move |row| (pair, row)))
            .filter(|(_, row)| row.differs(column))
            .collect();
        // Whose cells are others on most rows follows another template.
        if differ.len() > (said - differ.len()).max(same.len()).max(2) {
            continue;
        }
        for (pair, row) in differ {
            pair.tell(document, row, column, end, changes);
        }
    }
    for pair in &told {
        pair.tell_values(document, end, changes);
    }
}

/// Sections by what they are of; those of which there are several are left out.
fn keyed<'a>(all: impl Iterator<Item = Section<'a>>) -> BTreeMap<String, Section<'a>> {
    let mut keyed: BTreeMap<String, Option<Section<'a>>> = BTreeMap::new();
    for it in all {
        let known = keyed.contains_key(&it.key);
        keyed.insert(it.key.clone(), (!known).then_some(it));
    }
    keyed.into_iter().filter_map(|(key, it)| Some((key, it?))).collect()
}

/// What can be compared of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Type,
    Description,
}

/// A section of the mirror, and of the page.
struct Pair<'a> {
    key: &'a str,
    /// All of it on the page.
    at: Span,
    /// The rows of the page, each with how deep it is shown.
    page: Vec<(Line<'a>, usize)>,
    rows: Vec<Both<'a>>,
    /// The values that are listed in either, by name.
    values: (Values<'a>, Values<'a>),
    shown: &'a [Traced],
}

/// Values by the name of what may have them, each with its line.
type Values<'a> = BTreeMap<String, BTreeMap<&'a str, Span>>;

/// A row on both sides, and what it shows.
struct Both<'a> {
    ours: Line<'a>,
    theirs: Line<'a>,
    shown: &'a Traced,
    /// The names that lead to it.
    way: String,
}

impl Both<'_> {
    fn cells(&self, column: Column) -> Option<(&str, &str)> {
        let name = if column == Column::Type { "Type" } else { "Description" };
        Some((self.ours.cell(name)?, self.theirs.cell(name)?))
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

impl<'a> Pair<'a> {
    fn new(key: &'a str, one: &Section<'a>, two: &Section<'a>, shown: &'a [Traced]) -> Self {
        let names = |it: &[Line<'_>]| -> Vec<String> {
            it.iter().map(|it| plain_name(it.cells.first().copied().unwrap_or_default())).collect()
        };
        let (ours, theirs) = (one.rows(), two.rows());
        let (our_names, their_names) = (names(&ours), names(&theirs));
        let shown_names: Vec<String> = shown.iter().map(|it| it.name.clone()).collect();
        let by_row: BTreeMap<usize, usize> = align(&our_names, &shown_names).into_iter().collect();
        let both = align(&our_names, &their_names).into_iter().filter_map(|(one, two)| {
            Some(Both {
                ours: ours[one].clone(),
                theirs: theirs[two].clone(),
                shown: &shown[*by_row.get(&one)?],
                way: way(&our_names[..=one]),
            })
        });
        let rows = both.collect();
        let page = theirs.into_iter().zip(their_names.iter().map(|it| depth(it))).collect();
        Self { key, at: two.at(), page, rows, values: (values(one), values(two)), shown }
    }

    /// Drops what is told of parts of a property that is told as a whole, and
    /// of which reading the page made parts of what the property is in.
    fn drop_parts(&self, changes: &mut Vec<Change>, end: End) {
        let told = |line: &Line<'_>, is: fn(Kind) -> bool| {
            let mut all = changes.iter().filter(|it| is(it.kind));
            all.any(|it| end.places_of(it).0.is_some_and(|at| line.holds(at)))
        };
        let is_property =
            |it| matches!(it, Kind::PropertyRemoved { .. } | Kind::PropertyAdded { .. });
        let mut inside = Vec::new();
        for (at, (line, depth)) in self.page.iter().enumerate() {
            if told(line, is_property) {
                let below = self.page[at + 1..].iter().take_while(|it| it.1 > *depth);
                inside.extend(below.map(|it| it.0.at));
            }
        }
        changes.retain(|it| {
            let is_part =
                matches!(it.kind, Kind::Member(..) | Kind::Annotation(_) | Kind::UnionChanged);
            let page = end.places_of(it).0.filter(|_| is_part);
            !page.is_some_and(|at| inside.iter().any(|it| within(*it, at)))
        });
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
        let is_known = place.is_some_and(|at| row.shows(document, at));
        match kind {
            Kind::Prose(Prose::Description) => *place = row.shown.description.or(*place),
            _ if is_type(kind) && !is_known => *place = row.shown.ty.or(*place),
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
            Column::Type => (Kind::TypeChanged, row.shown.ty),
            Column::Description => (Kind::Prose(Prose::Description), row.shown.description),
        };
        let Some(at) = at.or_else(|| document[*row.shown.schemas.first()?].at) else { return };
        let is_told = changes.iter().any(|it| {
            let (page, place) = end.places_of(it);
            let is_prose = matches!(it.kind, Kind::Prose(Prose::Description));
            is_prose == (column == Column::Description)
                && (page.is_some_and(|it| row.theirs.holds(it))
                    || place == Some(at)
                    || !is_prose && place.is_some_and(|it| row.shows(document, it)))
        });
        let Some((ours, theirs)) = row.cells(column).filter(|_| !is_told) else { return };
        let place = format!("`{}{}`", self.key, row.way);
        let (from, to) = if end == End::Old { (ours, theirs) } else { (theirs, ours) };
        let message = match column {
            Column::Type => format!("{place}: the type changed from `{from}` to `{to}`"),
            Column::Description => format!("{place}: the description changed"),
        };
        let page = row.theirs.at;
        changes.push(self.change(kind, place, message, end.at(page, at)));
    }

    /// Tells the listed values that only one side has, each once: a table lists
    /// the values of all that have one name, and reading gives them to all.
    fn tell_values(&self, document: &Api, end: End, changes: &mut Vec<Change>) {
        let (ours, theirs) = &self.values;
        for (name, known) in ours {
            let Some(listed) = theirs.get(name) else { continue };
            let Some(&anywhere) = listed.values().next() else { continue };
            let gone = known.keys().filter(|it| !listed.contains_key(*it));
            let come = listed.iter().filter(|it| !known.contains_key(it.0));
            let gone = gone.map(|it| (*it, anywhere, end == End::New));
            for (value, page, is_new) in
                gone.chain(come.map(|(it, at)| (*it, *at, end == End::Old)))
            {
                let fate = if is_new { Fate::Added } else { Fate::Removed };
                self.tell_value(document, (name, value, fate), page, end, changes);
            }
        }
    }

    fn tell_value(
        &self,
        document: &Api,
        (name, value, fate): (&str, &str, Fate),
        page: Span,
        end: End,
        changes: &mut Vec<Change>,
    ) {
        let owners = self.shown.iter().filter(|it| name.is_empty() || ends(it, name));
        let owners: Vec<&Traced> = owners.filter(|it| !it.choices.is_empty()).collect();
        let choices = || owners.iter().flat_map(|it| &it.choices);
        let exact = choices().find(|it| it.0 == value);
        let Some(at) = exact.or_else(|| choices().next()).map(|it| it.1) else { return };
        let quoted = format!("`\"{value}\"`");
        let is_it = |it: &Change| {
            let (page, place) = end.places_of(it);
            let is_here = page.is_some_and(|it| within(self.at, it));
            let concerns = place.is_some_and(|place| {
                within(place, at) || owners.iter().any(|it| it.shows(document, place))
            });
            matches!(it.kind, Kind::BecameEnum | Kind::EnumDropped) && concerns
                || it.kind == Kind::EnumValue(fate)
                    && it.message.contains(&quoted)
                    && (is_here || concerns)
        };
        let first = changes.iter().position(is_it);
        let Some(first) = first else {
            let place = match name {
                "" => format!("`{}`", self.key),
                name => format!("`{}.{name}`", self.key),
            };
            let done = if fate == Fate::Added { "added" } else { "removed" };
            let message = format!("{place}: the value {quoted} was {done}");
            changes.push(self.change(Kind::EnumValue(fate), place, message, end.at(page, at)));
            return;
        };
        let place = end.places_of(&changes[first]).1;
        let is_known = place.is_some_and(|it| owners.iter().any(|one| one.shows(document, it)));
        if matches!(changes[first].kind, Kind::EnumValue(_)) && (exact.is_some() || !is_known) {
            *end.places(&mut changes[first]).1 = Some(at);
        }
        let mut position = 0;
        changes.retain(|it| {
            position += 1;
            position - 1 == first || !is_it(it)
        });
    }

    fn change(
        &self,
        kind: Kind,
        place: String,
        message: String,
        (old, new): (Option<Span>, Option<Span>),
    ) -> Change {
        let route = self.key.split_once(' ').filter(|it| it.1.starts_with('/'));
        let direction = route.map(|_| Direction::Response);
        let impact = kind.impact(Subject::Property, direction.unwrap_or(Direction::Both));
        let reached = |(method, path): (&str, &str)| Reached {
            method: method.to_uppercase().into(),
            path: path.into(),
        };
        Change {
            kind,
            subject: Subject::Property,
            direction,
            level: impact.level.max(Level::Info),
            undecided: impact.undecided,
            message,
            place,
            old,
            new,
            reach: route.map(reached).into_iter().collect(),
        }
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

fn is_type(kind: Kind) -> bool {
    sort(kind) == Kind::TypeChanged
}

/// Whether this is the last name on the way of a row.
fn ends(row: &Traced, name: &str) -> bool {
    row.name.trim_start_matches(['»', ' ']) == name
}

/// The values of a section, by name.
fn values<'a>(section: &Section<'a>) -> Values<'a> {
    let mut all = Values::new();
    for line in section.values() {
        let (name, listed) = match line.cells[..] {
            [name, listed] => (plain_name(name), listed),
            [listed] => (String::new(), listed),
            _ => continue,
        };
        let values = all.entry(name).or_default();
        // Values in one cell stand in ticks.
        let mut parts = listed.split('`').skip(1).step_by(2).peekable();
        if parts.peek().is_none() {
            values.insert(listed, line.at);
        }
        values.extend(parts.map(|it| (it, line.at)));
    }
    all
}

/// How deep a row of this name is shown.
fn depth(name: &str) -> usize {
    name.chars().take_while(|it| *it == '»').count()
}

/// The way to the last of some rows, by the names of those that it is in.
fn way(names: &[String]) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut above = usize::MAX;
    for name in names.iter().rev() {
        let depth = depth(name);
        if depth < above {
            above = depth;
            parts.push(name.trim_start_matches(['»', ' ']));
        }
    }
    let mut way = String::new();
    for part in parts.iter().rev().filter(|it| **it != "anonymous") {
        way.push('.');
        way.push_str(part);
    }
    way
}
