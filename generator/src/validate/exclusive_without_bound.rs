use crate::diag::{Level, Rule};
use crate::dialect::{Version, Versions};
use crate::ir::{Exclusive, Id, Schema};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "exclusive-without-bound",
        summary: "an excluded bound without the bound",
        page: include_str!("exclusive_without_bound.md"),
        level: Level::Error,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let api = find.api();
    let schema = &api[id];
    let Some(number) = schema.number.as_deref().filter(|_| find.is(Versions::UNTIL_3_0)) else {
        return;
    };
    let level = if api.version == Version::V2_0 { Level::Error } else { Level::Warning };
    let both = [
        ("minimum", "exclusiveMinimum", &number.minimum, &number.exclusive_minimum),
        ("maximum", "exclusiveMaximum", &number.maximum, &number.exclusive_maximum),
    ];
    for (key, exclusive, bound, stated) in both {
        if matches!(stated, Some(Exclusive::Flag(_))) && bound.is_none() {
            find.add(schema.at, format!("`{exclusive}` says nothing without `{key}`"))
                .help(format!("add `{key}`"))
                .level = level;
        }
    }
}
