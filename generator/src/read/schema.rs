//! Schemas: every keyword of every version, in one loop.

use crate::diag::Level;
use crate::dialect::{self, Versions};
use crate::ir::{
    ArrayRules, Core, Exclusive, Id, Logic, Notes, NumberRules, ObjectRules, Property, Reference,
    Said, Schema, TextRules, Type, Types, Values, Xml,
};
use crate::read::object::{Field, Reader, shown};
use crate::read::queue::ASKED;
use crate::read::refs::Wrap;
use crate::read::rules;
use crate::source::{Kind, Node};

mod discriminator;

impl<'a> Reader<'a> {
    /// The schema at a node: its id at once, the rest when its turn comes.
    pub(super) fn schema(&mut self, node: Node<'a>) -> Id<Schema> {
        self.later(node)
    }

    /// Reads a schema that may be a component; that it keeps.
    pub(super) fn read_schema_of(&mut self, node: Node<'a>, id: Id<Schema>) -> Schema {
        let schema = self.read_schema(node);
        Schema { component: self.api.schemas[id].component, ..schema }
    }

    /// Reads a schema.
    pub(super) fn read_schema(&mut self, node: Node<'a>) -> Schema {
        let mut schema = Schema { at: Some(node.target_at()), ..Schema::default() };
        match node.kind() {
            Kind::Map => {}
            Kind::Bool => {
                schema.always = node.as_bool();
                if !self.dialect.json_schema {
                    self.boolean_schema(node);
                }
                return schema;
            }
            _ => {
                self.wrong_kind(node, "a schema (a map)");
                return schema;
            }
        }
        let repeats = self.repeats(node);
        let mut before: Vec<String> = Vec::new();
        let mut siblings = Vec::new();
        for entry in node.entries() {
            self.mark(entry.key, ASKED);
            let field = Field { name: entry.name(), key: entry.key, value: entry.value };
            if repeats {
                if before.iter().any(|it| **it == *field.name) {
                    continue;
                }
                before.push(field.name.to_string());
            }
            if &*field.name == "$ref" {
                self.schema_reference(&field, &mut schema, false);
                continue;
            }
            if !self.dialect.schema_ref_siblings && !field.name.starts_with("x-") {
                siblings.push(field.key);
            }
            self.keyword(&field, &mut schema);
        }
        if schema.reference.is_some() {
            for key in siblings {
                let name = key.scalar().unwrap_or_default();
                self.ref_sibling(&name, key.at(), Wrap::AllOf);
            }
        }
        schema
    }

    fn boolean_schema(&mut self, node: Node<'a>) {
        let version = self.dialect.name;
        let message = format!("a boolean is no schema in {version}: 3.1 and 3.2 have them");
        self.report
            .add(&rules::WRONG_KIND, node.at(), message)
            .help("write `{}` for anything and `not: {}` for nothing");
    }

    fn schema_reference(&mut self, field: &Field<'a>, schema: &mut Schema, dynamic: bool) {
        let Some(text) = self.said(field) else { return };
        let to = self.schema_target(field.value);
        let reference = Reference { text, to, summary: None, description: None, dynamic };
        schema.reference = Some(Box::new(reference));
    }

    /// Reads one keyword of a schema.
    pub(super) fn keyword(&mut self, field: &Field<'a>, schema: &mut Schema) {
        match &*field.name {
            "type" => self.types(field, schema, Versions::V2.has(self.dialect.version)),
            "description" => schema.description = self.said(field),
            "properties" => object(schema).properties = self.properties(field),
            "items" => self.items(field, schema),
            "enum" => values(schema).choices = self.choices(field),
            "format" => schema.format = self.said(field),
            "required" => self.required(field, schema),
            "example" => values(schema).example = self.value(field.value),
            "title" => schema.title = self.said(field),
            "default" => values(schema).default = self.value(field.value),
            "allOf" => logic(schema).all_of = self.schemas(field),
            "nullable" => {
                self.since(field, Versions::V3_0);
                schema.nullable = self.flag(field);
            }
            "x-nullable" if Versions::V2.has(self.dialect.version) => {
                schema.nullable = field.value.as_bool();
                self.extend(&mut notes(schema).extensions, field);
            }
            "additionalProperties" => {
                object(schema).additional = Some(self.schema_or_flag(field));
            }
            "minimum" => number(schema).minimum = self.number(field),
            "maximum" => number(schema).maximum = self.number(field),
            "exclusiveMinimum" => number(schema).exclusive_minimum = self.exclusive(field),
            "exclusiveMaximum" => number(schema).exclusive_maximum = self.exclusive(field),
            "multipleOf" => number(schema).multiple_of = self.number(field),
            "minLength" => text(schema).min_length = self.count(field),
            "maxLength" => text(schema).max_length = self.count(field),
            "pattern" => text(schema).pattern = self.said(field),
            "minItems" => array(schema).min_items = self.count(field),
            "maxItems" => array(schema).max_items = self.count(field),
            "uniqueItems" => array(schema).unique = self.flag(field),
            "minProperties" => object(schema).min_properties = self.count(field),
            "maxProperties" => object(schema).max_properties = self.count(field),
            "readOnly" => notes(schema).read_only = self.flag(field),
            "discriminator" => self.discriminator(field, schema),
            "xml" => notes(schema).xml = Some(Box::new(self.xml(field.value))),
            "externalDocs" => {
                notes(schema).external_docs = Some(Box::new(self.external_docs(field.value)));
            }
            _ => self.later_keyword(field, schema),
        }
    }

