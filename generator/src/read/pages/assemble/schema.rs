//! Rows of tables into schemas.

use crate::ir::{ArrayRules, Id, Known, Logic, ObjectRules, Property, Said, Schema, Type};
use crate::read::pages::assemble::Assembly;
use crate::read::pages::assemble::allot::Kept;
use crate::read::pages::shown::{ANY_PROPERTY, ARRAY_ITEM, ShownEnum, ShownRow};
use crate::read::pages::types::{Printed, PrintedKind, format_behind};
use crate::source::{Kind, Node};

mod domain;
mod items;
mod section;
pub(super) mod values;

use domain::default;
use section::says;
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
    /// What kind of table it is.
    pub(super) kept: Kept,
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
        let object = self.properties(below, sample, around);
        if !below.is_empty() {
            schema.object = Some(Box::new(object));
        }
    }

    /// Rows as properties.
    fn properties(
        &mut self,
        below: &[Branch<'_>],
        sample: Option<Node<'_>>,
        around: Around<'_>,
    ) -> ObjectRules {
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
        object
    }

    /// Parts and properties of what is no object by its own word.
    fn inner_rows(
        &mut self,
        schema: &mut Schema,
        below: &[Branch<'_>],
        sample: Option<Node<'_>>,
        around: Around<'_>,
    ) {
        self.parts(schema, below, sample, around);
        let sample = sample.filter(|it| it.kind() == Kind::Map);
        let object = self.properties(below, sample, around);
        if says(&object) {
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
        let listed =
            if self.ordered { row.listed.as_ref() } else { listed(around.enums, row, sample) };
        match printed.kind {
            PrintedKind::Link { name: linked, .. } => {
                return self.linked(branch, linked, listed, sample, around);
            }
            PrintedKind::List(items) => {
                // Where a type is stated, what it is of stands in brackets.
                if !self.ordered || *row.ty != *"array" {
                    schema.types = [Type::Array].into_iter().collect();
                }
                let items = self.items(items.as_deref(), branch, sample, around);
                schema.array = Some(Box::new(ArrayRules { items, ..ArrayRules::default() }));
            }
            PrintedKind::Plain { word: "object", format } if !branch.below.is_empty() => {
                self.fields(&mut schema, &branch.below, sample, around);
                if self.ordered {
                    schema.types = [Type::Object].into_iter().collect();
                }
                schema.format = format.map(|it| Said::new(it, row.ty.at));
            }
            PrintedKind::Plain { word, format } => {
                schema.types = Type::from_name(word).into_iter().collect();
                schema.format = format.map(|it| Said::new(it, row.ty.at));
                if self.ordered {
                    self.inner_rows(&mut schema, &branch.below, sample, around);
                }
            }
            PrintedKind::Several(words) => {
                schema.types = words.into_iter().filter_map(Type::from_name).collect();
                if self.ordered {
                    self.inner_rows(&mut schema, &branch.below, sample, around);
                }
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
            let items = schema.items().filter(|_| self.ordered && around.kept == Kept::Sent);
            match items.filter(|it| self.api[*it].reference.is_none()) {
                Some(items) => self.choices_of_sent(items, listed, sample),
                None if self.choices_of_items(&schema, listed, sample) => {}
                None => self.choices(&mut schema, listed, sample),
            }
        } else if let Some(sample) = sample {
            self.infer_leaf(&mut schema, name, sample, row);
        }
        default(&mut schema, row);
        dress(&mut schema, row, printed.nullable);
        self.told_of_items(&mut schema);
        self.api.schemas.add(schema)
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
        // What is no component has no section that would say more.
        let is_place = self.is_place(&name);
        if around.kept != Kept::Stated || is_place {
            self.fill(&name, branch, listed, sample, around);
            let listed = listed.filter(|it| self.ordered && self.has_others(&name, it));
            if let Some(listed) = listed {
                self.choices(&mut wrapper, listed, sample);
            }
        } else if let Some(listed) = listed.filter(|it| !self.repeats(&name, row, it)) {
            self.choices(&mut wrapper, listed, sample);
        }
        dress(&mut wrapper, row, Printed::read(&row.ty).nullable);
        wrapper.format = format_behind(&row.ty).map(|it| Said::new(it, row.ty.at));
        if is_place {
            self.dress_place(&name, &mut wrapper);
        }
        if self.tells(&name, row) {
            wrapper.description = None;
            self.with_ends(reference, row);
        }
        if self.ordered && around.kept != Kept::Stated {
            self.without_what_is_there(&mut wrapper, &name);
        }
        let bare = wrapper.format.is_none()
            && wrapper.description.is_none()
            && wrapper.nullable.is_none()
            && wrapper.notes.is_none()
            && wrapper.values.is_none();
        if bare {
            return reference;
        }
        wrapper.logic = Some(Box::new(Logic { all_of: vec![reference], ..Logic::default() }));
        self.api.schemas.add(wrapper)
    }

    /// Whether the prose of a row is that of the schema that it leads to.
    fn tells(&self, name: &Said, row: &ShownRow) -> bool {
        let own = self.prose.get(&*name.text).map(|it| &**it);
        let known =
            self.names.get(&*name.text).and_then(|it| self.api[it.0].description.as_deref());
        let own = own.or(known);
        let (Some(own), Some(shown)) = (own, row.description.as_deref()) else { return false };
        if self.ordered {
            return same_prose(own, shown);
        }
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
            return self.follow(name, &branch.below);
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
        // What a row said of it before stays.
        let before = std::mem::take(&mut self.api[id]);
        schema.description = schema.description.or(before.description);
        schema.nullable = schema.nullable.or(before.nullable);
        schema.notes = schema.notes.or(before.notes);
        self.api[id] = schema;
    }
}

/// Whether a section and a row say the same: a row has no blanks around it, and
/// a section no two blank lines on end.
fn same_prose(own: &str, shown: &str) -> bool {
    let lines = |text: &str| -> Vec<String> {
        let mut lines: Vec<String> = text.trim().split(['\r', '\n']).map(str::to_owned).collect();
        lines.dedup_by(|one, two| one.is_empty() && two.is_empty());
        lines
    };
    lines(own) == lines(shown)
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
