/// An enum of values of several sorts, each with its JSON.
macro_rules! values {
    ($name:ident { $($variant:ident = $json:literal),* $(,)? }) => {
        impl $name {
            /// As it is on the wire.
            pub fn value(&self) -> serde_json::Value {
                let json = match self {
                    $(Self::$variant => $json,)*
                };
                serde_json::from_str(json).unwrap_or_default()
            }
        }

        impl super::support::Wire for $name {
            fn decode(
                value: serde_json::Value,
                source: &super::support::Source,
            ) -> Result<Self, super::support::Invalid> {
                let all = [$(Self::$variant),*];
                all.into_iter()
                    .find(|it| super::support::is_same(&it.value(), &value, source))
                    .ok_or_else(|| super::support::Invalid::new(concat!("must be one of" $(, " `", $json, "`")*)))
            }

            fn suits(value: &serde_json::Value, source: &super::support::Source) -> Option<usize> {
                Self::decode(value.clone(), source).is_ok().then_some(0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                self.value().serialize(to)
            }
        }

        super::support::deserialize!($name);
    };
}
pub(crate) use values;
