//! From schemas to shapes, each worked out once.

use std::collections::BTreeSet;

use crate::dialect::Version;
use crate::ir::shape::facts::{Alternatives, Facts};
use crate::ir::shape::{
    Choice, Chosen, Edge, Key, Kind, Part, Shape, Shapes, Text, Union, Variant,
};
use crate::ir::{Api, Discriminator, Id, Said, Schema, Type};
use crate::source;

mod nested;
mod says;
mod through;

use says::{
    adds_nothing, has_alternatives, names_object, only_null, says_nothing_but, says_null,
    says_values, single_alternative,
};
use through::Through;

/// More schemas than this in one `allOf` are not put together.
const MOST_PARTS: usize = 64;
/// Shapes beyond this many for each schema are made by no honest document.
const MOST_SHAPES: usize = 8;

pub(super) struct Builder<'a> {
    api: &'a Api,
    through: Through,
    shapes: Shapes,
    /// Keys whose shapes are not yet worked out: the position is the id.
    keys: Vec<Key>,
    any: Edge,
}

/// A key, and whether what was seen through adds null.
struct Canonical {
    parts: Vec<Part>,
    nullable: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let mut it = Self {
            api,
            through: Through::new(api),
            shapes: Shapes::default(),
            keys: Vec::new(),
            any: Edge { shape: Id::new(0), nullable: false },
        };
        it.any = it.intern(Key { parts: Vec::new(), only: None, any: false }, false);
        it
    }

    pub(super) fn run(mut self) -> Shapes {
        let edges: Vec<Option<Edge>> =
            self.api.schemas.iter().map(|(id, _)| Some(self.edge(id))).collect();
        self.shapes.edges = edges;
        let mut next = 0;
        while let Some(key) = self.keys.get(next).cloned() {
            let (kind, nullable, either) = self.work_out(&key);
            let whole = key.only.is_none() && !key.any && key.parts.iter().all(|it| !it.bare);
            let parts = key.parts.iter().filter(|_| !key.any).map(|it| it.schema).collect();
            self.shapes.all.add(Shape { parts, whole, nullable, either, kind });
            next += 1;
        }
        for index in 0..self.shapes.all.len() {
            self.tag(Id::new(index));
        }
        self.shapes
    }

    fn edge(&mut self, schema: Id<Schema>) -> Edge {
        self.edge_of(&[Part { schema, opened: false, bare: false }])
    }

    fn edge_of(&mut self, parts: &[Part]) -> Edge {
        let Canonical { parts, nullable } = self.canonical(parts);
        self.intern(Key { parts, only: None, any: false }, nullable)
    }

    fn intern(&mut self, key: Key, nullable: bool) -> Edge {
        if let Some(&shape) = self.shapes.keys.get(&key) {
            return Edge { shape, nullable };
        }
        if self.keys.len() > 1000 + MOST_SHAPES * self.api.schemas.len() {
            return self.any;
        }
        let shape = Id::new(self.keys.len());
        self.keys.push(key.clone());
        self.shapes.keys.insert(key, shape);
        Edge { shape, nullable }
    }

    /// Follows references, opens `allOf`, and sees through what adds nothing,
    /// so that two ways to name one schema give one key.
    fn canonical(&self, parts: &[Part]) -> Canonical {
        let mut out: Vec<Part> = Vec::new();
        let mut nullable = false;
        let mut seen = BTreeSet::new();
        let mut todo: Vec<Part> = parts.iter().rev().copied().collect();
        while let Some(mut part) = todo.pop() {
            if !part.opened && !part.bare {
                let end = self.through.end(part.schema);
                nullable |= end.nullable;
                let Some(schema) = end.to else { continue };
                part.schema = schema;
            }
            if out.len() > MOST_PARTS || !part.opened && !seen.insert((part.schema, part.bare)) {
                continue;
            }
            let schema = &self.api[part.schema];
            if !part.opened && schema.reference.is_some() {
                let target = schema.reference.as_ref().and_then(|it| it.to);
                let beside = self.api.version >= Version::V3_1 && !adds_nothing(schema);
                todo.extend(target.map(|schema| Part { schema, opened: false, bare: false }));
                if beside {
                    todo.push(Part { opened: true, ..part });
                } else {
                    nullable |= self.api.is_nullable(schema);
                }
                continue;
            }
            if !part.opened && !schema.all_of().is_empty() {
                let inner = schema.all_of().iter().map(|&it| Part {
                    schema: it,
                    opened: false,
                    bare: false,
                });
                todo.extend(inner.rev());
                if says_nothing_but(schema, |it| it.types.is_empty() || names_object(it))
                    && (part.bare || !has_alternatives(schema))
                {
                    nullable |= says_null(self.api, schema);
                } else {
                    todo.push(Part { opened: true, ..part });
                }
                continue;
            }
            if !part.bare
                && let Some((only, with_null)) = single_alternative(self.api, schema)
            {
                nullable |= with_null || says_null(self.api, schema);
                todo.push(Part { schema: only, opened: false, bare: false });
                if !says_nothing_but(schema, |it| it.types.is_empty() || with_null) {
                    todo.push(Part { opened: true, bare: true, ..part });
                }
                continue;
            }
            let part = Part { opened: part.opened && !schema.all_of().is_empty(), ..part };
            let part = Part { opened: part.opened || schema.reference.is_some(), ..part };
            if !out.iter().any(|it| it.schema == part.schema && it.bare == part.bare) {
                out.push(part);
            }
        }
        // What says nothing at all adds nothing to what does.
        if out.len() > 1 {
            let telling: Vec<Part> = out
                .iter()
                .copied()
                .filter(|it| {
                    let schema = &self.api[it.schema];
                    !says_nothing_but(schema, |it| it.types.is_empty())
                        || !it.bare && has_alternatives(schema)
                })
                .collect();
            if !telling.is_empty() {
                out = telling;
            }
        }
        Canonical { parts: out, nullable }
    }

    fn work_out(&mut self, key: &Key) -> (Kind, bool, Vec<Id<Schema>>) {
        let api = self.api;
        if key.any {
            let all: Vec<Id<Schema>> = key.parts.iter().map(|it| it.schema).collect();
            let (kind, nullable) = self.union_of(&all, &[], None, false);
            return (kind, nullable, Vec::new());
        }
        let mut conflicts = Vec::new();
        let facts = Facts::gather(api, &key.parts, key.only, &mut conflicts);
        self.shapes.conflicts.append(&mut conflicts);
        let nullable = facts.nullable;
        if facts.never {
            return (Kind::Never, false, Vec::new());
        }
        if key.only.is_none()
            && let Some(at) = facts.unions.iter().position(|it| self.offers_a_choice(it))
        {
            let (kind, nullable) = self.union(key, &facts, at);
            return (kind, nullable, Vec::new());
        }
        let either = facts.unions.iter().map(|it| key.parts[it.part].schema).collect();
        if let Some(choices) = &facts.choices
            && let Some(kind) = choice(choices, key)
        {
            return (kind, nullable, either);
        }
        let types = facts.implied_types();
        let kind = match types[..] {
            [] if facts.types.is_some() => Kind::Null,
            [] => Kind::Any,
            [ty] => self.single(ty, facts),
            _ => self.by_type(key, &types),
        };
        (kind, nullable, either)
    }

    /// Whether alternatives differ in more than what they require.
    fn offers_a_choice(&self, alternatives: &Alternatives<'_>) -> bool {
        alternatives.all.iter().any(|&id| {
            let Canonical { parts, .. } =
                self.canonical(&[Part { schema: id, opened: false, bare: false }]);
            parts.iter().any(|part| {
                let schema = &self.api[part.schema];
                let only_requires = |it: &Schema| {
                    it.object.as_deref().is_none_or(|object| {
                        object.properties.is_empty()
                            && object.additional.is_none()
                            && object.patterns.is_empty()
                    })
                };
                let types_only_objects =
                    schema.types.is_empty() || schema.types.iter().eq([Type::Object]);
                !(types_only_objects
                    && only_requires(schema)
                    && schema.component.is_none()
                    && schema.array.is_none()
                    && schema.text.is_none()
                    && schema.number.is_none()
                    && schema.format.is_none()
                    && !says_values(schema)
                    && !has_alternatives(schema))
            })
        })
    }

    fn union(&mut self, key: &Key, facts: &Facts<'_>, at: usize) -> (Kind, bool) {
        let Alternatives { part, all, discriminator } = &facts.unions[at];
        let base: Vec<Part> = key
            .parts
            .iter()
            .enumerate()
            .map(
                |(index, it)| {
                    if index == *part { Part { bare: true, opened: true, ..*it } } else { *it }
                },
            )
            .filter(|it| {
                let schema = &self.api[it.schema];
                !says_nothing_but(schema, |it| it.types.is_empty())
                    || !it.bare && has_alternatives(schema)
            })
            .collect();
        let (kind, mut nullable) = self.union_of(all, &base, *discriminator, facts.nullable);
        // Null must be one of the alternatives, and of the types beside them.
        nullable &= !facts.never_null;
        if facts.nullable && self.api.version.dialect().json_schema {
            nullable = all.iter().any(|it| self.leaves_null(*it));
        }
        (kind, nullable)
    }

    /// Whether a schema, its alternatives aside, has null among its values.
    fn leaves_null(&self, id: Id<Schema>) -> bool {
        let Canonical { parts, nullable } =
            self.canonical(&[Part { schema: id, opened: false, bare: false }]);
        nullable
            || only_null(self.api, &parts)
            || !Facts::gather(self.api, &parts, None, &mut Vec::new()).never_null
    }

    /// One of several schemas, each together with what holds for all.
    fn union_of(
        &mut self,
        all: &[Id<Schema>],
        base: &[Part],
        discriminator: Option<&Discriminator>,
        mut nullable: bool,
    ) -> (Kind, bool) {
        let mut variants: Vec<Variant> = Vec::new();
        let mut spare = None;
        for &id in all {
            // The alternative first: it is what tells.
            let mut parts = vec![Part { schema: id, opened: false, bare: false }];
            parts.extend(base);
            let canonical = self.canonical(&parts);
            if only_null(self.api, &canonical.parts) {
                nullable = true;
                continue;
            }
            let key = Key { parts: canonical.parts, only: None, any: false };
            let edge = self.intern(key, canonical.nullable);
            nullable |= canonical.nullable;
            if variants.iter().all(|it| it.value.shape != edge.shape) {
                variants.push(Variant { value: Edge { nullable: false, ..edge }, said: id });
            }
            spare = Some(edge);
        }
        if let Some(choice) = self.merged_choice(&variants) {
            return (choice, nullable);
        }
        if variants.is_empty() && spare.is_none() {
            return (Kind::Null, true);
        }
        let tag = discriminator.and_then(|it| self.stated_tag(it, &variants));
        (Kind::Union(Union { variants, tag }), nullable)
    }

    /// A union of named texts is one list of texts; beside a free text it is
    /// a list that is open. (So schemars, and many a person, writes enums.)
    fn merged_choice(&self, variants: &[Variant]) -> Option<Kind> {
        let mut values: Vec<Chosen> = Vec::new();
        let mut open = false;
        for variant in variants {
            let key = self.keys.get(variant.value.shape.index())?;
            if key.only.is_some() || key.any || key.parts.iter().any(|it| self.is_alternative(*it))
            {
                return None;
            }
            let facts = Facts::gather(self.api, &key.parts, None, &mut Vec::new());
            let text_only = facts.types.as_ref().is_none_or(|it| it[..] == [Type::String]);
            match &facts.choices {
                Some(all) if text_only && all.iter().all(is_text) && !all.is_empty() => {
                    for value in all {
                        if values.iter().all(|it| !it.value.same(value)) {
                            let said = (all.len() == 1).then_some(variant.said);
                            values.push(Chosen { value: value.clone(), said });
                        }
                    }
                }
                None if facts.implied_types() == [Type::String] && is_free(&facts.text) => {
                    open = true;
                }
                _ => return None,
            }
        }
        (!values.is_empty()).then_some(Kind::Choice(Choice { values, open }))
    }

    fn is_alternative(&self, part: Part) -> bool {
        !part.bare && has_alternatives(&self.api[part.schema])
    }

    fn by_type(&mut self, key: &Key, types: &[Type]) -> Kind {
        // Every integer is a number.
        let types: Vec<Type> = types
            .iter()
            .copied()
            .filter(|it| *it != Type::Integer || !types.contains(&Type::Number))
            .collect();
        let said = key.parts.first().map_or(Id::new(0), |it| it.schema);
        let variants: Vec<Variant> = types
            .iter()
            .map(|&ty| {
                let value = self.intern(Key { only: Some(ty), ..key.clone() }, false);
                Variant { value, said }
            })
            .collect();
        match &variants[..] {
            [_] => {
                let facts = Facts::gather(self.api, &key.parts, None, &mut Vec::new());
                self.single(types[0], facts)
            }
            _ => Kind::Union(Union { variants, tag: None }),
        }
    }

    fn single(&mut self, ty: Type, facts: Facts<'_>) -> Kind {
        match ty {
            Type::Null => Kind::Null,
            Type::Boolean => Kind::Boolean,
            Type::Integer => Kind::Integer(facts.bounds),
            Type::Number => Kind::Number(facts.bounds),
            Type::String => Kind::Text(facts.text),
            Type::File => {
                Kind::Text(Text { format: Some(Said::from("binary")), ..Text::default() })
            }
            Type::Array => self.array(&facts),
            Type::Object => self.object(&facts),
        }
    }

    pub(super) fn api(&self) -> &'a Api {
        self.api
    }

    pub(super) fn shapes(&self) -> &Shapes {
        &self.shapes
    }

    pub(super) fn kind_mut(&mut self, id: Id<Shape>) -> &mut Kind {
        &mut self.shapes.all[id].kind
    }
}

