//! Samples, which hold all that is said of a schema, and so whatever changed in
//! it: what differs in them is told only where nothing else tells why.

use std::collections::{BTreeMap, BTreeSet};

use crate::build::mirror::End;
use crate::build::mirror::lines::common;
use crate::build::mirror::pair::Pair;
use crate::build::mirror::section::Fence;
use crate::build::mirror::told::told;
use crate::diff::{Change, Kind, Prose, Subject};
use crate::emit::docs::{Sampled, ShownSection, Step, Tracer};
use crate::source::{self, Node, Tree};
use crate::text::{FileId, Span};

/// More differences than this in one sample are those of another sample.
const MOST: usize = 100;

/// Something that stands otherwise in a sample of the page than in that of the
/// mirror.
#[derive(Debug)]
pub(super) struct Different {
    /// The key of the section that the sample is in.
    key: String,
    /// The way in the sample.
    way: String,
    /// On the page.
    page: Span,
    /// Where the document says what stands there, or what that stands in; the
    /// likeliest first.
    at: Vec<Span>,
    /// Where it names the property.
    names: Vec<Span>,
    /// Whether the document says what stands there, and not only around it.
    is_exact: bool,
}

impl Different {
    /// Whether a change that is told there in the document may be the reason.
    pub(super) fn follows_from(&self, at: Span) -> bool {
        let is_it = |it: &Span| *it == at || self.is_exact && within(*it, at);
        self.at.iter().any(is_it) || self.names.contains(&at)
    }
}

/// What differs in the samples of sections.
pub(super) fn different(
    pairs: &[Pair<'_>],
    shown: &BTreeMap<String, ShownSection>,
    tracer: &Tracer<'_>,
) -> Vec<Different> {
    let mut all = Vec::new();
    for pair in pairs.iter().filter(|it| !it.is_same()) {
        let Some(section) = shown.get(&pair.ours.key) else { continue };
        let (ours, theirs) = (pair.ours.fences(), pair.theirs.fences());
        let labels = |it: &[Fence<'_>]| -> Vec<(String, String)> {
            it.iter().map(|it| (it.language.to_owned(), it.label.to_owned())).collect()
        };
        for (one, two) in common(&labels(&ours), &labels(&theirs)) {
            let (one, two) = (&ours[one], &theirs[two]);
            let is_it = |it: &&Sampled| it.texts.iter().any(|it| it.trim() == one.text.trim());
            let sampled = section.samples.iter().find(is_it);
            if let Some(sampled) = sampled.filter(|_| one.text != two.text) {
                let mut found = Search { tracer, sampled, page: two, ways: Vec::new() };
                found.compare(&pair.ours.key, one);
                all.append(&mut found.ways);
            }
        }
    }
    all
}

/// The search for what differs in one sample.
struct Search<'a> {
    tracer: &'a Tracer<'a>,
    sampled: &'a Sampled,
    page: &'a Fence<'a>,
    ways: Vec<Different>,
}

