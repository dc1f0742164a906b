//! What is asked of numbers.

use specwright::dialect::Version;
use specwright::ir::{Exclusive, Number, NumberRules};

use crate::value::Map;
use crate::write::Writer;

impl Writer<'_> {
    pub(super) fn number(&mut self, number: &NumberRules, map: &mut Map) {
        let minimum =
            Bound { plain: number.minimum.as_ref(), exclusive: number.exclusive_minimum.as_ref() };
        self.bound(
            &minimum,
            ["minimum", "exclusiveMinimum"],
            |plain, exclusive| exclusive >= plain,
            map,
        );
        let maximum =
            Bound { plain: number.maximum.as_ref(), exclusive: number.exclusive_maximum.as_ref() };
        self.bound(
            &maximum,
            ["maximum", "exclusiveMaximum"],
            |plain, exclusive| exclusive <= plain,
            map,
        );
        map.maybe("multipleOf", number.multiple_of.as_ref());
    }

    /// A bound in the form of the version: a flag beside it until 3.0, a
    /// number of its own from 3.1 on.
    fn bound(
        &self,
        bound: &Bound<'_>,
        keys: [&str; 2],
        stricter: fn(f64, f64) -> bool,
        map: &mut Map,
    ) {
        let [plain_key, exclusive_key] = keys;
        match (bound.plain, bound.exclusive) {
            (Some(plain), Some(Exclusive::Flag(true))) if self.to >= Version::V3_1 => {
                map.put(exclusive_key, plain);
            }
            (plain, Some(Exclusive::Flag(_))) if self.to >= Version::V3_1 => {
                map.maybe(plain_key, plain);
            }
            (plain, Some(Exclusive::Flag(flag))) => {
                map.maybe(plain_key, plain);
                map.put(exclusive_key, *flag);
            }
            (plain, Some(Exclusive::Bound(limit))) if self.to >= Version::V3_1 => {
                map.maybe(plain_key, plain);
                map.put(exclusive_key, limit);
            }
            // Where both are stated the stricter alone says the same.
            (Some(plain), Some(Exclusive::Bound(limit)))
                if !stricter(plain.as_f64(), limit.as_f64()) =>
            {
                map.put(plain_key, plain);
            }
            (_, Some(Exclusive::Bound(limit))) => {
                map.put(plain_key, limit);
                map.put(exclusive_key, true);
            }
            (plain, None) => map.maybe(plain_key, plain),
        }
    }
}

/// The two ways to state a bound.
struct Bound<'a> {
    plain: Option<&'a Number>,
    exclusive: Option<&'a Exclusive>,
}
