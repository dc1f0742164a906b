//! How a rule is written into the tables of generated code, and what it needs there.

use std::fmt;

use crate::emit::rust::patterns::Patterns;
use crate::emit::rust::rule::Rule;
use crate::emit::rust::writer::literal;
use crate::source;

impl Rule {
    /// The keyword of a rule about texts and numbers.
    pub(super) fn keyword(&self) -> &'static str {
        match self {
            Self::Length(0, _) => "maxLength",
            Self::Length(..) => "minLength",
            Self::AtLeast(_) => "minimum",
            Self::AtMost(_) => "maximum",
            Self::Above(_) => "exclusiveMinimum",
            Self::Below(_) => "exclusiveMaximum",
            Self::Times(_) => "multipleOf",
            _ => "pattern",
        }
    }

    /// Notes the patterns that it needs to be run.
    pub(in crate::emit::rust) fn ask_patterns(&self, needs: &Patterns) {
        let each = |rules: &[Self]| rules.iter().for_each(|it| it.ask_patterns(needs));
        match self {
            Self::Matches(pattern) => needs.ask(pattern),
            Self::Like(pattern, rules) => {
                needs.ask(pattern);
                each(rules);
            }
            Self::Others(_, patterns, rules) => {
                for it in patterns {
                    needs.ask(it);
                }
                each(rules);
            }
            Self::At(_, it)
            | Self::Each(_, it)
            | Self::Contains(_, _, it)
            | Self::With(_, it)
            | Self::Under(_, it)
            | Self::Named(it)
            | Self::Not(it) => each(it),
            Self::Any(all) | Self::One(all) => all.iter().for_each(|it| each(it)),
            Self::If(when, then, otherwise) => {
                each(when);
                each(then);
                each(otherwise);
            }
            _ => {}
        }
    }
}

fn list<T>(all: &[T], one: impl FnMut(&T) -> String) -> String {
    format!("&[{}]", all.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// As it is written into a table.
impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |it: u64| match u32::try_from(it) {
            Ok(it) => it.to_string(),
            Err(_) => "usize::MAX".to_owned(),
        };
        let inner = |rules: &[Self]| list(rules, ToString::to_string);
        let words = |all: &[String]| list(all, |it| literal(it));
        let each = |all: &[Vec<Self>]| list(all, |it| inner(it));
        match self {
            Self::Is(types) => {
                let names: Vec<String> = types.iter().map(ToString::to_string).collect();
                write!(out, "Is({})", words(&names))
            }
            Self::In(values) => {
                let json: Vec<String> = values.iter().map(source::Value::to_json).collect();
                write!(out, "In({})", words(&json))
            }
            Self::Length(min, max) => write!(out, "Length({}, {})", count(*min), count(*max)),
            Self::Matches(it) => write!(out, "Matches({})", literal(it)),
            Self::AtLeast(it) => write!(out, "AtLeast({it:?})"),
            Self::Above(it) => write!(out, "Above({it:?})"),
            Self::AtMost(it) => write!(out, "AtMost({it:?})"),
            Self::Below(it) => write!(out, "Below({it:?})"),
            Self::Times(it) => write!(out, "Times({it:?})"),
            Self::Items(min, max) => write!(out, "Items({}, {})", count(*min), count(*max)),
            Self::At(at, it) => write!(out, "At({at}, {})", inner(it)),
            Self::Each(from, it) => write!(out, "Each({from}, {})", inner(it)),
            Self::Contains(min, max, it) => {
                write!(out, "Contains({}, {}, {})", count(*min), count(*max), inner(it))
            }
            Self::Unique => write!(out, "Unique"),
            Self::Fields(min, max) => write!(out, "Fields({}, {})", count(*min), count(*max)),
            Self::Has(names) => write!(out, "Has({})", words(names)),
            Self::Needs(name, names) => write!(out, "Needs({}, {})", literal(name), words(names)),
            Self::With(name, it) => write!(out, "With({}, {})", literal(name), inner(it)),
            Self::Under(name, it) => write!(out, "Under({}, {})", literal(name), inner(it)),
            Self::Like(it, rules) => write!(out, "Like({}, {})", literal(it), inner(rules)),
            Self::Others(names, patterns, it) => {
                write!(out, "Others({}, {}, {})", words(names), words(patterns), inner(it))
            }
            Self::Named(it) => write!(out, "Named({})", inner(it)),
            Self::Any(all) => write!(out, "Any({})", each(all)),
            Self::One(all) => write!(out, "One({})", each(all)),
            Self::Not(it) => write!(out, "Not({})", inner(it)),
            Self::If(when, then, otherwise) => {
                write!(out, "If({}, {}, {})", inner(when), inner(then), inner(otherwise))
            }
            Self::Never => write!(out, "Never"),
        }
    }
}
