use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Schema};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "contradicting-choices",
        summary: "an enum that shares no value with the enum it narrows",
        page: include_str!("contradicting_choices.md"),
        level: Level::Warning,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let api = find.api();
    let schema = &api[id];
    let Some(own) = schema.choices().filter(|it| !it.is_empty() && it.len() < 1_000) else {
        return;
    };
    let referred = schema.reference.as_ref().and_then(|it| it.to);
    for &part in schema.all_of().iter().chain(&referred) {
        let Some(part) = api.resolve(part).map(|it| &api[it]) else { continue };
        let Some(others) = part.choices().filter(|it| !it.is_empty() && it.len() < 1_000) else {
            continue;
        };
        if !own.iter().any(|it| others.iter().any(|other| other.same(it))) {
            let message = "no value of this enum is allowed by the schema that it builds on";
            find.add(own[0].at(), message)
                .help("list values that both have, or refer to another schema")
                .note(others[0].at(), "the values that are allowed");
        }
    }
}
