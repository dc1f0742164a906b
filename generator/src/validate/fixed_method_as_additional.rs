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
    if fixed == operation.method {
        return;
    }
    let key = name.to_ascii_lowercase();
    let help = format!("move it to `{key}` of the path item");
    if fixed.name() == &**name {
        let message = format!("`{name}` has a key of its own: `{key}`");
        find.add(operation.method_at, message).help(help);
    } else {
        let message = format!("`{name}` is sent as it is spelt, and is not `{}`", fixed.name());
        find.add(operation.method_at, message).help(help).level = Level::Warning;
    }
}
