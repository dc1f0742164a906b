//! Which shapes have a name, and what they are called.

use std::collections::BTreeMap;

use crate::emit::rust::patterns::is_supported;
use crate::emit::rust::plan::scalar::{Integer, integer, special};
use crate::ir::shape::{Edge, Kind, Rest, Shape, Union};
use crate::ir::{Id, Schema};
use crate::words::{self, Name};

use super::{Named, Plan, Use};

impl Plan<'_> {
    pub(super) fn name(&mut self, uses: &[Use]) {
        let mut wanted: Vec<(String, &'static str)> = Vec::new();
        let mut aliases: Vec<(Id<Schema>, usize)> = Vec::new();
        let written = self.written(uses);
        let components = self.api.components.schemas.iter().map(|it| (it.it.to, &*it.name));
        let components: Vec<(Id<Schema>, String)> = components
            .filter(|(schema, _)| written[self.shapes.of(*schema).shape.index()])
            .map(|(schema, name)| (schema, self.called(schema, name)))
            .collect();
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

    /// By the position of the shape: whether it is written. All are, unless
    /// only some operations are wanted: then what these use.
    fn written(&self, uses: &[Use]) -> Vec<bool> {
        let all = self.settings.operations.is_empty();
        let mut written = vec![all; self.shapes.len()];
        let mut todo: Vec<Id<Shape>> = uses.iter().map(|it| it.edge.shape).collect();
        while let Some(shape) = todo.pop() {
            if !std::mem::replace(&mut written[shape.index()], true) {
                todo.extend(self.shapes[shape].kind.edges().iter().map(|it| it.shape));
            }
        }
        written
    }

    /// The shapes in a shape, each with the name that it would get.
    fn children(&self, shape: Id<Shape>, parent: &str) -> Vec<(Id<Shape>, String, &'static str)> {
        if self.foreign(shape).is_some() {
            return Vec::new();
        }
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
    pub(super) fn variant_names(&self, union: &Union) -> Vec<String> {
        // The types of one schema, which lend none of them its own name.
        let by_type = union.variants.iter().all(|it| it.said == union.variants[0].said);
        union
            .variants
            .iter()
            .enumerate()
            .map(|(at, variant)| {
                let shape = self.shapes.shape(variant.value);
                let component = || self.component_of(variant.said);
                if let Some(component) = (!by_type).then(component).flatten() {
                    return component;
                }
                if let Some(tag) = &union.tag
                    && let Some(value) = tag.values.get(at).and_then(|it| it.first())
                {
                    return value.clone();
                }
                if let Some(title) = &self.api[variant.said].title
                    && !by_type
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
    pub(in crate::emit::rust) fn variants(&self, union: &Union) -> Vec<String> {
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
            && self.rules(shape).is_empty()
    }

    /// Whether a shape cannot be spelt without a type of its own.
    pub(in crate::emit::rust) fn needs_name(&self, shape: Id<Shape>) -> bool {
        if self.foreign(shape).is_some() {
            return false;
        }
        if self.knots[shape.index()] {
            return true;
        }
        if !self.rules(shape).is_empty() {
            return true;
        }
        let checked = !self.settings.unchecked;
        match &self.shapes[shape].kind {
            Kind::Record(_) | Kind::Union(_) | Kind::Choice(_) => true,
            Kind::Integer(bounds) => checked && matches!(integer(bounds), Integer::Checked(..)),
            Kind::Number(bounds) => {
                checked
                    && (bounds.minimum.is_some()
                        || bounds.maximum.is_some()
                        || !bounds.multiple_of.is_empty())
            }
            Kind::Text(text) => {
                checked
                    && special(text).is_none()
                    && text.patterns.iter().any(|it| is_supported(it))
            }
            Kind::Map(map) => checked && (map.min.is_some() || map.max.is_some()),
            _ => false,
        }
    }

    /// The name of a shape that has one.
    pub(in crate::emit::rust) fn name_of(&self, shape: Id<Shape>) -> Option<&Named> {
        self.names[shape.index()].map(|it| &self.named[it])
    }
}
