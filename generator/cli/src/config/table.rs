//! TOML with the place of each word.

use std::ops::Range;
use std::path::Path;

use specwright::diag::{Diagnostic, Level, Rule};
use specwright::text::{Span, Text, Texts};
use specwright::words::did_you_mean;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::failure::Failure;

/// The rule of all that is wrong with a configuration. It is shown without its
/// name: there is nothing to configure about it.
static CONFIGURATION: Rule = Rule {
    name: "configuration",
    summary: "a configuration that cannot be carried out",
    page: "",
    level: Level::Error,
};

/// The file that places are in.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'a> {
    path: &'a Path,
    text: &'a str,
}

/// A table, and what it is called.
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub(super) at: At<'a>,
    /// Where it is written; for a table with a header, that header.
    pub(super) span: Range<usize>,
    /// `api.members.docs`; the root has no name.
    name: String,
    entries: DeTable<'a>,
}

/// Where a key and its value are.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub(super) key: Range<usize>,
    pub(super) value: Range<usize>,
}

impl At<'_> {
    /// What is wrong at a place.
    pub(super) fn wrong(
        self,
        at: &Range<usize>,
        message: impl Into<String>,
        help: Option<String>,
    ) -> Failure {
        let mut texts = Texts::new();
        let file = texts.add(Text::new(self.path.display().to_string(), self.text));
        let message = message.into();
        let mut finding =
            Diagnostic::new(&CONFIGURATION, Span::new(file, at.start, at.end), &message);
        finding.help.clone_from(&help);
        Failure { message, help, place: Some(Box::new((texts, finding))) }
    }
}

impl<'a> Table<'a> {
    /// A whole file.
    pub(super) fn parse(path: &'a Path, text: &'a str) -> Result<Self, Failure> {
        let at = At { path, text };
        match DeTable::parse(text) {
            Ok(table) => {
                let span = table.span();
                Ok(Self { at, span, name: String::new(), entries: table.into_inner() })
            }
            Err(why) => {
                let span = why.span().unwrap_or(0..0);
                Err(at.wrong(&span, why.message().trim().replace('\n', ", "), None))
            }
        }
    }

    /// Refuses keys other than these.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), Failure> {
        let mut keys: Vec<_> = self.entries.keys().collect();
        keys.sort_by_key(|it| it.span().start);
        for key in keys {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                continue;
            }
            let help = match did_you_mean(known.iter().copied(), name) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: `{}`", known.join("`, `")),
            };
            let message = format!("there is no key `{name}` in {}", self.called());
            return Err(self.at.wrong(&key.span(), message, Some(help)));
        }
        Ok(())
    }

    /// Says that a key is missing.
    pub(super) fn lacks(&self, key: &str, help: &str) -> Failure {
        self.at.wrong(&self.span, format!("{} lacks `{key}`", self.called()), Some(help.to_owned()))
    }

    pub(super) fn text(&self, key: &str) -> Result<Option<(&str, Entry)>, Failure> {
        let Some((entry, value)) = self.get(key) else { return Ok(None) };
        match value.get_ref().as_str() {
            Some(text) => Ok(Some((text, entry))),
            None => Err(self.not(key, value, "a text")),
        }
    }

    pub(super) fn flag(&self, key: &str) -> Result<Option<bool>, Failure> {
        let Some((_, value)) = self.get(key) else { return Ok(None) };
        match value.get_ref().as_bool() {
            Some(flag) => Ok(Some(flag)),
            None => Err(self.not(key, value, "`true` or `false`")),
        }
    }

    /// One text or several.
    pub(super) fn list(&self, key: &str) -> Result<Vec<String>, Failure> {
        let Some((_, value)) = self.get(key) else { return Ok(Vec::new()) };
        let expected = "a text or a list of texts";
        match value.get_ref() {
            DeValue::String(text) => Ok(vec![text.to_string()]),
            DeValue::Array(items) => items
                .iter()
                .map(|it| {
                    let text = it.get_ref().as_str().map(str::to_owned);
                    text.ok_or_else(|| self.not(key, it, expected))
                })
                .collect(),
            _ => Err(self.not(key, value, expected)),
        }
    }

    pub(super) fn table(&self, key: &str) -> Result<Option<Table<'a>>, Failure> {
        let Some((_, value)) = self.get(key) else { return Ok(None) };
        self.nested(key, value).map(Some)
    }

    /// A table; `None` where it is a text.
    pub(super) fn table_or_text(&self, key: &str) -> Result<Option<Table<'a>>, Failure> {
        match self.get(key) {
            Some((_, value)) if value.get_ref().is_str() => Ok(None),
            Some((_, value)) if value.get_ref().is_table() => self.nested(key, value).map(Some),
            Some((_, value)) => Err(self.not(key, value, "a text or a table")),
            None => Ok(None),
        }
    }

    /// All keys, in the order in which they are written.
    pub(super) fn keys(&self) -> Vec<(&str, Entry)> {
        let mut keys = Vec::new();
        for (key, value) in self.sorted() {
            let at = Entry { key: key.span(), value: value.span() };
            keys.push((key.get_ref().as_ref(), at));
        }
        keys
    }

    /// All tables in this one, in the order in which they are written.
    pub(super) fn tables(&self) -> Result<Vec<(&str, Table<'a>)>, Failure> {
        let tables = self.sorted().map(|(key, value)| {
            let name = key.get_ref().as_ref();
            Ok((name, self.nested(name, value)?))
        });
        tables.collect()
    }

    /// All entries, each a text, in the order in which they are written.
    pub(super) fn texts(&self) -> Result<Vec<(&str, Entry, &str)>, Failure> {
        let texts = self.sorted().map(|(key, value)| {
            let name = key.get_ref().as_ref();
            let entry = Entry { key: key.span(), value: value.span() };
            let text = value.get_ref().as_str().ok_or_else(|| self.not(name, value, "a text"))?;
            Ok((name, entry, text))
        });
        texts.collect()
    }

    fn sorted(
        &self,
    ) -> impl Iterator<Item = (&Spanned<toml::de::DeString<'a>>, &Spanned<DeValue<'a>>)> {
        let mut entries: Vec<_> = self.entries.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries.into_iter()
    }

    fn get(&self, key: &str) -> Option<(Entry, &Spanned<DeValue<'a>>)> {
        let (at, value) = self.entries.iter().find(|(it, _)| it.get_ref() == key)?;
        Some((Entry { key: at.span(), value: value.span() }, value))
    }

    fn nested(&self, key: &str, value: &Spanned<DeValue<'a>>) -> Result<Table<'a>, Failure> {
        let Some(entries) = value.get_ref().as_table() else {
            return Err(self.not(key, value, "a table"));
        };
        let name =
            if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) };
        Ok(Table { at: self.at, span: value.span(), name, entries: entries.clone() })
    }

    fn not(&self, key: &str, value: &Spanned<DeValue<'a>>, expected: &str) -> Failure {
        let found = match value.get_ref().type_str() {
            it @ ("array" | "integer") => format!("an {it}"),
            it => format!("a {it}"),
        };
        let message = format!("`{key}` in {} is {expected}, and here it is {found}", self.called());
        self.at.wrong(&value.span(), message, None)
    }

    fn called(&self) -> String {
        if self.name.is_empty() { "this file".to_owned() } else { format!("`[{}]`", self.name) }
    }
}
