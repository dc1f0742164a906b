//! What tables of customised templates say besides: words of the project's own
//! for types, as `[Money](#field-types)`, values of what a list holds, defaults.

use crate::ir::{Id, Schema, Type};
use crate::read::pages::assemble::typed::whole;
use crate::read::pages::assemble::{Assembly, examples};
use crate::read::pages::shown::{ShownEnum, ShownRow};
use crate::source::{Kind, Node};

impl Assembly<'_> {
    /// A type that its page calls by a word which nothing here explains. Where
    /// that leads to words of the kind, the example says what it is, else the
    /// values that are listed.
    pub(super) fn of_own_word(
        &mut self,
        schema: &mut Schema,
        word: &str,
        row: &ShownRow,
        listed: Option<&ShownEnum>,
        sample: Option<Node<'_>>,
    ) {
        let shown = sample.and_then(examples::type_of).map(|it| (it, "from the example"));
        let shown = shown.or_else(|| Some((type_of(listed?), "from the values that are listed")));
        let Some((ty, rule)) = shown.filter(|_| row.ty.starts_with('[')) else {
            let word = crate::ir::Said::new(word, row.ty.at);
            schema.notes.get_or_insert_default().unknown_type = Some(Box::new(word));
            return;
        };
        schema.types = [ty].into_iter().collect();
        if let Some(sample) = sample.filter(|it| matches!(it.kind(), Kind::Map | Kind::List)) {
            self.infer(schema, None, sample, 0);
        }
        self.inferred(row.ty.at, format!("the type of `{}`, `{word}`", row.name), rule);
    }

    /// Whether the values that are listed for a list are those of its items, as
    /// its example has some of them; they are noted there.
    pub(super) fn choices_of_items(
        &mut self,
        schema: &Schema,
        listed: &ShownEnum,
        sample: Option<Node<'_>>,
    ) -> bool {
        let held = |it: Node<'_>| {
            examples::spelt(it).is_some_and(|it| listed.values.iter().any(|one| **one == *it))
        };
        let Some(sample) = sample.filter(|it| it.kind() == Kind::List) else { return false };
        let (Some(items), Some(first)) = (self.own_items(schema), sample.items().next()) else {
            return false;
        };
        if !sample.items().all(held) {
            return false;
        }
        let mut inner = std::mem::take(&mut self.api[items]);
        inner.values = None;
        if inner.types.is_empty() {
            inner.types = examples::type_of(first).into_iter().collect();
        }
        self.choices(&mut inner, listed, Some(first));
        self.api[items] = inner;
        true
    }

    /// What a list holds, if that has no name.
    fn own_items(&self, schema: &Schema) -> Option<Id<Schema>> {
        let items = schema.items().filter(|_| schema.types.has(Type::Array))?;
        self.api[items].reference.is_none().then_some(items)
    }
}

/// The type of values of which the page shows the text.
fn type_of(listed: &ShownEnum) -> Type {
    let is_number = |it: &str| it.parse::<i64>().is_ok();
    let all = listed.values.iter().all(|it| is_number(it));
    if all { Type::Integer } else { Type::String }
}

/// The default that a row states, where it is a value of the type.
pub(super) fn default(schema: &mut Schema, row: &ShownRow) {
    let Some(text) = row.default.as_deref() else { return };
    let bare = text.strip_prefix('`').and_then(|it| it.strip_suffix('`')).unwrap_or(text);
    if matches!(bare, "none" | "None" | "-" | "n/a") {
        return;
    }
    if let Some(value) = whole(bare, schema) {
        schema.values.get_or_insert_default().default = Some(value);
    }
}
