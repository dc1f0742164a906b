//! Pages beside a client, held against a document.
//!
//! openapi-generator writes pages in the language of a client: its spelling of
//! names, its types. Nobody can write them again, for each language has rules of
//! its own; but what is on them can be told from what the document says. Two
//! names are one if a language may have made the one of the other, and types
//! differ if no language has the one for the other. Whatever could be meant in
//! two ways is passed over: better silent than wrong.

mod name;
mod operation;
mod schema;
mod shape;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use self::told::{From, Told};
use crate::build::mirror::{End, Held, within};
use crate::diff::{Change, Fate, Kind, Prose, Reached};
use crate::ir::{Api, Id, Operation, Schema};
use crate::text::Span;

/// The manner of these pages.
pub(super) const MANNER: &str = "openapi-generator";

/// How templates mark what need not be there.
const OPTIONAL: [&str; 2] = ["[optional]", "(optional)"];

/// Adds what pages beside a client say otherwise than the document to what can
/// be told without a thought to languages.
pub(super) fn complete(changes: &mut Vec<Change>, document: &Api, pages: Held<'_>, end: End) {
    let mut walk = Walk::new(document, pages, end);
    for (one, two) in walk.paired() {
        walk.operation(one, two);
    }
    walk.drain();
    walk.components();
    walk.drain();
    // What stands in place of another type is not held against its words.
    let others: Vec<Span> = walk.told.iter().filter_map(|it| it.instead).collect();
    changes.retain(|it| {
        let (page, place) = end.places_of(it);
        let is_compared = it.kind == Kind::Prose(Prose::Description)
            && page.is_some_and(|it| walk.compared.contains(&it));
        let is_instead = others.iter().any(|at| place.is_some_and(|it| within(*at, it)));
        !is_told_here(it.kind) && !is_compared && !is_instead
    });
    changes.extend(walk.changes());
}

/// Whether this is the room that tells of such a change.
fn is_told_here(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::BodyAdded(_)
            | Kind::BodyRemoved
            | Kind::BecameEnum
            | Kind::EnumDropped
            | Kind::EnumValue(_)
            | Kind::Schema(_)
    )
}

/// Two schemas of which the one is what a page shows of the other.
#[derive(Debug)]
struct Pair {
    one: Id<Schema>,
    two: Id<Schema>,
    /// What the document calls it.
    label: String,
    /// Whether they have properties; else it is their values that are compared.
    is_record: bool,
    /// What leads here.
    from: Vec<From>,
}

/// A comparison under way; `one` is of the document, `two` of the pages.
struct Walk<'a> {
    document: &'a Api,
    pages: Held<'a>,
    end: End,
    /// Whether the pages mark what is optional, and what is required, with a word.
    marks: (bool, bool),
    /// The operations that were compared.
    routes: Vec<Reached>,
    /// Whether they do so for bodies, which some templates forget.
    marks_bodies: bool,
    pairs: Vec<Pair>,
    known: BTreeMap<(Id<Schema>, Id<Schema>), usize>,
    /// How many of the pairs were compared.
    done: usize,
    told: Vec<Told>,
    /// Prose on pages that is compared here, or not to be compared.
    compared: BTreeSet<Span>,
}

impl<'a> Walk<'a> {
    fn new(document: &'a Api, pages: Held<'a>, end: End) -> Self {
        let has = |word: &str| pages.texts.iter().any(|(_, it)| it.text.contains(word));
        let mut walk = Self {
            document,
            pages,
            end,
            marks: (OPTIONAL.iter().any(|it| has(it)), has("[required]")),
            marks_bodies: false,
            routes: Vec::new(),
            pairs: Vec::new(),
            known: BTreeMap::new(),
            done: 0,
            told: Vec::new(),
            compared: BTreeSet::new(),
        };
        let bodies = pages.api.operations().filter_map(|(_, it)| it.body.as_ref());
        let rows = bodies.map(|it| walk.row(pages.api[it.to].at).to_ascii_lowercase());
        walk.marks_bodies =
            rows.into_iter().any(|it| OPTIONAL.iter().any(|word| it.contains(word)));
        walk
    }

