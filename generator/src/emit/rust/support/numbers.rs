/// An enum of whole numbers. An `open` one keeps numbers that are not named.
macro_rules! numbers {
    ($name:ident { $($variant:ident = $number:literal),* $(,)? }) => {
        super::support::numbers!(@ $name, number, { $($variant = $number),* }, {}, {
            Err(super::support::Invalid::new(concat!("must be one of" $(, " ", $number)*)))
        });
    };
    ($name:ident open { $($variant:ident = $number:literal),* $(,)? }) => {
        super::support::numbers!(@ $name, number, { $($variant = $number),* }, { Self::Other(number) => *number, }, {
            Ok(Self::Other(number))
        });
    };
    (@ $name:ident, $given:ident, { $($variant:ident = $number:literal),* }, { $($other:tt)* }, { $($else:tt)* }) => {
        impl $name {
            /// As it is on the wire.
            pub fn number(&self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    $($other)*
                }
            }
        }

        impl TryFrom<i64> for $name {
            type Error = super::support::Invalid;

            fn try_from($given: i64) -> Result<Self, Self::Error> {
                match $given {
                    $($number => Ok(Self::$variant),)*
                    _ => $($else)*,
                }
            }
        }

        impl super::support::Wire for $name {
            fn decode(
                value: serde_json::Value,
                source: &super::support::Source,
            ) -> Result<Self, super::support::Invalid> {
                <i64 as super::support::Wire>::decode(value, source)?.try_into()
            }

            fn suits(value: &serde_json::Value, source: &super::support::Source) -> Option<usize> {
                Self::decode(value.clone(), source).is_ok().then_some(0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_i64(self.number())
            }
        }

        super::support::deserialize!($name);
    };
}
pub(crate) use numbers;
