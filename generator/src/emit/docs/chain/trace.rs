//! Which schema each row and each sample of a page shows: what is lost when a
//! page is text.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Report;
use crate::emit::docs::chain::Chain;
use crate::emit::docs::chain::parameters::Parameter;
use crate::ir::{Api, Id, Media, Operation, Schema};
use crate::manner::widdershins::body::contents;
use crate::manner::widdershins::document::Document;
use crate::manner::widdershins::javascript::printed;
use crate::manner::widdershins::rows::{Row, type_name};
use crate::manner::widdershins::sample::{Sample, Skip};
use crate::manner::widdershins::schema::{Combining, View};
use crate::source::Value;
use crate::text::Span;

/// A row of the tables that show schemas, or of the table of responses.
#[derive(Debug)]
pub(crate) struct Traced {
    /// The name in its first cell, the same in all styles.
    pub(crate) name: String,
    /// The schemas that it shows: one, and what was merged into it.
    pub(crate) schemas: Vec<Id<Schema>>,
    /// Where it is named as a property, and the schema that this is one of.
    pub(crate) property: Option<(Option<Span>, Option<Span>)>,
    /// Where its type is said.
    pub(crate) ty: Option<Span>,
    /// The types of all media types of a response, each with its place.
    pub(crate) types: Vec<(String, Span)>,
    /// Where the description in its last cell is said.
    pub(crate) description: Option<Span>,
    /// The values that it may have, as they are printed.
    pub(crate) choices: Vec<(String, Span)>,
}

/// What a section shows: that of an operation, by its method and path; that of
/// a schema, by its name.
#[derive(Debug, Default)]
pub(crate) struct Section {
    /// The rows of the tables that have restrictions.
    pub(crate) rows: Vec<Traced>,
    /// The rows of the table of parameters that show what is in a body.
    pub(crate) sent: Vec<Traced>,
    /// All of that table, with the values that are listed below it.
    pub(crate) listed: Vec<Traced>,
    /// The rows of the table of responses.
    pub(crate) answers: Vec<Traced>,
    /// Its samples.
    pub(crate) samples: Vec<Sampled>,
}

/// A sample on a page.
#[derive(Debug)]
pub(crate) struct Sampled {
    /// Its text, in each language that it may be printed in.
    pub(crate) texts: Vec<String>,
    /// The schema that it is of.
    pub(crate) schema: Option<Id<Schema>>,
    /// Where the document gives it, if it does.
    pub(crate) given: Option<Span>,
}

/// A step into a sample.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    /// The value of a key.
    Key(String),
    /// An item.
    Item(usize),
}

/// A document, to be asked what its pages show.
#[derive(Debug)]
pub(crate) struct Tracer<'a> {
    document: Document<'a>,
    /// The schemas of the components by their names.
    named: BTreeMap<String, Id<Schema>>,
    /// For a schema the ways at whose ends samples of it alone differ.
    blamed: BTreeMap<Id<Schema>, Vec<Vec<Step>>>,
}

impl<'a> Tracer<'a> {
    /// Follows the references of a document.
    pub(crate) fn new(api: &'a Api) -> Self {
        let document = Document::new(api).with_links_to_components_only();
        let mut named = BTreeMap::new();
        for (name, id) in document.schemas() {
            named.entry(name.to_owned()).or_insert(id);
        }
        Self { document, named, blamed: BTreeMap::new() }
    }

    /// Notes the ways at whose ends the samples of a component differ, which are
    /// of it alone: nothing in it is why others differ elsewhere.
    pub(crate) fn blame(&mut self, name: &str, ways: Vec<Vec<Step>>) {
        if let Some(id) = self.named.get(name) {
            self.blamed.insert(*id, ways);
        }
    }

    /// Whether something in a schema may be why a sample differs at the end of
    /// this way from it.
    fn may_be_why(&self, id: Id<Schema>, way: &[Step]) -> bool {
        let leads = |it: &Vec<Step>| it.starts_with(way) || way.starts_with(it);
        self.blamed.get(&id).is_none_or(|it| it.iter().any(leads))
    }

    /// The sections that are wanted.
    pub(crate) fn sections(&self, wanted: &BTreeSet<&str>) -> BTreeMap<String, Section> {
        let mut found = Report::new();
        let mut chain = Chain::new(&self.document, &mut found);
        let mut all: BTreeMap<String, Section> = BTreeMap::new();
        for (name, id) in self.document.schemas().filter(|it| wanted.contains(it.0)) {
            if !all.contains_key(name) {
                all.insert(name.to_owned(), of_schema(&mut chain, id));
            }
        }
        let api = self.document.api;
        for (_, operation) in api.operations() {
            let path = &api[operation.path].template.text;
            let route = format!("{} {path}", operation.method.name());
            if wanted.contains(&*route) && !all.contains_key(&route) {
                all.insert(route, of_operation(&mut chain, operation));
            }
        }
        all
    }

