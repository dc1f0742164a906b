//! Responses, headers, examples, links.

use crate::dialect::{self, Version};
use crate::ir::{Answer, Example, Header, Link, Response, Responses, Status};
use crate::read::object::{Field, Reader, shown};
use crate::source::Node;

impl<'a> Reader<'a> {
    pub(super) fn responses(&mut self, node: Node<'a>) -> Responses {
        let mut it = Responses { at: Some(node.at()), ..Responses::default() };
        self.names(node, "Response Objects by status", |reader, field| {
            if field.name.starts_with("x-") {
                return reader.extend(&mut it.extensions, field);
            }
            let status = reader.status(field);
            let response = reader.response(field.value);
            it.all.push(Answer { status, at: Some(field.key.at()), response });
        });
        it
    }

    fn status(&mut self, field: &Field<'a>) -> Status {
        let status = Status::from_name(&field.name);
        let ranges = self.dialect.version != Version::V2_0;
        let unknown = match &status {
            Status::Code(code) => !(100..600).contains(code),
            Status::Range(_) => !ranges,
            Status::Default => false,
            Status::Other(_) => true,
        };
        if unknown {
            let message = format!("`{}` is no status in {}", shown(&field.name), self.dialect.name);
            let found = self.report.add(&super::rules::UNKNOWN_WORD, field.key.at(), message);
            found.help(if ranges {
                "write a status code, a range such as `4XX`, or `default`"
            } else {
                "write a status code or `default`"
            });
        }
        status
    }

    pub(super) fn read_response(&mut self, node: Node<'a>) -> Response {
        let mut it = Response { at: Some(node.target_at()), ..Response::default() };
        let (mut schema, mut examples) = (None, None);
        self.object(node, &dialect::RESPONSE, |reader, field| match &*field.name {
            "summary" => it.summary = reader.said(field),
            "description" => it.description = reader.said(field),
            "headers" => it.headers = reader.uses::<Header>(field, "Header Objects by name"),
            "content" => it.content = reader.content(field),
            "links" => it.links = reader.uses::<Link>(field, "Link Objects by name"),
            "schema" => schema = Some(reader.schema(field.value)),
            "examples" => examples = Some(field.value),
            _ => reader.extend(&mut it.extensions, field),
        });
        if self.dialect.version == Version::V2_0 {
            self.content_of_response(&mut it, schema, examples);
        }
        it
    }

    pub(super) fn read_header(&mut self, node: Node<'a>) -> Header {
        if self.dialect.version == Version::V2_0 {
            return self.read_header_2(node);
        }
        let mut it = Header { at: Some(node.target_at()), ..Header::default() };
        self.object(node, &dialect::HEADER, |reader, field| match &*field.name {
            "description" => it.description = reader.said(field),
            "required" => it.required = reader.flag(field),
            "deprecated" => it.deprecated = reader.flag(field),
            "allowEmptyValue" => it.allow_empty = reader.flag(field),
            "style" => it.style = reader.style(field),
            "explode" => it.explode = reader.flag(field),
            "allowReserved" => it.allow_reserved = reader.flag(field),
            "schema" => it.schema = Some(reader.schema(field.value)),
            "content" => it.content = reader.content(field).into(),
            "example" => it.example = reader.value(field.value),
            "examples" => {
                it.examples = reader.uses::<Example>(field, "Example Objects by name").into();
            }
            _ => reader.old_keyword(field, &mut it.schema, &mut it.extensions),
        });
        it
    }

    pub(super) fn read_example(&mut self, node: Node<'a>) -> Example {
        let mut it = Example { at: Some(node.target_at()), ..Example::default() };
        self.object(node, &dialect::EXAMPLE, |reader, field| match &*field.name {
            "summary" => it.summary = reader.said(field),
            "description" => it.description = reader.said(field),
            "value" => it.value = reader.value(field.value),
            "externalValue" => it.external_value = reader.said(field),
            "dataValue" => it.data_value = reader.value(field.value),
            "serializedValue" => it.serialized_value = reader.said(field),
            _ => reader.extend(&mut it.extensions, field),
        });
        it
    }

    pub(super) fn read_link(&mut self, node: Node<'a>) -> Link {
        let mut it = Link { at: Some(node.target_at()), ..Link::default() };
        self.object(node, &dialect::LINK, |reader, field| match &*field.name {
            "operationRef" => it.operation_ref = reader.said(field),
            "operationId" => it.operation_id = reader.said(field),
            "parameters" => reader.names(field.value, "values by parameter", |reader, field| {
                it.parameters.extend(reader.value(field.value).map(|value| (field.said(), value)));
            }),
            "requestBody" => it.body = reader.value(field.value),
            "description" => it.description = reader.said(field),
            "server" => it.server = Some(reader.server(field.value)),
            _ => reader.extend(&mut it.extensions, field),
        });
        it
    }
}
