//! Rows of tables into schemas.

use crate::ir::{ArrayRules, Id, Known, Logic, ObjectRules, Property, Said, Schema, Type};
use crate::manner::widdershins::sample::Skip;
use crate::read::pages::assemble::combined::flattened;
use crate::read::pages::assemble::shared::name_of_held;
use crate::read::pages::assemble::{Assembly, examples};
use crate::read::pages::shown::{
    ANY_PROPERTY, ARRAY_ITEM, ShownEnum, ShownRow, ShownSchema, ShownTable,
};
use crate::read::pages::types::{Printed, PrintedKind};
use crate::source::{Kind, Node};

mod domain;
mod values;

use domain::default;
use values::listed;
pub(super) use values::value;

/// How deep rows may be nested; those below are read as if at this depth.
pub(super) const DEEPEST: usize = 40;

/// A row with the rows below it.
#[derive(Debug)]
pub(super) struct Branch<'a> {
    pub(super) row: &'a ShownRow,
    pub(super) below: Vec<Branch<'a>>,
}

/// What is around a row.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// The values that the table lists.
    pub(super) enums: &'a [ShownEnum],
    /// The named schema, or what else the names of nameless ones begin with.
    pub(super) owner: &'a str,
    /// Whether links are replaced by what they lead to, with its rows below.
    pub(super) resolved: bool,
}

/// Rows as a tree, by their depth.
pub(super) fn branches(rows: &[ShownRow]) -> Vec<Branch<'_>> {
    let mut open: Vec<Branch<'_>> = Vec::new();
    let mut top: Vec<Branch<'_>> = Vec::new();
    // A table may begin at any depth.
    let least = rows.iter().map(|it| it.depth).min().unwrap_or_default();
    for row in rows {
        while open.len() > (row.depth - least).min(DEEPEST) {
            shift(&mut open, &mut top);
        }
        open.push(Branch { row, below: Vec::new() });
    }
    while !open.is_empty() {
        shift(&mut open, &mut top);
    }
    top
}

/// The last open branch is done: it goes below the one around it.
fn shift<'a>(open: &mut Vec<Branch<'a>>, top: &mut Vec<Branch<'a>>) {
    if let Some(done) = open.pop() {
        match open.last_mut() {
            Some(around) => around.below.push(done),
            None => top.push(done),
        }
    }
}