    /// The places that say what stands in a sample of a schema at the end of a
    /// way, or as far as the schema knows it: the likeliest first.
    pub(crate) fn places(&self, schema: Id<Schema>, way: &[Step]) -> Spot {
        let api = self.document.api;
        let mut spot = Spot { at: Vec::new(), names: Vec::new(), ends: false };
        let mut layers = self.layers(vec![self.document.resolved(schema)], way);
        let mut raw = vec![schema];
        for (at, step) in way.iter().enumerate() {
            let next: Vec<(Id<Schema>, Option<Span>)> =
                layers.iter().flat_map(|it| inner(*it, step)).collect();
            if next.is_empty() {
                break;
            }
            spot.ends = at + 1 == way.len();
            spot.names = next.iter().filter_map(|it| it.1).collect();
            raw = next.iter().map(|it| it.0).collect();
            let resolved = raw.iter().map(|it| self.document.resolved(*it)).collect();
            layers = self.layers(resolved, &way[at + 1..]);
        }
        let mut ids: Vec<Id<Schema>> = layers.iter().flat_map(|it| it.layers()).collect();
        ids.sort_by_key(|it| api[*it].types.is_empty() && api[*it].format.is_none());
        ids.extend(raw);
        spot.at = ids.into_iter().filter_map(|it| api[it].at).collect();
        spot
    }

    /// The schema that has the last property on a way, if one has another, too.
    pub(crate) fn holder(&self, schema: Id<Schema>, way: &[Step], beside: &str) -> Option<Span> {
        let api = self.document.api;
        let mut layers = self.layers(vec![self.document.resolved(schema)], way);
        for (at, step) in way.iter().enumerate().take(way.len().saturating_sub(1)) {
            let next = layers.iter().flat_map(|it| inner(*it, step));
            let next = next.map(|it| self.document.resolved(it.0)).collect();
            layers = self.layers(next, &way[at + 1..]);
        }
        let has = |it: &Id<Schema>| api[*it].property(beside).is_some();
        api[layers.iter().flat_map(|it| it.layers()).find(has)?].at
    }

    /// Schemas with those that a sample combines them of, as far as they may be
    /// why it differs at the end of a way from there.
    fn layers<'t>(&'t self, all: Vec<View<'t>>, way: &[Step]) -> Vec<View<'t>> {
        let mut seen: BTreeSet<Id<Schema>> = BTreeSet::new();
        let mut waiting: Vec<(usize, View<'t>)> = all.into_iter().rev().map(|it| (0, it)).collect();
        let mut layers = Vec::new();
        while let Some((around, view)) = waiting.pop() {
            let is_new = |it: Id<Schema>| self.may_be_why(it, way) && seen.insert(it);
            if !view.layers().any(is_new) {
                continue;
            }
            // What differs in a definition differs in all that are made of it.
            let is_blamed = view.layers().any(|it| self.blamed.contains_key(&it));
            let within = around + usize::from(is_blamed);
            layers.push((within, view));
            if is_given(view) {
                continue;
            }
            let first = |it: Combining| view.parts(it).iter().take(1);
            let parts = view.parts(Combining::All).iter();
            let parts = parts.chain(first(Combining::One)).chain(first(Combining::Any));
            waiting.extend(parts.rev().map(|it| (within, self.document.resolved(*it))));
        }
        layers.sort_by_key(|it| Reverse(it.0));
        layers.into_iter().map(|it| it.1).collect()
    }
}

/// Where a document says what stands in a sample.
#[derive(Debug)]
pub(crate) struct Spot {
    /// The schemas that do, the likeliest first.
    pub(crate) at: Vec<Span>,
    /// Where they are named, as properties.
    pub(crate) names: Vec<Span>,
    /// Whether the whole way leads there.
    pub(crate) ends: bool,
}

/// Whether a schema has an example, so that nothing in it makes one.
fn is_given(view: View<'_>) -> bool {
    view.values(|it| it.example.as_ref()).is_some()
}

/// What a schema says of what stands a step further in its sample.
fn inner(view: View<'_>, step: &Step) -> Vec<(Id<Schema>, Option<Span>)> {
    match step {
        _ if is_given(view) => Vec::new(),
        Step::Key(name) => {
            let all = view.properties();
            let own = all.iter().find(|it| *it.name == **name);
            let held = || view.object(|it| it.additional).map(|it| (it, None));
            own.map(|it| (it.schema, it.name.at)).or_else(held).into_iter().collect()
        }
        Step::Item(at) => {
            let first = view.prefix().get(*at).copied();
            let items = || view.array(|it| it.items.or(it.contains));
            first.or_else(items).map(|it| (it, None)).into_iter().collect()
        }
    }
}

fn of_schema(chain: &mut Chain<'_, '_>, id: Id<Schema>) -> Section {
    let document = chain.document;
    let rows = chain.rows(document.stated(id), -1, None);
    let sample = chain.sample(document.resolved(id), Skip::Nothing, None);
    Section {
        rows: rows.blocks.iter().flat_map(|it| &it.rows).map(traced).collect(),
        sent: Vec::new(),
        listed: Vec::new(),
        answers: Vec::new(),
        samples: vec![Sampled { texts: texts(&sample), schema: Some(id), given: None }],
    }
}

fn of_operation<'a>(chain: &mut Chain<'a, '_>, operation: &'a Operation) -> Section {
    let sent = chain.parameters(operation, str::to_owned, |_| String::new());
    let listed = sent.iter().filter_map(listed).collect();
    let mut section = Section { listed, ..Section::default() };
    let api = chain.api();
    if let Some((media, value)) = chain.body_sample(&contents(api, operation)) {
        section.samples.push(sampled(chain, media, &value));
    }
    if let Some((schema, at)) = chain.body_shown_here(operation) {
        let shown = chain.rows(schema, 0, at);
        section.sent.extend(shown.blocks.iter().flat_map(|it| &it.rows).map(traced));
    }
    let document = chain.document;
    let named = |media: &Media| {
        let schema = document.resolved(media.schema.or(media.item_schema)?);
        Some((type_name(schema).into_owned(), schema.own(|it| it.at)?))
    };
    for (status, response) in chain.answers(operation) {
        if let Some(schema) = chain.inline_schema(response) {
            let shown = chain.rows(schema, 0, None);
            section.rows.extend(shown.blocks.iter().flat_map(|it| &it.rows).map(traced));
        }
        let schema = chain.response_schema(response);
        section.answers.push(Traced {
            name: status,
            schemas: schema.into_iter().flat_map(View::layers).collect(),
            property: None,
            ty: schema.and_then(|it| it.own(|it| it.at)).or(response.at),
            types: response.content.iter().filter_map(|it| named(&api[it.to])).collect(),
            description: response.description.as_ref().and_then(|it| it.at),
            choices: Vec::new(),
        });
        for media in &response.content {
            let media = &api[media.to];
            let value = chain.example(media, Skip::WriteOnly);
            section.samples.push(sampled(chain, media, &value));
        }
    }
    section
}

