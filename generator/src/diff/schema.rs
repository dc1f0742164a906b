//! What differs between two schemas, whichever way their values go.

mod bounds;
mod object;
mod parts;
mod values;

use crate::dialect::Version;
use crate::diff::graph::{Compared, Difference, Graph, Via, What};
use crate::diff::kind::{Bound, Kind, Prose};
use crate::diff::life;
use crate::diff::logic::{self, Told};
use crate::diff::types::{Relation, Typed, relate};
use crate::diff::view::{View, is_annotation, own_nullable};
use crate::ir::{Api, Id, Said, Schema};
use crate::source;
use crate::text::Span;

/// The two places of what stands on both sides.
pub(super) type Places = (Option<Span>, Option<Span>);

/// Compares two schemas, and leads on to what they hold.
pub(super) fn compare<'a>(
    graph: &mut Graph<'a>,
    found: &mut Compared<'a>,
    old_id: Id<Schema>,
    new_id: Id<Schema>,
) {
    let (old_api, new_api) = (graph.old, graph.new);
    let (old, new) = (View::new(old_api, old_id), View::new(new_api, new_id));
    let at = (old_api[old_id].at, new_api[new_id].at);
    if old.unknown || new.unknown {
        // What is said around a reference is known though that leads nowhere.
        let around = (said_around(&old), said_around(&new));
        if let (Some(one), Some(two)) = around {
            prose(found, Prose::Description, Some(one), Some(two), at);
        }
        return;
    }
    // A schema that pages name and do not show says nothing.
    let shows = |pages: bool, it: &View<'_>, api: &Api| {
        !pages || it.schema.component.is_none() || !is_annotation(api, it.id)
    };
    let (from_old, from_new) = graph.lens.pages();
    if !shows(from_old, &old, old_api) || !shows(from_new, &new, new_api) {
        return;
    }
    if old.id != old_id || new.id != new_id {
        // One of them only says something about another, which is compared
        // where it is defined.
        let null_told = site(graph, found, &old, &new, at);
        // Some of the pages know a definition from one of its uses only, with
        // the values that are listed there.
        let listed = |it: &View<'_>| it.wrappers.iter().any(|it| values::listed(it).is_some());
        if graph.lens.is_partial() && (listed(&old) || listed(&new)) {
            return;
        }
        found.definition(graph, (old.id, new.id), null_told);
        return;
    }
    if !found.null_told {
        nullability(found, at, old.nullable(old_api), new.nullable(new_api));
    }
    if let Some(fields) = parts::flattened((old_api, old.schema), (new_api, new.schema)) {
        notes(found, &old, &new, at);
        object::properties(graph, found, &fields, at);
        return;
    }
    let comparable = match logic::compare(graph, found, &old, &new, at) {
        Told::Nothing => types(graph, found, &old, &new, at),
        // What is said beside alternatives holds for each of them.
        Told::Type if says_type(old.schema) && says_type(new.schema) => {
            types(graph, found, &old, &new, at)
        }
        Told::Type => true,
        Told::All => return,
    };
    values::compare(found, &old, &new, at);
    bounds::text(graph, found, &old, &new, at);
    bounds::number(found, &old, &new, at);
    notes(found, &old, &new, at);
    if comparable {
        array(graph, found, old.schema, new.schema, at);
        object::compare(graph, found, old.schema, new.schema, at);
    }
}

/// Whether a schema itself says of which type values are.
fn says_type(it: &Schema) -> bool {
    !it.types.is_empty() || it.format.is_some()
}

/// What is said around a schema, at one place that uses it; whether that tells
/// what became of null, though the definitions differ in it.
fn site<'a>(
    graph: &Graph<'a>,
    found: &mut Compared<'a>,
    old: &View<'a>,
    new: &View<'a>,
    at: Places,
) -> bool {
    let own = |api: &Api, it: &View<'_>| own_nullable(api, it.schema);
    let alike = own(graph.old, old) == own(graph.new, new);
    if (alike || old.null_around || new.null_around) && !found.null_told {
        nullability(found, at, old.nullable(graph.old), new.nullable(graph.new));
    }
    // Only what stands around counts here; the rest counts where it is defined.
    let around = |it: &View<'a>| it.wrappers.iter().find_map(|it| it.default_value());
    if around(old).is_some() || around(new).is_some() {
        values::default(
            found,
            old.first(Schema::default_value),
            new.first(Schema::default_value),
            at,
        );
    }
    let around = |it: &View<'a>| it.wrappers.iter().find_map(|it| values::listed(it));
    let repeats = |it: &View<'a>| match (around(it), values::listed(it.schema)) {
        (Some(one), Some(two)) => values::same(&one.0, &two.0),
        (None, _) => true,
        _ => false,
    };
    // A list that repeats that of the definition is told there.
    if !(repeats(old) && repeats(new)) {
        values::lists(found, old.first(values::listed), new.first(values::listed), at);
    }
    if old.wrappers.iter().chain(&new.wrappers).any(|it| it.format.is_some()) {
        types(graph, found, old, new, at);
    }
    let (one, two) = (said_around(old), said_around(new));
    let said = |it: Option<&'a Said>, view: &View<'a>| it.or(view.schema.description.as_ref());
    prose(found, Prose::Description, said(one, old), said(two, new), at);
    let around = |it: &View<'a>| it.wrappers.iter().find_map(|it| it.title.as_ref());
    prose(found, Prose::Title, around(old), around(new), at);
    found.null_told || !alike && (old.null_around || new.null_around)
}

