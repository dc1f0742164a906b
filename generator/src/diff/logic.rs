//! Schemas that are made of schemas: which part became which.

use std::collections::BTreeSet;

use crate::diff::graph::{Compared, Graph, Via};
use crate::diff::kind::{Combined, Fate, Keyword, Kind};
use crate::diff::schema::Places;
use crate::diff::types::Typed;
use crate::diff::view::{View, is_annotation, is_bare_type, is_null, strip, union};
use crate::ir::{Api, ArrayRules, Id, Logic, ObjectRules, Property, Said, Schema, TextRules};
use crate::source;

/// What comparing the parts of a schema has told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Told {
    /// Nothing of the type.
    Nothing,
    /// What became of the type.
    Type,
    /// What became of the whole: it is compared with a part of the other.
    All,
}

/// Compares what a schema is made of.
pub(super) fn compare<'a>(
    graph: &mut Graph<'a>,
    found: &mut Compared<'a>,
    old: &View<'a>,
    new: &View<'a>,
    at: Places,
) -> Told {
    let composed = |it: &Schema| it.logic.is_some() || it.reference.is_some();
    if !composed(old.schema) && !composed(new.schema) {
        return Told::Nothing;
    }
    all_of(graph, found, old.schema, new.schema, at);
    conditions(graph, found, old.schema, new.schema, at);
    discriminator(graph, found, old.schema, new.schema, at);
    unions(graph, found, old, new, at)
}

/// The parts that must all hold.
fn parts(schema: &Schema) -> Vec<Id<Schema>> {
    let reference = schema.reference.as_ref().and_then(|it| it.to);
    reference.into_iter().chain(schema.all_of().iter().copied()).collect()
}

fn all_of<'a>(
    graph: &mut Graph<'a>,
    found: &mut Compared<'a>,
    old: &'a Schema,
    new: &'a Schema,
    at: Places,
) {
    let (one, two) = (parts(old), parts(new));
    if one.is_empty() && two.is_empty() {
        return;
    }
    let matched = matched(graph, &one, &two);
    for (old, new) in matched.pairs {
        found.edge(graph, old, new, Via::Same);
    }
    let kind = |api: &Api, it, fate| {
        if is_annotation(api, it) {
            Kind::Annotation(fate)
        } else {
            Kind::Member(Combined::AllOf, fate)
        }
    };
    for it in matched.removed {
        let text = format!("{} is no longer part of it (`allOf`)", named(graph.old, it));
        found.add(kind(graph.old, it, Fate::Removed), (graph.old[it].at, at.1), text);
    }
    for it in matched.added {
        let text = format!("{} is now part of it (`allOf`)", named(graph.new, it));
        found.add(kind(graph.new, it, Fate::Added), (at.0, graph.new[it].at), text);
    }
}

/// Compares alternatives.
fn unions<'a>(
    graph: &mut Graph<'a>,
    found: &mut Compared<'a>,
    old: &View<'a>,
    new: &View<'a>,
    at: Places,
) -> Told {
    let real = |api: &Api, members: &[Id<Schema>]| -> Vec<Id<Schema>> {
        members.iter().copied().filter(|it| !is_null(api, *it)).collect()
    };
    let (one, two) = (union(old.schema), union(new.schema));
    let all_bare =
        |api: &Api, members: &[Id<Schema>]| members.iter().all(|it| is_bare_type(api, *it));
    match (one, two) {
        (None, None) => Told::Nothing,
        (Some((before, one)), Some((after, two))) => {
            let (one, two) = (real(graph.old, one), real(graph.new, two));
            if all_bare(graph.old, &one) && all_bare(graph.new, &two) {
                return Told::Nothing;
            }
            if before != after && one.len() > 1 && two.len() > 1 {
                let text = format!("`{}` became `{}`", before.keyword(), after.keyword());
                found.add(Kind::UnionChanged, at, text);
            }
            let matched = matched(graph, &one, &two);
            for (old, new) in matched.pairs {
                found.edge(graph, old, new, Via::Same);
            }
            for it in matched.removed {
                gone(graph, found, before, it, at);
            }
            for it in matched.added {
                came(graph, found, after, it, at);
            }
            Told::Type
        }
        (None, Some((combined, members))) => {
            let members = real(graph.new, members);
            if all_bare(graph.new, &members) {
                return Told::Nothing;
            }
            let matched = matched(graph, &[old.id], &members);
            if matched.pairs.is_empty() {
                let text = format!("it is now one of several (`{}`)", combined.keyword());
                found.add(Kind::Wrapped(combined), at, text);
                return Told::All;
            }
            for (old, new) in matched.pairs {
                // Null is told of the whole.
                found.definition(graph, (old, new), true);
            }
            for it in matched.added {
                came(graph, found, combined, it, at);
            }
            Told::All
        }
        (Some((combined, members)), None) => {
            let members = real(graph.old, members);
            if all_bare(graph.old, &members) {
                return Told::Nothing;
            }
            let matched = matched(graph, &members, &[new.id]);
            if matched.pairs.is_empty() {
                let text = format!("it is no longer one of several (`{}`)", combined.keyword());
                found.add(Kind::Unwrapped(combined), at, text);
                return Told::All;
            }
            for (old, new) in matched.pairs {
                // Null is told of the whole.
                found.definition(graph, (old, new), true);
            }
            for it in matched.removed {
                gone(graph, found, combined, it, at);
            }
            Told::All
        }
    }
}

