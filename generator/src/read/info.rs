//! What the API is called, where it is served, how it is filed.

use crate::dialect;
use crate::ir::{Contact, ExternalDocs, Info, License, Server, Tag, Variable};
use crate::read::object::{Field, Reader};
use crate::source::Node;

impl<'a> Reader<'a> {
    pub(super) fn info(&mut self, node: Node<'a>) -> Info {
        let mut it = Info { at: Some(node.at()), ..Info::default() };
        self.object(node, &dialect::INFO, |reader, field| match &*field.name {
            "title" => it.title = reader.said(field),
            "summary" => it.summary = reader.said(field),
            "description" => it.description = reader.said(field),
            "termsOfService" => it.terms = reader.said(field),
            "contact" => it.contact = Some(reader.contact(field.value)),
            "license" => it.license = Some(reader.license(field.value)),
            "version" => it.version = reader.said(field),
            _ => reader.extend(&mut it.extensions, field),
        });
        it
    }

    fn contact(&mut self, node: Node<'a>) -> Contact {
        let mut it = Contact { at: Some(node.at()), ..Contact::default() };
        self.object(node, &dialect::CONTACT, |reader, field| match &*field.name {
            "name" => it.name = reader.said(field),
            "url" => it.url = reader.said(field),
            "email" => it.email = reader.said(field),
            _ => reader.extend(&mut it.extensions, field),
        });
        it
    }

    fn license(&mut self, node: Node<'a>) -> License {
        let mut it = License { at: Some(node.at()), ..License::default() };
        self.object(node, &dialect::LICENSE, |reader, field| match &*field.name {
            "name" => it.name = reader.said(field),
            "identifier" => it.identifier = reader.said(field),
            "url" => it.url = reader.said(field),
            _ => reader.extend(&mut it.extensions, field),
        });
        it
    }

    pub(super) fn external_docs(&mut self, node: Node<'a>) -> ExternalDocs {
        let mut it = ExternalDocs { at: Some(node.at()), ..ExternalDocs::default() };
        self.object(node, &dialect::EXTERNAL_DOCS, |reader, field| match &*field.name {
            "url" => it.url = reader.said(field),
            "description" => it.description = reader.said(field),
            _ => reader.extend(&mut it.extensions, field),
        });
        it
    }

    pub(super) fn tags(&mut self, field: &Field<'a>) -> Vec<Tag> {
        let mut tags = Vec::new();
        self.maps(field.value, &dialect::TAG, |reader, item| tags.push(reader.tag(item)));
        tags
    }

    fn tag(&mut self, node: Node<'a>) -> Tag {
        let mut it = Tag { at: Some(node.at()), ..Tag::default() };
        self.object(node, &dialect::TAG, |reader, field| match &*field.name {
            "name" => it.name = reader.said(field).unwrap_or_default(),
            "summary" => it.summary = reader.said(field),
            "description" => it.description = reader.said(field),
            "parent" => it.parent = reader.said(field),
            "kind" => it.kind = reader.said(field),
            "externalDocs" => it.external_docs = Some(reader.external_docs(field.value)),
            _ => reader.extend(&mut it.extensions, field),
        });
        it
    }

    pub(super) fn servers(&mut self, field: &Field<'a>) -> Vec<Server> {
        let mut servers = Vec::new();
        self.maps(field.value, &dialect::SERVER, |reader, item| servers.push(reader.server(item)));
        servers
    }

    pub(super) fn server(&mut self, node: Node<'a>) -> Server {
        let mut it = Server { at: Some(node.at()), ..Server::default() };
        self.object(node, &dialect::SERVER, |reader, field| match &*field.name {
            "url" => it.url = reader.said(field).unwrap_or_default(),
            "name" => it.name = reader.said(field),
            "description" => it.description = reader.said(field),
            "variables" => {
                reader.names(field.value, "Server Variable Objects", |reader, field| {
                    it.variables.push(reader.variable(field));
                });
            }
            _ => reader.extend(&mut it.extensions, field),
        });
        it
    }

    fn variable(&mut self, field: &Field<'a>) -> Variable {
        let mut it = Variable { name: field.said(), ..Variable::default() };
        self.object(field.value, &dialect::SERVER_VARIABLE, |reader, field| match &*field.name {
            "enum" => it.choices = Some(reader.words(field)),
            "default" => it.default = reader.said(field),
            "description" => it.description = reader.said(field),
            _ => reader.extend(&mut it.extensions, field),
        });
        it
    }
}
