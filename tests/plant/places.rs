//! Where in a document something can be changed.

use super::change::Sort;
use super::slice::{METHODS, is_path};
use super::tree::{Step, Tree, Way};

/// Where each sort of change can be planted.
#[derive(Default)]
pub(super) struct Places {
    is_of_2_0: bool,
    operations: Vec<Way>,
    parameters: Vec<Way>,
    schemas: Vec<Way>,
    described: Vec<Way>,
    properties: Vec<Way>,
    enums: Vec<Way>,
    types: Vec<Way>,
    formats: Vec<Way>,
}

impl Places {
    pub(super) fn of(&self, sort: Sort) -> &[Way] {
        match sort {
            Sort::PropertyRemoved => &self.properties,
            Sort::TypeChanged => &self.types,
            Sort::EnumValueAdded => &self.enums,
            Sort::ParameterRequired => &self.parameters,
            Sort::ResponseAdded | Sort::OperationRemoved => &self.operations,
            Sort::DescriptionChanged => &self.described,
            Sort::FormatChanged => &self.formats,
        }
    }

    /// The places of a document.
    pub(super) fn new(document: &Tree) -> Self {
        let is_of_2_0 = document.get("swagger").is_some();
        let mut places = Self { is_of_2_0, ..Self::default() };
        places.document(document);
        places
    }

    fn document(&mut self, document: &Tree) {
        let key = |it: &str| Step::Key(it.to_owned());
        let paths = document.get("paths").map(Tree::entries).unwrap_or_default();
        for (path, item) in paths.iter().filter(|it| is_path(&it.0)) {
            let way = vec![key("paths"), key(path)];
            self.all_parameters(item, &way);
            for (method, operation) in item.entries() {
                if METHODS.contains(&method.as_str()) && operation.get("$ref").is_none() {
                    self.operation(operation, &with(&way, method));
                }
            }
        }
        for (name, schema) in document.get("definitions").map(Tree::entries).unwrap_or_default() {
            self.schema(schema, &[key("definitions"), key(name)]);
        }
        let schemas = document.get("components").and_then(|it| it.get("schemas"));
        for (name, schema) in schemas.map(Tree::entries).unwrap_or_default() {
            self.schema(schema, &[key("components"), key("schemas"), key(name)]);
        }
    }

    fn operation(&mut self, operation: &Tree, way: &[Step]) {
        self.operations.push(way.to_vec());
        self.describe(operation, way);
        self.all_parameters(operation, way);
        if let Some(body) = operation.get("requestBody") {
            let way = with(way, "requestBody");
            self.content(body, &way);
        }
        let responses = with(way, "responses");
        for (status, response) in operation.get("responses").map(Tree::entries).unwrap_or_default()
        {
            let way = with(&responses, status);
            self.describe(response, &way);
            self.content(response, &way);
            // Later versions have schemas in their media types alone.
            if let Some(schema) = response.get("schema").filter(|_| self.is_of_2_0) {
                self.schema(schema, &with(&way, "schema"));
            }
        }
    }

    fn content(&mut self, body: &Tree, way: &[Step]) {
        let content = with(way, "content");
        for (name, media) in body.get("content").map(Tree::entries).unwrap_or_default() {
            if let Some(schema) = media.get("schema") {
                self.schema(schema, &with(&with(&content, name), "schema"));
            }
        }
    }

    fn all_parameters(&mut self, owner: &Tree, way: &[Step]) {
        let way = with(way, "parameters");
        for (at, it) in
            owner.get("parameters").map(Tree::items).unwrap_or_default().iter().enumerate()
        {
            let mut way = way.clone();
            way.push(Step::Item(at));
            let place = it.get("in").and_then(Tree::as_text).unwrap_or_default();
            self.describe(it, &way);
            if place == "body" {
                if let Some(schema) = it.get("schema") {
                    self.schema(schema, &with(&way, "schema"));
                }
                continue;
            }
            let must = it.get("required") == Some(&Tree::Scalar("true".to_owned()));
            if ["query", "header", "formData"].contains(&place) && !must {
                self.parameters.push(way.clone());
            }
            match it.get("schema") {
                Some(schema) => self.schema(schema, &with(&way, "schema")),
                None => self.value(it, &way),
            }
        }
    }

    fn describe(&mut self, it: &Tree, way: &[Step]) {
        // Prose with marks of its own may break a page, and other prose mend it.
        let plain = |it: &&str| {
            let marks = |it: char| !(it.is_alphanumeric() || " ,.'()".contains(it));
            !it.contains(marks) && !it.contains("x-apidocgen")
        };
        let prose = it.get("description").and_then(Tree::as_text).filter(plain);
        if prose.is_some() && it.get("$ref").is_none() {
            self.described.push(way.to_vec());
        }
    }

    /// What a schema or a parameter says of its values.
    fn value(&mut self, it: &Tree, way: &[Step]) {
        let ty = it.get("type").and_then(Tree::as_text);
        let listed = it.get("enum").map(Tree::items);
        if let Some([first, ..]) = listed
            && first.as_text().is_some()
            && ty.is_none_or(|it| it == "string")
        {
            self.enums.push(way.to_vec());
        }
        let plain = ty.is_some_and(|it| ["string", "integer", "number", "boolean"].contains(&it));
        // Other facts would contradict another type, or go with it.
        let says_more = [
            "enum",
            "const",
            "default",
            "example",
            "examples",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ];
        if plain && !says_more.iter().any(|key| it.get(key).is_some()) {
            self.types.push(way.to_vec());
            if ty != Some("boolean") {
                self.formats.push(way.to_vec());
            }
        }
    }

    fn schema(&mut self, schema: &Tree, way: &[Step]) {
        if schema.get("$ref").is_some() || way.len() > 24 {
            return;
        }
        self.schemas.push(way.to_vec());
        self.describe(schema, way);
        self.value(schema, way);
        let properties = with(way, "properties");
        for (name, property) in schema.get("properties").map(Tree::entries).unwrap_or_default() {
            let way = with(&properties, name);
            self.properties.push(way.clone());
            self.schema(property, &way);
        }
        for key in ["items", "additionalProperties"] {
            if let Some(inner @ Tree::Map(_)) = schema.get(key) {
                self.schema(inner, &with(way, key));
            }
        }
        for key in ["allOf", "oneOf", "anyOf"] {
            let parts = with(way, key);
            for (at, part) in
                schema.get(key).map(Tree::items).unwrap_or_default().iter().enumerate()
            {
                let mut way = parts.clone();
                way.push(Step::Item(at));
                self.schema(part, &way);
            }
        }
    }
}

fn with(way: &[Step], key: &str) -> Way {
    let mut way = way.to_vec();
    way.push(Step::Key(key.to_owned()));
    way
}
