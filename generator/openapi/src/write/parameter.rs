//! Parameters and headers.

use specwright::dialect::Version;
use specwright::ir::{Header, Id, Parameter, Place, Said, Style, Use};
use specwright::source;
use specwright::text::Span;

use crate::value::{Map, Value};
use crate::write::Writer;

impl Writer<'_> {
    /// Parameters of an operation or of a path, without those of a place that
    /// the version does not know.
    pub(super) fn parameters(&mut self, all: &[Use<Parameter>]) -> Vec<Value> {
        let mut list = Vec::with_capacity(all.len());
        for it in all {
            if self.knows(it.to) {
                list.push(self.used(it, Self::parameter));
            }
        }
        list
    }

    /// Whether the version knows the place of a parameter.
    pub(super) fn knows(&mut self, id: Id<Parameter>) -> bool {
        let parameter = &self.api[id];
        let known = parameter.place != Place::QueryString || self.to >= Version::V3_2;
        if !known {
            let message = "before 3.2 there is no parameter `in: querystring`: it is left out";
            self.lost(parameter.at, message);
        }
        known
    }

    pub(super) fn parameter(&mut self, id: Id<Parameter>) -> Value {
        let parameter = &self.api[id];
        let mut map = Map::default();
        map.put("name", &parameter.name);
        map.put("in", parameter.place.name());
        map.maybe("description", parameter.description.as_ref());
        let required = if parameter.place == Place::Path { Some(true) } else { parameter.required };
        map.maybe("required", required);
        map.maybe("deprecated", parameter.deprecated);
        map.maybe("allowEmptyValue", parameter.allow_empty);
        map.maybe("style", self.style(parameter.stated_style, parameter.at));
        map.maybe("explode", parameter.stated_explode);
        if self.to >= Version::V3_2 || parameter.place == Place::Query {
            map.maybe("allowReserved", parameter.allow_reserved);
        } else if parameter.allow_reserved == Some(true) {
            self.lost(
                parameter.at,
                "before 3.2 `allowReserved` is for parameters in the query only",
            );
        }
        map.maybe("schema", parameter.schema.map(|it| self.schema(it)));
        let content = self.content(&parameter.content);
        map.map("content", content);
        self.examples(parameter.example.as_ref(), &parameter.examples, &mut map);
        map.extensions(&parameter.extensions);
        self.order.arrange(parameter.at, &mut map);
        Value::Map(map)
    }

    pub(super) fn header(&mut self, id: Id<Header>) -> Value {
        let header = &self.api[id];
        let mut map = Map::default();
        map.maybe("description", header.description.as_ref());
        map.maybe("required", header.required);
        map.maybe("deprecated", header.deprecated);
        map.maybe("allowEmptyValue", header.allow_empty);
        map.maybe("style", self.style(header.style, header.at));
        map.maybe("explode", header.explode);
        map.maybe("allowReserved", header.allow_reserved);
        map.maybe("schema", header.schema.map(|it| self.schema(it)));
        let content = self.content(&header.content);
        map.map("content", content);
        self.examples(header.example.as_ref(), &header.examples, &mut map);
        map.extensions(&header.extensions);
        self.order.arrange(header.at, &mut map);
        Value::Map(map)
    }

    /// The word for a style, if the version has one.
    pub(super) fn style(&mut self, style: Option<Style>, at: Option<Span>) -> Option<&'static str> {
        match style? {
            Style::TabDelimited => {
                self.lost(
                    at,
                    "from 3.0 on a list cannot be separated by tabs (`collectionFormat: tsv`)",
                );
                None
            }
            Style::Cookie if self.to < Version::V3_2 => {
                self.lost(at, "before 3.2 there is no `style: cookie`");
                None
            }
            style => Some(style.name()),
        }
    }

    /// `example` or `examples`, whichever is stated.
    pub(super) fn examples(
        &mut self,
        one: Option<&source::Value>,
        named: &[(Said, Use<specwright::ir::Example>)],
        map: &mut Map,
    ) {
        map.maybe("example", one);
        let named = self.named(named, Self::example);
        map.map("examples", named);
    }
}
