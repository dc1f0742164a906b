//! Schemas, in the dialect of the version written.

use specwright::dialect::Version;
use specwright::ir::{
    ArrayRules, Discriminator, Exclusive, Id, Logic, Mapping, Notes, Number, NumberRules,
    ObjectRules, Property, Said, Schema, TextRules, Type, Values, Xml,
};
use specwright::text::Span;

use crate::value::{Map, Value};
use crate::write::Writer;

impl Writer<'_> {
    /// A schema with all that it says.
    pub(super) fn schema(&mut self, id: Id<Schema>) -> Value {
        let schema = &self.api[id];
        if let Some(always) = schema.always {
            return self.always(always);
        }
        let mut map = Map::default();
        let reference = schema.reference.as_deref().map(|it| {
            let key = if it.dynamic { "$dynamicRef" } else { "$ref" };
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
            or_null(&mut map);
        }
        if self.api.version >= Version::V3_1
            && self.to < Version::V3_1
            && reference.is_some()
            && map.0.len() > 1
        {
            refer_within(&mut map);
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
        if let Some(pointer) = self.declared_at(to) {
            return pointer;
        }
        if let Some((name, _)) = self.hoisted.get(&to) {
            return format!("{folder}{name}");
        }
        let name = self.names.hoist(text, |it| self.hoisted.values().any(|(name, _)| name == it));
        let pointer = format!("{folder}{name}");
        self.hoisted.insert(to, (name, false));
        pointer
    }

    fn keywords(&mut self, schema: &Schema, map: &mut Map) {
        let notes = schema.notes.as_deref();
        if let Some(notes) = notes {
            self.identity(notes, schema.at, map);
        }
        self.types(schema, map);
        map.maybe("format", self.format(schema));
        map.maybe("title", schema.title.as_ref());
        map.maybe("description", schema.description.as_ref());
        if let Some(values) = schema.values.as_deref() {
            self.values(values, schema.at, map);
        }
        if let Some(text) = schema.text.as_deref() {
            self.text(text, schema.at, map);
        }
        if let Some(number) = schema.number.as_deref() {
            self.number(number, map);
        }
        if let Some(array) = schema.array.as_deref() {
            self.array(array, schema.at, map);
        }
        // Schema Object (3.0): where `type` is `array`, `items` must be there.
        if self.to == Version::V3_0 && schema.types.has(Type::Array) && schema.items().is_none() {
            map.put("items", Map::default());
        }
        if let Some(object) = schema.object.as_deref() {
            self.object(object, schema.at, map);
        }
        if let Some(logic) = schema.logic.as_deref() {
            self.logic(logic, schema.at, map);
        }
        if let Some(notes) = notes {
            self.notes(notes, map);
        }
    }

    fn types(&mut self, schema: &Schema, map: &mut Map) {
        if self.is_2() {
            // `x-nullable` is written with the other extensions.
            map.maybe("type", schema.types.iter().next().map(Type::name));
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
            match words.len() {
                0 => {}
                1 => map.maybe("type", words.pop()),
                _ => map.put("type", Value::List(words)),
            }
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
                    Value::Map(map)
                };
                map.put("anyOf", many.iter().map(one).collect::<Vec<_>>());
            }
        }
    }

    /// The format; a file of 2.0 is binary text.
    fn format(&self, schema: &Schema) -> Option<Value> {
        let text = schema.text.as_deref();
        let encoding = text.and_then(|it| it.content_encoding.as_deref());
        match &schema.format {
            Some(format) => Some(format.into()),
            None if schema.types.has(Type::File) && !self.is_2() => Some("binary".into()),
            None if self.to < Version::V3_1 && encoding == Some("base64") => Some("byte".into()),
            None => None,
        }
    }

    fn values(&mut self, values: &Values, at: Option<Span>, map: &mut Map) {
        if self.to < Version::V3_1 && values.choices.as_ref().is_some_and(Vec::is_empty) {
            self.lacks(at, "empty `enum`: any value is allowed");
        } else if let Some(choices) = &values.choices {
            map.put("enum", choices.iter().map(Value::from).collect::<Vec<_>>());
        }
        if self.to >= Version::V3_1 {
            map.maybe("const", values.constant.as_ref());
        } else if let Some(constant) = &values.constant {
            map.put("enum", vec![Value::from(constant)]);
        }
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

    fn text(&mut self, text: &TextRules, at: Option<Span>, map: &mut Map) {
        map.maybe("minLength", text.min_length);
        map.maybe("maxLength", text.max_length);
        map.maybe("pattern", text.pattern.as_ref());
        if self.to >= Version::V3_1 {
            map.maybe("contentEncoding", text.content_encoding.as_ref());
            map.maybe("contentMediaType", text.content_media_type.as_ref());
            map.maybe("contentSchema", text.content_schema.map(|it| self.schema(it)));
            return;
        }
        if text.content_encoding.as_deref().is_some_and(|it| it != "base64") {
            self.lacks(at, "`contentEncoding`");
        }
        if text.content_media_type.is_some() || text.content_schema.is_some() {
            self.lacks(at, "`contentMediaType` and no `contentSchema`");
        }
    }

    fn number(&mut self, number: &NumberRules, map: &mut Map) {
        let minimum =
            Bound { plain: number.minimum.as_ref(), exclusive: number.exclusive_minimum.as_ref() };
        self.bound(
            &minimum,
            ["minimum", "exclusiveMinimum"],
            |plain, exclusive| exclusive >= plain,
            map,
        );
        let maximum =
            Bound { plain: number.maximum.as_ref(), exclusive: number.exclusive_maximum.as_ref() };
        self.bound(
            &maximum,
            ["maximum", "exclusiveMaximum"],
            |plain, exclusive| exclusive <= plain,
            map,
        );
        map.maybe("multipleOf", number.multiple_of.as_ref());
    }

    /// A bound in the form of the version: a flag beside it until 3.0, a
    /// number of its own from 3.1 on.
    fn bound(
        &self,
        bound: &Bound<'_>,
        keys: [&str; 2],
        stricter: fn(f64, f64) -> bool,
        map: &mut Map,
    ) {
        let [plain_key, exclusive_key] = keys;
        match (bound.plain, bound.exclusive) {
            (Some(plain), Some(Exclusive::Flag(true))) if self.to >= Version::V3_1 => {
                map.put(exclusive_key, plain);
            }
            (plain, Some(Exclusive::Flag(_))) if self.to >= Version::V3_1 => {
                map.maybe(plain_key, plain);
            }
            (plain, Some(Exclusive::Flag(flag))) => {
                map.maybe(plain_key, plain);
                map.put(exclusive_key, *flag);
            }
            (plain, Some(Exclusive::Bound(limit))) if self.to >= Version::V3_1 => {
                map.maybe(plain_key, plain);
                map.put(exclusive_key, limit);
            }
            // Where both are stated the stricter alone says the same.
            (Some(plain), Some(Exclusive::Bound(limit)))
                if !stricter(plain.as_f64(), limit.as_f64()) =>
            {
                map.put(plain_key, plain);
            }
            (_, Some(Exclusive::Bound(limit))) => {
                map.put(plain_key, limit);
                map.put(exclusive_key, true);
            }
            (plain, None) => map.maybe(plain_key, plain),
        }
    }

    fn array(&mut self, array: &ArrayRules, at: Option<Span>, map: &mut Map) {
        let newer = self.to >= Version::V3_1;
        if newer {
            map.list("prefixItems", array.prefix.iter().map(|&it| self.schema(it)).collect());
        } else if !array.prefix.is_empty() {
            self.lacks(at, "`prefixItems`: any items are allowed");
        }
        match array.items {
            Some(items) if newer || array.prefix.is_empty() => map.put("items", self.schema(items)),
            Some(_) => map.put("items", Map::default()),
            None => {}
        }
        map.maybe("minItems", array.min_items);
        map.maybe("maxItems", array.max_items);
        map.maybe("uniqueItems", array.unique);
        if newer {
            map.maybe("contains", array.contains.map(|it| self.schema(it)));
            map.maybe("minContains", array.min_contains);
            map.maybe("maxContains", array.max_contains);
            map.maybe("unevaluatedItems", array.unevaluated.map(|it| self.schema(it)));
        } else if array.contains.is_some() || array.unevaluated.is_some() {
            self.lacks(at, "`contains` and no `unevaluatedItems`");
        }
    }

    fn object(&mut self, object: &ObjectRules, at: Option<Span>, map: &mut Map) {
        map.maybe(
            "required",
            object.required.as_ref().map(|it| Value::List(it.iter().map(Value::from).collect())),
        );
        let properties = self.properties(&object.properties);
        map.map("properties", properties);
        match object.additional {
            Some(id) => {
                // The boolean form is the one keyword that every version spells alike.
                let value = self.api[id].always.map(Value::Bool);
                let value = value.unwrap_or_else(|| self.schema(id));
                map.put("additionalProperties", value);
            }
            None if self.to < Version::V3_1 && !object.patterns.is_empty() => {
                self.lacks(at, "`patternProperties`: any names are allowed");
            }
            None => {}
        }
        map.maybe("minProperties", object.min_properties);
        map.maybe("maxProperties", object.max_properties);
        if self.to >= Version::V3_1 {
            let patterns = self.properties(&object.patterns);
            map.map("patternProperties", patterns);
            map.maybe("propertyNames", object.names.map(|it| self.schema(it)));
            map.maybe("unevaluatedProperties", object.unevaluated.map(|it| self.schema(it)));
            let list = |it: &[Said]| Value::List(it.iter().map(Value::from).collect());
            let required =
                object.dependent_required.iter().map(|(name, it)| (name.to_string(), list(it)));
            map.map("dependentRequired", Map(required.collect()));
            let schemas = self.properties(&object.dependent_schemas);
            map.map("dependentSchemas", schemas);
            return;
        }
        let lost = [
            ("propertyNames", object.names.is_some()),
            ("unevaluatedProperties", object.unevaluated.is_some()),
            ("dependentRequired", !object.dependent_required.is_empty()),
            ("dependentSchemas", !object.dependent_schemas.is_empty()),
        ];
        for (keyword, _) in lost.into_iter().filter(|it| it.1) {
            self.lacks(at, format!("`{keyword}`: it is left out"));
        }
    }

    fn properties(&mut self, all: &[Property]) -> Map {
        Map(all.iter().map(|it| (it.name.to_string(), self.schema(it.schema))).collect())
    }

    fn logic(&mut self, logic: &Logic, at: Option<Span>, map: &mut Map) {
        let all_of = logic.all_of.iter().map(|&it| self.schema(it)).collect();
        map.list("allOf", all_of);
        let any_of: Vec<Value> = logic.any_of.iter().map(|&it| self.schema(it)).collect();
        if map.0.iter().any(|(key, _)| key == "anyOf") && !any_of.is_empty() {
            // `anyOf` already says which types there are.
            let mut part = Map::default();
            part.put("anyOf", any_of);
            and(map, Value::Map(part));
        } else {
            map.list("anyOf", any_of);
        }
        let one_of = logic.one_of.iter().map(|&it| self.schema(it)).collect();
        map.list("oneOf", one_of);
        map.maybe("not", logic.not.map(|it| self.schema(it)));
        if self.to >= Version::V3_1 {
            map.maybe("if", logic.when.map(|it| self.schema(it)));
            map.maybe("then", logic.then.map(|it| self.schema(it)));
            map.maybe("else", logic.otherwise.map(|it| self.schema(it)));
        } else if logic.when.is_some() {
            self.lacks(at, "`if`, `then` and `else`: they are left out");
        }
        let discriminator = logic.discriminator.as_ref();
        if self.is_2() {
            map.maybe("discriminator", discriminator.map(|it| &it.property));
        } else {
            map.maybe("discriminator", discriminator.map(|it| self.discriminator(it)));
        }
    }

    fn discriminator(&mut self, discriminator: &Discriminator) -> Map {
        let mut map = Map::default();
        map.put("propertyName", &discriminator.property);
        let mapping =
            discriminator.mapping.iter().map(|it| (it.value.to_string(), self.mapped(it).into()));
        map.map("mapping", Map(mapping.collect()));
        if let Some(default) = &discriminator.default_mapping {
            if self.to >= Version::V3_2 {
                map.put("defaultMapping", self.mapped(default));
            } else {
                self.lost(default.target.at, "before 3.2 a discriminator has no `defaultMapping`");
            }
        }
        if self.to >= Version::V3_1 {
            map.extensions(&discriminator.extensions);
        }
        self.order.arrange(discriminator.at, &mut map);
        map
    }

    /// A mapping's target: the plain name stays one, a reference follows the schema.
    fn mapped(&mut self, mapping: &Mapping) -> String {
        if mapping.target.contains(['/', '#']) {
            self.target(mapping.schema, &mapping.target)
        } else {
            mapping.target.to_string()
        }
    }

    fn identity(&mut self, notes: &Notes, at: Option<Span>, map: &mut Map) {
        let words = [
            ("$id", &notes.id),
            ("$schema", &notes.dialect),
            ("$anchor", &notes.anchor),
            ("$dynamicAnchor", &notes.dynamic_anchor),
            ("$comment", &notes.comment),
        ];
        let newer = self.to >= Version::V3_1;
        for (key, word) in words {
            if newer {
                map.maybe(key, word.as_ref());
            } else if let Some(word) = word {
                self.lacks(word.at.or(at), format!("`{key}`: it is left out"));
            }
        }
        if newer {
            map.maybe("$vocabulary", notes.vocabulary.as_ref());
            let definitions = self.properties(&notes.definitions);
            map.map("$defs", definitions);
        }
    }

    fn notes(&mut self, notes: &Notes, map: &mut Map) {
        map.maybe("deprecated", notes.deprecated);
        map.maybe("readOnly", notes.read_only);
        map.maybe("writeOnly", notes.write_only);
        map.maybe("externalDocs", notes.external_docs.as_ref().map(|it| self.external_docs(it)));
        map.maybe("xml", notes.xml.as_ref().map(|it| self.xml(it)));
        // 2.0's `x-nullable` is already written as what it means.
        let said = self.api.version == Version::V2_0 && !self.is_2();
        let said = |name: &Said| said && **name == *"x-nullable";
        for (name, value) in notes.extensions.iter().filter(|(name, _)| !said(name)) {
            // From 3.1 on unknown keywords are annotations; 3.0 knows `x-` only.
            if self.to >= Version::V3_1 || name.starts_with("x-") {
                map.put(&**name, value);
            } else {
                self.lacks(name.at, format!("keyword `{name}`: it is left out"));
            }
        }
    }

    fn xml(&mut self, xml: &Xml) -> Map {
        let mut map = Map::default();
        map.maybe("name", xml.name.as_ref());
        map.maybe("namespace", xml.namespace.as_ref());
        map.maybe("prefix", xml.prefix.as_ref());
        map.maybe("attribute", xml.attribute);
        map.maybe("wrapped", xml.wrapped);
        if self.to >= Version::V3_2 {
            map.maybe("nodeType", xml.node_type.as_ref());
        } else if let Some(kind) = &xml.node_type {
            self.lost(kind.at, "before 3.2 there is no `nodeType`");
        }
        map.extensions(&xml.extensions);
        self.order.arrange(xml.at, &mut map);
        map
    }
}

