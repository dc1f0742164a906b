//! What is asked of texts and numbers.

use super::{Beyond, Rule};
use crate::emit::rust::patterns::is_supported;
use crate::ir::{Exclusive, Schema};

/// The rules of a text or a number; none where one of them cannot be enforced.
pub(super) fn scalars(schema: &Schema, rules: &mut Vec<Rule>) -> Option<()> {
    // What a type of its own reads, no rule does.
    const TYPED: &[&str] =
        &["uuid", "date-time", "date", "byte", "base64", "binary", "ip", "ipv4", "ipv6"];
    if schema.format.as_deref().is_some_and(|it| TYPED.contains(&it)) {
        return None;
    }
    if let Some(it) = &schema.text {
        if it.min_length.is_some() || it.max_length.is_some() {
            let max = it.max_length.unwrap_or(u64::MAX);
            rules.push(Rule::Length(it.min_length.unwrap_or(0), max));
        }
        if let Some(pattern) = &it.pattern {
            rules.push(Rule::Matches(is_supported(pattern).then(|| pattern.to_string())?));
        }
    }
    let Some(it) = &schema.number else { return Some(()) };
    let flag = |it: &Option<Exclusive>| matches!(it, Some(Exclusive::Flag(true)));
    let mut add =
        |rule: fn(f64) -> Rule, bound: f64| bound.is_finite().then(|| rules.push(rule(bound)));
    if let Some(bound) = &it.minimum {
        let rule = if flag(&it.exclusive_minimum) { Rule::Above } else { Rule::AtLeast };
        add(rule, bound.as_f64())?;
    }
    if let Some(bound) = &it.maximum {
        let rule = if flag(&it.exclusive_maximum) { Rule::Below } else { Rule::AtMost };
        add(rule, bound.as_f64())?;
    }
    if let Some(Exclusive::Bound(bound)) = &it.exclusive_minimum {
        add(Rule::Above, bound.as_f64())?;
    }
    if let Some(Exclusive::Bound(bound)) = &it.exclusive_maximum {
        add(Rule::Below, bound.as_f64())?;
    }
    if let Some(of) = it.multiple_of.as_ref().map(crate::ir::Number::as_f64) {
        (of > 0.0).then_some(())?;
        add(Rule::Times, of)?;
    }
    Some(())
}

/// A text with a type of its own is not held against what is said of its
/// spelling, unless that is what every such text has.
pub(super) fn special(schema: &Schema, out: &mut Beyond) {
    let Some(text) = &schema.text else { return };
    let length = match schema.format.as_deref() {
        Some("uuid") => 36,
        Some("date") => 10,
        Some("date-time") => 20,
        _ => u64::MAX,
    };
    if text.min_length.is_some_and(|it| it > 0 && (length == u64::MAX || it > length)) {
        out.push(("minLength", None));
    }
    if text.max_length.is_some_and(|it| length == u64::MAX || it < length) {
        out.push(("maxLength", None));
    }
    if text.pattern.is_some() {
        out.push(("pattern", None));
    }
}
