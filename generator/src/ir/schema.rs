//! What values can be: JSON Schema, as faithful as it was written.

mod layout;
mod parts;
mod types;

use std::fmt;

use crate::ir::{Extensions, ExternalDocs, Few, Id, Reference, Said};
use crate::source;
use crate::text::Span;

pub use layout::Layout;
pub use types::{Type, Types};

/// A schema: JSON Schema 2020-12, with what the older dialects say besides.
///
/// Keywords are grouped by what they speak of, and a group that says nothing
/// is absent, so that a schema is small: documents have hundreds of thousands.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// Where it stands.
    pub at: Option<Span>,
    /// Its position in the API's `components.schemas`, if it is declared there.
    pub component: Option<u32>,
    /// `$ref` or `$dynamicRef`. Sibling keywords are kept in the other fields;
    /// before 3.1 they mean nothing, and a finding says so.
    pub reference: Option<Box<Reference<Schema>>>,
    /// A boolean schema: everything, or nothing.
    pub always: Option<bool>,
    /// `type`, in the order written.
    pub types: Types,
    /// `nullable` (3.0) or `x-nullable` (2.0).
    pub nullable: Option<bool>,
    /// `title`
    pub title: Option<Said>,
    /// `description`, in Markdown.
    pub description: Option<Said>,
    /// `format`
    pub format: Option<Said>,
    /// Values that are named one by one.
    pub values: Option<Box<Values>>,
    /// What is asked of text.
    pub text: Option<Box<TextRules>>,
    /// What is asked of numbers.
    pub number: Option<Box<NumberRules>>,
    /// What is asked of arrays.
    pub array: Option<Box<ArrayRules>>,
    /// What is asked of objects.
    pub object: Option<Box<ObjectRules>>,
    /// How other schemas are combined.
    pub logic: Option<Box<Logic>>,
    /// All else.
    pub notes: Option<Box<Notes>>,
    /// What only the layout of a page says.
    pub layout: Layout,
}

/// Values that are named one by one.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// `enum`; `None`: not stated.
    pub choices: Option<Vec<source::Value>>,
    /// `const`
    pub constant: Option<Box<source::Value>>,
    /// `default`
    pub default: Option<source::Value>,
    /// `example`
    pub example: Option<source::Value>,
    /// `examples` (3.1)
    pub examples: Few<source::Value>,
}

/// What is asked of text.
#[derive(Clone, Debug, Default)]
pub struct TextRules {
    /// `minLength`, in Unicode code points.
    pub min_length: Option<u64>,
    /// `maxLength`, in Unicode code points.
    pub max_length: Option<u64>,
    /// `pattern`, an ECMA-262 regular expression.
    pub pattern: Option<Said>,
    /// `contentEncoding`
    pub content_encoding: Option<Box<Said>>,
    /// `contentMediaType`
    pub content_media_type: Option<Box<Said>>,
    /// `contentSchema`
    pub content_schema: Option<Id<Schema>>,
}

/// What is asked of numbers.
#[derive(Clone, Debug, Default)]
pub struct NumberRules {
    /// `minimum`
    pub minimum: Option<Number>,
    /// `maximum`
    pub maximum: Option<Number>,
    /// `exclusiveMinimum`
    pub exclusive_minimum: Option<Exclusive>,
    /// `exclusiveMaximum`
    pub exclusive_maximum: Option<Exclusive>,
    /// `multipleOf`
    pub multiple_of: Option<Number>,
}

/// A number as it was spelt: `1.0` and `1` differ to a person, and no digit
/// of a large one is lost.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Number(pub Box<str>);

impl Number {
    /// The nearest double; infinite where it is too large, 0 where it is none.
    pub fn as_f64(&self) -> f64 {
        self.0.parse().unwrap_or_default()
    }

