//! Where a document says what pages of it show.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{
    Api, Body, Header, Id, Media, Operation, Parameter, Property, Response, Said, Schema, Server,
    Use,
};
use crate::source::Value;
use crate::text::{FileId, Span};

/// Deeper than this in one place, a document is a circle.
const DEEPEST: usize = 24;

/// Files from this number on are those of the document.
const FAR: usize = 1 << 24;

/// Places on pages with their counterparts in the document that the pages
/// were written from.
#[derive(Debug, Default)]
pub(super) struct Places {
    by_place: BTreeMap<Span, Span>,
    /// Those of schemas: one row of a table is a property, a list and what that
    /// holds, which the document says at three places.
    of_schemas: BTreeMap<Id<Schema>, Span>,
}

impl Places {
    /// Walks through both in step: what has the same name in the same thing
    /// says the same.
    pub(super) fn new(shown: &Api, document: &Api) -> Self {
        let mut walk = Walk { shown, document, places: Self::default(), seen: BTreeSet::new() };
        walk.api();
        walk.places
    }

    /// Lets what others know hold before it.
    pub(super) fn come_after(&mut self, others: Self) {
        self.by_place.extend(others.by_place);
        self.of_schemas = others.of_schemas;
    }

    /// Lets schemas say where the document says them.
    pub(super) fn mark(&self, shown: &mut Api) {
        for (id, at) in &self.of_schemas {
            shown[*id].at = Some(Span { file: FileId::new(at.file.index() + FAR), ..*at });
        }
    }

    /// The place in the document of a place that was marked, or of one on a
    /// page: its counterpart, else that of what stands last before it there.
    pub(super) fn of(&self, at: Span) -> Option<Span> {
        if let Some(file) = at.file.index().checked_sub(FAR) {
            return Some(Span { file: FileId::new(file), ..at });
        }
        let before = self.by_place.range(..=Span { end: u32::MAX, ..at });
        before.rev().map(|(page, place)| (page.file == at.file).then_some(*place)).next()?
    }
}

struct Walk<'a> {
    shown: &'a Api,
    document: &'a Api,
    places: Places,
    /// The pairs of schemas that were walked through.
    seen: BTreeSet<(Id<Schema>, Id<Schema>)>,
}

/// The same text, as far as pages keep names.
fn same(one: &str, two: &str) -> bool {
    let plain = |text: &str| -> String { text.chars().filter(|it| it.is_alphanumeric()).collect() };
    one == two || plain(one) == plain(two)
}

impl<'a> Walk<'a> {
    /// Notes that two places say the same; the first that is said of a place holds.
    fn pair(&mut self, page: Option<Span>, document: Option<Span>) {
        if let (Some(page), Some(document)) = (page, document) {
            self.places.by_place.entry(page).or_insert(document);
        }
    }

    /// Pairs two texts, the second perhaps being only around where it is missing.
    fn said(&mut self, page: Option<&Said>, document: Option<&Said>, around: Option<Span>) {
        let document = document.and_then(|it| it.at).or(around);
        self.pair(page.and_then(|it| it.at), document);
    }

    fn api(&mut self) {
        let (shown, document) = (self.shown, self.document);
        self.pair(shown.at, document.at);
        let (one, two) = (&shown.info, &document.info);
        let around = two.at.or(document.at);
        self.pair(one.at, around);
        self.said(one.title.as_ref(), two.title.as_ref(), around);
        self.said(one.version.as_ref(), two.version.as_ref(), around);
        self.said(one.description.as_ref(), two.description.as_ref(), around);
        self.servers(&shown.servers, &document.servers, document.at);
        for tag in &shown.tags {
            let declared = document.tags.iter().find(|it| same(&it.name, &tag.name));
            let at = declared.and_then(|it| it.name.at).or(document.at);
            self.pair(tag.at, at);
            self.pair(tag.name.at, at);
            self.said(
                tag.description.as_ref(),
                declared.and_then(|it| it.description.as_ref()),
                at,
            );
        }
        for scheme in &shown.components.security {
            let all = &document.components.security;
            let declared = all.iter().find(|it| same(&it.name, &scheme.name)).or(all.first());
            let at = declared.and_then(|it| it.at.or(it.name.at)).or(document.at);
            self.pair(scheme.at, at);
            self.pair(scheme.name.at, at);
        }
        for (id, operation) in shown.operations() {
            if let Some(counterpart) = self.counterpart(id) {
                self.operation(operation, &document[counterpart]);
            }
        }
        for component in &shown.components.schemas {
            let all = &document.components.schemas;
            let exact = all.iter().find(|it| it.name == component.name);
            if let Some(it) =
                exact.or_else(|| all.iter().find(|it| same(&it.name, &component.name)))
            {
                self.pair(component.name.at, it.name.at);
                self.schema(component.it.to, it.it.to, 0);
            }
        }
    }

