//! Schemas: the facts behind a phrase, a table of what is within, and frames.

use std::collections::BTreeMap;

use crate::ir::Component;
use crate::ir::{Id, Known, Reference, Said, Schema, Use};
use crate::manner::github::TYPE;
use crate::read::pages::github::Reader;
use crate::read::pages::github::blocks::Blocks;
use crate::read::pages::github::fact::line;
use crate::read::pages::github::leaf::{Block, Head, Leaf};
use crate::read::pages::github::path::{self, Step};
use crate::read::pages::github::piece::{Link, Piece};
use crate::read::pages::github::site::{Site, Target, schema_label};
use crate::read::pages::github::table::Table;
use crate::read::pages::rules;

/// The columns of a table of properties.
pub(super) const ROWS: &[&str] = &["Property", "Type", "Required", "Description"];

impl Reader<'_> {
    /// The named schema, declared where it is not yet.
    fn declare(&mut self, name: &Said) -> Id<Schema> {
        if let Some(&id) = self.names.get(&*name.text) {
            return id;
        }
        let component = u32::try_from(self.api.components.schemas.len()).ok();
        let id = self.api.schemas.add(Schema { at: name.at, component, ..Schema::default() });
        let it = Use::here(id);
        self.api.components.schemas.push(Component { name: name.clone(), it, imported: false });
        self.api.known.push(Known::Nothing);
        self.names.insert(name.to_string(), id);
        id
    }

    /// Makes the schema of a section known, so that links lead to it.
    pub(super) fn announce_schema(&mut self, leaf: &Leaf, head: &Head) -> Id<Schema> {
        let (name, is_name) = schema_label(&leaf.label(head));
        let id = if is_name {
            self.declare(&name)
        } else {
            self.api.schemas.add(Schema { at: name.at, ..Schema::default() })
        };
        self.site.add(leaf, head, Target::Schema(id));
        id
    }

    /// The schema that a link names, and the reference that it stands for.
    pub(super) fn schema_at(&mut self, link: &Link) -> (Said, Id<Schema>) {
        let (name, is_name) = schema_label(&link.label);
        let to = match self.target(link) {
            Some(Target::Schema(id)) => id,
            other => {
                if other.is_some() {
                    self.dead(link);
                }
                if is_name {
                    self.declare(&name)
                } else {
                    self.api.schemas.add(Schema { at: name.at, ..Schema::default() })
                }
            }
        };
        let text = match self.api.schema_name(to) {
            Some(name) => {
                let name = name.replace('~', "~0").replace('/', "~1");
                link.at.said(format!("#/components/schemas/{name}"))
            }
            None => name,
        };
        (text, to)
    }

    /// Makes each `$dynamicRef` that names an anchor lead to what has it.
    pub(super) fn find_anchors(&mut self) {
        let asking = self.api.schemas.iter().filter_map(|(id, it)| {
            let reference = it.reference.as_ref().filter(|it| it.dynamic)?;
            Some((id, reference.to?, reference.anchor()?))
        });
        let mut within: BTreeMap<Id<Schema>, BTreeMap<&str, Id<Schema>>> = BTreeMap::new();
        let mut found = Vec::new();
        for (id, to, name) in asking {
            let names = within.entry(to).or_insert_with(|| {
                let mut names = BTreeMap::new();
                for it in self.api.within(to) {
                    let core = self.api[it].core();
                    let own = core.into_iter().flat_map(|it| [&it.anchor, &it.dynamic_anchor]);
                    own.flatten().for_each(|name| {
                        names.entry(&*name.text).or_insert(it);
                    });
                }
                names
            });
            found.extend(names.get(&*name).map(|it| (id, *it)));
        }
        for (id, to) in found {
            if let Some(reference) = &mut self.api[id].reference {
                reference.to = Some(to);
            }
        }
    }

    /// What a link leads to; where nothing is there, a finding says so, unless
    /// the page that it names is not among those that are read.
    pub(super) fn target(&mut self, link: &Link) -> Option<Target> {
        let place = Site::place(self.leaf(), &link.target);
        let target = self.site.targets.get(&place).copied();
        if target.is_none() {
            self.missing(link);
        }
        target
    }

    fn missing(&mut self, link: &Link) {
        let (file, _) = Site::place(self.leaf(), &link.target);
        if self.site.files.contains(&file) {
            self.dead(link);
        } else if self.whole {
            let message = format!("there is no page `{file}` among these");
            self.found.add(&rules::DEAD_LINK, link.at.span(), message);
        }
    }

    /// Says that a link leads to nothing of its kind.
    pub(super) fn dead(&mut self, link: &Link) {
        let (file, anchor) = Site::place(self.leaf(), &link.target);
        let message = format!("no heading of `{file}` with the anchor `{anchor}` is of this kind");
        self.found.add(&rules::DEAD_LINK, link.at.span(), message);
    }

    /// The section of a schema.
    pub(super) fn schema_section(&mut self, head: &Head, id: Id<Schema>) {
        let leaf = self.leaf();
        let text = leaf.slice(&head.body);
        let first = format!("\n{TYPE}");
        let Some(start) = text.find(&first) else {
            self.lost(&leaf.piece(leaf.trimmed(head.line.start..head.body.end)), "this section");
            return;
        };
        let start = head.body.start + start + 1;
        let description = self.block(head.body.start..start);
        let at = head.body.start..head.body.end;
        let mut blocks = Blocks::new(leaf, start..at.end);
        let Some(Block::Facts(at)) = blocks.next() else { return };
        let mut facts = leaf.facts(at);
        let Some(phrase) = facts[0].strip("**Type:** ") else {
            return self.strange(&facts);
        };
        facts.remove(0);
        self.schema(id, &phrase, &facts, &mut blocks);
        let it = &mut self.api[id];
        it.description = description;
        it.at = Some(leaf.span(&head.line));
        if let Some(component) = it.component
            && let Some(known) = self.api.known.get_mut(component as usize)
        {
            *known = Known::Section;
        }
        self.rest(&mut blocks);
    }

    /// A schema: its phrase and facts, then the table and the frames that
    /// stand behind.
    pub(super) fn schema(
        &mut self,
        id: Id<Schema>,
        phrase: &Piece,
        facts: &[Piece],
        blocks: &mut Blocks<'_>,
    ) {
        self.says(id, phrase, facts);
        self.rows(id, blocks);
        while let Some(facts) = blocks.facts() {
            let Some((steps, phrase)) = framed(&facts[0]) else { break };
            blocks.next();
            let Some(part) = self.reach(id, &steps, &facts[0]) else { continue };
            self.says(part, &phrase, &facts[1..]);
            self.rows(part, blocks);
        }
    }

    /// Gives a schema what its phrase and its facts say, instead of what was
    /// said of it before.
    fn says(&mut self, id: Id<Schema>, phrase: &Piece, facts: &[Piece]) {
        let mut schema = self.phrase(phrase);
        let left = self.schema_facts(&mut schema, facts);
        self.strange(&left);
        schema.component = self.api[id].component;
        self.api[id] = schema;
    }

    /// The table of what is within a schema, if it comes next.
    fn rows(&mut self, id: Id<Schema>, blocks: &mut Blocks<'_>) {
        let leaf = self.leaf();
        let Some(Block::Table(at)) = blocks.peek() else { return };
        let table = Table::read(leaf, at.clone(), self.found);
        if !table.has(2, ROWS) {
            return;
        }
        blocks.next();
        for row in &table.rows {
            let Some((name, steps)) = self.row_path(table.cell(row, "Property"), row.at) else {
                continue;
            };
            let required = self.yes(table.cell(row, "Required"));
            let (phrase, about) = (table.cell(row, "Type"), table.cell(row, "Description"));
            self.row(id, &name, &steps, (phrase, required, about));
        }
    }

    /// The path that a row is about.
    pub(super) fn row_path(
        &mut self,
        cell: Option<&Piece>,
        at: crate::text::Span,
    ) -> Option<(Piece, Vec<Step>)> {
        let steps = cell.and_then(|cell| {
            let mut cursor = crate::read::pages::github::piece::Cursor::new(cell);
            let (text, _) = cursor.code()?;
            path::path(&text).filter(|_| cursor.is_done())
        });
        if let (Some(cell), Some(steps)) = (cell, steps) {
            return Some((cell.clone(), steps));
        }
        rules::lost(self.found, at, "this row");
        None
    }

    /// Whether something is required.
    pub(super) fn yes(&mut self, cell: Option<&Piece>) -> bool {
        match cell {
            None => false,
            Some(it) if it.text() == "yes" => true,
            Some(it) => {
                self.lost(it, "this text");
                false
            }
        }
    }

    /// A row about something within a schema.
    pub(super) fn row(
        &mut self,
        id: Id<Schema>,
        name: &Piece,
        steps: &[Step],
        (phrase, required, about): (Option<&Piece>, bool, Option<&Piece>),
    ) {
        let Some(part) = self.reach(id, steps, name) else { return };
        let mut schema = match phrase {
            Some(phrase) => self.phrase(phrase),
            None => Schema::default(),
        };
        let (prose, facts) = about.map(Piece::prose_and_facts).unwrap_or_default();
        schema.description = prose.map(|it| line(&it));
        let left = self.schema_facts(&mut schema, &facts);
        self.strange(&left);
        self.api[part] = schema;
        if required && let Some(Step::Property(property)) = steps.last() {
            let parent = self.walk(id, &steps[..steps.len() - 1]);
            if let Some(parent) = parent {
                let object = self.api[parent].object.get_or_insert_default();
                let property = name.said(property.as_str());
                object.required.get_or_insert_default().push(property);
            }
        }
    }

    fn walk(&self, id: Id<Schema>, steps: &[Step]) -> Option<Id<Schema>> {
        steps.iter().try_fold(id, |id, step| path::within(&self.api, id, step))
    }

    /// The schema that a row or a frame is about, new where it is not there.
    fn reach(&mut self, id: Id<Schema>, steps: &[Step], at: &Piece) -> Option<Id<Schema>> {
        let (last, before) = steps.split_last()?;
        let there = self.walk(id, before);
        let part = there.and_then(|it| path::put(&mut self.api, it, last, at));
        if part.is_none() {
            rules::orphan_row(self.found, at.span());
        }
        part
    }
}

/// The path and the phrase of a frame.
fn framed(fact: &Piece) -> Option<(Vec<Step>, Piece)> {
    let rest = fact.strip("**")?;
    let end = rest.text().find(":** ")?;
    let steps = path::frame(&rest.text()[..end])?;
    Some((steps, rest.from(end + ":** ".len())))
}

/// A reference that stands where something is used.
pub(super) fn reference<T>(text: Said, to: Id<T>) -> Reference<T> {
    Reference { text, to: Some(to), summary: None, description: None, dynamic: false }
}
