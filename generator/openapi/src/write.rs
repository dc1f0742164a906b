//! The IR as an ordered document: one file a topic, as in `ir`.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};

use specwright::diag::Report;
use specwright::dialect::Version;
use specwright::ir::{Api, Callback, Component, Id, Media, Said, Use};
use specwright::text::Span;

use crate::order::Order;
use crate::rules::NOT_CARRIED;
use crate::value::{Document, Map, Value};

mod body;
mod info;
mod names;
mod operation;
mod parameter;
mod schema;
mod security;
mod swagger2;

use names::Names;

/// Writes the whole document.
pub(crate) fn document(api: &Api, to: Version, order: &Order<'_>, found: &mut Report) -> Document {
    let names = Names::new(api, to);
    let mut writer = Writer {
        api,
        to,
        order,
        found,
        names,
        resources: schema::resources(api),
        as_meant: to < Version::V3_1,
        media: one_of_each(api),
        told: BTreeSet::new(),
        open: Vec::new(),
        written: BTreeSet::new(),
        repeats_left: REPEATS,
    };
    writer.keep_scopes_apart();
    let root = if writer.is_2() { writer.root_2() } else { writer.root() };
    Document(Value::Map(root))
}

/// The first of the media types that stand at one place, a component if any is.
fn one_of_each(api: &Api) -> BTreeMap<Span, Id<Media>> {
    let declared = api.components.media.iter().map(|it| it.it.to);
    let mut all = BTreeMap::new();
    for id in declared.chain(api.media.iter().map(|it| it.0)) {
        if let Some(at) = api[id].at {
            all.entry(at).or_insert(id);
        }
    }
    all
}

/// What writing carries along.
struct Writer<'a> {
    api: &'a Api,
    to: Version,
    order: &'a Order<'a>,
    found: &'a mut Report,
    names: Names,
    /// What the schemas with an `$id` are called, as relative references say it.
    resources: BTreeSet<&'a str>,
    /// Whether a `$dynamicRef` is written as what it leads to.
    as_meant: bool,
    /// The media types by their place: one that is referred to was read again
    /// for each name that it has.
    media: BTreeMap<Span, Id<Media>>,
    /// What was said already; a thing may be written at several places.
    told: BTreeSet<(Option<Span>, String)>,
    /// What is being written without a name, each thing within the one before.
    open: Vec<Open>,
    /// What was written where it is used, by its kind and number.
    written: BTreeSet<(TypeId, usize)>,
    /// How much may still be written that was written before, as
    /// [`Value::weight`] counts.
    repeats_left: usize,
}

/// What cannot be referred to in a version is written wherever it is used, and
/// things that use each other twice would double at each step. No real document
/// repeats a tenth of this.
const REPEATS: usize = 8 << 20;

/// Where many tools look for webhooks until 3.0.
const WEBHOOKS: &str = "x-webhooks";

/// A thing that is written where it is used, and could hold itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Callback(Id<Callback>),
    Media(Id<Media>),
}

