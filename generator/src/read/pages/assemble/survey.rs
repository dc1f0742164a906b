//! What all tables of pages say together, before any of them is read.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::Said;
use crate::read::pages::assemble::{combined, examples, schema};
use crate::read::pages::shown::{ARRAY_ITEM, Shown, ShownEnum, ShownRow};
use crate::read::pages::types::link;
use crate::source::Kind;

/// What rows say of the schemas that they lead to. A row of a list without
/// prose of its own has that of its items in brackets; a row under the title
/// of a schema has its description.
pub(super) fn titled(shown: &Shown) -> BTreeMap<String, Option<Said>> {
    let tables = shown.schemas.iter().flat_map(|it| &it.tables);
    let tables = tables.chain(shown.operations.iter().flat_map(|it| &it.tables));
    let mut prose: BTreeMap<&str, &Said> = BTreeMap::new();
    for schema in &shown.schemas {
        prose.extend(schema.prose.as_ref().map(|it| (&*schema.name.text, it)));
    }
    let sections: BTreeSet<&str> = shown.schemas.iter().map(|it| &*it.name.text).collect();
    let sent = shown.operations.iter().flat_map(|it| &it.parameters);
    let sent = sent.filter(|it| it.place.as_deref() == Some("body") && it.depth > 0);
    let mut all = BTreeMap::new();
    for row in plain_links(shown) {
        if let Some((name, _)) = link(row.ty.strip_suffix("¦null").unwrap_or(&row.ty)) {
            all.insert(name.to_owned(), row.description.clone());
        }
    }
    for row in tables.flat_map(|it| &it.rows).chain(sent) {
        let bare = row.ty.strip_suffix("¦null").unwrap_or(&row.ty);
        let bracketed = bare.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
        if let Some((name, _)) = bracketed.and_then(link) {
            match &row.description {
                None => drop(all.entry(name.to_owned()).or_insert(None)),
                Some(said) => {
                    let inner = said.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
                    let inner = inner.map(|it| Said::new(it, said.at));
                    if inner.is_some() {
                        all.insert(name.to_owned(), inner);
                    }
                }
            }
            continue;
        }
        let Some((name, _)) = link(bare) else { continue };
        // A row without prose of its own has that of what it leads to; so has
        // the first row where there is no section to say otherwise.
        let told = row.description.is_none() || !sections.contains(name);
        if told || prose.get(name) == Some(&&row.name) {
            all.entry(name.to_owned()).or_insert_with(|| row.description.clone());
        }
    }
    all
}

/// Rows of references beside which nothing stands: a table that walked into
/// what they lead to does not do so again, as it would with any other schema.
fn plain_links(shown: &Shown) -> Vec<&ShownRow> {
    let mut plain = Vec::new();
    for operation in &shown.operations {
        let mut tables: Vec<Vec<&ShownRow>> = Vec::new();
        let is_sent = |it: &&ShownRow| it.place.as_deref() == Some("body");
        tables.push(operation.parameters.iter().filter(is_sent).collect());
        for answer in &operation.responses {
            let own =
                operation.tables.iter().filter(|it| it.status.as_ref() == Some(&answer.status));
            tables.push(own.flat_map(|it| &it.rows).collect());
        }
        for rows in tables {
            let mut walked: BTreeSet<&str> = BTreeSet::new();
            // The links around a row, each with its depth.
            let mut open: Vec<(&str, usize)> = Vec::new();
            for (at, row) in rows.iter().enumerate() {
                open.retain(|it| it.1 < row.depth);
                let Some((name, _)) = link(row.ty.strip_suffix("¦null").unwrap_or(&row.ty)) else {
                    continue;
                };
                let has_rows = rows.get(at + 1).is_some_and(|it| it.depth > row.depth);
                let is_circle = open.iter().any(|it| it.0 == name);
                if has_rows {
                    walked.insert(name);
                    open.push((name, row.depth));
                } else if walked.contains(name) && !is_circle {
                    plain.push(*row);
                }
            }
        }
    }
    plain
}

