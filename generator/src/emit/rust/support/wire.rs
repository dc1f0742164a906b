use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Deref;

use serde::ser::Serializer;
use serde::{Deserialize, Serialize};
use serde_json::Value;

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
    /// The files of a form; in its place in the form stands a file's number.
    pub files: Vec<File>,
    /// How often an alternative may still be tried: a hostile value must not
    /// make all combinations of alternatives worth a try.
    tries: Cell<u32>,
}

impl Source {
    /// A JSON document.
    pub fn json() -> Self {
        Self { text: false, files: Vec::new(), tries: Cell::new(10_000) }
    }

    /// Parameters or a form.
    pub fn text(files: Vec<File>) -> Self {
        Self { text: true, files, tries: Cell::new(10_000) }
    }

    /// Whether another alternative may be tried.
    pub fn try_another(&self) -> bool {
        let left = self.tries.get();
        self.tries.set(left.saturating_sub(1));
        left > 0
    }
}

/// A type with a place in the contract: it is read, and checked while it is read.
pub trait Wire: Sized {
    /// What its values look like.
    const SHAPE: Shape = Shape::One;
    /// The names that it knows, if it has named fields.
    const NAMES: &'static [&'static str] = &[];

    /// Takes a value apart. Says what is asked for where it does not fit.
    fn decode(value: Value, source: &Source) -> Result<Self, Invalid>;

    /// Whether a look at the surface says that a value may be of this type,
    /// and then how many of its names would be lost.
    fn suits(value: &Value, source: &Source) -> Option<usize>;
}

/// Reads a value from JSON.
pub fn from_json<T: Wire>(text: &[u8]) -> Result<T, Invalid> {
    let value = serde_json::from_slice(text).map_err(|_| Invalid::new("must be JSON"))?;
    T::decode(value, &Source::json())
}

/// Lets serde read a type as [`Wire`] does.
macro_rules! deserialize {
    ($name:ident $(<$($generic:ident),*> $(const $bound:ident: $kind:ty),*)?) => {
        impl<'de, $($($generic: super::support::Wire,)* $(const $bound: $kind),*)?> serde::Deserialize<'de> for $name $(<$($generic,)* $($bound),*>)? {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let value = serde_json::Value::deserialize(from)?;
                super::support::Wire::decode(value, &super::support::Source::json())
                    .map_err(serde::de::Error::custom)
            }
        }
    };
}
#[allow(unused_imports)]
pub(crate) use deserialize;

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

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        Vec::<T>::suits(value, source)
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

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        Vec::<T>::suits(value, source)
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

/// Bytes, on the wire as base64 (RFC 4648).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(pub Vec<u8>);

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

impl Base64 {
    /// The bytes that a text spells, in the standard or the URL alphabet;
    /// padding and line ends may be there.
    pub fn read(text: &str) -> Option<Self> {
        let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
        let (mut bits, mut count) = (0_u32, 0);
        for byte in text.trim_end_matches('=').bytes() {
            let digit = match byte {
                b'\r' | b'\n' => continue,
                b'-' => 62,
                b'_' => 63,
                _ => BASE64.iter().position(|it| *it == byte)?,
            };
            bits = bits << 6 | u32::try_from(digit).ok()?;
            count += 6;
            if count >= 8 {
                count -= 8;
                bytes.push((bits >> count) as u8);
                bits &= (1 << count) - 1;
            }
        }
        (count < 6).then_some(Self(bytes))
    }
}

impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for group in self.0.chunks(3) {
            let bits = group.iter().fold(0_u32, |all, it| all << 8 | u32::from(*it)) << (8 * (3 - group.len()));
            for at in 0..4 {
                let digit = BASE64[(bits >> (18 - 6 * at)) as usize & 63];
                let digit = if at > group.len() { '=' } else { char::from(digit) };
                write!(f, "{digit}")?;
            }
        }
        Ok(())
    }
}

