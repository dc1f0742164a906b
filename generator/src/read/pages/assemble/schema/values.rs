//! The values that a page lists for a schema.

use crate::ir::{Id, Schema, Type};
use crate::read::pages::assemble::{Assembly, examples};
use crate::read::pages::shown::{ShownEnum, ShownRow};
use crate::source::{self, Kind, Node};

impl Assembly<'_> {
    /// A schema of which the page lists the values; their type is that of the
    /// example.
    pub(super) fn listed_values(
        &mut self,
        schema: &mut Schema,
        listed: &ShownEnum,
        sample: Option<Node<'_>>,
    ) {
        let ty = sample.and_then(examples::type_of).unwrap_or(Type::String);
        schema.types = [ty].into_iter().collect();
        self.choices(schema, listed, sample);
    }

    /// The values of what a list holds.
    pub(in crate::read::pages::assemble) fn choices_of_sent(
        &mut self,
        items: Id<Schema>,
        listed: &ShownEnum,
        sample: Option<Node<'_>>,
    ) {
        let mut own = std::mem::take(&mut self.api[items]);
        let list = sample.filter(|it| it.kind() == Kind::List);
        self.choices(&mut own, listed, list.and_then(|it| it.items().next()));
        self.api[items] = own;
    }

    /// The values that a page lists. The sample is the first of them in the
    /// order of the source, whatever the order of the page.
    pub(in crate::read::pages::assemble) fn choices(
        &mut self,
        schema: &mut Schema,
        listed: &ShownEnum,
        sample: Option<Node<'_>>,
    ) {
        let as_text = schema.types.is_empty() || schema.types.has(Type::String);
        let mut values: Vec<source::Value> =
            listed.values.iter().filter_map(|it| value(it, as_text)).collect();
        if let Some(sample) = sample {
            match values.iter().position(|it| it.node().same(sample)) {
                Some(0) => {}
                // The first value is another one, so this one is an example.
                Some(_) if self.ordered => self.give_example(schema, sample),
                Some(at) => {
                    let first = values.remove(at);
                    values.insert(0, first);
                    let owner = listed.name.as_deref().unwrap_or_default();
                    self.inferred(
                        schema.at,
                        format!("the first value of `{owner}`"),
                        "from the example",
                    );
                }
                None => self.outside(listed, sample),
            }
        }
        schema.values.get_or_insert_default().choices = Some(values);
    }
}

/// A listed value: text as it stands, all else as JSON.
pub(in crate::read::pages::assemble) fn value(
    listed: &str,
    as_text: bool,
) -> Option<source::Value> {
    let plain = || {
        source::Value::from_json(listed)
            .filter(|it| matches!(it.node().kind(), Kind::Number | Kind::Bool | Kind::Null))
    };
    if !as_text && let Some(value) = plain() {
        return Some(value);
    }
    source::Value::from_json(&examples::quoted(listed))
}

/// The values that a table lists for a row. Several schemas may have the same
/// name in one table: the one whose values the example has is meant.
pub(in crate::read::pages::assemble) fn listed<'a>(
    enums: &'a [ShownEnum],
    row: &ShownRow,
    sample: Option<Node<'_>>,
) -> Option<&'a ShownEnum> {
    let named = |it: &&ShownEnum| it.name.as_ref().is_some_and(|name| *name == row.name);
    let mut all = enums.iter().filter(named).peekable();
    let first = *all.peek()?;
    let Some(sample) = sample else { return Some(first) };
    let spelt = examples::spelt(sample)?;
    let fits = |it: &&ShownEnum| it.values.iter().any(|it| **it == *spelt);
    if let Some(fitting) = all.find(fits) {
        return Some(fitting);
    }
    // An example that is no sample value contradicts the table; `string` says
    // that this row is another one of the same name.
    (!examples::is_plain(sample)).then_some(first)
}
