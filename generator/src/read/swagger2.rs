//! What only 2.0 has: bodies and forms among the parameters, media types
//! apart from what they carry, types without schemas.

use std::collections::BTreeSet;

use crate::dialect::{self, Object};
use crate::ir::{
    Body, Header, Id, Media, ObjectRules, Operation, Parameter, Place, Property, Response, Said,
    Schema, Style, Type, Types, Use,
};
use crate::read::object::{Reader, shown};
use crate::read::refs::reference_of;
use crate::read::rules;
use crate::source::Node;

/// Parameters, told apart by where they go.
#[derive(Default)]
pub(super) struct Inherited<'a> {
    /// Those outside the body.
    pub(super) parameters: Vec<Use<Parameter>>,
    /// The body: where it is used, and what it is.
    body: Option<(Node<'a>, Node<'a>)>,
    /// The fields of the form.
    fields: Vec<Use<Parameter>>,
}

impl<'a> Reader<'a> {
    /// In 2.0, what all operations of a path item inherit.
    pub(super) fn inherited(&mut self, node: Node<'a>) -> Inherited<'a> {
        let list = node.get("parameters");
        match list {
            Some(list) if self.dialect.version == dialect::Version::V2_0 => self.told_apart(list),
            _ => Inherited::default(),
        }
    }

    fn told_apart(&mut self, list: Node<'a>) -> Inherited<'a> {
        let mut all = Inherited::default();
        self.maps(list, &dialect::PARAMETER_2, |reader, item| {
            let text = reference_of(item);
            let target = match text {
                Some(text) => reader.followed(item, text),
                None => Some(item),
            };
            let place = target.and_then(|it| it.get("in")).and_then(Node::as_text);
            match (place.as_deref(), target) {
                (Some("body"), Some(target)) => {
                    if all.body.is_some() {
                        let message = "a second body parameter: an operation has one body";
                        reader.report.add(&rules::SECOND_BODY, item.at(), message);
                    } else {
                        all.body = Some((item, target));
                    }
                }
                (Some("formData"), _) => all.fields.push(reader.parameter_now(item, target)),
                _ => all.parameters.push(reader.parameter_now(item, target)),
            }
        });
        all
    }

    /// A parameter, read at once: a form is made of what its fields say.
    fn parameter_now(&mut self, item: Node<'a>, target: Option<Node<'a>>) -> Use<Parameter> {
        let Some(text) = reference_of(item) else { return Use::here(self.here(item)) };
        let to = target.map(|it| self.read_now(it));
        let via = self.reference(item, text, to);
        let to = to.unwrap_or_else(|| self.api.parameters.add(Parameter::default()));
        Use { to, via: Some(Box::new(via)) }
    }

    /// A parameter of 2.0 holds only schemas, which wait: no depth is added.
    fn read_now(&mut self, node: Node<'a>) -> Id<Parameter> {
        let id = self.here(node);
        if self.api.parameters[id].at.is_none() {
            // It was named before, and its turn has not come yet.
            self.api.parameters[id] = self.read_parameter(node);
        }
        id
    }

    pub(super) fn operation_2(
        &mut self,
        it: &mut Operation,
        parameters: Option<Node<'a>>,
        responses: Option<Node<'a>>,
        inherited: &Inherited<'a>,
    ) {
        let own = parameters.map(|list| self.told_apart(list)).unwrap_or_default();
        it.parameters = own.parameters;
        let consumes = it.consumes.as_deref().map(distinct);
        self.one_body(own.body, &own.fields, inherited);
        it.body = match (own.body, own.fields) {
            (Some((item, target)), _) if reference_of(item).is_none() => {
                Some(Use::here(self.own_body(target, consumes)))
            }
            (Some((item, target)), _) => Some(self.shared_body(item, target, consumes)),
            (None, fields) => match inherited.body {
                Some((item, target)) if fields.is_empty() => {
                    Some(self.shared_body(item, target, consumes))
                }
                _ => {
                    let fields = self.with_inherited(fields, &inherited.fields);
                    (!fields.is_empty()).then(|| self.form(fields, consumes))
                }
            },
        };
        let Some(node) = responses else { return };
        let global = self.produces.clone();
        if let Some(own) = &it.produces {
            self.produces = distinct(own);
            self.produces_own = true;
        }
        it.responses = self.responses(node);
        self.produces_own = false;
        self.produces = global;
    }

    /// Finds a second body: of its own, or inherited under another name, so
    /// that it is not overridden (Path Item Object 2.0, `parameters`).
    fn one_body(
        &mut self,
        own: Option<(Node<'a>, Node<'a>)>,
        fields: &[Use<Parameter>],
        inherited: &Inherited<'a>,
    ) {
        let name = |(_, target): (Node<'a>, Node<'a>)| {
            target.get("name").and_then(Node::as_text).map(|it| it.to_string())
        };
        let form_beside_body = "a body parameter beside form parameters: an operation has one body";
        let (at, message) = match (own, inherited.body) {
            (Some((item, _)), _) if !fields.is_empty() => (item.at(), form_beside_body),
            (Some((item, _)), _) if !inherited.fields.is_empty() => (item.at(), form_beside_body),
            (Some(it), Some(other)) if name(it) != name(other) => (
                it.0.at(),
                "a second body parameter beside the one of the path: an operation has one body",
            ),
            (None, Some((item, _))) if !fields.is_empty() => (item.at(), form_beside_body),
            _ => return,
        };
        self.report.add(&rules::SECOND_BODY, at, message);
    }

    /// The fields of an operation's form, after those of its path that it
    /// does not override.
    fn with_inherited(
        &self,
        own: Vec<Use<Parameter>>,
        inherited: &[Use<Parameter>],
    ) -> Vec<Use<Parameter>> {
        let name = |it: &Use<Parameter>| &self.api[it.to].name;
        let mut all: Vec<_> = inherited
            .iter()
            .filter(|it| own.iter().all(|own| name(own) != name(it)))
            .cloned()
            .collect();
        all.extend(own);
        all
    }

    /// A body parameter of one operation, with a media type for each that it
    /// consumes.
    fn own_body(&mut self, node: Node<'a>, consumes: Option<Vec<Said>>) -> Id<Body> {
        let Some(own) = consumes else { return self.here(node) };
        let global = std::mem::replace(&mut self.consumes, own);
        let id = self.here(node);
        self.consumes = global;
        id
    }

    /// A body parameter that several operations share; one with its own
    /// `consumes` has a body of its own.
    fn shared_body(
        &mut self,
        item: Node<'a>,
        target: Node<'a>,
        consumes: Option<Vec<Said>>,
    ) -> Use<Body> {
        let via = reference_of(item);
        let shared: Id<Body> = self.here(target);
        let to = match consumes {
            Some(own) if self.may_repeat(own.len() + 8, item.at()) => {
                self.body_again(shared, &own, item)
            }
            _ => shared,
        };
        let via = via.map(|text| Box::new(self.reference(item, text, Some(to))));
        Use { to, via }
    }

    /// A body with the media types that an operation consumes.
    fn body_again(&mut self, shared: Id<Body>, consumes: &[Said], item: Node<'a>) -> Id<Body> {
        let it = &self.api[shared];
        let schema = it.content.first().and_then(|media| self.api[media.to].schema);
        let body = Body {
            at: it.at,
            name: it.name.clone(),
            description: it.description.clone(),
            required: it.required,
            extensions: it.extensions.clone(),
            ..Body::default()
        };
        let body = self.body_with((body, schema), consumes, item);
        self.api.bodies.add(body)
    }

    /// A body parameter that stands by itself: the API's `consumes` holds.
    pub(super) fn body_of_parameter(&mut self, node: Node<'a>) -> Body {
        let shared = self.parts_of_body(node);
        let consumes = self.consumes.clone();
        self.body_with(shared, &consumes, node)
    }

    fn parts_of_body(&mut self, node: Node<'a>) -> (Body, Option<Id<Schema>>) {
        let mut it = Body { at: Some(node.target_at()), ..Body::default() };
        let mut schema = None;
        self.object(node, &dialect::PARAMETER_2, |reader, field| match &*field.name {
            "name" => it.name = reader.said(field),
            "in" => {}
            "description" => it.description = reader.said(field),
            "required" => it.required = reader.flag(field),
            "schema" => schema = Some(reader.schema(field.value)),
            name if name.starts_with("x-") => reader.extend(&mut it.extensions, field),
            // What only later versions have was complained of.
            name if !is_of_2(name) => {}
            _ => {
                let name = shown(&field.name);
                let message = format!("`{name}` is no key of a body parameter");
                let found = reader.report.add(&rules::UNKNOWN_KEY, field.key.at(), message);
                found.help("say it under `schema`");
            }
        });
        if schema.is_none() {
            self.missing_key(node, &BODY_PARAMETER, "schema");
        }
        (it, schema)
    }

    fn body_with(
        &mut self,
        (mut body, schema): (Body, Option<Id<Schema>>),
        consumes: &[Said],
        node: Node<'a>,
    ) -> Body {
        let json = [Said::from("application/json")];
        let consumes = if consumes.is_empty() { &json } else { consumes };
        body.content = self.contents(consumes, schema, node);
        body
    }

    /// A media type for each name, all of one schema.
    fn contents(
        &mut self,
        names: &[Said],
        schema: Option<Id<Schema>>,
        node: Node<'a>,
    ) -> Vec<Use<Media>> {
        let mut content: Vec<Use<Media>> = Vec::new();
        if !self.may_repeat(names.len(), node.at()) {
            return content;
        }
        for name in names {
            let media = Media { at: name.at, name: name.clone(), schema, ..Media::default() };
            content.push(Use::here(self.api.media.add(media)));
        }
        content
    }

    /// Form parameters as a body: an object with a property for each.
    fn form(&mut self, fields: Vec<Use<Parameter>>, consumes: Option<Vec<Said>>) -> Use<Body> {
        let consumes = consumes.unwrap_or_else(|| self.consumes.clone());
        let mut object = ObjectRules::default();
        let mut required = Vec::new();
        let mut has_file = false;
        for field in &fields {
            let parameter = &self.api[field.to];
            if parameter.required == Some(true) {
                required.push(parameter.name.clone());
            }
            if let Some(schema) = parameter.schema {
                has_file |= self.api[schema].types.has(Type::File);
                object.properties.push(Property { name: parameter.name.clone(), schema });
            }
        }
        let at = fields.first().and_then(|it| self.api[it.to].at);
        let any = !required.is_empty();
        object.required = any.then_some(required);
        let schema = self.api.schemas.add(Schema {
            at,
            types: Types::from_iter([Type::Object]),
            object: Some(Box::new(object)),
            ..Schema::default()
        });
        let multipart = consumes.iter().find(|it| **it == *"multipart/form-data");
        let encoded = consumes.iter().find(|it| **it == *"application/x-www-form-urlencoded");
        let stated = multipart.or(if has_file { None } else { encoded });
        let name = stated.cloned().unwrap_or_else(|| {
            let multipart = "multipart/form-data";
            Said::from(if has_file { multipart } else { "application/x-www-form-urlencoded" })
        });
        let media = Media { at: name.at, name, schema: Some(schema), ..Media::default() };
        let content = vec![Use::here(self.api.media.add(media))];
        let body = Body { at, required: Some(any), content, fields, ..Body::default() };
        Use::here(self.api.bodies.add(body))
    }

    pub(super) fn read_parameter_2(&mut self, node: Node<'a>) -> Parameter {
        let mut it = Parameter { at: Some(node.target_at()), ..Parameter::default() };
        let mut schema = Schema { at: it.at, ..Schema::default() };
        let mut given = None;
        self.object(node, &dialect::PARAMETER_2, |reader, field| match &*field.name {
            "name" => it.name = reader.said(field).unwrap_or_default(),
            "in" => it.place = reader.place(field),
            "description" => it.description = reader.said(field),
            "required" => it.required = reader.flag(field),
            "allowEmptyValue" => it.allow_empty = reader.flag(field),
            "collectionFormat" => it.collection = reader.said(field).map(Box::new),
            "schema" => given = Some((field.key.at(), reader.schema(field.value))),
            "style" => it.stated_style = reader.style(field),
            "explode" => it.stated_explode = reader.flag(field),
            "allowReserved" => it.allow_reserved = reader.flag(field),
            "deprecated" => it.deprecated = reader.flag(field),
            "content" => it.content = reader.content(field).into(),
            "example" => it.example = reader.value(field.value),
            "examples" => {
                let all = reader.uses::<crate::ir::Example>(field, "Example Objects by name");
                it.examples = all.into();
            }
            "type" => reader.types(field, &mut schema, false),
            name if name.starts_with("x-") => reader.extend(&mut it.extensions, field),
            _ => reader.keyword(field, &mut schema),
        });
        if let Some((at, _)) = given {
            let message = "`schema` is no key of a parameter outside the body in 2.0";
            let found = self.report.add(&rules::UNKNOWN_KEY, at, message);
            found.help("write `type`, `items` and the like beside `in`");
        }
        if it.place == Place::Form {
            schema.description.clone_from(&it.description);
        }
        let is_array = schema.types.has(Type::Array);
        it.schema = match given {
            Some((_, id)) if schema.types.is_empty() => Some(id),
            _ => {
                if schema.types.is_empty() && node.get("type").is_none() {
                    self.missing_key(node, &dialect::PARAMETER_2, "type");
                }
                Some(self.api.schemas.add(schema))
            }
        };
        let style = self.collection(it.collection.as_deref(), it.place);
        if let Some((style, explode)) = style {
            it.stated_style = Some(style);
            it.stated_explode = Some(explode);
        } else if is_array && matches!(it.place, Place::Query | Place::Form) {
            // `csv` is the default of 2.0, and not that of the later versions.
            it.stated_explode = Some(false);
        }
        it
    }

    /// The style and explode that a `collectionFormat` means.
    fn collection(&mut self, word: Option<&Said>, place: Place) -> Option<(Style, bool)> {
        let word = word?;
        let form = matches!(place, Place::Query | Place::Form);
        Some(match &**word {
            "csv" if form => (Style::Form, false),
            "csv" => (Style::Simple, false),
            "ssv" => (Style::SpaceDelimited, false),
            "tsv" => (Style::TabDelimited, false),
            "pipes" => (Style::PipeDelimited, false),
            "multi" if form => (Style::Form, true),
            _ => {
                let message = format!("`{}` is no collection format here", shown(word));
                self.word(word.at, message, word, &["csv", "ssv", "tsv", "pipes", "multi"]);
                return None;
            }
        })
    }

    pub(super) fn read_header_2(&mut self, node: Node<'a>) -> Header {
        let mut it = Header { at: Some(node.target_at()), ..Header::default() };
        let mut schema = Schema { at: it.at, ..Schema::default() };
        let mut given = None;
        self.object(node, &dialect::HEADER_2, |reader, field| match &*field.name {
            "description" => it.description = reader.said(field),
            "collectionFormat" => it.collection = reader.said(field).map(Box::new),
            "schema" => given = Some(reader.schema(field.value)),
            "required" => it.required = reader.flag(field),
            "example" => it.example = reader.value(field.value),
            "type" => reader.types(field, &mut schema, false),
            name if name.starts_with("x-") => reader.extend(&mut it.extensions, field),
            _ => reader.keyword(field, &mut schema),
        });
        it.schema = match given {
            Some(id) if schema.types.is_empty() => Some(id),
            _ => Some(self.api.schemas.add(schema)),
        };
        if let Some((style, explode)) = self.collection(it.collection.as_deref(), Place::Header) {
            it.style = Some(style);
            it.explode = Some(explode);
        }
        it
    }

    /// The content of a response: its schema under each media type produced,
    /// and its examples under theirs.
    pub(super) fn content_of_response(
        &mut self,
        it: &mut Response,
        schema: Option<Id<Schema>>,
        examples: Option<Node<'a>>,
    ) {
        if let Some(schema) = schema {
            let any = [Said::from("*/*")];
            let produces = std::mem::take(&mut self.produces);
            let names = if produces.is_empty() { &any[..] } else { &produces };
            if let Some(root) = self.root_of(crate::text::FileId::new(0)) {
                it.content.extend(self.contents(names, Some(schema), root));
            }
            self.produces = produces;
        }
        let Some(examples) = examples else { return };
        self.names(examples, "examples by media type", |reader, field| {
            let same = |it: &&Use<Media>| reader.api[it.to].name == *field.name;
            let to = match it.content.iter().find(same) {
                Some(media) => media.to,
                None => {
                    let media =
                        Media { at: Some(field.key.at()), name: field.said(), ..Media::default() };
                    let to = reader.api.media.add(media);
                    it.content.push(Use::here(to));
                    to
                }
            };
            reader.api.media[to].example = reader.value(field.value);
        });
    }

    /// A shared response as an operation with its own `produces` has it.
    pub(super) fn own_response(&mut self, node: Node<'a>, used: Use<Response>) -> Use<Response> {
        let target = reference_of(node).and_then(|text| self.followed(node, text));
        let Some(target) = target else { return used };
        let entries = target.entries().count();
        if !self.may_repeat(entries * 8 + 8, node.at()) {
            return used;
        }
        let response = self.read_response(target);
        Use { to: self.api.responses.add(response), ..used }
    }

    /// Servers from `schemes`, `host` and `basePath`.
    pub(super) fn servers_2(&self) -> Vec<crate::ir::Server> {
        let Some(address) = &self.api.address else { return Vec::new() };
        let host = address.host.as_deref().unwrap_or_default();
        let base = address.base_path.as_deref().unwrap_or_default();
        let at = address.host.as_ref().or(address.base_path.as_ref()).and_then(|it| it.at);
        let server = |url: String| crate::ir::Server {
            at,
            url: Said::new(url, at),
            ..crate::ir::Server::default()
        };
        if host.is_empty() {
            return if base.is_empty() { Vec::new() } else { vec![server(base.to_owned())] };
        }
        let base = base.trim_end_matches('/');
        let slash = if base.is_empty() || base.starts_with('/') { "" } else { "/" };
        let schemes = address.schemes.as_deref().unwrap_or_default();
        if schemes.is_empty() {
            return vec![server(format!("//{host}{slash}{base}"))];
        }
        schemes.iter().map(|it| server(format!("{it}://{host}{slash}{base}"))).collect()
    }
}

fn is_of_2(key: &str) -> bool {
    let key = dialect::PARAMETER_2.key(key);
    key.is_some_and(|it| it.versions.has(dialect::Version::V2_0))
}

/// Media types, each once.
pub(super) fn distinct(names: &[Said]) -> Vec<Said> {
    let mut seen = BTreeSet::new();
    names.iter().filter(|it| seen.insert(&*it.text)).cloned().collect()
}

/// A parameter in the body, for messages.
static BODY_PARAMETER: Object = Object { name: "body parameter", keys: &[], open: false };
