/// A field of a record: its name, whether it `must` or `may` be there, and its
/// default as JSON, which is empty where there is none.
pub type Field = (&'static str, &'static str, &'static str);

/// What a record consists of.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// The fields that it knows. The last one of an open record has no name.
    pub fields: &'static [Field],
    /// What becomes of all other fields.
    pub others: Others,
}

/// What becomes of fields that a record does not know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Others {
    /// They are not looked at.
    Ignored,
    /// They must not be there.
    Refused,
    /// They go into the last field.
    Kept,
}

impl Record {
    /// It does not look at other fields.
    pub const fn ignoring(fields: &'static [Field]) -> Self {
        Self { fields, others: Others::Ignored }
    }

    /// It has no other fields.
    pub const fn closed(fields: &'static [Field]) -> Self {
        Self { fields, others: Others::Refused }
    }

    /// It keeps other fields in its last one.
    pub const fn open(fields: &'static [Field]) -> Self {
        Self { fields, others: Others::Kept }
    }

    /// The fields that have names.
    fn named(&self) -> &'static [Field] {
        match self.others {
            Others::Kept => self.fields.split_last().map_or(&[], |it| it.1),
            Others::Ignored | Others::Refused => self.fields,
        }
    }
}

/// The fields of a record that is being read.
pub trait Fields: Sized {
    /// Why a record could not be had.
    type Error;

    /// The value of the field that is at hand.
    fn value<T: Wire>(&mut self) -> Result<T, Self::Error>;

    /// Reads the fields into slots, one for each that the record has.
    fn fill(self, record: Option<Record>, slots: &mut [&mut dyn Slot<Self>]) -> Result<(), Self::Error>;

    /// A field is missing.
    fn incomplete() -> Self::Error;
}

/// Where a field is put that is read, or where all are that have no other place.
pub trait Slot<F: Fields> {
    /// Reads the field of this name, which it may take. Says whether there was one already.
    fn read(&mut self, name: &mut String, from: &mut F) -> Result<bool, F::Error>;

    /// No more comes. Says whether that is well.
    fn end(&mut self, default: &str, source: &Source) -> bool;
}

/// The slots of fields, by how they are there.
#[allow(non_camel_case_types)]
pub mod slot {
    use super::{BTreeMap, Fields, Slot, Source, Wire};

    /// A field that must be there.
    #[derive(Debug)]
    pub struct must<T>(pub Option<T>);

    impl<T: Wire, F: Fields> Slot<F> for must<T> {
        fn read(&mut self, _: &mut String, from: &mut F) -> Result<bool, F::Error> {
            Ok(self.0.replace(from.value()?).is_some())
        }

        fn end(&mut self, _: &str, _: &Source) -> bool {
            self.0.is_some()
        }
    }

    /// A field that may be there. In a request, its default stands for it.
    #[derive(Debug)]
    pub struct may<T>(pub Option<Option<T>>);

    impl<T: Wire, F: Fields> Slot<F> for may<T> {
        fn read(&mut self, _: &mut String, from: &mut F) -> Result<bool, F::Error> {
            Ok(self.0.replace(Some(from.value()?)).is_some())
        }

        fn end(&mut self, default: &str, source: &Source) -> bool {
            self.0.get_or_insert_with(|| source.default_of(default));
            true
        }
    }

    /// A field that must be there in a request, and is not in an answer.
    #[derive(Debug)]
    pub struct asks<T>(pub Option<Option<T>>);

    impl<T: Wire, F: Fields> Slot<F> for asks<T> {
        fn read(&mut self, _: &mut String, from: &mut F) -> Result<bool, F::Error> {
            Ok(self.0.replace(Some(from.value()?)).is_some())
        }

        fn end(&mut self, _: &str, source: &Source) -> bool {
            !source.asks && self.0.get_or_insert(None).is_none() || self.0.is_some()
        }
    }

    /// All fields that have no other place.
    #[derive(Debug)]
    pub struct rest<T>(pub Option<BTreeMap<String, T>>);

    impl<T: Wire, F: Fields> Slot<F> for rest<T> {
        fn read(&mut self, name: &mut String, from: &mut F) -> Result<bool, F::Error> {
            Ok(self.0.get_or_insert_default().insert(std::mem::take(name), from.value()?).is_some())
        }

        fn end(&mut self, _: &str, _: &Source) -> bool {
            self.0.get_or_insert_default();
            true
        }
    }
}

/// The fields of a value.
#[derive(Debug)]
pub struct Object<'a> {
    map: serde_json::Map<String, Value>,
    /// The value of the field that is at hand.
    value: Value,
    source: &'a Source,
}

impl<'a> Object<'a> {
    /// Of a value that must be an object.
    pub fn new(value: Value, source: &'a Source) -> Result<Self, Invalid> {
        match value {
            Value::Object(map) => Ok(Self { map, value: Value::Null, source }),
            _ => Err(Invalid::new("must be an object")),
        }
    }
}

impl Fields for Object<'_> {
    type Error = Invalid;

    fn value<T: Wire>(&mut self) -> Result<T, Invalid> {
        T::decode(std::mem::take(&mut self.value), self.source)
    }

    fn fill(mut self, record: Option<Record>, slots: &mut [&mut dyn Slot<Self>]) -> Result<(), Invalid> {
        let Some(record) = record else { return Err(Self::incomplete()) };
        for ((name, _, default), slot) in record.named().iter().zip(&mut *slots) {
            if let Some(value) = self.map.remove(*name) {
                self.value = value;
                slot.read(&mut String::new(), &mut self).map_err(|why| why.within(name))?;
            } else if !slot.end(default, self.source) {
                return Err(Self::incomplete().within(name));
            }
        }
        if record.others == Others::Refused && !self.map.is_empty() {
            // Their names are the sender's, and not repeated.
            return Err(Invalid::new("must have no fields but those that are known"));
        }
        if let (Others::Kept, Some(rest)) = (record.others, slots.last_mut()) {
            for (name, value) in std::mem::take(&mut self.map) {
                self.value = value;
                rest.read(&mut name.clone(), &mut self).map_err(|why| why.within(name))?;
            }
            rest.end("", self.source);
        }
        // Of another record, which another alternative has, some are perhaps fields.
        self.source.lost.set(self.source.lost.get() + self.map.len());
        Ok(())
    }

    fn incomplete() -> Invalid {
        Invalid::new("is missing")
    }
}
