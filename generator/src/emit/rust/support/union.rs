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

            fn lost(value: &serde_json::Value, source: &super::support::Source) -> usize {
                match super::support::tag(value, $tag) {
                    $(Ok($($word)|+) => super::support::look_as(Self::$variant, value, source),)*
                    _ => super::support::UNFIT,
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
                let looks = [$(super::support::looking_as(Self::$variant)),*];
                let mut choices = super::support::Choices::new(&scores, &looks, value, source);
                while let Some((choice, value)) = choices.next_to_try() {
                    let mut number = 0..;
                    $(if number.next() == Some(choice) {
                        choices.tried(super::support::Wire::decode(value, source).map(Self::$variant));
                        continue;
                    })*
                }
                choices.end()
            }

            fn suits(value: &serde_json::Value, source: &super::support::Source) -> Option<usize> {
                [$(super::support::suits(Self::$variant, value, source)),*].into_iter().flatten().min()
            }

            fn lost(value: &serde_json::Value, source: &super::support::Source) -> usize {
                source.seen::<Self>(value, &[$(super::support::looking_as(Self::$variant)),*])
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

/// What [`look`] says of the type that a constructor takes.
pub fn look_as<T: Wire, U>(_: fn(T) -> U, value: &Value, source: &Source) -> usize {
    look::<T>(value, source)
}

/// The same, for later.
pub fn looking_as<T: Wire, U>(_: fn(T) -> U) -> Look {
    look::<T>
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
pub struct Choices<'a, T> {
    /// How many names each loses at the least, how well it suits, and which it is.
    order: std::vec::IntoIter<(usize, usize, usize)>,
    value: Value,
    source: &'a Source,
    /// How many names were lost before, and whether all this is tried again.
    before: (usize, bool),
    /// What came of the best one so far, with how many names that lost.
    best: Option<(usize, T)>,
    why: Option<Invalid>,
}

impl<'a, T> Choices<'a, T> {
    /// By what [`Wire::suits`] and [`Wire::lost`] say of each.
    pub fn new(scores: &[Option<usize>], looks: &[Look], value: Value, source: &'a Source) -> Self {
        let suiting = || scores.iter().enumerate().filter_map(|(at, it)| Some((at, (*it)?)));
        let several = suiting().nth(1).is_some();
        source.forget();
        let lost = |at: usize| looks.get(at).filter(|_| several).map_or(0, |look| look(&value, source));
        let mut order: Vec<_> = suiting().map(|(at, score)| (lost(at), score, at)).collect();
        order.sort_unstable();
        Self { order: order.into_iter(), value, source, before: (source.lost.get(), source.again.get()), best: None, why: None }
    }

    /// The next one to try, with the value. There is none behind one that lost
    /// no more than that would.
    pub fn next_to_try(&mut self) -> Option<(usize, Value)> {
        let (least, _, choice) = self.order.next()?;
        let again = self.before.1 || self.best.is_some() || self.why.is_some();
        let done = self.best.as_ref().is_some_and(|it| it.0 <= least);
        if done || again && !self.source.affords(&self.value) {
            return None;
        }
        self.source.tries_again(again);
        let last = self.order.len() == 0;
        Some((choice, if last { std::mem::take(&mut self.value) } else { self.value.clone() }))
    }

    /// What came of that one.
    pub fn tried(&mut self, result: Result<T, Invalid>) {
        let (before, again) = self.before;
        let lost = self.source.lost.replace(before) - before;
        self.source.tries_again(again);
        match result {
            Ok(it) if self.best.as_ref().is_none_or(|best| lost < best.0) => self.best = Some((lost, it)),
            Ok(_) => {}
            Err(why) => {
                self.why.get_or_insert(why);
            }
        }
    }

    /// What came of the best one.
    pub fn end(self) -> Result<T, Invalid> {
        match (self.best, self.why) {
            (Some((lost, it)), _) => {
                self.source.lost.set(self.before.0 + lost);
                Ok(it)
            }
            (None, why) => Err(why.unwrap_or_else(|| Invalid::new("must be one of the alternatives"))),
        }
    }
}