    /// Reads a keyword that 2.0 does not have.
    fn later_keyword(&mut self, field: &Field<'a>, schema: &mut Schema) {
        let since_3_0 =
            matches!(&*field.name, "oneOf" | "anyOf" | "not" | "writeOnly" | "deprecated");
        match &*field.name {
            "oneOf" => logic(schema).one_of = self.schemas(field),
            "anyOf" => logic(schema).any_of = self.schemas(field),
            "not" => logic(schema).not = Some(self.schema(field.value)),
            "writeOnly" => notes(schema).write_only = self.flag(field),
            "deprecated" => notes(schema).deprecated = self.flag(field),
            "const" => values(schema).constant = self.value(field.value).map(Box::new),
            "examples" => self.examples_of_schema(field, schema),
            "prefixItems" => array(schema).prefix = self.schemas(field).into(),
            "contains" => array(schema).contains = Some(self.schema(field.value)),
            "minContains" => array(schema).min_contains = self.count(field),
            "maxContains" => array(schema).max_contains = self.count(field),
            "unevaluatedItems" => array(schema).unevaluated = Some(self.schema(field.value)),
            "patternProperties" => object(schema).patterns = self.properties(field).into(),
            "propertyNames" => object(schema).names = Some(self.schema(field.value)),
            "unevaluatedProperties" => object(schema).unevaluated = Some(self.schema(field.value)),
            "dependentRequired" => self.dependent_required(field, schema),
            "dependentSchemas" => object(schema).dependent_schemas = self.properties(field).into(),
            "if" => logic(schema).when = Some(self.schema(field.value)),
            "then" => logic(schema).then = Some(self.schema(field.value)),
            "else" => logic(schema).otherwise = Some(self.schema(field.value)),
            "contentEncoding" => text(schema).content_encoding = self.said(field).map(Box::new),
            "contentMediaType" => text(schema).content_media_type = self.said(field).map(Box::new),
            "contentSchema" => text(schema).content_schema = Some(self.schema(field.value)),
            "$id" => core(schema).id = self.said(field),
            "$schema" => core(schema).dialect = self.said(field),
            "$anchor" => core(schema).anchor = self.said(field),
            "$dynamicAnchor" => core(schema).dynamic_anchor = self.said(field),
            "$dynamicRef" => self.schema_reference(field, schema, true),
            "$comment" => core(schema).comment = self.said(field),
            "$vocabulary" => core(schema).vocabulary = self.value(field.value),
            "$defs" => core(schema).definitions = self.properties(field),
            _ => return self.other_keyword(field, schema),
        }
        self.since(field, if since_3_0 { Versions::SINCE_3_0 } else { Versions::SINCE_3_1 });
    }

    /// Keeps a keyword that no version has. From 3.1 that is allowed.
    fn other_keyword(&mut self, field: &Field<'a>, schema: &mut Schema) {
        match &*field.name {
            // 2.0's Items Object has it.
            "collectionFormat" if Versions::V2.has(self.dialect.version) => {
                return self.extend(&mut notes(schema).extensions, field);
            }
            "additionalItems" => array(schema).additional = Some(self.schema_or_flag(field)),
            _ => self.extend(&mut notes(schema).extensions, field),
        }
        if !self.dialect.json_schema && !field.name.starts_with("x-") {
            self.unknown_key(field, &dialect::SCHEMA);
        }
    }

