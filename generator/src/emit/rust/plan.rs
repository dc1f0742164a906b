//! Which shapes become types of their own, how they are called, and how each
//! use of a shape is spelt.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::ir::shape::{Bounds, Choice, Edge, Field, Kind, List, Rest, Shape, Shapes, Text, Union};
use crate::ir::{Api, Id, Schema};
use crate::source;
use crate::words::{self, Name};

/// What is worked out before anything is written.
pub(super) struct Plan<'a> {
    pub api: &'a Api,
    pub shapes: &'a Shapes,
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
    /// Whether what was spelt last needs the imports of the file.
    pub uses_maps: Cell<bool>,
    pub needs: Needs,
}

/// The libraries that the types written so far ask for.
#[derive(Default)]
pub(super) struct Needs {
    pub uuid: Cell<bool>,
    pub time: Cell<bool>,
    pub patterns: Cell<bool>,
    pub multipart: Cell<bool>,
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
    pub(super) fn new(api: &'a Api, shapes: &'a Shapes, uses: &[Use]) -> Self {
        let count = shapes.len();
        let mut plan = Self {
            api,
            shapes,
            named: Vec::new(),
            names: vec![None; count],
            aliases: Vec::new(),
            knots: vec![false; count],
            circles: vec![None; count],
            sent: vec![false; count],
            answered: vec![false; count],
            uses_maps: Cell::new(false),
            needs: Needs::default(),
        };
        plan.find_knots();
        plan.name(uses);
        plan.find_circles();
        plan.find_directions(uses);
        plan.find_doubles();
        plan
    }

