use crate::diag::{Level, Rule};
use crate::dialect::Version;
use crate::ir::{Id, Schema};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "discriminator-not-required",
        summary: "a discriminator of 2.0 that can be missing",
        page: include_str!("discriminator_not_required.md"),
        level: Level::Error,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let schema = &find.api()[id];
    let Some(it) = schema.discriminator() else { return };
    if find.api().version != Version::V2_0 {
        return;
    }
    let name = &it.property;
    let message = if schema.property(name).is_none() {
        format!("the discriminator `{name}` is no property of this schema")
    } else if schema.requires(name) {
        return;
    } else {
        format!("the discriminator `{name}` is not required")
    };
    find.add(name.at, message).help(format!("declare `{name}` here, and list it under `required`"));
}
