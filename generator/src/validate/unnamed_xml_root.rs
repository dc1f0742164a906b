use crate::diag::{Level, Rule};
use crate::dialect::Versions;
use crate::ir::{Id, Media, Type};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "unnamed-xml-root",
        summary: "an XML element without a name",
        page: include_str!("unnamed_xml_root.md"),
        level: Level::Warning,
    },
    ask: Ask::Media(ask),
};

fn ask(id: Id<Media>, find: &mut Finder<'_>) {
    if !find.is(Versions::SINCE_3_2) {
        return;
    }
    let api = find.api();
    let media = &api[id];
    let Some(schema) = media.schema.filter(|_| is_xml(&media.name)).map(|it| &api[it]) else {
        return;
    };
    // Without a type, or made of others, it may well be no element.
    let is_plain = !schema.types.is_empty() && schema.logic.is_none() && schema.reference.is_none();
    if !is_plain || schema.types.has(Type::Array) {
        return;
    }
    let xml = schema.notes.as_deref().and_then(|it| it.xml.as_ref());
    let kind = xml.and_then(|it| it.node_type.as_deref()).unwrap_or("element");
    if matches!(kind, "element" | "attribute") && xml.is_none_or(|it| it.name.is_none()) {
        find.add(media.name.at.or(schema.at), "nothing names the outermost element of this XML")
            .help("add `xml: { name: … }` to the schema, or make it a component");
    }
}

fn is_xml(media_type: &str) -> bool {
    let plain = media_type.split(';').next().unwrap_or_default().trim();
    plain.ends_with("/xml") || plain.ends_with("+xml")
}
