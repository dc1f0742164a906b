//! Where schemas stand: in which resource, and within which other schema.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Id, Schema};
use crate::read::dynamic::{MOST_NAMES, Names, is_dynamic};
use crate::read::resources::Resources;

/// A schema resource (JSON Schema 2020-12, section 4.3.5), by a number.
pub(in crate::read) type Resource = usize;

/// For each schema of a document the resource that it is written in.
pub(in crate::read) fn of_documents(api: &Api, resources: &Resources<'_>) -> Vec<Resource> {
    let mut numbers = BTreeMap::new();
    let of = |(_, it): (_, &Schema)| {
        let key = it.at.map(|at| (at.file, resources.around_at(at.file, at.start)));
        let next = numbers.len();
        *numbers.entry(key).or_insert(next)
    };
    api.schemas.iter().map(of).collect()
}

/// The same for pages, where all that has no `$id` around it is in one
/// resource, but for sections of what references point at: nothing says where
/// that is written.
pub(in crate::read) fn of_pages(api: &mut Api) -> Vec<Resource> {
    let holders = Holders::new(api);
    let begins = |id: Id<Schema>| {
        let id = api[id].core().and_then(|it| it.id.as_ref());
        id.is_some_and(|it| !it.starts_with('#'))
    };
    let to = api.schemas.iter().filter_map(|(_, it)| it.reference.as_ref()?.to);
    let is_loose = |it: &Id<Schema>| api[*it].component.is_none() && !holders.is_inside(*it);
    let loose: BTreeSet<Id<Schema>> = to.filter(is_loose).collect();
    let starts = |it: &Id<Schema>| begins(*it) || loose.contains(it);
    let of = |(id, _)| holders.outward(id).find(starts).map_or(0, |it| it.index() + 1);
    api.schemas.iter().map(of).collect()
}

/// The schemas that others stand right within, by the position of the inner one.
struct Holders {
    /// As a part.
    part_of: Vec<Option<Id<Schema>>>,
    /// Only declared there.
    declared_in: Vec<Option<Id<Schema>>>,
}

impl Holders {
    fn new(api: &mut Api) -> Self {
        let mut part_of = vec![None; api.schemas.len()];
        let mut declared_in = part_of.clone();
        for index in 0..api.schemas.len() {
            let holder: Id<Schema> = Id::new(index);
            // What an alias stands for is where it was met first.
            api[holder].for_each_part(|it| {
                part_of[it.index()].get_or_insert(holder);
            });
            for it in api[holder].core().into_iter().flat_map(|it| &it.definitions) {
                declared_in[it.schema.index()].get_or_insert(holder);
            }
        }
        Self { part_of, declared_in }
    }

    fn is_inside(&self, id: Id<Schema>) -> bool {
        self.part_of[id.index()].or(self.declared_in[id.index()]).is_some()
    }

    /// A schema and those that it is written in, from the inside out.
    fn outward(&self, id: Id<Schema>) -> impl Iterator<Item = Id<Schema>> {
        let around = |it: &Id<Schema>| self.part_of[it.index()].or(self.declared_in[it.index()]);
        // Aliases can make a circle of it.
        std::iter::successors(Some(id), around).take(self.part_of.len())
    }
}

/// What of the places of schemas says where a `$dynamicRef` leads.
pub(super) struct Places {
    holders: Holders,
    resources: Vec<Resource>,
    /// By resource: its anchors that others have too, by name.
    anchors: BTreeMap<Resource, Vec<(usize, Id<Schema>)>>,
    /// The name of each `$dynamicRef` that may lead elsewhere than it says.
    pub(super) asking: BTreeMap<Id<Schema>, usize>,
    /// Those whose names are too many to tell apart.
    pub(super) beyond: Vec<Id<Schema>>,
}

impl Places {
    pub(super) fn new(api: &mut Api, resources: Vec<Resource>) -> Self {
        let mut places = Self {
            holders: Holders::new(api),
            resources,
            anchors: BTreeMap::new(),
            asking: BTreeMap::new(),
            beyond: Vec::new(),
        };
        let anchors = places.all_anchors(api);
        let mut numbers = BTreeMap::new();
        for (id, schema) in api.schemas.iter().filter(|(_, it)| is_dynamic(it)) {
            let Some(name) = asked(api, schema) else { continue };
            if anchors.get(&name).is_none_or(|it| it.len() < 2) {
                continue;
            }
            let next = numbers.len();
            match *numbers.entry(name).or_insert(next) {
                MOST_NAMES.. => places.beyond.push(id),
                number => {
                    places.asking.insert(id, number);
                }
            }
        }
        for (name, number) in numbers.into_iter().filter(|it| it.1 < MOST_NAMES) {
            for (&resource, &anchor) in &anchors[&name] {
                places.anchors.entry(resource).or_default().push((number, anchor));
            }
        }
        places
    }

