//! What `$dynamicRef` means, worked out once for all that comes after
//! (JSON Schema 2020-12, sections 7.1, 8.2.2 and 8.2.3.2).
//!
//! A `$dynamicRef` leads to the schema with its `$dynamicAnchor` in the
//! outermost resource that was passed on the way: what a schema means depends
//! on where one comes from. So each schema that depends on that is copied for
//! each scope in which it means something else than as it stands, and
//! references lead to the copies: [`Instance`]s, in which every `$dynamicRef`
//! leads where it must. What nothing changes stays the one schema it was.

use std::collections::BTreeMap;

use crate::diag::Report;
use crate::ir::{Api, Id, Instance, Reference, Said, Schema};
use crate::read::object::shown;
use crate::read::rules;
use crate::text::Span;

mod places;

use places::{Places, Resource};

pub(super) use places::{of_documents, of_pages};

/// The names of anchors are bits; documents with more than this are hostile.
const MOST_NAMES: usize = 64;

/// So many instances are made of any document,
const MOST_INSTANCES: usize = 4_000;
/// and so many more for each schema that depends on its scope.
const MOST_OF_EACH: usize = 4;

/// More references than this in a row are a circle.
const LONGEST_ROW: usize = 64;

/// A set of names of dynamic anchors, a bit for each.
type Names = u64;

/// What names of dynamic anchors lead to, by name.
type Scope = Vec<(usize, Id<Schema>)>;

/// Makes every `$dynamicRef` lead where it leads from each place. `resources`
/// says for each schema the resource that it is written in.
pub(super) fn settle(
    api: &mut Api,
    resources: impl FnOnce(&mut Api) -> Vec<Resource>,
    report: &mut Report,
) {
    if !api.schemas.iter().any(|(_, it)| is_dynamic(it)) {
        return;
    }
    let resources = resources(api);
    let places = Places::new(api, resources);
    if places.asking.is_empty() && places.beyond.is_empty() {
        return;
    }
    let needs = places.needs(api);
    let depending = needs.iter().filter(|it| **it != 0).count();
    let mut settling = Settling {
        left: MOST_INSTANCES + MOST_OF_EACH * depending,
        own: vec![None; needs.len()],
        made: BTreeMap::new(),
        waiting: Vec::new(),
        ends: BTreeMap::new(),
        given_up: Vec::new(),
        any: BTreeMap::new(),
        api,
        places,
        needs,
    };
    settling.find_ends();
    settling.run();
    report_given_up(settling.given_up, report);
}

/// Complains of anchors that their resource has twice: which of them is meant
/// nobody knows (JSON Schema 2020-12, section 8.2.2).
pub(super) fn report_repeated(
    api: &mut Api,
    resources: impl FnOnce(&mut Api) -> Vec<Resource>,
    report: &mut Report,
) {
    let anchors = api.schemas.iter().filter_map(|(id, it)| Some((id, it.at?, it.core()?)));
    let mut anchors: Vec<(Id<Schema>, Span, Said)> = anchors
        .flat_map(|(id, at, it)| {
            let own = [&it.anchor, &it.dynamic_anchor].into_iter().flatten();
            own.map(move |name| (id, at, name.clone()))
        })
        .collect();
    if anchors.len() < 2 {
        return;
    }
    let resources = resources(api);
    anchors.sort_by_key(|it| it.1);
    let mut first: BTreeMap<(Resource, String), (Span, Option<Span>)> = BTreeMap::new();
    for (id, at, name) in anchors {
        let key = (resources[id.index()], name.to_string());
        let before = *first.entry(key).or_insert((at, name.at));
        // What an alias stands for is one thing.
        if before.0 == at {
            continue;
        }
        let message = format!("`{}` is the anchor of another schema already", shown(&name));
        report
            .add(&rules::REPEATED_ANCHOR, name.at.or(Some(at)), message)
            .help("give it another name, or give the schema around one of them an `$id`")
            .note(before.1.or(Some(before.0)), "the first one is here");
    }
}

fn is_dynamic(schema: &Schema) -> bool {
    schema.reference.as_ref().is_some_and(|it| it.dynamic)
}

