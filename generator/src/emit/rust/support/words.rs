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
                match $given {
                    $($word => Ok(Self::$variant),)*
                    _ => $($else)*,
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
                value.as_str().ok_or_else(|| super::support::Invalid::new("must be a string"))?.parse()
            }

            fn suits(value: &serde_json::Value, _: &super::support::Source) -> Option<usize> {
                value.as_str()?.parse::<Self>().is_ok().then_some(0)
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
