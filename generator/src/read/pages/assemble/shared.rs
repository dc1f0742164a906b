//! Schemas that a page shows twice but never names.
//!
//! A table walks into each schema once. Where a list has no rows below it
//! although its example has items with keys, those items were shown before in
//! the same table: both are one schema, which gets a name of its own.

use std::collections::BTreeMap;

use crate::ir::{Id, Known, Said, Schema};
use crate::read::pages::assemble::Assembly;
use crate::read::pages::assemble::examples::keys;
use crate::read::pages::shown::{ShownRow, ShownSchema};
use crate::source::{Node, Value};

/// What was shown below lists and maps.
#[derive(Default)]
pub(super) struct Shared {
    /// In the table that is being read: the keys, and what has them.
    table: Vec<(Vec<String>, Held)>,
    /// The schemas with sections of their own by their keys; none where several
    /// have the same.
    sections: BTreeMap<Vec<String>, Option<String>>,
    /// In all tables: rows of a schema that got a name.
    named: Vec<(String, Said)>,
}

/// A schema that a list or a map holds.
#[derive(Clone)]
struct Held {
    schema: Id<Schema>,
    /// What its rows say, to know it again in another table.
    rows: String,
    /// The name that it would get.
    name: Said,
}

impl Assembly<'_> {
    /// Remembers the keys of the schemas that have sections of their own.
    pub(super) fn remember_sections(&mut self, shown: &[ShownSchema]) {
        for schema in shown {
            let json = schema.example.as_ref().filter(|it| *it.language == *"json");
            let value = json.and_then(|it| Value::from_json(&it.text));
            let keys = value.map(|it| keys(it.node())).filter(|it| !it.is_empty());
            if let Some(keys) = keys {
                let known = self.shared.sections.entry(keys);
                let name = Some(schema.name.to_string());
                known.and_modify(|it| *it = None).or_insert(name);
            }
        }
    }

    /// The schema whose section alone has the keys of a value. A schema that
    /// has none would have rows where the value stands.
    pub(super) fn section_like(&mut self, value: Node<'_>) -> Option<Id<Schema>> {
        let name = self.shared.sections.get(&keys(value)).filter(|_| !self.ordered);
        let name = Said::from(name?.as_deref()?);
        let at = self.names.get(&*name.text).and_then(|it| self.api[it.0].at);
        self.inferred(at, format!("a list of `{name}`"), "its keys are those of its section");
        Some(self.refer(&name, at))
    }

    /// Begins another table.
    pub(super) fn open_table(&mut self) {
        self.shared.table.clear();
    }

    /// Remembers what a list or a map holds, by its keys.
    pub(super) fn remember(
        &mut self,
        keys: Vec<String>,
        rows: &[&ShownRow],
        schema: Id<Schema>,
        name: &Said,
    ) {
        let rows = signature(rows);
        self.shared.table.push((keys, Held { schema, rows, name: name.clone() }));
    }

    /// What was shown with these keys before, now by its name.
    pub(super) fn recall(&mut self, keys: &[String]) -> Option<Id<Schema>> {
        let held = self.shared.table.iter().find(|(known, _)| known == keys)?.1.clone();
        let at = self.api[held.schema].at;
        if let Some(reference) = &self.api[held.schema].reference {
            let name =
                Said::new(reference.text.rsplit('/').next().unwrap_or_default(), reference.text.at);
            return Some(self.refer(&name, at));
        }
        let known = self.shared.named.iter().find(|(rows, _)| *rows == held.rows);
        let name = known.map(|(_, name)| name.clone());
        let name = name.unwrap_or_else(|| self.free_name(&held.name));
        let is_new = !self.names.contains_key(&*name.text);
        let reference = self.refer(&name, at);
        if is_new {
            self.shared.named.push((held.rows, name.clone()));
            self.inferred(at, format!("the schema `{name}`"), "one table shows it twice");
            let target = self.declare(&name);
            let component = self.api[target].component;
            if let Some(made) = self.api.components.schemas.last_mut() {
                made.imported = true;
            }
            let shown = std::mem::take(&mut self.api[held.schema]);
            self.api[target] = Schema { component, ..shown };
            self.learns(&name, Known::Rows);
        }
        let reference_node = self.api[reference].reference.clone();
        self.api[held.schema] = Schema { at, reference: reference_node, ..Schema::default() };
        Some(reference)
    }

    /// The name, with a number behind it where it is taken.
    fn free_name(&self, name: &Said) -> Said {
        let numbered = (2..).map(|number| format!("{name}{number}"));
        let mut all = std::iter::once(name.to_string()).chain(numbered);
        let free = all.find(|it| !self.names.contains_key(it)).unwrap_or_default();
        Said::new(free, name.at)
    }
}

fn signature(rows: &[&ShownRow]) -> String {
    let mut text = String::new();
    for row in rows {
        let description = row.description.as_deref().unwrap_or_default();
        let required = row.required.as_deref().unwrap_or_default();
        for part in [&*row.name.text, &*row.ty.text, required, description] {
            text.push_str(part);
            text.push('|');
        }
        text.push('\n');
    }
    text
}

/// A name for what a property of a named schema holds: `Team` and `members`
/// make `TeamMembers`.
pub(super) fn name_of_held(owner: &str, property: &str) -> String {
    let mut name = owner.to_owned();
    for word in property.split(|it: char| !it.is_alphanumeric()) {
        let mut letters = word.chars();
        name.extend(letters.next().map(|it| it.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}
