use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Operation};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "several-tags",
        summary: "an operation with more than one tag",
        page: include_str!("several_tags.md"),
        level: Level::Off,
    },
    ask: Ask::Operation(ask),
};

fn ask(id: Id<Operation>, find: &mut Finder<'_>) {
    let operation = &find.api()[id];
    if let [_, second, ..] = operation.tags.as_slice() {
        find.add(second.at, "an operation with a second tag").help("keep the tag of its page");
    }
}
