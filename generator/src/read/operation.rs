//! Path items, operations, callbacks.

use crate::dialect::{self, Version};
use crate::ir::{
    Body, Callback, Id, Method, Operation, Parameter, PathItem, Reference, Response, Responses,
    Said, Use, Where,
};
use crate::read::object::{Field, Reader};
use crate::read::queue::Pending;
use crate::read::refs::reference_of;
use crate::read::swagger2::Inherited;
use crate::source::{Kind, Node};
use crate::text::Span;

impl<'a> Reader<'a> {
    /// The paths, webhooks or path items of a map, in order.
    pub(super) fn path_items(&mut self, node: Node<'a>, place: Where) -> Vec<Id<PathItem>> {
        let mut items = Vec::new();
        self.names(node, "Path Item Objects", |reader, field| {
            if field.name.starts_with("x-") && place == Where::Path {
                let mut extensions = std::mem::take(&mut reader.api.path_extensions);
                reader.extend(&mut extensions, field);
                reader.api.path_extensions = extensions;
                return;
            }
            items.push(reader.path_item(field, place));
            reader.drain();
        });
        items
    }

    /// A path item under its template. One that is referred to is read again
    /// for each place, as its operations belong to that place.
    pub(super) fn path_item(&mut self, field: &Field<'a>, place: Where) -> Id<PathItem> {
        let node = field.value;
        let at = Some(node.at());
        let blank = PathItem { at, template: field.said(), ..PathItem::default() };
        let id = self.api.path_items.add(blank);
        if reference_of(node).is_some() {
            self.queue.push(Pending::PathItem(node, id, place));
        } else {
            self.read_path_item(node, id, place);
        }
        id
    }

    /// Reads a path item: what stands at the node, then what its `$ref` adds.
    pub(super) fn read_path_item(&mut self, node: Node<'a>, id: Id<PathItem>, place: Where) {
        let mut item = std::mem::take(&mut self.api.path_items[id]);
        let text = reference_of(node);
        self.path_item_keys(node, &mut item, id, place);
        if let Some(text) = text {
            let target = self.followed(node, text);
            let said = Said::new(&*text.as_text().unwrap_or_default(), text.at());
            item.via = Some(Box::new(Reference {
                text: said,
                to: target.map(|_| id),
                summary: None,
                description: None,
                dynamic: false,
            }));
            if let Some(target) = target {
                let entries = target.entries().count();
                if self.may_repeat(entries * 16 + 16, text.at()) {
                    let dialect = self.dialect;
                    self.dialect = self.dialect_of(target);
                    self.path_item_keys(target, &mut item, id, place);
                    self.dialect = dialect;
                }
            }
        }
        self.api.path_items[id] = item;
    }

    fn path_item_keys(
        &mut self,
        node: Node<'a>,
        item: &mut PathItem,
        id: Id<PathItem>,
        place: Where,
    ) {
        let inherited = self.inherited(node);
        self.object(node, &dialect::PATH_ITEM, |reader, field| match &*field.name {
            "$ref" => {
                if field.value.kind() != Kind::Text {
                    reader.wrong_kind(field.value, "a string");
                }
            }
            "summary" => item.summary = item.summary.take().or_else(|| reader.said(field)),
            "description" => {
                item.description = item.description.take().or_else(|| reader.said(field));
            }
            "servers" => item.servers = reader.servers(field),
            "parameters" if reader.dialect.version == Version::V2_0 => {
                item.parameters.extend(inherited.parameters.iter().cloned());
            }
            "parameters" => item.parameters.extend(reader.parameters(field)),
            "additionalOperations" => {
                reader.names(field.value, "Operation Objects by method", |reader, field| {
                    let method = Method::Other((*field.name).into());
                    item.operations.push(reader.operation(field, method, id, place, &inherited));
                });
            }
            name if name.starts_with("x-") => reader.extend(&mut item.extensions, field),
            name => {
                let method = Method::from_name(name);
                let has = |it: &Id<Operation>| reader.api[*it].method == method;
                if !item.operations.iter().any(has) {
                    item.operations.push(reader.operation(field, method, id, place, &inherited));
                }
            }
        });
    }

    fn operation(
        &mut self,
        field: &Field<'a>,
        method: Method,
        path: Id<PathItem>,
        place: Where,
        inherited: &Inherited<'a>,
    ) -> Id<Operation> {
        let node = field.value;
        let mut it = blank(node.at(), method, path, place);
        it.method_at = Some(field.key.at());
        let (mut parameters, mut responses) = (None, None);
        self.object(node, &dialect::OPERATION, |reader, field| match &*field.name {
            "tags" => it.tags = reader.words(field),
            "summary" => it.summary = reader.said(field),
            "description" => it.description = reader.said(field),
            "externalDocs" => it.external_docs = Some(reader.external_docs(field.value)),
            "operationId" => it.id = reader.said(field),
            "parameters" => parameters = Some(field.value),
            "requestBody" => it.body = Some(reader.used::<Body>(field.value)),
            "responses" => responses = Some(field.value),
            "callbacks" => {
                it.callbacks = reader.uses::<Callback>(field, "Callback Objects by name");
            }
            "deprecated" => it.deprecated = reader.flag(field),
            "security" => it.security = Some(reader.requirements(field)),
            "servers" => it.servers = reader.servers(field),
            "consumes" => it.consumes = Some(reader.words(field)),
            "produces" => it.produces = Some(reader.words(field)),
            "schemes" => it.schemes = Some(reader.words(field)),
            _ => reader.extend(&mut it.extensions, field),
        });
        if self.dialect.version == Version::V2_0 {
            self.operation_2(&mut it, parameters, responses, inherited);
        } else {
            if let Some(node) = parameters {
                self.maps(node, &dialect::PARAMETER, |reader, item| {
                    it.parameters.push(reader.used::<Parameter>(item));
                });
            }
            if let Some(node) = responses {
                it.responses = self.responses(node);
            }
        }
        self.api.operations.add(it)
    }

    /// A response here or referred to. In 2.0 an operation's `produces` makes
    /// a shared response its own.
    pub(super) fn response(&mut self, node: Node<'a>) -> Use<Response> {
        let used = self.used(node);
        if used.via.is_some() && self.produces_own {
            return self.own_response(node, used);
        }
        used
    }

    pub(super) fn read_callback(&mut self, node: Node<'a>) -> Callback {
        let mut it = Callback { at: Some(node.target_at()), ..Callback::default() };
        self.names(node, "Path Item Objects by runtime expression", |reader, field| {
            if field.name.starts_with("x-") {
                reader.extend(&mut it.extensions, field);
            } else {
                it.items.push(reader.path_item(field, Where::Callback));
            }
        });
        it
    }
}

fn blank(at: Span, method: Method, path: Id<PathItem>, place: Where) -> Operation {
    Operation {
        at: Some(at),
        method,
        method_at: None,
        path,
        place,
        id: None,
        summary: None,
        description: None,
        tags: Vec::new(),
        external_docs: None,
        parameters: Vec::new(),
        body: None,
        responses: Responses::default(),
        callbacks: Vec::new(),
        deprecated: None,
        security: None,
        servers: Vec::new(),
        consumes: None,
        produces: None,
        schemes: None,
        extensions: Vec::new(),
    }
}
