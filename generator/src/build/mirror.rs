//! A document as its own pages would show it.
//!
//! What pages of a dialect keep of a document is known best by whoever writes
//! them. So a document is held against pages by writing it in their style and
//! reading that back: both sides went through the same reader, and what a page
//! cannot state is missing from both. The places of the document come along.

mod aside;
mod evidence;
mod facts;
mod fences;
mod lines;
mod missing;
mod pair;
mod places;
mod rows;
mod sample;
mod section;
mod told;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use self::facts::Facts;
use self::places::Places;
pub(super) use self::sample::within;
use crate::build::clients;
use crate::build::layouts::layouts;
use crate::diag::Level;
use crate::diff::{self, Change, Fate, Kind, Prose, Reached, Side, Terms};
use crate::emit::docs::{self, Style, Tracer};
use crate::ir::Api;
use crate::manner::{Fact, Manner, Stated, manner};
use crate::read::Reading;
use crate::read::pages::{PageInput, PageOptions, pages};
use crate::text::{Span, Texts};

/// Compares two inputs of any kind: documents by all that they say, a document
/// and pages by what pages of that dialect can say of it.
///
/// No change where one of them is no API at all.
pub fn compare(old: &Reading, new: &Reading, terms: &Terms) -> Vec<Change> {
    let (Some(one), Some(two)) = (&old.api, &new.api) else { return Vec::new() };
    let one = Held { api: one, files: &old.files, texts: &old.texts };
    let two = Held { api: two, files: &new.files, texts: &new.texts };
    one.compare(two, *terms)
}

/// An API, and what it was read from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held<'a> {
    pub(super) api: &'a Api,
    pub(super) files: &'a [String],
    pub(super) texts: &'a Texts,
}

impl Held<'_> {
    /// The changes from this one to the next.
    pub(super) fn compare(self, new: Self, terms: Terms) -> Vec<Change> {
        let mirrored = match (dialect(self.api), dialect(new.api)) {
            (None, Some(dialect)) => Mirror::new(self.api, new, dialect)
                .map(|it| it.compare(self.api, new, terms, End::Old)),
            (Some(dialect), None) => Mirror::new(new.api, self, dialect)
                .map(|it| it.compare(new.api, self, terms, End::New)),
            _ => None,
        };
        mirrored.unwrap_or_else(|| {
            let mut changes = diff::diff(&Side::read(self.api), &Side::read(new.api), &terms);
            let (document, pages, end) = match (self.api.manner, new.api.manner) {
                (None, Some(_)) => (self.api, new, End::Old),
                (Some(_), None) => (new.api, self, End::New),
                _ => return changes,
            };
            if pages.api.manner == Some(clients::MANNER) {
                clients::complete(&mut changes, document, pages, end);
            }
            changes.extend(missing::told_by_tags(document, pages, end));
            in_order(&mut changes);
            changes
        })
    }
}

/// The changes between two APIs, all that they say taken for all there is.
fn documents(old: &Api, new: &Api, terms: Terms) -> Vec<Change> {
    diff::diff(&Side::document(old), &Side::document(new), &terms)
}

/// A dialect of pages that is written too.
#[derive(Clone, Copy)]
struct Dialect {
    style: &'static Style,
    manner: &'static Manner,
}

impl Dialect {
    /// What pages of it say together.
    fn read(self, written: Vec<PageInput>) -> Option<Api> {
        let options = PageOptions { dialect: Some(self.style.name.to_owned()), form: None };
        pages(written, &options).api
    }
}

/// The dialect of pages; none of documents, and of pages that nobody writes.
fn dialect(api: &Api) -> Option<Dialect> {
    let name = api.manner?;
    Some(Dialect { style: docs::style(name)?, manner: manner(name)? })
}

/// A document as pages show it, and where the document says it.
struct Mirror {
    api: Api,
    /// The pages as which it was written.
    written: Vec<PageInput>,
    places: Places,
    dialect: Dialect,
    /// The pages whose counterparts are there, if not all are.
    covered: Option<Vec<String>>,
    /// The others.
    left_out: Vec<PageInput>,
}