    fn servers(&mut self, shown: &[Server], document: &[Server], around: Option<Span>) {
        for (index, server) in shown.iter().enumerate() {
            let by_url = document.iter().find(|it| it.url == server.url);
            let it = by_url.or(document.get(index));
            let at = it.and_then(|it| it.at).or(around);
            self.pair(server.at, at);
            self.said(Some(&server.url), it.map(|it| &it.url), at);
        }
    }

    /// The operation of the document that is shown as this one: the paths of
    /// pages may have a base path, or lack it.
    fn counterpart(&self, id: Id<Operation>) -> Option<Id<Operation>> {
        let operation = &self.shown[id];
        let path = &self.shown[operation.path].template;
        let mut near = None;
        for (id, other) in self.document.operations().filter(|it| it.1.method == operation.method) {
            let template = &self.document[other.path].template;
            if template == path {
                return Some(id);
            }
            let (one, two) = (path.trim_end_matches('/'), template.trim_end_matches('/'));
            if near.is_none() && (one.ends_with(two) || two.ends_with(one)) {
                near = Some(id);
            }
        }
        near
    }

    fn operation(&mut self, shown: &Operation, document: &'a Operation) {
        let around = document.method_at.or(document.at);
        let (item, declared) = (&self.shown[shown.path], &self.document[document.path]);
        self.pair(item.at, declared.at.or(around));
        self.said(Some(&item.template), Some(&declared.template), around);
        self.pair(shown.at, document.at.or(around));
        self.pair(shown.method_at, around);
        self.said(shown.id.as_ref(), document.id.as_ref(), around);
        self.said(shown.summary.as_ref(), document.summary.as_ref(), around);
        self.said(shown.description.as_ref(), document.description.as_ref(), around);
        for (index, tag) in shown.tags.iter().enumerate() {
            self.said(Some(tag), document.tags.get(index), around);
        }
        self.servers(&shown.servers, &document.servers, around);
        let security = document.security.as_ref().or(self.document.security.as_ref());
        for (index, one) in shown.security.iter().flatten().enumerate() {
            let two = security.and_then(|it| it.get(index).or(it.first()));
            let at = two.and_then(|it| it.at).or(around);
            self.pair(one.at, at);
            for scopes in &one.schemes {
                self.said(Some(&scopes.scheme), None, at);
            }
        }
        self.parameters(shown, document, around);
        if let Some(body) = &shown.body {
            self.body(body, document, around);
        }
        for answer in &shown.responses.all {
            let all = &document.responses.all;
            let Some(it) = all.iter().find(|it| it.status == answer.status) else {
                self.pair(answer.at, document.responses.at.or(around));
                continue;
            };
            self.pair(answer.at, it.at);
            self.response(answer.response.to, it.response.to, it.at.or(around));
        }
    }

    fn parameters(&mut self, shown: &Operation, document: &Operation, around: Option<Span>) {
        let all = self.document.parameters_of(document);
        for one in self.shown.parameters_of(shown) {
            let parameter = &self.shown[one.to];
            let like = |it: &&&Use<Parameter>| same(&self.document[it.to].name, &parameter.name);
            let mut like = all.iter().filter(like);
            let exact = like.clone().find(|it| self.document[it.to].place == parameter.place);
            match exact.or(like.next()) {
                Some(it) => self.parameter(one.to, it.to),
                None => self.pair(parameter.at, around),
            }
        }
    }

    fn parameter(&mut self, shown: Id<Parameter>, document: Id<Parameter>) {
        let (one, two) = (&self.shown[shown], &self.document[document]);
        let around = two.name.at.or(two.at);
        self.pair(one.at, two.at.or(around));
        self.said(Some(&one.name), Some(&two.name), around);
        self.said(one.description.as_ref(), two.description.as_ref(), around);
        self.schemas(one.schema, two.schema);
        self.content(&one.content, &two.content, around);
        if let (Some(schema), None) = (one.schema, two.schema) {
            let inner = two.content.first().and_then(|it| self.document[it.to].schema);
            self.schemas(Some(schema), inner);
        }
    }