    /// A finding where a keyword is not of this version.
    fn since(&mut self, field: &Field<'a>, versions: Versions) {
        if !versions.has(self.dialect.version)
            && let Some(key) = dialect::SCHEMA.key(&field.name)
        {
            self.other_version(field, &dialect::SCHEMA, key);
        }
    }

    /// `as_json_schema`: the Schema Object of 2.0 takes `type` as JSON Schema
    /// has it, with lists and `null`; its parameters, and 3.0, do not.
    pub(super) fn types(&mut self, field: &Field<'a>, schema: &mut Schema, as_json_schema: bool) {
        if field.value.kind() == Kind::List {
            if as_json_schema {
                let message = "few tools of 2.0 read a list of types";
                let found = self.report.add(&rules::WRONG_KIND, field.value.at(), message);
                found.help("write one type").level = Level::Warning;
            } else if !self.dialect.json_schema {
                let version = self.dialect.name;
                let message = format!("a list of types is not allowed in {version}");
                let help = "write one type, and `nullable: true` or `oneOf` for more";
                self.report.add(&rules::WRONG_KIND, field.value.at(), message).help(help);
            }
            let types: Vec<_> = field
                .value
                .items()
                .filter_map(|it| self.type_of(it, schema, as_json_schema))
                .collect();
            schema.types = types.into_iter().collect();
        } else {
            schema.types = Types::from_iter(self.type_of(field.value, schema, as_json_schema));
        }
    }

    fn type_of(
        &mut self,
        node: Node<'a>,
        schema: &mut Schema,
        as_json_schema: bool,
    ) -> Option<Type> {
        if node.kind() == Kind::Null {
            // YAML's `type: null` is the word, not the value.
            self.wrong_kind(node, "a string");
            return None;
        }
        let name = self.said_at(node)?;
        let allowed = |it: &Type| match it {
            Type::Null => self.dialect.json_schema,
            Type::File => !Versions::SINCE_3_0.has(self.dialect.version),
            _ => true,
        };
        let found = Type::from_name(&name);
        if as_json_schema && found == Some(Type::Null) {
            let message = "few tools of 2.0 know the type `null`";
            let found = self.report.add(&rules::UNKNOWN_WORD, name.at, message);
            found.help("leave the type out, or the property").level = Level::Warning;
        } else if found.as_ref().is_none_or(|it| !allowed(it)) {
            let message = format!("`{}` is no type in {}", shown(&name), self.dialect.name);
            let known = ["string", "integer", "number", "boolean", "array", "object"];
            self.word(name.at, message, &name, &known);
        }
        if found.is_none() {
            notes(schema).unknown_type = Some(Box::new(name));
        }
        found
    }

    fn properties(&mut self, field: &Field<'a>) -> Vec<Property> {
        let mut all = Vec::with_capacity(field.value.raw_entries().count());
        self.names(field.value, "schemas by name", |reader, field| {
            all.push(Property { name: field.said(), schema: reader.schema(field.value) });
        });
        all
    }

    fn schemas(&mut self, field: &Field<'a>) -> Vec<Id<Schema>> {
        let mut all = Vec::with_capacity(field.value.items().count());
        self.list(field.value, "schemas", |reader, item| all.push(reader.schema(item)));
        all
    }

    /// A schema, or before 3.1 already a boolean.
    fn schema_or_flag(&mut self, field: &Field<'a>) -> Id<Schema> {
        if field.value.kind() != Kind::Bool {
            return self.schema(field.value);
        }
        let (at, always) = (Some(field.value.at()), field.value.as_bool());
        self.api.schemas.add(Schema { at, always, ..Schema::default() })
    }

    /// A list under `items` is what older drafts of JSON Schema call a tuple.
    fn items(&mut self, field: &Field<'a>, schema: &mut Schema) {
        if field.value.kind() != Kind::List {
            array(schema).items = Some(self.schema(field.value));
            return;
        }
        let found = if Versions::V2.has(self.dialect.version) {
            let message = "few tools of 2.0 read a list under `items`";
            let found = self.report.add(&rules::WRONG_KIND, field.value.at(), message);
            found.level = Level::Warning;
            found
        } else {
            let message = "expected a schema (a map), found a list";
            self.report.add(&rules::WRONG_KIND, field.value.at(), message)
        };
        found.help("from 3.1 a list of schemas is written under `prefixItems`");
        array(schema).prefix = self.schemas(field).into();
    }

    fn choices(&mut self, field: &Field<'a>) -> Option<Vec<crate::source::Value>> {
        if field.value.kind() != Kind::List {
            self.wrong_kind(field.value, "values (a list)");
            return None;
        }
        let mut all = Vec::with_capacity(field.value.items().count());
        all.extend(field.value.items().filter_map(|it| self.value(it)));
        Some(all)
    }

