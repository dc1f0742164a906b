//! What is combined of parts: `allOf`, `anyOf`, `oneOf` and `not`.
//!
//! A table is cut where a part begins, with a word over what follows; rows go
//! on where the parts hang on.

use crate::ir::{Discriminator, Logic, Property, Said, Schema, Type};
use crate::read::pages::assemble::Assembly;
use crate::read::pages::assemble::schema::{Around, Branch, DEEPEST, branches, is_required};
use crate::read::pages::shown::{ARRAY_ITEM, ShownRow, ShownTable};
use crate::read::pages::types::{Printed, PrintedKind};
use crate::source::Node;

/// The rows of all tables of a schema. Where a title says that a part of a
/// combination begins, the first row is that part.
pub(super) fn flattened(tables: &[ShownTable]) -> Vec<ShownRow> {
    let mut rows = Vec::new();
    for table in tables {
        let joint = table.title.as_ref().map(|it| Said::new(it.trim_matches('*'), it.at));
        let joint = joint.filter(|it| {
            let word = it.split(" - ").next().unwrap_or_default();
            matches!(word, "allOf" | "and" | "anyOf" | "or" | "oneOf" | "xor" | "not")
        });
        let from = rows.len();
        rows.extend(table.rows.iter().cloned());
        if let Some(first) = rows.get_mut(from) {
            first.joint = joint;
        }
    }
    rows
}

/// What rows of parts say, to know them again; what a link leads to may be
/// shown below it, or not.
pub(super) fn signature(below: &[Branch<'_>]) -> String {
    fn write(branch: &Branch<'_>, depth: usize, text: &mut String) {
        let row = branch.row;
        let joint = row.joint.as_deref().unwrap_or_default();
        for part in [joint, &row.name, &row.ty, row.required.as_deref().unwrap_or_default()] {
            text.push_str(part);
            text.push('|');
        }
        text.push_str(&depth.to_string());
        text.push('\n');
        let is_link = matches!(Printed::read(&row.ty).kind, PrintedKind::Link { .. });
        for inner in branch.below.iter().filter(|_| !is_link && depth < DEEPEST) {
            write(inner, depth + 1, text);
        }
    }
    let mut text = String::new();
    for branch in below {
        write(branch, 0, &mut text);
    }
    text
}

impl Assembly<'_> {
    /// Tables of the parts of `allOf`, `anyOf` and `oneOf`.
    pub(super) fn combined_tables(
        &mut self,
        schema: &mut Schema,
        tables: &[ShownTable],
        around: Around<'_>,
    ) {
        let mut logic = Logic::default();
        for table in tables {
            let title = table.title.as_deref().unwrap_or_default().trim_matches('*');
            let word = title.split(" - ").next().unwrap_or_default();
            let below = branches(&table.rows);
            let mut parts = Vec::new();
            for branch in &below {
                if *branch.row.name == *ARRAY_ITEM {
                    parts.push(self.row(branch, None, around));
                    continue;
                }
                let object = schema.object.get_or_insert_default();
                let (name, required) = (branch.row.name.clone(), is_required(branch.row));
                let property = self.row(branch, None, around);
                let object_property = Property { name: name.clone(), schema: property };
                object.properties.push(object_property);
                if required {
                    object.required.get_or_insert_default().push(name);
                }
            }
            match word {
                "anyOf" | "or" => logic.any_of.extend(parts),
                "oneOf" | "xor" => logic.one_of.extend(parts),
                "not" => logic.not = parts.first().copied(),
                _ => logic.all_of.extend(parts),
            }
        }
        if schema.object.is_some() {
            schema.types = [Type::Object].into_iter().collect();
        }
        schema.logic = Some(Box::new(logic));
    }

    /// The rows that are parts of a combination.
    pub(super) fn parts(
        &mut self,
        schema: &mut Schema,
        below: &[Branch<'_>],
        sample: Option<Node<'_>>,
        around: Around<'_>,
    ) {
        for branch in below {
            let Some(joint) = &branch.row.joint else { continue };
            let (word, told_apart_by) = match joint.split_once(" - discriminator: ") {
                Some((word, property)) => (word, Some(property)),
                None => (&**joint, None),
            };
            let part = self.row(branch, sample, around);
            let logic = schema.logic.get_or_insert_default();
            match word {
                "anyOf" | "or" => logic.any_of.push(part),
                "oneOf" | "xor" => logic.one_of.push(part),
                "not" => logic.not = Some(part),
                _ => logic.all_of.push(part),
            }
            // A part that is a reference is told apart where it stands itself.
            if let Some(property) = told_apart_by.filter(|_| self.api[part].reference.is_none()) {
                let property = Said::new(property, joint.at);
                let by = Discriminator { property, ..Discriminator::default() };
                self.api[part].logic.get_or_insert_default().discriminator = Some(by);
            }
        }
    }

    /// The schema that has these parts in its own section.
    pub(super) fn parts_of(&self, below: &[Branch<'_>]) -> Option<String> {
        if !self.ordered || below.is_empty() || below.iter().any(|it| it.row.joint.is_none()) {
            return None;
        }
        self.combined.get(&signature(below)).cloned().flatten()
    }
}
