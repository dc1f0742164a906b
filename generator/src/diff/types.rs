//! Whether one type holds another.

use crate::diff::view::{View, is_bare_type, is_null, null_alone, strip, union};
use crate::ir::{Api, Type};

/// The types that a schema allows, null aside, with its format.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Typed<'a> {
    /// One bit a type; none: any.
    bits: u8,
    /// The format, if it is stated.
    pub(super) format: Option<&'a str>,
    /// Whether they are spelt as alternatives of bare types.
    pub(super) listed: bool,
    /// Whether nothing at all is allowed.
    nothing: bool,
    /// A word under `type` that names none.
    unknown: Option<&'a str>,
}

/// How a new type stands to the old one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Relation {
    /// They hold the same values.
    Same,
    /// The new one holds the old one, and more.
    Wider,
    /// The old one holds the new one, and more.
    Narrower,
    /// Neither.
    Other,
}

const ORDER: [Type; 7] = [
    Type::Boolean,
    Type::Integer,
    Type::Number,
    Type::String,
    Type::Array,
    Type::Object,
    Type::Null,
];

fn bit(ty: Type) -> u8 {
    match ty {
        Type::Boolean => 1,
        Type::Integer => 2,
        Type::Number => 4,
        Type::String | Type::File => 8,
        Type::Array => 16,
        Type::Object => 32,
        Type::Null => 64,
    }
}

impl<'a> Typed<'a> {
    /// The types of a schema.
    pub(super) fn new(api: &'a Api, view: &View<'a>) -> Self {
        let schema = view.schema;
        let mut typed = Self {
            bits: 0,
            format: view.first(|it| it.format.as_deref()),
            listed: false,
            nothing: schema.always == Some(false),
            unknown: schema.unknown_type(),
        };
        // A format that repeats a type says nothing.
        typed.format = typed.format.filter(|it| Type::from_name(it).is_none());
        for ty in schema.types.iter() {
            typed.bits |= bit(ty);
            if ty == Type::File {
                typed.format = Some("binary");
            }
        }
        // Null alone is a type; beside others it is a matter of nullability.
        if typed.bits != bit(Type::Null) {
            typed.bits &= !bit(Type::Null);
        }
        if null_alone(schema) {
            typed.bits = bit(Type::Null);
        }
        let listed = alternatives(api, view);
        typed.listed = typed.bits == 0 && listed.is_some();
        typed.bits = both(typed.bits, listed.unwrap_or_default());
        typed
    }

    /// The same types with another format.
    pub(super) fn with_format(&self, format: Option<&'a str>) -> Self {
        Self { format, ..self.clone() }
    }

    /// Whether it says nothing of types.
    pub(super) fn is_any(&self) -> bool {
        self.bits == 0 && !self.nothing && self.unknown.is_none()
    }

    /// Whether all types are among these.
    fn is_within(&self, bits: u8) -> bool {
        self.bits != 0 && self.bits & !bits == 0
    }

    /// Whether every value of `other` is one of this; `text`: where numbers
    /// and booleans are spelt as text.
    pub(super) fn holds(&self, other: &Self, text: bool) -> bool {
        if self.unknown != other.unknown {
            return false;
        }
        if other.nothing || self.is_any() && self.format.is_none() {
            return true;
        }
        if self.nothing || other.is_any() {
            return false;
        }
        let mut bits = self.bits;
        if bits & bit(Type::Number) != 0 {
            bits |= bit(Type::Integer);
        }
        if text && bits & bit(Type::String) != 0 && self.format.is_none() {
            let scalars = bit(Type::Integer) | bit(Type::Number) | bit(Type::Boolean);
            if other.is_within(bits) {
                return self.holds_format(other);
            }
            // A number is a text, if nothing else is asked of it.
            return other.is_within(bits | scalars);
        }
        other.is_within(bits) && self.holds_format(other)
    }

    fn holds_format(&self, other: &Self) -> bool {
        let (Some(wide), narrow) = (self.format, other.format) else { return true };
        let integer = other.bits == bit(Type::Integer);
        match (wide, narrow) {
            (wide, Some(narrow)) if wide == narrow => true,
            ("int64", Some("int32")) | ("double", Some("float")) => true,
            ("double" | "float", _) if integer => true,
            _ => false,
        }
    }

    /// As people write it.
    pub(super) fn describe(&self) -> String {
        if self.nothing {
            return "nothing".to_owned();
        }
        let names = ORDER.into_iter().filter(|it| self.bits & bit(*it) != 0).map(Type::name);
        let names: Vec<_> = names.collect();
        let names = if let Some(unknown) = self.unknown {
            unknown.to_owned()
        } else if names.is_empty() {
            "any".to_owned()
        } else {
            names.join(" | ")
        };
        match self.format {
            Some(format) => format!("{names}/{format}"),
            None => names,
        }
    }
}

/// The types of alternatives that say nothing else, null aside.
fn alternatives(api: &Api, view: &View<'_>) -> Option<u8> {
    let (_, members) = union(view.schema)?;
    let mut bits = 0;
    for &member in members.iter().filter(|it| !is_null(api, **it)) {
        if !is_bare_type(api, member) {
            return None;
        }
        bits |= api[strip(api, member)].types.iter().fold(0, |all, it| all | bit(it));
    }
    Some(bits & !bit(Type::Null))
}

/// The types that are among both of two, of which none are any; the first, where
/// they have nothing in common.
fn both(one: u8, two: u8) -> u8 {
    let whole = |it: u8| if it & bit(Type::Number) == 0 { it } else { it | bit(Type::Integer) };
    let common = whole(one) & whole(two);
    // A number that is in both is no integer apart.
    let common =
        if common & bit(Type::Number) == 0 { common } else { common & !bit(Type::Integer) };
    match (one, two) {
        (0, it) | (it, 0) => it,
        _ if common == 0 => one,
        _ => common,
    }
}

/// How the new type stands to the old one.
pub(super) fn relate(old: &Typed<'_>, new: &Typed<'_>, text: bool) -> Relation {
    match (new.holds(old, text), old.holds(new, text)) {
        (true, true) => Relation::Same,
        (true, false) => Relation::Wider,
        (false, true) => Relation::Narrower,
        (false, false) => Relation::Other,
    }
}