    /// By name, then by resource: the first schema with this dynamic anchor.
    fn all_anchors(&self, api: &Api) -> BTreeMap<String, BTreeMap<Resource, Id<Schema>>> {
        let mut all: BTreeMap<String, BTreeMap<Resource, Id<Schema>>> = BTreeMap::new();
        for (id, schema) in api.schemas.iter() {
            let Some(name) = schema.core().and_then(|it| it.dynamic_anchor.as_ref()) else {
                continue;
            };
            let of_name = all.entry(name.to_string()).or_default();
            let first = of_name.entry(self.resource(id)).or_insert(id);
            let place = |id: Id<Schema>| api[id].at.map(|it| (it.file, it.start));
            if place(id) < place(*first) {
                *first = id;
            }
        }
        all
    }

    pub(super) fn resource(&self, id: Id<Schema>) -> Resource {
        self.resources[id.index()]
    }

    /// The anchors of a resource that may be asked for.
    pub(super) fn anchors(&self, resource: Resource) -> &[(usize, Id<Schema>)] {
        self.anchors.get(&resource).map_or(&[], Vec::as_slice)
    }

    /// The anchors of all resources.
    pub(super) fn all_anchors_asked(&self) -> Vec<Id<Schema>> {
        self.anchors.values().flatten().map(|it| it.1).collect()
    }

    /// The resources that are passed on the way to where a schema stands, the
    /// outermost first.
    pub(super) fn way_to(&self, id: Id<Schema>) -> Vec<Resource> {
        let part_of = |it: &Id<Schema>| self.holders.part_of[it.index()];
        let outward = std::iter::successors(Some(id), part_of).take(self.resources.len());
        let mut way: Vec<Resource> = outward.map(|it| self.resource(it)).collect();
        way.dedup();
        way.reverse();
        way
    }

    /// The component that a schema is written in, or what else tells it apart.
    pub(super) fn name_around<'a>(&self, api: &'a Api, id: Id<Schema>) -> &'a str {
        let mut outward = self.holders.outward(id);
        if let Some(name) = outward.find_map(|it| api.schema_name(it)) {
            return name;
        }
        let named = |it: Id<Schema>| api[it].title.as_ref().map(|it| &*it.text);
        self.holders.outward(id).find_map(named).unwrap_or("schema")
    }

    /// By schema: the names of anchors that what it means depends on.
    pub(super) fn needs(&self, api: &mut Api) -> Vec<Names> {
        let mut needs: Vec<Names> = vec![0; api.schemas.len()];
        // Who depends on a schema: whoever has it for a part, refers to it, or
        // may be led to it.
        let mut leaning: Vec<Vec<Id<Schema>>> = vec![Vec::new(); api.schemas.len()];
        let mut names_of: BTreeMap<Id<Schema>, Vec<usize>> = BTreeMap::new();
        for &(name, anchor) in self.anchors.values().flatten() {
            names_of.entry(anchor).or_default().push(name);
        }
        let mut asking: BTreeMap<usize, Vec<Id<Schema>>> = BTreeMap::new();
        for (index, needed) in needs.iter_mut().enumerate() {
            let id: Id<Schema> = Id::new(index);
            let schema = &mut api[id];
            schema.for_each_part(|it| leaning[it.index()].push(id));
            schema.for_each_mapped(|it| leaning[it.index()].push(id));
            if let Some(to) = schema.reference.as_ref().and_then(|it| it.to) {
                leaning[to.index()].push(id);
            }
            if let Some(&name) = self.asking.get(&id) {
                *needed |= 1 << name;
                asking.entry(name).or_default().push(id);
            }
        }
        // By name: what all that ask for it know they need.
        let mut told: BTreeMap<usize, Names> = BTreeMap::new();
        let mut waiting: Vec<Id<Schema>> = self.asking.keys().copied().collect();
        while let Some(id) = waiting.pop() {
            let needed = needs[id.index()];
            let mut others = std::mem::take(&mut leaning[id.index()]);
            let all = others.len();
            for name in names_of.get(&id).into_iter().flatten() {
                let told = told.entry(*name).or_default();
                if *told | needed != *told {
                    *told |= needed;
                    others.extend(asking.get(name).into_iter().flatten());
                }
            }
            for other in &others {
                let all = &mut needs[other.index()];
                if *all | needed != *all {
                    *all |= needed;
                    waiting.push(*other);
                }
            }
            others.truncate(all);
            leaning[id.index()] = others;
        }
        needs
    }
}

/// The name that a `$dynamicRef` asks for, where it is dynamic: what it names
/// by itself has a dynamic anchor of this name.
fn asked(api: &Api, schema: &Schema) -> Option<String> {
    let reference = schema.reference.as_ref()?;
    let name = reference.anchor()?;
    let anchor = api[reference.to?].core()?.dynamic_anchor.as_ref()?;
    (**anchor == *name).then_some(name)
}