    /// The integer, where it is one (`3`, `3.0`, `3e2`) and fits.
    pub fn as_i128(&self) -> Option<i128> {
        if let Ok(integer) = self.0.parse() {
            return Some(integer);
        }
        let float = self.as_f64();
        let exact = float.fract() == 0.0 && float.abs() < 9_007_199_254_740_992.0;
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        exact.then_some(float as i128)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `exclusiveMinimum` or `exclusiveMaximum`, in its two forms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Exclusive {
    /// Until 3.0: whether the bound beside it is excluded.
    Flag(bool),
    /// From 3.1: a bound of its own.
    Bound(Number),
}

/// What is asked of arrays.
#[derive(Clone, Debug, Default)]
pub struct ArrayRules {
    /// `items`
    pub items: Option<Id<Schema>>,
    /// `prefixItems` (3.1)
    pub prefix: Few<Id<Schema>>,
    /// `additionalItems` of older drafts, which some documents carry.
    pub additional: Option<Id<Schema>>,
    /// `contains`
    pub contains: Option<Id<Schema>>,
    /// `minContains`
    pub min_contains: Option<u64>,
    /// `maxContains`
    pub max_contains: Option<u64>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems`
    pub unique: Option<bool>,
    /// `unevaluatedItems`
    pub unevaluated: Option<Id<Schema>>,
}

/// What is asked of objects.
#[derive(Clone, Debug, Default)]
pub struct ObjectRules {
    /// `properties`, in order.
    pub properties: Vec<Property>,
    /// `required`, in order; `None`: not stated.
    pub required: Option<Vec<Said>>,
    /// `additionalProperties`; a boolean is a schema with `always`.
    pub additional: Option<Id<Schema>>,
    /// `patternProperties`, in order.
    pub patterns: Few<Property>,
    /// `propertyNames`
    pub names: Option<Id<Schema>>,
    /// `unevaluatedProperties`
    pub unevaluated: Option<Id<Schema>>,
    /// `dependentRequired`, in order.
    pub dependent_required: Few<(Said, Vec<Said>)>,
    /// `dependentSchemas`, in order.
    pub dependent_schemas: Few<Property>,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,
}

/// A name, or a pattern of names, with its schema.
#[derive(Clone, Debug)]
pub struct Property {
    /// The name on the wire (or the pattern); its place is the key.
    pub name: Said,
    /// What values it has.
    pub schema: Id<Schema>,
}

/// How other schemas are combined.
#[derive(Clone, Debug, Default)]
pub struct Logic {
    /// `allOf`, in order.
    pub all_of: Vec<Id<Schema>>,
    /// `anyOf`, in order.
    pub any_of: Vec<Id<Schema>>,
    /// `oneOf`, in order.
    pub one_of: Vec<Id<Schema>>,
    /// `not`
    pub not: Option<Id<Schema>>,
    /// `if`
    pub when: Option<Id<Schema>>,
    /// `then`
    pub then: Option<Id<Schema>>,
    /// `else`
    pub otherwise: Option<Id<Schema>>,
    /// `discriminator`
    pub discriminator: Option<Box<Discriminator>>,
}

/// Which property tells the alternatives apart.
#[derive(Clone, Debug, Default)]
pub struct Discriminator {
    /// Where it stands.
    pub at: Option<Span>,
    /// The name of the property.
    pub property: Said,
    /// Values with the schemas that they mean, in order.
    pub mapping: Vec<Mapping>,
    /// 3.2: the schema where no value fits.
    pub default_mapping: Option<Mapping>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// A value of a discriminator and the schema that it means.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// The value; empty for the default mapping.
    pub value: Said,
    /// The schema's name or reference, as written.
    pub target: Said,
    /// The schema, where the target leads to one.
    pub schema: Option<Id<Schema>>,
}

/// What else a schema says.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// `deprecated`
    pub deprecated: Option<bool>,
    /// `readOnly`
    pub read_only: Option<bool>,
    /// `writeOnly`
    pub write_only: Option<bool>,
    /// `externalDocs`
    pub external_docs: Option<Box<ExternalDocs>>,
    /// `xml`
    pub xml: Option<Box<Xml>>,
    /// A word under `type` that names no type; a finding says so.
    pub unknown_type: Option<Box<Said>>,
    /// What it says of itself as a resource.
    pub core: Option<Box<Core>>,
    /// `x-…` keys. From 3.1 also keywords that no vocabulary knows.
    pub extensions: Extensions,
}

/// What a schema says of itself as a resource: keywords of the core vocabulary
/// (JSON Schema 2020-12, section 8), but for references.
#[derive(Clone, Debug, Default)]
pub struct Core {
    /// `$id`
    pub id: Option<Said>,
    /// `$schema`
    pub dialect: Option<Said>,
    /// `$anchor`
    pub anchor: Option<Said>,
    /// `$dynamicAnchor`
    pub dynamic_anchor: Option<Said>,
    /// `$comment`
    pub comment: Option<Said>,
    /// `$vocabulary`
    pub vocabulary: Option<source::Value>,
    /// `$defs`, in order.
    pub definitions: Vec<Property>,
}

/// How a value is spelt in XML.
#[derive(Clone, Debug, Default)]
pub struct Xml {
    /// Where it stands.
    pub at: Option<Span>,
    /// The name of the element or attribute.
    pub name: Option<Said>,
    /// The namespace, a URI.
    pub namespace: Option<Said>,
    /// The prefix of the name.
    pub prefix: Option<Said>,
    /// Whether it is an attribute.
    pub attribute: Option<bool>,
    /// Whether an array has an element around it.
    pub wrapped: Option<bool>,
    /// 3.2: what sort of node it is.
    pub node_type: Option<Said>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

/// Short ways to what the groups hold; an absent group says nothing.
impl Schema {
    /// Whether it says anything beside its reference. Before 3.1 that means
    /// nothing (Reference Object).
    pub fn has_siblings(&self) -> bool {
        self.notes.is_some() || self.speaks_of_values()
    }

    /// Whether it says nothing beside its reference but what it is called
    /// itself, and what it declares.
    pub(crate) fn only_refers(&self) -> bool {
        let only_named = |it: &Notes| {
            let Notes {
                deprecated: None,
                read_only: None,
                write_only: None,
                external_docs: None,
                xml: None,
                unknown_type: None,
                core: _,
                extensions,
            } = it
            else {
                return false;
            };
            extensions.is_empty()
        };
        self.reference.is_some()
            && !self.speaks_of_values()
            && self.notes.as_deref().is_none_or(only_named)
    }

    /// Whether it says anything but a reference and notes.
    fn speaks_of_values(&self) -> bool {
        !self.types.is_empty()
            || self.nullable.is_some()
            || self.title.is_some()
            || self.description.is_some()
            || self.format.is_some()
            || self.values.is_some()
            || self.text.is_some()
            || self.number.is_some()
            || self.array.is_some()
            || self.object.is_some()
            || self.logic.is_some()
    }

    /// `properties`, in order.
    pub fn properties(&self) -> &[Property] {
        self.object.as_deref().map_or(&[], |it| &it.properties)
    }

    /// The property of this name.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties().iter().find(|it| *it.name == *name)
    }

    /// `required`, in order.
    pub fn required(&self) -> &[Said] {
        self.object.as_deref().and_then(|it| it.required.as_deref()).unwrap_or_default()
    }

    /// Whether a property of this name must be there.
    pub fn requires(&self, name: &str) -> bool {
        self.required().iter().any(|it| **it == *name)
    }

    /// `additionalProperties`
    pub fn additional(&self) -> Option<Id<Self>> {
        self.object.as_deref()?.additional
    }

    /// `items`
    pub fn items(&self) -> Option<Id<Self>> {
        self.array.as_deref()?.items
    }

    /// `enum`
    pub fn choices(&self) -> Option<&[source::Value]> {
        self.values.as_deref()?.choices.as_deref()
    }

    /// `const`
    pub fn constant(&self) -> Option<&source::Value> {
        self.values.as_deref()?.constant.as_deref()
    }

    /// `default`
    pub fn default_value(&self) -> Option<&source::Value> {
        self.values.as_deref()?.default.as_ref()
    }

    /// `example`
    pub fn example(&self) -> Option<&source::Value> {
        self.values.as_deref()?.example.as_ref()
    }

    /// `allOf`
    pub fn all_of(&self) -> &[Id<Self>] {
        self.logic.as_deref().map_or(&[], |it| &it.all_of)
    }

    /// `anyOf`
    pub fn any_of(&self) -> &[Id<Self>] {
        self.logic.as_deref().map_or(&[], |it| &it.any_of)
    }

    /// `oneOf`
    pub fn one_of(&self) -> &[Id<Self>] {
        self.logic.as_deref().map_or(&[], |it| &it.one_of)
    }

    /// `discriminator`
    pub fn discriminator(&self) -> Option<&Discriminator> {
        self.logic.as_deref()?.discriminator.as_deref()
    }

    /// `contentEncoding`
    pub fn content_encoding(&self) -> Option<&str> {
        Some(self.text.as_deref()?.content_encoding.as_deref()?)
    }

    /// A word under `type` that names no type.
    pub fn unknown_type(&self) -> Option<&str> {
        Some(self.notes.as_deref()?.unknown_type.as_deref()?)
    }

    /// What it says of itself as a resource.
    pub fn core(&self) -> Option<&Core> {
        self.notes.as_deref()?.core.as_deref()
    }

    /// Whether it says `readOnly: true`.
    pub fn is_read_only(&self) -> bool {
        self.notes.as_deref().is_some_and(|it| it.read_only == Some(true))
    }

    /// Whether it says `writeOnly: true`.
    pub fn is_write_only(&self) -> bool {
        self.notes.as_deref().is_some_and(|it| it.write_only == Some(true))
    }

    /// Whether it says `deprecated: true`.
    pub fn is_deprecated(&self) -> bool {
        self.notes.as_deref().is_some_and(|it| it.deprecated == Some(true))
    }

    /// `x-…` keys.
    pub fn extensions(&self) -> &[(Said, source::Value)] {
        self.notes.as_deref().map_or(&[], |it| &it.extensions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_documents_have_by_the_thousand_is_small() {
        assert_eq!(size_of::<Option<Id<Schema>>>(), 4);
        assert_eq!(size_of::<Few<Schema>>(), 8);
        assert!(size_of::<Schema>() <= 200, "{}", size_of::<Schema>());
        assert!(size_of::<ObjectRules>() <= 120, "{}", size_of::<ObjectRules>());
        assert!(size_of::<Notes>() <= 64, "{}", size_of::<Notes>());
    }
}
