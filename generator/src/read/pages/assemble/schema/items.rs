//! What lists hold.

use crate::ir::{ArrayRules, Id, Known, Logic, Said, Schema, Type, Types};
use crate::read::pages::assemble::allot::Kept;
use crate::read::pages::assemble::combined::{names, signature};
use crate::read::pages::assemble::schema::{Around, Branch};
use crate::read::pages::assemble::shared::name_of_held;
use crate::read::pages::assemble::{Assembly, examples};
use crate::read::pages::shown::{ANY_PROPERTY, ARRAY_ITEM, ShownRow};
use crate::read::pages::types::{Printed, PrintedKind, link};
use crate::source::{Kind, Node};

impl Assembly<'_> {
    /// What a list holds: from its type, the rows below it, and its example.
    pub(in crate::read::pages::assemble) fn items(
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
            let branch = match &branch.below[..] {
                [only] if self.is_title(only.row, item) || self.is_title_of(only.row, &name) => {
                    only
                }
                _ => branch,
            };
            let title = Some(&branch.row.name).filter(|_| branch.row.at != at);
            self.declare(&name);
            if around.kept != Kept::Stated && !branch.below.is_empty() {
                if self.learns(&name, Known::Rows) {
                    self.fill_from_items(&name, branch, item, around);
                    let id = self.declare(&name);
                    self.api[id].title = title.cloned();
                } else {
                    self.follow(&name, &branch.below);
                }
            }
            if let Some(title) = title.filter(|_| self.is_place(&name)) {
                let id = self.declare(&name);
                self.api[id].title.get_or_insert_with(|| title.clone());
            }
            return Some(self.refer(&name, at));
        }
        let word = match printed.map(|it| &it.kind) {
            Some(PrintedKind::Unknown(word)) if self.ordered => joint_of(word),
            _ => None,
        };
        if let Some(word) = word.filter(|it| branch.below.iter().all(|row| !leads(row.row, it))) {
            return Some(self.lone_part_of(word, branch, item, around));
        }
        if branch.below.is_empty() {
            return self.plain_items(printed, at, item);
        }
        // Lists in lists have no row of their own; only the example shows them.
        let mut levels = 0;
        let mut item = item;
        while let Some(inner) = item.filter(|it| it.kind() == Kind::List) {
            levels += 1;
            item = inner.items().next();
        }
        let mut id = self.items_of_rows(printed, branch, item, around);
        for _ in 0..levels {
            id = self.list_of(id);
        }
        Some(id)
    }

    /// What the rows below a list show, which is what lists in it hold.
    fn items_of_rows(
        &mut self,
        printed: Option<&Printed<'_>>,
        branch: &Branch<'_>,
        item: Option<Node<'_>>,
        around: Around<'_>,
    ) -> Id<Schema> {
        let at = branch.row.at;
        if let Some(name) = self.parts_of(&branch.below) {
            self.inferred(at, format!("items of `{name}`"), "its rows are those of its section");
            return self.refer(&Said::new(name, at), at);
        }
        if let [only] = &branch.below[..]
            && self.is_title(only.row, item)
        {
            let id = self.row(only, item, around);
            self.api[id].title = Some(only.row.name.clone());
            return id;
        }
        let mut schema = Schema { at, ..Schema::default() };
        let only_map = branch.below.iter().all(|it| *it.row.name == *ANY_PROPERTY);
        let held = name_of_held(around.owner, &branch.row.name);
        self.fields(&mut schema, &branch.below, item, Around { owner: &held, ..around });
        if self.ordered && printed.is_some_and(|it| it.kind == PrintedKind::Any) {
            schema.types = Types::default();
        }
        let id = self.api.schemas.add(schema);
        if !only_map {
            let keys = branch.below.iter().map(|it| it.row.name.to_string()).collect();
            let rows: Vec<_> = branch.below.iter().map(|it| it.row).collect();
            self.remember(keys, &rows, id, &Said::new(held, at));
        }
        id
    }

    /// The items of a list that are combined of one part, which has no row of
    /// its own: what stands below the list is the part's.
    fn lone_part_of(
        &mut self,
        word: &str,
        branch: &Branch<'_>,
        item: Option<Node<'_>>,
        around: Around<'_>,
    ) -> Id<Schema> {
        let at = branch.row.at;
        if let Some(name) = self.listed_at_top(branch.row) {
            let name = Said::new(name, at);
            self.made_of_one(&name, word, &branch.below);
            self.follow(&name, &branch.below);
            return self.refer(&name, at);
        }
        let part = match self.parts_of(&branch.below) {
            Some(name) => self.refer(&Said::new(name, at), at),
            None => {
                let mut part = Schema { at, ..Schema::default() };
                let hidden = item.filter(|it| branch.below.is_empty() && it.kind() == Kind::Map);
                if let Some(name) = hidden.and_then(|it| self.by_example(it)) {
                    part.reference = Some(Box::new(self.reference_to(&Said::new(name, at))));
                } else if let Some(item) = item {
                    self.infer(&mut part, None, item, 0);
                }
                if !branch.below.is_empty() {
                    part.object = None;
                    self.inner_rows(&mut part, &branch.below, item, around);
                }
                self.api.schemas.add(part)
            }
        };
        let logic = Some(Box::new(lone(word, part)));
        self.api.schemas.add(Schema { at, logic, ..Schema::default() })
    }

    /// Where rows show what a schema has whose section shows none, that is the
    /// one part of it: the schema with these rows.
    pub(in crate::read::pages::assemble) fn made_of_one(
        &mut self,
        name: &Said,
        word: &str,
        below: &[Branch<'_>],
    ) {
        if !self.ordered {
            return;
        }
        let Some(&(id, Known::Section)) = self.names.get(&*name.text) else { return };
        let is_bare = |it: &Schema| it.object.is_none() && it.logic.is_none();
        let keys = [signature(below), names(below)];
        let part = keys.iter().find_map(|it| self.by_rows.get(it)?.clone());
        let Some(part) = part.filter(|_| is_bare(&self.api[id])) else { return };
        let fact = format!("`{name}` is made of `{part}`");
        self.inferred(name.at, fact, "rows show what its section does not");
        let part = self.refer(&Said::new(part, name.at), name.at);
        self.api[id].logic = Some(Box::new(lone(word, part)));
    }

    /// What a list at the top of a table is of, which has a row of its own only
    /// if that is a reference: the one schema with the prose in its brackets.
    fn listed_at_top(&self, row: &ShownRow) -> Option<String> {
        let words = |it: &str| it.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = row.description.as_deref().filter(|_| *row.name == *ARRAY_ITEM)?;
        let said = words(said.strip_prefix('[')?.strip_suffix(']')?);
        let mut all = self.prose.iter().filter(|(_, prose)| words(prose) == said);
        let (name, _) = all.next()?;
        all.next().is_none().then(|| name.clone())
    }

    /// Whether the only row below a list is of its items, under their title.
    fn is_title(&self, row: &ShownRow, item: Option<Node<'_>>) -> bool {
        let named = *row.name != *ARRAY_ITEM && *row.name != *ANY_PROPERTY;
        let lacks = |it: Node<'_>| it.kind() != Kind::Map || it.get(&row.name).is_none();
        self.ordered && named && row.joint.is_none() && item.is_some_and(lacks)
    }

    /// Whether the only row below a list of what a link leads to is of that
    /// again, under its title, and no property of it.
    fn is_title_of(&self, row: &ShownRow, name: &str) -> bool {
        let is_link = self.ordered && row.joint.is_none() && *row.name != *ANY_PROPERTY;
        let itself = link(&row.ty).filter(|it| is_link && it.0 == name);
        let known = self.names.get(name).filter(|it| it.1 == Known::Section);
        let holder = known.and_then(|it| self.holder(it.0));
        let has_it = holder.is_some_and(|it| self.api[it].property(&row.name).is_some());
        itself.is_some() && !has_it
    }

    pub(in crate::read::pages::assemble) fn fill_from_items(
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
        if self.ordered {
            schema.description = self.prose.get(&*name.text).cloned();
        }
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
        let unsaid = printed.is_none_or(|it| it.kind == PrintedKind::Any);
        if let Some(like) = item.filter(|_| unsaid).and_then(|it| self.section_like(it)) {
            return Some(like);
        }
        let mut schema = Schema { at, ..Schema::default() };
        // What has no type, and no rows, is shown by an example only.
        let is_shown = |it: &Node<'_>| it.kind() == Kind::Map || printed.is_some();
        if let Some(item) = item.filter(|it| self.ordered && unsaid && is_shown(it)) {
            // What is printed as any is no link.
            if printed.is_none()
                && let Some(name) = self.by_example(item)
            {
                return Some(self.refer(&Said::new(name, at), at));
            }
            if item.kind() != Kind::Null {
                self.give_example(&mut schema, item);
            }
            return Some(self.api.schemas.add(schema));
        }
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
        // What has keys in an example, and no rows, has no properties here.
        if let Some(item) = item
            .filter(|it| self.ordered && schema.types.has(Type::Object) && it.kind() == Kind::Map)
        {
            if item.entries().next().is_some() {
                self.give_example(&mut schema, item);
            }
        } else if let Some(item) = item {
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

    /// What stands in brackets is said of the items of a list.
    pub(super) fn told_of_items(&mut self, schema: &mut Schema) {
        let Some(items) = schema.items().filter(|_| self.ordered) else { return };
        let said = schema.description.as_ref();
        let inner = said.and_then(|it| it.strip_prefix('[')?.strip_suffix(']'));
        let Some(inner) = inner.map(|it| Said::new(it, said.and_then(|it| it.at))) else { return };
        schema.description = None;
        if self.api[items].reference.is_none() {
            self.api[items].description = Some(inner);
        } else if let Some(target) = self.api.resolve(items) {
            self.told_whole(target, &inner);
        }
    }
}

/// A word in the brackets of a list, if its items are combined by it.
fn joint_of(word: &str) -> Option<&str> {
    matches!(word, "allOf" | "anyOf" | "oneOf").then_some(word)
}

/// A combination of one part.
fn lone(word: &str, part: Id<Schema>) -> Logic {
    match word {
        "anyOf" => Logic { any_of: vec![part], ..Logic::default() },
        "oneOf" => Logic { one_of: vec![part], ..Logic::default() },
        _ => Logic { all_of: vec![part], ..Logic::default() },
    }
}

/// Whether a row is the first part of what is combined by this word.
fn leads(row: &ShownRow, word: &str) -> bool {
    row.joint.as_deref().is_some_and(|it| it.split(" - ").next() == Some(word))
}
