//! A sample as data.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::manner::widdershins::javascript::respelled;
use crate::source::{Kind, Node, Value};

use super::DEEPEST;

/// The entries of a map.
type Entries<'a> = Vec<(Cow<'a, str>, Sample<'a>)>;

/// What a value costs of the size that a sample may have, text aside.
pub(crate) const COST: usize = 20;

/// A JSON value. What the document says is borrowed from it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Sample<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, spelled as JavaScript spells it.
    Number(Cow<'a, str>),
    /// A string.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Sample<'a>>),
    /// A map in order. Of a repeated key the last value counts.
    Map(Entries<'a>),
}

impl<'a> Sample<'a> {
    /// A value of the document that stands under so many lists and maps.
    /// `None` where it is larger than what is `left`.
    pub(crate) fn given(node: Node<'a>, level: usize, left: &mut usize) -> Option<Self> {
        *left = left.checked_sub(COST)?;
        Some(match node.kind() {
            Kind::Null => Self::Null,
            Kind::Bool => Self::Bool(node.as_bool() == Some(true)),
            Kind::Number => Self::Number(match node.number().unwrap_or_default() {
                Cow::Borrowed(spelled) => respelled(spelled),
                Cow::Owned(spelled) => Cow::Owned(respelled(&spelled).into_owned()),
            }),
            Kind::Text => {
                let text = node.as_text().unwrap_or_default();
                *left = left.checked_sub(text.len())?;
                Self::Text(text)
            }
            Kind::List if level >= DEEPEST => Self::List(Vec::new()),
            Kind::Map if level >= DEEPEST => Self::Map(Vec::new()),
            Kind::List => {
                let items = node.items().map(|it| Self::given(it, level + 1, left));
                Self::List(items.collect::<Option<_>>()?)
            }
            Kind::Map => {
                let entries = node
                    .entries()
                    .map(|it| Some((it.name(), Self::given(it.value, level + 1, left)?)));
                Self::Map(entries.collect::<Option<_>>()?)
            }
        })
    }

    /// Sets an entry of a map: at its place if it is there, else at the end.
    pub(crate) fn set(&mut self, key: Cow<'a, str>, value: Self) {
        let Self::Map(entries) = self else { return };
        match entries.iter_mut().find(|(known, _)| *known == key) {
            Some(entry) => entry.1 = value,
            None => entries.push((key, value)),
        }
    }

    /// This with another laid over it: maps by their keys, lists by their
    /// positions, and of all else the other.
    pub(crate) fn merged(self, over: Self) -> Self {
        match (self, over) {
            (Self::Map(own), Self::Map(over)) => Self::Map(merged_entries(own, over)),
            (Self::List(own), Self::List(over)) => {
                let mut own = own.into_iter();
                let mut over = over.into_iter();
                let mut list = Vec::new();
                loop {
                    match (own.next(), over.next()) {
                        (Some(own), Some(over)) => list.push(own.merged(over)),
                        (Some(one), None) | (None, Some(one)) => list.push(one),
                        (None, None) => return Self::List(list),
                    }
                }
            }
            (_, over) => over,
        }
    }

    /// Whether JavaScript takes it for true.
    pub(crate) fn is_true(&self) -> bool {
        match self {
            Self::Null | Self::Bool(false) => false,
            Self::Number(spelled) => spelled != "0",
            Self::Text(text) => !text.is_empty(),
            _ => true,
        }
    }
}

/// The entries of one map laid over those of another.
fn merged_entries<'a>(own: Entries<'a>, over: Entries<'a>) -> Entries<'a> {
    let mut entries = own;
    let mut places: BTreeMap<Cow<'a, str>, usize> =
        entries.iter().enumerate().map(|(at, (key, _))| (key.clone(), at)).collect();
    for (key, value) in over {
        if let Some(&at) = places.get(&key) {
            let own = std::mem::replace(&mut entries[at].1, Sample::Null);
            entries[at].1 = own.merged(value);
        } else {
            places.insert(key.clone(), entries.len());
            entries.push((key, value));
        }
    }
    entries
}

/// Whether JavaScript takes a value of the document for true.
pub(crate) fn is_truthy(value: &Value) -> bool {
    let node = value.node();
    match node.kind() {
        Kind::Null => false,
        Kind::Bool => node.as_bool() == Some(true),
        Kind::Number => node.number().is_some_and(|it| respelled(&it) != "0"),
        Kind::Text => node.as_text().is_some_and(|it| !it.is_empty()),
        Kind::List | Kind::Map => true,
    }
}
