use crate::diag::{Level, Rule};
use crate::ir::Api;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "license-with-both",
        summary: "a licence with an identifier and a URL",
        page: include_str!("license_with_both.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let Some(license) = &api.info.license else { return };
    if let (Some(_), Some(url)) = (&license.identifier, &license.url) {
        find.add(url.at, "a licence has either `identifier` or `url`")
            .help("take `url` out: the identifier says it");
    }
}
