use crate::diag::{Level, Rule};
use crate::ir::{Id, Schema};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "xml-node-in-two-ways",
        summary: "an XML node type beside what it replaces",
        page: include_str!("xml_node_in_two_ways.md"),
        level: Level::Error,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let notes = find.api()[id].notes.as_deref();
    let Some(xml) = notes.and_then(|it| it.xml.as_deref()) else { return };
    let Some(kind) = &xml.node_type else { return };
    for (key, stated) in [("attribute", xml.attribute), ("wrapped", xml.wrapped)] {
        if stated.is_some() {
            let message = format!("`{key}` must not stand beside `nodeType`");
            find.add(kind.at, message).help(format!("take `{key}` out"));
        }
    }
}