    fn examples_of_schema(&mut self, field: &Field<'a>, schema: &mut Schema) {
        if field.value.kind() == Kind::List {
            let examples = field.value.items().filter_map(|it| self.value(it)).collect();
            values(schema).examples = examples;
            return;
        }
        self.wrong_kind(field.value, "values (a list)");
        self.extend(&mut notes(schema).extensions, field);
    }

    /// A boolean is what draft 3 of JSON Schema had.
    fn required(&mut self, field: &Field<'a>, schema: &mut Schema) {
        if field.value.kind() == Kind::Bool {
            let message = "expected names of properties (a list), found a boolean";
            let found = self.report.add(&rules::WRONG_KIND, field.value.at(), message);
            found.help("list the property under `required` of the object that has it");
            self.extend(&mut notes(schema).extensions, field);
            return;
        }
        object(schema).required = Some(self.words(field));
    }

    fn exclusive(&mut self, field: &Field<'a>) -> Option<Exclusive> {
        let flag = field.value.as_bool();
        match (flag, self.dialect.json_schema) {
            (Some(_), true) => {
                let message = format!("`{}` is a number from 3.1, not a boolean", field.name);
                self.report.add(&rules::WRONG_KIND, field.value.at(), message);
            }
            (None, false) if field.value.kind() == Kind::Number => {
                let message =
                    format!("`{}` is a boolean in {}, not a number", field.name, self.dialect.name);
                self.report.add(&rules::WRONG_KIND, field.value.at(), message);
            }
            _ => {}
        }
        flag.map(Exclusive::Flag).or_else(|| self.number(field).map(Exclusive::Bound))
    }

    fn dependent_required(&mut self, field: &Field<'a>, schema: &mut Schema) {
        let mut all = Vec::new();
        self.names(field.value, "lists of names", |reader, field| {
            all.push((field.said(), reader.words(field)));
        });
        object(schema).dependent_required = all.into();
    }

    fn xml(&mut self, node: Node<'a>) -> Xml {
        let mut it = Xml { at: Some(node.at()), ..Xml::default() };
        self.object(node, &dialect::XML, |reader, field| match &*field.name {
            "name" => it.name = reader.said(field),
            "namespace" => it.namespace = reader.said(field),
            "prefix" => it.prefix = reader.said(field),
            "attribute" => it.attribute = reader.flag(field),
            "wrapped" => it.wrapped = reader.flag(field),
            "nodeType" => it.node_type = reader.node_type(field),
            _ => reader.extend(&mut it.extensions, field),
        });
        it
    }

    /// What sort of node it is (3.2, XML Node Types).
    fn node_type(&mut self, field: &Field<'a>) -> Option<Said> {
        const KNOWN: [&str; 5] = ["element", "attribute", "text", "cdata", "none"];
        let word = self.said(field)?;
        if !KNOWN.contains(&&*word) {
            let message = format!("`{}` is no type of a node in XML", shown(&word));
            self.word(word.at, message, &word, &KNOWN);
        }
        Some(word)
    }

    /// A word that is none of those that a version knows.
    pub(super) fn word(
        &mut self,
        at: Option<crate::text::Span>,
        message: String,
        word: &str,
        known: &[&str],
    ) {
        let near = self.near(word, known.iter().copied());
        let found = self.report.add(&rules::UNKNOWN_WORD, at, message);
        match near {
            Some(near) => found.help(format!("write `{near}`, if that is meant")),
            None => found.help(format!("write one of `{}`", known.join("`, `"))),
        };
    }
}

fn values(schema: &mut Schema) -> &mut Values {
    schema.values.get_or_insert_default()
}

fn text(schema: &mut Schema) -> &mut TextRules {
    schema.text.get_or_insert_default()
}

fn number(schema: &mut Schema) -> &mut NumberRules {
    schema.number.get_or_insert_default()
}

fn array(schema: &mut Schema) -> &mut ArrayRules {
    schema.array.get_or_insert_default()
}

fn object(schema: &mut Schema) -> &mut ObjectRules {
    schema.object.get_or_insert_default()
}

fn logic(schema: &mut Schema) -> &mut Logic {
    schema.logic.get_or_insert_default()
}

pub(super) fn notes(schema: &mut Schema) -> &mut Notes {
    schema.notes.get_or_insert_default()
}

fn core(schema: &mut Schema) -> &mut Core {
    notes(schema).core.get_or_insert_default()
}
