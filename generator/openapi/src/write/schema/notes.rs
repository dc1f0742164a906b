//! What a schema says of itself.

use specwright::dialect::Version;
use specwright::ir::{Core, Notes, Said, Xml};
use specwright::text::Span;

use crate::value::Map;
use crate::write::Writer;

impl Writer<'_> {
    pub(super) fn identity(&mut self, core: &Core, at: Option<Span>, map: &mut Map) {
        let words = [
            ("$id", &core.id),
            ("$schema", &core.dialect),
            ("$anchor", &core.anchor),
            ("$dynamicAnchor", &core.dynamic_anchor),
            ("$comment", &core.comment),
        ];
        let newer = self.to >= Version::V3_1;
        for (key, word) in words {
            if newer && self.as_meant && key == "$dynamicAnchor" {
                // Nothing asks for it: see `keep_scopes_apart`.
                continue;
            }
            if newer {
                map.maybe(key, word.as_ref());
            } else if let Some(word) = word {
                self.lacks(word.at.or(at), format!("`{key}`: it is left out"));
            }
        }
        if newer {
            map.maybe("$vocabulary", core.vocabulary.as_ref());
            let definitions = self.properties(&core.definitions);
            map.map("$defs", definitions);
        }
    }

    pub(super) fn notes(&mut self, notes: &Notes, map: &mut Map) {
        map.maybe("deprecated", notes.deprecated);
        map.maybe("readOnly", notes.read_only);
        map.maybe("writeOnly", notes.write_only);
        map.maybe("externalDocs", notes.external_docs.as_deref().map(|it| self.external_docs(it)));
        map.maybe("xml", notes.xml.as_deref().map(|it| self.xml(it)));
        // 2.0's `x-nullable` is already written as what it means.
        let said = self.api.version == Version::V2_0 && !self.is_2();
        let said = |name: &Said| said && **name == *"x-nullable";
        for (name, value) in notes.extensions.iter().filter(|(name, _)| !said(name)) {
            // From 3.1 on unknown keywords are annotations; 3.0 knows `x-` only.
            if self.to >= Version::V3_1 || name.starts_with("x-") {
                map.put(&**name, value);
            } else {
                self.lacks(name.at, format!("keyword `{name}`: it is left out"));
            }
        }
    }

    fn xml(&mut self, xml: &Xml) -> Map {
        let mut map = Map::default();
        map.maybe("name", xml.name.as_ref());
        map.maybe("namespace", xml.namespace.as_ref());
        map.maybe("prefix", xml.prefix.as_ref());
        let node = xml.node_type.as_ref().filter(|_| self.to < Version::V3_2);
        let attribute = node.is_some_and(|it| *it == "attribute");
        map.maybe("attribute", if attribute { Some(true) } else { xml.attribute });
        map.maybe("wrapped", xml.wrapped);
        if self.to >= Version::V3_2 {
            map.maybe("nodeType", xml.node_type.as_ref());
        } else if let Some(kind) = node.filter(|_| !attribute) {
            let message = format!("before 3.2 there is no `nodeType: {kind}`: it is left out");
            self.lost(xml.at.or(kind.at), message);
        }
        map.extensions(&xml.extensions);
        self.order.arrange(xml.at, &mut map);
        map
    }
}
