//! The core schema: what a scalar without quotes or tag is.

use crate::source::tree::Tag;

/// What a plain scalar is by the core schema (YAML 1.2.2, section 10.3.2).
pub(crate) fn plain_kind(value: &str) -> Tag {
    match value.as_bytes() {
        [] => Tag::Null,
        [b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F', ..] => match value {
            "~" | "null" | "Null" | "NULL" => Tag::Null,
            "true" | "True" | "TRUE" => Tag::True,
            "false" | "False" | "FALSE" => Tag::False,
            _ => Tag::Text,
        },
        [b'0'..=b'9' | b'.' | b'+' | b'-', ..] if is_whole(value) || is_float(value) => Tag::Number,
        _ => Tag::Text,
    }
}

/// Whether it is an integer of the core schema.
pub(crate) fn is_whole(value: &str) -> bool {
    let all = |digits: &str, of: fn(u8) -> bool| !digits.is_empty() && digits.bytes().all(of);
    if let Some(digits) = value.strip_prefix("0x") {
        return all(digits, |it| it.is_ascii_hexdigit());
    }
    if let Some(digits) = value.strip_prefix("0o") {
        return all(digits, |it| matches!(it, b'0'..=b'7'));
    }
    all(value.strip_prefix(['-', '+']).unwrap_or(value), |it| it.is_ascii_digit())
}

fn is_float(value: &str) -> bool {
    if matches!(value, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let value = value.strip_prefix(['-', '+']).unwrap_or(value);
    if matches!(value, ".inf" | ".Inf" | ".INF") {
        return true;
    }
    let (number, power) = value.split_once(['e', 'E']).map_or((value, None), |(n, p)| (n, Some(p)));
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let power_fits = power.is_none_or(|it| {
        let it = it.strip_prefix(['-', '+']).unwrap_or(it);
        !it.is_empty() && digits(it)
    });
    digits(whole) && digits(part) && !(whole.is_empty() && part.is_empty()) && power_fits
}
