//! Whether a value came back as it went in.

use std::net::Ipv6Addr;

use serde_json::Value;

/// Whether two values say the same. Numbers count by their value, and texts
/// that are moments, UUIDs, addresses or bytes by what they mean: each of these
/// can be spelt in several ways, of which one comes back.
pub(super) fn same(one: &Value, two: &Value) -> bool {
    match (one, two) {
        (Value::Number(one), Value::Number(two)) => {
            one == two || one.as_f64().zip(two.as_f64()).is_some_and(|(one, two)| near(one, two))
        }
        (Value::String(one), Value::String(two)) => one == two || same_text(one, two),
        (Value::Array(one), Value::Array(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| same(one, two))
        }
        (Value::Object(one), Value::Object(two)) => {
            one.len() == two.len()
                && one.iter().all(|(name, it)| two.get(name).is_some_and(|two| same(it, two)))
        }
        (one, two) => one == two,
    }
}

/// Equal, as far as 32 bits can tell where a `float` was asked for.
#[expect(clippy::cast_possible_truncation, reason = "the truncation is what is compared")]
fn near(one: f64, two: f64) -> bool {
    one.to_bits() == two.to_bits() || (one as f32).to_bits() == (two as f32).to_bits()
}

fn same_text(one: &str, two: &str) -> bool {
    let ipv6 = |it: &str| it.parse::<Ipv6Addr>().ok();
    let all_hex =
        |it: &str| it.len() == 36 && it.bytes().all(|it| it.is_ascii_hexdigit() || it == b'-');
    moment(one).is_some() && moment(one) == moment(two)
        || ipv6(one).is_some() && ipv6(one) == ipv6(two)
        || all_hex(one) && one.eq_ignore_ascii_case(two)
        || is_base64(one) && bytes(one) == bytes(two)
}

/// A text in the alphabet of base64 or base64url.
fn is_base64(it: &str) -> bool {
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"+/-_=\r\n".contains(&it);
    it.len() >= 4 && it.bytes().all(plain)
}

/// The text in one alphabet, without what carries no bits.
fn bytes(it: &str) -> String {
    it.replace('-', "+").replace('_', "/").chars().filter(|it| !"=\r\n".contains(*it)).collect()
}

/// The moment that a text names, in seconds and billionths since some day.
fn moment(it: &str) -> Option<(i64, u32)> {
    let number = |from: usize, to: usize| it.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let rest = it.get(19..)?;
    let at = rest.find(['Z', 'z', '+', '-'])?;
    let (part, zone) = rest.split_at(at);
    let part = format!("{:0<9}", part.trim_start_matches('.'));
    let minutes = match zone.get(1..) {
        Some("") => 0,
        Some(offset) => {
            let (hours, minutes) = offset.split_once(':')?;
            let sum = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?;
            if zone.starts_with('-') { -sum } else { sum }
        }
        None => return None,
    };
    // Days of a year that starts in March, so that the leap day is the last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (month * 153 + 2) / 5
        + day;
    let seconds = ((days * 24 + hour) * 60 + minute - minutes) * 60 + second;
    Some((seconds, part.get(..9)?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::same;

    #[test]
    fn values_count_by_what_they_mean() {
        let alike = [
            (json!(1), json!(1.0)),
            (json!("2024-03-01T00:30:00+01:00"), json!("2024-02-29T23:30:00Z")),
            (json!("2024-03-01T00:30:00.500Z"), json!("2024-03-01T00:30:00.5Z")),
            (json!("aa-_"), json!("aa+/")),
            (json!({ "a": [1, null] }), json!({ "a": [1, null] })),
        ];
        for (one, two) in alike {
            assert!(same(&one, &two), "{one} {two}");
        }
        let unlike = [
            (json!(1), json!(2)),
            (json!("2024-03-01T00:30:00+01:00"), json!("2024-03-01T00:30:00Z")),
            (json!("abcd"), json!("abce")),
            (json!({ "a": null }), json!({})),
            (json!([1, 2]), json!([2, 1])),
        ];
        for (one, two) in unlike {
            assert!(!same(&one, &two), "{one} {two}");
        }
    }
}
