//! Whether a value keeps a rule, as the generated code sees it.

use std::collections::BTreeSet;

use crate::emit::rust::patterns::matches;
use crate::emit::rust::rule::Rule;
use crate::ir::Type;
use crate::source::{self, Node, Value};

pub(super) fn holds(rule: &Rule, value: Node<'_>) -> bool {
    let all = |rules: &[Rule], value: Node<'_>| rules.iter().all(|it| holds(it, value));
    let is_map = value.kind() == source::Kind::Map;
    let is_list = value.kind() == source::Kind::List;
    let has = |name: &str| is_map && value.get(name).is_some();
    let text = || value.as_text();
    let number = || value.number().and_then(|it| it.parse::<f64>().ok());
    let within = |count: usize, min: u64, max: u64| (min..=max).contains(&(count as u64));
    match rule {
        Rule::Is(types) => types.iter().any(|it| is_of(*it, value)),
        Rule::In(values) => values.iter().any(|it| it.node().same(value)),
        Rule::Length(min, max) => text().is_none_or(|it| within(it.chars().count(), *min, *max)),
        Rule::Matches(pattern) => text().is_none_or(|it| matches(pattern, &it)),
        Rule::AtLeast(bound) => number().is_none_or(|it| it >= *bound),
        Rule::Above(bound) => number().is_none_or(|it| it > *bound),
        Rule::AtMost(bound) => number().is_none_or(|it| it <= *bound),
        Rule::Below(bound) => number().is_none_or(|it| it < *bound),
        Rule::Times(of) => number().is_none_or(|it| {
            let times = it / of;
            (times - times.round()).abs() < 1e-9
        }),
        Rule::Items(min, max) => !is_list || within(value.items().count(), *min, *max),
        Rule::At(at, rules) => !is_list || value.items().nth(*at).is_none_or(|it| all(rules, it)),
        Rule::Each(from, rules) => !is_list || value.items().skip(*from).all(|it| all(rules, it)),
        Rule::Contains(min, max, rules) => {
            !is_list || within(value.items().filter(|it| all(rules, *it)).count(), *min, *max)
        }
        Rule::Unique => {
            let mut seen = BTreeSet::new();
            !is_list || value.items().all(|it| seen.insert(it.to_json()))
        }
        Rule::Fields(min, max) => !is_map || within(value.entries().count(), *min, *max),
        Rule::Has(names) => !is_map || names.iter().all(|it| has(it)),
        Rule::Needs(name, others) => !has(name) || others.iter().all(|it| has(it)),
        Rule::With(name, rules) => !has(name) || all(rules, value),
        Rule::Under(name, rules) => !is_map || value.get(name).is_none_or(|it| all(rules, it)),
        Rule::Like(pattern, rules) => {
            let mut like = value.entries().filter(|it| matches(pattern, &it.name()));
            !is_map || like.all(|it| all(rules, it.value))
        }
        Rule::Others(names, patterns, rules) => {
            let known = |name: &str| {
                names.iter().any(|it| it == name) || patterns.iter().any(|it| matches(it, name))
            };
            let mut others = value.entries().filter(|it| !known(&it.name()));
            !is_map || others.all(|it| all(rules, it.value))
        }
        Rule::Named(rules) => {
            let named = |name: &str| {
                let json = Value::from_json(&crate::emit::rust::sample::json(name));
                json.is_some_and(|it| all(rules, it.node()))
            };
            !is_map || value.entries().all(|it| named(&it.name()))
        }
        Rule::Any(choices) => choices.iter().any(|it| all(it, value)),
        Rule::One(choices) => choices.iter().filter(|it| all(it, value)).count() == 1,
        Rule::Not(rules) => !all(rules, value),
        Rule::If(when, then, otherwise) => {
            all(if all(when, value) { then } else { otherwise }, value)
        }
        Rule::Never => false,
    }
}

fn is_of(ty: Type, value: Node<'_>) -> bool {
    let whole =
        || value.number().and_then(|it| it.parse::<f64>().ok()).is_some_and(|it| it.fract() == 0.0);
    match ty {
        Type::Null => value.kind() == source::Kind::Null,
        Type::Boolean => value.kind() == source::Kind::Bool,
        Type::Integer => whole(),
        Type::Number => value.kind() == source::Kind::Number,
        Type::String | Type::File => value.kind() == source::Kind::Text,
        Type::Array => value.kind() == source::Kind::List,
        Type::Object => value.kind() == source::Kind::Map,
    }
}
