/// A type of the reader's own, on the wire as serde has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Foreign<T>(pub T);

impl<T> Deref for Foreign<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: serde::de::DeserializeOwned> Wire for Foreign<T> {
    const SHAPE: Shape = Shape::Mixed;

    fn decode(value: Value, _: &Source) -> Result<Self, Invalid> {
        serde_json::from_value(value).map(Self).map_err(|_| Invalid::new("must be what its type asks for"))
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        Self::decode(value.clone(), source).ok().map(|_| 1)
    }
}

impl<T: Serialize> Serialize for Foreign<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Foreign<T> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(from).map(Self)
    }
}
