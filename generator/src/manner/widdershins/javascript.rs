//! What JavaScript does to keys, numbers and strings.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::source::{Kind, Value};

/// Entries in the order in which JavaScript lists an object's keys: those that
/// look like array indexes first, by number, then the others as they came.
/// Of a repeated key the last value counts, at the place of the first.
pub(crate) fn key_order<T>(all: &[T], key: impl Fn(&T) -> &str) -> Vec<&T> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ordered: Vec<&T> = Vec::with_capacity(all.len());
    let mut indexed = false;
    for it in all {
        let name = key(it);
        indexed |= index(name).is_some();
        match places.get(name) {
            Some(&place) => ordered[place] = it,
            None => {
                places.insert(name, ordered.len());
                ordered.push(it);
            }
        }
    }
    if indexed {
        ordered.sort_by_key(|it| index(key(it)).map_or((1, 0), |index| (0, index)));
    }
    ordered
}

/// The array index that a key looks like: below 2³² - 1, without leading zeros.
pub(crate) fn index(key: &str) -> Option<u32> {
    let digits = key.len() <= 10 && key.bytes().all(|it| it.is_ascii_digit());
    let plain = digits && (key == "0" || !key.starts_with('0'));
    let number: u32 = if plain { key.parse().ok()? } else { return None };
    (number != u32::MAX).then_some(number)
}

/// A value in a text: strings as they are, the rest as JSON.
pub(crate) fn printed(value: &Value) -> Cow<'_, str> {
    let node = value.node();
    match node.kind() {
        Kind::Text => node.as_text().unwrap_or_default(),
        Kind::Number => Cow::Owned(respelled(&node.number().unwrap_or_default()).into_owned()),
        _ => Cow::Owned(value.to_json()),
    }
}

/// A number as it was spelled, as `String(number)` spells it.
pub(crate) fn respelled(spelled: &str) -> Cow<'_, str> {
    let digits = spelled.strip_prefix('-').unwrap_or(spelled);
    let plain = digits.len() <= 15
        && digits.bytes().all(|it| it.is_ascii_digit())
        && (!digits.starts_with('0') || spelled == "0");
    if plain && !digits.is_empty() {
        return Cow::Borrowed(spelled);
    }
    Cow::Owned(number(spelled.parse().unwrap_or(f64::NAN)))
}

/// A number as `String(number)` spells it (ECMA-262, `Number::toString`).
pub(crate) fn number(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if !value.is_finite() {
        let sign = if value < 0.0 { "-" } else { "" };
        return if value.is_nan() { "NaN".to_owned() } else { format!("{sign}Infinity") };
    }
    // The shortest digits that read back as the same number, and their power.
    let scientific = format!("{:e}", value.abs());
    let (digits, power) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let point = power.parse::<i32>().unwrap_or_default() + 1;
    let sign = if value < 0.0 { "-" } else { "" };
    format!("{sign}{}", laid_out(&digits, point))
}

/// Digits with the point before the digit at `point`, as JavaScript lays them out.
fn laid_out(digits: &str, point: i32) -> String {
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let zeros = |many: i32| "0".repeat(usize::try_from(many).unwrap_or_default());
    let split = |at: i32| digits.split_at(usize::try_from(at).unwrap_or_default());
    match point {
        _ if count <= point && point <= 21 => format!("{digits}{}", zeros(point - count)),
        1..=21 => {
            let (whole, part) = split(point);
            format!("{whole}.{part}")
        }
        -5..=0 => format!("0.{}{digits}", zeros(-point)),
        _ => {
            let (first, rest) = split(1);
            let dot = if rest.is_empty() { "" } else { "." };
            format!("{first}{dot}{rest}e{:+}", point - 1)
        }
    }
}

/// The order in which JavaScript sorts strings: by UTF-16 code units.
pub(crate) fn compare(one: &str, two: &str) -> Ordering {
    if one.is_ascii() && two.is_ascii() {
        return one.cmp(two);
    }
    one.encode_utf16().cmp(two.encode_utf16())
}

#[cfg(test)]
mod tests {
    use super::{key_order, number, respelled};

    #[test]
    fn keys_that_look_like_indexes_come_first() {
        let keys = ["b", "10", "2", "02", "4294967295", "b"];
        assert_eq!(
            key_order(&keys, |it| it).into_iter().copied().collect::<Vec<_>>(),
            ["2", "10", "b", "02", "4294967295"]
        );
    }

    #[test]
    fn numbers_are_spelled_as_javascript_spells_them() {
        for (value, spelled) in [
            (1.5, "1.5"),
            (-0.0, "0"),
            (12_345_678_901.0, "12345678901"),
            (1e21, "1e+21"),
            (1.5e300, "1.5e+300"),
            (123_456_789_012_345_680_000.0, "123456789012345680000"),
            (1e-6, "0.000001"),
            (-1.25e-7, "-1.25e-7"),
            (0.1 + 0.2, "0.30000000000000004"),
        ] {
            assert_eq!(number(value), spelled);
        }
        assert_eq!(respelled("1.0"), "1");
        assert_eq!(respelled("9007199254740993"), "9007199254740992");
        assert_eq!(respelled("-12"), "-12");
    }
}
