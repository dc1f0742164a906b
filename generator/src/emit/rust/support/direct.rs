/// Reads a value straight from its text. Where that does not come to a value,
/// there may be one all the same: [`Wire::decode`] has the last word, and tells
/// what is wrong where.
pub fn read_json<T: Wire>(text: &[u8], source: fn() -> Source) -> serde_json::Result<Result<T, Invalid>> {
    let mut from = serde_json::Deserializer::from_slice(text);
    match T::direct(&mut from, &source()) {
        Ok(it) if from.end().is_ok() => Ok(Ok(it)),
        _ => Ok(T::decode(serde_json::from_slice(text)?, &source())),
    }
}

/// Reads a value through a [`Value`], as [`Wire::direct`] does where it has to.
pub fn indirect<'de, T: Wire, D: serde::Deserializer<'de>>(from: D, source: &Source) -> Result<T, D::Error> {
    T::decode(Value::deserialize(from)?, source).map_err(serde::de::Error::custom)
}

/// How a type is read as part of another.
struct Part<'a, T>(&'a Source, std::marker::PhantomData<fn() -> T>);

impl<'a, T> Part<'a, T> {
    fn of(source: &'a Source) -> Self {
        Self(source, std::marker::PhantomData)
    }
}

impl<'de, T: Wire> DeserializeSeed<'de> for Part<'_, T> {
    type Value = T;

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        T::direct(from, self.0)
    }
}

impl<'de, T: Wire> Visitor<'de> for Part<'_, Option<T>> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: serde::Deserializer<'de>>(self, from: D) -> Result<Option<T>, D::Error> {
        T::direct(from, self.0).map(Some)
    }
}

impl<'de, T: Wire> Visitor<'de> for Part<'_, Vec<T>> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut all = Vec::new();
        while let Some(it) = list.next_element_seed(Part::of(self.0))? {
            all.push(it);
        }
        Ok(all)
    }
}

impl<'de, T: Wire> Visitor<'de> for Part<'_, BTreeMap<String, T>> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut all = BTreeMap::new();
        while let Some(name) = map.next_key()? {
            once(all.insert(name, map.next_value_seed(Part::of(self.0))?).is_some())?;
        }
        Ok(all)
    }
}

/// Of fields of one name the last one counts, whatever the others are: that is
/// for [`Wire::decode`] to see.
fn once<E: serde::de::Error>(again: bool) -> Result<(), E> {
    if again { Err(E::custom("comes twice")) } else { Ok(()) }
}

/// How a record is read.
struct Whole<'a, T>(Part<'a, T>);

impl<'de, T: Wire> Visitor<'de> for Whole<'_, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::fields(Pairs { map, source: self.0.0, from: std::marker::PhantomData })
    }
}

/// The fields of a record as they come.
struct Pairs<'a, 'de, A> {
    map: A,
    source: &'a Source,
    from: std::marker::PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Fields for Pairs<'_, 'de, A> {
    type Error = A::Error;

    fn value<T: Wire>(&mut self) -> Result<T, A::Error> {
        self.map.next_value_seed(Part::of(self.source))
    }

    fn fill(mut self, record: Option<Record>, slots: &mut [&mut dyn Slot<Self>]) -> Result<(), A::Error> {
        let Some(record) = record else { return Err(Self::incomplete()) };
        let mut names = Names { known: record.named(), others: record.others, expected: 0, other: String::new() };
        // One bit for each of the first fields: those that came need not be asked again.
        let mut came = 0_u64;
        let bit = |at: usize| 1_u64.checked_shl(at as u32).unwrap_or(0);
        while let Some(at) = self.map.next_key_seed(&mut names)? {
            came |= bit(at);
            match slots.get_mut(at) {
                Some(slot) => once(slot.read(&mut names.other, &mut self)?)?,
                None if record.others == Others::Refused => return Err(Self::incomplete()),
                None => self.map.next_value::<Skipped>().map(|_| ())?,
            }
            names.expected = at + 1;
        }
        let mut missing = record.fields.iter().zip(slots).enumerate().filter(|it| came & bit(it.0) == 0);
        if missing.all(|(_, (field, slot))| slot.end(field.2, self.source)) { Ok(()) } else { Err(Self::incomplete()) }
    }

    fn incomplete() -> A::Error {
        serde::de::Error::custom("is not what it must be")
    }
}

/// Finds the place of a field by its name; most come in their order.
struct Names {
    known: &'static [Field],
    others: Others,
    expected: usize,
    /// The name itself, where the last place keeps it.
    other: String,
}

impl<'de> DeserializeSeed<'de> for &mut Names {
    type Value = usize;

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<usize, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &mut Names {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<usize, E> {
        if self.known.get(self.expected).is_some_and(|it| it.0 == name) {
            return Ok(self.expected);
        }
        let at = self.known.iter().position(|it| it.0 == name);
        if at.is_none() && self.others == Others::Kept {
            name.clone_into(&mut self.other);
        }
        Ok(at.unwrap_or(self.known.len()))
    }
}

/// A value that nobody wants. It is read as strictly as any other.
struct Skipped;

impl<'de> Deserialize<'de> for Skipped {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Skipped {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self, A::Error> {
        while list.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<Self, Self>()?.is_some() {}
        Ok(self)
    }
}
