//! Named schemas, from their own sections.

use crate::ir::{ArrayRules, Known, Logic, ObjectRules, Said, Schema, Type};
use crate::manner::widdershins::sample::Skip;
use crate::read::pages::assemble::Assembly;
use crate::read::pages::assemble::allot::Kept;
use crate::read::pages::assemble::combined::flattened;
use crate::read::pages::assemble::schema::{Around, Branch, branches};
use crate::read::pages::shown::{ARRAY_ITEM, ShownRow, ShownSchema, ShownTable};
use crate::source::{Kind, Node};

impl Assembly<'_> {
    /// A named schema from its own section.
    pub(in crate::read::pages::assemble) fn section(&mut self, shown: &ShownSchema) {
        let id = self.declare(&shown.name);
        // Where only the words over its parts are shown, rows elsewhere say more.
        let is_bare = |it: &ShownTable| it.rows.is_empty() && it.title.is_some();
        let only_words = !self.ordered && !shown.tables.is_empty();
        let only_words = only_words && shown.tables.iter().all(is_bare);
        let known = if only_words { Known::Example } else { Known::Section };
        if !self.learns(&shown.name, known) {
            return;
        }
        if shown.is_typed() {
            return self.typed_section(id, shown);
        }
        let tree = self.example(shown.example.as_ref());
        let sample = tree.as_ref().map(|it| it.root());
        self.open_table();
        let around = Around { enums: &shown.enums, owner: &shown.name, kept: Kept::Stated };
        let mut schema = Schema::default();
        match &shown.tables[..] {
            [] if shown.empty
                && self.ordered
                && sample.is_some_and(|it| it.kind() != Kind::Map) =>
            {
                self.of_nothing(&mut schema, sample);
            }
            [] if shown.empty => schema.types = [Type::Object].into_iter().collect(),
            [] => self.of_value(&mut schema, None, sample, around),
            tables if self.ordered => {
                let mut rows = flattened(tables);
                self.allot(&mut rows, &shown.enums, sample, Kept::Stated);
                schema = self.ordered_section(shown, branches(&rows), sample, around);
            }
            [only] if matches!(&only.rows[..], [row] if *row.name == *ARRAY_ITEM) => {
                // The only row is of the schema itself.
                let itself = branches(&only.rows);
                let made = self.row(&itself[0], sample, around);
                schema = std::mem::take(&mut self.api[made]);
            }
            [only] => {
                let rows = flattened(std::slice::from_ref(only));
                let below = branches(&rows);
                self.fields(&mut schema, &below, sample, around);
            }
            several => self.combined_tables(&mut schema, several, around),
        }
        schema.at = Some(shown.at);
        schema.component = self.api[id].component;
        self.prose_of_section(&mut schema, shown);
        self.api[id] = schema;
        if let Some(tree) = &tree {
            self.shows(id, tree, Skip::Nothing, Vec::new());
        }
    }

    /// What stands over the rows is the title, if there is one, else the
    /// description; other rows that lead here tell which.
    fn prose_of_section(&self, schema: &mut Schema, shown: &ShownSchema) {
        let Some(prose) = &shown.prose else { return };
        let has_row = schema.title.is_some() || shown.tables.is_empty();
        let elsewhere = self.titled.get(&*shown.name.text);
        let words = |it: &str| it.split_whitespace().collect::<Vec<_>>().join(" ");
        match elsewhere {
            // The row of the schema itself bears its title.
            None if schema.title.is_some() => {}
            Some(None) => schema.title = Some(prose.clone()),
            Some(Some(said)) if words(said) != words(prose) => {
                schema.title = Some(prose.clone());
                schema.description = Some(said.clone());
            }
            Some(Some(said)) => schema.description = Some(said.clone()),
            None => schema.description = Some(prose.clone()),
        }
        // What has a title has a row of its own, unless it is an object.
        if schema.title.is_some() && schema.types.is_empty() && self.ordered && !has_row {
            schema.types = [Type::Object].into_iter().collect();
        }
    }

    /// A section whose rows stand in the order of their source.
    fn ordered_section(
        &mut self,
        shown: &ShownSchema,
        mut below: Vec<Branch<'_>>,
        sample: Option<Node<'_>>,
        around: Around<'_>,
    ) -> Schema {
        let mut schema = Schema::default();
        let prose = shown.prose.as_ref();
        if !below.first().is_some_and(|it| is_itself(it.row, prose, sample)) {
            if sample.is_some_and(|it| it.kind() == Kind::List) {
                let row = ShownRow { at: Some(shown.at), ..ShownRow::default() };
                let items = self.items(None, &Branch { row: &row, below }, sample, around);
                schema.types = [Type::Array].into_iter().collect();
                schema.array = Some(Box::new(ArrayRules { items, ..ArrayRules::default() }));
                return schema;
            }
            self.fields(&mut schema, &below, sample, around);
            return schema;
        }
        // The rows of what is in it stand level with its own.
        let mut itself = below.remove(0);
        itself.below.append(&mut below);
        let made = self.row(&itself, sample, around);
        schema = std::mem::take(&mut self.api[made]);
        let title = Some(&itself.row.name).filter(|it| ***it != *ARRAY_ITEM);
        if prose.is_some() && title == prose {
            schema.title = title.cloned();
            return schema;
        }
        if title.is_none() && (prose.is_some() || schema.description.is_none()) {
            return schema;
        }
        // Prose that does not stand over the rows is that of the only part.
        let mut part = schema;
        part.title = title.cloned();
        if prose.is_some() {
            part.description = None;
        }
        let part = self.api.schemas.add(part);
        self.inferred(
            itself.row.at,
            format!("a `oneOf` in `{}`", shown.name),
            "its row says what does not stand over the rows",
        );
        let logic = Some(Box::new(Logic { one_of: vec![part], ..Logic::default() }));
        Schema { logic, ..Schema::default() }
    }

    /// A schema of which a page says outright that it has no rows, though its
    /// example is no object: it states no type, or is a list of what states no more.
    fn of_nothing(&mut self, schema: &mut Schema, sample: Option<Node<'_>>) {
        let Some(sample) = sample.filter(|it| it.kind() != Kind::Null) else { return };
        if sample.kind() != Kind::List {
            return self.give_example(schema, sample);
        }
        let mut items = Schema::default();
        match sample.items().next() {
            Some(item) if item.kind() == Kind::List => self.of_nothing(&mut items, Some(item)),
            Some(item) if item.kind() == Kind::Map => {
                items.types = [Type::Object].into_iter().collect();
                self.give_example(&mut items, item);
            }
            Some(item) => self.infer(&mut items, None, item, 0),
            None => {}
        }
        let items = Some(self.api.schemas.add(items));
        schema.types = [Type::Array].into_iter().collect();
        schema.array = Some(Box::new(ArrayRules { items, ..ArrayRules::default() }));
    }

    /// A schema without rows: its values are listed, or an example is all.
    fn of_value(
        &mut self,
        schema: &mut Schema,
        name: Option<&str>,
        sample: Option<Node<'_>>,
        around: Around<'_>,
    ) {
        match (around.enums.iter().find(|it| it.name.is_none()), sample) {
            (Some(own), _) => self.listed_values(schema, own, sample),
            (None, Some(sample)) => {
                let item = Some(sample).filter(|it| it.kind() == Kind::List);
                let item = item.and_then(|it| it.items().next());
                match item.and_then(|it| self.section_like(it)) {
                    Some(like) => {
                        schema.types = [Type::Array].into_iter().collect();
                        let array = ArrayRules { items: Some(like), ..ArrayRules::default() };
                        schema.array = Some(Box::new(array));
                    }
                    None => self.infer(schema, name, sample, 0),
                }
            }
            (None, None) => {}
        }
    }
}

/// Whether the first row of a section is of the schema itself: it has no name,
/// or the title for one.
fn is_itself(row: &ShownRow, prose: Option<&Said>, sample: Option<Node<'_>>) -> bool {
    if row.joint.is_some() {
        return false;
    }
    if *row.name == *ARRAY_ITEM {
        return true;
    }
    let mut inner = sample;
    while let Some(list) = inner.filter(|it| it.kind() == Kind::List) {
        inner = list.items().next();
    }
    let map = inner.filter(|it| it.kind() == Kind::Map);
    let is_key = map.is_some_and(|it| it.get(&row.name).is_some());
    !is_key && (prose == Some(&row.name) || (sample.is_some() && map.is_none()))
}

/// Whether an object says anything.
pub(super) fn says(object: &ObjectRules) -> bool {
    !object.properties.is_empty() || object.additional.is_some()
}
