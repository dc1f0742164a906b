//! Title and terms, servers, tags.

use specwright::dialect::Version;
use specwright::ir::{Contact, ExternalDocs, License, Server, Tag, Variable};

use crate::value::{Map, Value};
use crate::write::Writer;

impl Writer<'_> {
    pub(super) fn info(&mut self) -> Map {
        let info = &self.api.info;
        let mut map = Map::default();
        // What a document must have and pages may never say.
        let (title, version) =
            if self.api.manner.is_some() { ("API", "unknown") } else { ("", "") };
        map.put("title", info.title.as_deref().unwrap_or(title));
        if self.to >= Version::V3_1 {
            map.maybe("summary", info.summary.as_ref());
        } else if let Some(summary) = &info.summary {
            self.lacks(summary.at, "`summary` of the API");
        }
        map.maybe("description", info.description.as_ref());
        map.maybe("termsOfService", info.terms.as_ref());
        map.maybe("contact", info.contact.as_ref().map(|it| self.contact(it)));
        let license = info.license.as_ref().map(|it| self.license(it));
        map.maybe("license", license);
        map.put("version", info.version.as_deref().unwrap_or(version));
        map.extensions(&info.extensions);
        self.order.arrange(info.at, &mut map);
        map
    }

    fn contact(&self, contact: &Contact) -> Map {
        let mut map = Map::default();
        map.maybe("name", contact.name.as_ref());
        map.maybe("url", contact.url.as_ref());
        map.maybe("email", contact.email.as_ref());
        map.extensions(&contact.extensions);
        self.order.arrange(contact.at, &mut map);
        map
    }

    fn license(&mut self, license: &License) -> Map {
        let mut map = Map::default();
        map.put("name", license.name.as_deref().unwrap_or_default());
        if self.to >= Version::V3_1 {
            map.maybe("identifier", license.identifier.as_ref());
        } else if let Some(identifier) = &license.identifier {
            self.lacks(identifier.at, "`identifier` of a licence");
        }
        map.maybe("url", license.url.as_ref());
        map.extensions(&license.extensions);
        self.order.arrange(license.at, &mut map);
        map
    }

    pub(super) fn external_docs(&self, docs: &ExternalDocs) -> Map {
        let mut map = Map::default();
        map.maybe("description", docs.description.as_ref());
        map.put("url", docs.url.as_deref().unwrap_or_default());
        map.extensions(&docs.extensions);
        self.order.arrange(docs.at, &mut map);
        map
    }

    pub(super) fn server(&mut self, server: &Server) -> Map {
        let mut map = Map::default();
        map.put("url", &server.url);
        if self.to >= Version::V3_2 {
            map.maybe("name", server.name.as_ref());
        } else if let Some(name) = &server.name {
            self.lost(name.at, "before 3.2 a server has no `name`");
        }
        map.maybe("description", server.description.as_ref());
        let variable = |it: &Variable| (it.name.to_string(), Value::Map(variable(it)));
        map.map("variables", Map(server.variables.iter().map(variable).collect()));
        map.extensions(&server.extensions);
        self.order.arrange(server.at, &mut map);
        map
    }

    pub(super) fn tag(&mut self, tag: &Tag) -> Map {
        let mut map = Map::default();
        map.put("name", &tag.name);
        if self.to >= Version::V3_2 {
            map.maybe("summary", tag.summary.as_ref());
        }
        map.maybe("description", tag.description.as_ref());
        map.maybe("externalDocs", tag.external_docs.as_ref().map(|it| self.external_docs(it)));
        if self.to >= Version::V3_2 {
            map.maybe("parent", tag.parent.as_ref());
            map.maybe("kind", tag.kind.as_ref());
        } else {
            for it in [&tag.summary, &tag.parent, &tag.kind].into_iter().flatten() {
                self.lost(
                    it.at,
                    format!(
                        "before 3.2 a tag has a name and a description only: `{it}` is left out"
                    ),
                );
            }
        }
        map.extensions(&tag.extensions);
        self.order.arrange(tag.at, &mut map);
        map
    }
}

fn variable(variable: &Variable) -> Map {
    let mut map = Map::default();
    map.maybe(
        "enum",
        variable.choices.as_ref().map(|it| Value::List(it.iter().map(Value::from).collect())),
    );
    map.put("default", variable.default.as_deref().unwrap_or_default());
    map.maybe("description", variable.description.as_ref());
    map.extensions(&variable.extensions);
    map
}
