//! What a schema is at its core, as far as languages tell it apart.

use std::collections::BTreeSet;

use crate::ir::{Api, Id, Logic, Said, Schema, Type};
use crate::source::Value;

/// How deep wrappers and parts are followed.
const DEEPEST: usize = 16;

/// How many parts a schema may be put together of.
const MOST_PARTS: usize = 256;

/// What values a schema has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// Nobody knows, or it is several things.
    Open,
    Record,
    List(Option<Id<Schema>>),
    Map(Option<Id<Schema>>),
    Text,
    Integer,
    Number,
    Boolean,
}

/// A schema without what is around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look<'a> {
    pub(super) id: Id<Schema>,
    pub(super) shape: Shape,
    pub(super) format: Option<&'a str>,
    pub(super) choices: &'a [Value],
}

/// A property, wherever in a schema it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'a> {
    pub(super) name: &'a Said,
    pub(super) schema: Id<Schema>,
    pub(super) required: bool,
    /// The part of `allOf` that has it; 0: the schema itself.
    pub(super) part: usize,
}

/// The properties of a schema with those of its parts.
#[derive(Debug, Default)]
pub(super) struct Fields<'a> {
    pub(super) all: Vec<Field<'a>>,
    /// Whether there may be others that are not among them.
    pub(super) more: bool,
    /// The property that tells alternatives apart, which needs no declaration.
    pub(super) discriminator: Option<&'a str>,
}

/// Looks through references and wrappers.
pub(super) fn look(api: &Api, id: Id<Schema>) -> Look<'_> {
    let mut look = Look { id, shape: Shape::Open, format: None, choices: &[] };
    let mut at = id;
    for _ in 0..DEEPEST {
        // What stands beside a reference is a part of its own.
        let is_mixed = |it: &Schema| it.object.is_some() || it.logic.is_some();
        let Some(to) = api.resolve(at) else { return look };
        if to != at && is_mixed(&api[at]) {
            return look;
        }
        at = to;
        let schema = &api[at];
        look.id = at;
        look.format = look.format.or(schema.format.as_deref());
        if look.choices.is_empty() {
            look.choices = schema.choices().unwrap_or_default();
        }
        match wrapped(api, schema) {
            Some(inner) => at = inner,
            None => break,
        }
    }
    look.shape = shape(api, &api[at]);
    look
}

/// The one schema that this one is, null aside.
fn wrapped(api: &Api, schema: &Schema) -> Option<Id<Schema>> {
    if !schema.properties().is_empty() || schema.items().is_some() {
        return None;
    }
    let real = |all: &[Id<Schema>]| {
        let is_null = |id: &Id<Schema>| {
            let types = api[*id].types;
            !types.is_empty() && types.iter().all(|it| it == Type::Null)
        };
        let mut real = all.iter().copied().filter(|it| !is_null(it));
        let first = real.next()?;
        real.next().is_none().then_some(first)
    };
    match (schema.all_of(), schema.any_of(), schema.one_of()) {
        (&[one], [], []) => Some(one),
        ([], any, []) if !any.is_empty() => real(any),
        ([], [], one) if !one.is_empty() => real(one),
        _ => None,
    }
}

fn shape(api: &Api, schema: &Schema) -> Shape {
    let is_choice = !schema.any_of().is_empty() || !schema.one_of().is_empty();
    if is_choice || schema.always.is_some() {
        return Shape::Open;
    }
    if !schema.all_of().is_empty() {
        let fields = fields(api, schema);
        return if fields.all.is_empty() { Shape::Open } else { Shape::Record };
    }
    let is_text = |it: &Value| it.node().as_text().is_some();
    match schema.types.single() {
        None if !schema.types.is_empty() => Shape::Open,
        None | Some(Type::Object) if !schema.properties().is_empty() => Shape::Record,
        None if schema.choices().is_some_and(|it| it.iter().all(is_text)) => Shape::Text,
        Some(Type::Object) => match schema.additional() {
            Some(held) if api[held].always.is_none() => Shape::Map(Some(held)),
            _ => Shape::Open,
        },
        Some(Type::Array) => Shape::List(schema.items()),
        Some(Type::String) => Shape::Text,
        Some(Type::Integer) => Shape::Integer,
        Some(Type::Number) => Shape::Number,
        Some(Type::Boolean) => Shape::Boolean,
        _ => Shape::Open,
    }
}

