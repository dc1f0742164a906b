//! Properties, and who may see them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::graph::{Compared, Graph, Via};
use crate::diff::kind::{Bound, Kind, Prose};
use crate::diff::schema::parts::Fields;
use crate::diff::schema::{Places, bounds};
use crate::diff::view::{View, is_annotation};
use crate::diff::{life, logic};
use crate::ir::{Api, Id, Property, Schema};
use crate::text::Span;

/// Finds things by name in a list, mostly where they stand in the other list.
struct ByName<'f, 'a> {
    all: &'f [&'a Property],
    names: Option<BTreeMap<&'a str, usize>>,
}

impl<'f, 'a> ByName<'f, 'a> {
    fn new(all: &'f [&'a Property]) -> Self {
        Self { all, names: None }
    }

    fn find(&mut self, name: &str, near: usize) -> Option<&'a Property> {
        if let Some(it) = self.all.get(near).filter(|it| *it.name == *name) {
            return Some(it);
        }
        let all = self.all;
        let names = self.names.get_or_insert_with(|| {
            let mut names = BTreeMap::new();
            for (at, it) in all.iter().enumerate() {
                names.entry(&*it.name).or_insert(at);
            }
            names
        });
        names.get(name).map(|&at| all[at])
    }
}

/// Compares the properties of two objects.
pub(super) fn properties<'a>(
    graph: &mut Graph<'a>,
    found: &mut Compared<'a>,
    (old, new): &(Fields<'a>, Fields<'a>),
    at: Places,
) {
    let (mut by_old, mut by_new) = (ByName::new(&old.properties), ByName::new(&new.properties));
    for (near, property) in old.properties.iter().enumerate() {
        let name = &*property.name;
        match by_new.find(name, near) {
            Some(other) => {
                let required = (old.required.contains(name), new.required.contains(name));
                both(graph, found, property, other, required);
            }
            None => removed(graph, found, property, old.required.contains(name), at.1),
        }
    }
    for (near, property) in new.properties.iter().enumerate() {
        if by_old.find(&property.name, near).is_none() {
            added(graph, found, property, new.required.contains(&*property.name), at.0);
        }
    }
    let order = |it: &Fields<'a>, other: &mut ByName<'_, 'a>| -> Vec<&'a str> {
        let both = it.properties.iter().enumerate();
        both.filter(|(near, it)| other.find(&it.name, *near).is_some())
            .map(|(_, it)| &*it.name.text)
            .collect()
    };
    if order(old, &mut by_new) != order(new, &mut by_old) {
        found.add(Kind::Prose(Prose::Order), at, "the properties stand in another order");
    }
}

pub(super) fn compare<'a>(
    graph: &mut Graph<'a>,
    found: &mut Compared<'a>,
    old: &'a Schema,
    new: &'a Schema,
    at: Places,
) {
    if old.object.is_none() && new.object.is_none() {
        return;
    }
    let fields = (Fields::own(old), Fields::own(new));
    properties(graph, found, &fields, at);
    required_elsewhere(found, (old, new), (&fields.0.required, &fields.1.required), at);
    additional(graph, found, old, new, at);
    let rules = (old.object.as_deref(), new.object.as_deref());
    let get = |it: fn(&crate::ir::ObjectRules) -> Option<u64>| {
        (rules.0.and_then(it), rules.1.and_then(it))
    };
    let (before, after) = get(|it| it.max_properties);
    bounds::count(found, Bound::MaxProperties, before, after, at);
    let (before, after) = get(|it| it.min_properties);
    bounds::count(found, Bound::MinProperties, bounds::real(before), bounds::real(after), at);
    logic::objects(graph, found, rules.0, rules.1, at);
}

/// How a property leads on: what is read-only now is not sent.
fn through<'a>(name: &'a str, view: &View<'_>) -> Via<'a> {
    Via::Property {
        name,
        read_only: view.any(Schema::is_read_only),
        write_only: view.any(Schema::is_write_only),
    }
}

fn removed<'a>(
    graph: &Graph<'a>,
    found: &mut Compared<'a>,
    property: &'a Property,
    required: bool,
    at: Option<Span>,
) {
    let via = through(&property.name, &View::new(graph.old, property.schema));
    let kind = Kind::PropertyRemoved { required };
    let must = if required { "required" } else { "optional" };
    found.add_at(via, kind, (property.name.at, at), format!("the {must} property was removed"));
}

fn added<'a>(
    graph: &Graph<'a>,
    found: &mut Compared<'a>,
    property: &'a Property,
    required: bool,
    at: Option<Span>,
) {
    let view = View::new(graph.new, property.schema);
    let default = view.first(Schema::default_value).is_some();
    let via = through(&property.name, &view);
    let kind = Kind::PropertyAdded { required, default };
    let must = match (required, default) {
        (true, true) => "required property with a default",
        (true, false) => "required property",
        _ => "optional property",
    };
    found.add_at(via, kind, (at, property.name.at), format!("the {must} was added"));
}

