//! Paths of rows: which schema within another a row is about.

use crate::ir::{Api, Id, Property, Said, Schema};
use crate::manner::github::read_name;
use crate::read::pages::github::phrase::core;
use crate::read::pages::github::piece::{Piece, quoted};

/// How deep rows nest at most.
const DEEPEST: usize = 64;

/// A step into a schema.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Step {
    Property(String),
    Items,
    Prefix(usize),
    Additional,
    Pattern(String),
    /// `allOf` and the like, from 0.
    Member(List, usize),
    Keyword(Keyword),
    Dependent(String),
    Definition(String),
}

/// Lists of alternatives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum List {
    All,
    Any,
    One,
}

/// Keywords that have one schema.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Keyword {
    Not,
    If,
    Then,
    Else,
    Contains,
    PropertyNames,
    UnevaluatedItems,
    UnevaluatedProperties,
    AdditionalItems,
    ContentSchema,
}

const KEYWORDS: &[(&str, Keyword)] = &[
    ("not", Keyword::Not),
    ("if", Keyword::If),
    ("then", Keyword::Then),
    ("else", Keyword::Else),
    ("contains", Keyword::Contains),
    ("propertyNames", Keyword::PropertyNames),
    ("unevaluatedItems", Keyword::UnevaluatedItems),
    ("unevaluatedProperties", Keyword::UnevaluatedProperties),
    ("additionalItems", Keyword::AdditionalItems),
    ("contentSchema", Keyword::ContentSchema),
];

/// The steps of a path; `None` where it is none, or too deep.
pub(super) fn path(text: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut rest = text;
    let mut first = true;
    while !rest.is_empty() {
        if steps.len() > DEEPEST {
            return None;
        }
        let step = match rest.chars().next()? {
            '[' => {
                let (inner, after) = rest[1..].split_once(']')?;
                rest = after;
                if inner.is_empty() { Step::Items } else { Step::Prefix(inner.parse().ok()?) }
            }
            '{' => {
                rest = &rest[1..];
                let step = if rest.starts_with('"') {
                    Step::Pattern(name(&mut rest)?)
                } else {
                    Step::Additional
                };
                rest = rest.strip_prefix('}')?;
                step
            }
            '<' => {
                rest = &rest[1..];
                let step = keyword(&mut rest)?;
                rest = rest.strip_prefix('>')?;
                step
            }
            _ => {
                if !first {
                    rest = rest.strip_prefix('.')?;
                }
                Step::Property(name(&mut rest)?)
            }
        };
        steps.push(step);
        first = false;
    }
    (!steps.is_empty()).then_some(steps)
}

/// The path of a frame: `allOf 1 oneOf 2`.
pub(super) fn frame(text: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut rest = text;
    loop {
        if steps.len() > DEEPEST {
            return None;
        }
        steps.push(keyword(&mut rest)?);
        match rest.strip_prefix(' ') {
            Some(after) => rest = after,
            None => return rest.is_empty().then_some(steps),
        }
    }
}

/// A name: bare, or as a JSON string.
fn name(rest: &mut &str) -> Option<String> {
    let text = *rest;
    if text.starts_with('"') {
        let (said, after) = text.split_at(quoted(text)?);
        *rest = after;
        return Some(read_name(said));
    }
    let end = text.find(|it: char| ".[]{}<>".contains(it)).unwrap_or(text.len());
    let (said, after) = text.split_at(end);
    *rest = after;
    (!said.is_empty()).then(|| said.to_owned())
}

fn keyword(rest: &mut &str) -> Option<Step> {
    let length = rest.find([' ', '>']).unwrap_or(rest.len());
    let (word, after) = rest.split_at(length);
    let list = match word {
        "allOf" => Some(List::All),
        "anyOf" => Some(List::Any),
        "oneOf" => Some(List::One),
        _ => None,
    };
    if let Some(list) = list {
        let after = after.strip_prefix(' ')?;
        let length = after.find(|it: char| !it.is_ascii_digit()).unwrap_or(after.len());
        let number: usize = after[..length].parse().ok()?;
        *rest = &after[length..];
        return Some(Step::Member(list, number.checked_sub(1)?));
    }
    if word == "dependentSchemas" || word == "$defs" {
        *rest = after.strip_prefix(' ')?;
        let name = name(rest)?;
        let dependent = word == "dependentSchemas";
        return Some(if dependent { Step::Dependent(name) } else { Step::Definition(name) });
    }
    let (_, keyword) = KEYWORDS.iter().find(|it| it.0 == word)?;
    *rest = after;
    Some(Step::Keyword(*keyword))
}

