//! Types that pages spell out into schemas: no example is needed beside them.

use crate::ir::{
    ArrayRules, Body, Id, Logic, Media, ObjectRules, Property, Said, Schema, Type, Use, Values,
};
use crate::read::pages::assemble::schema::{is_required, value};
use crate::read::pages::assemble::{Assembly, examples};
use crate::read::pages::shown::{ShownBody, ShownKind, ShownRow, ShownSchema, ShownType};
use crate::source::{self, Kind};
use crate::text::Span;

/// How deep a type is followed.
const DEEPEST: usize = 32;

impl ShownSchema {
    /// Whether its page spells its types out.
    pub(super) fn is_typed(&self) -> bool {
        let mut rows = self.tables.iter().flat_map(|it| &it.rows);
        self.shape.is_some() || rows.any(|it| it.shape.is_some())
    }
}

impl Assembly<'_> {
    /// The schema of a type.
    pub(super) fn typed(&mut self, shown: &ShownType, at: Option<Span>) -> Id<Schema> {
        let schema = self.typed_schema(shown, at, 0);
        self.api.schemas.add(schema)
    }

    fn typed_below(&mut self, shown: &ShownType, at: Option<Span>, depth: usize) -> Id<Schema> {
        let schema = if depth < DEEPEST {
            self.typed_schema(shown, at, depth + 1)
        } else {
            Schema::default()
        };
        self.api.schemas.add(schema)
    }

    fn typed_schema(&mut self, shown: &ShownType, at: Option<Span>, depth: usize) -> Schema {
        let mut schema = Schema { at, ..Schema::default() };
        match &shown.kind {
            ShownKind::Any => {}
            ShownKind::Plain(ty) => schema.types = [*ty].into_iter().collect(),
            ShownKind::Named(name) => {
                let reference = self.refer(&Said::new(name.clone(), at), at);
                let mut beside = Schema::default();
                typed_values(&mut beside, shown);
                if beside.values.is_none() && !shown.nullable && shown.format.is_none() {
                    schema.reference = self.api[reference].reference.take();
                    return schema;
                }
                let logic = Logic { all_of: vec![reference], ..Logic::default() };
                schema.logic = Some(Box::new(logic));
            }
            ShownKind::List(items) => {
                schema.types = [Type::Array].into_iter().collect();
                let items = Some(self.typed_below(items, at, depth));
                schema.array = Some(Box::new(ArrayRules { items, ..ArrayRules::default() }));
            }
            ShownKind::Map(held) => {
                schema.types = [Type::Object].into_iter().collect();
                let additional = Some(self.typed_below(held, at, depth));
                schema.object =
                    Some(Box::new(ObjectRules { additional, ..ObjectRules::default() }));
            }
            ShownKind::Object(fields) => {
                schema.types = [Type::Object].into_iter().collect();
                let field = |(name, shown): &(Box<str>, ShownType)| Property {
                    name: Said::new(name.clone(), at),
                    schema: self.typed_below(shown, at, depth),
                };
                let properties = fields.iter().map(field).collect();
                schema.object =
                    Some(Box::new(ObjectRules { properties, ..ObjectRules::default() }));
            }
            ShownKind::Either(parts) => {
                let any_of = parts.iter().map(|it| self.typed_below(it, at, depth)).collect();
                schema.logic = Some(Box::new(Logic { any_of, ..Logic::default() }));
            }
            ShownKind::All(parts) => {
                let all_of = parts.iter().map(|it| self.typed_below(it, at, depth)).collect();
                schema.logic = Some(Box::new(Logic { all_of, ..Logic::default() }));
            }
            ShownKind::Unknown(word) => {
                schema.notes.get_or_insert_default().unknown_type =
                    Some(Box::new(Said::new(word.clone(), at)));
            }
        }
        schema.format = shown.format.as_ref().map(|it| Said::new(it.clone(), at));
        schema.nullable = shown.nullable.then_some(true);
        typed_values(&mut schema, shown);
        schema
    }

    /// The schema of a row, with all that the row says besides its type.
    pub(super) fn typed_row(&mut self, row: &ShownRow) -> Id<Schema> {
        let shown = row.shape.clone().unwrap_or_default();
        let id = self.typed(&shown, row.at);
        let read_only = (row.restrictions.as_deref() == Some("read-only")).then_some(true);
        let write_only = (row.restrictions.as_deref() == Some("write-only")).then_some(true);
        let deprecated = row.deprecated.then_some(true);
        let has_notes = read_only.or(write_only).or(deprecated).is_some();
        if !has_notes && row.description.is_none() {
            return id;
        }
        if self.api[id].reference.is_some() {
            self.wrap(id);
        }
        let schema = &mut self.api[id];
        schema.description.clone_from(&row.description);
        if has_notes {
            let notes = schema.notes.get_or_insert_default();
            notes.read_only = read_only;
            notes.write_only = write_only;
            notes.deprecated = deprecated;
        }
        id
    }

    /// An object with these rows as properties.
    pub(super) fn typed_object(&mut self, rows: &[ShownRow]) -> ObjectRules {
        let mut object = ObjectRules::default();
        for row in rows {
            if object.properties.iter().any(|it| it.name == row.name) {
                continue;
            }
            let schema = self.typed_row(row);
            object.properties.push(Property { name: row.name.clone(), schema });
            if is_required(row) {
                object.required.get_or_insert_default().push(row.name.clone());
            }
            if let Some(rule) = row.guessed {
                self.inferred(row.at, format!("the property `{}`", row.name), rule);
            }
        }
        object
    }

    /// A named schema from its own section.
    pub(super) fn typed_section(&mut self, id: Id<Schema>, shown: &ShownSchema) {
        let at = Some(shown.at);
        let mut schema = match &shown.shape {
            Some(shape) => self.typed_schema(shape, at, 0),
            None => Schema { at, types: [Type::Object].into_iter().collect(), ..Schema::default() },
        };
        let rows = shown.tables.iter().flat_map(|it| it.rows.iter().cloned());
        let rows: Vec<ShownRow> = rows.collect();
        if !rows.is_empty() {
            schema.object = Some(Box::new(self.typed_object(&rows)));
        }
        if let Some(tree) = self.example(shown.example.as_ref()) {
            let example = source::Value::from_json(&tree.root().to_json());
            schema.values.get_or_insert_default().example = example;
        }
        schema.component = self.api[id].component;
        if shown.prose.is_some() {
            schema.description.clone_from(&shown.prose);
        }
        self.api[id] = schema;
    }

    /// A body that is shown apart from the parameters.
    pub(super) fn typed_body(&mut self, shown: &ShownBody) -> Use<Body> {
        let mut body = Body {
            at: shown.at,
            description: shown.description.clone(),
            required: shown.required.then_some(true),
            ..Body::default()
        };
        for (name, shape) in &shown.content {
            let schema = match shape {
                Some(shape) => Some(self.typed(shape, shown.at)),
                None if shown.fields.is_empty() => None,
                None => {
                    let object = Some(Box::new(self.typed_object(&shown.fields)));
                    let types = [Type::Object].into_iter().collect();
                    let form = Schema { at: shown.at, types, object, ..Schema::default() };
                    Some(self.api.schemas.add(form))
                }
            };
            let media = Media { at: name.at, name: name.clone(), schema, ..Media::default() };
            body.content.push(Use::here(self.api.media.add(media)));
        }
        Use::here(self.api.bodies.add(body))
    }
}

