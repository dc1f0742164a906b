use specwright::diag::{Level, Rule};
use specwright::ir::{Exclusive, Id, Schema};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "two-bounds",
        summary: "a bound that is stated twice",
        page: include_str!("two_bounds.md"),
        level: Level::Warning,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let schema = &find.api()[id];
    let Some(number) = schema.number.as_deref() else { return };
    let both = [
        ("minimum", "exclusiveMinimum", &number.minimum, &number.exclusive_minimum),
        ("maximum", "exclusiveMaximum", &number.maximum, &number.exclusive_maximum),
    ];
    for (key, exclusive, bound, stated) in both {
        if bound.is_some() && matches!(stated, Some(Exclusive::Bound(_))) {
            find.add(schema.at, format!("`{key}` and `{exclusive}` bound the same side"))
                .help("keep the narrower of them");
        }
    }
}