fn both<'a>(
    graph: &mut Graph<'a>,
    found: &mut Compared<'a>,
    old: &'a Property,
    new: &'a Property,
    required: (bool, bool),
) {
    let (one, two) = (View::new(graph.old, old.schema), View::new(graph.new, new.schema));
    let via = through(&new.name, &two);
    let at = (old.name.at, new.name.at);
    match required {
        (false, true) => {
            let default = two.first(Schema::default_value).is_some();
            let kind = Kind::BecameRequired(default);
            found.add_at(via, kind, at, "the property became required");
        }
        (true, false) => {
            found.add_at(via, Kind::BecameOptional, at, "the property became optional");
        }
        _ => {}
    }
    let says_nothing = |it: &View<'_>| it.wrappers.is_empty() && it.schema.notes.is_none();
    if !(says_nothing(&one) && says_nothing(&two)) {
        access(found, (&one, &two), &new.name, required.1, at);
        life::property(found, (&one, &two), via, at);
    }
    found.edge(graph, old.schema, new.schema, via);
}

/// Who may see a property, and who may set it.
fn access<'a>(
    found: &mut Compared<'a>,
    (old, new): (&View<'a>, &View<'a>),
    name: &'a str,
    required: bool,
    at: Places,
) {
    // Told as a change of a property, whichever direction carries it.
    let via = Via::Property { name, read_only: false, write_only: false };
    let read = (old.any(Schema::is_read_only), new.any(Schema::is_read_only));
    let write = (old.any(Schema::is_write_only), new.any(Schema::is_write_only));
    if read.0 != read.1 {
        let kind = Kind::ReadOnly { on: read.1, required };
        let text = if read.1 { "became read-only" } else { "is no longer read-only" };
        found.add_at(via, kind, at, format!("the property {text}"));
    }
    if write.0 != write.1 {
        let kind = Kind::WriteOnly { on: write.1, required };
        let text = if write.1 { "became write-only" } else { "is no longer write-only" };
        found.add_at(via, kind, at, format!("the property {text}"));
    }
}

/// Names that are required here, though their properties stand in a part.
fn required_elsewhere<'a>(
    found: &mut Compared<'a>,
    (old, new): (&'a Schema, &'a Schema),
    (before, after): (&BTreeSet<&'a str>, &BTreeSet<&'a str>),
    at: Places,
) {
    // Without parts nothing has that name: a slip, and no change.
    let composed = |it: &Schema| it.reference.is_some() || !it.all_of().is_empty();
    if before == after || !(composed(old) && composed(new)) {
        return;
    }
    let here = |name: &str| old.property(name).is_some() || new.property(name).is_some();
    for &name in after.difference(before).filter(|it| !here(it)) {
        let via = Via::Property { name, read_only: false, write_only: false };
        found.add_at(via, Kind::BecameRequired(false), at, "the property became required");
    }
    for &name in before.difference(after).filter(|it| !here(it)) {
        let via = Via::Property { name, read_only: false, write_only: false };
        found.add_at(via, Kind::BecameOptional, at, "the property became optional");
    }
}

/// What an object holds under names that are not given.
enum Rest {
    Any,
    Nothing,
    Schema(Id<Schema>),
}

fn rest(api: &Api, schema: &Schema) -> Rest {
    match schema.additional() {
        None => Rest::Any,
        Some(id) => match &api[id] {
            it if it.always == Some(false) => Rest::Nothing,
            it if it.reference.is_none() && is_annotation(api, id) => Rest::Any,
            _ => Rest::Schema(id),
        },
    }
}

fn additional<'a>(
    graph: &mut Graph<'a>,
    found: &mut Compared<'a>,
    old: &'a Schema,
    new: &'a Schema,
    at: Places,
) {
    let via = Via::Item("{}");
    match (rest(graph.old, old), rest(graph.new, new)) {
        (Rest::Any, Rest::Any) | (Rest::Nothing, Rest::Nothing) => {}
        (Rest::Schema(old), Rest::Schema(new)) => found.edge(graph, old, new, via),
        (_, Rest::Nothing) => {
            let text = "properties that are not named are forbidden now";
            found.add(Kind::AdditionalForbidden(true), at, text);
        }
        (Rest::Nothing, _) => {
            let text = "properties that are not named are allowed now";
            found.add(Kind::AdditionalForbidden(false), at, text);
        }
        (Rest::Any, Rest::Schema(new)) => {
            let at = (at.0, graph.new[new].at);
            let text = "properties that are not named have a type now";
            found.add_at(via, Kind::TypeSpecialized, at, text);
        }
        (Rest::Schema(old), Rest::Any) => {
            let at = (graph.old[old].at, at.1);
            let text = "properties that are not named have no type any more";
            found.add_at(via, Kind::TypeGeneralized, at, text);
        }
    }
}