/// The values that are named, taken for what they are: a document that says
/// `type: integer` beside `enum: ["1"]` means its values.
fn choice(choices: &[source::Value], key: &Key) -> Option<Kind> {
    let fits = |it: &source::Value| match key.only {
        None => true,
        Some(Type::String) => it.node().kind() == source::Kind::Text,
        Some(Type::Integer | Type::Number) => it.node().kind() == source::Kind::Number,
        Some(Type::Boolean) => it.node().kind() == source::Kind::Bool,
        Some(Type::Array) => it.node().kind() == source::Kind::List,
        Some(Type::Object) => it.node().kind() == source::Kind::Map,
        Some(_) => false,
    };
    let mut values: Vec<Chosen> = Vec::new();
    for value in choices.iter().filter(|it| fits(it)) {
        if values.iter().all(|it| !it.value.same(value)) {
            values.push(Chosen { value: value.clone(), said: None });
        }
    }
    if values.is_empty() {
        return choices.is_empty().then_some(Kind::Null);
    }
    let both =
        values.len() == 2 && values.iter().all(|it| it.value.node().kind() == source::Kind::Bool);
    Some(if both { Kind::Boolean } else { Kind::Choice(Choice { values, open: false }) })
}

fn is_text(value: &source::Value) -> bool {
    value.node().kind() == source::Kind::Text
}

fn is_free(text: &Text) -> bool {
    text.format.is_none() && text.patterns.is_empty() && text.max_length.is_none()
}
