//! The document as the widdershins chain holds it: Swagger 2.0 turned into
//! OpenAPI 3, and every reference replaced by what it leads to.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::dialect::Version;
use crate::ir::{Api, Component, Id, Schema};
use crate::manner::widdershins::javascript::key_order;
use crate::manner::widdershins::marks;
use crate::manner::widdershins::schema::View;

/// An API with what the chain knows besides: the names that it gives to
/// schemas, and which schemas it met through a reference.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    /// What was read.
    pub(crate) api: &'a Api,
    /// The name of each schema of the components, by position.
    names: Vec<Cow<'a, str>>,
    /// The positions in the order of the pages.
    order: Vec<usize>,
    /// For each schema the reference node that marks it.
    marks: Vec<Option<Id<Schema>>>,
    /// Whether a reference to what is no component is replaced everywhere.
    only_components: bool,
}

impl<'a> Document<'a> {
    /// Follows all references once.
    pub(crate) fn new(api: &'a Api) -> Self {
        let names = names(api);
        let schemas: Vec<(usize, &Component<Schema>)> =
            api.components.schemas.iter().enumerate().collect();
        let mut order: Vec<usize> =
            key_order(&schemas, |(at, _)| &names[*at]).into_iter().map(|(at, _)| *at).collect();
        // A schema that got another name was put under it, behind the others.
        order.sort_by_key(|&at| *names[at] != *api.components.schemas[at].name);
        let marks = marks::marks(api);
        Self { api, names, order, marks, only_components: false }
    }

    /// A reference that leads into a component, or to an anchor, is no link:
    /// no page has a section for it. (The chain links to nowhere; in Swagger
    /// 2.0, where its pages are to be met exactly, so does this.)
    pub(crate) fn with_links_to_components_only(mut self) -> Self {
        self.only_components = self.api.version > Version::V2_0;
        self
    }

    /// Whether a reference is never shown as one.
    pub(crate) fn is_replaced(&self, reference: Id<Schema>) -> bool {
        let leads_to = |it: Id<Schema>| self.api[it].reference.as_ref().and_then(|it| it.to);
        self.only_components
            && leads_to(reference).is_some_and(|it| self.api[it].component.is_none())
    }

    /// The schemas of the components with their names, in the order of the pages.
    pub(crate) fn schemas(&self) -> impl Iterator<Item = (&str, Id<Schema>)> {
        self.order.iter().map(|&at| (&*self.names[at], self.api.components.schemas[at].it.to))
    }

    /// A schema with every reference replaced by what it leads to.
    pub(crate) fn resolved(&'a self, id: Id<Schema>) -> View<'a> {
        View::new(self, id, true)
    }

    /// A schema as it is stated, where a reference is a leaf.
    pub(crate) fn stated(&'a self, id: Id<Schema>) -> View<'a> {
        View::new(self, id, false)
    }

    /// The reference node whose name a schema bears, if it was met through one.
    pub(crate) fn mark(&self, id: Id<Schema>) -> Option<Id<Schema>> {
        self.marks.get(id.index()).copied().flatten()
    }

    /// The name that a reference node leads to, as the pages print it.
    pub(crate) fn name(&'a self, reference: Id<Schema>) -> &'a str {
        let Some(reference) = &self.api[reference].reference else { return "" };
        let component = reference.to.and_then(|to| self.api[self.api.written(to)].component);
        match component.and_then(|at| self.names.get(at as usize)) {
            Some(name) => name,
            None => reference.text.strip_prefix("#/components/schemas/").unwrap_or(&reference.text),
        }
    }
}

/// The names of the schemas, none twice.
fn names(api: &Api) -> Vec<Cow<'_, str>> {
    let schemas = &api.components.schemas;
    if api.version != Version::V2_0 {
        return schemas.iter().map(|it| Cow::Borrowed(&*it.name.text)).collect();
    }
    let mut taken: BTreeMap<Cow<'_, str>, usize> = BTreeMap::new();
    let mut names = Vec::with_capacity(schemas.len());
    for component in schemas {
        let base = sanitised(&component.name);
        let mut name = base.clone();
        while taken.contains_key(&name) {
            let uses = taken.entry(base.clone()).or_insert(1);
            *uses += 1;
            name = Cow::Owned(format!("{base}{uses}"));
        }
        taken.insert(name.clone(), 1);
        names.push(name);
    }
    names
}

/// The name that a definition of Swagger 2.0 has among OpenAPI 3's components.
fn sanitised(name: &str) -> Cow<'_, str> {
    let allowed = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '.' | '-');
    if name.chars().all(allowed) {
        return Cow::Borrowed(name);
    }
    let name = name.replacen("[]", "Array", 1).replace('/', "_");
    let mut clean = String::with_capacity(name.len());
    let mut replaced = false;
    for it in name.chars() {
        if allowed(it) {
            clean.push(it);
        } else if !replaced {
            clean.push('_');
        }
        replaced = !allowed(it);
    }
    Cow::Owned(clean)
}

#[cfg(test)]
mod tests {
    use super::sanitised;

    #[test]
    fn names_keep_only_what_a_component_may_be_called() {
        assert_eq!(sanitised("store.User"), "store.User");
        assert_eq!(sanitised("a/Sl ash"), "a_Sl_ash");
        assert_eq!(sanitised("List[]«User»"), "ListArray_User_");
    }
}
