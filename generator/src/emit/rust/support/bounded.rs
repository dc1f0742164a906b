/// Text of so many Unicode code points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<const MIN: usize = 0, const MAX: usize = { usize::MAX }>(String);

impl<const MIN: usize, const MAX: usize> Text<MIN, MAX> {
    /// Checks a text.
    pub fn new(it: impl Into<String>) -> Result<Self, Invalid> {
        let it = it.into();
        check::length(&it, MIN, MAX)?;
        Ok(Self(it))
    }

    /// The text itself.
    pub fn into_inner(self) -> String {
        self.0
    }
}

impl<const MIN: usize, const MAX: usize> Deref for Text<MIN, MAX> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const MIN: usize, const MAX: usize> fmt::Display for Text<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MIN: usize, const MAX: usize> TryFrom<String> for Text<MIN, MAX> {
    type Error = Invalid;

    fn try_from(it: String) -> Result<Self, Invalid> {
        Self::new(it)
    }
}

impl<const MIN: usize, const MAX: usize> TryFrom<&str> for Text<MIN, MAX> {
    type Error = Invalid;

    fn try_from(it: &str) -> Result<Self, Invalid> {
        Self::new(it)
    }
}

impl<const MIN: usize, const MAX: usize> Wire for Text<MIN, MAX> {
    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        Self::new(String::decode(value, source)?)
    }

    fn spelt(text: Cow<'_, str>, _: &Source) -> Result<Self, Invalid> {
        Self::new(text)
    }

    fn direct<'de, D: serde::Deserializer<'de>>(from: D, source: &Source) -> Result<Self, D::Error> {
        Self::new(String::direct(from, source)?).map_err(serde::de::Error::custom)
    }

    fn suits(value: &Value, _: &Source) -> Option<usize> {
        value.is_string().then_some(1)
    }
}

impl<const MIN: usize, const MAX: usize> Serialize for Text<MIN, MAX> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

deserialize!(Text<> const MIN: usize, const MAX: usize);

/// A whole number in a range, both ends in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Int<const MIN: i64 = { i64::MIN }, const MAX: i64 = { i64::MAX }>(i64);

impl<const MIN: i64, const MAX: i64> Int<MIN, MAX> {
    /// Checks a number.
    pub fn new(it: i64) -> Result<Self, Invalid> {
        if it < MIN {
            return Err(Invalid::new(format!("must be at least {MIN}")));
        }
        if it > MAX {
            return Err(Invalid::new(format!("must be at most {MAX}")));
        }
        Ok(Self(it))
    }

    /// The number itself.
    pub fn get(self) -> i64 {
        self.0
    }
}

impl<const MIN: i64, const MAX: i64> TryFrom<i64> for Int<MIN, MAX> {
    type Error = Invalid;

    fn try_from(it: i64) -> Result<Self, Invalid> {
        Self::new(it)
    }
}

impl<const MIN: i64, const MAX: i64> From<Int<MIN, MAX>> for i64 {
    fn from(it: Int<MIN, MAX>) -> Self {
        it.0
    }
}

impl<const MIN: i64, const MAX: i64> fmt::Display for Int<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<const MIN: i64, const MAX: i64> Wire for Int<MIN, MAX> {
    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        Self::new(i64::decode(value, source)?)
    }

    fn spelt(text: Cow<'_, str>, source: &Source) -> Result<Self, Invalid> {
        Self::new(i64::spelt(text, source)?)
    }

    fn direct<'de, D: serde::Deserializer<'de>>(from: D, source: &Source) -> Result<Self, D::Error> {
        Self::new(i64::direct(from, source)?).map_err(serde::de::Error::custom)
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        i64::suits(value, source)
    }
}

impl<const MIN: i64, const MAX: i64> Serialize for Int<MIN, MAX> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i64(self.0)
    }
}

deserialize!(Int<> const MIN: i64, const MAX: i64);

