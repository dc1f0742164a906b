//! What pages display into the IR.
//!
//! Named schemas are taken from where they are shown best: from their own
//! section, else from the rows of a response that holds them, else from an
//! example. What is not said in so many words but follows from an example is
//! noted as inferred.

mod allot;
mod body;
mod combined;
mod enrich;
mod examples;
mod operation;
mod order;
mod places;
mod response;
mod security;
mod schema;
mod settle;
mod shared;
mod survey;
mod typed;
mod verify;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Report;
use crate::dialect::Version;
use crate::ir::{
    Api, Component, Discriminator, Id, Inference, Known, Parameter, Reference, Said, Schema, Tag,
    Use,
};
use crate::read::pages::shown::{Shown, ShownValue};
use crate::source::Node;
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
    /// The descriptions of schemas that other rows tell, or that there is none:
    /// what stands over their own rows, if it is another text, is a title.
    titled: BTreeMap<String, Option<Said>>,
    /// The names that sections have.
    sections: BTreeSet<String>,
    /// The prose of schemas that have sections of their own, which are read one
    /// after another.
    prose: BTreeMap<String, Said>,
    /// By which property schemas are told apart, as rows of parts say that lead
    /// to them.
    told_apart: Vec<(String, Said)>,
    /// The schemas that are combined of parts, by these; none where several
    /// have the same.
    combined: BTreeMap<String, Option<String>>,
    /// The schemas that are no combination, by their rows; none where several
    /// have the same.
    by_rows: BTreeMap<String, Option<String>>,
    /// The schemas whose examples are maps, by these; none where several have
    /// the same.
    by_example: BTreeMap<String, Option<String>>,
    /// Whether listed values stand in the order of their source.
    ordered: bool,
    /// The values that rows have beyond doubt.
    alike: survey::Alike,
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
        titled: if shown.ordered { survey::titled(shown) } else { BTreeMap::new() },
        sections: shown.schemas.iter().map(|it| it.name.to_string()).collect(),
        prose: BTreeMap::new(),
        told_apart: Vec::new(),
        combined: if shown.ordered { survey::by_parts(shown) } else { BTreeMap::new() },
        by_rows: if shown.ordered { survey::by_rows(shown) } else { BTreeMap::new() },
        by_example: if shown.ordered { survey::by_example(shown) } else { BTreeMap::new() },
        ordered: shown.ordered,
        alike: if shown.ordered { survey::Alike::of(shown) } else { survey::Alike::default() },
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
        let prose = match all.titled.get(&*schema.name.text) {
            Some(told) => told.clone(),
            None => schema.prose.clone(),
        };
        all.prose.extend(prose.map(|it| (schema.name.to_string(), it)));
    }
    all.remember_sections(&shown.schemas);
    for (name, told) in &all.titled {
        if let Some(told) = told.clone().filter(|_| !all.names.contains_key(name)) {
            all.prose.insert(name.clone(), told);
        }
    }
    for schema in &shown.schemas {
        all.section(schema);
    }
    all.tell_apart();
    all.operations(shown);
    all.told_without_section();
    all.find_places();
    all.declare_schemes();
    all.verify();
    all.settle();
    all.tell_known();
    all.api
}

impl Assembly<'_> {
    /// The one schema that has this example in its section.
    fn by_example(&mut self, sample: Node<'_>) -> Option<String> {
        let name = self.by_example.get(&sample.to_json()).cloned().flatten()?;
        self.inferred(None, format!("items of `{name}`"), "the example is that of its section");
        Some(name)
    }

    /// The prose of schemas that have no section.
    fn told_without_section(&mut self) {
        for (name, told) in &self.prose {
            let Some(&(id, known)) = self.names.get(name) else { continue };
            if self.ordered && known != Known::Section && self.api[id].description.is_none() {
                self.api[id].description = Some(told.clone());
            }
        }
    }

    /// Says of schemas how they are told apart, where rows of parts say so.
    fn tell_apart(&mut self) {
        for (name, property) in std::mem::take(&mut self.told_apart) {
            let Some(&(id, Known::Section)) = self.names.get(&name) else { continue };
            let logic = self.api[id].logic.get_or_insert_default();
            if logic.discriminator.is_none() {
                let at = property.at;
                let by = Discriminator { at, property, ..Discriminator::default() };
                logic.discriminator = Some(Box::new(by));
            }
        }
    }

    /// The named schema, declared where it is not yet.
    fn declare(&mut self, name: &Said) -> Id<Schema> {
        if let Some((id, _)) = self.names.get(&*name.text) {
            return *id;
        }
        let component = u32::try_from(self.api.components.schemas.len()).ok();
        let component = component.filter(|_| !self.is_place(name));
        let id = self.api.schemas.add(Schema { at: name.at, component, ..Schema::default() });
        if component.is_some() {
            let (name, it) = (name.clone(), Use::here(id));
            self.api.components.schemas.push(Component { name, it, imported: false });
        }
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
        let reference = Some(Box::new(self.reference_to(name)));
        self.api.schemas.add(Schema { at, reference, ..Schema::default() })
    }

    /// A reference to a named schema.
    fn reference_to(&mut self, name: &Said) -> Reference<Schema> {
        let to = self.declare(name);
        let text = places::text(name);
        Reference { text, to: Some(to), summary: None, description: None, dynamic: false }
    }

    /// Notes what was not stated.
    fn inferred(&mut self, at: Option<Span>, fact: impl Into<String>, rule: &'static str) {
        self.api.inferred.push(Inference { at, fact: fact.into(), rule });
    }
}