/// The properties of a schema, and of all that it is made of.
pub(super) fn fields<'a>(api: &'a Api, schema: &'a Schema) -> Fields<'a> {
    let mut gathered = Gathered::default();
    gathered.gather(api, schema, (0, 0));
    let mut all = gathered.fields;
    for it in &mut all.all {
        it.required = gathered.required.contains(&*it.name.text);
    }
    all
}

/// Properties under way.
#[derive(Default)]
struct Gathered<'a> {
    fields: Fields<'a>,
    names: BTreeSet<&'a str>,
    required: BTreeSet<&'a str>,
    parts: usize,
}

impl<'a> Gathered<'a> {
    fn gather(&mut self, api: &'a Api, schema: &'a Schema, (part, depth): (usize, usize)) {
        self.required.extend(schema.required().iter().map(|it| &*it.text));
        for it in schema.properties() {
            if self.names.insert(&it.name.text) {
                let (name, schema) = (&it.name, it.schema);
                self.fields.all.push(Field { name, schema, required: false, part });
            }
        }
        let told_by = schema.discriminator().map(|it| &*it.property.text);
        self.fields.discriminator = self.fields.discriminator.or(told_by);
        let may_have_others = |it: &Logic| {
            let choices = !it.any_of.is_empty() || !it.one_of.is_empty();
            choices || it.then.is_some() || it.otherwise.is_some()
        };
        self.fields.more |= schema.logic.as_deref().is_some_and(may_have_others);
        for &id in schema.all_of() {
            match api.resolve(id).filter(|_| depth < DEEPEST && self.parts < MOST_PARTS) {
                Some(to) => {
                    self.parts += 1;
                    self.gather(api, &api[to], (self.parts, depth + 1));
                }
                None => self.fields.more = true,
            }
        }
    }
}

/// Whether no language has the one for the other: the first is what the
/// document says, the second what the page shows.
pub(super) fn differ(one: &Look<'_>, two: &Look<'_>) -> bool {
    use Shape::{Boolean, Integer, List, Map, Number, Open, Record, Text};
    // Bytes and times have types of their own, which may be of anything.
    if one.shape == Text && one.format.is_some() {
        return two.shape == Boolean;
    }
    // A language may have one type for all numbers, or for all objects.
    let is_alike = matches!(
        (one.shape, two.shape),
        (Open, _)
            | (_, Open)
            | (Integer, Number)
            | (List(_), List(_))
            | (Map(_) | Record, Map(_) | Record)
    );
    !is_alike && one.shape != two.shape
}

/// A format that only some values have, which a page states and the document
/// contradicts.
pub(super) fn other_format<'a>(one: &Look<'_>, two: &Look<'a>) -> Option<&'a str> {
    const TOLD: &[&str] = &["int64", "float", "date", "date-time", "uuid"];
    let format = two.format.filter(|it| TOLD.contains(it))?;
    let is_other = match (one.shape, two.shape) {
        (Shape::Text, Shape::Text) => one.format.is_none_or(|it| TOLD.contains(&it)),
        (Shape::Integer, Shape::Integer) => one.format == Some("int32"),
        (Shape::Number, Shape::Number) => one.format == Some("double"),
        _ => false,
    };
    (is_other && one.choices.is_empty() && one.format != Some(format)).then_some(format)
}

/// What a person calls it.
pub(super) fn noun(look: &Look<'_>) -> String {
    let name = match look.shape {
        Shape::Open => "of any type",
        Shape::Record => "an object",
        Shape::List(_) => "a list",
        Shape::Map(_) => "a map",
        Shape::Text => "a string",
        Shape::Integer => "an integer",
        Shape::Number => "a number",
        Shape::Boolean => "a boolean",
    };
    match look.format {
        Some(format) => format!("{name} ({format})"),
        None => name.to_owned(),
    }
}
