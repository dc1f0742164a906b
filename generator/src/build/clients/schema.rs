//! Schemas of the document held against what the pages show of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::shape::{Look, Shape, differ, fields, look, noun, other_format};
use super::told::From;
use super::{Pair, Walk, name};
use crate::diff::{Direction, Fate, Kind, Prose};
use crate::ir::{Id, Schema};
use crate::source::Value;
use crate::text::Span;

/// How deep lists and maps are followed within each other.
const DEEPEST: usize = 16;

/// Values that a generator adds for those that a client does not know.
const UNKNOWN: [&str; 2] = ["unknowndefaultopenapi", "11184809"];

type Places = (Option<Span>, Option<Span>);

impl Walk<'_> {
    /// Holds a schema against what a page shows in its place.
    pub(super) fn meet(
        &mut self,
        (one, two): (Id<Schema>, Id<Schema>),
        label: &str,
        places: Places,
        from: From,
    ) {
        self.meet_below((one, two), label, places, from, 0);
    }

    fn meet_below(
        &mut self,
        (one, two): (Id<Schema>, Id<Schema>),
        label: &str,
        places: Places,
        from: From,
        depth: usize,
    ) {
        if depth > DEEPEST {
            return;
        }
        let (ours, theirs) = (look(self.document, one), look(self.pages.api, two));
        if differ(&ours, &theirs) {
            let text = self.became(&noun(&ours), &noun(&theirs));
            self.tell(Kind::TypeChanged, &from, label, text, places);
            let at = self.document[one].at;
            self.told.last_mut().into_iter().for_each(|it| it.instead = at);
            return;
        }
        if let Some(format) = other_format(&ours, &theirs) {
            let own = ours.format.unwrap_or("no format");
            let text = self.became(own, format);
            self.tell(Kind::TypeChanged, &from, label, text, places);
            return;
        }
        match (ours.shape, theirs.shape) {
            (Shape::List(Some(one)), Shape::List(Some(two)))
            | (Shape::Map(Some(one)), Shape::Map(Some(two))) => {
                let label = step(label, "[]");
                self.meet_below((one, two), &label, places, from, depth + 1);
            }
            (Shape::Record, Shape::Record) => self.pair(&ours, &theirs, label, from),
            (Shape::Open, Shape::Record) => self.pass_over_prose(theirs.id),
            _ if !ours.choices.is_empty() && !theirs.choices.is_empty() => {
                self.pair(&ours, &theirs, label, from);
            }
            _ => {}
        }
    }

    fn became(&self, ours: &str, theirs: &str) -> String {
        let (old, new) = if self.is_new(true) { (ours, theirs) } else { (theirs, ours) };
        format!("it was {old} and is {new}")
    }

    /// Notes two schemas that are to be compared, once.
    fn pair(&mut self, ours: &Look<'_>, theirs: &Look<'_>, label: &str, from: From) {
        let key = (ours.id, theirs.id);
        if let Some(&known) = self.known.get(&key) {
            self.pairs[known].from.push(from);
            return;
        }
        let name = self.document.schema_name(ours.id);
        let label = name.map_or_else(|| label.to_owned(), |it| format!("`{it}`"));
        self.known.insert(key, self.pairs.len());
        let is_record = ours.shape == Shape::Record;
        let (one, two) = (ours.id, theirs.id);
        self.pairs.push(Pair { one, two, label, is_record, from: vec![from] });
    }

    /// Compares all pairs, and those that they lead to.
    pub(super) fn drain(&mut self) {
        while self.done < self.pairs.len() {
            let at = self.done;
            self.done += 1;
            let (one, two) = (self.pairs[at].one, self.pairs[at].two);
            let (ours, theirs) = (look(self.document, one), look(self.pages.api, two));
            if ours.shape == Shape::Record {
                self.record(at);
            } else {
                self.values(at, ours.choices, theirs.choices);
            }
        }
    }

    fn record(&mut self, at: usize) {
        let (document, pages) = (self.document, self.pages.api);
        let (one, two) = (self.pairs[at].one, self.pairs[at].two);
        let label = self.pairs[at].label.clone();
        let (ours, theirs) = (fields(document, &document[one]), fields(pages, &pages[two]));
        let names = |all: &[super::shape::Field<'_>]| -> Vec<String> {
            all.iter().map(|it| it.name.to_string()).collect()
        };
        let (own, shown) = (names(&ours.all), names(&theirs.all));
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        let paired = name::pairs(&own, &shown);
        // Two that share no name are not the same thing.
        if paired.same.is_empty() {
            return;
        }
        let whole = (document[one].at, pages[two].at);
        let is_known = |part: usize| {
            part == 0 || paired.same.iter().any(|(one, _)| ours.all[*one].part == part)
        };
        for field in paired.only_one.iter().map(|it| &ours.all[*it]).filter(|it| is_known(it.part))
        {
            let places = (field.name.at, whole.1);
            let from = From::Pair(at, self.unseen(field.schema));
            let label = step(&label, &format!(".{}", field.name));
            self.tell_property(false, field.required, &from, &label, places);
        }
        let may_be_told = |name: &str| {
            !ours.more && ours.discriminator.is_none_or(|it| name::plain(it) != name::plain(name))
        };
        for field in paired.only_two.iter().map(|it| &theirs.all[*it]) {
            if may_be_told(field.name) && !field.name.contains(' ') {
                let places = (whole.0, field.name.at);
                let label = step(&label, &format!(".{}", field.name));
                self.tell_property(true, field.required, &From::Pair(at, None), &label, places);
            }
        }
        for (one, two) in paired.same {
            let (ours, theirs) = (ours.all[one], theirs.all[two]);
            let label = step(&label, &format!(".{}", ours.name));
            let from = From::Pair(at, self.unseen(ours.schema));
            let places = (ours.name.at, theirs.name.at);
            let row = pages[theirs.schema].at.or(theirs.name.at);
            if let Some(required) = self.must(ours.required, theirs.required, row, false) {
                self.tell_required(required, &from, &label, places);
            }
            self.prose((ours.schema, theirs.schema), &label, places, &from);
            self.meet((ours.schema, theirs.schema), &label, places, from);
        }
    }

    /// Notes that a page has one set of properties for what may be several
    /// things, and their prose is that of any of them.
    fn pass_over_prose(&mut self, two: Id<Schema>) {
        let pages = self.pages.api;
        let inner = pages[two].properties().iter().map(|it| it.schema);
        for id in inner.chain([two]) {
            let at = pages[id].description.as_ref().and_then(|it| it.at);
            self.compared.extend([at, pages[id].at].into_iter().flatten());
        }
    }

    /// Compares the prose of a property, which may be that of the schema to
    /// which the property refers.
    fn prose(
        &mut self,
        (one, two): (Id<Schema>, Id<Schema>),
        label: &str,
        places: Places,
        from: &From,
    ) {
        let (document, pages) = (self.document, self.pages.api);
        let Some(shown) = &pages[two].description else { return };
        self.compared.extend([shown.at, pages[two].at].into_iter().flatten());
        let own = document[one].description.as_ref();
        let own = own.or_else(|| document[look(document, one).id].description.as_ref());
        if let Some(own) = own
            && [own, shown].iter().all(|it| !it.trim().is_empty())
            && name::plain(own) != name::plain(shown)
        {
            let text = "the description changed".to_owned();
            let places = (own.at.or(places.0), shown.at.or(places.1));
            self.tell(Kind::Prose(Prose::Description), from, label, text, places);
        }
    }

    /// The direction that does not carry a property.
    fn unseen(&self, id: Id<Schema>) -> Option<Direction> {
        let schema = &self.document[id];
        match (schema.is_read_only(), schema.is_write_only()) {
            (true, _) => Some(Direction::Request),
            (_, true) => Some(Direction::Response),
            _ => None,
        }
    }

    fn tell_property(
        &mut self,
        on_page: bool,
        required: bool,
        from: &From,
        label: &str,
        places: Places,
    ) {
        let must = if required { "required" } else { "optional" };
        let (kind, text) = if self.is_new(on_page) {
            let text = format!("the {must} property was added");
            (Kind::PropertyAdded { required, default: false }, text)
        } else {
            (Kind::PropertyRemoved { required }, format!("the {must} property was removed"))
        };
        self.tell(kind, from, label, text, places);
    }

    /// Notes that a page says of a thing whether it is required, and the
    /// document the contrary.
    pub(super) fn tell_required(
        &mut self,
        on_page: bool,
        from: &From,
        label: &str,
        places: Places,
    ) {
        let (kind, word) = if self.is_new(true) == on_page {
            (Kind::BecameRequired(false), "required")
        } else {
            (Kind::BecameOptional, "optional")
        };
        self.tell(kind, from, label, format!("it became {word}"), places);
    }

    /// Values of a list. Pages may have the names that a language gives them.
    fn values(&mut self, at: usize, ours: &[Value], theirs: &[Value]) {
        let (Some(one), Some(two)) = (keyed(ours), keyed(theirs)) else { return };
        let pair = &self.pairs[at];
        let label = pair.label.clone();
        let whole = (self.document[pair.one].at, self.pages.api[pair.two].at);
        let from = From::Pair(at, None);
        let mut tell = |on_page: bool, values: Vec<&Value>| {
            let Some(first) = values.first() else { return };
            let fate = if self.is_new(on_page) { Fate::Added } else { Fate::Removed };
            let all: Vec<_> = values.iter().map(|it| format!("`{}`", it.to_json())).collect();
            let text = match &all[..] {
                [one] => format!("the value {one} was {}", fate.name()),
                many => format!("{} values were {}: {}", many.len(), fate.name(), many.join(", ")),
            };
            let places = if on_page { whole } else { (Some(first.at()), whole.1) };
            self.tell(Kind::EnumValue(fate), &from, &label, text, places);
        };
        let gone = one.iter().filter(|it| !two.contains_key(it.0)).map(|it| *it.1);
        tell(false, gone.collect());
        let come =
            two.iter().filter(|it| !one.contains_key(it.0) && !UNKNOWN.contains(&it.0.as_str()));
        tell(true, come.map(|it| *it.1).collect());
    }
}

/// Values by what languages keep of them; `None` where that is not enough to
/// tell them apart.
fn keyed(values: &[Value]) -> Option<BTreeMap<String, &Value>> {
    let mut all = BTreeMap::new();
    for value in values {
        let text = value.node().as_text().map_or_else(|| value.to_json(), Cow::into_owned);
        if text == "null" {
            continue;
        }
        if text.contains([',', '|', '`', '"', '\'', '\\', '\n']) {
            return None;
        }
        let key = match text.parse::<f64>() {
            Ok(number) => number.to_string(),
            Err(_) => name::plain(&text),
        };
        if key.is_empty() || all.insert(key, value).is_some() {
            return None;
        }
    }
    Some(all)
}

/// A label with one step more, within its ticks.
fn step(label: &str, step: &str) -> String {
    match label.strip_suffix('`') {
        Some(open) => format!("{open}{step}`"),
        None => format!("{label} `{}`", step.trim_start_matches('.')),
    }
}
