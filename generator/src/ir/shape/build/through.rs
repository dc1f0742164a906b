//! Where a schema that is nothing but another one leads, however long the row.

use crate::dialect::Version;
use crate::ir::shape::build::says::{
    adds_nothing, has_alternatives, names_object, says_nothing_but, says_null, single_alternative,
};
use crate::ir::{Api, Id, Schema};

/// The end of each schema's row, worked out once for all: a row of n schemas
/// costs n steps, not n for each of them.
pub(super) struct Through {
    ends: Vec<End>,
}

/// What a schema comes to once all that only leads on has been seen through.
#[derive(Clone, Copy)]
pub(super) struct End {
    /// The schema that says something; none for a circle, which says nothing.
    pub(super) to: Option<Id<Schema>>,
    /// Whether a schema on the way adds null.
    pub(super) nullable: bool,
}

impl Through {
    pub(super) fn new(api: &Api) -> Self {
        let mut ends: Vec<Option<End>> = vec![None; api.schemas.len()];
        // The row that is being walked, and where each schema of it stands.
        let mut row: Vec<(Id<Schema>, bool)> = Vec::new();
        let mut is_on_row = vec![false; api.schemas.len()];
        for (start, _) in api.schemas.iter() {
            let mut at = start;
            let mut end = loop {
                if let Some(known) = ends[at.index()] {
                    break known;
                }
                if is_on_row[at.index()] {
                    break circle(&row, at);
                }
                let Some((next, nullable)) = step(api, at) else {
                    let end = End { to: Some(at), nullable: false };
                    ends[at.index()] = Some(end);
                    break end;
                };
                is_on_row[at.index()] = true;
                row.push((at, nullable));
                at = next;
            };
            for (schema, nullable) in row.drain(..).rev() {
                end.nullable |= nullable;
                ends[schema.index()] = Some(end);
                is_on_row[schema.index()] = false;
            }
        }
        Self { ends: ends.into_iter().flatten().collect() }
    }

    pub(super) fn end(&self, schema: Id<Schema>) -> End {
        self.ends[schema.index()]
    }
}

/// The end of a row that came back to `again`: null, if any in the circle adds it.
fn circle(row: &[(Id<Schema>, bool)], again: Id<Schema>) -> End {
    let nullable = row.iter().rev().take_while(|(it, _)| *it != again).any(|(_, it)| *it)
        || row.iter().any(|(it, nullable)| *it == again && *nullable);
    End { to: None, nullable }
}

/// The one schema that this one is, and whether it adds null; none for a
/// schema that says something itself, or leads nowhere.
fn step(api: &Api, id: Id<Schema>) -> Option<(Id<Schema>, bool)> {
    let schema = &api[id];
    if let Some(reference) = &schema.reference {
        let says_more = api.version >= Version::V3_1 && !adds_nothing(schema);
        let to = reference.to.filter(|_| !says_more)?;
        return Some((to, api.is_nullable(schema)));
    }
    if let [only] = schema.all_of() {
        let says_more = has_alternatives(schema)
            || !says_nothing_but(schema, |it| it.types.is_empty() || names_object(it));
        return (!says_more).then_some((*only, says_null(api, schema)));
    }
    if !schema.all_of().is_empty() {
        return None;
    }
    let (only, with_null) = single_alternative(api, schema)?;
    says_nothing_but(schema, |it| it.types.is_empty() || with_null)
        .then_some((only, with_null || says_null(api, schema)))
}
