//! Request bodies, media types and how they are encoded.

use crate::dialect::{self, Version, Versions};
use crate::ir::{Body, Encoding, Header, Id, Media, Said, Use};
use crate::read::object::{Field, Reader};
use crate::read::queue::{Pending, Thing};
use crate::read::refs::reference_of;
use crate::read::rules;
use crate::source::Node;

impl<'a> Reader<'a> {
    pub(super) fn read_body(&mut self, node: Node<'a>) -> Body {
        if self.dialect.version == Version::V2_0 {
            return self.body_of_parameter(node);
        }
        let mut it = Body { at: Some(node.target_at()), ..Body::default() };
        self.object(node, &dialect::REQUEST_BODY, |reader, field| match &*field.name {
            "description" => it.description = reader.said(field),
            "content" => it.content = reader.content(field),
            "required" => it.required = reader.flag(field),
            _ => reader.extend(&mut it.extensions, field),
        });
        it
    }

    /// Media types in order. A media type object that is referred to is read
    /// again for each of its names.
    pub(super) fn content(&mut self, field: &Field<'a>) -> Vec<Use<Media>> {
        let mut content = Vec::with_capacity(field.value.raw_entries().count());
        self.names(field.value, "Media Type Objects by media type", |reader, field| {
            content.push(reader.media(field));
        });
        content
    }

    /// A media type object under its name, or a reference to one (3.2).
    pub(super) fn media(&mut self, field: &Field<'a>) -> Use<Media> {
        let blank = Media { name: field.said(), ..Media::default() };
        let to = self.api.media.add(blank);
        let Some(text) = reference_of(field.value) else {
            self.read_media(field.value, to);
            return Use::here(to);
        };
        self.may_refer(text, &dialect::MEDIA_TYPE, Versions::SINCE_3_2);
        let target = self.followed(field.value, text);
        let via = self.reference(field.value, text, target.map(|_| to));
        if let Some(target) = target
            && self.may_repeat(16, text.at())
        {
            self.queue.push(Pending::Media(target, to));
        }
        Use { to, via: Some(Box::new(via)) }
    }

    /// Reads a media type; it keeps its name.
    pub(super) fn read_media(&mut self, node: Node<'a>, id: Id<Media>) {
        let mut it = std::mem::take(&mut self.api.media[id]);
        it.at = Some(node.target_at());
        self.object(node, &dialect::MEDIA_TYPE, |reader, field| match &*field.name {
            "schema" => it.schema = Some(reader.schema(field.value)),
            "description" => it.description = reader.said(field),
            "itemSchema" => it.item_schema = Some(reader.schema(field.value)),
            "example" => it.example = reader.value(field.value),
            "examples" => it.examples = reader.uses(field, "Example Objects by name"),
            "encoding" => it.encoding = reader.encodings(field),
            "prefixEncoding" => it.prefix_encoding = reader.encoding_list(field),
            "itemEncoding" => it.item_encoding = Some(Box::new(reader.encoding(field.value))),
            _ => reader.extend(&mut it.extensions, field),
        });
        self.encoding_in_two_ways(node);
        self.api.media[id] = it;
    }

    /// An `encoding` without entries is one too, so this is asked of the source.
    fn encoding_in_two_ways(&mut self, node: Node<'a>) {
        let positions = ["prefixEncoding", "itemEncoding"];
        if let Some(entry) = node.entry("encoding")
            && positions.iter().any(|it| node.get(it).is_some())
        {
            let message = "`encoding` excludes `prefixEncoding` and `itemEncoding`";
            let found = self.report.add(&rules::ENCODING_IN_TWO_WAYS, entry.key.at(), message);
            found.help("name the parts, or count them");
        }
    }

    fn encodings(&mut self, field: &Field<'a>) -> Vec<(Said, Encoding)> {
        let mut all = Vec::new();
        self.names(field.value, "Encoding Objects by property", |reader, field| {
            all.push((field.said(), reader.encoding(field.value)));
        });
        all
    }

    fn encoding_list(&mut self, field: &Field<'a>) -> Vec<Encoding> {
        let mut all = Vec::new();
        self.list(field.value, "Encoding Objects", |reader, item| all.push(reader.encoding(item)));
        all
    }

    fn encoding(&mut self, node: Node<'a>) -> Encoding {
        let mut it = Encoding { at: Some(node.at()), ..Encoding::default() };
        self.object(node, &dialect::ENCODING, |reader, field| match &*field.name {
            "contentType" => it.content_type = reader.said(field),
            "headers" => it.headers = reader.uses::<Header>(field, "Header Objects by name"),
            "style" => it.style = reader.style(field),
            "explode" => it.explode = reader.flag(field),
            "allowReserved" => it.allow_reserved = reader.flag(field),
            "encoding" => it.encoding = reader.encodings(field),
            "prefixEncoding" => it.prefix_encoding = reader.encoding_list(field),
            "itemEncoding" => it.item_encoding = Some(Box::new(reader.encoding(field.value))),
            _ => reader.extend(&mut it.extensions, field),
        });
        self.encoding_in_two_ways(node);
        it
    }

    /// Things by name, each here or referred to.
    pub(super) fn uses<T: Thing>(&mut self, field: &Field<'a>, what: &str) -> Vec<(Said, Use<T>)> {
        let mut all = Vec::with_capacity(field.value.raw_entries().count());
        self.names(field.value, what, |reader, field| {
            all.push((field.said(), reader.used(field.value)));
        });
        all
    }
}