fn gone<'a>(
    graph: &Graph<'a>,
    found: &mut Compared<'a>,
    combined: Combined,
    it: Id<Schema>,
    at: Places,
) {
    let text = format!("{} is no longer an alternative", named(graph.old, it));
    found.add(Kind::Member(combined, Fate::Removed), (graph.old[it].at, at.1), text);
}

fn came<'a>(
    graph: &Graph<'a>,
    found: &mut Compared<'a>,
    combined: Combined,
    it: Id<Schema>,
    at: Places,
) {
    let text = format!("{} is now an alternative", named(graph.new, it));
    found.add(Kind::Member(combined, Fate::Added), (at.0, graph.new[it].at), text);
}

/// How a part is called in a sentence.
fn named(api: &Api, id: Id<Schema>) -> String {
    let stripped = strip(api, id);
    if let Some(name) = api.schema_name(stripped) {
        return format!("`{name}`");
    }
    if let Some(title) = &api[stripped].title {
        return format!("`{title}`");
    }
    let view = View::new(api, id);
    format!("a schema of type `{}`", Typed::new(api, &view).describe())
}

/// Which part became which.
struct Matched {
    pairs: Vec<(Id<Schema>, Id<Schema>)>,
    removed: Vec<Id<Schema>>,
    added: Vec<Id<Schema>>,
}

/// What a part looks like from afar.
struct Face<'a> {
    id: Id<Schema>,
    name: Option<&'a str>,
    title: Option<&'a str>,
    types: String,
    properties: BTreeSet<&'a str>,
    values: BTreeSet<String>,
}

impl<'a> Face<'a> {
    fn new(api: &'a Api, id: Id<Schema>) -> Self {
        let stripped = strip(api, id);
        let view = View::new(api, id);
        let mut values: BTreeSet<String> = BTreeSet::new();
        values.extend(view.schema.choices().into_iter().flatten().map(source::Value::to_json));
        values.extend(view.schema.constant().map(source::Value::to_json));
        // The value that tells alternatives apart is as good as a name.
        for property in view.schema.properties() {
            let inner = View::new(api, property.schema).schema;
            let only = inner.choices().filter(|it| it.len() == 1).and_then(|it| it.first());
            if let Some(value) = inner.constant().or(only) {
                values.insert(format!("{}={}", property.name, value.to_json()));
            }
        }
        Self {
            id,
            name: api.schema_name(stripped).map(|it| &**it),
            title: view.first(|it| it.title.as_deref()),
            types: Typed::new(api, &view).describe(),
            properties: view.schema.properties().iter().map(|it| &*it.name).collect(),
            values,
        }
    }

    /// How alike two parts are, in thousandths.
    fn likeness(&self, other: &Self) -> usize {
        if self.types != other.types {
            return 0;
        }
        let share = |both: usize, all: usize| (both * 1000).checked_div(all).unwrap_or(1000);
        let both = self.properties.intersection(&other.properties).count();
        let properties = share(both, self.properties.union(&other.properties).count());
        let both = self.values.intersection(&other.values).count();
        properties.min(share(both, self.values.union(&other.values).count()))
    }
}

/// A way to say that two parts are the same.
type Stage = dyn Fn(&Face<'_>, &Face<'_>) -> bool;