impl Mirror {
    /// Writes a document as the pages that it is held against, and reads that.
    fn new(document: &Api, held: Held<'_>, dialect: Dialect) -> Option<Self> {
        let Like { written, covered, left_out } = like(document, held, dialect.style)?;
        let mut api = dialect.read(written.clone())?;
        let places = Places::new(&api, document);
        places.mark(&mut api);
        Some(Self { api, written, places, dialect, covered, left_out })
    }

    /// The changes between the document and the pages that it is held against.
    fn compare(mut self, document: &Api, held: Held<'_>, terms: Terms, end: End) -> Vec<Change> {
        let told = |one: &Api, two: &Api| match end {
            End::Old => documents(one, two, terms),
            End::New => documents(two, one, terms),
        };
        let mut changes = told(&self.api, held.api);
        let rest = self.set_aside(&aside::keys(&changes), document, held);
        let known = Held { api: rest.as_ref().unwrap_or(held.api), ..held };
        if rest.is_some() {
            changes.retain(aside::is_of_operation);
            let others = told(&self.api, known.api).into_iter();
            changes.extend(others.filter(|it| !aside::is_of_operation(it)));
        }
        let plain = told(document, known.api);
        let mut changes = self.settle(changes, &plain, (document, known), end);
        changes.extend(missing::told(document, held, &self.left_out, end));
        changes
    }

    /// Leaves sections out of the mirror, and of the pages that it is held
    /// against: what is read of the latter then.
    fn set_aside(
        &mut self,
        keys: &BTreeSet<String>,
        document: &Api,
        held: Held<'_>,
    ) -> Option<Api> {
        if keys.is_empty() {
            return None;
        }
        let (mut ours, mut theirs) = (self.written.clone(), aside::pages_of(held));
        let any = [aside::blank(&mut ours, keys), aside::blank(&mut theirs, keys)];
        if !any.contains(&true) {
            return None;
        }
        let (mut api, rest) = (self.dialect.read(ours)?, self.dialect.read(theirs)?);
        let places = Places::new(&api, document);
        places.mark(&mut api);
        self.places.come_after(places);
        self.api = api;
        Some(rest)
    }

