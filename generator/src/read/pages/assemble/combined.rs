//! What is combined of parts: `allOf`, `anyOf`, `oneOf` and `not`.
//!
//! A table is cut where a part begins, with a word over what follows; rows go
//! on where the parts hang on.

use crate::ir::{Discriminator, Logic, Property, Said, Schema, Type};
use crate::read::pages::assemble::Assembly;
use crate::read::pages::assemble::schema::{
    Around, Branch, DEEPEST, branches, is_required, map_value,
};
use crate::read::pages::shown::{ANY_PROPERTY, ARRAY_ITEM, ShownRow, ShownTable};
use crate::read::pages::types::{Printed, PrintedKind};
use crate::source::{Kind, Node};

/// The rows of all tables of a schema. Where a title says that a part of a
/// combination begins, the first row is that part.
pub(super) fn flattened(tables: &[ShownTable]) -> Vec<ShownRow> {
    let mut rows = Vec::new();
    for table in tables {
        let joint = table.title.as_ref().map(|it| Said::new(it.trim_matches('*'), it.at));
        let joint = joint.filter(|it| is_joint(it));
        let from = rows.len();
        rows.extend(table.rows.iter().cloned());
        if let Some(first) = rows.get_mut(from) {
            first.joint = joint;
        }
    }
    rows
}

/// Whether what stands over a table says that a part begins.
pub(super) fn is_joint(title: &str) -> bool {
    let word = title.split(" - ").next().unwrap_or_default();
    matches!(word, "allOf" | "and" | "anyOf" | "or" | "oneOf" | "xor" | "not")
}

/// What rows of parts say, to know them again; what a link leads to may be
/// shown below it, or not.
pub(super) fn signature(below: &[Branch<'_>]) -> String {
    fn write(branch: &Branch<'_>, depth: usize, text: &mut String) {
        let row = branch.row;
        let joint = row.joint.as_deref().unwrap_or_default();
        // Whether what a link leads to may be null only some tables say.
        let ty = row.ty.strip_suffix("¦null").unwrap_or(&row.ty);
        for part in [joint, &row.name, ty, row.required.as_deref().unwrap_or_default()] {
            text.push_str(part);
            text.push('|');
        }
        text.push_str(&depth.to_string());
        let is_link = match Printed::read(&row.ty).kind {
            PrintedKind::Link { .. } => true,
            PrintedKind::List(Some(items)) => matches!(items.kind, PrintedKind::Link { .. }),
            _ => false,
        };
        // A link may be shown with the prose of what it leads to.
        text.push_str(row.description.as_deref().filter(|_| !is_link).unwrap_or_default());
        text.push('\n');
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

/// The names of rows, and which must be there: what all tables of a schema say.
pub(super) fn names(below: &[Branch<'_>]) -> String {
    let name = |it: &Branch<'_>| format!("{}|{}\n", it.row.name, is_required(it.row));
    below.iter().map(name).collect()
}

/// Says of the parts among the rows of a body how they are combined. A list
/// says so of its items; else all of them hold where the example has the keys
/// of more than the first.
pub(super) fn guess_joints(rows: &mut [ShownRow], sample: Option<Node<'_>>) {
    let tree = branches(rows);
    let mut found = Vec::new();
    joints_below(&tree, None, sample, &mut found);
    for (row, joint) in rows.iter_mut().zip(found) {
        row.joint = joint.map(|it| Said::new(it, row.at));
    }
}

fn joints_below(
    below: &[Branch<'_>],
    list: Option<&'static str>,
    sample: Option<Node<'_>>,
    found: &mut Vec<Option<&'static str>>,
) {
    let is_part = |it: &&Branch<'_>| *it.row.name == *ARRAY_ITEM;
    let keys = |it: &Branch<'_>| {
        let key = |it: &Branch<'_>| {
            sample.is_some_and(|map| map.kind() == Kind::Map && map.get(&it.row.name).is_some())
        };
        !it.below.is_empty() && it.below.iter().all(key)
    };
    let parts = || below.iter().filter(is_part);
    let all =
        list.map_or_else(|| parts().skip(1).any(keys) || parts().count() < 2, |it| it == "allOf");
    let (first, next) = match (all, list) {
        (true, _) => ("allOf", "and"),
        (_, Some("oneOf")) => ("oneOf", "xor"),
        _ => ("anyOf", "or"),
    };
    let mut seen = false;
    for branch in below {
        let is_part = is_part(&branch);
        found.push(is_part.then_some(if seen { next } else { first }));
        seen |= is_part;
        let map = sample.filter(|it| it.kind() == Kind::Map);
        let mut inner = match &*branch.row.name.text {
            ARRAY_ITEM => sample,
            ANY_PROPERTY => map.and_then(map_value),
            name => map.and_then(|it| it.get(name)),
        };
        while let Some(items) = inner.filter(|it| it.kind() == Kind::List) {
            inner = items.items().next();
        }
        let list = match Printed::read(&branch.row.ty).kind {
            PrintedKind::List(items) => match items.map(|it| it.kind) {
                Some(PrintedKind::Unknown("allOf")) => Some("allOf"),
                Some(PrintedKind::Unknown("oneOf")) => Some("oneOf"),
                Some(PrintedKind::Unknown("anyOf")) => Some("anyOf"),
                _ => None,
            },
            _ => None,
        };
        joints_below(&branch.below, list, inner, found);
    }
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
            if let (Some(to), Some(property)) = (&self.api[part].reference, told_apart_by) {
                let name = to.text.rsplit('/').next().unwrap_or_default().to_owned();
                let property = property.strip_prefix(&format!("{name}.")).unwrap_or(property);
                self.told_apart.push((name, Said::new(property, joint.at)));
            }
            // A part that is a reference is told apart where it stands itself.
            if let Some(property) = told_apart_by.filter(|_| self.api[part].reference.is_none()) {
                let property = Said::new(property, joint.at);
                let by = Discriminator { at: joint.at, property, ..Discriminator::default() };
                self.api[part].logic.get_or_insert_default().discriminator = Some(Box::new(by));
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
