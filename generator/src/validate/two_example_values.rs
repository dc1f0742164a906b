use crate::diag::{Level, Rule};
use crate::ir::{Example, Id};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "two-example-values",
        summary: "an example with two values of which one excludes the other",
        page: include_str!("two_example_values.md"),
        level: Level::Error,
    },
    ask: Ask::Example(ask),
};

fn ask(id: Id<Example>, find: &mut Finder<'_>) {
    let it: &Example = &find.api()[id];
    let value = it.value.as_ref().map(|_| "value");
    let data = it.data_value.as_ref().map(|_| "dataValue");
    let serialized = it.serialized_value.as_ref().map(|_| "serializedValue");
    let external = it.external_value.as_ref().map(|_| "externalValue");
    let excluded = [(value, external), (value, data), (value, serialized), (serialized, external)];
    for (one, other) in excluded {
        if let (Some(one), Some(other)) = (one, other) {
            find.add(it.at, format!("`{one}` and `{other}` exclude each other"))
                .help("take one of them out");
        }
    }
}
