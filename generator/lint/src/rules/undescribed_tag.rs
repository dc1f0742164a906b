use specwright::diag::{Level, Rule};
use specwright::ir::Tag;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "undescribed-tag",
        summary: "a tag without a description",
        page: include_str!("undescribed_tag.md"),
        level: Level::Off,
    },
    ask: Ask::Tag(ask),
};

fn ask(tag: &Tag, find: &mut Finder<'_>) {
    if tag.description.as_ref().is_none_or(|it| it.trim().is_empty()) {
        find.add(tag.name.at.or(tag.at), format!("the tag `{}` has no description", tag.name))
            .help("say what its operations are about");
    }
}