/// Pairs the parts of two lists: by name, by title, then by likeness.
fn matched(graph: &Graph<'_>, old: &[Id<Schema>], new: &[Id<Schema>]) -> Matched {
    let mut matched = Matched { pairs: Vec::new(), removed: Vec::new(), added: Vec::new() };
    let mut one: Vec<Face<'_>> = old.iter().map(|it| Face::new(graph.old, *it)).collect();
    let mut two: Vec<Face<'_>> = new.iter().map(|it| Face::new(graph.new, *it)).collect();
    let same_name = |one: &Face<'_>, two: &Face<'_>| one.name.is_some() && one.name == two.name;
    let same_title = |one: &Face<'_>, two: &Face<'_>| {
        (one.name.is_none() || two.name.is_none())
            && (one.title.is_some() && one.title == two.title || one.title == two.name)
            && one.types == two.types
            && (one.title.is_some() || two.name.is_some())
    };
    let same = |one: &Face<'_>, two: &Face<'_>| one.likeness(two) == 1000;
    let alike = |one: &Face<'_>, two: &Face<'_>| one.likeness(two) >= 500;
    let stages: [&Stage; 4] = [&same_name, &same_title, &same, &alike];
    for stage in stages {
        let mut left = Vec::new();
        for face in one {
            match two.iter().position(|it| stage(&face, it)) {
                Some(at) => matched.pairs.push((face.id, two.remove(at).id)),
                None => left.push(face),
            }
        }
        one = left;
    }
    // What alone remains of its type on both sides is the same, changed.
    if let ([face], [other]) = (&one[..], &two[..]) {
        let unnamed = face.name.is_none() && other.name.is_none();
        if unnamed && face.types == other.types {
            matched.pairs.push((face.id, other.id));
            return matched;
        }
    }
    matched.removed = one.into_iter().map(|it| it.id).collect();
    matched.added = two.into_iter().map(|it| it.id).collect();
    matched
}

/// A keyword that may hold a schema on either side.
fn keyword<'a>(
    graph: &mut Graph<'a>,
    found: &mut Compared<'a>,
    keyword: Keyword,
    (old, new): (Option<Id<Schema>>, Option<Id<Schema>>),
    via: Via<'a>,
    at: Places,
) {
    match (old, new) {
        (None, None) => {}
        (Some(old), Some(new)) => found.edge(graph, old, new, via),
        (None, Some(new)) => {
            let at = (at.0, graph.new[new].at);
            let text = format!("`{}` was added", keyword.keyword());
            found.add(Kind::Keyword(keyword, Fate::Added), at, text);
        }
        (Some(old), None) => {
            let at = (graph.old[old].at, at.1);
            let text = format!("`{}` was removed", keyword.keyword());
            found.add(Kind::Keyword(keyword, Fate::Removed), at, text);
        }
    }
}

/// Keywords that hold a schema under each name.
fn by_name<'a>(
    graph: &mut Graph<'a>,
    found: &mut Compared<'a>,
    which: Keyword,
    (old, new): (&'a [Property], &'a [Property]),
    at: Places,
) {
    let find = |all: &'a [Property], name: &str| all.iter().find(|it| *it.name == *name);
    for it in old {
        let other = find(new, &it.name).map(|it| it.schema);
        let via = Via::Item("{}");
        keyword(graph, found, which, (Some(it.schema), other), via, at);
    }
    for it in new.iter().filter(|it| find(old, &it.name).is_none()) {
        keyword(graph, found, which, (None, Some(it.schema)), Via::Same, at);
    }
}

fn conditions<'a>(
    graph: &mut Graph<'a>,
    found: &mut Compared<'a>,
    old: &'a Schema,
    new: &'a Schema,
    at: Places,
) {
    let (one, two) = (old.logic.as_deref(), new.logic.as_deref());
    let get = |it: fn(&Logic) -> Option<Id<Schema>>| (one.and_then(it), two.and_then(it));
    keyword(graph, found, Keyword::Not, get(|it| it.not), Via::Not, at);
    keyword(graph, found, Keyword::If, get(|it| it.when), Via::Same, at);
    keyword(graph, found, Keyword::Then, get(|it| it.then), Via::Same, at);
    keyword(graph, found, Keyword::Else, get(|it| it.otherwise), Via::Same, at);
}

/// `contentSchema`
pub(super) fn content_schema<'a>(
    graph: &mut Graph<'a>,
    found: &mut Compared<'a>,
    old: Option<&'a TextRules>,
    new: Option<&'a TextRules>,
    at: Places,
) {
    let get = |it: Option<&TextRules>| it.and_then(|it| it.content_schema);
    keyword(graph, found, Keyword::ContentSchema, (get(old), get(new)), Via::Same, at);
}

/// The keywords of arrays that hold schemas, `items` aside.
pub(super) fn arrays<'a>(
    graph: &mut Graph<'a>,
    found: &mut Compared<'a>,
    old: Option<&'a ArrayRules>,
    new: Option<&'a ArrayRules>,
    at: Places,
) {
    let get = |it: fn(&ArrayRules) -> Option<Id<Schema>>| (old.and_then(it), new.and_then(it));
    let item = Via::Item("[]");
    keyword(graph, found, Keyword::Contains, get(|it| it.contains), item, at);
    keyword(graph, found, Keyword::UnevaluatedItems, get(|it| it.unevaluated), item, at);
    let prefix = |it: Option<&'a ArrayRules>| it.map_or(&[][..], |it| &it.prefix);
    let (one, two) = (prefix(old), prefix(new));
    for position in 0..one.len().max(two.len()) {
        let both = (one.get(position).copied(), two.get(position).copied());
        keyword(graph, found, Keyword::PrefixItems, both, item, at);
    }
}

