//! What an API says of values at each place, for a second look at changes
//! that come from how pages are laid out.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Schema};
use crate::text::Span;

/// The schemas of an API by what of them has a place.
pub(super) struct Facts<'a>(BTreeMap<Span, Vec<&'a Schema>>);

impl<'a> Facts<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let mut all: BTreeMap<Span, Vec<&'a Schema>> = BTreeMap::new();
        for (_, schema) in api.schemas.iter() {
            let format = schema.format.as_ref().and_then(|it| it.at);
            let values = schema.choices().into_iter().flatten();
            let places = schema.at.into_iter().chain(format);
            for at in places.chain(values.map(crate::source::Value::at)) {
                all.entry(at).or_default().push(schema);
            }
        }
        Self(all)
    }

    fn at(&self, at: Option<Span>) -> &[&'a Schema] {
        at.and_then(|it| self.0.get(&it)).map_or(&[], Vec::as_slice)
    }

    /// Whether both say the same type at these places.
    pub(super) fn same_type(&self, at: Option<Span>, other: &Self, there: Option<Span>) -> bool {
        // Alternatives may narrow the types that are said beside them.
        let is_all = |it: &Schema| {
            let logic = it.logic.as_deref();
            logic.is_none_or(|it| it.one_of.is_empty() && it.any_of.is_empty())
        };
        let same = |one: &Schema, two: &Schema| {
            !one.types.is_empty()
                && is_all(one)
                && is_all(two)
                && one.types == two.types
                && one.format.as_deref() == two.format.as_deref()
        };
        let (all, others) = (self.at(at), other.at(there));
        all.iter().any(|one| others.iter().any(|two| same(one, two)))
    }

    /// Whether all values that are listed at a place are listed by the other.
    pub(super) fn lists_no_more(
        &self,
        at: Option<Span>,
        other: &Self,
        there: Option<Span>,
    ) -> bool {
        let keys = |it: &Schema| -> Option<BTreeSet<String>> {
            Some(it.choices()?.iter().map(crate::source::Value::to_json).collect())
        };
        let all = |it: &[&Schema]| it.iter().filter_map(|it| keys(it)).collect::<Vec<_>>();
        let (all, others) = (all(self.at(at)), all(other.at(there)));
        all.iter().any(|one| others.iter().any(|two| one.is_subset(two)))
    }
}
