//! Path items, operations, callbacks.

use specwright::dialect::Version;
use specwright::ir::{Callback, Id, Method, Operation, Parameter, PathItem, Responses, Said, Use};
use specwright::text::Span;

use crate::value::{Map, Value};
use crate::write::names::Of;
use crate::write::security::requirements;
use crate::write::{Open, Writer};

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
        let referring = item.via.as_ref().map(|it| &it.text).filter(|it| self.stays(it, id));
        // What the reference leads to stands there, and only the rest here.
        let here = |at: Option<Span>| {
            let within = |at: Span| {
                item.at.is_some_and(|it| {
                    it.file == at.file && it.start <= at.start && at.end <= it.end
                })
            };
            referring.is_none() || at.is_some_and(within)
        };
        let mut map = Map::default();
        map.maybe("$ref", referring);
        map.maybe("summary", item.summary.as_ref().filter(|it| here(it.at)));
        map.maybe("description", item.description.as_ref().filter(|it| here(it.at)));
        let servers = item.servers.iter().filter(|it| here(it.at));
        map.list("servers", servers.map(|it| Value::Map(self.server(it))).collect());
        let place =
            |it: &Use<Parameter>| it.via.as_deref().map_or(self.api[it.to].at, |it| it.text.at);
        let parameters: Vec<_> =
            item.parameters.iter().filter(|it| here(place(it))).cloned().collect();
        let parameters = if self.is_2() {
            self.parameters_2(&parameters, None)
        } else {
            self.parameters(&parameters)
        };
        map.list("parameters", parameters);
        let mut others = Map::default();
        for &id in &item.operations {
            let operation = &self.api[id];
            if !here(operation.at) {
                continue;
            }
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
        for (name, value) in item.extensions.iter().filter(|it| here(it.0.at)) {
            map.put(&**name, value);
        }
        self.order.arrange(item.at, &mut map);
        Value::Map(map)
    }

    /// Whether a reference to a path item leads to the same in what is written:
    /// to another path, webhook or component of this document.
    fn stays(&self, text: &Said, from: Id<PathItem>) -> bool {
        let is_root = text.at.zip(self.api.at).is_some_and(|(it, root)| it.file == root.file);
        let Some((folder, name)) = text.strip_prefix("#/").and_then(|it| it.rsplit_once('/'))
        else {
            return false;
        };
        let name = name.replace("~1", "/").replace("~0", "~");
        let named = |all: &[Id<PathItem>]| {
            all.iter().any(|&it| it != from && *self.api[it].template == *name)
        };
        let all = &self.api.components.path_items;
        is_root
            && match folder {
                "paths" => named(&self.api.paths),
                "webhooks" => self.to >= Version::V3_1 && named(&self.api.webhooks),
                "components/pathItems" => {
                    self.to >= Version::V3_1 && all.iter().any(|it| *it.name == *name)
                }
                _ => false,
            }
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
            let message = "until 3.0 an operation has a response: `default` stands for any";
            self.lost(operation.at.or(operation.method_at), message);
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
        if self.open.contains(&Open::Callback(id))
            && let Some(pointer) = self.names.pointer_made(id, &self.name_of(id))
        {
            // A path item that calls back to itself.
            let mut map = Map::default();
            map.put("$ref", pointer);
            return Value::Map(map);
        }
        self.open.push(Open::Callback(id));
        let callback = &self.api[id];
        let mut map = self.path_items(&callback.items);
        map.extensions(&callback.extensions);
        self.order.arrange(callback.at, &mut map);
        self.open.pop();
        Value::Map(map)
    }

    /// The name that an operation has for a callback, as a reference.
    fn name_of(&self, id: Id<Callback>) -> String {
        let mut all = self.api.operations.iter().flat_map(|it| &it.1.callbacks);
        let name = all.find(|it| it.1.to == id).map_or("callback", |it| &it.0);
        format!("#/{name}")
    }
}