impl Wire for Base64 {
    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        let text = String::decode(value, source)?;
        Self::read(&text).ok_or_else(|| Invalid::new("must be base64"))
    }

    fn suits(value: &Value, _: &Source) -> Option<usize> {
        value.as_str().and_then(Self::read).map(|_| 0)
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

deserialize!(Base64);

/// A file of a form. Elsewhere its bytes are those of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// What the sender calls it.
    pub name: Option<String>,
    /// The media type that the sender states.
    pub content_type: Option<String>,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Wire for File {
    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        if let Value::Number(number) = &value
            && let Some(file) = number.as_u64().and_then(|it| source.files.get(usize::try_from(it).ok()?))
        {
            return Ok(file.clone());
        }
        let bytes = String::decode(value, source)?.into_bytes();
        Ok(Self { bytes, ..Self::default() })
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        (value.is_string() || !source.files.is_empty() && value.is_number()).then_some(1)
    }
}

impl Serialize for File {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&String::from_utf8_lossy(&self.bytes))
    }
}

deserialize!(File);

/// A value that there is none of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Never {}

impl Wire for Never {
    fn decode(_: Value, _: &Source) -> Result<Self, Invalid> {
        Err(Invalid::new("must not be there"))
    }

    fn suits(_: &Value, _: &Source) -> Option<usize> {
        None
    }
}

impl Serialize for Never {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        match *self {}
    }
}

deserialize!(Never);

impl Wire for Value {
    const SHAPE: Shape = Shape::Mixed;

    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        // The number of a file means nothing outside its form.
        if let Value::Number(_) = value && source.text {
            return File::decode(value, source).map(|it| String::from_utf8_lossy(&it.bytes).into());
        }
        Ok(value)
    }

    fn suits(_: &Value, _: &Source) -> Option<usize> {
        Some(2)
    }
}

impl Wire for String {
    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        match value {
            Value::String(text) => Ok(text),
            Value::Number(_) if !source.files.is_empty() => {
                let bytes = File::decode(value, source)?.bytes;
                Self::from_utf8(bytes).map_err(|_| Invalid::new("must be UTF-8 text"))
            }
            _ => Err(Invalid::new("must be a string")),
        }
    }

    fn suits(value: &Value, _: &Source) -> Option<usize> {
        value.is_string().then_some(1)
    }
}

impl Wire for bool {
    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        match value {
            Value::Bool(it) => Ok(it),
            Value::String(text) if source.text && text == "true" => Ok(true),
            Value::String(text) if source.text && text == "false" => Ok(false),
            _ => Err(Invalid::new("must be true or false")),
        }
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        Self::decode(value.clone(), source).is_ok().then_some(0)
    }
}

impl Wire for () {
    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        match value {
            Value::Null => Ok(()),
            Value::String(text) if source.text && text.is_empty() => Ok(()),
            _ => Err(Invalid::new("must be null")),
        }
    }

    fn suits(value: &Value, _: &Source) -> Option<usize> {
        value.is_null().then_some(0)
    }
}

/// The number in a value, by its value: `1.0` is a whole one.
fn integer(value: &Value, source: &Source) -> Option<i128> {
    match value {
        // In a form, a number stands for a file.
        Value::Number(_) if source.text => None,
        Value::Number(it) => {
            let whole = it.as_i64().map(i128::from).or_else(|| it.as_u64().map(i128::from));
            whole.or_else(|| it.as_f64().filter(|it| it.fract() == 0.0 && it.abs() < 1e19).map(|it| it as i128))
        }
        Value::String(text) if source.text && !text.starts_with('+') => text.parse().ok(),
        _ => None,
    }
}

macro_rules! integers {
    ($($kind:ty),*) => {$(
        impl Wire for $kind {
            fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
                let number = integer(&value, source).ok_or_else(|| Invalid::new("must be a whole number"))?;
                Self::try_from(number).map_err(|_| match number < i128::from(Self::MIN) {
                    true => Invalid::new(format!("must be at least {}", Self::MIN)),
                    false => Invalid::new(format!("must be at most {}", Self::MAX)),
                })
            }

            fn suits(value: &Value, source: &Source) -> Option<usize> {
                integer(value, source).map(|_| 0)
            }
        }
    )*};
}
integers!(i8, i16, i32, i64, u8, u16, u32, u64);

macro_rules! counts {
    ($($kind:ty: $inner:ty),*) => {$(
        impl Wire for $kind {
            fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
                Self::new(<$inner>::decode(value, source)?).ok_or_else(|| Invalid::new("must be at least 1"))
            }

            fn suits(value: &Value, source: &Source) -> Option<usize> {
                <$inner>::suits(value, source)
            }
        }
    )*};
}
counts!(std::num::NonZeroU8: u8, std::num::NonZeroU16: u16, std::num::NonZeroU32: u32, std::num::NonZeroU64: u64);

