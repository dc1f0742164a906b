//! What examples give away: types where nothing else says them, formats that
//! have a sample value of their own, and values that no rule would sample.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::ir::{ArrayRules, Id, ObjectRules, Property, Said, Schema, Type, Values};
use crate::manner::widdershins::sample::text::{format_of, of_format};
use crate::read::pages::assemble::Assembly;
use crate::read::pages::rules;
use crate::read::pages::shown::{ShownEnum, ShownExample, ShownRow};
use crate::source::{self, FaultKind, Kind, Node, Tree, parse_json, parse_yaml};
use crate::text::FileId;

/// How deep an example is followed.
const DEEPEST: usize = 32;

impl Assembly<'_> {
    /// An example as data; a finding where it is none.
    pub(super) fn example(&mut self, shown: Option<&ShownExample>) -> Option<Arc<Tree>> {
        let shown = shown?;
        match data(shown)? {
            Ok(tree) => Some(tree),
            Err(why) => {
                self.found.add(&rules::EXAMPLE_NOT_JSON, shown.text.at, why);
                None
            }
        }
    }

    /// All that a value says of its schema, where nothing else does.
    pub(super) fn infer(
        &mut self,
        schema: &mut Schema,
        name: Option<&str>,
        sample: Node<'_>,
        depth: usize,
    ) {
        if depth > DEEPEST {
            return;
        }
        if schema.types.is_empty() && schema.reference.is_none() {
            schema.types = type_of(sample).into_iter().collect();
        }
        match sample.kind() {
            Kind::Map if schema.types.has(Type::Object) => {
                schema.object = Some(Box::new(self.object_like(sample, depth)));
            }
            Kind::List if schema.types.has(Type::Array) => {
                let items = sample.items().next().map(|it| self.like(None, it, depth));
                if schema.items().is_none() {
                    schema.array = Some(Box::new(ArrayRules { items, ..ArrayRules::default() }));
                }
            }
            _ => self.scalar(schema, name, sample),
        }
    }

    /// A new schema for a value.
    fn like(&mut self, name: Option<&str>, sample: Node<'_>, depth: usize) -> Id<Schema> {
        let mut schema = Schema::default();
        self.infer(&mut schema, name, sample, depth + 1);
        self.api.schemas.add(schema)
    }

    fn object_like(&mut self, sample: Node<'_>, depth: usize) -> ObjectRules {
        let mut object = ObjectRules::default();
        let names = keys(sample);
        if names == ["property1", "property2"] {
            object.additional = sample.get("property1").map(|it| self.like(None, it, depth));
            return object;
        }
        for entry in sample.entries() {
            let name = entry.name();
            let schema = self.like(Some(&name), entry.value, depth);
            object.properties.push(Property { name: Said::from(&*name), schema });
        }
        object
    }

    /// What the example of a row says besides the row: a format, or a value
    /// that no rule would sample.
    pub(super) fn infer_leaf(
        &mut self,
        schema: &mut Schema,
        name: Option<&str>,
        sample: Node<'_>,
        row: &ShownRow,
    ) {
        let Some(ty) = schema.types.single() else { return };
        match (ty, sample.kind()) {
            (_, Kind::Null) | (Type::Array, Kind::List) => {}
            (Type::Object, Kind::Map) => {
                let shown = schema
                    .object
                    .as_ref()
                    .is_some_and(|it| !it.properties.is_empty() || it.additional.is_some());
                if !shown && sample.entries().next().is_some() {
                    self.give_example(schema, sample);
                }
            }
            // Where rows state formats, what has none has none.
            (Type::String, Kind::Text)
                if self.ordered
                    && schema.format.is_none()
                    && sample.as_text().is_some_and(|it| it != of_format(None, name)) =>
            {
                self.give_example(schema, sample);
            }
            _ if type_of(sample).is_some_and(|it| fits(it, ty)) => {
                self.scalar(schema, name, sample);
            }
            _ => {
                let found = sample.kind().noun();
                self.found.add(
                    &rules::EXAMPLE_CONTRADICTS_TABLE,
                    row.at,
                    format!("`{}` is of type {ty} here, but {found} in the example", row.name),
                );
            }
        }
    }

    fn scalar(&mut self, schema: &mut Schema, name: Option<&str>, sample: Node<'_>) {
        match sample.kind() {
            Kind::Text => {
                let text = sample.as_text().unwrap_or_default();
                let stated = schema.format.as_deref();
                if text == of_format(stated, name) {
                    return;
                }
                if stated.is_none()
                    && let Some(format) = format_of(&text, name)
                {
                    schema.format = Some(Said::from(format));
                    let of = name.unwrap_or("an item");
                    self.inferred(
                        schema.at,
                        format!("format `{format}` of `{of}`"),
                        "from the example",
                    );
                    return;
                }
                self.give_example(schema, sample);
            }
            Kind::Number if sample.number().is_some_and(|it| it != "0") => {
                self.give_example(schema, sample);
            }
            Kind::Bool if sample.as_bool() == Some(false) => self.give_example(schema, sample),
            _ => {}
        }
    }

    pub(super) fn give_example(&mut self, schema: &mut Schema, sample: Node<'_>) {
        let Some(value) = source::Value::from_json(&sample.to_json()) else { return };
        self.inferred(
            schema.at,
            format!("example `{}`", shortened(&sample.to_json())),
            "from the example",
        );
        schema.values.get_or_insert_with(Box::<Values>::default).example = Some(value);
    }

    /// The example has a value that the page does not list.
    pub(super) fn outside(&mut self, listed: &ShownEnum, sample: Node<'_>) {
        let owner = listed.name.as_deref().unwrap_or("the schema");
        let at = listed.values.first().and_then(|it| it.at);
        self.found.add(
            &rules::EXAMPLE_OUTSIDE_ENUM,
            at,
            format!(
                "the example has `{}` for `{owner}`, which is not listed",
                shortened(&sample.to_json())
            ),
        );
    }
}

