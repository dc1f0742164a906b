//! A schema as the chain's walker and sampler see it.

use crate::dialect::Version;
use crate::ir::{Api, ArrayRules, Id, ObjectRules, Property, Schema, Type, Values};
use crate::manner::widdershins::document::Document;
use crate::manner::widdershins::javascript::key_order;
use crate::source::Value;

/// How many schemas can be laid over each other: a wrapper, and what stands
/// alone in its `allOf`, `anyOf` and `oneOf`.
const LAYERS: usize = 4;

/// A schema, or several laid over each other without copying any: of each
/// keyword the first layer that states it counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    document: &'a Document<'a>,
    layers: [Option<Id<Schema>>; LAYERS],
    /// Whether references are replaced by what they lead to.
    resolved: bool,
    /// The combining keywords that were merged away.
    without: Without,
    /// The type where none is stated.
    default_type: Option<Type>,
    /// Whether the chain made a new object of it, which is no schema of the API.
    is_new: bool,
    /// Whether what stands alone in it was merged with it.
    is_combined: bool,
}

/// Combining keywords that a view no longer has.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
struct Without {
    all_of: bool,
    any_of: bool,
    one_of: bool,
}

/// A keyword that combines schemas.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Combining {
    /// `allOf`
    All,
    /// `anyOf`
    Any,
    /// `oneOf`
    One,
}

impl<'a> View<'a> {
    /// A schema of the document, its references replaced or not.
    pub(crate) fn new(document: &'a Document<'a>, id: Id<Schema>, resolved: bool) -> Self {
        let id = if resolved {
            behind(document.api, id)
        } else if document.is_replaced(id) {
            document.api.resolve(id).unwrap_or(id)
        } else {
            id
        };
        let layers = [Some(id), None, None, None];
        Self {
            document,
            layers,
            resolved,
            without: Without::default(),
            default_type: None,
            is_new: false,
            is_combined: false,
        }
    }

