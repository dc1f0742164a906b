/// A type of the library that is sent as RFC 3339 has it, which its own serde does not.
macro_rules! moments {
    ($($(#[$docs:meta])* $name:ident($inner:ty): $format:expr, $asked:literal if $form:path;)*) => {$(
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $inner);

        impl $name {
            fn read(text: &str) -> Option<Self> {
                <$inner>::parse(text, &$format).ok().filter(|_| $form(text)).map(Self)
            }
        }

        impl Deref for $name {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }

        impl From<$inner> for $name {
            fn from(it: $inner) -> Self {
                Self(it)
            }
        }

        impl Wire for $name {
            fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
                Self::read(&String::decode(value, source)?).ok_or_else(|| Invalid::new($asked))
            }

            fn suits(value: &Value, _: &Source) -> Option<usize> {
                Self::read(value.as_str()?).map(|_| 0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let text = self.0.format(&$format).map_err(serde::ser::Error::custom)?;
                to.serialize_str(&text)
            }
        }

        deserialize!($name);
    )*};
}
moments! {
    /// A date and a time, with an offset.
    DateTime(time::OffsetDateTime): time::format_description::well_known::Rfc3339,
        "must be a date and time with an offset (RFC 3339)" if is_date_time;
    /// A date.
    Date(time::Date): time::format_description::well_known::Iso8601::DATE,
        "must be a date (RFC 3339)" if is_date;
}
