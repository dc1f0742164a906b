//! What schemas ask of values beyond what any type says, as rules that the
//! generated code holds values against.

use crate::ir::shape::{Kind, Rest, Shape, is_rest};
use crate::ir::{Api, ArrayRules, Id, Logic, ObjectRules, Schema, Type};
use crate::source::{self, Node};

use self::scalars::{scalars, special};
use super::patterns::is_supported;
use super::plan;

mod hold;
mod scalars;
mod unevaluated;
mod written;

/// How deep rules are nested; deeper ones are told and not enforced.
const DEPTH: usize = 6;
/// How many rules a schema is worth.
const MOST: usize = 80;

/// What is asked of a value as a whole. The generated code has the same enum,
/// and says there what each of them means.
#[derive(Clone, Debug)]
pub(super) enum Rule {
    Is(Vec<Type>),
    In(Vec<source::Value>),
    Length(u64, u64),
    Matches(String),
    AtLeast(f64),
    Above(f64),
    AtMost(f64),
    Below(f64),
    Times(f64),
    Items(u64, u64),
    At(usize, Vec<Self>),
    Each(usize, Vec<Self>),
    Contains(u64, u64, Vec<Self>),
    Unique,
    Fields(u64, u64),
    Has(Vec<String>),
    Needs(String, Vec<String>),
    With(String, Vec<Self>),
    Under(String, Vec<Self>),
    Like(String, Vec<Self>),
    Others(Vec<String>, Vec<String>, Vec<Self>),
    Named(Vec<Self>),
    Any(Vec<Vec<Self>>),
    One(Vec<Vec<Self>>),
    Not(Vec<Self>),
    If(Vec<Self>, Vec<Self>, Vec<Self>),
    Never,
}

/// What a shape asks beyond its type.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// What is enforced.
    pub rules: Vec<Rule>,
    /// Keywords that are not, with the schemas that they stand in.
    pub left: Vec<(Id<Schema>, &'static str)>,
}

/// Works out what a shape asks beyond its type.
pub(super) fn asked(api: &Api, shape: &Shape) -> Asked {
    let mut asked = Asked::default();
    // The alternatives of a union ask for themselves what it asks.
    if matches!(shape.kind, Kind::Union(_) | Kind::Never | Kind::Null) {
        return asked;
    }
    let mut reader = Reader { api, all: &shape.parts, left: MOST };
    for &part in &shape.parts {
        let either = shape.either.contains(&part);
        let mut beyond = Vec::new();
        reader.beyond(&api[part], &shape.kind, either, &mut beyond);
        for (keyword, rules) in beyond {
            match rules {
                // Named values keep what is asked of them, or are none.
                Some(rules) => match &shape.kind {
                    Kind::Choice(choice) => {
                        let kept =
                            |it: &source::Value| rules.iter().all(|rule| rule.holds(it.node()));
                        if choice.open || !choice.values.iter().all(|it| kept(&it.value)) {
                            asked.left.push((part, keyword));
                        }
                    }
                    _ => asked.rules.extend(rules),
                },
                None => asked.left.push((part, keyword)),
            }
        }
    }
    asked
}

/// A keyword with the rules that say the same; none, where rules cannot say it.
type Beyond = Vec<(&'static str, Option<Vec<Rule>>)>;

struct Reader<'a> {
    api: &'a Api,
    /// The schemas that all hold, with the one that is asked.
    all: &'a [Id<Schema>],
    /// How many rules there may still be.
    left: usize,
}

