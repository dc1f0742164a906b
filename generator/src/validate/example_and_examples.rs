use crate::diag::{Level, Rule};
use crate::ir::Api;
use crate::text::Span;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "example-and-examples",
        summary: "an example beside a list of examples",
        page: include_str!("example_and_examples.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let mut told = |at: Option<Span>, both: bool| {
        if both {
            find.add(at, "`example` stands beside `examples`, and one excludes the other")
                .help("move the example under `examples`");
        }
    };
    for (_, it) in api.parameters.iter() {
        told(it.name.at.or(it.at), it.example.is_some() && !it.examples.is_empty());
    }
    for (_, it) in api.headers.iter() {
        told(it.at, it.example.is_some() && !it.examples.is_empty());
    }
    for (_, it) in api.media.iter() {
        told(it.name.at.or(it.at), it.example.is_some() && !it.examples.is_empty());
    }
}
