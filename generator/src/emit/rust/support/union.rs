/// An enum of alternatives. With `by`, the named property tells which one it
/// is; a variant that is `set` gets the property when it is written.
/// Without, it is the first that fits of those that lose the least.
macro_rules! union {
    ($name:ident by $tag:literal { $($how:ident $variant:ident = $($word:literal)|+),* $(,)? }) => {
        impl super::support::Wire for $name {
            const SHAPE: super::support::Shape = super::support::Shape::Map;

            fn decode(
                value: serde_json::Value,
                source: &super::support::Source,
            ) -> Result<Self, super::support::Invalid> {
                match super::support::tag(&value, $tag)? {
                    $($($word)|+ => super::support::Wire::decode(value, source).map(Self::$variant),)*
                    _ => Err(super::support::Invalid::new(
                        concat!("must be one of" $($(, " `", $word, "`")+)*)
                    ).within($tag)),
                }
            }

            fn suits(value: &serde_json::Value, source: &super::support::Source) -> Option<usize> {
                match super::support::tag(value, $tag).ok()? {
                    $($($word)|+ => super::support::suits(Self::$variant, value, source),)*
                    _ => None,
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(it) => super::support::tagged::$how(it, $tag, &[$($word),+], to),)*
                }
            }
        }

        super::support::deserialize!($name);
    };
    ($name:ident { $($variant:ident),* $(,)? }) => {
        impl super::support::Wire for $name {
            const SHAPE: super::support::Shape = super::support::Shape::Mixed;

            fn decode(
                value: serde_json::Value,
                source: &super::support::Source,
            ) -> Result<Self, super::support::Invalid> {
                let scores = [$(super::support::suits(Self::$variant, &value, source)),*];
                let mut choices = super::support::Choices::new(&scores, value);
                while let Some((choice, value)) = choices.next_to_try(source) {
                    let mut number = 0..;
                    $(if number.next() == Some(choice) {
                        match super::support::Wire::decode(value, source) {
                            Ok(it) => return Ok(Self::$variant(it)),
                            Err(why) => choices.failed(why),
                        }
                        continue;
                    })*
                }
                Err(choices.end())
            }

            fn suits(value: &serde_json::Value, source: &super::support::Source) -> Option<usize> {
                [$(super::support::suits(Self::$variant, value, source)),*].into_iter().flatten().min()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(it) => it.serialize(to),)*
                }
            }
        }

        super::support::deserialize!($name);
    };
}
pub(crate) use union;

/// What [`Wire::suits`] says of the type that a constructor takes.
pub fn suits<T: Wire, U>(_: fn(T) -> U, value: &Value, source: &Source) -> Option<usize> {
    T::suits(value, source)
}

/// The text of the property that tells alternatives apart.
pub fn tag<'a>(value: &'a Value, name: &str) -> Result<&'a str, Invalid> {
    let Value::Object(map) = value else { return Err(Invalid::new("must be an object")) };
    let value = map.get(name).ok_or_else(|| Invalid::new("is missing").within(name))?;
    value.as_str().ok_or_else(|| Invalid::new("must be a string").within(name))
}

/// How an alternative with a tag is written.
pub mod tagged {
    use super::{Serialize, Serializer, Value};

    /// It has the tag as one of its own fields.
    pub fn has<T: Serialize, S: Serializer>(it: &T, _: &str, _: &[&str], to: S) -> Result<S::Ok, S::Error> {
        it.serialize(to)
    }

    /// It lacks the tag, or might have another.
    pub fn set<T: Serialize, S: Serializer>(it: &T, name: &str, words: &[&str], to: S) -> Result<S::Ok, S::Error> {
        let mut value = serde_json::to_value(it).map_err(serde::ser::Error::custom)?;
        if let Value::Object(map) = &mut value
            && !map.get(name).and_then(Value::as_str).is_some_and(|it| words.contains(&it))
        {
            map.insert(name.to_owned(), words.first().copied().unwrap_or_default().into());
        }
        value.serialize(to)
    }
}

/// The alternatives of a union that are worth a try, the best first.
pub struct Choices {
    order: std::vec::IntoIter<usize>,
    value: Value,
    why: Option<Invalid>,
}

impl Choices {
    /// By what [`Wire::suits`] says of each.
    pub fn new(scores: &[Option<usize>], value: Value) -> Self {
        let mut order: Vec<usize> = (0..scores.len()).filter(|it| scores[*it].is_some()).collect();
        order.sort_by_key(|it| scores[*it]);
        Self { order: order.into_iter(), value, why: None }
    }

    /// The next one to try, with the value.
    pub fn next_to_try(&mut self, source: &Source) -> Option<(usize, Value)> {
        let choice = self.order.next()?;
        if self.order.len() == 0 && self.why.is_none() {
            return Some((choice, std::mem::take(&mut self.value)));
        }
        source.try_another().then(|| (choice, self.value.clone()))
    }

    /// It was not that one.
    pub fn failed(&mut self, why: Invalid) {
        self.why.get_or_insert(why);
    }

    /// It was none.
    pub fn end(self) -> Invalid {
        self.why.unwrap_or_else(|| Invalid::new("must be one of the alternatives"))
    }
}
