use crate::diag::{Level, Rule};
use crate::ir::{Id, Link};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "link-without-operation",
        summary: "a link that leads to no operation, or says so twice",
        page: include_str!("link_without_operation.md"),
        level: Level::Error,
    },
    ask: Ask::Link(ask),
};

fn ask(id: Id<Link>, find: &mut Finder<'_>) {
    let link = &find.api()[id];
    match (&link.operation_id, &link.operation_ref) {
        (None, None) if link.at.is_some() => {
            find.add(link.at, "this link leads to no operation").help("add `operationId`");
        }
        (Some(_), Some(second)) => {
            find.add(second.at, "`operationId` and `operationRef` exclude each other")
                .help("take one of them out");
        }
        _ => {}
    }
}