impl Writer<'_> {
    fn root(&mut self) -> Map {
        let api = self.api;
        let mut map = Map::default();
        map.put("openapi", self.version());
        if self.to >= Version::V3_2 {
            map.maybe("$self", api.self_uri.as_ref());
        }
        let info = self.info();
        map.put("info", info);
        if self.to >= Version::V3_1 {
            map.maybe("jsonSchemaDialect", api.schema_dialect.as_ref());
        }
        map.maybe("externalDocs", api.external_docs.as_ref().map(|it| self.external_docs(it)));
        map.list("servers", api.servers.iter().map(|it| Value::Map(self.server(it))).collect());
        map.list("tags", api.tags.iter().map(|it| Value::Map(self.tag(it))).collect());
        map.maybe("security", api.security.as_deref().map(security::requirements));
        let paths = self.path_items(&api.paths);
        let at = map.0.len();
        map.map("paths", paths);
        self.webhooks(&mut map);
        let components = self.components();
        map.map("components", components);
        // OpenAPI Object: `paths` until 3.0; from 3.1 on one of the three.
        if map.0.len() == at || self.to < Version::V3_1 && api.paths.is_empty() {
            map.0.insert(at, ("paths".into(), Value::Map(Map::default())));
        }
        map.extensions(&api.extensions);
        // A document of another version has other keys at its root; only where
        // the version stays is their order the reader's.
        if api.version >= Version::V3_0 {
            self.order.arrange(api.at, &mut map);
        }
        map
    }

    /// The version as the original spells it, if it is the one written.
    fn version(&self) -> String {
        let same = self.api.version == self.to;
        let spelt = self.api.version_text.as_ref().filter(|_| same);
        let newest = match self.to {
            Version::V2_0 | Version::V3_0 => "3.0.4",
            Version::V3_1 => "3.1.2",
            Version::V3_2 => "3.2.0",
        };
        spelt.map_or_else(|| newest.to_owned(), ToString::to_string)
    }

    fn webhooks(&mut self, map: &mut Map) {
        let api = self.api;
        if self.to >= Version::V3_1 {
            let webhooks = self.path_items(&api.webhooks);
            map.map("webhooks", webhooks);
            return;
        }
        let free = api.extensions.iter().all(|it| *it.0 != *WEBHOOKS);
        for &id in &api.webhooks {
            let name = &api[id].template;
            let instead = if free { "stands under `x-webhooks`" } else { "is left out" };
            self.lacks(name.at, format!("webhooks: `{name}` {instead}"));
        }
        if free {
            let webhooks = self.path_items(&api.webhooks);
            map.map(WEBHOOKS, webhooks);
        }
    }

    fn components(&mut self) -> Map {
        let all = &self.api.components;
        let mut map = Map::default();
        let mut schemas = self.declared(&all.schemas, Self::schema);
        let mut responses = self.declared(&all.responses, Self::response);
        let known: Vec<_> = all.parameters.iter().map(|it| self.knows(it.it.to)).collect();
        let mut parameters = self.declared(&all.parameters, Self::parameter);
        let mut known = known.into_iter();
        parameters.0.retain(|_| known.next() != Some(false));
        let mut examples = self.declared(&all.examples, Self::example);
        let mut bodies = self.declared(&all.bodies, Self::body);
        let mut headers = self.declared(&all.headers, Self::header);
        let security = self.schemes();
        let mut links = self.declared(&all.links, Self::link);
        let mut callbacks = self.declared(&all.callbacks, Self::callback);
        let (mut items, mut media) = (Map::default(), Map::default());
        if self.to >= Version::V3_1 {
            items = self.declared(&all.path_items, Self::path_item);
        }
        if self.to >= Version::V3_2 {
            media = self.declared(&all.media, Self::media);
        }
        // What is declared only here may name more of the same sort.
        loop {
            let more = self.made(&mut schemas, Self::schema)
                | self.made(&mut responses, Self::response)
                | self.made(&mut parameters, Self::parameter)
                | self.made(&mut examples, Self::example)
                | self.made(&mut bodies, Self::body)
                | self.made(&mut headers, Self::header)
                | self.made(&mut links, Self::link)
                | self.made(&mut callbacks, Self::callback)
                | self.made(&mut media, Self::media);
            if !more {
                break;
            }
        }
        map.map("schemas", schemas);
        map.map("responses", responses);
        map.map("parameters", parameters);
        map.map("examples", examples);
        map.map("requestBodies", bodies);
        map.map("headers", headers);
        map.map("securitySchemes", security);
        map.map("links", links);
        map.map("callbacks", callbacks);
        map.map("pathItems", items);
        map.map("mediaTypes", media);
        map.extensions(&all.extensions);
        map
    }

    /// The components of one kind under the names that references use.
    fn declared<T: 'static>(
        &mut self,
        all: &[Component<T>],
        write: impl Fn(&mut Self, Id<T>) -> Value,
    ) -> Map
    where
        Names: names::Of<T>,
    {
        let mut map = Map::default();
        for (index, component) in all.iter().enumerate() {
            let name = names::Of::<T>::at(&self.names, index).to_owned();
            if *component.name != *name {
                let (old, version) = (&component.name, self.to.dialect().name);
                let message =
                    format!("no component of {version} is called `{old}`: it is `{name}`");
                self.lost(component.name.at, message);
            }
            let value = match self.reference(&component.it) {
                Some(reference) if component.it.via.is_some() => reference,
                _ => write(self, component.it.to),
            };
            map.put(name, value);
        }
        map
    }

    /// Declares what references name though no component of the original does;
    /// whether there was anything.
    fn made<T: 'static>(&mut self, map: &mut Map, write: impl Fn(&mut Self, Id<T>) -> Value) -> bool
    where
        Names: names::Of<T>,
    {
        let mut any = false;
        while let Some((name, id)) = names::Of::<T>::next_made(&mut self.names) {
            any = true;
            let value = write(self, id);
            map.put(name, value);
        }
        any
    }

    /// `{$ref}` to the component that a use leads to, or nothing where it
    /// stands here or the version has no such components.
    fn reference<T: 'static>(&mut self, it: &Use<T>) -> Option<Value>
    where
        Names: names::Of<T>,
    {
        let via = it.via.as_deref()?;
        let pointer = match via.to {
            Some(_) => names::Of::<T>::pointer_made(&mut self.names, it.to, &via.text)?,
            // It leads nowhere: as it was written it still says what was meant.
            None => via.text.to_string(),
        };
        let mut map = Map::default();
        map.put("$ref", pointer);
        if self.to >= Version::V3_1 {
            map.maybe("summary", via.summary.as_ref());
            map.maybe("description", via.description.as_ref());
        } else {
            for said in [&via.summary, &via.description].into_iter().flatten() {
                self.lost(said.at, "before 3.1 nothing can be said beside `$ref`: it is left out");
            }
        }
        Some(Value::Map(map))
    }

    /// A thing where it is used: a reference, or the thing itself.
    fn used<T: 'static>(&mut self, it: &Use<T>, write: impl Fn(&mut Self, Id<T>) -> Value) -> Value
    where
        Names: names::Of<T>,
    {
        if let Some(reference) = self.reference(it) {
            return reference;
        }
        let is_repeat = !self.written.insert((TypeId::of::<T>(), it.to.index()));
        if is_repeat && self.repeats_left == 0 {
            let at = it.via.as_deref().and_then(|it| it.text.at);
            self.lost(at, "what is used here is used so often that it is left out");
            return Value::Map(Map::default());
        }
        let value = write(self, it.to);
        if is_repeat {
            self.repeats_left = self.repeats_left.saturating_sub(value.weight());
        }
        value
    }

    /// Things by name.
    fn named<T: 'static>(
        &mut self,
        all: &[(Said, Use<T>)],
        write: impl Fn(&mut Self, Id<T>) -> Value,
    ) -> Map
    where
        Names: names::Of<T>,
    {
        Map(all.iter().map(|(name, it)| (name.to_string(), self.used(it, &write))).collect())
    }

    /// Says what the version written has no word for.
    fn lacks(&mut self, at: Option<Span>, what: impl AsRef<str>) {
        let version = self.to.dialect().name;
        self.lost(at, format!("{version} has no {}", what.as_ref()));
    }

    /// Says what cannot be carried.
    fn lost(&mut self, at: Option<Span>, message: impl Into<String>) {
        let message = message.into();
        if self.told.insert((at, message.clone())) {
            self.found.add(&NOT_CARRIED, at, message);
        }
    }
}