struct Settling<'a> {
    api: &'a mut Api,
    places: Places,
    /// By schema: the names that it depends on.
    needs: Vec<Names>,
    /// By anchor: the schema that it only refers to, where that is the same in
    /// each scope.
    ends: BTreeMap<Id<Schema>, Id<Schema>>,
    /// By schema: the scope of the place where it stands, as far as it needs it.
    own: Vec<Option<Scope>>,
    made: BTreeMap<(Id<Schema>, Scope), Id<Schema>>,
    /// Instances that say nothing yet, with what they are of.
    waiting: Vec<(Id<Schema>, Id<Schema>, Scope)>,
    /// How many more instances may be made.
    left: usize,
    /// Where there were too many.
    given_up: Vec<Option<Span>>,
    /// What stands for each schema there.
    any: BTreeMap<Id<Schema>, Id<Schema>>,
}

impl Settling<'_> {
    fn find_ends(&mut self) {
        for anchor in self.places.all_anchors_asked() {
            let (end, _) = self.past_names(anchor, Scope::new());
            if end != anchor && self.needs[end.index()] == 0 {
                self.ends.insert(anchor, end);
            }
        }
    }

    fn run(&mut self) {
        for id in std::mem::take(&mut self.places.beyond) {
            let Some(mut reference) = self.api.schemas[id].reference.take() else { continue };
            if let Some(to) = reference.to {
                self.given_up.push(reference.text.at);
                reference.to = Some(self.any(to));
            }
            self.api.schemas[id].reference = Some(reference);
        }
        for index in 0..self.needs.len() {
            if self.needs[index] != 0 {
                let id = Id::new(index);
                let scope = self.own(id);
                self.lead(id, id, &scope);
            }
        }
        while let Some((id, of, scope)) = self.waiting.pop() {
            self.lead(id, of, &scope);
        }
    }

    /// The scope of the place where a schema stands, as far as it needs it.
    fn own(&mut self, id: Id<Schema>) -> Scope {
        if let Some(known) = &self.own[id.index()] {
            return known.clone();
        }
        let mut scope = Scope::new();
        for resource in self.places.way_to(id) {
            self.enter(&mut scope, resource);
        }
        self.keep_needed(&mut scope, id);
        self.own[id.index()] = Some(scope.clone());
        scope
    }

    /// What a scope is within a resource: its anchors count where no resource
    /// further out has them.
    fn enter(&self, scope: &mut Scope, resource: Resource) {
        for &(name, anchor) in self.places.anchors(resource) {
            if let Err(at) = scope.binary_search_by_key(&name, |it| it.0) {
                scope.insert(at, (name, anchor));
            }
        }
    }

    fn keep_needed(&self, scope: &mut Scope, id: Id<Schema>) {
        scope.retain(|(name, _)| self.needs[id.index()] & 1 << name != 0);
    }

    /// Makes the parts and the reference of a schema, which is `of` or an
    /// instance of it, lead to what they mean in a scope.
    fn lead(&mut self, id: Id<Schema>, of: Id<Schema>, scope: &Scope) {
        let mut schema = self.api.schemas[of].clone();
        let at = schema.at;
        if id != of {
            schema.component = None;
            // It declares nothing: what it is of does.
            if let Some(notes) = &mut schema.notes {
                notes.core = None;
            }
        }
        // What an instance is of may have been led elsewhere before.
        schema.for_each_part(|it| *it = self.meant(self.api.written(*it), scope, at));
        schema.for_each_mapped(|it| *it = self.meant(self.api.written(*it), scope, at));
        if let Some(reference) = schema.reference.as_deref_mut()
            && let Some(to) = reference.to.map(|it| self.api.written(it))
        {
            let at = reference.text.at.or(at);
            let (target, within) = self.led(of, to, scope);
            let meant = self.meant(target, &within, at);
            // What stands in the document keeps the words that it was written in.
            let is_other = id == of && target != to;
            reference.to =
                Some(if is_other { self.standing_for(meant, to, reference) } else { meant });
        }
        self.api.schemas[id] = schema;
    }

    /// A scope by what its anchors come to, so that two that come to the same
    /// are one.
    fn by_ends(&self, scope: &Scope) -> Scope {
        let end = |anchor| self.ends.get(&anchor).copied().unwrap_or(anchor);
        scope.iter().map(|&(name, anchor)| (name, end(anchor))).collect()
    }

    /// Where the reference of a schema leads in a scope, and the scope there.
    fn led(&self, of: Id<Schema>, to: Id<Schema>, scope: &Scope) -> (Id<Schema>, Scope) {
        let name = self.places.asking.get(&of);
        let bound = name.and_then(|name| scope.iter().find(|it| it.0 == *name));
        bound.map_or_else(
            || (to, scope.clone()),
            |&(_, anchor)| self.past_names(anchor, scope.clone()),
        )
    }

    /// Past schemas that only refer to what has a name, and the scope there.
    fn past_names(&self, from: Id<Schema>, mut scope: Scope) -> (Id<Schema>, Scope) {
        let mut at = from;
        for _ in 0..LONGEST_ROW {
            let schema = &self.api.schemas[at];
            let only_refers = schema.component.is_none() && schema.only_refers();
            let next = schema.reference.as_ref().filter(|it| only_refers && !it.dynamic);
            let Some(next) = next.and_then(|it| it.to) else { break };
            self.enter(&mut scope, self.places.resource(at));
            at = self.api.written(next);
        }
        (at, scope)
    }

    /// What a schema means that is come to in a scope.
    fn meant(&mut self, id: Id<Schema>, scope: &Scope, from: Option<Span>) -> Id<Schema> {
        if self.needs[id.index()] == 0 {
            return id;
        }
        let mut scope = scope.clone();
        self.enter(&mut scope, self.places.resource(id));
        self.keep_needed(&mut scope, id);
        let own = self.own(id);
        let other = scope.iter().zip(&own).find(|(one, own)| one != own).map(|it| it.0.1);
        let scope = self.by_ends(&scope);
        if scope == self.by_ends(&own) {
            return id;
        }
        if let Some(known) = self.made.get(&(id, scope.clone())) {
            return *known;
        }
        if self.left == 0 {
            self.given_up.push(from);
            return self.any(id);
        }
        self.left -= 1;
        let [of, by] = [id, other.unwrap_or(id)].map(|it| self.places.name_around(self.api, it));
        let name = format!("{of}_in_{by}");
        let instance = self.add(Schema::default(), Instance { of: id, name });
        self.made.insert((id, scope.clone()), instance);
        self.waiting.push((instance, id, scope));
        instance
    }

    /// A schema that is `meant`, and is written as `of`.
    fn standing_for(
        &mut self,
        meant: Id<Schema>,
        of: Id<Schema>,
        reference: &Reference<Schema>,
    ) -> Id<Schema> {
        let leading = Reference { to: Some(meant), dynamic: false, ..reference.clone() };
        let at = reference.text.at;
        let schema = Schema { at, reference: Some(Box::new(leading)), ..Schema::default() };
        let name = match self.api.instances.get(&meant) {
            Some(instance) => instance.name.clone(),
            None => self.places.name_around(self.api, meant).to_owned(),
        };
        self.add(schema, Instance { of, name })
    }

    /// Any value: what a schema means that nobody worked out.
    fn any(&mut self, of: Id<Schema>) -> Id<Schema> {
        if let Some(known) = self.any.get(&of) {
            return *known;
        }
        let any = Schema { at: self.api.schemas[of].at, ..Schema::default() };
        let name = self.places.name_around(self.api, of).to_owned();
        let any = self.add(any, Instance { of, name });
        self.any.insert(of, any);
        any
    }

    fn add(&mut self, schema: Schema, instance: Instance) -> Id<Schema> {
        let id = self.api.schemas.add(schema);
        self.api.instances.insert(id, instance);
        id
    }
}

fn report_given_up(mut places: Vec<Option<Span>>, report: &mut Report) {
    places.sort_unstable();
    places.dedup();
    let Some((first, others)) = places.split_first() else { return };
    let message = "`$dynamicRef`s mean so many things that what this leads to is not worked out: \
                   any value is taken for it";
    let found = report.add(&rules::TOO_MANY_MEANINGS, *first, message);
    found.help("refer to schemas without `$dynamicRef` here").reaches(others);
}
