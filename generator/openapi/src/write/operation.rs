//! Path items, operations, callbacks.

use specwright::dialect::Version;
use specwright::ir::{Callback, Id, Method, Operation, PathItem, Responses};

use crate::value::{Map, Value};
use crate::write::Writer;
use crate::write::security::requirements;

impl Writer<'_> {
    /// Path items under their templates.
    pub(super) fn path_items(&mut self, items: &[Id<PathItem>]) -> Map {
        let mut map = Map::default();
        for &id in items {
            let name = self.api[id].template.to_string();
            let value = self.path_item(id);
            map.put(name, value);
        }
        map
    }

    pub(super) fn path_item(&mut self, id: Id<PathItem>) -> Value {
        let item = &self.api[id];
        let mut map = Map::default();
        map.maybe("summary", item.summary.as_ref());
        map.maybe("description", item.description.as_ref());
        map.list("servers", item.servers.iter().map(|it| Value::Map(self.server(it))).collect());
        let parameters = if self.is_2() {
            self.parameters_2(&item.parameters, None)
        } else {
            self.parameters(&item.parameters)
        };
        map.list("parameters", parameters);
        let mut others = Map::default();
        for &id in &item.operations {
            let operation = &self.api[id];
            let key = operation.method.name();
            match &operation.method {
                Method::Query if self.to < Version::V3_2 => {
                    self.lost(
                        operation.method_at,
                        "before 3.2 there is no `query` operation: it is left out",
                    );
                }
                Method::Other(name) if self.to < Version::V3_2 => {
                    let message =
                        format!("before 3.2 there is no operation `{name}`: it is left out");
                    self.lost(operation.method_at, message);
                }
                Method::Other(_) => others.put(key, self.operation(operation)),
                _ => map.put(key.to_ascii_lowercase(), self.operation(operation)),
            }
        }
        map.map("additionalOperations", others);
        map.extensions(&item.extensions);
        self.order.arrange(item.at, &mut map);
        Value::Map(map)
    }

    fn operation(&mut self, operation: &Operation) -> Map {
        if self.is_2() {
            return self.operation_2(operation);
        }
        let mut map = Map::default();
        map.list("tags", operation.tags.iter().map(Value::from).collect());
        map.maybe("summary", operation.summary.as_ref());
        map.maybe("description", operation.description.as_ref());
        map.maybe(
            "externalDocs",
            operation.external_docs.as_ref().map(|it| self.external_docs(it)),
        );
        map.maybe("operationId", operation.id.as_ref());
        map.list("parameters", self.parameters(&operation.parameters));
        map.maybe("requestBody", operation.body.as_ref().map(|it| self.used(it, Self::body)));
        let mut responses = self.responses(&operation.responses);
        if responses.is_empty() && self.to < Version::V3_1 && self.api.version >= Version::V3_1 {
            // Operation Object (3.0): there is at least one response.
            let mut anything = Map::default();
            anything.put("description", "");
            responses.put("default", anything);
        }
        if operation.responses.at.is_some() || !responses.is_empty() {
            map.put("responses", responses);
        }
        let callbacks = self.named(&operation.callbacks, Self::callback);
        map.map("callbacks", callbacks);
        map.maybe("deprecated", operation.deprecated);
        map.maybe("security", operation.security.as_deref().map(requirements));
        map.list(
            "servers",
            operation.servers.iter().map(|it| Value::Map(self.server(it))).collect(),
        );
        map.extensions(&operation.extensions);
        self.order.arrange(operation.at, &mut map);
        map
    }

    fn responses(&mut self, responses: &Responses) -> Map {
        let mut map = Map::default();
        for answer in &responses.all {
            let value = self.used(&answer.response, Self::response);
            map.put(answer.status.to_string(), value);
        }
        map.extensions(&responses.extensions);
        self.order.arrange(responses.at, &mut map);
        map
    }

    pub(super) fn callback(&mut self, id: Id<Callback>) -> Value {
        let callback = &self.api[id];
        let mut map = self.path_items(&callback.items);
        map.extensions(&callback.extensions);
        self.order.arrange(callback.at, &mut map);
        Value::Map(map)
    }
}
