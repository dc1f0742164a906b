//! Schemas, in the dialect of the version written.

mod holds;
mod logic;
mod notes;
mod number;

use std::collections::BTreeSet;

use specwright::dialect::Version;
use specwright::ir::{Api, Id, Said, Schema, TextRules, Type, Values};
use specwright::text::Span;

use crate::value::{Map, Value};
use crate::write::Writer;
use crate::write::names::Of;

impl Writer<'_> {
    /// A schema with all that it says.
    pub(super) fn schema(&mut self, id: Id<Schema>) -> Value {
        let schema = &self.api[id];
        if let Some(always) = schema.always {
            return self.always(always);
        }
        let mut map = Map::default();
        let reference = schema.reference.as_deref().map(|it| {
            let dynamic = it.dynamic && !self.as_meant;
            let key = if dynamic { "$dynamicRef" } else { "$ref" };
            (key, self.target(it.to, &it.text))
        });
        if let Some((key, target)) = &reference {
            map.put(*key, target.as_str());
            if self.api.version < Version::V3_1 && self.to >= Version::V3_1 {
                if schema.has_siblings() {
                    let message = "until 3.0 keys beside `$ref` mean nothing, from 3.1 on they do: they are left out";
                    self.lost(schema.at, message);
                }
                return Value::Map(map);
            }
        }
        self.keywords(schema, &mut map);
        self.order.arrange(schema.at, &mut map);
        if self.to >= Version::V3_1 && schema.nullable == Some(true) && schema.types.is_empty() {
            logic::or_null(&mut map);
        }
        if self.api.version >= Version::V3_1
            && self.to < Version::V3_1
            && reference.is_some()
            && map.0.len() > 1
        {
            logic::refer_within(&mut map);
        }
        Value::Map(map)
    }

    fn always(&self, always: bool) -> Value {
        if self.to >= Version::V3_1 {
            return Value::Bool(always);
        }
        let mut map = Map::default();
        if !always {
            map.put("not", Map::default());
        }
        Value::Map(map)
    }

    /// What a reference says in the document written.
    fn target(&mut self, to: Option<Id<Schema>>, text: &Said) -> String {
        let folder = self.names.schemas_folder();
        let Some(to) = to else { return text.replace("#/definitions/", folder) };
        if !self.as_meant {
            let to = self.api.written(to);
            if self.is_by_name(to, text) {
                return text.to_string();
            }
            return self.names.pointer_made(to, text).unwrap_or_else(|| text.to_string());
        }
        let to = self.meant(to);
        let name = self.api.instances.get(&to).map(|it| it.name.replace('/', "~1"));
        let made_from = name.map_or_else(|| text.to_string(), |it| format!("#/{it}"));
        self.names.pointer_made(to, &made_from).unwrap_or_else(|| text.to_string())
    }

    /// Each file is a resource, and in one document they would be one: then the
    /// anchors of one would lead on what others ask for. So what that comes to
    /// is written in its place.
    pub(super) fn keep_scopes_apart(&mut self) {
        let api = self.api;
        if self.as_meant || api.instances.is_empty() || api.manner.is_some() {
            return;
        }
        let main = api.at.map(|it| it.file);
        let named = |id: Id<Schema>| api[id].core().is_some_and(|it| it.id.is_some());
        let loose = api.components.schemas.iter().map(|it| it.it.to).filter(|it| !named(*it));
        let anchor = loose.flat_map(|it| api.within(it)).find_map(|it| {
            let anchor = api[it].core()?.dynamic_anchor.as_ref()?;
            let at = anchor.at.or(api[it].at)?;
            (Some(at.file) != main).then_some(at)
        });
        if anchor.is_some() {
            self.as_meant = true;
            let message = "in one document, dynamic anchors of several files would be one: \
                           what each `$dynamicRef` leads to is written in its place";
            self.lost(anchor, message);
        }
    }

    /// Whether what a reference says is the name of a resource or an anchor, and
    /// not of a place: it says the same wherever that is put.
    fn is_by_name(&self, to: Id<Schema>, text: &Said) -> bool {
        let file = |at: Option<Span>| at.map(|it| it.file);
        if self.api.manner.is_none() && file(self.api[to].at) != file(text.at) {
            return false;
        }
        let (uri, fragment) = text.split_once('#').unwrap_or((text, ""));
        if uri.is_empty() {
            return !fragment.is_empty() && !fragment.starts_with('/');
        }
        self.resources.contains(last_step(uri))
    }

    /// What a schema leads to that stands nowhere and only refers.
    fn meant(&self, to: Id<Schema>) -> Id<Schema> {
        let leads = |it: &Id<Schema>| {
            let it = self.api.instances.contains_key(it).then(|| &self.api[*it])?;
            it.reference.as_ref()?.to.filter(|_| !it.has_siblings())
        };
        std::iter::successors(Some(to), leads).take(LONGEST_ROW).last().unwrap_or(to)
    }

    fn keywords(&mut self, schema: &Schema, map: &mut Map) {
        let notes = schema.notes.as_deref();
        if let Some(core) = schema.core() {
            self.identity(core, schema.at, map);
        }
        self.types(schema, map);
        map.maybe("format", self.format(schema));
        map.maybe("title", schema.title.as_ref());
        map.maybe("description", schema.description.as_ref());
        if let Some(values) = schema.values.as_deref() {
            self.values(values, schema.at, map);
        }
        if let Some(text) = schema.text.as_deref() {
            self.text(text, schema.format.as_ref(), schema.at, map);
        }
        if let Some(number) = schema.number.as_deref() {
            self.number(number, map);
        }
        if let Some(array) = schema.array.as_deref() {
            self.array(array, schema.at, map);
        }
        // Schema Object (3.0): where `type` is `array`, `items` must be there.
        if self.to == Version::V3_0 && schema.types.has(Type::Array) && !map.has("items") {
            map.put("items", Map::default());
        }
        if let Some(object) = schema.object.as_deref() {
            self.object(schema, object, map);
        }
        if let Some(logic) = schema.logic.as_deref() {
            self.logic(schema, logic, map);
        }
        if let Some(notes) = notes {
            self.notes(notes, map);
        }
    }

    fn types(&mut self, schema: &Schema, map: &mut Map) {
        if self.is_2() {
            // `x-nullable` is written with the other extensions. 2.0 allows one
            // type; what states more is written as wrong as it was.
            put_types(schema.types.iter().map(|it| it.name().into()).collect(), map);
            return;
        }
        let real: Vec<Type> = schema.types.iter().filter(|it| *it != Type::Null).collect();
        let null = schema.types.has(Type::Null) || schema.nullable == Some(true);
        let word = |it: &Type| Value::from(if *it == Type::File { "string" } else { it.name() });
        if self.to >= Version::V3_1 {
            let mut words: Vec<Value> = real.iter().map(word).collect();
            if null && (!real.is_empty() || schema.types.has(Type::Null)) {
                words.push("null".into());
            }
            put_types(words, map);
            return;
        }
        match real.as_slice() {
            [] if schema.types.has(Type::Null) => map.put("enum", vec![Value::Null]),
            [] => map.maybe("nullable", schema.nullable),
            [one] => {
                map.put("type", word(one));
                map.maybe("nullable", if null { Some(true) } else { schema.nullable });
            }
            many => {
                let one = |it: &Type| {
                    let mut map = Map::default();
                    map.put("type", word(it));
                    if null {
                        map.put("nullable", true);
                    }
                    if *it == Type::Array && self.to == Version::V3_0 {
                        map.put("items", Map::default());
                    }
                    Value::Map(map)
                };
                map.put("anyOf", many.iter().map(one).collect::<Vec<_>>());
            }
        }
    }

    /// The format; a file of 2.0 is binary text.
    fn format(&self, schema: &Schema) -> Option<Value> {
        let encoding = schema.content_encoding();
        match &schema.format {
            Some(format) => Some(format.into()),
            None if schema.types.has(Type::File) && !self.is_2() => Some("binary".into()),
            None if self.to < Version::V3_1 => {
                let as_format = ENCODINGS.iter().find(|it| Some(it.0) == encoding);
                as_format.map(|it| it.1.into())
            }
            None => None,
        }
    }

    fn values(&mut self, values: &Values, at: Option<Span>, map: &mut Map) {
        let older = self.to < Version::V3_1;
        // Null alone is already written as the only value.
        if older && values.choices.as_ref().is_some_and(Vec::is_empty) {
            if self.says_otherwise() {
                self.lacks(at, "empty `enum`: that nothing is allowed is written with `not`");
                logic::and(map, logic::with("not", Map::default()));
            } else {
                self.lacks(at, "empty `enum`: any value is allowed");
            }
        } else if let Some(constant) =
            values.constant.as_deref().filter(|_| older && !map.has("enum"))
        {
            map.put("enum", vec![Value::from(constant)]);
        } else if let Some(choices) = values.choices.as_ref().filter(|_| !map.has("enum")) {
            map.put("enum", choices.iter().map(Value::from).collect::<Vec<_>>());
        }
        map.maybe("const", values.constant.as_deref().filter(|_| !older));
        map.maybe("default", values.default.as_ref());
        map.maybe("example", values.example.as_ref());
        if self.to >= Version::V3_1 {
            map.list("examples", values.examples.iter().map(Value::from).collect());
            return;
        }
        let kept = usize::from(values.example.is_none());
        if kept == 1 {
            map.maybe("example", values.examples.first());
        }
        if values.examples.len() > kept {
            self.lacks(at, "`examples` of a schema: only the first is kept, as `example`");
        }
    }

    fn text(&mut self, text: &TextRules, format: Option<&Said>, at: Option<Span>, map: &mut Map) {
        map.maybe("minLength", text.min_length);
        map.maybe("maxLength", text.max_length);
        map.maybe("pattern", text.pattern.as_ref());
        if self.to >= Version::V3_1 {
            map.maybe("contentEncoding", text.content_encoding.as_deref());
            map.maybe("contentMediaType", text.content_media_type.as_deref());
            map.maybe("contentSchema", text.content_schema.map(|it| self.schema(it)));
            return;
        }
        if let Some(encoding) = &text.content_encoding
            && !ENCODINGS
                .iter()
                .any(|it| **encoding == *it.0 && format.is_none_or(|format| **format == *it.1))
        {
            self.lacks(encoding.at.or(at), "`contentEncoding`: it is left out");
        }
        if text.content_media_type.is_some() || text.content_schema.is_some() {
            self.lacks(at, "`contentMediaType` and no `contentSchema`");
        }
    }
}

/// What the schemas with an `$id` are called, as relative references say it.
pub(super) fn resources(api: &Api) -> BTreeSet<&str> {
    let ids = api.schemas.iter().filter_map(|(_, it)| it.core()?.id.as_deref());
    ids.map(last_step).filter(|it| !it.is_empty()).collect()
}

/// The last step of the path of a URI.
fn last_step(uri: &str) -> &str {
    uri.rsplit('/').next().unwrap_or_default()
}

/// More references than this in a row are a circle.
const LONGEST_ROW: usize = 64;

/// Encodings with the formats that said so until 3.0.
const ENCODINGS: [(&str, &str); 2] = [("base64", "byte"), ("binary", "binary")];

/// One type stands alone, several stand in a list.
fn put_types(mut words: Vec<Value>, map: &mut Map) {
    match words.len() {
        0 => {}
        1 => map.maybe("type", words.pop()),
        _ => map.put("type", Value::List(words)),
    }
}