    fn name(&mut self, uses: &[Use]) {
        let mut wanted: Vec<(String, &'static str)> = Vec::new();
        let mut aliases: Vec<(Id<Schema>, usize)> = Vec::new();
        let components: Vec<(Id<Schema>, String)> =
            self.api.components.schemas.iter().map(|it| (it.it.to, it.name.to_string())).collect();
        // A shape is called after the component that it is as it stands; one
        // that is put together, after the first component that it makes up.
        for stands in [true, false] {
            for (schema, name) in &components {
                let shape = self.shapes.of(*schema).shape;
                let is_it = self.shapes[shape].parts == [*schema];
                if self.names[shape.index()].is_some() || is_it != stands || self.is_bare(shape) {
                    continue;
                }
                self.names[shape.index()] = Some(self.named.len());
                self.named.push(Named {
                    shape,
                    component: Some(*schema),
                    ident: String::new(),
                    same_as: None,
                });
                wanted.push((name.clone(), "schema"));
            }
        }
        for (schema, name) in &components {
            let shape = self.shapes.of(*schema).shape;
            let own = self.names[shape.index()].map(|it| self.named[it].component);
            if own != Some(Some(*schema)) {
                aliases.push((*schema, wanted.len()));
                wanted.push((name.clone(), "schema"));
            }
        }
        // In the order of the document, and each followed by what is in it.
        let mut heads: Vec<(Edge, String, &'static str)> = components
            .iter()
            .map(|(schema, name)| (self.shapes.of(*schema), name.clone(), ""))
            .collect();
        heads.extend(uses.iter().map(|it| (it.edge, it.name.clone(), it.from)));
        let mut seen = vec![false; self.shapes.len()];
        let mut order: Vec<usize> = Vec::new();
        let mut place: BTreeMap<usize, usize> = BTreeMap::new();
        for (edge, name, from) in heads {
            let mut todo = vec![(edge.shape, name, from)];
            while let Some((shape, name, from)) = todo.pop() {
                if seen[shape.index()] {
                    continue;
                }
                seen[shape.index()] = true;
                if self.names[shape.index()].is_none() && self.needs_name(shape) {
                    self.names[shape.index()] = Some(self.named.len());
                    place.insert(self.named.len(), wanted.len());
                    self.named.push(Named {
                        shape,
                        component: None,
                        ident: String::new(),
                        same_as: None,
                    });
                    wanted.push((name.clone(), from));
                }
                order.extend(self.names[shape.index()]);
                let mut inner = self.children(shape, &name);
                inner.reverse();
                todo.extend(inner);
            }
        }
        let names: Vec<Name<'_>> = wanted.iter().map(|(name, from)| Name { name, from }).collect();
        let taken: Vec<&str> =
            words::RUST_PRELUDE.iter().copied().chain(["BTreeMap", "Debug", "Hash"]).collect();
        let spelt = words::unique(&names, &taken, words::rust_type);
        for (index, named) in self.named.iter_mut().enumerate() {
            let at = place.get(&index).copied().unwrap_or(index);
            named.ident.clone_from(&spelt[at]);
        }
        self.aliases = aliases.into_iter().map(|(id, at)| (id, spelt[at].clone())).collect();
        let mut position = vec![usize::MAX; self.named.len()];
        for (at, index) in order.iter().enumerate() {
            position[*index] = at;
        }
        let mut sorted: Vec<usize> = (0..self.named.len()).collect();
        sorted.sort_by_key(|it| position[*it]);
        let mut old: Vec<Option<Named>> =
            std::mem::take(&mut self.named).into_iter().map(Some).collect();
        for (new, index) in sorted.into_iter().enumerate() {
            if let Some(named) = old[index].take() {
                self.names[named.shape.index()] = Some(new);
                self.named.push(named);
            }
        }
    }

    /// The shapes in a shape, each with the name that it would get.
    fn children(&self, shape: Id<Shape>, parent: &str) -> Vec<(Id<Shape>, String, &'static str)> {
        let parent = match self.names[shape.index()].and_then(|it| self.named[it].component) {
            Some(component) => self.api.schema_name(component).map_or(parent, |it| it),
            None => parent,
        };
        let under = |name: &str| format!("{parent} {name}");
        match &self.shapes[shape].kind {
            Kind::List(list) => vec![(list.items.shape, under("item"), "list")],
            Kind::Tuple(items) => items
                .iter()
                .enumerate()
                .map(|(at, it)| (it.shape, under(&format!("item {}", at + 1)), "tuple"))
                .collect(),
            Kind::Map(map) => vec![(map.values.shape, under("value"), "map")],
            Kind::Record(record) => {
                let mut all: Vec<_> = record
                    .fields
                    .iter()
                    .map(|it| (it.value.shape, under(&it.name), "field"))
                    .collect();
                if let Rest::Open(edge) = record.rest {
                    all.push((edge.shape, under("additional"), "field"));
                }
                all
            }
            Kind::Union(union) => {
                let names = self.variant_names(union);
                let with_names = union.variants.iter().zip(names);
                with_names.map(|(it, name)| (it.value.shape, under(&name), "variant")).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What the variants of a union are called, before they are spelt.
    fn variant_names(&self, union: &Union) -> Vec<String> {
        union
            .variants
            .iter()
            .enumerate()
            .map(|(at, variant)| {
                let shape = self.shapes.shape(variant.value);
                if let Some(component) = self.component_of(variant.said) {
                    return component;
                }
                if let Some(tag) = &union.tag
                    && let Some(value) = tag.values.get(at).and_then(|it| it.first())
                {
                    return value.clone();
                }
                if let Some(title) = &self.api[variant.said].title
                    && title.len() <= 40
                    && matches!(shape.kind, Kind::Record(_) | Kind::Choice(_))
                {
                    return title.to_string();
                }
                match &shape.kind {
                    Kind::Any => "Any".into(),
                    Kind::Never => "Never".into(),
                    Kind::Null => "Null".into(),
                    Kind::Boolean => "Boolean".into(),
                    Kind::Integer(_) => "Integer".into(),
                    Kind::Number(_) => "Number".into(),
                    Kind::Text(text) => match text.format.as_deref() {
                        Some(format) if format.len() <= 20 && format.is_ascii() => {
                            format.to_owned()
                        }
                        _ => "Text".into(),
                    },
                    Kind::Choice(choice) => match &choice.values[..] {
                        [only] => only
                            .value
                            .node()
                            .scalar()
                            .map_or("Value".into(), std::borrow::Cow::into_owned),
                        _ => "Choice".into(),
                    },
                    Kind::List(list) => match self.component_at(list.items.shape) {
                        Some(name) => format!("{name} list"),
                        None => "List".into(),
                    },
                    Kind::Tuple(_) => "Tuple".into(),
                    Kind::Map(_) => "Map".into(),
                    Kind::Union(_) => "Alternatives".into(),
                    Kind::Record(record) => match record.fields.iter().find(|it| it.required) {
                        Some(field) => format!("With {}", &*field.name),
                        None => "Object".into(),
                    },
                }
            })
            .collect()
    }

    /// The variants of a union, spelt.
    pub(super) fn variants(&self, union: &Union) -> Vec<String> {
        let names = self.variant_names(union);
        let names: Vec<Name<'_>> = names.iter().map(|it| Name::new(it)).collect();
        words::unique(&names, &[], words::rust_variant)
    }

    fn component_of(&self, schema: Id<Schema>) -> Option<String> {
        let target = self.api.resolve(schema)?;
        self.api.schema_name(target).map(std::string::ToString::to_string)
    }

    fn component_at(&self, shape: Id<Shape>) -> Option<String> {
        let [only] = self.shapes[shape].parts[..] else { return None };
        self.api.schema_name(only).map(std::string::ToString::to_string)
    }

    /// Whether a component of this shape is no more than another name for it.
    fn is_bare(&self, shape: Id<Shape>) -> bool {
        matches!(self.shapes[shape].kind, Kind::Any | Kind::Never | Kind::Null)
    }

    /// Whether a shape cannot be spelt without a type of its own.
    pub(super) fn needs_name(&self, shape: Id<Shape>) -> bool {
        if self.knots[shape.index()] {
            return true;
        }
        match &self.shapes[shape].kind {
            Kind::Record(_) | Kind::Union(_) | Kind::Choice(_) => true,
            Kind::Integer(bounds) => matches!(integer(bounds), Integer::Checked(..)),
            Kind::Number(bounds) => {
                bounds.minimum.is_some()
                    || bounds.maximum.is_some()
                    || !bounds.multiple_of.is_empty()
            }
            Kind::Text(text) => {
                special(text).is_none() && text.patterns.iter().any(|it| is_supported(it))
            }
            Kind::Map(map) => map.min.is_some() || map.max.is_some(),
            Kind::Tuple(items) => items.len() > 6,
            _ => false,
        }
    }

    /// The name of a shape that has one.
    pub(super) fn name_of(&self, shape: Id<Shape>) -> Option<&Named> {
        self.names[shape.index()].map(|it| &self.named[it])
    }

    /// A use of a shape, null included.
    pub(super) fn spell(&self, edge: Edge, from: From) -> TokenStream {
        let inner = self.spell_shape(edge.shape, from);
        if self.takes_null(edge) { quote!(Option<#inner>) } else { inner }
    }

    /// Whether null has to be added to what the type of the shape takes.
    pub(super) fn takes_null(&self, edge: Edge) -> bool {
        self.shapes.takes_null(edge)
            && !matches!(self.shapes.shape(edge).kind, Kind::Any | Kind::Null)
    }

    pub(super) fn spell_shape(&self, shape: Id<Shape>, from: From) -> TokenStream {
        match self.name_of(shape) {
            Some(named) => {
                let name = ident(&named.ident);
                match from {
                    From::Types => quote!(#name),
                    From::Beside => quote!(types::#name),
                }
            }
            None => self.spell_kind(shape, from),
        }
    }

    /// The type of a shape, its name aside.
    pub(super) fn spell_kind(&self, shape: Id<Shape>, from: From) -> TokenStream {
        match &self.shapes[shape].kind {
            Kind::Any | Kind::Record(_) | Kind::Union(_) | Kind::Choice(_) => {
                quote!(serde_json::Value)
            }
            Kind::Never => quote!(support::Never),
            Kind::Null => quote!(()),
            Kind::Boolean => quote!(bool),
            Kind::Integer(bounds) => integer(bounds).spell(),
            Kind::Number(bounds) => number(bounds),
            Kind::Text(text) => self.text(text),
            Kind::List(list) => self.list(list, from),
            Kind::Tuple(items) => {
                let items = items.iter().map(|it| self.spell(*it, from));
                quote!((#(#items,)*))
            }
            Kind::Map(map) => {
                let values = self.spell(map.values, from);
                match from {
                    From::Types => {
                        self.uses_maps.set(true);
                        quote!(BTreeMap<String, #values>)
                    }
                    From::Beside => quote!(std::collections::BTreeMap<String, #values>),
                }
            }
        }
    }

    fn list(&self, list: &List, from: From) -> TokenStream {
        let items = self.spell(list.items, from);
        let range = range(list.min, list.max);
        match (list.unique, range) {
            (false, None) => quote!(Vec<#items>),
            (false, Some(range)) => quote!(support::List<#items, #range>),
            (true, None) => quote!(support::Set<#items>),
            (true, Some(range)) => quote!(support::Set<#items, #range>),
        }
    }

    fn text(&self, text: &Text) -> TokenStream {
        match special(text) {
            Some(Special::Uuid) => {
                self.needs.uuid.set(true);
                quote!(uuid::Uuid)
            }
            Some(Special::DateTime) => {
                self.needs.time.set(true);
                quote!(jiff::Timestamp)
            }
            Some(Special::Date) => {
                self.needs.time.set(true);
                quote!(jiff::civil::Date)
            }
            Some(Special::Base64) => quote!(support::Base64),
            Some(Special::File) => quote!(support::File),
            Some(Special::Ip) => quote!(std::net::IpAddr),
            Some(Special::Ipv4) => quote!(std::net::Ipv4Addr),
            Some(Special::Ipv6) => quote!(std::net::Ipv6Addr),
            None => match range(text.min_length, text.max_length) {
                Some(range) => quote!(support::Text<#range>),
                None => quote!(String),
            },
        }
    }

    /// Shapes that would be spelt within themselves.
    fn find_knots(&mut self) {
        let transparent =
            |plan: &Self, id: Id<Shape>| !plan.knots[id.index()] && !plan.needs_name(id);
        let mut done = vec![false; self.shapes.len()];
        for start in 0..self.shapes.len() {
            let start = Id::new(start);
            // Depth first, with the path that leads here.
            let mut path: Vec<(Id<Shape>, Vec<Edge>)> = Vec::new();
            let mut on_path = BTreeSet::new();
            if done[start.index()] || !transparent(self, start) {
                continue;
            }
            path.push((start, self.shapes[start].kind.edges()));
            on_path.insert(start);
            while let Some((at, rest)) = path.last_mut() {
                let at = *at;
                let Some(next) = rest.pop() else {
                    done[at.index()] = true;
                    on_path.remove(&at);
                    path.pop();
                    continue;
                };
                if on_path.contains(&next.shape) {
                    self.knots[next.shape.index()] = true;
                } else if !done[next.shape.index()] && transparent(self, next.shape) {
                    path.push((next.shape, self.shapes[next.shape].kind.edges()));
                    on_path.insert(next.shape);
                }
            }
        }
    }

    /// Types that hold each other by value, which needs a box.
    fn find_circles(&mut self) {
        let edges: Vec<Vec<usize>> = (0..self.shapes.len())
            .map(|it| {
                let mut all = Vec::new();
                self.held(Id::new(it), &mut all, 0);
                all
            })
            .collect();
        self.circles = circles(&edges);
    }

    /// The shapes that are stored inside a value of this shape itself.
    fn held(&self, shape: Id<Shape>, all: &mut Vec<usize>, depth: usize) {
        let kind = &self.shapes[shape].kind;
        let edges = match kind {
            Kind::Record(record) => record.fields.iter().map(|it| it.value).collect(),
            Kind::Union(_) | Kind::Tuple(_) => kind.edges(),
            _ => return,
        };
        for edge in edges {
            all.push(edge.shape.index());
            if depth < 8 && matches!(self.shapes.shape(edge).kind, Kind::Tuple(_)) {
                self.held(edge.shape, all, depth + 1);
            }
        }
    }

    /// A use of a shape inside the type of another, in a box where it must be.
    pub(super) fn spell_within(&self, edge: Edge, owner: Id<Shape>, from: From) -> TokenStream {
        let inner = self.spell_shape(edge.shape, from);
        let circle = self.circles[owner.index()];
        let inner = if circle.is_some() && self.circles[edge.shape.index()] == circle {
            quote!(Box<#inner>)
        } else {
            inner
        };
        if self.takes_null(edge) { quote!(Option<#inner>) } else { inner }
    }

    /// Finds types that are written where they are used, again and again, with
    /// the same words. One is enough; the others are other names for it.
    fn find_doubles(&mut self) {
        let mut classes: BTreeMap<String, usize> = BTreeMap::new();
        let mut class_of: Vec<Option<usize>> = vec![None; self.shapes.len()];
        let mut first: BTreeMap<usize, Id<Shape>> = BTreeMap::new();
        for index in 0..self.named.len() {
            let shape = self.named[index].shape;
            let class = self.class(shape, &mut classes, &mut class_of, 0);
            let named = &self.named[index];
            if named.component.is_some() || self.circles[shape.index()].is_some() {
                continue;
            }
            let same = *first.entry(class).or_insert(shape);
            if same != shape {
                self.named[index].same_as = Some(same);
            }
        }
    }

    /// A number that two shapes share if they are the same word for word.
    fn class(
        &self,
        shape: Id<Shape>,
        classes: &mut BTreeMap<String, usize>,
        class_of: &mut Vec<Option<usize>>,
        depth: usize,
    ) -> usize {
        if let Some(class) = class_of[shape.index()] {
            return class;
        }
        let own = self.name_of(shape).is_some_and(|it| it.component.is_some());
        let mut text = String::new();
        if own || depth > 64 || self.circles[shape.index()].is_some() || self.knots[shape.index()] {
            let _ = write!(text, "#{}", shape.index());
        } else {
            let kind = &self.shapes[shape].kind;
            let edges: Vec<(usize, bool)> = kind
                .edges()
                .into_iter()
                .map(|it| (self.class(it.shape, classes, class_of, depth + 1), self.takes_null(it)))
                .collect();
            self.describe(shape, &edges, &mut text);
        }
        let next = classes.len();
        let class = *classes.entry(text).or_insert(next);
        class_of[shape.index()] = Some(class);
        class
    }

    /// All that the type of a shape depends on, what is in it by its class.
    fn describe(&self, shape: Id<Shape>, edges: &[(usize, bool)], text: &mut String) {
        match &self.shapes[shape].kind {
            Kind::Record(record) => {
                let rest = match record.rest {
                    Rest::Unsaid => "unsaid",
                    Rest::Closed => "closed",
                    Rest::Open(_) => "open",
                };
                let _ = write!(text, "record {rest} {edges:?}");
                for field in &record.fields {
                    let always = self.is_always(shape, field);
                    let _ =
                        write!(text, " {:?} {always} {:?}", &*field.name, self.prose(&field.said));
                    for said in &field.said {
                        let default = self.api[*said].default_value().map(source::Value::to_json);
                        let notes =
                            [Schema::is_read_only, Schema::is_write_only, Schema::is_deprecated]
                                .map(|it| self.says(field, it));
                        let _ = write!(text, " {default:?} {notes:?}");
                    }
                }
            }
            Kind::Choice(choice) => {
                let _ = write!(text, "choice {}", choice.open);
                for value in &choice.values {
                    let said = value.said.and_then(|it| self.prose(&[it]));
                    let _ = write!(text, " {} {said:?}", value.value.to_json());
                }
            }
            Kind::Union(union) => {
                let _ =
                    write!(text, "union {edges:?} {:?} {:?}", union.tag, self.variant_names(union));
                for variant in &union.variants {
                    let _ = write!(text, " {:?}", self.prose(&[variant.said]));
                }
            }
            kind => {
                let _ = match kind {
                    Kind::Integer(it) | Kind::Number(it) => write!(text, "{kind:?}{it:?}"),
                    Kind::List(it) => {
                        write!(text, "list {edges:?} {:?} {:?} {}", it.min, it.max, it.unique)
                    }
                    Kind::Tuple(_) => write!(text, "tuple {edges:?}"),
                    Kind::Map(it) => write!(text, "map {edges:?} {:?} {:?}", it.min, it.max),
                    kind => write!(text, "{kind:?}"),
                };
            }
        }
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

/// For each node, the circle that it is in: Tarjan's strongly connected
/// components, without recursion.
fn circles(edges: &[Vec<usize>]) -> Vec<Option<usize>> {
    let count = edges.len();
    let (mut index, mut low) = (vec![usize::MAX; count], vec![0; count]);
    let mut on_stack = vec![false; count];
    let mut stack: Vec<usize> = Vec::new();
    let mut circle = vec![None; count];
    let mut next = 0;
    for start in 0..count {
        if index[start] != usize::MAX {
            continue;
        }
        let mut work = vec![(start, 0)];
        while let Some(&mut (node, ref mut at)) = work.last_mut() {
            if *at == 0 {
                index[node] = next;
                low[node] = next;
                next += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            if let Some(&to) = edges[node].get(*at) {
                *at += 1;
                if index[to] == usize::MAX {
                    work.push((to, 0));
                } else if on_stack[to] {
                    low[node] = low[node].min(index[to]);
                }
                continue;
            }
            // A node without edges must not be met as new again.
            work.pop();
            if let Some(&(parent, _)) = work.last() {
                low[parent] = low[parent].min(low[node]);
            }
            if low[node] == index[node] {
                let mut members = Vec::new();
                while let Some(it) = stack.pop() {
                    on_stack[it] = false;
                    members.push(it);
                    if it == node {
                        break;
                    }
                }
                if members.len() > 1 || edges[node].contains(&node) {
                    for it in members {
                        circle[it] = Some(node);
                    }
                }
            }
        }
    }
    circle
}

/// An identifier. What `words` spells always is one; `r#` is understood.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Texts that have a type of their own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Special {
    Uuid,
    DateTime,
    Date,
    Base64,
    File,
    Ip,
    Ipv4,
    Ipv6,
}

pub(super) fn special(text: &Text) -> Option<Special> {
    if text.encoding.as_deref().is_some_and(|it| it.eq_ignore_ascii_case("base64")) {
        return Some(Special::Base64);
    }
    Some(match text.format.as_deref()? {
        "uuid" => Special::Uuid,
        "date-time" => Special::DateTime,
        "date" => Special::Date,
        "byte" | "base64" => Special::Base64,
        "binary" => Special::File,
        "ip" => Special::Ip,
        "ipv4" => Special::Ipv4,
        "ipv6" => Special::Ipv6,
        _ => return None,
    })
}

/// Whether a pattern is one that can be run.
pub(super) fn is_supported(pattern: &str) -> bool {
    regress::Regex::with_flags(pattern, "u").is_ok() || regress::Regex::new(pattern).is_ok()
}

/// How whole numbers are spelt.
pub(super) enum Integer {
    /// By a type that has exactly these values, or nearly.
    Plain(&'static str),
    /// By a type with a range.
    Range(i64, i64),
    /// By a type of its own, around another.
    Checked(Option<(i64, i64)>),
}

pub(super) fn integer(bounds: &Bounds) -> Integer {
    let low = bounds.minimum.as_ref().and_then(|(it, excluded)| {
        let whole = it.as_i128().or_else(|| whole(it.as_f64().ceil()))?;
        Some(if *excluded && it.as_i128().is_some() { whole.saturating_add(1) } else { whole })
    });
    let high = bounds.maximum.as_ref().and_then(|(it, excluded)| {
        let whole = it.as_i128().or_else(|| whole(it.as_f64().floor()))?;
        Some(if *excluded && it.as_i128().is_some() { whole.saturating_sub(1) } else { whole })
    });
    let format = bounds.format.as_deref();
    let types: &[(&str, &str, i128, i128)] = &[
        ("int8", "i8", i128::from(i8::MIN), i128::from(i8::MAX)),
        ("uint8", "u8", 0, i128::from(u8::MAX)),
        ("int16", "i16", i128::from(i16::MIN), i128::from(i16::MAX)),
        ("uint16", "u16", 0, i128::from(u16::MAX)),
        ("int32", "i32", i128::from(i32::MIN), i128::from(i32::MAX)),
        ("uint32", "u32", 0, i128::from(u32::MAX)),
        ("int64", "i64", i128::from(i64::MIN), i128::from(i64::MAX)),
        ("uint64", "u64", 0, i128::from(u64::MAX)),
        ("uint", "u64", 0, i128::from(u64::MAX)),
    ];
    let named = types.iter().find(|it| Some(it.0) == format);
    let (name, least, most) =
        named.map_or(("i64", i128::from(i64::MIN), i128::from(i64::MAX)), |it| (it.1, it.2, it.3));
    let multiple = bounds.multiple_of.iter().any(|it| it.as_i128().is_some_and(|it| it > 1));
    let range = || {
        let clamp =
            |it: i128| i64::try_from(it).unwrap_or(if it < 0 { i64::MIN } else { i64::MAX });
        (clamp(low.unwrap_or(least).max(least)), clamp(high.unwrap_or(most).min(most)))
    };
    if multiple {
        return Integer::Checked((low.is_some() || high.is_some()).then(range));
    }
    let low = low.filter(|it| *it > least);
    let high = high.filter(|it| *it < most);
    match (low, high) {
        (None, None) => Integer::Plain(name),
        (Some(0), None) => Integer::Plain(if most == i128::from(i32::MAX) { "u32" } else { "u64" }),
        (Some(1), None) if least == 0 || most >= i128::from(i32::MAX) => {
            Integer::Plain(match name {
                "u8" => "std::num::NonZeroU8",
                "u16" => "std::num::NonZeroU16",
                "i32" | "u32" => "std::num::NonZeroU32",
                _ => "std::num::NonZeroU64",
            })
        }
        (Some(0), Some(high)) if high == i128::from(u8::MAX) => Integer::Plain("u8"),
        (Some(0), Some(high)) if high == i128::from(u16::MAX) => Integer::Plain("u16"),
        (Some(0), Some(high)) if high == i128::from(u32::MAX) => Integer::Plain("u32"),
        (low, high) => {
            // A range that ends past what 64 bits with a sign hold.
            if low.is_none_or(|it| it >= 0) && high.is_some_and(|it| it > i128::from(i64::MAX)) {
                return Integer::Plain("u64");
            }
            let (low, high) = range();
            Integer::Range(low, high)
        }
    }
}

impl Integer {
    fn spell(&self) -> TokenStream {
        match self {
            Self::Plain(name) => path(name),
            Self::Range(low, high) => int(*low, *high),
            Self::Checked(range) => match range {
                Some((low, high)) => int(*low, *high),
                None => quote!(i64),
            },
        }
    }
}

/// The type that a number of its own is made around.
pub(super) fn integer_within(_: &Integer) -> TokenStream {
    quote!(i64)
}

fn int(low: i64, high: i64) -> TokenStream {
    let end = |it: i64| match it {
        i64::MIN => quote!({ i64::MIN }),
        i64::MAX => quote!({ i64::MAX }),
        it => {
            let digits = Literal::i64_unsuffixed(it.saturating_abs());
            if it < 0 { quote!(-#digits) } else { quote!(#digits) }
        }
    };
    let low = end(low);
    if high == i64::MAX {
        return quote!(support::Int<#low>);
    }
    let high = end(high);
    quote!(support::Int<#low, #high>)
}

pub(super) fn number(bounds: &Bounds) -> TokenStream {
    match bounds.format.as_deref() {
        Some("float") => quote!(f32),
        _ => quote!(f64),
    }
}

fn whole(it: f64) -> Option<i128> {
    #[expect(clippy::cast_possible_truncation, reason = "bounded just before")]
    (it.is_finite() && it.abs() < 1e30).then_some(it as i128)
}

/// A name of our own with `::` in it.
fn path(name: &str) -> TokenStream {
    name.parse().unwrap_or_default()
}

/// The arguments of a type for a range of counts; `None`: anything goes.
fn range(min: Option<u64>, max: Option<u64>) -> Option<TokenStream> {
    // What memory cannot hold is no bound.
    let max = max.and_then(|it| u32::try_from(it).ok());
    let min = u32::try_from(min.unwrap_or(0)).unwrap_or(u32::MAX);
    let (low, high) = (Literal::u32_unsuffixed(min), max.map(Literal::u32_unsuffixed));
    match high {
        None if min == 0 => None,
        None => Some(quote!(#low)),
        Some(high) => Some(quote!(#low, #high)),
    }
}

/// Of what sort the values of a choice are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sort {
    Words,
    Numbers,
    Mixed,
}

pub(super) fn sort(choice: &Choice) -> Sort {
    let all = |kind: source::Kind| choice.values.iter().all(|it| it.value.node().kind() == kind);
    if all(source::Kind::Text) {
        return Sort::Words;
    }
    let whole = |it: &source::Value| {
        it.node().number().is_some_and(|it| it.parse::<i64>().is_ok_and(|it| it != i64::MIN))
    };
    if all(source::Kind::Number) && choice.values.iter().all(|it| whole(&it.value)) {
        return Sort::Numbers;
    }
    Sort::Mixed
}
