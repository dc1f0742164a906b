use crate::diag::{Level, Rule};
use crate::ir::{Id, Method, Operation};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "fixed-method-as-additional",
        summary: "a method with a key of its own among the additional ones",
        page: include_str!("fixed_method_as_additional.md"),
        level: Level::Error,
    },
    ask: Ask::Operation(ask),
};

fn ask(id: Id<Operation>, find: &mut Finder<'_>) {
    let operation = &find.api()[id];
    let Method::Other(name) = &operation.method else { return };
    let fixed = Method::from_name(name);
    if fixed.name() == &**name && fixed != operation.method {
        let key = name.to_ascii_lowercase();
        find.add(operation.method_at, format!("`{name}` has a key of its own: `{key}`"))
            .help(format!("move it to `{key}` of the path item"));
    }
}
