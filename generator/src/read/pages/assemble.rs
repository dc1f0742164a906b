//! What pages display into the IR.
//!
//! Named schemas are taken from where they are shown best: from their own
//! section, else from the rows of a response that holds them, else from an
//! example. What is not said in so many words but follows from an example is
//! noted as inferred.

mod body;
mod combined;
mod enrich;
mod examples;
mod operation;
mod order;
mod security;
mod schema;
mod settle;
mod shared;
mod typed;
mod verify;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Report;
use crate::dialect::Version;
use crate::ir::{
    Api, Component, Id, Inference, Known, Parameter, Reference, Said, Schema, Tag, Use,
};
use crate::read::pages::shown::{Shown, ShownRow, ShownValue};
use crate::read::pages::types::link;
use crate::text::Span;

struct Assembly<'a> {
    api: Api,
    found: &'a mut Report,
    /// The position of each named schema, and how well it is known.
    names: BTreeMap<String, (Id<Schema>, Known)>,
    /// Examples with the media type or schema that they are of.
    shown: Vec<verify::Example>,
    /// Fences with the media types that they show.
    fences: Vec<settle::Fence>,
    /// The parameters whose value code shows, with the query that it is in.
    sent: Vec<(Id<Parameter>, ShownValue, String)>,
    /// The names of schemes that a page describes without one.
    nameless: Vec<Said>,
    /// Schemas that lists are of without a word on them: what stands over
    /// their properties is a title.
    titled: BTreeSet<String>,
    /// The prose of schemas that have sections of their own, which are read one
    /// after another.
    prose: BTreeMap<String, Said>,
    /// The schemas that are combined of parts, by these; none where several
    /// have the same.
    combined: BTreeMap<String, Option<String>>,
    /// Whether listed values stand in the order of their source.
    ordered: bool,
    /// What lists and maps hold without a name, by the rows that show it.
    shared: shared::Shared,
}

/// Makes an API of what pages display.
pub(super) fn assemble(shown: &mut Shown, found: &mut Report) -> Api {
    let api = Api { version: Version::V3_0, ..Api::default() };
    let names = BTreeMap::new();
    let mut all = Assembly {
        api,
        found,
        names,
        shown: Vec::new(),
        nameless: Vec::new(),
        fences: Vec::new(),
        sent: Vec::new(),
        titled: if shown.ordered { titled(shown) } else { BTreeSet::new() },
        prose: BTreeMap::new(),
        combined: if shown.ordered { by_parts(shown) } else { BTreeMap::new() },
        ordered: shown.ordered,
        shared: shared::Shared::default(),
    };
    all.api.info.title.clone_from(&shown.title);
    all.api.info.version.clone_from(&shown.version);
    all.api.info.description.clone_from(&shown.description);
    all.api.info.terms.clone_from(&shown.terms);
    all.api.info.contact = shown.contact.take();
    all.api.info.license = shown.license.take();
    all.api.external_docs = shown.external_docs.take();
    for tag in &mut shown.tags {
        let (name, description) = (tag.name.clone(), tag.description.clone());
        let external_docs = tag.docs.take();
        all.api.tags.push(Tag { at: name.at, name, description, external_docs, ..Tag::default() });
    }
    all.api.components.security = std::mem::take(&mut shown.schemes);
    all.nameless = std::mem::take(&mut shown.nameless);
    for schema in &shown.schemas {
        all.declare(&schema.name);
        let prose = schema.prose.clone().filter(|_| !all.titled.contains(&*schema.name.text));
        all.prose.extend(prose.map(|it| (schema.name.to_string(), it)));
    }
    all.ends_of_prose(shown);
    all.remember_sections(&shown.schemas);
    for schema in &shown.schemas {
        all.section(schema);
    }
    all.operations(shown);
    all.declare_schemes();
    all.verify();
    all.settle();
    all.tell_known();
    all.api
}

