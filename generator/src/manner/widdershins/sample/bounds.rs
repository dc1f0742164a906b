//! A sample number within its bounds.

use crate::ir::{Exclusive, NumberRules};
use crate::manner::widdershins::schema::View;

/// Bounds as numbers; a bound of 0 counts for none, as in JavaScript.
struct Bounds {
    minimum: Option<f64>,
    maximum: Option<f64>,
}

/// The number that the sampler takes: the lower bound, else the upper one,
/// else 0.
pub(super) fn sample(schema: View<'_>) -> f64 {
    let number = |keyword: fn(&NumberRules) -> Option<f64>| {
        schema.own(|it| it.number.as_deref().and_then(keyword)).filter(|it| *it != 0.0)
    };
    let exclusive = |keyword: fn(&NumberRules) -> &Option<Exclusive>| {
        schema.own(|it| it.number.as_deref().and_then(|it| keyword(it).as_ref()))
    };
    let bounds = Bounds {
        minimum: number(|it| it.minimum.as_ref().map(crate::ir::Number::as_f64)),
        maximum: number(|it| it.maximum.as_ref().map(crate::ir::Number::as_f64)),
    };
    let above = exclusive(|it| &it.exclusive_minimum);
    let below = exclusive(|it| &it.exclusive_maximum);
    let flag = |it: Option<&Exclusive>| match it {
        Some(Exclusive::Flag(excluded)) => Some(*excluded),
        _ => None,
    };
    if flag(above).is_some() || flag(below).is_some() {
        return bounds.flagged(flag(above) == Some(true), flag(below) == Some(true));
    }
    let bound = |it: Option<&Exclusive>| match it {
        Some(Exclusive::Bound(bound)) => Some(bound.as_f64()).filter(|it| *it != 0.0),
        _ => None,
    };
    bounds
        .minimum
        .or_else(|| bound(above).map(|it| it.floor() + 1.0))
        .or_else(|| bound(below).map(|it| it.floor() - 1.0))
        .or(bounds.maximum)
        .unwrap_or_default()
}

impl Bounds {
    /// Until 3.0, flags say which bounds are excluded.
    fn flagged(&self, above: bool, below: bool) -> f64 {
        let lowest = |minimum: f64| if above { minimum.floor() + 1.0 } else { minimum };
        match (self.minimum, self.maximum) {
            (Some(minimum), Some(maximum)) => {
                let lowest = lowest(minimum);
                let outside = if below { lowest >= maximum } else { lowest > maximum };
                if outside { f64::midpoint(maximum, minimum) } else { lowest }
            }
            (Some(minimum), None) => lowest(minimum),
            (None, Some(maximum)) if maximum > 0.0 => 0.0,
            (None, Some(maximum)) => {
                if below {
                    maximum.floor() - 1.0
                } else {
                    maximum
                }
            }
            (None, None) => 0.0,
        }
    }
}
