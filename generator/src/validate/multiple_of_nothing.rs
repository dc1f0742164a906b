use crate::diag::{Level, Rule};
use crate::ir::{Id, Schema};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "multiple-of-nothing",
        summary: "a `multipleOf` that is not above zero",
        page: include_str!("multiple_of_nothing.md"),
        level: Level::Error,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let schema = &find.api()[id];
    let step = schema.number.as_deref().and_then(|it| it.multiple_of.as_ref());
    if let Some(step) = step.filter(|it| it.as_f64() <= 0.0) {
        let message = format!("`multipleOf` is {step}, and must be above 0");
        find.add(schema.at, message).help("write a positive number, or take it out");
    }
}
