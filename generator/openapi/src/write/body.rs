//! Request bodies, responses, media types, examples, links.

use specwright::dialect::Version;
use specwright::ir::{Body, Encoding, Example, Id, Link, Media, Response, Use};

use crate::value::{Map, Value};
use crate::write::{Open, Writer};

impl Writer<'_> {
    pub(super) fn body(&mut self, id: Id<Body>) -> Value {
        let body = &self.api[id];
        let mut map = Map::default();
        map.maybe("description", body.description.as_ref());
        let content = self.content(&body.content);
        map.put("content", content);
        map.maybe("required", body.required);
        map.extensions(&body.extensions);
        self.order.arrange(body.at, &mut map);
        Value::Map(map)
    }

    pub(super) fn response(&mut self, id: Id<Response>) -> Value {
        let response = &self.api[id];
        let mut map = Map::default();
        if self.to >= Version::V3_2 {
            map.maybe("summary", response.summary.as_ref());
            map.maybe("description", response.description.as_ref());
        } else {
            if let Some(summary) = &response.summary {
                self.lost(summary.at, "before 3.2 a response has no `summary`");
            }
            map.put("description", response.description.as_deref().unwrap_or_default());
        }
        let headers = self.named(&response.headers, Self::header);
        map.map("headers", headers);
        let content = self.content(&response.content);
        map.map("content", content);
        let links = self.named(&response.links, Self::link);
        map.map("links", links);
        map.extensions(&response.extensions);
        self.order.arrange(response.at, &mut map);
        Value::Map(map)
    }

    /// Media types by name.
    pub(super) fn content(&mut self, content: &[Use<Media>]) -> Map {
        let mut map = Map::default();
        for it in content {
            let name = self.api[it.to].name.to_string();
            // Only 3.2 lets a media type stand elsewhere.
            let value = if self.to >= Version::V3_2 {
                let place = self.api[it.to].at.filter(|_| it.via.is_some());
                let to = place.and_then(|at| self.media.get(&at).copied()).unwrap_or(it.to);
                self.used(&Use { to, via: it.via.clone() }, Self::media)
            } else if self.open.contains(&Open::Media(it.to)) {
                self.lost(
                    self.api[it.to].at,
                    "before 3.2 a media type cannot hold itself: it is empty there",
                );
                Value::Map(Map::default())
            } else {
                self.open.push(Open::Media(it.to));
                let value = self.media(it.to);
                self.open.pop();
                value
            };
            map.put(name, value);
        }
        map
    }

    pub(super) fn media(&mut self, id: Id<Media>) -> Value {
        let media = &self.api[id];
        let mut map = Map::default();
        if self.to >= Version::V3_2 {
            map.maybe("description", media.description.as_ref());
        } else if let Some(description) = &media.description {
            self.lost(description.at, "before 3.2 a media type has no `description`");
        }
        map.maybe("schema", media.schema.map(|it| self.schema(it)));
        if self.to >= Version::V3_2 {
            map.maybe("itemSchema", media.item_schema.map(|it| self.schema(it)));
        } else if media.item_schema.is_some() {
            self.lost(
                media.at,
                format!(
                    "before 3.2 there is no `itemSchema`: the items of `{}` are lost",
                    media.name
                ),
            );
        }
        self.examples(media.example.as_ref(), &media.examples, &mut map);
        let encoding = self.encodings(&media.encoding);
        map.map("encoding", encoding);
        self.positions(&media.prefix_encoding, media.item_encoding.as_deref(), media.at, &mut map);
        map.extensions(&media.extensions);
        self.order.arrange(media.at, &mut map);
        Value::Map(map)
    }

    fn encodings(&mut self, all: &[(specwright::ir::Said, Encoding)]) -> Map {
        Map(all
            .iter()
            .map(|(name, it)| (name.to_string(), Value::Map(self.encoding(it))))
            .collect())
    }

    fn encoding(&mut self, encoding: &Encoding) -> Map {
        let mut map = Map::default();
        map.maybe("contentType", encoding.content_type.as_ref());
        let headers = self.named(&encoding.headers, Self::header);
        map.map("headers", headers);
        map.maybe("style", self.style(encoding.style, encoding.at));
        map.maybe("explode", encoding.explode);
        map.maybe("allowReserved", encoding.allow_reserved);
        let nested = self.encodings(&encoding.encoding);
        if self.to >= Version::V3_2 {
            map.map("encoding", nested);
        } else if !nested.is_empty() {
            self.lost(encoding.at, "before 3.2 an encoding has no encodings within");
        }
        self.positions(
            &encoding.prefix_encoding,
            encoding.item_encoding.as_deref(),
            encoding.at,
            &mut map,
        );
        map.extensions(&encoding.extensions);
        self.order.arrange(encoding.at, &mut map);
        map
    }

    /// 3.2's encodings by position.
    fn positions(
        &mut self,
        prefix: &[Encoding],
        item: Option<&Encoding>,
        at: Option<specwright::text::Span>,
        map: &mut Map,
    ) {
        if self.to < Version::V3_2 {
            if !prefix.is_empty() || item.is_some() {
                self.lost(at, "before 3.2 there are no encodings by position");
            }
            return;
        }
        map.list("prefixEncoding", prefix.iter().map(|it| Value::Map(self.encoding(it))).collect());
        map.maybe("itemEncoding", item.map(|it| self.encoding(it)));
    }

    pub(super) fn example(&mut self, id: Id<Example>) -> Value {
        let example = &self.api[id];
        let mut map = Map::default();
        map.maybe("summary", example.summary.as_ref());
        map.maybe("description", example.description.as_ref());
        map.maybe("value", example.value.as_ref());
        if self.to >= Version::V3_2 {
            map.maybe("dataValue", example.data_value.as_ref());
            map.maybe("serializedValue", example.serialized_value.as_ref());
        } else if example.value.is_none() {
            map.maybe("value", example.data_value.as_ref());
            if let Some(text) =
                example.serialized_value.as_ref().filter(|_| example.data_value.is_none())
            {
                map.put("value", text);
            }
        }
        map.maybe("externalValue", example.external_value.as_ref());
        map.extensions(&example.extensions);
        self.order.arrange(example.at, &mut map);
        Value::Map(map)
    }

    pub(super) fn link(&mut self, id: Id<Link>) -> Value {
        let link = &self.api[id];
        let mut map = Map::default();
        map.maybe("operationRef", link.operation_ref.as_ref());
        map.maybe("operationId", link.operation_id.as_ref());
        let parameter = |(name, value): &(specwright::ir::Said, specwright::source::Value)| {
            (name.to_string(), value.into())
        };
        map.map("parameters", Map(link.parameters.iter().map(parameter).collect()));
        map.maybe("requestBody", link.body.as_ref());
        map.maybe("description", link.description.as_ref());
        map.maybe("server", link.server.as_ref().map(|it| self.server(it)));
        map.extensions(&link.extensions);
        self.order.arrange(link.at, &mut map);
        Value::Map(map)
    }
}
