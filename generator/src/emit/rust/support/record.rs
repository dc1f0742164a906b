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

/// A struct with its fields on the wire, where they may have other names: those
/// that `must` be there, those that a request `asks` for, and those that `may`,
/// `or` else have a default. It ignores other names, or is `closed`
/// to them, or `open` and keeps them in a field. Rules that it is `keeping` are
/// those of the value that it is read from.
macro_rules! record {
    ($name:ident { $($how:ident $field:ident $(= $wire:literal)? $(or $default:literal)?),* $(,)? } $(keeping $rules:tt)?) => {
        super::support::record!(@ $name, { $($how $field { $($wire)? } { $($default)? })* }, ignoring, 1, { $($rules)? });
    };
    ($name:ident closed { $($how:ident $field:ident $(= $wire:literal)? $(or $default:literal)?),* $(,)? } $(keeping $rules:tt)?) => {
        super::support::record!(@ $name, { $($how $field { $($wire)? } { $($default)? })* }, closed, 1000, { $($rules)? });
    };
    ($name:ident open $rest:ident { $($how:ident $field:ident $(= $wire:literal)? $(or $default:literal)?),* $(,)? } $(keeping $rules:tt)?) => {
        super::support::record!(@ $name, { $($how $field { $($wire)? } { $($default)? })* rest $rest { "" } {} }, open, 0, { $($rules)? });
    };
    (@ $name:ident, { $($how:ident $field:ident $wire:tt { $($default:literal)? })* }, $end:ident, $loss:literal, $rules:tt) => {
        impl super::support::Wire for $name {
            const SHAPE: super::support::Shape = super::support::Shape::Map;
            const LOSS: usize = $loss;
            const FIELDS: &'static [super::support::Field] =
                &[$((super::support::wire!($field $wire), stringify!($how), concat!($($default)?))),*];

            fn decode(
                value: serde_json::Value,
                source: &super::support::Source,
            ) -> Result<Self, super::support::Invalid> {
                super::support::kept!($rules keep(&value, source));
                #[allow(unused_mut)]
                let mut fields = super::support::Fields::new(value, source, Self::FIELDS);
                match ($(fields.$how(),)*) {
                    ($(Some($field),)*) => fields.$end(Self { $($field),* }),
                    #[allow(unreachable_patterns)]
                    _ => fields.fail(),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                #[allow(unused_mut)]
                let mut fields = super::support::Written::new(to, <Self as super::support::Wire>::FIELDS);
                $(fields.$how(&self.$field);)*
                fields.end()
            }
        }

        super::support::deserialize!($name);
    };
}
pub(crate) use record;

/// The fields of a record that is being read, in their order.
pub struct Fields<'a> {
    map: serde_json::Map<String, Value>,
    source: &'a Source,
    next: std::slice::Iter<'static, Field>,
    why: Option<Invalid>,
}

impl<'a> Fields<'a> {
    /// Of a value that must be an object.
    pub fn new(value: Value, source: &'a Source, fields: &'static [Field]) -> Self {
        let (map, why) = match value {
            Value::Object(map) => (map, None),
            _ => (serde_json::Map::new(), Some(Invalid::new("must be an object"))),
        };
        Self { map, source, next: fields.iter(), why }
    }

    /// The next field, which must be there.
    pub fn must<T: Wire>(&mut self) -> Option<T> {
        let (name, ..) = self.next.next()?;
        match self.map.remove(*name) {
            Some(value) => self.take(T::decode(value, self.source), name),
            None => self.take(Err(Invalid::new("is missing")), name),
        }
    }

    /// The next field, which may be there. In a request, its default stands for it.
    pub fn may<T: Wire>(&mut self) -> Option<Option<T>> {
        let (name, _, default) = self.next.next()?;
        if let Some(value) = self.map.remove(*name) {
            return self.take(T::decode(value, self.source), name).map(Some);
        }
        let default = Some(default).filter(|it| self.source.asks && !it.is_empty());
        let default = default.and_then(|it| serde_json::from_str(it).ok());
        Some(default.and_then(|it| T::decode(it, &Source::request()).ok()))
    }

    /// The next field, which must be there in a request, and is not in an answer.
    pub fn asks<T: Wire>(&mut self) -> Option<Option<T>> {
        if self.source.asks { self.must().map(Some) } else { self.may() }
    }

    /// All fields that were not asked for.
    pub fn rest<T: Wire>(&mut self) -> Option<BTreeMap<String, T>> {
        let rest = BTreeMap::decode(Value::Object(std::mem::take(&mut self.map)), self.source);
        rest.map_err(|why| self.why.get_or_insert(why)).ok()
    }

    fn take<T>(&mut self, read: Result<T, Invalid>, name: &str) -> Option<T> {
        read.map_err(|why| self.why.get_or_insert_with(|| why.within(name))).ok()
    }

    /// Why a field could not be had.
    pub fn fail<T>(self) -> Result<T, Invalid> {
        Err(self.why.unwrap_or_else(|| Invalid::new("must be an object")))
    }

    /// The record. Other fields are not looked at.
    pub fn ignoring<T>(self, record: T) -> Result<T, Invalid> {
        self.why.map_or(Ok(record), Err)
    }

    /// The record. There are no other fields, as they are in it.
    pub fn open<T>(self, record: T) -> Result<T, Invalid> {
        self.ignoring(record)
    }

    /// The record. There must be no other fields; their names are the sender's,
    /// and not repeated.
    pub fn closed<T>(self, record: T) -> Result<T, Invalid> {
        if self.why.is_none() && !self.map.is_empty() {
            return Err(Invalid::new("must have no fields but those that are known"));
        }
        self.ignoring(record)
    }
}

/// The fields of a record that is being written, in their order.
pub struct Written<S: Serializer> {
    map: Result<S::SerializeMap, S::Error>,
    next: std::slice::Iter<'static, Field>,
}

impl<S: Serializer> Written<S> {
    /// Of none so far.
    pub fn new(to: S, fields: &'static [Field]) -> Self {
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