impl Reader<'_> {
    /// The keywords of a schema that the type of a kind does not ask for.
    fn beyond(&mut self, schema: &Schema, kind: &Kind, either: bool, out: &mut Beyond) {
        if let Some(it) = &schema.logic {
            self.logic(it, either, out);
        }
        if let Some(it) = &schema.object
            && matches!(kind, Kind::Record(_) | Kind::Map(_) | Kind::Any | Kind::Choice(_))
        {
            self.object(it, kind, out);
            if let Some(others) = it.unevaluated
                && !is_closed(kind)
                && self.api[others].always != Some(true)
                && !is_rest(self.api, self.all, Type::Object)
            {
                out.push(("unevaluatedProperties", self.unevaluated(schema, others)));
            }
        }
        if let Some(it) = &schema.array
            && matches!(kind, Kind::List(_) | Kind::Tuple(_) | Kind::Any | Kind::Choice(_))
        {
            self.array(it, kind, out);
        }
        match kind {
            Kind::Choice(_) => {
                let mut rules = Vec::new();
                // A format beside named values only describes them.
                if scalars(schema, &mut rules).is_some() {
                    out.extend(rules.into_iter().map(|it| (it.keyword(), Some(vec![it]))));
                }
            }
            Kind::Text(text) if plan::special(text).is_some() => special(schema, out),
            Kind::Integer(_) => {
                let times = schema.number.as_ref().and_then(|it| it.multiple_of.as_ref());
                let part = times.filter(|it| it.as_i128().is_none());
                out.extend(part.map(|it| ("multipleOf", Some(vec![Rule::Times(it.as_f64())]))));
            }
            Kind::Number(bounds) if bounds.format.as_deref() == Some("float") => {
                let times = schema.number.as_ref().and_then(|it| it.multiple_of.as_ref());
                // What 32 bits hold is no multiple of most numbers.
                out.extend(times.map(|_| ("multipleOf", None)));
            }
            _ => {}
        }
        if schema.text.as_ref().is_some_and(|it| it.content_schema.is_some()) {
            out.push(("contentSchema", None));
        }
    }

    fn logic(&mut self, logic: &Logic, either: bool, out: &mut Beyond) {
        if let Some(not) = logic.not {
            out.push(("not", self.rules(not, 0).map(|it| vec![Rule::Not(it)])));
        }
        if let Some(when) = logic.when
            && (logic.then.is_some() || logic.otherwise.is_some())
        {
            out.push(("if", self.branches(when, logic.then, logic.otherwise, 0)));
        }
        if either {
            if !logic.any_of.is_empty() {
                out.push(("anyOf", self.each(&logic.any_of, 0).map(|it| vec![Rule::Any(it)])));
            }
            if !logic.one_of.is_empty() {
                out.push(("oneOf", self.each(&logic.one_of, 0).map(|it| vec![Rule::One(it)])));
            }
        }
    }

    fn branches(
        &mut self,
        when: Id<Schema>,
        then: Option<Id<Schema>>,
        otherwise: Option<Id<Schema>>,
        depth: usize,
    ) -> Option<Vec<Rule>> {
        let mut branch =
            |it: Option<Id<Schema>>| it.map_or(Some(Vec::new()), |it| self.rules(it, depth));
        Some(vec![Rule::If(branch(Some(when))?, branch(then)?, branch(otherwise)?)])
    }

    fn object(&mut self, object: &ObjectRules, kind: &Kind, out: &mut Beyond) {
        let counted = matches!(kind, Kind::Map(_));
        let (min, max) = (object.min_properties, object.max_properties);
        if (min.is_some_and(|it| it > 0) || max.is_some()) && !counted {
            let keyword = if max.is_some() { "maxProperties" } else { "minProperties" };
            let rule = Rule::Fields(min.unwrap_or(0), max.unwrap_or(u64::MAX));
            out.push((keyword, Some(vec![rule])));
        }
        if let Some(names) = object.names {
            out.push(("propertyNames", self.rules(names, 0).map(|it| vec![Rule::Named(it)])));
        }
        if !object.patterns.is_empty() {
            out.push(("patternProperties", self.patterns(object, 0)));
            if object.additional.is_some_and(|it| self.api[it].always != Some(true)) {
                out.push(("additionalProperties", self.others(object, 0)));
            }
        } else if object.additional.is_some_and(|it| self.api[it].always == Some(false))
            && !is_closed(kind)
        {
            // Together with other schemas, which know other names.
            out.push(("additionalProperties", None));
        }
        let needs = object.dependent_required.iter().filter(|it| !it.1.is_empty());
        let needs: Vec<Rule> = needs.map(|(name, others)| needs_rule(name, others)).collect();
        if !needs.is_empty() {
            out.push(("dependentRequired", Some(needs)));
        }
        if !object.dependent_schemas.is_empty() {
            out.push(("dependentSchemas", self.dependent(object, 0)));
        }
    }

    fn array(&mut self, array: &ArrayRules, kind: &Kind, out: &mut Beyond) {
        let typed = matches!(kind, Kind::List(_) | Kind::Tuple(_));
        let tuple = matches!(kind, Kind::Tuple(_));
        if array.contains.is_some() {
            out.push(("contains", self.contains(array, 0)));
        }
        if !array.prefix.is_empty() && !tuple {
            // Where no keyword is for that, it was read from a list under `items`.
            let keyword =
                if self.api.version.dialect().json_schema { "prefixItems" } else { "items" };
            out.push((keyword, self.prefix(array, 0)));
            let count = array.prefix.len() as u64;
            let ends = matches!(kind, Kind::List(it) if it.max.is_some_and(|it| it <= count));
            if let Some(items) = array.items.filter(|_| !ends) {
                let rest = self.rules(items, 0);
                out.push(("items", rest.map(|it| vec![Rule::Each(array.prefix.len(), it)])));
            }
        }
        if array.unique == Some(true) && (tuple || !typed) {
            out.push(("uniqueItems", Some(vec![Rule::Unique])));
        }
        if array.additional.is_some_and(|it| self.api[it].always != Some(true)) {
            out.push(("additionalItems", None));
        }
        let always = array.unevaluated.map(|it| self.api[it].always);
        let ends = always == Some(Some(false)) && is_rest(self.api, self.all, Type::Array);
        if always.is_some_and(|it| it != Some(true)) && !tuple && !ends {
            out.push(("unevaluatedItems", None));
        }
    }

    fn each(&mut self, all: &[Id<Schema>], depth: usize) -> Option<Vec<Vec<Rule>>> {
        all.iter().map(|it| self.rules(*it, depth)).collect()
    }

    fn patterns(&mut self, object: &ObjectRules, depth: usize) -> Option<Vec<Rule>> {
        let one = |it: &crate::ir::Property| {
            let rules = self.rules(it.schema, depth)?;
            is_supported(&it.name).then(|| Rule::Like(it.name.to_string(), rules))
        };
        object.patterns.iter().map(one).collect()
    }

    fn others(&mut self, object: &ObjectRules, depth: usize) -> Option<Vec<Rule>> {
        let Some(additional) = object.additional else { return Some(Vec::new()) };
        let rules = self.rules(additional, depth)?;
        if rules.is_empty() {
            return Some(Vec::new());
        }
        let names = object.properties.iter().map(|it| it.name.to_string()).collect();
        let patterns = object.patterns.iter().map(|it| it.name.to_string()).collect();
        let known = object.patterns.iter().all(|it| is_supported(&it.name));
        known.then(|| vec![Rule::Others(names, patterns, rules)])
    }

    fn dependent(&mut self, object: &ObjectRules, depth: usize) -> Option<Vec<Rule>> {
        let one = |it: &crate::ir::Property| {
            Some(Rule::With(it.name.to_string(), self.rules(it.schema, depth)?))
        };
        object.dependent_schemas.iter().map(one).collect()
    }

    fn contains(&mut self, array: &ArrayRules, depth: usize) -> Option<Vec<Rule>> {
        let Some(contains) = array.contains else { return Some(Vec::new()) };
        let (min, max) = (array.min_contains.unwrap_or(1), array.max_contains.unwrap_or(u64::MAX));
        Some(vec![Rule::Contains(min, max, self.rules(contains, depth)?)])
    }

    fn prefix(&mut self, array: &ArrayRules, depth: usize) -> Option<Vec<Rule>> {
        let items = array.prefix.iter().enumerate();
        items.map(|(at, it)| Some(Rule::At(at, self.rules(*it, depth)?))).collect()
    }

    /// A whole schema as rules, if they can say just what it says.
    fn rules(&mut self, id: Id<Schema>, depth: usize) -> Option<Vec<Rule>> {
        let api = self.api;
        let schema = &api[id];
        let mut rules = Vec::new();
        self.left = self.left.checked_sub(1)?;
        if depth > DEPTH {
            return None;
        }
        if let Some(reference) = &schema.reference {
            rules.extend(self.rules(reference.to?, depth + 1)?);
            if !api.version.dialect().schema_ref_siblings {
                return Some(rules);
            }
        }
        match schema.always {
            Some(true) => return Some(rules),
            Some(false) => return Some(vec![Rule::Never]),
            None => {}
        }
        let mut types: Vec<Type> = schema.types.iter().collect();
        if !types.is_empty() {
            if api.is_nullable(schema) && !types.contains(&Type::Null) {
                types.push(Type::Null);
            }
            rules.push(Rule::Is(types));
        }
        if let Some(it) = schema.constant() {
            rules.push(Rule::In(vec![it.clone()]));
        }
        if let Some(all) = schema.choices() {
            rules.push(Rule::In(all.to_vec()));
        }
        scalars(schema, &mut rules)?;
        if let Some(it) = &schema.array {
            self.whole_array(it, depth + 1, &mut rules)?;
        }
        if let Some(it) = &schema.object {
            self.whole_object(it, depth + 1, &mut rules)?;
        }
        if let Some(it) = &schema.logic {
            self.whole_logic(it, depth + 1, &mut rules)?;
        }
        self.left = self.left.checked_sub(rules.len())?;
        Some(rules)
    }

    fn whole_array(
        &mut self,
        array: &ArrayRules,
        depth: usize,
        rules: &mut Vec<Rule>,
    ) -> Option<()> {
        if array.unevaluated.is_some() || array.additional.is_some() {
            return None;
        }
        if array.min_items.is_some() || array.max_items.is_some() {
            let max = array.max_items.unwrap_or(u64::MAX);
            rules.push(Rule::Items(array.min_items.unwrap_or(0), max));
        }
        rules.extend(self.prefix(array, depth)?);
        if let Some(items) = array.items {
            let each = self.rules(items, depth)?;
            if !each.is_empty() {
                rules.push(Rule::Each(array.prefix.len(), each));
            }
        }
        rules.extend(self.contains(array, depth)?);
        if array.unique == Some(true) {
            rules.push(Rule::Unique);
        }
        Some(())
    }

    fn whole_object(
        &mut self,
        object: &ObjectRules,
        depth: usize,
        rules: &mut Vec<Rule>,
    ) -> Option<()> {
        if object.unevaluated.is_some() {
            return None;
        }
        if object.min_properties.is_some() || object.max_properties.is_some() {
            let max = object.max_properties.unwrap_or(u64::MAX);
            rules.push(Rule::Fields(object.min_properties.unwrap_or(0), max));
        }
        // What goes one way is missing on the other, and a value is read in both.
        let both_ways = |name: &&crate::ir::Said| {
            let own = object.properties.iter().find(|it| *it.name.text == *name.text);
            let schemas =
                own.into_iter().flat_map(|it| [Some(it.schema), self.api.resolve(it.schema)]);
            !schemas.flatten().any(|it| self.api[it].is_read_only() || self.api[it].is_write_only())
        };
        let names: Vec<String> =
            object.required.iter().flatten().filter(both_ways).map(ToString::to_string).collect();
        if !names.is_empty() {
            rules.push(Rule::Has(names));
        }
        for property in &object.properties {
            let inner = self.rules(property.schema, depth)?;
            if !inner.is_empty() {
                rules.push(Rule::Under(property.name.to_string(), inner));
            }
        }
        rules.extend(self.patterns(object, depth)?);
        rules.extend(self.others(object, depth)?);
        if let Some(names) = object.names {
            rules.push(Rule::Named(self.rules(names, depth)?));
        }
        rules.extend(object.dependent_required.iter().map(|(name, it)| needs_rule(name, it)));
        rules.extend(self.dependent(object, depth)?);
        Some(())
    }

    fn whole_logic(&mut self, logic: &Logic, depth: usize, rules: &mut Vec<Rule>) -> Option<()> {
        for part in &logic.all_of {
            rules.extend(self.rules(*part, depth)?);
        }
        if !logic.any_of.is_empty() {
            rules.push(Rule::Any(self.each(&logic.any_of, depth)?));
        }
        if !logic.one_of.is_empty() {
            rules.push(Rule::One(self.each(&logic.one_of, depth)?));
        }
        if let Some(not) = logic.not {
            rules.push(Rule::Not(self.rules(not, depth)?));
        }
        if let Some(when) = logic.when {
            rules.extend(self.branches(when, logic.then, logic.otherwise, depth)?);
        }
        Some(())
    }
}

fn is_closed(kind: &Kind) -> bool {
    matches!(kind, Kind::Record(record) if matches!(record.rest, Rest::Closed))
}

fn needs_rule(name: &str, others: &[crate::ir::Said]) -> Rule {
    Rule::Needs(name.to_owned(), others.iter().map(ToString::to_string).collect())
}

impl Rule {
    /// Whether a value keeps it, as the generated code sees it.
    pub(super) fn holds(&self, value: Node<'_>) -> bool {
        hold::holds(self, value)
    }
}
