/// An enum of texts. An `open` one keeps texts that are not named.
macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        super::support::words!(@ $name, word, { $($variant = $word),* }, {}, {
            Err(super::support::Invalid::new(concat!("must be one of" $(, " `", $word, "`")*)))
        });
    };
    ($name:ident open { $($variant:ident = $word:literal),* $(,)? }) => {
        super::support::words!(@ $name, word, { $($variant = $word),* }, { Self::Other(word) => word, }, {
            Ok(Self::Other(word.to_owned()))
        });
    };
    (@ $name:ident, $given:ident, { $($variant:ident = $word:literal),* }, { $($other:tt)* }, { $($else:tt)* }) => {
        impl $name {
            /// As it is on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)*
                    $($other)*
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = super::support::Invalid;

            fn from_str($given: &str) -> Result<Self, Self::Err> {
                match super::support::pick($given, &[$($word),*], [$(Self::$variant),*]) {
                    Some(it) => Ok(it),
                    None => $($else)*,
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl super::support::Wire for $name {
            fn decode(
                value: serde_json::Value,
                _: &super::support::Source,
            ) -> Result<Self, super::support::Invalid> {
                super::support::word(&value)
            }

            fn suits(value: &serde_json::Value, _: &super::support::Source) -> Option<usize> {
                super::support::suits_word::<Self>(value)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        super::support::deserialize!($name);
    };
}
pub(crate) use words;

/// The one of all that has this word.
pub fn pick<T, const N: usize>(word: &str, words: &[&str; N], all: [T; N]) -> Option<T> {
    words.iter().zip(all).find(|it| *it.0 == word).map(|it| it.1)
}

/// The one that a text names.
pub fn word<T: std::str::FromStr<Err = Invalid>>(value: &Value) -> Result<T, Invalid> {
    value.as_str().ok_or_else(|| Invalid::new("must be a string"))?.parse()
}

/// Whether a value names one.
pub fn suits_word<T: std::str::FromStr<Err = Invalid>>(value: &Value) -> Option<usize> {
    word::<T>(value).ok().map(|_| 0)
}