/// A row of the table of parameters, as far as a schema says what it shows.
fn listed(parameter: &Parameter<'_>) -> Option<Traced> {
    let schema = parameter.schema?;
    Some(Traced {
        name: plain_name(&parameter.name),
        property: None,
        ty: schema.own(|it| it.at),
        types: Vec::new(),
        schemas: schema.layers().chain(schema.items().into_iter().flat_map(View::layers)).collect(),
        description: None,
        choices: parameter.choices().unwrap_or_default().iter().map(printed_at).collect(),
    })
}

fn printed_at(value: &Value) -> (String, Span) {
    (printed(value).into_owned(), value.at())
}

fn sampled<'a>(chain: &Chain<'a, '_>, media: &'a Media, value: &Sample<'_>) -> Sampled {
    Sampled {
        texts: texts(value),
        schema: media.schema.or(media.item_schema),
        given: chain.given_example(media).map(Value::at),
    }
}

fn texts(value: &Sample<'_>) -> Vec<String> {
    vec![value.to_json_pretty(), value.to_yaml(), value.to_json()]
}

/// The name in the first cell of a row, without what styles put around it.
pub(crate) fn plain_name(cell: &str) -> String {
    let bare = cell.replace(['`', '*'], "").replace("[any property]", "additionalProperties");
    let bare = bare.replace("[array item]", "anonymous");
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn traced(row: &Row<'_>) -> Traced {
    let schema = row.schema;
    let values = schema.choices().or_else(|| schema.constant().map(std::slice::from_ref));
    let api = schema.api();
    let named = |it: Id<Schema>| Some((api[it].property(&row.name)?.name.at, api[it].at));
    Traced {
        name: plain_name(&row.display_name()),
        property: row.around.and_then(|it| it.layers().find_map(named)),
        ty: schema.own(|it| it.at.filter(|_| !it.types.is_empty() || it.format.is_some())),
        types: Vec::new(),
        schemas: schema.layers().collect(),
        description: description(schema),
        choices: values.unwrap_or_default().iter().map(printed_at).collect(),
    }
}

/// Where a description is said that a row shows: of the schema, of what it
/// links to, or of what the items link to.
fn description(schema: View<'_>) -> Option<Span> {
    let api = schema.api();
    let said = |id: Id<Schema>| api[id].description.as_ref().filter(|it| !it.text.is_empty());
    if schema.description().is_some() {
        let own = schema.own(|it| it.description.as_ref()?.at);
        let beside = || said(schema.reference()?)?.at;
        return own.or_else(beside);
    }
    let linked = schema.linked().and_then(said);
    let items = || schema.items().and_then(View::linked).and_then(said);
    linked.or_else(items)?.at
}
