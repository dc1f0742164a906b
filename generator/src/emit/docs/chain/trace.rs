//! Which schema each row of a page shows: what is lost when a page is text.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Report;
use crate::emit::docs::chain::Chain;
use crate::ir::{Api, Id, Schema};
use crate::manner::widdershins::document::Document;
use crate::manner::widdershins::javascript::printed;
use crate::manner::widdershins::rows::Row;
use crate::manner::widdershins::schema::View;
use crate::source::Value;
use crate::text::Span;

/// A row of the tables that show a schema.
#[derive(Debug)]
pub(crate) struct Traced {
    /// The name in its first cell, the same in all styles.
    pub(crate) name: String,
    /// The schemas that it shows: one, and what was merged into it.
    pub(crate) schemas: Vec<Id<Schema>>,
    /// Where its type is said.
    pub(crate) ty: Option<Span>,
    /// Where the description in its last cell is said.
    pub(crate) description: Option<Span>,
    /// The values that it may have, as they are printed.
    pub(crate) choices: Vec<(String, Span)>,
}

/// The rows of sections: of an operation by its method and path, those of what
/// comes back; of a schema by its name.
pub(crate) fn trace(api: &Api, wanted: &BTreeSet<&str>) -> BTreeMap<String, Vec<Traced>> {
    let document = Document::new(api).with_links_to_components_only();
    let mut found = Report::new();
    let mut chain = Chain::new(&document, &mut found);
    let mut all: BTreeMap<String, Vec<Traced>> = BTreeMap::new();
    for (name, id) in document.schemas().filter(|it| wanted.contains(it.0)) {
        let rows = chain.rows(document.stated(id), -1, None);
        let rows: Vec<Traced> = rows.blocks.iter().flat_map(|it| &it.rows).map(traced).collect();
        all.entry(name.to_owned()).or_insert(rows);
    }
    for (_, operation) in api.operations() {
        let route = format!("{} {}", operation.method.name(), api[operation.path].template.text);
        if !wanted.contains(&*route) || all.contains_key(&route) {
            continue;
        }
        let mut rows = Vec::new();
        for (_, response) in chain.answers(operation) {
            if let Some(schema) = chain.inline_schema(response) {
                let shown = chain.rows(schema, 0, None);
                rows.extend(shown.blocks.iter().flat_map(|it| &it.rows).map(traced));
            }
        }
        all.insert(route, rows);
    }
    all
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
    let value = |it: &Value| (printed(it).into_owned(), it.at());
    Traced {
        name: plain_name(&row.display_name()),
        ty: schema.own(|it| it.at.filter(|_| !it.types.is_empty() || it.format.is_some())),
        schemas: schema.layers().collect(),
        description: description(schema),
        choices: values.unwrap_or_default().iter().map(value).collect(),
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
