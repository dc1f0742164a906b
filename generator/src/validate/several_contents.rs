use crate::diag::{Level, Rule};
use crate::ir::Api;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "several-contents",
        summary: "a parameter of several media types",
        page: include_str!("several_contents.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let parameters = api.parameters.iter().map(|(_, it)| (it.name.at.or(it.at), &it.content));
    let headers = api.headers.iter().map(|(_, it)| (it.at, &it.content));
    for (at, content) in parameters.chain(headers) {
        if let [_, second, ..] = &**content {
            find.add(at, "`content` has more than one media type here")
                .help("keep one of them")
                .note(api[second.to].name.at, "the second one");
        }
    }
}