    fn body(&mut self, shown: &Use<Body>, document: &'a Operation, around: Option<Span>) {
        let one = &self.shown[shown.to];
        let Some(it) = &document.body else { return self.pair(one.at, around) };
        let two = &self.document[it.to];
        let around = two.at.or(around);
        self.pair(one.at, around);
        self.said(one.name.as_ref(), two.name.as_ref(), around);
        self.said(one.description.as_ref(), two.description.as_ref(), around);
        self.content(&one.content, &two.content, around);
        for field in &one.fields {
            let name = &self.shown[field.to].name;
            let all = &two.fields;
            match all.iter().find(|it| same(&self.document[it.to].name, name)) {
                Some(it) => self.parameter(field.to, it.to),
                None => self.pair(self.shown[field.to].at, around),
            }
        }
        // Forms of 2.0 have fields, which pages show as properties.
        let schema = one.content.first().and_then(|it| self.shown[it.to].schema);
        if let (Some(schema), [_, ..]) = (schema, &two.fields[..]) {
            for property in self.shown[schema].object.iter().flat_map(|it| &it.properties) {
                let all = &two.fields;
                let field = all.iter().find(|it| same(&self.document[it.to].name, &property.name));
                let at = field.and_then(|it| self.document[it.to].at).or(around);
                self.pair(property.name.at, at);
                self.pair(self.shown[property.schema].at, at);
            }
        }
    }

    fn response(&mut self, shown: Id<Response>, document: Id<Response>, around: Option<Span>) {
        let (one, two) = (&self.shown[shown], &self.document[document]);
        let around = two.at.or(around);
        self.pair(one.at, around);
        self.said(one.description.as_ref(), two.description.as_ref(), around);
        for (name, header) in &one.headers {
            let it = two.headers.iter().find(|it| it.0.eq_ignore_ascii_case(name));
            self.said(Some(name), it.map(|it| &it.0), around);
            match it {
                Some(it) => self.header(header.to, it.1.to),
                None => self.pair(self.shown[header.to].at, around),
            }
        }
        self.content(&one.content, &two.content, around);
    }

    fn header(&mut self, shown: Id<Header>, document: Id<Header>) {
        let (one, two) = (&self.shown[shown], &self.document[document]);
        self.pair(one.at, two.at);
        self.said(one.description.as_ref(), two.description.as_ref(), two.at);
        self.schemas(one.schema, two.schema);
    }

    fn content(&mut self, shown: &[Use<Media>], document: &'a [Use<Media>], around: Option<Span>) {
        for one in shown {
            let media = &self.shown[one.to];
            let named = document.iter().find(|it| self.document[it.to].name == media.name);
            let Some(it) = named.or(document.first()) else {
                self.pair(media.at, around);
                continue;
            };
            let counterpart = &self.document[it.to];
            let around = counterpart.at.or(counterpart.name.at).or(around);
            self.pair(media.at, around);
            self.said(Some(&media.name), Some(&counterpart.name), around);
            self.schemas(media.schema, counterpart.schema.or(counterpart.item_schema));
        }
    }

    fn schemas(&mut self, shown: Option<Id<Schema>>, document: Option<Id<Schema>>) {
        if let (Some(one), Some(two)) = (shown, document) {
            self.schema(one, two, 0);
        }
    }

    fn schema(&mut self, shown: Id<Schema>, document: Id<Schema>, depth: usize) {
        if depth > DEEPEST || !self.seen.insert((shown, document)) {
            return;
        }
        let (one, two) = (&self.shown[shown], &self.document[document]);
        self.pair(one.at, two.at);
        if let Some(at) = two.at {
            self.places.of_schemas.entry(shown).or_insert(at);
        }
        self.said(one.title.as_ref(), two.title.as_ref(), two.at);
        // A row says of a definition what that says of itself.
        let end = self.document.resolve(document).map(|it| &self.document[it]);
        let mut told = two.description.iter().chain(end.and_then(|it| it.description.as_ref()));
        let first = told.clone().next();
        let shown_here = |it: &&Said| one.description.as_ref().is_some_and(|one| same(one, it));
        self.said(one.description.as_ref(), told.find(shown_here).or(first), two.at);
        self.said(one.format.as_ref(), two.format.as_ref(), two.at);
        if let Some(reference) = &one.reference {
            self.said(Some(&reference.text), two.reference.as_ref().map(|it| &it.text), two.at);
        }
        let ends = (self.shown.resolve(shown), self.document.resolve(document));
        if let (Some(one), Some(two)) = ends
            && (one, two) != (shown, document)
        {
            // What is declared is walked through where it is declared.
            if self.shown[one].component.is_none() || one == shown {
                self.schema(one, two, depth + 1);
            }
            return;
        }
        self.values(one, two);
        self.object(one, document, depth);
        let parts = |it: &Schema| it.array.as_ref().and_then(|it| it.items);
        if let (Some(one), Some(two)) = (parts(one), parts(two)) {
            self.schema(one, two, depth + 1);
        }
        self.members(shown, document, depth);
    }

