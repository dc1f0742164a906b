/// A record with rules of its own.
pub trait Ruled: Wire + Serialize {
    /// What it keeps beyond what its fields do.
    const RULES: &'static [Rule];
}

/// A record that keeps its rules: it is held against them when it is made or
/// read, and is not changed after that.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kept<T>(T);

impl<T: Ruled> Kept<T> {
    /// Checks a record.
    pub fn new(it: T) -> Result<Self, Invalid> {
        keep_typed(T::RULES, &it)?;
        Ok(Self(it))
    }
}

impl<T> Kept<T> {
    /// The record itself.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Kept<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Ruled> Wire for Kept<T> {
    const RECORD: Option<Record> = T::RECORD;

    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        // Its rules are those of the value, and asked there.
        T::decode(value, source).map(Self)
    }

    fn direct<'de, D: serde::Deserializer<'de>>(from: D, source: &Source) -> Result<Self, D::Error> {
        T::direct(from, source).map(Self)
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        T::suits(value, source)
    }

    fn lost(value: &Value, source: &Source) -> usize {
        T::lost(value, source)
    }
}

impl<T: Serialize> Serialize for Kept<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de, T: Ruled> Deserialize<'de> for Kept<T> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from)
    }
}
