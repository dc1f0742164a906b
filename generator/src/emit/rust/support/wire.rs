/// Why a value is not what the contract asks for. It never holds the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// Where in the value, as a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// What is asked for there.
    pub detail: Cow<'static, str>,
}

impl Invalid {
    /// Not what is asked for, right here.
    pub fn new(detail: impl Into<Cow<'static, str>>) -> Self {
        Self { pointer: String::new(), detail: detail.into() }
    }

    /// The same, as seen from outside.
    #[must_use]
    pub fn within(mut self, name: impl fmt::Display) -> Self {
        let step = name.to_string().replace('~', "~0").replace('/', "~1");
        self.pointer = format!("/{step}{}", self.pointer);
        self
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.pointer {
            "" => f.write_str(&self.detail),
            pointer => write!(f, "{pointer}: {}", self.detail),
        }
    }
}

impl std::error::Error for Invalid {}

/// What values look like from outside, which tells how text is taken apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A single value.
    One,
    /// A list.
    List,
    /// Names with values.
    Map,
    /// It depends.
    Mixed,
}

/// Where values come from.
#[derive(Debug)]
pub struct Source {
    /// Numbers and the like are spelt as text: in parameters and forms.
    pub text: bool,
    /// They are those of a request, in which a default stands for what is missing.
    pub asks: bool,
    /// The files of a form; in its place in the form stands a file's number.
    pub files: Vec<File>,
    /// How many parts of values may still be read again: a hostile value must
    /// not make all combinations of alternatives worth a try.
    tries: Cell<usize>,
    /// An alternative is being tried after another.
    again: Cell<bool>,
    /// How many names were lost so far, where the loss can be spared.
    lost: Cell<usize>,
    /// How many parts of values may still be looked at.
    looks: Cell<u32>,
    /// What was seen of the value that is looked at, by the type and the place in memory.
    seen: RefCell<BTreeMap<(TypeId, usize), usize>>,
}

impl Source {
    /// A JSON document.
    pub fn json() -> Self {
        Self {
            text: false,
            asks: false,
            files: Vec::new(),
            tries: Cell::new(2_000_000),
            again: Cell::new(false),
            lost: Cell::new(0),
            looks: Cell::new(2_000_000),
            seen: RefCell::default(),
        }
    }

    /// A request in JSON.
    pub fn request() -> Self {
        Self { asks: true, ..Self::json() }
    }

    /// Parameters or a form.
    pub fn text(files: Vec<File>) -> Self {
        Self { text: true, files, ..Self::request() }
    }

    /// What a default is in a request, if there is one.
    fn default_of<T: Wire>(&self, default: &str) -> Option<T> {
        let default = Some(default).filter(|it| self.asks && !it.is_empty())?;
        read_json(default.as_bytes(), Self::request).ok()?.ok()
    }
}

/// A type with a place in the contract: it is read, and checked while it is
/// read. A record says what its fields are, and all others how they are decoded.
pub trait Wire: Sized {
    /// What a record consists of.
    const RECORD: Option<Record> = None;

    /// What its values look like.
    const SHAPE: Shape = if Self::RECORD.is_some() { Shape::Map } else { Shape::One };

    /// Takes a value apart. Says what is asked for where it does not fit.
    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        Self::fields(Object::new(value, source)?)
    }

    /// Takes a text for a value that it spells, as [`Wire::decode`] does.
    fn spelt(text: Cow<'_, str>, source: &Source) -> Result<Self, Invalid> {
        Self::decode(text.into(), source)
    }

    /// Reads a value straight from where serde reads, through no [`Value`] if it
    /// can. It takes nothing that [`Wire::decode`] does not, but may take less.
    fn direct<'de, D: serde::Deserializer<'de>>(from: D, source: &Source) -> Result<Self, D::Error> {
        match Self::RECORD {
            Some(_) => from.deserialize_map(Whole(Part::of(source))),
            None => indirect(from, source),
        }
    }

    /// Reads the fields of a record.
    fn fields<F: Fields>(_: F) -> Result<Self, F::Error> {
        Err(F::incomplete())
    }

    /// How many names of a value would be lost at the least, at any depth.
    fn lost(value: &Value, source: &Source) -> usize {
        match Seen::of(value, source) {
            Some(seen) => Self::fields(seen).err().unwrap_or_default(),
            None => 0,
        }
    }

    /// Whether a look at the surface says that a value may be of this type,
    /// and then how many of its names would be lost.
    fn suits(value: &Value, _: &Source) -> Option<usize> {
        let map = value.as_object()?;
        let record = Self::RECORD.unwrap_or(Record::ignoring(&[]));
        if record.fields.iter().any(|(name, how, _)| *how == "must" && !map.contains_key(*name)) {
            return None;
        }
        let known = record.fields.iter().filter(|(name, ..)| map.contains_key(*name)).count();
        let loss = map.len().saturating_sub(known) * 2;
        // All else alike, the one that knows more names.
        Some(match record.others {
            Others::Kept => loss + 1,
            Others::Ignored => loss,
            Others::Refused => loss * 1000,
        })
    }
}

/// Reads a value from JSON.
pub fn from_json<T: Wire>(text: &[u8]) -> Result<T, Invalid> {
    read_json(text, Source::json).map_err(|_| Invalid::new("must be JSON"))?
}

/// Reads a value from wherever serde reads.
pub fn read<'de, T: Wire, D: serde::Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    T::decode(Value::deserialize(from)?, &Source::json()).map_err(serde::de::Error::custom)
}

/// Lets serde read a type as [`Wire`] does.
macro_rules! deserialize {
    ($name:ident $(<$($generic:ident),*> $(const $bound:ident: $kind:ty),*)?) => {
        impl<'de, $($($generic: super::support::Wire,)* $(const $bound: $kind),*)?> serde::Deserialize<'de> for $name $(<$($generic,)* $($bound),*>)? {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                super::support::read(from)
            }
        }
    };
}
#[allow(unused_imports)]
pub(crate) use deserialize;