/// The two ways to state a bound.
struct Bound<'a> {
    plain: Option<&'a Number>,
    exclusive: Option<&'a Exclusive>,
}

/// Lets a schema without a type be null too: what restricts it becomes one of
/// two alternatives, what only tells about it stays.
fn or_null(map: &mut Map) {
    const TELLING: &[&str] = &[
        "title",
        "description",
        "default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
    ];
    let tells = |key: &str| TELLING.contains(&key) || key.starts_with("x-");
    let (told, mut asked): (Vec<_>, Vec<_>) = map.0.drain(..).partition(|(key, _)| tells(key));
    map.0 = told;
    if asked.is_empty() {
        return;
    }
    let mut null = Map::default();
    null.put("type", "null");
    let null = Value::Map(null);
    let alternative = match asked.as_mut_slice() {
        // One alternative more says the same.
        [(key, Value::List(parts))] if key == "anyOf" || key == "oneOf" => {
            parts.push(null);
            map.0.append(&mut asked);
            return;
        }
        // A wrapper around one reference is there only to hold what it tells.
        [(key, Value::List(parts))] if key == "allOf" && parts.len() == 1 => parts.remove(0),
        _ => Value::Map(Map(asked)),
    };
    map.put("anyOf", vec![alternative, null]);
}

/// Moves `$ref` into an `allOf`, beside which other keys mean something in 3.0.
fn refer_within(map: &mut Map) {
    let Some(at) = map.0.iter().position(|(key, _)| key == "$ref" || key == "$dynamicRef") else {
        return;
    };
    let (_, target) = map.0.remove(at);
    let mut reference = Map::default();
    reference.put("$ref", target);
    and(map, Value::Map(reference));
}

/// Adds a part to `allOf`, as the first.
fn and(map: &mut Map, part: Value) {
    match map.0.iter_mut().find(|(key, _)| key == "allOf") {
        Some((_, Value::List(parts))) => parts.insert(0, part),
        _ => map.put("allOf", vec![part]),
    }
}
