/// What a part counts that a type does not take, beside the names that one loses.
pub const UNFIT: usize = 1_000_000;

/// How many names of a value a type would lose.
pub type Look = fn(&Value, &Source) -> usize;

/// How many names of a part of a value its type would lose at the least.
pub fn look<T: Wire>(part: &Value, source: &Source) -> usize {
    match source.looks.get().checked_sub(1) {
        // Who sends a value must not choose how long it is looked at.
        None => 0,
        Some(left) => {
            source.looks.set(left);
            T::suits(part, source).map_or(UNFIT, |_| T::lost(part, source))
        }
    }
}

/// What several parts lose together.
pub fn total(parts: impl IntoIterator<Item = usize>) -> usize {
    parts.into_iter().fold(0, usize::saturating_add)
}

/// How many parts a value has.
fn extent(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(extent).sum::<usize>() + 1,
        Value::Object(map) => map.values().map(extent).sum::<usize>() + 1,
        _ => 1,
    }
}

impl Source {
    /// Notes whether an alternative is tried after another, and says whether one was.
    pub fn tries_again(&self, again: bool) -> bool {
        self.again.replace(again)
    }

    /// Whether a value may be read again.
    pub fn affords(&self, value: &Value) -> bool {
        let left = self.tries.get().checked_sub(extent(value));
        self.tries.set(left.unwrap_or_default());
        left.is_some()
    }

    /// Forgets what was seen: another value is looked at.
    pub fn forget(&self) {
        self.seen.borrow_mut().clear();
    }

    /// What the best alternative of a union loses of a part of the value. No
    /// part is looked at twice for one type, however many ways lead to it.
    pub fn seen<T: Wire + 'static>(&self, part: &Value, alternatives: &[Look]) -> usize {
        let key = (TypeId::of::<T>(), std::ptr::from_ref(part).addr());
        if let Some(lost) = self.seen.borrow().get(&key) {
            return *lost;
        }
        let lost = alternatives.iter().map(|look| look(part, self)).min().unwrap_or(UNFIT);
        self.seen.borrow_mut().insert(key, lost);
        lost
    }
}

/// The fields of a record that is not read, but looked at: what comes of that
/// is how many names it loses.
pub struct Seen<'a> {
    map: &'a serde_json::Map<String, Value>,
    /// The value of the field that is at hand.
    value: &'a Value,
    source: &'a Source,
}

impl<'a> Seen<'a> {
    /// Of a value that is an object.
    pub fn of(value: &'a Value, source: &'a Source) -> Option<Self> {
        value.as_object().map(|map| Self { map, value, source })
    }

    fn field(&mut self, name: &str, value: &'a Value, slot: &mut dyn Slot<Self>) -> usize {
        self.value = value;
        slot.read(&mut name.to_owned(), self).err().unwrap_or_default()
    }
}

impl Fields for Seen<'_> {
    type Error = usize;

    fn value<T: Wire>(&mut self) -> Result<T, usize> {
        Err(look::<T>(self.value, self.source))
    }

    fn fill(mut self, record: Option<Record>, slots: &mut [&mut dyn Slot<Self>]) -> Result<(), usize> {
        let Some(record) = record else { return Err(0) };
        let (map, named) = (self.map, record.named());
        let mut lost = 0_usize;
        let mut known = 0;
        for ((name, ..), slot) in named.iter().zip(&mut *slots) {
            if let Some(value) = map.get(*name) {
                known += 1;
                lost = lost.saturating_add(self.field("", value, *slot));
            }
        }
        match (record.others, slots.last_mut()) {
            (Others::Kept, Some(rest)) => {
                for (name, value) in map.iter().filter(|it| named.iter().all(|field| field.0 != it.0)) {
                    lost = lost.saturating_add(self.field(name, value, *rest));
                }
            }
            (Others::Refused, _) if map.len() > known => lost = lost.saturating_add(UNFIT),
            _ => lost = lost.saturating_add(map.len() - known),
        }
        Err(lost)
    }

    fn incomplete() -> usize {
        0
    }
}
