//! Lists, maps and records: what stands in them.

use std::collections::BTreeSet;

use crate::ir::shape::facts::Facts;
use crate::ir::shape::{Edge, Field, Key, Kind, List, Map, Part, Record, Rest};
use crate::ir::{Id, Schema};

use super::Builder;
use super::says::{Source, adds_nothing};

/// More places than this are no tuple, but a list: nobody counts so far.
const MOST_PLACES: u64 = 6;

impl Builder<'_> {
    pub(super) fn array(&mut self, facts: &Facts<'_>) -> Kind {
        let prefix = facts.prefix.len() as u64;
        let ends = |it: &Id<Schema>| self.api[*it].always == Some(false);
        let no_more = facts.no_more_items
            || facts.items.iter().any(ends)
            || facts.max_items.is_some_and(|it| it <= prefix);
        if (1..=MOST_PLACES).contains(&prefix)
            && no_more
            && facts.min_items.is_some_and(|it| it >= prefix)
            && facts.max_items.is_none_or(|it| it >= prefix)
        {
            return Kind::Tuple(facts.prefix.iter().map(|&it| self.edge(it)).collect());
        }
        let items = if prefix == 0 {
            self.conjunction(&facts.items)
        } else if no_more {
            self.any_of(&facts.prefix)
        } else if facts.items.is_empty() {
            self.any
        } else {
            self.any_of(&[&facts.prefix[..], &facts.items].concat())
        };
        let max = if prefix > 0 && no_more {
            Some(facts.max_items.map_or(prefix, |it| it.min(prefix)))
        } else {
            facts.max_items
        };
        Kind::List(List { items, min: facts.min_items, max, unique: facts.unique })
    }

    fn conjunction(&mut self, all: &[Id<Schema>]) -> Edge {
        let parts: Vec<Part> =
            all.iter().map(|&schema| Part { schema, opened: false, bare: false }).collect();
        self.edge_of(&parts)
    }

    /// What stands at places, or under names, of which each asks for something
    /// of its own.
    fn any_of(&mut self, all: &[Id<Schema>]) -> Edge {
        let mut seen = BTreeSet::new();
        let mut different: Vec<usize> = Vec::new();
        for (at, &schema) in all.iter().enumerate() {
            let parts = self.canonical(&[Part { schema, opened: false, bare: false }]).parts;
            if parts.iter().all(|it| adds_nothing(&self.api[it.schema])) {
                return self.any;
            }
            if seen.insert(Source::new(self.api, parts)) {
                different.push(at);
            }
        }
        if let [only] = different[..] {
            let nullable = all.iter().any(|&it| self.edge(it).nullable);
            return Edge { nullable, ..self.edge(all[only]) };
        }
        let part = |at: &usize| Part { schema: all[*at], opened: false, bare: false };
        let parts = different.iter().map(part).collect();
        self.intern(Key { parts, only: None, any: true }, false)
    }

    pub(super) fn object(&mut self, facts: &Facts<'_>) -> Kind {
        let rest = match facts.patterns[..] {
            [] if facts.closed => Rest::Closed,
            [] if facts.additional.is_empty() && facts.mixed => Rest::Open(self.any),
            [] if facts.additional.is_empty() => Rest::Unsaid,
            [] => Rest::Open(self.conjunction(&facts.additional)),
            // Every other name is one of the pattern's.
            [(pattern, schema)] if facts.closed || takes_all(pattern) => {
                Rest::Open(self.edge(schema))
            }
            _ if facts.closed || !facts.additional.is_empty() => {
                let patterns = facts.patterns.iter().map(|it| it.1);
                let all: Vec<_> = patterns.chain(facts.additional.iter().copied()).collect();
                Rest::Open(self.any_of(&all))
            }
            _ => Rest::Open(self.any),
        };
        let (min, max) = (facts.min_properties, facts.max_properties);
        if facts.properties.is_empty() && facts.required.is_empty() {
            return match rest {
                Rest::Open(values) => Kind::Map(Map { values, min, max }),
                Rest::Unsaid => Kind::Map(Map { values: self.any, min, max }),
                Rest::Closed => Kind::Record(Record { fields: Vec::new(), rest }),
            };
        }
        let mut fields: Vec<Field> = Vec::new();
        for (name, said) in &facts.properties {
            let value = self.conjunction(said);
            let required = facts.required.contains(name);
            fields.push(Field { name: (*name).clone(), value, required, said: said.clone() });
        }
        for name in &facts.required {
            if fields.iter().all(|it| it.name != **name) {
                let value = match rest {
                    Rest::Open(edge) => edge,
                    _ => self.any,
                };
                let field =
                    Field { name: (*name).clone(), value, required: true, said: Vec::new() };
                fields.push(field);
            }
        }
        Kind::Record(Record { fields, rest })
    }
}

/// Whether a pattern of names matches them all.
fn takes_all(pattern: &str) -> bool {
    let pattern = pattern.strip_prefix('^').unwrap_or(pattern);
    matches!(pattern.strip_suffix('$').unwrap_or(pattern), "" | ".*" | ".+")
}
