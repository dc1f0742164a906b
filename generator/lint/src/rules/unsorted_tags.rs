use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "unsorted-tags",
        summary: "tags that are not in the order of the alphabet",
        page: include_str!("unsorted_tags.md"),
        level: Level::Off,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let pair = api.tags.windows(2).find(|it| it[0].name.to_lowercase() > it[1].name.to_lowercase());
    if let Some([one, other]) = pair {
        let message = format!("`{}` stands behind `{}`", other.name, one.name);
        find.add(other.name.at, message).help("sort the tags by name");
    }
}