    /// The changes that are of the API, with the document's places in place of
    /// the mirror's. `plain`: those between the document itself and the pages,
    /// among them all that pages cannot state.
    fn settle(
        &self,
        mut changes: Vec<Change>,
        plain: &[Change],
        (document, held): (&Api, Held<'_>),
        end: End,
    ) -> Vec<Change> {
        // Both comparisons have the same pages on one side, so that one thing
        // stands there at one place.
        let mut said: BTreeMap<(Option<Span>, Kind), BTreeSet<Option<Span>>> = BTreeMap::new();
        for it in plain {
            let mut it = it.clone();
            let kind = sort(it.kind);
            let (page, document) = end.places(&mut it);
            said.entry((page, kind)).or_default().insert(*document);
        }
        // How a parameter is spelt shows in code, which sends the required ones.
        let is_sent =
            |it: &Change| matches!(it.kind, Kind::BecameRequired(_) | Kind::BecameOptional);
        let sent = changes.iter().filter(|it| is_sent(it)).map(|it| end.places_of(it).0);
        let sent: BTreeSet<Option<Span>> = sent.collect();
        changes.retain(|it| {
            let shown_by_code =
                it.kind == Kind::StyleChanged && sent.contains(&end.places_of(it).0);
            !shown_by_code && self.is_of_the_api(it) && self.covers(it, end)
        });
        for it in &mut changes {
            it.level = it.level.max(Level::Info);
            let kind = sort(it.kind);
            let (page, place) = end.places(it);
            // What has no place on the pages may be any of several things.
            let known = page.and_then(|_| said.get(&(page, kind))).filter(|it| it.len() == 1);
            let only = known.and_then(|it| *it.first()?);
            *place = place.and_then(|it| only.or_else(|| self.places.of(it)));
        }
        let in_doubt =
            |it: &Change| matches!(sort(it.kind), Kind::TypeChanged | Kind::EnumValue(_));
        if changes.iter().any(in_doubt) {
            let (document, pages) = (Facts::new(document), Facts::new(held.api));
            changes.retain_mut(|it| {
                // What one page says of a definition another need not repeat,
                // and a table may list the values of all that have one name.
                let is_new = it.kind == Kind::EnumValue(Fate::Added);
                let kind = sort(it.kind);
                let (page, place) = end.places(it);
                match kind {
                    Kind::TypeChanged => !document.same_type(*place, &pages, page),
                    Kind::EnumValue(_) if is_new == (end == End::New) => {
                        !document.lists_no_more(*place, &pages, page)
                    }
                    Kind::EnumValue(_) => !pages.lists_no_more(page, &document, *place),
                    _ => true,
                }
            });
        }
        let pairs = pair::pairs(&self.written, held.texts);
        let wanted = pairs.iter().filter(|it| !it.is_same()).map(|it| it.ours.key.as_str());
        let mut tracer = Tracer::new(document);
        let shown = tracer.sections(&wanted.collect());
        let samples = sample::different(&pairs, &shown, &mut tracer);
        evidence::drop_untold(&mut changes, &pairs, &samples, end);
        rows::complete(&mut changes, document, &pairs, &shown, &samples, end);
        sample::place(&mut changes, &samples, end);
        sample::tell_unexplained(&mut changes, &samples, &pairs, &shown, end);
        in_order(&mut changes);
        changes
    }

    /// Whether a change is none that a page tells by not being there: pages that
    /// are not all speak for what they cover.
    fn covers(&self, change: &Change, end: End) -> bool {
        let Some(covered) = &self.covered else { return true };
        let is_missing = match change.kind {
            Kind::OperationRemoved(_) | Kind::PathRemoved(_) => end == End::Old,
            Kind::OperationAdded => end == End::New,
            _ => false,
        };
        let shown = |it: &Reached| {
            let route = route(&it.method, &it.path);
            covered.iter().any(|page| page.contains(&route))
        };
        !is_missing || change.reach.iter().any(shown)
    }

    /// Whether a change is one of the API, and not of what whoever wrote the
    /// pages put into the samples.
    fn is_of_the_api(&self, change: &Change) -> bool {
        let states = |fact| (self.dialect.manner.states)(fact) == Stated::States;
        match change.kind {
            Kind::Server(_) => states(Fact::Servers),
            // Some rows say that a value may be null, which its schema does not.
            Kind::BecameNullable | Kind::BecameNotNullable => states(Fact::Nullable),
            // Some pages know a scheme from the operations that want it, which
            // say so themselves.
            Kind::Scheme(..) => states(Fact::SecurityScheme),
            Kind::Prose(Prose::ValueOrder) => states(Fact::EnumOrder),
            Kind::Prose(Prose::Extension) => states(Fact::Extension),
            _ => true,
        }
    }
}

/// Which of the two the document is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Old,
    New,
}

impl End {
    /// The places of a change: on the page, and in the document.
    fn places(self, it: &mut Change) -> (Option<Span>, &mut Option<Span>) {
        match self {
            Self::Old => (it.new, &mut it.old),
            Self::New => (it.old, &mut it.new),
        }
    }

    /// The same, to be looked at.
    pub(super) fn places_of(self, it: &Change) -> (Option<Span>, Option<Span>) {
        match self {
            Self::Old => (it.new, it.old),
            Self::New => (it.old, it.new),
        }
    }

    /// The place of a change on the page, to be changed.
    fn page(self, it: &mut Change) -> &mut Option<Span> {
        match self {
            Self::Old => &mut it.new,
            Self::New => &mut it.old,
        }
    }

    /// The old place and the new one, of which one is on a page.
    fn at(self, page: Span, document: Span) -> (Option<Span>, Option<Span>) {
        match self {
            Self::Old => (Some(document), Some(page)),
            Self::New => (Some(page), Some(document)),
        }
    }
}

/// Puts changes in the order of the new side, what is gone among them by its
/// place in the old one.
fn in_order(changes: &mut [Change]) {
    changes.sort_by_key(|it| it.new.or(it.old).map(|it| (it.file, it.start)));
}

