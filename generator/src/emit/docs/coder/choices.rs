//! The tables of enumerated values.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::manner::widdershins::javascript::{compare, key_order, printed};
use crate::source::Value;

use super::page::Block;
use super::table::Table;

/// Enum values, each under the name of what may have it.
#[derive(Debug, Default)]
pub(super) struct Choices<'a> {
    all: Vec<(Cow<'a, str>, &'a [Value])>,
}

impl<'a> Choices<'a> {
    /// Adds the values of an enum.
    pub(super) fn add(&mut self, name: impl Into<Cow<'a, str>>, values: Option<&'a [Value]>) {
        if let Some(values) = values {
            self.all.push((name.into(), values));
        }
    }

    /// The heading and the table, if there are values. `column` names what may
    /// have the values; without it there is one column.
    pub(super) fn blocks(self, column: Option<&'static str>, grouped: bool) -> Vec<Block<'a>> {
        if self.all.is_empty() {
            return Vec::new();
        }
        let values = if grouped { "Value(s)" } else { "Value" };
        let mut table = match column {
            Some(column) => Table::new(&[column, values]),
            None => Table::new(&[values]),
        };
        let rows = if grouped { self.grouped() } else { self.one_by_one() };
        for (name, values) in rows {
            match column {
                Some(_) => table.row([format!("`{name}`").into(), values.into()]),
                None => table.row([values.into()]),
            }
        }
        vec![Block::heading(4, "Enumerated Values"), Block::Table(table)]
    }

    /// A row for each value.
    fn one_by_one(self) -> Vec<(Cow<'a, str>, String)> {
        let rows = self.all.into_iter().flat_map(|(name, values)| {
            values.iter().map(move |it| (name.clone(), format!("`{}`", printed(it))))
        });
        rows.collect()
    }

    /// A row for each name, its values sorted and none twice.
    fn grouped(self) -> Vec<(Cow<'a, str>, String)> {
        let mut places: BTreeMap<Cow<'a, str>, usize> = BTreeMap::new();
        let mut groups: Vec<(Cow<'a, str>, Vec<Cow<'a, str>>)> = Vec::new();
        for (name, values) in self.all {
            let next = groups.len();
            let at = *places.entry(name.clone()).or_insert(next);
            if at == next {
                groups.push((name, Vec::new()));
            }
            groups[at].1.extend(values.iter().map(printed));
        }
        for (_, values) in &mut groups {
            values.sort_by(|one, two| compare(one, two));
            values.dedup();
        }
        let row = |(name, values): &(Cow<'a, str>, Vec<Cow<'a, str>>)| {
            let values: Vec<String> = values.iter().map(|it| format!("`{it}`")).collect();
            (name.clone(), values.join(", "))
        };
        key_order(&groups, |(name, _)| name).into_iter().map(row).collect()
    }
}
