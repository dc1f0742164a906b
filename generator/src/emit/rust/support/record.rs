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

/// How a record is read that keeps rules of values: as a value.
macro_rules! kept_record {
    ({}) => {};
    ($rules:tt) => {
        fn decode(
            value: serde_json::Value,
            source: &super::support::Source,
        ) -> Result<Self, super::support::Invalid> {
            super::support::keep(<Self as super::support::Ruled>::RULES, &value, source)?;
            Self::fields(super::support::Object::new(value, source)?)
        }

        fn direct<'de, D: serde::Deserializer<'de>>(
            from: D,
            source: &super::support::Source,
        ) -> Result<Self, D::Error> {
            super::support::indirect(from, source)
        }
    };
}
pub(crate) use kept_record;

/// What a record keeps as a whole: it is checked before it goes anywhere.
macro_rules! ruled {
    ($name:ident {}) => {};
    ($name:ident { [$($rule:tt)*] }) => {
        impl super::support::Ruled for $name {
            const RULES: &'static [super::support::Rule] = {
                use super::support::Rule::*;
                &[$($rule)*]
            };
        }

        impl TryFrom<$name> for super::support::Kept<$name> {
            type Error = super::support::Invalid;

            fn try_from(it: $name) -> Result<Self, Self::Error> {
                Self::new(it)
            }
        }
    };
}
pub(crate) use ruled;

/// A struct with its fields on the wire, where they may have other names: those
/// that `must` be there, those that a request `asks` for, and those that `may`,
/// `or` else have a default. It ignores other names, or is `closed`
/// to them, or `open` and keeps them in a field. Where it is `keeping` rules, those
/// are asked of the value that it is read from, and of one that is made of it.
macro_rules! record {
    ($name:ident { $($how:ident $field:ident $(= $wire:literal)? $(or $default:literal)?),* $(,)? } $(keeping $rules:tt)?) => {
        super::support::record!(@ $name, { $($how $field { $($wire)? } { $($default)? })* }, ignoring, { $($rules)? });
    };
    ($name:ident closed { $($how:ident $field:ident $(= $wire:literal)? $(or $default:literal)?),* $(,)? } $(keeping $rules:tt)?) => {
        super::support::record!(@ $name, { $($how $field { $($wire)? } { $($default)? })* }, closed, { $($rules)? });
    };
    ($name:ident open $rest:ident { $($how:ident $field:ident $(= $wire:literal)? $(or $default:literal)?),* $(,)? } $(keeping $rules:tt)?) => {
        super::support::record!(@ $name, { $($how $field { $($wire)? } { $($default)? })* rest $rest { "" } {} }, open, { $($rules)? });
    };
    (@ $name:ident, { $($how:ident $field:ident $wire:tt { $($default:literal)? })* }, $others:ident, $rules:tt) => {
        impl super::support::Wire for $name {
            const RECORD: Option<super::support::Record> = Some(super::support::Record::$others(
                &[$((super::support::wire!($field $wire), stringify!($how), concat!($($default)?))),*],
            ));

            super::support::kept_record!($rules);

            fn fields<F: super::support::Fields>(from: F) -> Result<Self, F::Error> {
                #[allow(unused_mut)]
                let mut slots = ($(super::support::slot::$how(None),)*);
                let ($($field,)*) = &mut slots;
                from.fill(Self::RECORD, &mut [$($field),*])?;
                match slots {
                    ($(super::support::slot::$how(Some($field)),)*) => Ok(Self { $($field),* }),
                    #[allow(unreachable_patterns)]
                    _ => Err(F::incomplete()),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                #[allow(unused_mut)]
                let mut fields = super::support::Written::new::<Self>(to);
                $(fields.$how(&self.$field);)*
                fields.end()
            }
        }

        super::support::deserialize!($name);
        super::support::ruled!($name $rules);
    };
}
pub(crate) use record;

/// The fields of a record that is being written, in their order.
pub struct Written<S: Serializer> {
    map: Result<S::SerializeMap, S::Error>,
    next: std::slice::Iter<'static, Field>,
}

impl<S: Serializer> Written<S> {
    /// Of none so far.
    pub fn new<T: Wire>(to: S) -> Self {
        let fields = T::RECORD.map_or(&[][..], |it| it.fields);
        Self { map: to.serialize_map(None), next: fields.iter() }
    }

    /// The next field, which is always there.
    pub fn must<T: Serialize>(&mut self, value: &T) {
        if let Some((name, ..)) = self.next.next() {
            self.entry(name, value);
        }
    }

    /// The next field, which may be there.
    pub fn may<T: Serialize>(&mut self, value: &Option<T>) {
        if let (Some((name, ..)), Some(value)) = (self.next.next(), value) {
            self.entry(name, value);
        }
    }

    /// The next field, which is for requests.
    pub fn asks<T: Serialize>(&mut self, value: &Option<T>) {
        self.may(value);
    }

    /// All other fields.
    pub fn rest<T: Serialize>(&mut self, value: &BTreeMap<String, T>) {
        for (name, value) in value {
            self.entry(name, value);
        }
    }

    fn entry<T: Serialize>(&mut self, name: &str, value: &T) {
        if let Ok(map) = &mut self.map
            && let Err(why) = serde::ser::SerializeMap::serialize_entry(map, name, value)
        {
            self.map = Err(why);
        }
    }

    /// That is all.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        serde::ser::SerializeMap::end(self.map?)
    }
}
