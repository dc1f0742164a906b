use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "unlinked-license",
        summary: "a licence that nobody can look up",
        page: include_str!("unlinked_license.md"),
        level: Level::Off,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let Some(license) = &api.info.license else { return };
    if license.url.is_none() && license.identifier.is_none() {
        find.add(license.at, "the licence has neither `url` nor `identifier`").help("add `url`");
    }
}
