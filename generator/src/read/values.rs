//! Words, numbers and truth values.

use crate::ir::{Number, Said};
use crate::read::object::{Field, Reader, shown};
use crate::read::rules;
use crate::source::{Kind, Node};

impl<'a> Reader<'a> {
    /// A string and its place. A number or a boolean is a finding, and is
    /// taken as it is spelt.
    pub(super) fn said(&mut self, field: &Field<'a>) -> Option<Said> {
        self.said_at(field.value)
    }

    /// As [`Reader::said`], for a value without a key.
    pub(super) fn said_at(&mut self, node: Node<'a>) -> Option<Said> {
        let node = self.meant(node, || "a string".to_owned(), |it| it == Kind::Text);
        if let Some(text) = node.as_text() {
            return Some(Said::new(&*text, node.at()));
        }
        let message = format!("expected a string, found {}", node.kind().noun());
        let found = self.report.add(&rules::WRONG_KIND, super::object::head(node), message);
        if !matches!(node.kind(), Kind::Bool | Kind::Number) {
            return None;
        }
        found.help("put it in quotes");
        let text = node.scalar()?;
        Some(Said::new(&*text, node.at()))
    }

    /// A list of strings.
    pub(super) fn words(&mut self, field: &Field<'a>) -> Vec<Said> {
        let mut words = Vec::with_capacity(field.value.items().count());
        self.list(field.value, "strings", |reader, item| words.extend(reader.said_at(item)));
        words
    }

    /// `true` or `false`. The word in quotes is a finding, and is taken.
    pub(super) fn flag(&mut self, field: &Field<'a>) -> Option<bool> {
        if let Some(flag) = field.value.as_bool() {
            return Some(flag);
        }
        self.wrong_kind(field.value, "`true` or `false`");
        match &*field.value.as_text()? {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// A number, as it is spelt. One in quotes is a finding, and is taken.
    pub(super) fn number(&mut self, field: &Field<'a>) -> Option<Number> {
        if let Some(number) = field.value.number() {
            return Some(Number(number.into()));
        }
        self.wrong_kind(field.value, "a number");
        let text = field.value.as_text()?;
        text.parse::<f64>().is_ok_and(f64::is_finite).then(|| Number((*text).into()))
    }

    /// A count: a whole number that is not negative.
    pub(super) fn count(&mut self, field: &Field<'a>) -> Option<u64> {
        let number = self.number(field)?;
        if let Ok(count) = number.0.parse() {
            return Some(count);
        }
        let count = number.as_i128().and_then(|it| u64::try_from(it).ok());
        if count.is_none() && field.value.kind() == Kind::Number {
            let message = format!("expected a whole number from 0, found `{}`", shown(&number.0));
            self.report.add(&rules::WRONG_KIND, field.value.at(), message);
        }
        count
    }
}
