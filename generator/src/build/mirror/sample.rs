//! Samples, which hold all that is said of a schema, and so whatever changed in
//! it: what differs in them is told only where nothing else tells why.

use std::collections::{BTreeMap, BTreeSet};

use crate::build::mirror::lines::common;
use crate::build::mirror::pair::Pair;
use crate::build::mirror::section::Fence;
use crate::build::mirror::told::{is_of_values, told};
use crate::build::mirror::{End, sort};
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
    pub(super) at: Vec<Span>,
    /// Where it names the property.
    names: Vec<Span>,
    /// Whether the document says what stands there, and not only around it.
    is_exact: bool,
    /// The name of the property that only one of the two samples has.
    pub(super) alone: Option<String>,
}

impl Different {
    /// Whether a change that is told there in the document may be the reason.
    pub(super) fn follows_from(&self, at: Span) -> bool {
        let is_it = |it: &Span| *it == at || self.is_exact && within(*it, at);
        self.at.iter().any(is_it) || self.names.contains(&at)
    }

    /// Whether a change tells why it differs.
    fn follows(&self, change: &Change, end: End) -> bool {
        let is_prose = matches!(change.kind, Kind::Prose(_));
        let (page, at) = end.places_of(change);
        let is_it = |at: Span| within(self.page, at) || within(at, self.page);
        !is_prose && (at.is_some_and(|at| self.follows_from(at)) || page.is_some_and(is_it))
    }
}

/// What differs in the samples of sections. The tracer learns what of that the
/// samples of definitions tell of these.
pub(super) fn different(
    pairs: &[Pair<'_>],
    shown: &BTreeMap<String, ShownSection>,
    tracer: &mut Tracer<'_>,
) -> Vec<Different> {
    let mut all = Vec::new();
    for pair in pairs {
        let key = pair.ours.key.as_str();
        if pair.is_same() {
            tracer.blame(key, Vec::new());
        } else if let Some(section) = shown.get(key) {
            let samples = Samples::new(pair, section);
            if samples.are_known {
                tracer.blame(key, samples.found.iter().map(|it| it.way.clone()).collect());
            }
            all.extend(samples.found.into_iter().map(|it| (key, it)));
        }
    }
    all.into_iter().map(|(key, it)| it.told(key, tracer)).collect()
}

/// What differs in the samples of a section.
struct Samples<'a> {
    found: Vec<Found<'a>>,
    /// Whether that is all that does, and there are some.
    are_known: bool,
}

impl<'a> Samples<'a> {
    fn new(pair: &Pair<'_>, section: &'a ShownSection) -> Self {
        let (ours, theirs) = (pair.ours.fences(), pair.theirs.fences());
        let labels = |it: &[Fence<'_>]| -> Vec<(String, String)> {
            it.iter().map(|it| (it.language.to_owned(), it.label.to_owned())).collect()
        };
        let both = common(&labels(&ours), &labels(&theirs));
        let are_known = !both.is_empty() && both.len() == ours.len() && both.len() == theirs.len();
        let mut all = Self { found: Vec::new(), are_known };
        for (one, two) in both {
            let (one, two) = (&ours[one], &theirs[two]);
            let is_it = |it: &&Sampled| it.texts.iter().any(|it| it.trim() == one.text.trim());
            if one.text == two.text {
                continue;
            }
            let shown = section.samples.iter().find(is_it);
            let Some((shown, known, page)) =
                shown.and_then(|it| Some((it, data(one)?, data(two)?)))
            else {
                all.are_known = false;
                continue;
            };
            let mut search = Search { sampled: shown, page: two, found: Vec::new() };
            search.node(known.root(), page.root(), &mut Vec::new());
            all.are_known &= search.found.len() < MOST;
            all.found.append(&mut search.found);
        }
        all
    }
}

/// How a sample of the page differs somewhere.
enum How {
    /// It has another value there.
    Value,
    /// It has more items, or fewer.
    Count,
    /// It lacks the property.
    Lacks,
    /// It alone has the property, perhaps beside one that both have.
    Has(Option<String>),
}

/// Something that differs in a sample.
struct Found<'a> {
    sampled: &'a Sampled,
    way: Vec<Step>,
    /// On the page.
    page: Span,
    how: How,
}