/// The schemas that are combined of parts.
pub(super) fn by_parts(shown: &Shown) -> BTreeMap<String, Option<String>> {
    let mut all: BTreeMap<String, Option<String>> = BTreeMap::new();
    for schema in &shown.schemas {
        let rows = combined::flattened(&schema.tables);
        // Before the parts may stand the row of the schema itself.
        let is_own = |it: &ShownRow| it.joint.is_none() && *it.name == *ARRAY_ITEM;
        let parts = &rows[usize::from(rows.first().is_some_and(is_own))..];
        if parts.first().is_some_and(|it| it.joint.is_some()) {
            let key = combined::signature(&schema::branches(parts));
            let is_new = !all.contains_key(&key);
            all.insert(key, is_new.then(|| schema.name.to_string()));
        }
    }
    all
}

/// The schemas that are no combination of parts, by all that their rows say and
/// by less.
pub(super) fn by_rows(shown: &Shown) -> BTreeMap<String, Option<String>> {
    let mut all: BTreeMap<String, Option<String>> = BTreeMap::new();
    for schema in &shown.schemas {
        if let [only] = &schema.tables[..]
            && only.title.is_none()
        {
            let below = schema::branches(&only.rows);
            for key in [combined::signature(&below), combined::names(&below)] {
                let is_new = !all.contains_key(&key);
                all.insert(key, is_new.then(|| schema.name.to_string()));
            }
        }
    }
    all
}

/// The schemas whose examples have keys.
pub(super) fn by_example(shown: &Shown) -> BTreeMap<String, Option<String>> {
    let mut all: BTreeMap<String, Option<String>> = BTreeMap::new();
    for schema in &shown.schemas {
        let Some(Ok(tree)) = schema.example.as_ref().and_then(examples::data) else { continue };
        let root = tree.root();
        if root.kind() == Kind::Map && root.entries().next().is_some() {
            let key = root.to_json();
            let is_new = !all.contains_key(&key);
            all.insert(key, is_new.then(|| schema.name.to_string()));
        }
    }
    all
}

/// The values of rows that alone have their name in a table, by what the rows
/// say; none where rows that say the same have different values.
#[derive(Debug, Default)]
pub(super) struct Alike(BTreeMap<Says, Option<Vec<String>>>);

/// The name, the type and the prose of a row.
type Says = (String, String, String);

fn says(row: &ShownRow) -> Option<Says> {
    let prose = row.description.as_deref().map(str::trim).filter(|it| !it.is_empty())?;
    Some((row.name.to_string(), row.ty.to_string(), prose.to_owned()))
}

impl Alike {
    /// Remembers whose values are beyond doubt in a table.
    fn add<'a>(&mut self, rows: impl Iterator<Item = &'a ShownRow>, enums: &[&ShownEnum]) {
        if enums.is_empty() {
            return;
        }
        let mut named: BTreeMap<&str, Option<&ShownRow>> = BTreeMap::new();
        for row in rows {
            named.entry(&row.name).and_modify(|it| *it = None).or_insert(Some(row));
        }
        for (name, row) in named {
            let Some(says) = row.and_then(says) else { continue };
            let own = enums.iter().filter(|it| it.name.as_deref() == Some(name));
            let values: Vec<String> =
                own.flat_map(|it| it.values.iter().map(|it| it.trim().to_owned())).collect();
            if values.is_empty() {
                continue;
            }
            match self.0.get_mut(&says) {
                Some(known) => *known = known.take().filter(|it| *it == values),
                None => drop(self.0.insert(says, Some(values))),
            }
        }
    }

    /// The values of a row, if one that says the same has them beyond doubt.
    pub(super) fn values(&self, row: &ShownRow) -> Option<Vec<String>> {
        self.0.get(&says(row)?)?.clone()
    }

    /// What all tables of pages say.
    pub(super) fn of(shown: &Shown) -> Self {
        let mut all = Self::default();
        for schema in &shown.schemas {
            let rows = schema.tables.iter().flat_map(|it| &it.rows);
            all.add(rows, &schema.enums.iter().collect::<Vec<_>>());
        }
        for operation in &shown.operations {
            all.add(
                operation.parameters.iter(),
                &operation.parameter_enums.iter().collect::<Vec<_>>(),
            );
            for answer in &operation.responses {
                let status = Some(&answer.status);
                let tables = operation.tables.iter().filter(|it| it.status.as_ref() == status);
                let own = operation.enums.iter().filter(|it| it.status.as_ref() == status);
                all.add(tables.flat_map(|it| &it.rows), &own.collect::<Vec<_>>());
            }
        }
        all
    }
}