    /// The API that it is of.
    pub(crate) fn api(self) -> &'a Api {
        self.document.api
    }

    /// A schema that stands in this one.
    pub(crate) fn inner(self, id: Id<Schema>) -> Self {
        Self::new(self.document, id, self.resolved)
    }

    /// Which schema of the API it is; `None` for what was made of several.
    pub(crate) fn identity(self) -> Option<Id<Schema>> {
        self.layers[0].filter(|_| !self.is_new)
    }

    /// The schemas that are laid over each other.
    pub(crate) fn layers(self) -> impl Iterator<Item = Id<Schema>> {
        self.layers.into_iter().flatten()
    }

    /// The same without one of the combining keywords.
    pub(crate) fn without(mut self, keyword: Combining) -> Self {
        match keyword {
            Combining::All => self.without.all_of = true,
            Combining::Any => self.without.any_of = true,
            Combining::One => self.without.one_of = true,
        }
        self.is_new = true;
        self
    }

    /// A copy, with a type where it states none.
    pub(crate) fn copied(self, default_type: Option<Type>) -> Self {
        Self { default_type, is_new: true, ..self }
    }

    /// What stands alone in `allOf`, `anyOf` or `oneOf` merged with this,
    /// whose own keywords win; and the schemas that were merged into it.
    pub(crate) fn combined(mut self) -> (Self, Vec<Id<Schema>>) {
        let mut merged = Vec::new();
        if self.reference().is_some() {
            return (self, merged);
        }
        self.is_combined = true;
        for keyword in [Combining::All, Combining::Any, Combining::One] {
            let &[part] = self.parts(keyword) else { continue };
            self = self.without(keyword);
            let part = self.inner(part).layers[0];
            if let Some(free) = self.layers.iter_mut().find(|it| it.is_none()) {
                *free = part;
            }
            merged.extend(part);
        }
        (self, merged)
    }

    /// The schemas under a combining keyword.
    pub(crate) fn parts(self, keyword: Combining) -> &'a [Id<Schema>] {
        let gone = match keyword {
            Combining::All => self.without.all_of,
            Combining::Any => self.without.any_of,
            Combining::One => self.without.one_of,
        };
        let parts = |it: &'a Schema| match keyword {
            Combining::All => it.all_of(),
            Combining::Any => it.any_of(),
            Combining::One => it.one_of(),
        };
        let found = || self.own(|it| Some(parts(it)).filter(|it| !it.is_empty()));
        if gone { &[] } else { found().unwrap_or_default() }
    }

    /// The reference that it is, where references are not replaced.
    pub(crate) fn reference(self) -> Option<Id<Schema>> {
        let is_reference = |it: &Id<Schema>| self.api()[*it].reference.is_some();
        self.layers.into_iter().flatten().find(is_reference).filter(|_| !self.resolved)
    }

    /// The reference that it is shown as a link for: itself, or where
    /// references are replaced, the one whose mark it bears.
    fn shown_reference(self) -> Option<Id<Schema>> {
        let marked = || self.layers.into_iter().flatten().find_map(|it| self.document.mark(it));
        let shown = if self.resolved { marked() } else { self.reference() };
        shown.filter(|it| !self.document.is_replaced(*it))
    }

    /// The name of the component that it is shown as a link to.
    pub(crate) fn link(self) -> Option<&'a str> {
        self.shown_reference().map(|it| self.document.name(it))
    }

    /// The XML element that stands around a value.
    pub(crate) fn element(self) -> Option<&'a str> {
        let stated = self.own(|it| it.notes.as_deref()?.xml.as_ref()?.name.as_deref());
        stated.or_else(|| self.link())
    }

    /// The schema that the link leads to.
    pub(crate) fn linked(self) -> Option<Id<Schema>> {
        self.shown_reference().and_then(|it| self.api().resolve(it))
    }

    /// What the first layer that states a keyword says. A reference states
    /// nothing of its own.
    pub(crate) fn own<T>(self, keyword: impl Fn(&'a Schema) -> Option<T>) -> Option<T> {
        let api = self.api();
        let stating = self.layers.into_iter().flatten().map(|it| &api[it]);
        stating.filter(|it| it.reference.is_none()).find_map(keyword)
    }

    /// A keyword of objects.
    pub(crate) fn object<T>(self, keyword: impl Fn(&'a ObjectRules) -> Option<T>) -> Option<T> {
        self.own(|it| it.object.as_deref().and_then(&keyword))
    }

    /// A keyword of arrays.
    pub(crate) fn array<T>(self, keyword: impl Fn(&'a ArrayRules) -> Option<T>) -> Option<T> {
        self.own(|it| it.array.as_deref().and_then(&keyword))
    }

    /// Values that are named one by one.
    pub(crate) fn values<T>(self, keyword: impl Fn(&'a Values) -> Option<T>) -> Option<T> {
        self.own(|it| it.values.as_deref().and_then(&keyword))
    }

    /// The types that are stated, the first of them first; `null` among them.
    pub(crate) fn types(self) -> Vec<Type> {
        let stated = self.own(|it| Some(it.types).filter(|it| !it.is_empty()));
        stated.map_or_else(|| self.default_type.into_iter().collect(), |it| it.iter().collect())
    }

    /// The one type that is stated, `null` aside.
    pub(crate) fn ty(self) -> Option<Type> {
        self.own(|it| Some(it.types).filter(|it| !it.is_empty()))
            .map_or(self.default_type, |it| it.single().or_else(|| it.iter().next()))
    }

    /// `title`, unless it is empty.
    pub(crate) fn title(self) -> Option<&'a str> {
        self.own(|it| it.title.as_deref()).filter(|it| !it.is_empty())
    }

    /// `description`, unless it is empty. From 3.0 a reference keeps its own.
    pub(crate) fn description(self) -> Option<&'a str> {
        let beside = || {
            let api = self.api();
            let kept = api.version > Version::V2_0;
            let reference = &api[self.reference()?];
            let overriding = reference.reference.as_ref().and_then(|it| it.description.as_deref());
            overriding.or(reference.description.as_deref()).filter(|_| kept)
        };
        self.own(|it| it.description.as_deref()).or_else(beside).filter(|it| !it.is_empty())
    }

    /// `format`, unless it is empty.
    pub(crate) fn format(self) -> Option<&'a str> {
        self.own(|it| it.format.as_deref()).filter(|it| !it.is_empty())
    }

    /// Whether it may be null.
    pub(crate) fn is_nullable(self) -> bool {
        let among_types = |it: &Schema| it.types.has(Type::Null) && it.types.single().is_some();
        self.own(|it| it.nullable) == Some(true)
            || self.own(|it| Some(it.layout.nullable).filter(|&it| it)).is_some()
            || self.own(|it| Some(among_types(it)).filter(|&it| it)).is_some()
    }

    /// `readOnly: true`
    pub(crate) fn is_read_only(self) -> bool {
        self.own(|it| it.notes.as_deref()?.read_only) == Some(true)
    }

    /// `writeOnly: true`
    pub(crate) fn is_write_only(self) -> bool {
        self.own(|it| it.notes.as_deref()?.write_only) == Some(true)
    }

    /// `enum`, where it names at least one value.
    pub(crate) fn choices(self) -> Option<&'a [Value]> {
        let apart = !self.is_combined && self.own(|it| Some(it.layout.in_part)) == Some(true);
        self.values(|it| it.choices.as_deref()).filter(|it| !it.is_empty() && !apart)
    }

    /// `const`
    pub(crate) fn constant(self) -> Option<&'a Value> {
        self.values(|it| it.constant.as_deref())
    }

    /// `prefixItems`
    pub(crate) fn prefix(self) -> &'a [Id<Schema>] {
        self.array(|it| Some(&*it.prefix).filter(|it| !it.is_empty())).unwrap_or_default()
    }

    /// `items`
    pub(crate) fn items(self) -> Option<Self> {
        self.array(|it| it.items).map(|it| self.inner(it))
    }

    /// `additionalProperties`, where it is a schema and no boolean.
    pub(crate) fn additional(self) -> Option<Self> {
        let schema = self.object(|it| it.additional)?;
        self.api()[schema].always.is_none().then(|| self.inner(schema))
    }

    /// `properties` in the order of the pages.
    pub(crate) fn properties(self) -> Vec<&'a Property> {
        let all = self.object(|it| Some(&*it.properties).filter(|it| !it.is_empty()));
        key_order(all.unwrap_or_default(), |it| &it.name)
    }

    /// Whether `required` names a property.
    pub(crate) fn requires(self, name: &str) -> bool {
        let required = self.object(|it| it.required.as_deref()).unwrap_or_default();
        required.iter().any(|it| **it == *name)
    }
}

/// What a reference leads to, and what keys right beside one do.
fn behind(api: &Api, id: Id<Schema>) -> Id<Schema> {
    let mut at = api.resolve(id).unwrap_or(id);
    for _ in 0..LAYERS {
        if let Some(shown) = api[at].layout.shown_as {
            at = api.resolve(shown).unwrap_or(shown);
            continue;
        }
        match api[at].all_of() {
            &[part] if api[at].layout.beside => at = api.resolve(part).unwrap_or(part),
            _ => break,
        }
    }
    at
}