/// What is said around a schema in prose.
fn said_around<'a>(it: &View<'a>) -> Option<&'a Said> {
    it.wrappers.iter().find_map(|it| it.description.as_ref())
}

fn nullability(found: &mut Compared<'_>, at: Places, old: Option<bool>, new: Option<bool>) {
    match (old, new) {
        (Some(false), Some(true)) => found.add(Kind::BecameNullable, at, "null is now allowed"),
        (Some(true), Some(false)) => {
            found.add(Kind::BecameNotNullable, at, "null is no longer allowed");
        }
        _ => {}
    }
}

/// Compares types; false where they have nothing in common to go on with.
fn types<'a>(
    graph: &Graph<'a>,
    found: &mut Compared<'a>,
    old: &View<'a>,
    new: &View<'a>,
    at: Places,
) -> bool {
    let (mut one, mut two) = (Typed::new(graph.old, old), Typed::new(graph.new, new));
    if graph.lens.is_used() && one.format != two.format {
        let said = (one.format.is_some(), two.format.is_some());
        let formats = [one.format, two.format];
        if !formats.into_iter().flatten().all(|it| graph.lens.sees_format(it, said)) {
            (one.format, two.format) = (None, None);
        }
    }
    if encoded_alike(old.schema, new.schema) {
        (one.format, two.format) = (None, None);
    }
    if one == two {
        return true;
    }
    let strict = relate(&one, &two, false);
    if strict == Relation::Same {
        return true;
    }
    let listed = one.listed || two.listed;
    let text = relate(&one, &two, true);
    let what = What::Types { strict, text, listed, to_any: two.is_any() };
    let text = format!("the type changed from `{}` to `{}`", one.describe(), two.describe());
    // A format may stand elsewhere than the type: on another page.
    let only_format = one.format != two.format && one.with_format(two.format) == two;
    let place = |it: &View<'a>, or: Option<Span>| {
        let format = it.first(|it| it.format.as_ref()).filter(|_| only_format);
        format.and_then(|it| it.at).or(or)
    };
    let (old, new) = (place(old, at.0), place(new, at.1));
    let said = (true, true);
    found.differences.push(Difference { what, text, via: Via::Same, old, new, said });
    strict != Relation::Other
}

/// How a text is encoded: by its format until 3.0, by `contentEncoding` since.
pub(super) fn encoded(schema: &Schema) -> Option<&str> {
    match (schema.format.as_deref(), schema.content_encoding()) {
        (Some("byte"), None | Some("base64")) | (None, Some("base64")) => Some("base64"),
        (Some("binary"), None | Some("binary")) | (None, Some("binary")) => Some("binary"),
        _ => None,
    }
}

/// Whether two texts are encoded alike, whichever way that is spelt.
pub(super) fn encoded_alike(old: &Schema, new: &Schema) -> bool {
    encoded(old).is_some() && encoded(old) == encoded(new)
}

/// Notes prose that is another.
pub(super) fn prose<'a>(
    found: &mut Compared<'a>,
    what: Prose,
    old: Option<&'a Said>,
    new: Option<&'a Said>,
    at: Places,
) {
    let words = |it: Option<&'a Said>| -> &'a str { it.map_or("", |it| it.trim()) };
    if words(old) == words(new) || found.lens.same_prose(words(old), words(new)) {
        return;
    }
    let at = (old.and_then(|it| it.at).or(at.0), new.and_then(|it| it.at).or(at.1));
    let text = match (old, new) {
        (None, _) => format!("the {} was added", what.name()),
        (_, None) => format!("the {} was removed", what.name()),
        _ => format!("the {} changed", what.name()),
    };
    let said = (old.is_some(), new.is_some());
    let (what, via) = (What::Kind(Kind::Prose(what)), Via::Same);
    let (old, new) = at;
    found.differences.push(Difference { what, text, via, old, new, said });
}