    /// The operations that both have, by the methods and paths that one has.
    fn paired(&self) -> Vec<(&'a Operation, &'a Operation)> {
        fn keyed(api: &Api) -> BTreeMap<String, Vec<&Operation>> {
            let mut all: BTreeMap<String, Vec<&Operation>> = BTreeMap::new();
            for (_, it) in api.operations() {
                let key = format!("{} {}", it.method.name(), api[it.path].template);
                all.entry(key).or_default().push(it);
            }
            all
        }
        let pages: &'a Api = self.pages.api;
        let theirs = keyed(pages);
        let ours = keyed(self.document).into_iter();
        let both = ours.filter_map(|(key, one)| match (&one[..], theirs.get(&key)?.as_slice()) {
            (&[one], &[two]) => Some((one, two)),
            _ => None,
        });
        both.collect()
    }

    /// Pairs of the components that no operation led to, by their names.
    fn components(&mut self) {
        let (ours, theirs) =
            (&self.document.components.schemas, &self.pages.api.components.schemas);
        let one: Vec<&str> = ours.iter().map(|it| &*it.name.text).collect();
        let two: Vec<&str> = theirs.iter().map(|it| &*it.name.text).collect();
        let met: BTreeSet<Id<Schema>> = self.pairs.iter().map(|it| it.two).collect();
        let paired = name::pairs(&one, &two);
        // Where most names are others, all have something before or behind them.
        if paired.same.len() > paired.only_two.len() {
            self.models_added(&paired.only_two, &met);
        }
        for (one, two) in paired.same {
            let (one, two) = (&ours[one], &theirs[two]);
            // What stands for something else already is named so by chance.
            if !met.contains(&two.it.to) {
                let label = format!("`{}`", one.name);
                self.meet(
                    (one.it.to, two.it.to),
                    &label,
                    (one.name.at, two.name.at),
                    From::Nothing,
                );
            }
        }
    }

    /// Tells of models that the document has under no name, by their positions.
    fn models_added(&mut self, all: &[usize], met: &BTreeSet<Id<Schema>>) {
        let theirs = &self.pages.api.components.schemas;
        // What has no name in the document is called after what it stands in.
        let operations = self.document.operations().filter_map(|(_, it)| it.id.as_deref());
        let schemas = self.document.components.schemas.iter().map(|it| &*it.name.text);
        let hosts: BTreeSet<String> =
            operations.chain(schemas).chain(["inline"]).map(name::plain).collect();
        for it in all.iter().map(|it| &theirs[*it]) {
            let plain = name::plain(&it.name);
            let is_hosted = (1..=plain.len()).any(|end| hosts.contains(&plain[..end]));
            // What is only referred to has no page of its own.
            let is_shown = self.row(self.pages.api[it.it.to].at).contains('\n');
            if is_shown && !is_hosted && !met.contains(&it.it.to) {
                let fate = if self.is_new(true) { Fate::Added } else { Fate::Removed };
                let label = format!("the schema `{}`", it.name);
                let text = format!("it was {}", fate.name());
                let places = (None, it.name.at);
                self.tell(Kind::Schema(fate), &From::Nothing, &label, text, places);
            }
        }
    }

    /// What stands at a place of a page.
    fn row(&self, at: Option<Span>) -> &'a str {
        let text = at.and_then(|at| self.pages.texts.get(at.file)?.text.get(at.range()));
        text.unwrap_or_default()
    }

    /// What a page says of whether a thing must be there, where that is not
    /// what the document says: `in_table` where its table may have a column
    /// for it.
    fn must(&self, one: bool, two: bool, at: Option<Span>, in_table: bool) -> Option<bool> {
        let text = self.row(at).to_ascii_lowercase();
        let says_optional = OPTIONAL.iter().any(|it| text.contains(it));
        let (optional, required) = self.marks;
        let is_sure = if two {
            text.contains("[required]") || optional && !says_optional
        } else {
            says_optional || in_table && required
        };
        (one != two && is_sure && !text.is_empty()).then_some(two)
    }

    /// Whether what only one of the two has is new: `on_page`: the page has it.
    fn is_new(&self, on_page: bool) -> bool {
        on_page == (self.end == End::Old)
    }
}
