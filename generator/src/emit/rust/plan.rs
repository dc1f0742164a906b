//! Which shapes become types of their own, how they are called, and how each
//! use of a shape is spelt.

use std::cell::Cell;
use std::collections::BTreeMap;

use proc_macro2::{Ident, Span};

use crate::ir::shape::{Edge, Field, Kind, Record, Rest, Shape, Shapes};
use crate::ir::{Api, Id, Schema};
use crate::words::{self, Name};

use super::TypeOf;
use super::overrides::Overrides;
use super::patterns::Patterns;
use super::rule::{self, Asked, Rule};
use super::settings::Settings;

mod circles;
mod doubles;
mod naming;
mod scalar;
mod spelling;

pub(super) use scalar::{Integer, Sort, Special, integer, sort, special};

/// What is worked out before anything is written.
pub(super) struct Plan<'a> {
    pub api: &'a Api,
    pub shapes: &'a Shapes,
    pub settings: &'a Settings,
    pub overrides: Overrides,
    /// The shapes that have a name, in the order of writing.
    pub named: Vec<Named>,
    /// By the position of the shape: its place in `named`.
    names: Vec<Option<usize>>,
    /// Components that are other names of shapes that have one.
    pub aliases: Vec<(Id<Schema>, String)>,
    /// By the position of the shape: whether it is a type of its own although
    /// it need not be, because it contains itself.
    knots: Vec<bool>,
    /// By the position of the shape: the circle of types by value that it is in.
    circles: Vec<Option<usize>>,
    /// Shapes that requests are made of, and responses.
    pub sent: Vec<bool>,
    pub answered: Vec<bool>,
    /// By the position of the shape: what it asks beyond its type, if it does.
    asked: BTreeMap<usize, Asked>,
    /// Whether what was spelt last needs the imports of the file.
    pub uses_maps: Cell<bool>,
    pub needs: Needs,
}

/// The libraries that the types written so far ask for.
#[derive(Default)]
pub(super) struct Needs {
    pub uuid: Cell<bool>,
    pub time: Cell<bool>,
    pub foreign: Cell<bool>,
    pub patterns: Patterns,
    pub rules: Cell<bool>,
    pub multipart: Cell<bool>,
    pub items: Cell<bool>,
}

/// A shape with a name.
pub(super) struct Named {
    pub shape: Id<Shape>,
    /// The component that it is, if it is one.
    pub component: Option<Id<Schema>>,
    pub ident: String,
    /// A shape before it that is the same word for word: another name for that.
    pub same_as: Option<Id<Shape>>,
}

/// From where a type is spelt.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// From the module of the types.
    Types,
    /// From one beside it.
    Beside,
}

/// A place where shapes are used that no component names.
pub(super) struct Use {
    pub edge: Edge,
    /// What the type is called if it needs a name.
    pub name: String,
    pub from: &'static str,
    pub sent: bool,
}

impl<'a> Plan<'a> {
    pub(super) fn new(
        api: &'a Api,
        shapes: &'a Shapes,
        settings: &'a Settings,
        overrides: Overrides,
        uses: &[Use],
    ) -> Self {
        let count = shapes.len();
        let mut plan = Self {
            api,
            shapes,
            settings,
            overrides,
            named: Vec::new(),
            names: vec![None; count],
            aliases: Vec::new(),
            knots: vec![false; count],
            circles: vec![None; count],
            sent: vec![false; count],
            answered: vec![false; count],
            asked: BTreeMap::new(),
            uses_maps: Cell::new(false),
            needs: Needs::default(),
        };
        plan.find_rules();
        plan.find_knots();
        plan.name(uses);
        plan.find_circles();
        plan.find_directions(uses);
        plan.find_doubles();
        plan
    }

    /// The types that stand for one schema each.
    pub(super) fn types(&self) -> Vec<TypeOf> {
        let of = |schema: Id<Schema>, name: &str| {
            let nullable = self.takes_null(self.shapes.of(schema));
            TypeOf { schema, name: name.to_owned(), nullable }
        };
        let named = self.named.iter().filter_map(|it| {
            let alone = match self.shapes[it.shape].parts[..] {
                [only] => Some(only).filter(|only| self.shapes.of(*only).shape == it.shape),
                _ => None,
            };
            it.component.or(alone).map(|schema| of(schema, &it.ident))
        });
        let aliases = self.aliases.iter().map(|(schema, name)| of(*schema, name));
        named.chain(aliases).collect()
    }