fn notes<'a>(found: &mut Compared<'a>, old: &View<'a>, new: &View<'a>, at: Places) {
    let (one, two) = (old.schema, new.schema);
    prose(found, Prose::Description, one.description.as_ref(), two.description.as_ref(), at);
    prose(found, Prose::Title, one.title.as_ref(), two.title.as_ref(), at);
    if one.notes.is_none() && two.notes.is_none() {
        return;
    }
    life::extensible_enum(found, one.extensions(), two.extensions(), at);
    extensions(found, one.extensions(), two.extensions(), at);
    let xml = |it: &'a Schema| {
        let xml = it.notes.as_deref().and_then(|it| it.xml.as_deref());
        xml.map(|it| {
            let said = |it: &'a Option<Said>| it.as_deref();
            let flag = |it: Option<bool>| it == Some(true);
            (
                said(&it.name),
                said(&it.namespace),
                said(&it.prefix),
                flag(it.attribute) || it.node_type.as_deref() == Some("attribute"),
                flag(it.wrapped),
                said(&it.node_type).filter(|it| *it != "attribute"),
            )
        })
    };
    if xml(one) != xml(two) {
        let place = |it: &Schema| it.notes.as_deref().and_then(|it| it.xml.as_ref()?.at);
        let at = (place(one).or(at.0), place(two).or(at.1));
        found.add(Kind::XmlChanged, at, "the spelling in XML changed");
    }
}

/// Extensions that have no meaning to us, as prose.
fn extensions<'a>(
    found: &mut Compared<'a>,
    old: &'a [(Said, source::Value)],
    new: &'a [(Said, source::Value)],
    at: Places,
) {
    for (name, fate) in life::extensions(old, new) {
        let text = format!("`{name}` was {}", fate.name());
        found.add(Kind::Prose(Prose::Extension), at, text);
    }
}

fn array<'a>(
    graph: &mut Graph<'a>,
    found: &mut Compared<'a>,
    old: &'a Schema,
    new: &'a Schema,
    at: Places,
) {
    let (one, two) = (old.array.as_deref(), new.array.as_deref());
    if one.is_none() && two.is_none() {
        return;
    }
    let get = |it: fn(&crate::ir::ArrayRules) -> Option<u64>| (one.and_then(it), two.and_then(it));
    let (before, after) = get(|it| it.max_items);
    bounds::count(found, Bound::MaxItems, before, after, at);
    let (before, after) = get(|it| it.min_items);
    bounds::count(found, Bound::MinItems, bounds::real(before), bounds::real(after), at);
    let unique = |it: Option<&crate::ir::ArrayRules>| it.is_some_and(|it| it.unique == Some(true));
    match (unique(one), unique(two)) {
        (false, true) => found.add(Kind::Unique(true), at, "items must differ now"),
        (true, false) => found.add(Kind::Unique(false), at, "items may be equal now"),
        _ => {}
    }
    let items = |api: &Api, it: Option<&crate::ir::ArrayRules>| {
        it.and_then(|it| it.items).filter(|it| !is_annotation(api, *it))
    };
    let via = Via::Item("[]");
    match (items(graph.old, one), items(graph.new, two)) {
        (Some(old), Some(new)) => found.edge(graph, old, new, via),
        // Until 3.0 an array must say what it holds; one that does not has
        // been left unfinished, and says nothing.
        _ if !(says_items(graph.old, old) && says_items(graph.new, new)) => {}
        (None, Some(new)) => {
            let at = (at.0, graph.new[new].at);
            found.add_at(via, Kind::TypeSpecialized, at, "the items have a type now");
        }
        (Some(old), None) => {
            let at = (graph.old[old].at, at.1);
            found.add_at(via, Kind::TypeGeneralized, at, "the items have no type any more");
        }
        (None, None) => {}
    }
    logic::arrays(graph, found, one, two, at);
    if let (Some(one), Some(two)) = (one, two)
        && one.contains.is_some()
        && two.contains.is_some()
    {
        bounds::count(found, Bound::MaxContains, one.max_contains, two.max_contains, at);
        bounds::count(found, Bound::MinContains, one.min_contains, two.min_contains, at);
    }
}

/// Whether what an array holds can be told from its schema.
fn says_items(api: &Api, schema: &Schema) -> bool {
    api.version >= Version::V3_1 || schema.items().is_some()
}