/// So many items.
#[derive(Clone, Debug, PartialEq)]
pub struct List<T, const MIN: usize = 0, const MAX: usize = { usize::MAX }>(Vec<T>);

impl<T, const MIN: usize, const MAX: usize> List<T, MIN, MAX> {
    /// Checks the items.
    pub fn new(it: Vec<T>) -> Result<Self, Invalid> {
        check::count(it.len(), MIN, MAX)?;
        Ok(Self(it))
    }

    /// The items themselves.
    pub fn into_inner(self) -> Vec<T> {
        self.0
    }
}

impl<T, const MIN: usize, const MAX: usize> Deref for List<T, MIN, MAX> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T, const MIN: usize, const MAX: usize> TryFrom<Vec<T>> for List<T, MIN, MAX> {
    type Error = Invalid;

    fn try_from(it: Vec<T>) -> Result<Self, Invalid> {
        Self::new(it)
    }
}

impl<T: Wire, const MIN: usize, const MAX: usize> Wire for List<T, MIN, MAX> {
    const SHAPE: Shape = Shape::List;

    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        Self::new(Vec::decode(value, source)?)
    }

    fn direct<'de, D: serde::Deserializer<'de>>(from: D, source: &Source) -> Result<Self, D::Error> {
        Self::new(Vec::direct(from, source)?).map_err(serde::de::Error::custom)
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        Vec::<T>::suits(value, source)
    }

    fn lost(value: &Value, source: &Source) -> usize {
        Vec::<T>::lost(value, source)
    }
}

impl<T: Serialize, const MIN: usize, const MAX: usize> Serialize for List<T, MIN, MAX> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

deserialize!(List<T> const MIN: usize, const MAX: usize);

/// So many items, no two of them the same. They keep their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Set<T, const MIN: usize = 0, const MAX: usize = { usize::MAX }>(Vec<T>);

impl<T: Serialize, const MIN: usize, const MAX: usize> Set<T, MIN, MAX> {
    /// Checks the items.
    pub fn new(it: Vec<T>) -> Result<Self, Invalid> {
        check::count(it.len(), MIN, MAX)?;
        let mut seen = BTreeSet::new();
        for item in &it {
            // By what they are on the wire, so that no order is asked of `T`.
            let spelt = serde_json::to_value(item).map(|it| it.to_string()).unwrap_or_default();
            if !seen.insert(spelt) {
                return Err(Invalid::new("must have no item twice"));
            }
        }
        Ok(Self(it))
    }
}

impl<T, const MIN: usize, const MAX: usize> Set<T, MIN, MAX> {
    /// The items themselves.
    pub fn into_inner(self) -> Vec<T> {
        self.0
    }
}

impl<T, const MIN: usize, const MAX: usize> Deref for Set<T, MIN, MAX> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Serialize, const MIN: usize, const MAX: usize> TryFrom<Vec<T>> for Set<T, MIN, MAX> {
    type Error = Invalid;

    fn try_from(it: Vec<T>) -> Result<Self, Invalid> {
        Self::new(it)
    }
}

impl<T: Wire + Serialize, const MIN: usize, const MAX: usize> Wire for Set<T, MIN, MAX> {
    const SHAPE: Shape = Shape::List;

    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        Self::new(Vec::decode(value, source)?)
    }

    fn direct<'de, D: serde::Deserializer<'de>>(from: D, source: &Source) -> Result<Self, D::Error> {
        Self::new(Vec::direct(from, source)?).map_err(serde::de::Error::custom)
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        Vec::<T>::suits(value, source)
    }

    fn lost(value: &Value, source: &Source) -> usize {
        Vec::<T>::lost(value, source)
    }
}

impl<T: Serialize, const MIN: usize, const MAX: usize> Serialize for Set<T, MIN, MAX> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de, T: Wire + Serialize, const MIN: usize, const MAX: usize> Deserialize<'de> for Set<T, MIN, MAX> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::decode(Value::deserialize(from)?, &Source::json()).map_err(serde::de::Error::custom)
    }
}
