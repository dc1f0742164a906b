use crate::diag::{Level, Rule};
use crate::dialect::Version;
use crate::ir::{Api, Parameter, Place, Style};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "reserved-out-of-place",
        summary: "`allowReserved` where nothing is percent-encoded",
        page: include_str!("reserved_out_of_place.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let level = match api.version {
        Version::V2_0 => return,
        Version::V3_0 => Level::Warning,
        Version::V3_1 | Version::V3_2 => Level::Error,
    };
    for (_, it) in api.parameters.iter() {
        if it.allow_reserved.is_some() && !applies(it, api.version) {
            let message =
                format!("`allowReserved` says nothing of a parameter in `{}`", it.place.name());
            find.add(it.name.at.or(it.at), message).help("take it out").level = level;
        }
    }
}

fn applies(it: &Parameter, version: Version) -> bool {
    match it.place {
        Place::Query => true,
        Place::Path | Place::Cookie => version == Version::V3_2 && it.style() != Style::Cookie,
        _ => false,
    }
}
