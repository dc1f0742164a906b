use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Parameter};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "undescribed-parameter",
        summary: "a parameter without a description",
        page: include_str!("undescribed_parameter.md"),
        level: Level::Off,
    },
    ask: Ask::Parameter(ask),
};

fn ask(id: Id<Parameter>, find: &mut Finder<'_>) {
    let it = &find.api()[id];
    if it.at.is_some() && it.description.as_ref().is_none_or(|it| it.trim().is_empty()) {
        find.add(it.name.at.or(it.at), format!("the parameter `{}` has no description", it.name))
            .help("say what it is for");
    }
}