impl Found<'_> {
    /// The same with the places where the document may say it.
    fn told(self, key: &str, tracer: &Tracer<'_>) -> Different {
        let Self { sampled, way, page, how } = self;
        let alone = match way.last() {
            Some(Step::Key(name)) if matches!(how, How::Lacks | How::Has(_)) => Some(name.clone()),
            _ => None,
        };
        let mut told = Different {
            key: key.to_owned(),
            way: spelt(&way),
            page,
            at: Vec::new(),
            names: Vec::new(),
            is_exact: matches!(how, How::Value | How::Lacks),
            alone,
        };
        if let Some(given) = sampled.given {
            told.at.push(given);
        } else if let Some(schema) = sampled.schema {
            if let How::Has(Some(beside)) = how {
                told.at.extend(tracer.holder(schema, &way, &beside));
            }
            let spot = tracer.places(schema, &way);
            told.at.extend(spot.at);
            told.names = spot.names;
            told.is_exact &= spot.ends || way.is_empty();
        }
        told
    }
}

/// The search for what differs in one sample.
struct Search<'a, 'p> {
    sampled: &'a Sampled,
    page: &'p Fence<'p>,
    found: Vec<Found<'a>>,
}

impl Search<'_, '_> {
    fn node(&mut self, one: Node<'_>, two: Node<'_>, way: &mut Vec<Step>) {
        if one.same(two) || self.found.len() >= MOST {
            return;
        }
        match (one.kind(), two.kind()) {
            (source::Kind::Map, source::Kind::Map) => self.map(one, two, way),
            (source::Kind::List, source::Kind::List) => {
                for (at, (one, two)) in one.items().zip(two.items()).enumerate() {
                    way.push(Step::Item(at));
                    self.node(one, two, way);
                    way.pop();
                }
                if one.items().count() != two.items().count() {
                    self.add(two, way, How::Count);
                }
            }
            _ => self.add(two, way, How::Value),
        }
    }

    fn map(&mut self, one: Node<'_>, two: Node<'_>, way: &mut Vec<Step>) {
        for entry in one.entries() {
            way.push(Step::Key(entry.name().into_owned()));
            match two.get(&entry.name()) {
                Some(other) => self.node(entry.value, other, way),
                None => self.add(two, way, How::Lacks),
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
            let beside = before.clone().or_else(next).map(std::borrow::Cow::into_owned);
            way.push(Step::Key(entry.name().into_owned()));
            self.add(entry.value, way, How::Has(beside));
            way.pop();
        }
    }

    fn add(&mut self, page: Node<'_>, way: &[Step], how: How) {
        let start = self.page.start + page.at().start as usize;
        let end = self.page.start + page.at().end as usize;
        let page = Span::new(self.page.file, start, end);
        self.found.push(Found { sampled: self.sampled, way: way.to_vec(), page, how });
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

/// Lets changes of what was understood from samples alone be told there, once,
/// and only where a sample differs and no change that has a place on the pages
/// tells why.
pub(super) fn place(changes: &mut Vec<Change>, different: &[Different], end: End) {
    let (mut nowhere, placed): (Vec<Change>, Vec<Change>) =
        changes.drain(..).partition(|it| end.places_of(it).0.is_none() && is_of_values(it.kind));
    let is_told = |shown: &Different| placed.iter().any(|it| shown.follows(it, end));
    let mut seen = BTreeSet::new();
    nowhere.retain_mut(|it| {
        let Some(at) = end.places_of(it).1 else { return true };
        let mut shown = different.iter().filter(|it| it.follows_from(at)).peekable();
        let Some(&first) = shown.peek() else { return false };
        *end.page(it) = Some(first.page);
        !shown.any(is_told) && seen.insert((sort(it.kind), at))
    });
    *changes = placed;
    changes.append(&mut nowhere);
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
    // What is told without a place is known from some sample or other.
    let any = shown.values().any(|it| !it.samples.is_empty());
    changes.retain(|it| {
        let is_shown = matches!(it.subject, Subject::Body | Subject::Property | Subject::Dormant);
        let is_sample = is_shown && it.kind == Kind::Prose(Prose::Example);
        !is_sample || !end.places_of(it).0.map_or(any, has_samples)
    });
    let mut seen: BTreeSet<Span> = BTreeSet::new();
    let mut more = Vec::new();
    for it in different {
        let is_told = changes.iter().any(|other| it.follows(other, end));
        let Some(&at) = it.at.first().filter(|_| !is_told) else { continue };
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