    fn values(&mut self, shown: &Schema, document: &Schema) {
        let (Some(one), Some(two)) = (shown.choices(), document.choices()) else { return };
        for value in one {
            let it = two.iter().find(|it| it.same(value)).map(Value::at);
            self.pair(Some(value.at()), it.or(two.first().map(Value::at)).or(document.at));
        }
    }

    fn object(&mut self, shown: &Schema, document: Id<Schema>, depth: usize) {
        let Some(object) = &shown.object else { return };
        for property in &object.properties {
            match self.property(document, &property.name, 0) {
                Some(it) => {
                    self.pair(property.name.at, it.name.at);
                    self.schema(property.schema, it.schema, depth + 1);
                }
                None => self.pair(property.name.at, self.document[document].at),
            }
        }
        let two = &self.document[document];
        let additional = two.object.as_ref().and_then(|it| it.additional);
        if let (Some(one), Some(two)) = (object.additional, additional) {
            self.schema(one, two, depth + 1);
        }
        for name in object.required.iter().flatten() {
            let declared = two.object.iter().flat_map(|it| it.required.iter().flatten());
            self.said(Some(name), declared.into_iter().find(|it| *it == name), two.at);
        }
    }

    /// The property of this name, perhaps said by a part of the schema.
    fn property(&self, id: Id<Schema>, name: &str, depth: usize) -> Option<&'a Property> {
        if depth > DEEPEST {
            return None;
        }
        let schema = &self.document[self.document.resolve(id)?];
        let own = schema.object.iter().flat_map(|it| &it.properties);
        let own: Vec<&Property> = own.collect();
        let exact = own.iter().find(|it| *it.name == *name);
        if let Some(it) = exact.or_else(|| own.iter().find(|it| same(&it.name, name))) {
            return Some(it);
        }
        let logic = schema.logic.as_deref()?;
        let mut parts = logic.all_of.iter().chain(&logic.any_of).chain(&logic.one_of);
        parts.find_map(|it| self.property(*it, name, depth + 1))
    }

    /// The parts that two schemas are combined of: each with the first that is
    /// like it, since pages leave some out and forget how they were nested.
    fn members(&mut self, shown: Id<Schema>, document: Id<Schema>, depth: usize) {
        let mut left = parts(self.document, document, 0);
        for one in parts(self.shown, shown, 0) {
            if let Some(at) = left.iter().position(|it| self.is_like(one, *it)) {
                let two = left.remove(at);
                self.schema(one, two, depth + 1);
            }
        }
    }

    /// Whether a part that is shown may be this one: it refers to the same, has
    /// the same property, or is of the same type.
    fn is_like(&self, shown: Id<Schema>, document: Id<Schema>) -> bool {
        let (one, two) = (&self.shown[shown], &self.document[document]);
        if let (Some(one), Some(two)) = (&one.reference, &two.reference) {
            let last = |it: &str| it.rsplit('/').next().unwrap_or_default().to_owned();
            return same(&last(&one.text), &last(&two.text));
        }
        match one.object.iter().flat_map(|it| &it.properties).next() {
            Some(first) => self.property(document, &first.name, 0).is_some(),
            None => one.types == two.types,
        }
    }
}

/// What a schema is combined of, all levels of mere combinations taken apart.
fn parts(api: &Api, id: Id<Schema>, depth: usize) -> Vec<Id<Schema>> {
    let Some(logic) = &api[id].logic else { return Vec::new() };
    let mut all = Vec::new();
    for &part in logic.all_of.iter().chain(&logic.any_of).chain(&logic.one_of) {
        let schema = &api[part];
        let combines = schema.logic.is_some() && schema.object.is_none() && depth < DEEPEST;
        if combines { all.extend(parts(api, part, depth + 1)) } else { all.push(part) }
    }
    all
}