impl Wire for f64 {
    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        let number = match &value {
            Value::Number(it) if !source.text => it.as_f64(),
            // As JSON spells numbers: neither `inf` nor `NaN`.
            Value::String(text) if source.text => {
                let parsed = text.parse::<serde_json::Number>();
                parsed.ok().and_then(|it| it.as_f64())
            }
            _ => None,
        };
        number.ok_or_else(|| Invalid::new("must be a number"))
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        Self::decode(value.clone(), source).is_ok().then_some(1)
    }
}

impl Wire for f32 {
    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        let number = f64::decode(value, source)? as Self;
        if number.is_finite() { Ok(number) } else { Err(Invalid::new("must be a number of 32 bits")) }
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        f64::suits(value, source)
    }
}

impl<T: Wire> Wire for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    const NAMES: &'static [&'static str] = T::NAMES;

    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        match value {
            Value::Null => Ok(None),
            Value::String(text) if source.text && (text == "null" || text.is_empty()) => {
                Ok(T::decode(Value::String(text), source).ok())
            }
            value => T::decode(value, source).map(Some),
        }
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        if value.is_null() { Some(0) } else { T::suits(value, source) }
    }
}

impl<T: Wire> Wire for Box<T> {
    const SHAPE: Shape = T::SHAPE;
    const NAMES: &'static [&'static str] = T::NAMES;

    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        T::decode(value, source).map(Self::new)
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        T::suits(value, source)
    }
}

impl<T: Wire> Wire for Vec<T> {
    const SHAPE: Shape = Shape::List;

    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        let items = match value {
            Value::Array(items) => items,
            // In a form, a list of one looks like the one.
            value if source.text => vec![value],
            _ => return Err(Invalid::new("must be a list")),
        };
        let items = items.into_iter().enumerate();
        items.map(|(at, it)| T::decode(it, source).map_err(|why| why.within(at))).collect()
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        match value.as_array() {
            Some(items) => items.first().map_or(Some(0), |it| T::suits(it, source)),
            None => source.text.then_some(3),
        }
    }
}

impl<T: Wire> Wire for BTreeMap<String, T> {
    const SHAPE: Shape = Shape::Map;

    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        let Value::Object(map) = value else { return Err(Invalid::new("must be an object")) };
        let decode = |(name, it): (String, Value)| match T::decode(it, source) {
            Ok(it) => Ok((name, it)),
            Err(why) => Err(why.within(name)),
        };
        map.into_iter().map(decode).collect()
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        let first = value.as_object()?.values().next();
        first.map_or(Some(1), |it| T::suits(it, source).map(|_| 1))
    }
}

macro_rules! tuples {
    ($($count:literal: $($part:ident)+;)*) => {$(
        impl<$($part: Wire),+> Wire for ($($part,)+) {
            const SHAPE: Shape = Shape::List;

            fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
                let Value::Array(items) = value else { return Err(Invalid::new("must be a list")) };
                check::count(items.len(), $count, $count)?;
                let mut items = items.into_iter().enumerate();
                Ok(($({
                    let (at, item) = items.next().unwrap_or_default();
                    $part::decode(item, source).map_err(|why| why.within(at))?
                },)+))
            }

            fn suits(value: &Value, _: &Source) -> Option<usize> {
                value.as_array().filter(|it| it.len() == $count).map(|_| 0)
            }
        }
    )*};
}
tuples! {
    1: A;
    2: A B;
    3: A B C;
    4: A B C D;
    5: A B C D E;
    6: A B C D E F;
}

/// A type that is spelt as text, with what is asked of the text.
#[allow(unused_macros)]
macro_rules! spelt {
    ($($kind:ty: $asked:literal),* $(,)?) => {$(
        impl Wire for $kind {
            fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
                let text = String::decode(value, source)?;
                text.parse().map_err(|_| Invalid::new($asked))
            }

            fn suits(value: &Value, _: &Source) -> Option<usize> {
                value.as_str()?.parse::<Self>().is_ok().then_some(0)
            }
        }
    )*};
}
spelt!(
    std::net::IpAddr: "must be an IP address",
    std::net::Ipv4Addr: "must be an IPv4 address",
    std::net::Ipv6Addr: "must be an IPv6 address",
);
