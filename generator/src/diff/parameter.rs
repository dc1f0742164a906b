//! What differs between the parameters of two operations.

use crate::diff::graph::Slot;
use crate::diff::kind::{Direction, Kind, Life, Prose, Subject};
use crate::diff::life::{self, Lifetime};
use crate::diff::operation::{Comparison, Here, Places};
use crate::diff::types::{Relation, Typed, relate};
use crate::diff::url::variables;
use crate::diff::view::{View, is_bare_type};
use crate::ir::{Api, Example, Id, Operation, Parameter, Place, Said, Schema, Style, Type, Use};
use crate::manner::Fact;
use crate::source::Value;

/// What tells one parameter from another: where it goes, and its name; in the
/// path its position, since the name is not on the wire.
#[derive(PartialEq, Eq)]
enum Key<'a> {
    Variable(usize),
    Header(String),
    Other(Place, &'a str),
}

fn key<'a>(it: &'a Parameter, template: &[&str]) -> Key<'a> {
    match it.place {
        Place::Path => match template.iter().position(|name| *name == &*it.name) {
            Some(position) => Key::Variable(position),
            None => Key::Other(Place::Path, &it.name),
        },
        Place::Header => Key::Header(it.name.to_lowercase()),
        place => Key::Other(place, &it.name),
    }
}

/// The schema of a parameter, wherever it says it.
fn schema(api: &Api, it: &Parameter) -> Option<Id<Schema>> {
    it.schema.or_else(|| it.content.first().and_then(|media| api[media.to].schema))
}

/// What is said of a thing where it is used: a reference can say something
/// else than what it leads to.
pub(super) fn described<'a, T>(it: &'a Use<T>, own: Option<&'a Said>) -> Option<&'a Said> {
    it.via.as_deref().and_then(|it| it.description.as_ref()).or(own)
}

/// What exemplifies a parameter or a header: an example, named ones, a schema.
pub(super) type Exemplified<'a> =
    (Option<&'a Value>, &'a [(Said, Use<Example>)], Option<Id<Schema>>);

/// How a parameter is spelt, as far as that makes a difference for its type.
fn spelling(api: &Api, it: &Parameter) -> (Style, bool, bool) {
    let style = it.style();
    let is = |ty: Type| {
        schema(api, it).is_some_and(|id| {
            let view = View::new(api, id);
            let types = view.schema.types;
            types.has(ty)
                || (types.is_empty() && ty == Type::Object && view.schema.object.is_some())
        })
    };
    let (list, object) = (is(Type::Array), is(Type::Object));
    let explode = api.explodes(it);
    let plain = !list && !object;
    // One value is spelt alike in these, and a list alike in some.
    let style =
        if plain && !matches!(style, Style::Label | Style::Matrix) { Style::Form } else { style };
    let matters = object || list && !matches!(style, Style::Simple | Style::Label);
    (style, explode && matters, it.schema.is_none() && !it.content.is_empty())
}

