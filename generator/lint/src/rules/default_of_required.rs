use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Parameter};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "default-of-required",
        summary: "a default of a parameter that must be there",
        page: include_str!("default_of_required.md"),
        level: Level::Info,
    },
    ask: Ask::Parameter(ask),
};

fn ask(id: Id<Parameter>, find: &mut Finder<'_>) {
    let api = find.api();
    let it = &api[id];
    let default = it.schema.and_then(|it| api[it].default_value());
    if let Some(default) = default.filter(|_| it.required == Some(true)) {
        let message = format!("`{}` is required, so its default is never used", it.name);
        find.add(default.at(), message).help("take one of them out");
    }
}