/// An example as data, or why it is none; nothing where it need not be any.
pub(super) fn data(shown: &ShownExample) -> Option<Result<Arc<Tree>, String>> {
    let text: Arc<str> = Arc::from(&*shown.text.text);
    if text.trim().is_empty() {
        return None;
    }
    let is_yaml = matches!(&*shown.language.text, "yaml" | "yml");
    let is_data = is_yaml || matches!(&*shown.language.text, "json" | "");
    if !is_data {
        return None;
    }
    let file = FileId::NOWHERE;
    let (tree, faults) = if is_yaml { parse_yaml(text, file) } else { parse_json(text, file) };
    let broken = faults.iter().find(|it| matches!(it.kind, FaultKind::Syntax | FaultKind::Depth));
    Some(match broken {
        Some(fault) => {
            let language = if is_yaml { "YAML" } else { "JSON" };
            Err(format!("this example is no {language}: {}", fault.message))
        }
        None => Ok(Arc::new(tree)),
    })
}

fn shortened(json: &str) -> Cow<'_, str> {
    if json.chars().count() <= 60 {
        return Cow::Borrowed(json);
    }
    Cow::Owned(json.chars().take(59).chain(['…']).collect())
}

/// The type of a value.
pub(super) fn type_of(sample: Node<'_>) -> Option<Type> {
    Some(match sample.kind() {
        Kind::Null => return None,
        Kind::Bool => Type::Boolean,
        Kind::Number if sample.number().is_some_and(|it| it.contains(['.', 'e', 'E'])) => {
            Type::Number
        }
        Kind::Number => Type::Integer,
        Kind::Text => Type::String,
        Kind::List => Type::Array,
        Kind::Map => Type::Object,
    })
}

fn fits(found: Type, stated: Type) -> bool {
    found == stated
        || matches!((found, stated), (Type::Integer, Type::Number) | (Type::String, Type::File))
}

/// The keys of a map, in order; none for what is no map.
pub(super) fn keys(sample: Node<'_>) -> Vec<String> {
    match sample.kind() {
        Kind::Map => sample.entries().map(|it| it.name().into_owned()).collect(),
        _ => Vec::new(),
    }
}

/// A scalar as pages list it.
pub(super) fn spelt(sample: Node<'_>) -> Option<String> {
    match sample.kind() {
        Kind::Text => sample.as_text().map(Cow::into_owned),
        Kind::List => spelt(sample.items().next()?),
        Kind::Map => None,
        _ => Some(sample.to_json()),
    }
}

/// Whether a value is what is sampled for a type of which nothing else is known.
pub(super) fn is_plain(sample: Node<'_>) -> bool {
    match sample.kind() {
        Kind::Text => sample.as_text().is_some_and(|it| it == "string"),
        Kind::Number => sample.number().is_some_and(|it| it == "0"),
        Kind::Bool => sample.as_bool() == Some(true),
        Kind::Null => true,
        Kind::List | Kind::Map => false,
    }
}

/// A text as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for it in text.chars() {
        match it {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            it if it.is_control() => {
                let _ = write!(json, "\\u{:04x}", u32::from(it));
            }
            it => json.push(it),
        }
    }
    json.push('"');
    json
}