/// The values that are named beside a type.
fn typed_values(schema: &mut Schema, shown: &ShownType) {
    let as_text = schema.types.has(Type::String);
    let one = |text: &str| value(text, as_text);
    let mut values = Values::default();
    if !shown.choices.is_empty() {
        values.choices = Some(shown.choices.iter().filter_map(|it| one(it)).collect());
    }
    values.default = shown.default.as_deref().and_then(|it| whole(it, schema));
    values.example = shown.example.as_deref().and_then(|it| whole(it, schema));
    if values.choices.is_some() || values.default.is_some() || values.example.is_some() {
        schema.values = Some(Box::new(values));
    }
}

/// A value of any type: JSON where it fits, else the text as it stands.
pub(super) fn whole(text: &str, schema: &Schema) -> Option<source::Value> {
    let json = source::Value::from_json(text);
    if schema.types.has(Type::String) {
        let quoted = json.filter(|it| it.node().kind() == Kind::Text);
        return quoted.or_else(|| source::Value::from_json(&examples::quoted(text)));
    }
    // A word that is no value of the type is no value at all.
    let found = json.filter(|it| it.node().kind() != Kind::Null)?;
    let fits = schema.types.is_empty()
        || examples::type_of(found.node()).is_some_and(|it| {
            schema.types.has(it) || it == Type::Integer && schema.types.has(Type::Number)
        });
    fits.then_some(found)
}
