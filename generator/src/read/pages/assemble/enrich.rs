//! What the rows of a response add to schemas that have sections of their own.
//!
//! The rows say formats and nulls, which a section does not. And a schema that is walked
//! into twice in one table is no plain reference the second time: something
//! stands beside it.

use std::collections::BTreeSet;

use crate::ir::{Id, Known, Logic, Said, Schema};
use crate::read::pages::assemble::Assembly;
use crate::read::pages::assemble::schema::Branch;
use crate::read::pages::rules;
use crate::read::pages::shown::{ANY_PROPERTY, ARRAY_ITEM, ShownRow};
use crate::read::pages::types::{Printed, PrintedKind};

impl Assembly<'_> {
    /// Follows rows through the schema that they show.
    pub(super) fn enrich(&mut self, schema: Id<Schema>, rows: &[Branch<'_>]) {
        let mut walked = BTreeSet::new();
        self.enrich_rows(schema, rows, &mut walked);
    }

    /// Follows rows below a link through the schema that has a section.
    pub(super) fn follow(&mut self, name: &str, rows: &[Branch<'_>]) {
        if !self.ordered || rows.is_empty() {
            return;
        }
        if let Some(&(id, known)) = self.names.get(name)
            && (known == Known::Section || self.is_place(name))
        {
            self.enrich(id, rows);
        }
    }

    /// Takes off a wrapper what the schema that it is around says as well.
    pub(super) fn without_what_is_there(&self, wrapper: &mut Schema, name: &str) {
        let Some(&(id, Known::Section)) = self.names.get(name) else { return };
        let Some(holder) = self.api.resolve(id) else { return };
        let layers = self.layers(holder);
        if layers.iter().any(|it| it.format.is_some() && it.format == wrapper.format) {
            wrapper.format = None;
        }
        if layers.iter().any(|it| it.nullable == Some(true) || it.layout.nullable) {
            wrapper.nullable = None;
        }
    }

    /// A schema, and the part that stands alone in it.
    fn layers(&self, id: Id<Schema>) -> Vec<&Schema> {
        let schema = &self.api[id];
        let lone = [schema.all_of(), schema.any_of(), schema.one_of()];
        let lone = lone.into_iter().find_map(|it| <[_; 1]>::try_from(it).ok());
        let part = lone.and_then(|[it]| self.api.resolve(it));
        std::iter::once(schema).chain(part.map(|it| &self.api[it])).collect()
    }

    fn enrich_rows(
        &mut self,
        around: Id<Schema>,
        rows: &[Branch<'_>],
        walked: &mut BTreeSet<Id<Schema>>,
    ) {
        let Some(holder) = self.holder(around) else { return };
        walked.insert(holder);
        let parts = match self.api[holder].logic.as_deref() {
            Some(it) => [&it.all_of[..], &it.any_of, &it.one_of].concat(),
            None => Vec::new(),
        };
        let joints = rows.iter().filter(|it| it.row.joint.is_some()).count();
        let known = self.ordered && parts.len() == joints;
        let mut parts = parts.into_iter();
        for branch in rows {
            let name = &branch.row.name;
            let held = match &*name.text {
                _ if branch.row.joint.is_some() => match parts.next().filter(|_| known) {
                    Some(part) => Some(part),
                    None => continue,
                },
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
        self.with_ends(held, branch.row);
        self.values_of_items(held, branch.row);
        // Sections of coder's pages never say that a value may be null.
        let leaf = &mut self.api[held];
        if !self.ordered && printed.nullable && leaf.reference.is_none() && leaf.nullable.is_none()
        {
            leaf.nullable = Some(true);
            leaf.layout.nullable = true;
            let at = leaf.at;
            let rule = "the rows of a response say so, its section does not";
            self.inferred(at, format!("null for `{}`", branch.row.name), rule);
        }
        match printed.kind {
            PrintedKind::Plain { format: Some(format), .. } => {
                let leaf = &mut self.api[held];
                if leaf.format.is_none() && leaf.reference.is_none() {
                    leaf.format = Some(Said::new(format, branch.row.ty.at));
                }
            }
            PrintedKind::Link { .. } => self.enrich_link(held, branch, walked),
            PrintedKind::List(items) => {
                if let Some(PrintedKind::Unknown(word)) = items.as_deref().map(|it| &it.kind) {
                    self.enrich_items(held, word, branch);
                }
                // A link to a list is no link where it is replaced.
                self.enrich_target(held, branch.row);
            }
            _ => {}
        }
        if !branch.below.is_empty() {
            self.enrich_rows(held, &branch.below, walked);
        }
    }

    /// The table of a body alone lists the values of what a list holds.
    fn values_of_items(&mut self, held: Id<Schema>, row: &ShownRow) {
        let Some(listed) = row.listed.as_ref().filter(|_| row.place.is_some()) else { return };
        let items = self.api.resolve(self.lone_part(held)).and_then(|it| self.api[it].items());
        let is_open = |it: &Id<Schema>| {
            self.api[*it].reference.is_none() && self.api[*it].choices().is_none()
        };
        if let Some(items) = items.filter(is_open) {
            self.choices_of_sent(items, listed, None);
        }
    }

    /// Prose in the table of a body has the blanks and line ends around it that
    /// other tables cut off.
    pub(super) fn with_ends(&mut self, held: Id<Schema>, row: &ShownRow) {
        let Some(said) = row.description.as_ref().filter(|_| row.place.is_some()) else { return };
        match self.api.resolve(held) {
            Some(target) if self.api[held].description.is_none() => self.told_whole(target, said),
            _ => self.told_whole(held, said),
        }
    }

    /// Takes prose for that of a schema which says the same without the blanks
    /// and line ends around it.
    pub(super) fn told_whole(&mut self, schema: Id<Schema>, said: &Said) {
        let Some(known) = &mut self.api[schema].description else { return };
        if known.len() < said.len() && known.trim() == said.trim() {
            *known = said.clone();
        }
    }

    /// What a row says of a link in a section, where that is replaced by what
    /// it leads to.
    fn enrich_link(
        &mut self,
        held: Id<Schema>,
        branch: &Branch<'_>,
        walked: &BTreeSet<Id<Schema>>,
    ) {
        let row = branch.row;
        let plain = self.api[held].reference.is_some();
        if plain && !branch.below.is_empty() {
            let again = self.holder(held).is_some_and(|it| walked.contains(&it));
            if again {
                self.wrap(held);
                let fact = "an `allOf` around a reference";
                self.inferred(row.at, fact, "one table walks into it twice");
            }
        }
        if let Some(name) = self.name_of(self.lone_part(held)).filter(|_| !branch.below.is_empty())
        {
            self.made_of_one(&name, "allOf", &branch.below);
        }
        self.enrich_target(held, row);
    }

    /// What a row says of that to which a section has a link in its place.
    fn enrich_target(&mut self, held: Id<Schema>, row: &ShownRow) {
        let plain = self.api[held].reference.is_some();
        let link = if plain { held } else { self.lone_part(held) };
        if !self.ordered || self.api[link].reference.is_none() {
            return;
        }
        let Some(target) = self.api.resolve(link) else { return };
        // Its section shows what stands beside the link; the rest is the target's.
        let is_null = |it: &&Schema| it.nullable == Some(true) || it.layout.nullable;
        if Printed::read(&row.ty).nullable && plain && !self.layers(target).iter().any(is_null) {
            self.api[target].layout.nullable = true;
        }
        self.told_beside(held, target, row);
    }

    /// Of what a section shows no rows, because it leads elsewhere, rows here
    /// may tell what that is.
    fn enrich_items(&mut self, held: Id<Schema>, word: &str, branch: &Branch<'_>) {
        let Some(items) = self.api.resolve(held).and_then(|it| self.api[it].items()) else {
            return;
        };
        if let Some(name) = self.name_of(items) {
            return self.made_of_one(&name, word, &branch.below);
        }
        let &[part] = self.api[items].all_of() else { return };
        let is_open = self.api[part].reference.is_none() && self.api[part].logic.is_none();
        if self.ordered
            && is_open
            && let Some(name) = self.parts_of(&branch.below)
        {
            let (id, _) = self.names[&name];
            self.api[part].layout.shown_as = Some(id);
        }
    }

    /// The name of what a reference leads to.
    fn name_of(&self, id: Id<Schema>) -> Option<Said> {
        let to = self.api[id].reference.as_ref()?.to?;
        self.api.schema_name(to).cloned()
    }

    /// The only part of an `allOf`.
    pub(super) fn lone_part(&self, id: Id<Schema>) -> Id<Schema> {
        match self.api[id].all_of() {
            [part] => *part,
            _ => id,
        }
    }

    /// Prose that a section shows and a row here does not stood right beside
    /// the reference: it goes with it when that is replaced.
    fn told_beside(&mut self, held: Id<Schema>, target: Id<Schema>, row: &ShownRow) {
        let wrapper = &self.api[held];
        let only_prose = wrapper.format.is_none()
            && wrapper.nullable.is_none()
            && wrapper.notes.is_none()
            && wrapper.values.is_none()
            && wrapper.types.is_empty();
        let &[part] = wrapper.all_of() else { return };
        if self.api[part].reference.is_none() || !only_prose {
            return;
        }
        let words = |it: Option<&Said>| {
            it.map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
        };
        let said = words(wrapper.description.as_ref());
        let shown = words(row.description.as_ref());
        let behind = self.layers(target).into_iter().find_map(|it| it.description.as_ref());
        if !said.is_empty() && said != shown && shown == words(behind) {
            self.api[held].layout.beside = true;
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
    pub(super) fn holder(&self, id: Id<Schema>) -> Option<Id<Schema>> {
        let mut at = id;
        for _ in 0..64 {
            let schema = &self.api[at];
            at = match (&schema.reference, schema.all_of(), schema.one_of(), schema.items()) {
                (Some(reference), ..) => reference.to?,
                (None, &[part], ..) => part,
                (None, _, &[part], _) if self.ordered => part,
                (None, _, _, Some(items)) => items,
                _ => return Some(at),
            };
        }
        None
    }
}
