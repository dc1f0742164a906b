//! What the rows of a response add to schemas that have sections of their own.
//!
//! The rows say formats and nulls, which a section does not. And a schema that is walked
//! into twice in one table is no plain reference the second time: something
//! stands beside it.

use std::collections::BTreeSet;

use crate::ir::{Id, Logic, Said, Schema};
use crate::manner::coder::NULL_OF_ROWS;
use crate::read::pages::assemble::Assembly;
use crate::read::pages::assemble::schema::Branch;
use crate::read::pages::rules;
use crate::read::pages::shown::{ANY_PROPERTY, ARRAY_ITEM};
use crate::read::pages::types::{Printed, PrintedKind};

impl Assembly<'_> {
    /// Follows rows through the schema that they show.
    pub(super) fn enrich(&mut self, schema: Id<Schema>, rows: &[Branch<'_>]) {
        let mut walked = BTreeSet::new();
        self.enrich_rows(schema, rows, &mut walked);
    }

    fn enrich_rows(
        &mut self,
        around: Id<Schema>,
        rows: &[Branch<'_>],
        walked: &mut BTreeSet<Id<Schema>>,
    ) {
        let Some(holder) = self.holder(around) else { return };
        walked.insert(holder);
        for branch in rows {
            let name = &branch.row.name;
            let held = match &*name.text {
                ANY_PROPERTY => self.api[holder].additional(),
                ARRAY_ITEM => continue,
                _ => self.api[holder].property(name).map(|it| it.schema),
            };
            let Some(held) = held else {
                if !self.api[holder].properties().is_empty() {
                    self.found.add(
                        &rules::ROW_CONTRADICTS_SCHEMA,
                        branch.row.at,
                        format!("the schema of this response has no property `{name}` in its own section"),
                    );
                }
                continue;
            };
            self.enrich_row(held, branch, walked);
        }
    }

    fn enrich_row(
        &mut self,
        held: Id<Schema>,
        branch: &Branch<'_>,
        walked: &mut BTreeSet<Id<Schema>>,
    ) {
        let printed = Printed::read(&branch.row.ty);
        // Sections of coder's pages never say that a value may be null.
        let leaf = &mut self.api[held];
        if printed.nullable && leaf.reference.is_none() && leaf.nullable.is_none() {
            leaf.nullable = Some(true);
            let at = leaf.at;
            self.inferred(at, format!("null for `{}`", branch.row.name), NULL_OF_ROWS);
        }
        match printed.kind {
            PrintedKind::Plain { format: Some(format), .. } => {
                let leaf = &mut self.api[held];
                if leaf.format.is_none() && leaf.reference.is_none() {
                    leaf.format = Some(Said::new(format, branch.row.ty.at));
                }
            }
            PrintedKind::Link { .. } if !branch.below.is_empty() => {
                let plain = self.api[held].reference.is_some();
                let again = self.holder(held).is_some_and(|it| walked.contains(&it));
                if plain && again {
                    self.wrap(held);
                    self.inferred(
                        branch.row.at,
                        "an `allOf` around a reference",
                        "one table walks into it twice",
                    );
                }
            }
            _ => {}
        }
        if !branch.below.is_empty() {
            self.enrich_rows(held, &branch.below, walked);
        }
    }

    /// Puts an `allOf` around a reference.
    pub(super) fn wrap(&mut self, id: Id<Schema>) {
        let at = self.api[id].at;
        let reference = std::mem::take(&mut self.api[id]);
        let part = self.api.schemas.add(reference);
        let logic = Some(Box::new(Logic { all_of: vec![part], ..Logic::default() }));
        self.api[id] = Schema { at, logic, ..Schema::default() };
    }

    /// The schema with the properties: behind references, lone parts of an
    /// `allOf`, and lists.
    fn holder(&self, id: Id<Schema>) -> Option<Id<Schema>> {
        let mut at = id;
        for _ in 0..64 {
            let schema = &self.api[at];
            at = match (&schema.reference, schema.all_of(), schema.items()) {
                (Some(reference), ..) => reference.to?,
                (None, &[part], _) => part,
                (None, _, Some(items)) => items,
                _ => return Some(at),
            };
        }
        None
    }
}