/// The keywords of objects that hold schemas, properties aside.
pub(super) fn objects<'a>(
    graph: &mut Graph<'a>,
    found: &mut Compared<'a>,
    old: Option<&'a ObjectRules>,
    new: Option<&'a ObjectRules>,
    at: Places,
) {
    let get = |it: fn(&ObjectRules) -> Option<Id<Schema>>| (old.and_then(it), new.and_then(it));
    keyword(graph, found, Keyword::PropertyNames, get(|it| it.names), Via::Same, at);
    let item = Via::Item("{}");
    keyword(graph, found, Keyword::UnevaluatedProperties, get(|it| it.unevaluated), item, at);
    let list = |it: fn(&'a ObjectRules) -> &'a [Property]| {
        (old.map_or(&[][..], it), new.map_or(&[][..], it))
    };
    by_name(graph, found, Keyword::PatternProperty, list(|it| &it.patterns), at);
    by_name(graph, found, Keyword::DependentSchema, list(|it| &it.dependent_schemas), at);
    let dependent = |it: Option<&'a ObjectRules>| it.map_or(&[][..], |it| &it.dependent_required);
    dependent_required(found, dependent(old), dependent(new), at);
}

fn dependent_required<'a>(
    found: &mut Compared<'a>,
    old: &'a [(Said, Vec<Said>)],
    new: &'a [(Said, Vec<Said>)],
    at: Places,
) {
    let find = |all: &'a [(Said, Vec<Said>)], name: &Said| all.iter().find(|it| it.0 == *name);
    let set = |it: &'a [Said]| -> BTreeSet<&'a str> { it.iter().map(|it| &**it).collect() };
    for (name, needs) in old {
        let (fate, place) = match find(new, name) {
            None => (Fate::Removed, at.1),
            Some((other, now)) if set(needs) != set(now) => (Fate::Changed, other.at),
            Some(_) => continue,
        };
        let text = format!("what `{name}` requires besides was {}", fate.name());
        found.add(Kind::DependentRequired(fate), (name.at, place), text);
    }
    for (name, _) in new.iter().filter(|it| find(old, &it.0).is_none()) {
        let text = format!("`{name}` requires others besides now");
        found.add(Kind::DependentRequired(Fate::Added), (at.0, name.at), text);
    }
}

fn discriminator<'a>(
    graph: &Graph<'a>,
    found: &mut Compared<'a>,
    old: &'a Schema,
    new: &'a Schema,
    at: Places,
) {
    let (old, new) = match (old.discriminator(), new.discriminator()) {
        (None, None) => return,
        (None, Some(new)) => {
            let text = format!("`{}` tells the alternatives apart now", new.property);
            return found.add(Kind::Discriminator(Fate::Added), (at.0, new.at), text);
        }
        (Some(old), None) => {
            let text = format!("`{}` no longer tells the alternatives apart", old.property);
            return found.add(Kind::Discriminator(Fate::Removed), (old.at, at.1), text);
        }
        (Some(old), Some(new)) => (old, new),
    };
    if old.property != new.property {
        let text = format!(
            "the property that tells the alternatives apart was `{}` and is `{}`",
            old.property, new.property
        );
        found.add(Kind::DiscriminatorProperty, (old.property.at, new.property.at), text);
    }
    // A name and a reference to it mean the same schema.
    let target = |api: &'a Api, it: &'a crate::ir::Mapping| -> &'a str {
        let name = it.schema.and_then(|it| api.schema_name(strip(api, it)));
        name.map_or(&*it.target, |it| it)
    };
    for it in &old.mapping {
        let (fate, place) = match new.mapping.iter().find(|other| other.value == it.value) {
            None => (Fate::Removed, new.at),
            Some(other) if target(graph.old, it) != target(graph.new, other) => {
                (Fate::Changed, other.value.at)
            }
            Some(_) => continue,
        };
        let text = format!("the value `{}` of the discriminator was {}", it.value, fate.name());
        found.add(Kind::DiscriminatorMapping(fate), (it.value.at, place), text);
    }
    for it in &new.mapping {
        if !old.mapping.iter().any(|other| other.value == it.value) {
            let text = format!("the value `{}` of the discriminator was added", it.value);
            found.add(Kind::DiscriminatorMapping(Fate::Added), (old.at, it.value.at), text);
        }
    }
}
