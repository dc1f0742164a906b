use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Schema};
use specwright::pattern::explodes;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "exploding-pattern",
        summary: "a pattern that a few letters can keep busy for years",
        page: include_str!("exploding_pattern.md"),
        level: Level::Warning,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let schema = &find.api()[id];
    let keys = schema.object.iter().flat_map(|it| it.patterns.iter().map(|it| &it.name));
    for pattern in schema.text.iter().filter_map(|it| it.pattern.as_ref()).chain(keys) {
        if explodes(pattern) {
            find.add(pattern.at, "a repeat is repeated: a text can be cut up in too many ways")
                .help("repeat once, as in `a+` for `(a+)+`");
        }
    }
}