impl Comparison<'_> {
    /// Compares the parameters of two operations.
    pub(super) fn parameters(&mut self, old: &Operation, new: &Operation, here: Here) {
        let (one, two) = (self.old.api, self.new.api);
        let (before, after) = (one.parameters_of(old), two.parameters_of(new));
        let names = |api: &'_ Api, it: &Operation| -> Vec<String> {
            variables(&api[it.path].template).into_iter().map(str::to_owned).collect()
        };
        let (old_names, new_names) = (names(one, old), names(two, new));
        let old_names: Vec<&str> = old_names.iter().map(String::as_str).collect();
        let new_names: Vec<&str> = new_names.iter().map(String::as_str).collect();
        let direction = Some(self.sent());
        let mut left: Vec<(Key<'_>, &Use<Parameter>)> =
            after.iter().map(|it| (key(&two[it.to], &new_names), *it)).collect();
        for used in before {
            let it = &one[used.to];
            let this = key(it, &old_names);
            if let Some(at) = left.iter().position(|other| other.0 == this) {
                // In order, so that of those that are alike each meets its own.
                let (_, other) = left.remove(at);
                self.parameter(used, other, here);
                continue;
            }
            let life = Lifetime::new(it.deprecated == Some(true), &it.extensions);
            let kind = Kind::ParameterRemoved(life.notice(self.today()));
            let text = format!("the {} parameter `{}` was removed", it.place.name(), it.name);
            self.add(kind, Subject::Parameter, direction, text, (it.at, new.at), &[here.at]);
        }
        let mut left: Vec<Id<Parameter>> = left.into_iter().map(|it| it.1.to).collect();
        left.sort_unstable();
        for id in left {
            let it = &two[id];
            let shared = !new.parameters.iter().any(|own| own.to == id);
            let required = it.is_required();
            let kind = match it.place {
                Place::Path => Kind::UrlParameterAdded,
                _ if shared => Kind::PathParameterAdded(required),
                _ => Kind::ParameterAdded(required),
            };
            let must = if required { "required" } else { "optional" };
            let (place, name) = (it.place.name(), &it.name);
            let text = format!("the {must} {place} parameter `{name}` was added");
            self.add(kind, Subject::Parameter, direction, text, (old.at, it.at), &[here.at]);
        }
    }

    fn parameter(&mut self, old: &Use<Parameter>, new: &Use<Parameter>, here: Here) {
        let (one, two) = (&self.old.api[old.to], &self.new.api[new.to]);
        let at = (one.at.or(one.name.at), two.at.or(two.name.at));
        let direction = Some(self.sent());
        let named = format!("the {} parameter `{}`", two.place.name(), two.name);
        let reach = [here.at];
        if two.place == Place::Path && one.name != two.name {
            let text = format!("the path parameter `{}` is called `{}` now", one.name, two.name);
            let places = (one.name.at, two.name.at);
            let kind = Kind::UrlParameterRenamed;
            self.add(kind, Subject::Parameter, direction, text, places, &reach);
        }
        let required = match (one.is_required(), two.is_required()) {
            (false, true) => Some((Kind::BecameRequired(false), "became required")),
            (true, false) => Some((Kind::BecameOptional, "became optional")),
            _ => None,
        };
        if let Some((kind, text)) = required {
            let text = format!("{named} {text}");
            self.add(kind, Subject::Parameter, direction, text, at, &reach);
        }
        let empty = |it: &Parameter| it.allow_empty == Some(true);
        if empty(one) != empty(two) {
            let may = if empty(two) { "may be empty now" } else { "may no longer be empty" };
            let kind = Kind::EmptyValue(empty(two));
            self.add(kind, Subject::Parameter, direction, format!("{named} {may}"), at, &reach);
        }
        let life = |it: &Parameter| Lifetime::new(it.deprecated == Some(true), &it.extensions);
        for (life, text) in life::lives(life(one), life(two)) {
            let text = match life {
                Life::StabilityInvalid => text.to_owned(),
                _ => format!("{named} {text}"),
            };
            self.add(Kind::Life(life), Subject::Parameter, direction, text, at, &reach);
        }
        let schemas = (schema(self.old.api, one), schema(self.new.api, two));
        let prose =
            (described(old, one.description.as_ref()), described(new, two.description.as_ref()));
        self.prose_of_value(prose, schemas, at, direction, &reach);
        let old_ones = (one.example.as_ref(), &one.examples[..], schemas.0);
        let new_ones = (two.example.as_ref(), &two.examples[..], schemas.1);
        self.examples_of_value(old_ones, new_ones, at, direction, &reach);
        self.values(one, two, at, &named, here);
    }

    /// Compares what is said of a parameter or a header: by itself, and where
    /// pages do not tell the two apart, by its schema.
    pub(super) fn prose_of_value(
        &mut self,
        (old, new): (Option<&Said>, Option<&Said>),
        schemas: (Option<Id<Schema>>, Option<Id<Schema>>),
        at: Places,
        direction: Option<Direction>,
        reach: &[u32],
    ) {
        fn own<'a>(
            api: &'a Api,
            it: Option<&'a Said>,
            schema: Option<Id<Schema>>,
        ) -> Option<&'a Said> {
            let said = |it: &&Said| !it.trim().is_empty();
            it.filter(said).or_else(|| api[schema?].description.as_ref().filter(said))
        }
        let apart = self.graph.lens.states(Fact::ParameterSchemaDescription);
        let prose = if apart {
            (old, new)
        } else {
            (own(self.old.api, old, schemas.0), own(self.new.api, new, schemas.1))
        };
        self.prose(Prose::Description, prose, at, direction, reach);
    }

    /// Compares the examples of a parameter or a header with those of its
    /// schema, where pages do not tell the two apart.
    pub(super) fn examples_of_value(
        &mut self,
        old: Exemplified<'_>,
        new: Exemplified<'_>,
        at: Places,
        direction: Option<Direction>,
        reach: &[u32],
    ) {
        let lens = self.graph.lens;
        if !lens.is_drift() || !lens.states(Fact::Example) {
            return;
        }
        let all = |api: &Api, (own, named, schema): Exemplified<'_>| -> Vec<Value> {
            if own.is_some() || !named.is_empty() {
                let named = named.iter().filter_map(|it| api[it.1.to].value.clone());
                return own.into_iter().cloned().chain(named).collect();
            }
            schema.and_then(|it| api[it].example().cloned()).into_iter().collect()
        };
        let (one, two) = (all(self.old.api, old), all(self.new.api, new));
        if one.len() == two.len() && one.iter().zip(&two).all(|(one, two)| one.same(two)) {
            return;
        }
        let place = |it: &[Value], at| it.first().map(Value::at).or(at);
        let at = (place(&one, at.0), place(&two, at.1));
        let kind = Kind::Prose(Prose::Example);
        self.add(kind, Subject::Operation, direction, "the example changed", at, reach);
    }

    /// How values are spelt, and which there are.
    fn values(&mut self, one: &Parameter, two: &Parameter, at: Places, named: &str, here: Here) {
        let (old, new) = (self.old.api, self.new.api);
        let direction = self.sent();
        let (Some(before), Some(after)) = (schema(old, one), schema(new, two)) else { return };
        if self.is_many_of(one, two, before, after) {
            let text = format!("{named} may be given more than once now");
            let kind = Kind::TypeGeneralized;
            self.add(kind, Subject::Parameter, Some(direction), text, at, &[here.at]);
            let null = |api, id| View::new(api, id).nullable(api) == Some(true);
            let kind = match (null(old, before), null(new, after)) {
                (false, true) => Some((Kind::BecameNullable, "null is now allowed")),
                (true, false) => Some((Kind::BecameNotNullable, "null is no longer allowed")),
                _ => None,
            };
            if let Some((kind, text)) = kind {
                let text = format!("{named}: {text}");
                self.add(kind, Subject::Parameter, Some(direction), text, at, &[here.at]);
            }
            return;
        }
        let (was, is) = (spelling(old, one), spelling(new, two));
        let types = |api, id| Typed::new(api, &View::new(api, id)).describe();
        if was != is && types(old, before) == types(new, after) {
            let shown = |it: (Style, bool, bool)| match it {
                (_, _, true) => "as a media type".to_owned(),
                (style, explode, _) => {
                    format!("`{}`{}", style.name(), if explode { ", exploded" } else { "" })
                }
            };
            let text = format!("{named} was spelt {} and is spelt {}", shown(was), shown(is));
            let kind = Kind::StyleChanged;
            self.add(kind, Subject::Parameter, Some(direction), text, at, &[here.at]);
        }
        let slot = if two.place == Place::Header { Slot::HeaderParameter } else { Slot::Parameter };
        let name = format!("{} parameter `{}`", two.place.name(), two.name);
        let place = self.within(here, &name);
        self.graph.root((before, after), slot, (direction, here.at), || place);
    }

    /// Whether one value became a list of such, which in a query that is
    /// exploded is spelt alike if there is one.
    fn is_many_of(
        &self,
        one: &Parameter,
        two: &Parameter,
        old: Id<Schema>,
        new: Id<Schema>,
    ) -> bool {
        let exploded =
            |it: &Parameter| it.place == Place::Query && it.style() == Style::Form && it.explode();
        if !(exploded(one) && exploded(two)) {
            return false;
        }
        let (before, after) = (View::new(self.old.api, old), View::new(self.new.api, new));
        let Some(rules) = after.schema.array.as_deref() else { return false };
        let Some(items) = rules.items else { return false };
        let free = rules.max_items.is_none() && rules.min_items.is_none_or(|it| it < 2);
        if !free || before.schema.array.is_some() || !is_bare_type(self.new.api, items) {
            return false;
        }
        let one = Typed::new(self.old.api, &before);
        let two = Typed::new(self.new.api, &View::new(self.new.api, items));
        !one.is_any() && matches!(relate(&one, &two, true), Relation::Same | Relation::Wider)
    }
}
