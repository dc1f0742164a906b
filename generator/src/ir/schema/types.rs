//! The types that a schema states.

use std::fmt;

/// A JSON type, or 2.0's `file`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Type {
    /// `null`
    Null = 1,
    /// `boolean`
    Boolean,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `string`
    String,
    /// `array`
    Array,
    /// `object`
    Object,
    /// 2.0: a file, in forms and responses.
    File,
}

impl Type {
    const ALL: [Self; 8] = [
        Self::Null,
        Self::Boolean,
        Self::Integer,
        Self::Number,
        Self::String,
        Self::Array,
        Self::Object,
        Self::File,
    ];

    /// As it is written in a document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
            Self::File => "file",
        }
    }

    /// The type that a document's word names.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The types that a schema states, in order, each once; four bits a type.
/// Empty: `type` is not stated.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Types(u32);

impl Types {
    /// Adds a type behind the others, unless it is there.
    pub fn add(&mut self, ty: Type) {
        if !self.has(ty) {
            let used = 4 * self.iter().count();
            self.0 |= (ty as u32) << used;
        }
    }

    /// Whether a type is stated.
    pub fn has(self, ty: Type) -> bool {
        self.iter().any(|it| it == ty)
    }

    /// Whether `type` is not stated at all.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The types in the order written.
    pub fn iter(self) -> impl Iterator<Item = Type> {
        (0..8).map_while(move |at| {
            let code = (self.0 >> (4 * at)) & 0xF;
            Type::ALL.into_iter().find(|it| *it as u32 == code)
        })
    }

    /// The type, if it is exactly one, `null` aside.
    pub fn single(self) -> Option<Type> {
        let mut real = self.iter().filter(|it| *it != Type::Null);
        let first = real.next()?;
        real.next().is_none().then_some(first)
    }
}

impl FromIterator<Type> for Types {
    fn from_iter<I: IntoIterator<Item = Type>>(types: I) -> Self {
        let mut all = Self::default();
        types.into_iter().for_each(|it| all.add(it));
        all
    }
}

impl fmt::Debug for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
