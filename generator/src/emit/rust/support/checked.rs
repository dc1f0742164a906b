/// A check of a value. Patterns are compiled once a thread, each in its own place.
#[allow(unused_macros)]
macro_rules! asked {
    (pattern($text:expr, $pattern:expr)) => {{
        thread_local!(static PATTERN: super::support::check::Pattern = super::support::check::Pattern::new($pattern));
        PATTERN.with(|it| it.find($text))
    }};
    ($rule:ident($($argument:expr),*)) => {
        super::support::check::$rule($($argument),*)
    };
}
#[allow(unused_imports)]
pub(crate) use asked;

/// A struct around a value that is checked.
macro_rules! checked {
    ($name:ident($inner:ty) { $($rule:ident($($argument:expr),*)),* $(,)? } $(keeping $rules:tt)?) => {
        impl $name {
            /// Checks a value.
            pub fn new(it: $inner) -> Result<Self, super::support::Invalid> {
                $(super::support::asked!($rule(&it $(, $argument)*))?;)*
                $({
                    use super::support::Rule::*;
                    super::support::keep_typed(&$rules, &it)?;
                })?
                Ok(Self(it))
            }

            /// The value itself.
            pub fn into_inner(self) -> $inner {
                self.0
            }
        }

        impl std::ops::Deref for $name {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }

        impl TryFrom<$inner> for $name {
            type Error = super::support::Invalid;

            fn try_from(it: $inner) -> Result<Self, Self::Error> {
                Self::new(it)
            }
        }

        impl super::support::Wire for $name {
            const SHAPE: super::support::Shape = <$inner as super::support::Wire>::SHAPE;

            fn decode(
                value: serde_json::Value,
                source: &super::support::Source,
            ) -> Result<Self, super::support::Invalid> {
                Self::new(super::support::Wire::decode(value, source)?)
            }

            fn spelt(
                text: std::borrow::Cow<'_, str>,
                source: &super::support::Source,
            ) -> Result<Self, super::support::Invalid> {
                Self::new(super::support::Wire::spelt(text, source)?)
            }

            fn direct<'de, D: serde::Deserializer<'de>>(
                from: D,
                source: &super::support::Source,
            ) -> Result<Self, D::Error> {
                Self::new(super::support::Wire::direct(from, source)?).map_err(serde::de::Error::custom)
            }

            fn suits(value: &serde_json::Value, source: &super::support::Source) -> Option<usize> {
                <$inner as super::support::Wire>::suits(value, source)
            }

            fn lost(value: &serde_json::Value, source: &super::support::Source) -> usize {
                <$inner as super::support::Wire>::lost(value, source)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(to)
            }
        }

        super::support::deserialize!($name);
    };
}
pub(crate) use checked;
