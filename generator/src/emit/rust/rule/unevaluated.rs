//! Fields that no schema knows which holds of a value.

use super::{DEPTH, MOST, Reader, Rule};
use crate::ir::{Id, Schema};

impl Reader<'_> {
    /// That all names are known to the schema, or to one of its alternatives
    /// that the value is of.
    pub(super) fn unevaluated(&mut self, schema: &Schema, others: Id<Schema>) -> Option<Vec<Rule>> {
        let alternatives = schema.any_of();
        if alternatives.is_empty() || self.api[others].always != Some(false) {
            return None;
        }
        let mut own = Vec::new();
        self.names_of(schema, true, 0, &mut own)?;
        let mut all = own.clone();
        let mut knowing: Vec<(Vec<usize>, Vec<String>)> = Vec::new();
        let mut known = Vec::new();
        for &it in alternatives {
            let mut names = Vec::new();
            self.names_of(&self.api[it], false, 0, &mut names)?;
            all.extend(names.iter().filter(|it| !own.contains(it)).cloned());
            known.push(names);
        }
        all.sort_unstable();
        all.dedup();
        for name in all.iter().filter(|it| !own.contains(it)) {
            let who: Vec<usize> = (0..known.len()).filter(|it| known[*it].contains(name)).collect();
            match knowing.iter_mut().find(|it| it.0 == who) {
                Some((_, names)) => names.push(name.clone()),
                None => knowing.push((who, vec![name.clone()])),
            }
        }
        let only = |names: Vec<String>| Rule::Others(names, Vec::new(), vec![Rule::Never]);
        let mut rules = vec![only(all.clone())];
        // What all alternatives know, the one that holds knows.
        for (who, names) in knowing.into_iter().filter(|it| it.0.len() < alternatives.len()) {
            let rest = all.iter().filter(|it| !names.contains(it)).cloned().collect();
            let mut any = vec![vec![only(rest)]];
            for at in who {
                any.push(self.rules(alternatives[at], 0)?);
            }
            rules.push(Rule::Any(any));
        }
        Some(rules)
    }

    /// The names of fields that a schema knows, whatever the value, its own
    /// alternatives left aside if they are looked at apart; `None` where that depends.
    fn names_of(
        &self,
        schema: &Schema,
        apart: bool,
        depth: usize,
        names: &mut Vec<String>,
    ) -> Option<()> {
        let api = self.api;
        if depth > DEPTH || names.len() > MOST {
            return None;
        }
        if let Some(reference) = &schema.reference {
            self.names_of(&api[reference.to?], false, depth + 1, names)?;
            if !api.version.dialect().schema_ref_siblings {
                return Some(());
            }
        }
        if let Some(it) = &schema.object {
            let more = it.additional.is_some() || it.unevaluated.is_some() && !apart;
            if more || !it.patterns.is_empty() || !it.dependent_schemas.is_empty() {
                return None;
            }
            names.extend(it.properties.iter().map(|it| it.name.to_string()));
        }
        let Some(logic) = &schema.logic else { return Some(()) };
        if !logic.one_of.is_empty() || logic.when.is_some() || !apart && !logic.any_of.is_empty() {
            return None;
        }
        logic.all_of.iter().try_for_each(|it| self.names_of(&api[*it], false, depth + 1, names))
    }
}
