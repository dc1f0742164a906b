use crate::pattern;
use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Schema};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "invalid-pattern",
        summary: "a pattern that is no regular expression",
        page: include_str!("invalid_pattern.md"),
        level: Level::Warning,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let schema = &find.api()[id];
    let Some(pattern) = schema.text.as_deref().and_then(|it| it.pattern.as_ref()) else { return };
    if let Err(why) = pattern::read(pattern) {
        find.add(pattern.at, format!("the pattern cannot be read: {why}"))
            .help("write a regular expression as JavaScript has them");
    }
}