    fn find_rules(&mut self) {
        if self.settings.unchecked {
            return;
        }
        let asked = self.shapes.iter().map(|(id, it)| (id.index(), rule::asked(self.api, it)));
        self.asked = asked.filter(|(_, it)| !it.rules.is_empty() || !it.left.is_empty()).collect();
    }

    /// What a shape asks beyond its type.
    pub(super) fn rules(&self, shape: Id<Shape>) -> &[Rule] {
        self.asked.get(&shape.index()).map_or(&[], |it| &it.rules)
    }

    /// The keywords that no value of a shape is held against.
    pub(super) fn unenforced(&self, shape: Id<Shape>) -> &[(Id<Schema>, &'static str)] {
        self.asked.get(&shape.index()).map_or(&[], |it| &it.left)
    }

    fn find_directions(&mut self, uses: &[Use]) {
        for sent in [true, false] {
            let mut seen = vec![false; self.shapes.len()];
            let mut todo: Vec<Id<Shape>> =
                uses.iter().filter(|it| it.sent == sent).map(|it| it.edge.shape).collect();
            while let Some(shape) = todo.pop() {
                if !seen[shape.index()] {
                    seen[shape.index()] = true;
                    todo.extend(self.shapes[shape].kind.edges().iter().map(|it| it.shape));
                }
            }
            if sent { self.sent = seen } else { self.answered = seen }
        }
    }

    /// The type that a document says a shape is held by.
    pub(super) fn foreign(&self, shape: Id<Shape>) -> Option<syn::TypePath> {
        let said = &self.shapes[shape].parts;
        let ty = said.iter().find_map(|it| self.overrides.types.get(it))?;
        syn::parse_str(ty).ok()
    }

    /// What a schema is called: by the document's author, or on the wire.
    fn called(&self, schema: Id<Schema>, name: &str) -> String {
        self.overrides.schemas.get(&schema).cloned().unwrap_or_else(|| name.to_owned())
    }

    /// What a field is called.
    fn field_name(&self, field: &Field) -> String {
        let own = field.said.iter().find_map(|it| self.overrides.schemas.get(it));
        own.cloned().unwrap_or_else(|| field.name.to_string())
    }

    /// The names of a record's fields, and last the one for all others if it is open.
    pub(super) fn field_names(&self, record: &Record) -> Vec<String> {
        let names: Vec<String> = record.fields.iter().map(|it| self.field_name(it)).collect();
        let mut names: Vec<Name<'_>> = names.iter().map(|it| Name::new(it)).collect();
        if matches!(record.rest, Rest::Open(_)) {
            names.push(Name { name: "additional", from: "fields" });
        }
        words::unique(&names, &[], words::rust_field)
    }

    /// Whether a field is always there: it is required, and no direction that
    /// the record travels in leaves it out.
    pub(super) fn is_always(&self, shape: Id<Shape>, field: &Field) -> bool {
        let read_only = self.says(field, Schema::is_read_only);
        let write_only = self.says(field, Schema::is_write_only);
        field.required
            && !(read_only && self.sent[shape.index()])
            && !(write_only && self.answered[shape.index()])
    }

    /// Whether the schemas under a field say something.
    pub(super) fn says(&self, field: &Field, what: impl Fn(&Schema) -> bool) -> bool {
        field.said.iter().any(|&it| {
            what(&self.api[it]) || self.api.resolve(it).is_some_and(|it| what(&self.api[it]))
        })
    }

    /// Whether a field or variant has a name that is not ASCII.
    pub(super) fn has_foreign_names(&self) -> bool {
        self.shapes.iter().any(|(_, shape)| match &shape.kind {
            Kind::Record(record) => record.fields.iter().any(|it| !it.name.is_ascii()),
            Kind::Choice(choice) => choice
                .values
                .iter()
                .any(|it| it.value.node().as_text().is_some_and(|it| !it.is_ascii())),
            _ => false,
        })
    }

    /// The prose of the first of these schemas that has any; of what it refers
    /// to, if it has none of its own.
    pub(super) fn prose(&self, said: &[Id<Schema>]) -> Option<String> {
        let own = said.iter().find_map(|&it| {
            let schema = &self.api[it];
            let beside = schema.reference.as_ref().and_then(|it| it.description.as_ref());
            beside.or(schema.description.as_ref()).filter(|it| !it.trim().is_empty())
        });
        own.map(std::string::ToString::to_string)
    }
}

/// An identifier. What `words` spells always is one; `r#` is understood.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
