use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Schema};
use specwright::pattern::Pattern;
use specwright::validate::{Ask, Check, Finder, why_broken};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "invalid-pattern",
        summary: "a pattern that is no regular expression of JavaScript",
        page: include_str!("invalid_pattern.md"),
        level: Level::Warning,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let schema = &find.api()[id];
    let keys = schema.object.iter().flat_map(|it| it.patterns.iter().map(|it| &it.name));
    for pattern in schema.text.iter().filter_map(|it| it.pattern.as_ref()).chain(keys) {
        if let Err(Some(why)) = Pattern::read(pattern)
            && why_broken(pattern).is_none()
        {
            find.add(pattern.at, format!("the pattern is none of JavaScript's: {why}"))
                .help("write a regular expression as JavaScript has them");
        }
    }
}
