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

    fn spelt(text: Cow<'_, str>, _: &Source) -> Result<Self, Invalid> {
        Ok(text.into_owned())
    }

    fn direct<'de, D: serde::Deserializer<'de>>(from: D, _: &Source) -> Result<Self, D::Error> {
        Self::deserialize(from)
    }

    fn suits(value: &Value, _: &Source) -> Option<usize> {
        value.is_string().then_some(1)
    }
}

impl Wire for bool {
    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        match value {
            Value::Bool(it) => Ok(it),
            Value::String(text) if source.text => Self::spelt(text.into(), source),
            _ => Err(Invalid::new("must be true or false")),
        }
    }

    fn spelt(text: Cow<'_, str>, _: &Source) -> Result<Self, Invalid> {
        text.parse().map_err(|_| Invalid::new("must be true or false"))
    }

    fn direct<'de, D: serde::Deserializer<'de>>(from: D, _: &Source) -> Result<Self, D::Error> {
        Self::deserialize(from)
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
            // Beyond 64 bits a double is all that is left: too large, whatever it is.
            let large = |it: f64| if it.abs() < 9_223_372_036_854_775_808.0 { it as i128 } else { it.signum() as i128 * i128::MAX };
            whole.or_else(|| it.as_f64().filter(|it| it.fract() == 0.0).map(large))
        }
        Value::String(text) if source.text => spelt_integer(text),
        _ => None,
    }
}

fn spelt_integer(text: &str) -> Option<i128> {
    if text.starts_with('+') { None } else { text.parse().ok() }
}

/// A whole number as a type with these ends.
fn sized<T: Copy + TryFrom<i128> + Into<i128> + fmt::Display>(number: Option<i128>, min: T, max: T) -> Result<T, Invalid> {
    let number = number.ok_or_else(|| Invalid::new("must be a whole number"))?;
    T::try_from(number).map_err(|_| match number < min.into() {
        true => Invalid::new(format!("must be at least {min}")),
        false => Invalid::new(format!("must be at most {max}")),
    })
}

macro_rules! integers {
    ($($kind:ty),*) => {$(
        impl Wire for $kind {
            fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
                sized(integer(&value, source), Self::MIN, Self::MAX)
            }

            fn spelt(text: Cow<'_, str>, _: &Source) -> Result<Self, Invalid> {
                sized(spelt_integer(&text), Self::MIN, Self::MAX)
            }

            fn direct<'de, D: serde::Deserializer<'de>>(from: D, _: &Source) -> Result<Self, D::Error> {
                Self::deserialize(from)
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

    fn direct<'de, D: serde::Deserializer<'de>>(from: D, _: &Source) -> Result<Self, D::Error> {
        Self::deserialize(from)
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
    const RECORD: Option<Record> = T::RECORD;

    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        match value {
            Value::Null => Ok(None),
            Value::String(text) if source.text && (text == "null" || text.is_empty()) => {
                Ok(T::decode(Value::String(text), source).ok())
            }
            value => T::decode(value, source).map(Some),
        }
    }

    fn direct<'de, D: serde::Deserializer<'de>>(from: D, source: &Source) -> Result<Self, D::Error> {
        from.deserialize_option(Part::<Self>::of(source))
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        if value.is_null() { Some(0) } else { T::suits(value, source) }
    }

    fn lost(value: &Value, source: &Source) -> usize {
        if value.is_null() { 0 } else { T::lost(value, source) }
    }
}

impl<T: Wire> Wire for Box<T> {
    const SHAPE: Shape = T::SHAPE;
    const RECORD: Option<Record> = T::RECORD;

    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        T::decode(value, source).map(Self::new)
    }

    fn direct<'de, D: serde::Deserializer<'de>>(from: D, source: &Source) -> Result<Self, D::Error> {
        T::direct(from, source).map(Self::new)
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        T::suits(value, source)
    }

    fn lost(value: &Value, source: &Source) -> usize {
        T::lost(value, source)
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

    fn direct<'de, D: serde::Deserializer<'de>>(from: D, source: &Source) -> Result<Self, D::Error> {
        from.deserialize_seq(Part::<Self>::of(source))
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        if value.is_array() { Some(0) } else { source.text.then_some(3) }
    }

    fn lost(value: &Value, source: &Source) -> usize {
        match value.as_array() {
            Some(items) => total(items.iter().map(|it| look::<T>(it, source))),
            None => look::<T>(value, source),
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

    fn direct<'de, D: serde::Deserializer<'de>>(from: D, source: &Source) -> Result<Self, D::Error> {
        from.deserialize_map(Part::<Self>::of(source))
    }

    fn suits(value: &Value, _: &Source) -> Option<usize> {
        value.is_object().then_some(1)
    }

    fn lost(value: &Value, source: &Source) -> usize {
        total(value.as_object().into_iter().flatten().map(|it| look::<T>(it.1, source)))
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

            fn lost(value: &Value, source: &Source) -> usize {
                let mut items = value.as_array().into_iter().flatten();
                total([$(items.next().map_or(0, |it| look::<$part>(it, source))),+])
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

/// Whether a value is the one that is named; numbers count by their value.
pub fn is_same(named: &Value, value: &Value, source: &Source) -> bool {
    match (named, value) {
        (Value::Number(one), Value::Number(two)) => one == two || one.as_f64() == two.as_f64(),
        (Value::String(one), Value::String(two)) => one == two,
        (one, Value::String(two)) if source.text => one.to_string().as_str() == two,
        (one, two) => one == two,
    }
}

/// A type that is spelt as text, with what is asked of the text, and how the
/// text must look where its library is less strict.
#[allow(unused_macros)]
macro_rules! spelt {
    ($($kind:ty: $asked:literal $(if $form:path)?),* $(,)?) => {$(
        impl Wire for $kind {
            fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
                let text = String::decode(value, source)?;
                match text.parse() {
                    Ok(it) $(if $form(&text))? => Ok(it),
                    _ => Err(Invalid::new($asked)),
                }
            }

            fn suits(value: &Value, _: &Source) -> Option<usize> {
                let text = value.as_str()?;
                let fits = text.parse::<Self>().is_ok() $(&& $form(text))?;
                fits.then_some(0)
            }
        }
    )*};
}
spelt!(
    std::net::IpAddr: "must be an IP address",
    std::net::Ipv4Addr: "must be an IPv4 address",
    std::net::Ipv6Addr: "must be an IPv6 address",
);
