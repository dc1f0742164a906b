use crate::diag::{Level, Rule};
use crate::ir::{Id, Parameter, Place};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "optional-path-parameter",
        summary: "a path parameter that is not required",
        page: include_str!("optional_path_parameter.md"),
        level: Level::Error,
    },
    ask: Ask::Parameter(ask),
};

fn ask(id: Id<Parameter>, find: &mut Finder<'_>) {
    let parameter = &find.api()[id];
    if parameter.place == Place::Path && parameter.required != Some(true) {
        let message = format!("the path parameter `{}` is not required", parameter.name);
        find.add(parameter.name.at.or(parameter.at), message).help("add `required: true`");
    }
}
