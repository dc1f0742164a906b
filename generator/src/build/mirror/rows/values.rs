//! The values that tables list, for all rows that have one name.

use std::collections::BTreeMap;

use super::Tables;
use crate::build::mirror::End;
use crate::build::mirror::pair::Pair;
use crate::build::mirror::sample::within;
use crate::build::mirror::section::{NAMELESS, Section, bare};
use crate::build::mirror::told::told_of;
use crate::diff::{Change, Direction, Fate, Kind};
use crate::emit::docs::{Traced, plain_name};
use crate::ir::Api;
use crate::text::Span;

/// The values that are listed in either section, and the rows that these are of.
pub(super) struct Lists<'a> {
    ours: Values<'a>,
    theirs: Values<'a>,
    shown: &'a [Traced],
    direction: Direction,
}

impl<'a> Lists<'a> {
    pub(super) fn new(pair: &Pair<'a>, direction: Direction, shown: &'a [Traced]) -> Self {
        let sent = direction == Direction::Request;
        let (ours, theirs) = (values(&pair.ours, sent), values(&pair.theirs, sent));
        Self { ours, theirs, shown, direction }
    }
}

/// Values by the name of what may have them, each with its line.
type Values<'a> = BTreeMap<String, BTreeMap<&'a str, Span>>;

impl Tables<'_> {
    /// Tells the listed values that only one side has, each once: a table lists
    /// the values of all that have one name, and reading gives them to all.
    pub(super) fn tell_values(&self, document: &Api, end: End, changes: &mut Vec<Change>) {
        let all = self.lists.iter().flat_map(|list| list.ours.iter().map(move |it| (list, it)));
        for (list, (name, known)) in all {
            let Some(listed) = list.theirs.get(name) else { continue };
            let Some(&anywhere) = listed.values().next() else { continue };
            // What went with a row of this name is told by that.
            let rows = &self.pair.rows;
            let (we, they) = (!rows.ours.has_gone(name), !rows.theirs.has_gone(name));
            let gone = known.keys().filter(|it| we && !listed.contains_key(*it));
            let come = listed.iter().filter(|it| they && !known.contains_key(it.0));
            let gone = gone.map(|it| (*it, anywhere, end == End::New));
            for (value, page, is_new) in
                gone.chain(come.map(|(it, at)| (*it, *at, end == End::Old)))
            {
                let fate = if is_new { Fate::Added } else { Fate::Removed };
                self.tell_value(document, list, (name, value, fate), page, end, changes);
            }
        }
        for list in &self.lists {
            self.tell_lists(document, list, end, changes);
        }
    }

    /// Tells the lists that only one side has of a row that both have.
    fn tell_lists(&self, document: &Api, list: &Lists<'_>, end: End, changes: &mut Vec<Change>) {
        let gone = list.theirs.iter().filter(|it| !list.ours.contains_key(it.0));
        let come = list.ours.iter().filter(|it| !list.theirs.contains_key(it.0));
        let mut alone = gone.map(|it| (it, false)).chain(come.map(|it| (it, true))).peekable();
        if alone.peek().is_none() {
            return;
        }
        let (ours, theirs) = (named(&self.pair.ours), named(&self.pair.theirs));
        for ((name, values), of_document) in alone {
            let (Some(one), Some(two)) = (ours.get(bare(name)), theirs.get(bare(name))) else {
                continue;
            };
            let Some(owner) = list.shown.iter().find(|it| ends(it, name)) else { continue };
            // Of a list it is the items that have them.
            let at = owner.schemas.last().and_then(|it| document[*it].at).or(owner.ty);
            let Some(at) = at.filter(|_| one.len() == two.len()) else { continue };
            let is_it = |it: &Change| {
                let (page, place) = end.places_of(it);
                let is_here = page.is_some_and(|it| within(self.pair.theirs.at(), it));
                let concerns = || place.is_some_and(|it| owner.shows(document, it));
                let is_list = matches!(it.kind, Kind::BecameEnum | Kind::EnumDropped);
                (is_list || matches!(it.kind, Kind::EnumValue(_) | Kind::Const(_)))
                    && (is_here && names(it, name) || concerns())
            };
            if changes.iter().any(is_it) {
                continue;
            }
            let page = values.values().next().copied().filter(|_| !of_document).unwrap_or(two[0]);
            let all: Vec<String> = values.keys().map(|it| format!("`\"{it}\"`")).collect();
            let all = all.join(", ");
            let (kind, what) = if of_document == (end == End::New) {
                (Kind::BecameEnum, format!("only {all} may stand here now"))
            } else {
                (Kind::EnumDropped, format!("the list of values is gone: {all}"))
            };
            let (way, places) = (way_to(name), end.at(page, at));
            changes.push(told_of(list.direction, kind, (self.key, &way), &what, places));
        }
    }

    fn tell_value(
        &self,
        document: &Api,
        list: &Lists<'_>,
        (name, value, fate): (&str, &str, Fate),
        page: Span,
        end: End,
        changes: &mut Vec<Change>,
    ) {
        let owners = list.shown.iter().filter(|it| name.is_empty() || ends(it, name));
        let owners: Vec<&Traced> = owners.filter(|it| !it.choices.is_empty()).collect();
        let choices = || owners.iter().flat_map(|it| &it.choices);
        let exact = choices().find(|it| it.0 == value);
        let Some(at) = exact.or_else(|| choices().next()).map(|it| it.1) else { return };
        let quoted = format!("`\"{value}\"`");
        let is_it = |it: &Change| {
            let (page, place) = end.places_of(it);
            let is_here = page.is_some_and(|it| within(self.pair.theirs.at(), it));
            let concerns = place.is_some_and(|place| {
                within(place, at) || owners.iter().any(|it| it.shows(document, place))
            });
            matches!(it.kind, Kind::BecameEnum | Kind::EnumDropped) && concerns
                || it.kind == Kind::EnumValue(fate)
                    && it.message.contains(&quoted)
                    && (is_here && names(it, name) || concerns)
        };
        let first = changes.iter().position(is_it);
        let Some(first) = first else {
            let way = way_to(name);
            let done = if fate == Fate::Added { "added" } else { "removed" };
            let what = format!("the value {quoted} was {done}");
            let (kind, places) = (Kind::EnumValue(fate), end.at(page, at));
            changes.push(told_of(list.direction, kind, (self.key, &way), &what, places));
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
}

/// Whether this is the name of a row, or the last on its way.
fn ends(row: &Traced, name: &str) -> bool {
    row.name == name || bare(&row.name) == name
}

/// Whether what a change is of has this name, or is in what has it.
fn names(change: &Change, name: &str) -> bool {
    let name = bare(name);
    name.is_empty()
        || NAMELESS.contains(&name)
        || change.place.match_indices(name).any(|(at, _)| {
            let (before, after) = (&change.place[..at], &change.place[at + name.len()..]);
            before.ends_with(['`', '.']) && after.starts_with(['`', '.', '[', '{'])
        })
}

/// The way to what has a name, as far as a list knows it.
fn way_to(name: &str) -> String {
    let bare = bare(name);
    if bare.is_empty() { String::new() } else { format!(".{bare}") }
}

/// The rows of a section that are no lists of values, by their names.
fn named(section: &Section<'_>) -> BTreeMap<String, Vec<Span>> {
    let mut all: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for row in section.rows().into_iter().chain(section.parameters()) {
        all.entry(row.bare_name().to_owned()).or_default().push(row.at);
    }
    all
}

/// The values of a section, by name.
fn values<'a>(section: &Section<'a>, sent: bool) -> Values<'a> {
    let mut all = Values::new();
    for line in section.values(sent) {
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