impl Assembly<'_> {
    /// A named schema from its own section.
    pub(super) fn section(&mut self, shown: &ShownSchema) {
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
        let around = Around { enums: &shown.enums, owner: &shown.name, resolved: false };
        let mut schema = Schema::default();
        match &shown.tables[..] {
            [] if shown.empty => schema.types = [Type::Object].into_iter().collect(),
            [] => self.of_value(&mut schema, None, sample, around),
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
            several if self.ordered => {
                let rows = flattened(several);
                let mut below = branches(&rows);
                let is_itself =
                    |it: &Branch<'_>| *it.row.name == *ARRAY_ITEM && it.row.joint.is_none();
                // The first row is of the schema itself, whatever its parts are.
                if below.first().is_some_and(is_itself) {
                    let itself = below.remove(0);
                    let made = self.row(&itself, sample, around);
                    schema = std::mem::take(&mut self.api[made]);
                    self.parts(&mut schema, &itself.below, sample, around);
                    self.parts(&mut schema, &below, sample, around);
                } else {
                    self.fields(&mut schema, &below, sample, around);
                }
            }
            several => self.combined_tables(&mut schema, several, around),
        }
        schema.at = Some(shown.at);
        schema.component = self.api[id].component;
        if self.titled.contains(&*shown.name.text) {
            schema.title.clone_from(&shown.prose);
        } else if let Some(prose) = self.prose.get(&*shown.name.text) {
            schema.description = Some(prose.clone());
        }
        self.api[id] = schema;
        if let Some(tree) = &tree {
            self.shows(id, tree, Skip::Nothing, Vec::new());
        }
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

    /// Rows as the properties of an object, or as what a map holds.
    pub(super) fn fields(
        &mut self,
        schema: &mut Schema,
        below: &[Branch<'_>],
        sample: Option<Node<'_>>,
        around: Around<'_>,
    ) {
        let sample = sample.filter(|it| it.kind() == Kind::Map);
        self.parts(schema, below, sample, around);
        if !below.is_empty() && below.iter().all(|it| it.row.joint.is_some()) {
            return;
        }
        schema.types = [Type::Object].into_iter().collect();
        let mut object = ObjectRules::default();
        for branch in below.iter().filter(|it| it.row.joint.is_none()) {
            let name = &branch.row.name;
            if **name == *ANY_PROPERTY {
                let held = sample.and_then(map_value);
                object.additional = Some(self.row(branch, held, around));
                continue;
            }
            let value = sample.and_then(|it| it.get(name));
            let property = self.row(branch, value, around);
            object.properties.push(Property { name: name.clone(), schema: property });
            if is_required(branch.row) {
                object.required.get_or_insert_default().push(name.clone());
            }
        }
        if !below.is_empty() {
            schema.object = Some(Box::new(object));
        }
    }

    /// The schema of one row.
    pub(super) fn row(
        &mut self,
        branch: &Branch<'_>,
        sample: Option<Node<'_>>,
        around: Around<'_>,
    ) -> Id<Schema> {
        let row = branch.row;
        let printed = Printed::read(&row.ty);
        let mut schema = Schema { at: row.at, ..Schema::default() };
        let name =
            (*row.name != *ANY_PROPERTY && *row.name != *ARRAY_ITEM).then_some(&*row.name.text);
        let listed = listed(around.enums, row, sample);
        match printed.kind {
            PrintedKind::Link { name: linked, .. } => {
                return self.linked(branch, linked, listed, sample, around);
            }
            PrintedKind::List(items) => {
                schema.types = [Type::Array].into_iter().collect();
                let items = self.items(items.as_deref(), branch, sample, around);
                schema.array = Some(Box::new(ArrayRules { items, ..ArrayRules::default() }));
            }
            PrintedKind::Plain { word: "object", format } if !branch.below.is_empty() => {
                self.fields(&mut schema, &branch.below, sample, around);
                schema.format = format.map(|it| Said::new(it, row.ty.at));
            }
            PrintedKind::Plain { word, format } => {
                schema.types = Type::from_name(word).into_iter().collect();
                schema.format = format.map(|it| Said::new(it, row.ty.at));
            }
            PrintedKind::Several(words) => {
                schema.types = words.into_iter().filter_map(Type::from_name).collect();
            }
            PrintedKind::Any | PrintedKind::Unknown("allOf" | "anyOf" | "oneOf" | "not")
                if branch.below.iter().any(|it| it.row.joint.is_some()) =>
            {
                self.fields(&mut schema, &branch.below, sample, around);
            }
            PrintedKind::Any => {}
            PrintedKind::Unknown(word) => self.of_own_word(&mut schema, word, row, listed, sample),
        }
        if let Some(listed) = listed {
            if !self.choices_of_items(&schema, listed, sample) {
                self.choices(&mut schema, listed, sample);
            }
        } else if let Some(sample) = sample {
            self.infer_leaf(&mut schema, name, sample, row);
        }
        default(&mut schema, row);
        dress(&mut schema, row, printed.nullable);
        self.told_of_items(&mut schema);
        self.api.schemas.add(schema)
    }

    /// What stands in brackets is said of the items of a list.
    fn told_of_items(&mut self, schema: &mut Schema) {
        let Some(items) = schema.items().filter(|_| self.ordered) else { return };
        let said = schema.description.as_ref();
        let inner = said.and_then(|it| it.strip_prefix('[')?.strip_suffix(']'));
        let Some(inner) = inner.map(|it| Said::new(it, said.and_then(|it| it.at))) else { return };
        schema.description = None;
        if self.api[items].reference.is_none() {
            self.api[items].description = Some(inner);
        }
    }

    /// A row that leads to a named schema. What stands beside the reference
    /// needs an `allOf` around it.
    fn linked(
        &mut self,
        branch: &Branch<'_>,
        linked: &str,
        listed: Option<&ShownEnum>,
        sample: Option<Node<'_>>,
        around: Around<'_>,
    ) -> Id<Schema> {
        let row = branch.row;
        let name = Said::new(linked, row.ty.at);
        let reference = self.refer(&name, row.at);
        let mut wrapper = Schema { at: row.at, ..Schema::default() };
        if around.resolved {
            self.fill(&name, branch, listed, sample, around);
        } else if let Some(listed) = listed.filter(|_| !self.lists(&name)) {
            self.choices(&mut wrapper, listed, sample);
        }
        dress(&mut wrapper, row, Printed::read(&row.ty).nullable);
        if self.tells(&name, row) {
            wrapper.description = None;
        }
        let bare = wrapper.description.is_none()
            && wrapper.nullable.is_none()
            && wrapper.notes.is_none()
            && wrapper.values.is_none();
        if bare {
            return reference;
        }
        wrapper.logic = Some(Box::new(Logic { all_of: vec![reference], ..Logic::default() }));
        self.api.schemas.add(wrapper)
    }

    /// Whether the values that a row lists are those of the schema that it
    /// leads to, in its own section.
    fn lists(&self, name: &str) -> bool {
        let known = self.names.get(name).filter(|_| self.ordered);
        known.is_some_and(|it| it.1 == Known::Section && self.api[it.0].choices().is_some())
    }

    /// Whether the prose of a row is that of the schema that it leads to.
    fn tells(&self, name: &Said, row: &ShownRow) -> bool {
        let own = self.prose.get(&*name.text).map(|it| &**it);
        let known =
            self.names.get(&*name.text).and_then(|it| self.api[it.0].description.as_deref());
        let own = own.or(known);
        let (Some(own), Some(shown)) = (own, row.description.as_deref()) else { return false };
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (own, shown) = (words(own), words(shown));
        // The first word may have been rewritten as the name of the row.
        let rest = |text: &str| text.split_once(' ').map_or(String::new(), |it| it.1.to_owned());
        own.eq_ignore_ascii_case(&shown) || rest(&own).eq_ignore_ascii_case(&rest(&shown))
    }

    /// A named schema from the rows below a link to it.
    fn fill(
        &mut self,
        name: &Said,
        branch: &Branch<'_>,
        listed: Option<&ShownEnum>,
        sample: Option<Node<'_>>,
        around: Around<'_>,
    ) {
        if branch.below.is_empty() && listed.is_none() {
            return;
        }
        if !self.learns(name, Known::Rows) {
            return;
        }
        let id = self.declare(name);
        let around = Around { owner: name, ..around };
        let mut schema = Schema::default();
        if branch.below.is_empty() {
            match (listed, sample) {
                (Some(listed), _) => self.listed_values(&mut schema, listed, sample),
                (None, Some(sample)) => self.infer(&mut schema, None, sample, 0),
                (None, None) => {}
            }
        } else if sample.is_some_and(|it| it.kind() == Kind::List) {
            schema.types = [Type::Array].into_iter().collect();
            let items = self.items(None, branch, sample, around);
            schema.array = Some(Box::new(ArrayRules { items, ..ArrayRules::default() }));
        } else {
            self.fields(&mut schema, &branch.below, sample, around);
        }
        schema.at = branch.row.at;
        schema.component = self.api[id].component;
        self.api[id] = schema;
    }

    /// What a list holds: from its type, the rows below it, and its example.
    fn items(
        &mut self,
        printed: Option<&Printed<'_>>,
        branch: &Branch<'_>,
        sample: Option<Node<'_>>,
        around: Around<'_>,
    ) -> Option<Id<Schema>> {
        let item = sample.filter(|it| it.kind() == Kind::List).and_then(|it| it.items().next());
        let at = branch.row.at;
        if let Some(PrintedKind::Link { name, .. }) = printed.map(|it| &it.kind) {
            let name = Said::new(*name, branch.row.ty.at);
            if around.resolved && !branch.below.is_empty() && self.learns(&name, Known::Rows) {
                self.fill_from_items(&name, branch, item, around);
            }
            return Some(self.refer(&name, at));
        }
        if branch.below.is_empty() {
            return self.plain_items(printed, at, item);
        }
        if let Some(name) = self.parts_of(&branch.below) {
            self.inferred(at, format!("items of `{name}`"), "its rows are those of its section");
            return Some(self.refer(&Said::new(name, at), at));
        }
        // Lists in lists have no row of their own; only the example shows them.
        let mut levels = 0;
        let mut item = item;
        while let Some(inner) = item.filter(|it| it.kind() == Kind::List) {
            levels += 1;
            item = inner.items().next();
        }
        let mut schema = Schema { at, ..Schema::default() };
        let only_map = branch.below.iter().all(|it| *it.row.name == *ANY_PROPERTY);
        let held = name_of_held(around.owner, &branch.row.name);
        self.fields(&mut schema, &branch.below, item, Around { owner: &held, ..around });
        let mut id = self.api.schemas.add(schema);
        if !only_map {
            let keys = branch.below.iter().map(|it| it.row.name.to_string()).collect();
            let rows: Vec<_> = branch.below.iter().map(|it| it.row).collect();
            self.remember(keys, &rows, id, &Said::new(held, at));
        }
        for _ in 0..levels {
            id = self.list_of(id);
        }
        Some(id)
    }

    pub(super) fn fill_from_items(
        &mut self,
        name: &Said,
        branch: &Branch<'_>,
        item: Option<Node<'_>>,
        around: Around<'_>,
    ) {
        let id = self.declare(name);
        let mut schema = Schema::default();
        self.fields(&mut schema, &branch.below, item, Around { owner: name, ..around });
        schema.at = branch.row.at;
        schema.component = self.api[id].component;
        self.api[id] = schema;
    }

    /// Items without rows: of a plain type, or shown elsewhere in the table.
    fn plain_items(
        &mut self,
        printed: Option<&Printed<'_>>,
        at: Option<crate::text::Span>,
        item: Option<Node<'_>>,
    ) -> Option<Id<Schema>> {
        if printed.is_none()
            && let Some(keys) = item.map(examples::keys).filter(|it| !it.is_empty())
            && let Some(known) = self.recall(&keys)
        {
            return Some(known);
        }
        let any = printed.is_none_or(|it| it.kind == PrintedKind::Any);
        if let Some(like) = item.filter(|_| any).and_then(|it| self.section_like(it)) {
            return Some(like);
        }
        let mut schema = Schema { at, ..Schema::default() };
        match printed.map(|it| &it.kind) {
            Some(PrintedKind::Plain { word, format }) => {
                schema.types = Type::from_name(word).into_iter().collect();
                schema.format = format.map(Said::from);
            }
            Some(PrintedKind::List(inner)) => {
                schema.types = [Type::Array].into_iter().collect();
                let next =
                    item.filter(|it| it.kind() == Kind::List).and_then(|it| it.items().next());
                let items = self.plain_items(inner.as_deref(), at, next);
                schema.array = Some(Box::new(ArrayRules { items, ..ArrayRules::default() }));
            }
            _ => {}
        }
        if let Some(item) = item {
            self.infer(&mut schema, None, item, 0);
        } else if printed.is_none() {
            return None;
        }
        Some(self.api.schemas.add(schema))
    }

    fn list_of(&mut self, items: Id<Schema>) -> Id<Schema> {
        let at = self.api[items].at;
        let array = ArrayRules { items: Some(items), ..ArrayRules::default() };
        let types = [Type::Array].into_iter().collect();
        self.api.schemas.add(Schema {
            at,
            types,
            array: Some(Box::new(array)),
            ..Schema::default()
        })
    }
}

/// What every row can say besides its type.
fn dress(schema: &mut Schema, row: &ShownRow, nullable: bool) {
    schema.description.clone_from(&row.description);
    schema.nullable = nullable.then_some(true);
    match row.restrictions.as_deref() {
        Some("read-only") => schema.notes.get_or_insert_default().read_only = Some(true),
        Some("write-only") => schema.notes.get_or_insert_default().write_only = Some(true),
        _ => {}
    }
}

/// Whether a row says that its value must be there.
pub(super) fn is_required(row: &ShownRow) -> bool {
    row.required
        .as_deref()
        .is_some_and(|it| matches!(it, "true" | "mandatory" | "required" | "Yes" | "yes"))
}

/// The value of the first property of a map.
pub(super) fn map_value(map: Node<'_>) -> Option<Node<'_>> {
    map.get("property1").or_else(|| map.entries().next().map(|it| it.value))
}
