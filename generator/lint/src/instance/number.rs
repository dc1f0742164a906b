//! Numbers as they are spelt.

use specwright::ir::Number;

/// Whether a number has no fraction.
pub(super) fn is_whole(spelled: &str) -> bool {
    let plain = spelled.strip_prefix('-').unwrap_or(spelled);
    plain.bytes().all(|it| it.is_ascii_digit())
        || spelled.parse::<f64>().map_or(true, |it| it.is_finite() && it.fract() == 0.0)
}

/// Whether a number fits into its format.
pub(super) fn fits(spelled: &str, format: &str) -> bool {
    let number = Number(spelled.into());
    match format {
        "int32" => number.as_i128().is_none_or(|it| i32::try_from(it).is_ok()),
        "int64" => number.as_i128().is_none_or(|it| i64::try_from(it).is_ok()),
        _ => true,
    }
}

/// Whether a number is a multiple of another. Where rounding may decide, it is.
pub(super) fn is_multiple(number: &Number, step: &Number) -> bool {
    if let (Some(number), Some(step)) = (number.as_i128(), step.as_i128()) {
        return step == 0 || number.checked_rem(step).is_none_or(|it| it == 0);
    }
    let times = number.as_f64() / step.as_f64();
    !times.is_finite() || (times - times.round()).abs() < 1e-6 * times.abs().max(1.0)
}