/// The schema one step within another, if there is one.
pub(super) fn within(api: &Api, id: Id<Schema>, step: &Step) -> Option<Id<Schema>> {
    let it = &api[id];
    let named = |all: &[Property], name: &str| {
        all.iter().rev().find(|it| *it.name == *name).map(|it| it.schema)
    };
    let (object, array) = (it.object.as_deref(), it.array.as_deref());
    let logic = it.logic.as_deref();
    match step {
        Step::Property(name) => named(&object?.properties, name),
        Step::Items => array?.items,
        Step::Prefix(at) => array?.prefix.get(*at).copied(),
        Step::Additional => object?.additional,
        Step::Pattern(name) => named(&object?.patterns, name),
        Step::Member(list, at) => members(logic?, *list).get(*at).copied(),
        Step::Dependent(name) => named(&object?.dependent_schemas, name),
        Step::Definition(name) => named(&it.core()?.definitions, name),
        Step::Keyword(keyword) => match keyword {
            Keyword::Not => logic?.not,
            Keyword::If => logic?.when,
            Keyword::Then => logic?.then,
            Keyword::Else => logic?.otherwise,
            Keyword::Contains => array?.contains,
            Keyword::PropertyNames => object?.names,
            Keyword::UnevaluatedItems => array?.unevaluated,
            Keyword::UnevaluatedProperties => object?.unevaluated,
            Keyword::AdditionalItems => array?.additional,
            Keyword::ContentSchema => it.text.as_deref()?.content_schema,
        },
    }
}

fn members(logic: &crate::ir::Logic, list: List) -> &Vec<Id<Schema>> {
    match list {
        List::All => &logic.all_of,
        List::Any => &logic.any_of,
        List::One => &logic.one_of,
    }
}

/// A new schema one step within another, where a row is about it: instead of
/// one that the phrase around it spoke of, or behind those that are there.
/// `None` where it would leave a gap in a list.
pub(super) fn put(api: &mut Api, id: Id<Schema>, step: &Step, at: &Piece) -> Option<Id<Schema>> {
    let spoken_of = matches!(
        step,
        Step::Items | Step::Additional | Step::Member(..) | Step::Keyword(Keyword::Not)
    );
    if let Some(there) = within(api, id, step).filter(|_| spoken_of) {
        return Some(there);
    }
    let new = Id::new(api.schemas.len());
    let it = &mut api[id];
    let property = |name: &str| Property { name: Said::new(name, at.span()), schema: new };
    match step {
        Step::Property(name) => {
            it.object.get_or_insert_default().properties.push(property(name));
        }
        Step::Pattern(name) => it.object.get_or_insert_default().patterns.push(property(name)),
        Step::Dependent(name) => {
            it.object.get_or_insert_default().dependent_schemas.push(property(name));
        }
        Step::Definition(name) => {
            core(it).definitions.push(property(name));
        }
        Step::Prefix(at) => {
            let prefix = &mut it.array.get_or_insert_default().prefix;
            (prefix.len() == *at).then(|| prefix.push(new))?;
        }
        Step::Member(list, at) => {
            let logic = it.logic.get_or_insert_default();
            let all = match list {
                List::All => &mut logic.all_of,
                List::Any => &mut logic.any_of,
                List::One => &mut logic.one_of,
            };
            (all.len() == *at).then(|| all.push(new))?;
        }
        Step::Items => it.array.get_or_insert_default().items = Some(new),
        Step::Additional => it.object.get_or_insert_default().additional = Some(new),
        Step::Keyword(keyword) => *slot(it, *keyword) = Some(new),
    }
    Some(api.schemas.add(Schema::default()))
}

fn slot(it: &mut Schema, keyword: Keyword) -> &mut Option<Id<Schema>> {
    match keyword {
        Keyword::Not => &mut it.logic.get_or_insert_default().not,
        Keyword::If => &mut it.logic.get_or_insert_default().when,
        Keyword::Then => &mut it.logic.get_or_insert_default().then,
        Keyword::Else => &mut it.logic.get_or_insert_default().otherwise,
        Keyword::Contains => &mut it.array.get_or_insert_default().contains,
        Keyword::PropertyNames => &mut it.object.get_or_insert_default().names,
        Keyword::UnevaluatedItems => &mut it.array.get_or_insert_default().unevaluated,
        Keyword::UnevaluatedProperties => &mut it.object.get_or_insert_default().unevaluated,
        Keyword::AdditionalItems => &mut it.array.get_or_insert_default().additional,
        Keyword::ContentSchema => &mut it.text.get_or_insert_default().content_schema,
    }
}