/// The schemas that rows of lists lead to without a description, which would
/// be theirs.
fn titled(shown: &Shown) -> BTreeSet<String> {
    let tables = shown.schemas.iter().flat_map(|it| &it.tables);
    let tables = tables.chain(shown.operations.iter().flat_map(|it| &it.tables));
    let silent = tables.flat_map(|it| &it.rows).filter(|it| it.description.is_none());
    let item = |it: &ShownRow| {
        let bare = it.ty.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(&it.ty);
        Some(link(bare).or_else(|| link(&it.ty))?.0.to_owned())
    };
    silent.filter_map(item).collect()
}

/// The schemas that are combined of parts.
fn by_parts(shown: &Shown) -> BTreeMap<String, Option<String>> {
    let mut all: BTreeMap<String, Option<String>> = BTreeMap::new();
    for schema in &shown.schemas {
        let rows = combined::flattened(&schema.tables);
        if !rows.is_empty() && rows[0].joint.is_some() {
            let key = combined::signature(&schema::branches(&rows));
            let is_new = !all.contains_key(&key);
            all.insert(key, is_new.then(|| schema.name.to_string()));
        }
    }
    all
}

impl Assembly<'_> {
    /// Rows of lists have the prose of what is listed with the blanks around it,
    /// which a section has lost.
    fn ends_of_prose(&mut self, shown: &Shown) {
        let tables = shown.schemas.iter().flat_map(|it| &it.tables);
        let tables = tables.chain(shown.operations.iter().flat_map(|it| &it.tables));
        for row in tables.filter(|_| shown.ordered).flat_map(|it| &it.rows) {
            let said = row.description.as_deref().and_then(|it| it.strip_prefix('['));
            let Some(inner) = said.and_then(|it| it.strip_suffix(']')) else { continue };
            let item = row.ty.strip_prefix('[').and_then(link);
            let Some(prose) = item.and_then(|(name, _)| self.prose.get_mut(name)) else { continue };
            if prose.trim() == inner.trim() && prose.len() < inner.len() {
                *prose = Said::new(inner, prose.at);
            }
        }
    }

    /// The named schema, declared where it is not yet.
    fn declare(&mut self, name: &Said) -> Id<Schema> {
        if let Some((id, _)) = self.names.get(&*name.text) {
            return *id;
        }
        let component = u32::try_from(self.api.components.schemas.len()).ok();
        let id = self.api.schemas.add(Schema { at: name.at, component, ..Schema::default() });
        let it = Use::here(id);
        self.api.components.schemas.push(Component { name: name.clone(), it, imported: false });
        self.names.insert(name.to_string(), (id, Known::Nothing));
        id
    }

    /// Whether a named schema is known worse than from this source; if so, it
    /// counts as known from there.
    fn learns(&mut self, name: &str, source: Known) -> bool {
        match self.names.get_mut(name) {
            Some((_, known)) if *known < source => {
                *known = source;
                true
            }
            _ => false,
        }
    }

    /// Tells how well each named schema is known.
    fn tell_known(&mut self) {
        let known = |it: &Component<Schema>| self.names.get(&*it.name.text).map(|it| it.1);
        let all = self.api.components.schemas.iter();
        self.api.known = all.map(|it| known(it).unwrap_or(Known::Nothing)).collect();
    }

    /// A schema that refers to a named one.
    fn refer(&mut self, name: &Said, at: Option<Span>) -> Id<Schema> {
        let to = self.declare(name);
        let text = Said::new(format!("#/components/schemas/{name}"), name.at);
        let reference =
            Reference { text, to: Some(to), summary: None, description: None, dynamic: false };
        let reference = Some(Box::new(reference));
        self.api.schemas.add(Schema { at, reference, ..Schema::default() })
    }

    /// Notes what was not stated.
    fn inferred(&mut self, at: Option<Span>, fact: impl Into<String>, rule: &'static str) {
        self.api.inferred.push(Inference { at, fact: fact.into(), rule });
    }
}
