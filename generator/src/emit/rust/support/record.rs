/// The name of a field on the wire.
macro_rules! wire {
    ($field:ident {}) => {
        stringify!($field)
    };
    ($field:ident { $wire:literal }) => {
        $wire
    };
}
pub(crate) use wire;

/// A struct with its fields on the wire, where they may have other names: those that `must` be there, and those
/// that `may`, `or` else have a default. It ignores other names, or is `closed`
/// to them, or `open` and keeps them in a field.
macro_rules! record {
    ($name:ident { $($how:ident $field:ident $(= $wire:literal)? $(or $default:literal)?),* $(,)? }) => {
        super::support::record!(@ $name, fields, { $($how $field { $($wire)? } { $($default)? })* }, {}, 1);
    };
    ($name:ident closed { $($how:ident $field:ident $(= $wire:literal)? $(or $default:literal)?),* $(,)? }) => {
        super::support::record!(@ $name, fields, { $($how $field { $($wire)? } { $($default)? })* }, { fields.end()?; }, 1000);
    };
    ($name:ident open $rest:ident { $($how:ident $field:ident $(= $wire:literal)? $(or $default:literal)?),* $(,)? }) => {
        super::support::record!(@ $name, fields, { $($how $field { $($wire)? } { $($default)? })* rest $rest { "" } {} }, {}, 0);
    };
    (@ $name:ident, $fields:ident, { $($how:ident $field:ident $wire:tt { $($default:literal)? })* }, { $($end:tt)* }, $loss:literal) => {
        impl super::support::Wire for $name {
            const SHAPE: super::support::Shape = super::support::Shape::Map;
            const NAMES: &'static [&'static str] = &[$(super::support::wire!($field $wire)),*];

            fn decode(
                value: serde_json::Value,
                source: &super::support::Source,
            ) -> Result<Self, super::support::Invalid> {
                #[allow(unused_mut)]
                let mut $fields = super::support::Fields::new(value, source)?;
                let it = Self { $($field: $fields.$how(super::support::wire!($field $wire), &[$($default)?])?),* };
                $($end)*
                Ok(it)
            }

            fn suits(value: &serde_json::Value, _: &super::support::Source) -> Option<usize> {
                let needed: &[(&str, &str)] = &[$((super::support::wire!($field $wire), stringify!($how))),*];
                super::support::suits_fields(value, needed, $loss)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                #[allow(unused_mut)]
                let mut map = serde::Serializer::serialize_map(to, None)?;
                $(super::support::write::$how(&mut map, super::support::wire!($field $wire), &self.$field)?;)*
                serde::ser::SerializeMap::end(map)
            }
        }

        super::support::deserialize!($name);
    };
}
pub(crate) use record;

/// The fields of a record that is being read.
pub struct Fields<'a> {
    map: serde_json::Map<String, Value>,
    source: &'a Source,
}

impl<'a> Fields<'a> {
    /// Of a value that must be an object.
    pub fn new(value: Value, source: &'a Source) -> Result<Self, Invalid> {
        match value {
            Value::Object(map) => Ok(Self { map, source }),
            _ => Err(Invalid::new("must be an object")),
        }
    }

    /// A field that must be there.
    pub fn must<T: Wire>(&mut self, name: &str, _: &[&str]) -> Result<T, Invalid> {
        let value = self.map.remove(name);
        let value = value.ok_or_else(|| Invalid::new("is missing").within(name))?;
        T::decode(value, self.source).map_err(|it| it.within(name))
    }

    /// A field that may be there. In a request, its default stands for it.
    pub fn may<T: Wire>(&mut self, name: &str, default: &[&str]) -> Result<Option<T>, Invalid> {
        let Some(value) = self.map.remove(name) else {
            let default = default.first().filter(|_| self.source.asks);
            let default = default.and_then(|it| serde_json::from_str(it).ok());
            return Ok(default.and_then(|it| T::decode(it, &Source::request()).ok()));
        };
        T::decode(value, self.source).map(Some).map_err(|it| it.within(name))
    }

    /// All fields that were not asked for.
    pub fn rest<T: Wire>(&mut self, _: &str, _: &[&str]) -> Result<BTreeMap<String, T>, Invalid> {
        BTreeMap::decode(Value::Object(std::mem::take(&mut self.map)), self.source)
    }

    /// There must be no others. Their names are the sender's, and not repeated.
    pub fn end(self) -> Result<(), Invalid> {
        if self.map.is_empty() {
            return Ok(());
        }
        Err(Invalid::new("must have no fields but those that are known"))
    }
}

/// Whether an object has the names that it must, and how many it loses.
pub fn suits_fields(value: &Value, names: &[(&str, &str)], loss: usize) -> Option<usize> {
    let map = value.as_object()?;
    if names.iter().any(|(name, how)| *how == "must" && !map.contains_key(*name)) {
        return None;
    }
    let known = names.iter().filter(|(name, _)| map.contains_key(*name)).count();
    // All else alike, the one that knows more names.
    Some(map.len().saturating_sub(known) * loss.max(1) * 2 + usize::from(loss == 0))
}

/// How the fields of a record are written.
pub mod write {
    use serde::ser::SerializeMap;

    use super::{BTreeMap, Serialize};

    /// A field that is always there.
    pub fn must<M: SerializeMap, T: Serialize>(map: &mut M, name: &str, value: &T) -> Result<(), M::Error> {
        map.serialize_entry(name, value)
    }

    /// A field that may be there.
    pub fn may<M: SerializeMap, T: Serialize>(map: &mut M, name: &str, value: &Option<T>) -> Result<(), M::Error> {
        value.as_ref().map_or(Ok(()), |it| map.serialize_entry(name, it))
    }

    /// All other fields.
    pub fn rest<M: SerializeMap, T: Serialize>(map: &mut M, _: &str, value: &BTreeMap<String, T>) -> Result<(), M::Error> {
        value.iter().try_for_each(|(name, it)| map.serialize_entry(name, it))
    }
}
