use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "undescribed-api",
        summary: "an API that says nothing about itself",
        page: include_str!("undescribed_api.md"),
        level: Level::Info,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let info = &api.info;
    if info.description.as_ref().is_none_or(|it| it.trim().is_empty()) && info.at.is_some() {
        find.add(info.at, "the API has no description").help("add `info.description`");
    }
}