/// Kinds that tell the same of a type are one.
fn sort(kind: Kind) -> Kind {
    match kind {
        Kind::TypeGeneralized
        | Kind::TypeSpecialized
        | Kind::TypeCompatible
        | Kind::TypesWidened
        | Kind::TypesNarrowed => Kind::TypeChanged,
        other => other,
    }
}

/// Pages of a document that are like some others.
struct Like {
    written: Vec<PageInput>,
    /// What the pages say that have the name or the tag of one of the others,
    /// where those are not all that there are.
    covered: Option<Vec<String>>,
    /// Pages that none of the others stands for.
    left_out: Vec<PageInput>,
}

/// The pages of a document, laid out in the way that is most like those that
/// it is held against.
fn like(document: &Api, held: Held<'_>, style: &'static Style) -> Option<Like> {
    let theirs: BTreeSet<&str> =
        held.texts.iter().flat_map(|(_, it)| it.text.lines()).filter(|it| !it.is_empty()).collect();
    let mut best: Option<(usize, Like)> = None;
    for files in layouts(document, style) {
        let page = |(path, text): (&str, &str)| PageInput {
            path: path.to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        let mut written: Vec<PageInput> = files.iter().map(page).collect();
        let mut left_out = Vec::new();
        let covered =
            held.api.partial.then(|| keep_counterparts(&mut written, &mut left_out, held));
        let ours: BTreeSet<&str> = written.iter().flat_map(lines).collect();
        let strange = written.iter().flat_map(lines).filter(|it| !theirs.contains(it)).count();
        // A layout that leaves things out has little that is strange, too.
        let differ = strange + theirs.difference(&ours).count();
        let is_first = best.is_none();
        if best.as_ref().is_none_or(|it| differ < it.0) {
            best = Some((differ, Like { written, covered, left_out }));
        }
        if differ == 0 || is_first && strange == 0 {
            break;
        }
    }
    best.map(|it| it.1)
}

/// The lines of a page that we wrote, the empty ones aside.
fn lines(page: &PageInput) -> impl Iterator<Item = &str> {
    let text = std::str::from_utf8(&page.bytes).unwrap_or_default();
    text.lines().filter(|it| !it.is_empty())
}

/// Leaves the pages that some of many stand for, by their names or by the tags
/// that they are about, and those with an operation that another page shows
/// now. What the former say.
fn keep_counterparts(
    written: &mut Vec<PageInput>,
    left_out: &mut Vec<PageInput>,
    held: Held<'_>,
) -> Vec<String> {
    let stems: BTreeSet<String> = held.files.iter().map(|it| stem(it)).collect();
    let tags: BTreeSet<String> = held.api.tags.iter().map(|it| plain(&it.name)).collect();
    let is_it =
        |it: &PageInput| stems.contains(&stem(&it.path)) || tags.contains(&plain(title(it)));
    let text = |it: &PageInput| String::from_utf8_lossy(&it.bytes).into_owned();
    let covered: Vec<String> = written.iter().filter(|it| is_it(it)).map(text).collect();
    let routes = held.api.operations().map(|(_, it)| {
        let path = &held.api[it.path].template;
        route(it.method.name(), path)
    });
    let moved: Vec<String> =
        routes.filter(|it| !covered.iter().any(|page| page.contains(it))).collect();
    let is_kept =
        |it: &mut PageInput| is_it(it) || moved.iter().any(|route| text(it).contains(route));
    left_out.extend(written.extract_if(.., |it| !is_kept(it)));
    covered
}

/// How a page that we write tells a method and a path.
fn route(method: &str, path: &str) -> String {
    format!("`{method} {path}`")
}

fn stem(path: &str) -> String {
    Path::new(path).file_stem().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// The first heading of a page that we wrote.
fn title(page: &PageInput) -> &str {
    let text = std::str::from_utf8(&page.bytes).unwrap_or_default();
    text.lines().find_map(|it| it.strip_prefix("# ")).unwrap_or_default()
}

fn plain(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