impl Search<'_> {
    fn compare(&mut self, key: &str, ours: &Fence<'_>) {
        let (Some(one), Some(two)) = (data(ours), data(self.page)) else { return };
        self.node(key, one.root(), two.root(), &mut Vec::new());
    }

    fn node(&mut self, key: &str, one: Node<'_>, two: Node<'_>, way: &mut Vec<Step>) {
        if one.same(two) || self.ways.len() >= MOST {
            return;
        }
        match (one.kind(), two.kind()) {
            (source::Kind::Map, source::Kind::Map) => self.map(key, one, two, way),
            (source::Kind::List, source::Kind::List) => {
                for (at, (one, two)) in one.items().zip(two.items()).enumerate() {
                    way.push(Step::Item(at));
                    self.node(key, one, two, way);
                    way.pop();
                }
                if one.items().count() != two.items().count() {
                    self.add(key, two, way, None, false);
                }
            }
            _ => self.add(key, two, way, None, true),
        }
    }

    fn map(&mut self, key: &str, one: Node<'_>, two: Node<'_>, way: &mut Vec<Step>) {
        for entry in one.entries() {
            way.push(Step::Key(entry.name().into_owned()));
            match two.get(&entry.name()) {
                Some(other) => self.node(key, entry.value, other, way),
                None => self.add(key, two, way, None, true),
            }
            way.pop();
        }
        let mut before = None;
        for entry in two.entries() {
            if one.get(&entry.name()).is_some() {
                before = Some(entry.name());
                continue;
            }
            let next = || two.entries().map(|it| it.name()).find(|it| one.get(it).is_some());
            let beside = before.clone().or_else(next);
            way.push(Step::Key(entry.name().into_owned()));
            self.add(key, entry.value, way, beside.as_deref(), false);
            way.pop();
        }
    }

    /// `beside`: a property of what this was a property of.
    fn add(
        &mut self,
        key: &str,
        page: Node<'_>,
        way: &[Step],
        beside: Option<&str>,
        is_exact: bool,
    ) {
        let start = self.page.start + page.at().start as usize;
        let end = self.page.start + page.at().end as usize;
        let mut found = Different {
            key: key.to_owned(),
            way: spelt(way),
            page: Span::new(self.page.file, start, end),
            at: Vec::new(),
            names: Vec::new(),
            is_exact,
        };
        if let Some(given) = self.sampled.given {
            found.at.push(given);
        } else if let Some(schema) = self.sampled.schema {
            let spot = self.tracer.places(schema, way);
            let around = &way[..way.len().saturating_sub(1)];
            found.at.extend(beside.and_then(|it| self.tracer.holder(schema, around, it)));
            found.at.extend(spot.at);
            found.names = spot.names;
            found.is_exact &= spot.ends || way.is_empty();
        }
        self.ways.push(found);
    }
}

/// What a sample says.
fn data(fence: &Fence<'_>) -> Option<Tree> {
    let (tree, faults) = match fence.language {
        "json" => source::parse_json(fence.text.into(), FileId::NOWHERE),
        "yaml" | "" => source::parse_yaml(fence.text.into(), FileId::NOWHERE),
        _ => return None,
    };
    faults.is_empty().then_some(tree)
}

fn spelt(way: &[Step]) -> String {
    let step = |it: &Step| match it {
        Step::Key(name) => format!(".{name}"),
        Step::Item(_) => "[]".to_owned(),
    };
    way.iter().map(step).collect()
}

/// Tells what differs in samples where nothing else tells why, once for each
/// place in the document.
pub(super) fn tell_unexplained(
    changes: &mut Vec<Change>,
    different: &[Different],
    pairs: &[Pair<'_>],
    shown: &BTreeMap<String, ShownSection>,
    end: End,
) {
    // What reading takes for another example is told better here.
    let has_samples = |at: Span| {
        let section = super::evidence::around(pairs, at).and_then(|it| shown.get(&it.ours.key));
        section.is_some_and(|it| !it.samples.is_empty())
    };
    changes.retain(|it| {
        let is_shown = matches!(it.subject, Subject::Body | Subject::Property | Subject::Dormant);
        let is_sample = is_shown && it.kind == Kind::Prose(Prose::Example);
        !is_sample || !end.places_of(it).0.is_some_and(has_samples)
    });
    let mut seen: BTreeSet<Span> = BTreeSet::new();
    let mut more = Vec::new();
    for it in different {
        let follows = |other: &Change| {
            let is_prose = matches!(other.kind, Kind::Prose(_));
            let (page, at) = end.places_of(other);
            !is_prose
                && (at.is_some_and(|at| it.follows_from(at))
                    || page.is_some_and(|at| within(it.page, at) || within(at, it.page)))
        };
        let Some(&at) = it.at.first().filter(|_| !changes.iter().any(follows)) else { continue };
        if seen.insert(at) {
            let kind = Kind::Prose(Prose::Example);
            let places = end.at(it.page, at);
            more.push(told(kind, (&it.key, &it.way), "the example changed", places));
        }
    }
    changes.append(&mut more);
}

/// Whether a place is in another.
pub(in crate::build) fn within(outer: Span, at: Span) -> bool {
    outer.file == at.file && outer.start <= at.start && at.end <= outer.end
}
