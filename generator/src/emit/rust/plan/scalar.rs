//! Values without parts: by which Rust type each text and number is held.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::shape::{Bounds, Choice, Text};
use crate::source;

/// Texts that have a type of their own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::emit::rust) enum Special {
    Uuid,
    DateTime,
    Date,
    Base64,
    File,
    Ip,
    Ipv4,
    Ipv6,
}

pub(in crate::emit::rust) fn special(text: &Text) -> Option<Special> {
    if text.encoding.as_deref().is_some_and(|it| it.eq_ignore_ascii_case("base64")) {
        return Some(Special::Base64);
    }
    Some(match text.format.as_deref()? {
        "uuid" => Special::Uuid,
        "date-time" => Special::DateTime,
        "date" => Special::Date,
        "byte" | "base64" => Special::Base64,
        "binary" => Special::File,
        "ip" => Special::Ip,
        "ipv4" => Special::Ipv4,
        "ipv6" => Special::Ipv6,
        _ => return None,
    })
}

/// How whole numbers are spelt.
pub(in crate::emit::rust) enum Integer {
    /// By a type that has exactly these values, or nearly.
    Plain(&'static str),
    /// By a type with a range.
    Range(i64, i64),
    /// By a type of its own, around another.
    Checked(Option<(i64, i64)>),
}

pub(in crate::emit::rust) fn integer(bounds: &Bounds) -> Integer {
    let low = bounds.minimum.as_ref().and_then(|(it, excluded)| {
        let whole = it.as_i128().or_else(|| whole(it.as_f64().ceil()))?;
        Some(if *excluded && it.as_i128().is_some() { whole.saturating_add(1) } else { whole })
    });
    let high = bounds.maximum.as_ref().and_then(|(it, excluded)| {
        let whole = it.as_i128().or_else(|| whole(it.as_f64().floor()))?;
        Some(if *excluded && it.as_i128().is_some() { whole.saturating_sub(1) } else { whole })
    });
    let format = bounds.format.as_deref();
    let types: &[(&str, &str, i128, i128)] = &[
        ("int8", "i8", i128::from(i8::MIN), i128::from(i8::MAX)),
        ("uint8", "u8", 0, i128::from(u8::MAX)),
        ("int16", "i16", i128::from(i16::MIN), i128::from(i16::MAX)),
        ("uint16", "u16", 0, i128::from(u16::MAX)),
        ("int32", "i32", i128::from(i32::MIN), i128::from(i32::MAX)),
        ("uint32", "u32", 0, i128::from(u32::MAX)),
        ("int64", "i64", i128::from(i64::MIN), i128::from(i64::MAX)),
        ("uint64", "u64", 0, i128::from(u64::MAX)),
        ("uint", "u64", 0, i128::from(u64::MAX)),
    ];
    let named = types.iter().find(|it| Some(it.0) == format);
    let (name, least, most) =
        named.map_or(("i64", i128::from(i64::MIN), i128::from(i64::MAX)), |it| (it.1, it.2, it.3));
    // A type without a sign has more values: a format with one forbids them.
    let unsigned = named.is_none_or(|it| it.2 == 0);
    let multiple = bounds.multiple_of.iter().any(|it| it.as_i128().is_some_and(|it| it > 1));
    let range = || {
        let clamp =
            |it: i128| i64::try_from(it).unwrap_or(if it < 0 { i64::MIN } else { i64::MAX });
        (clamp(low.unwrap_or(least).max(least)), clamp(high.unwrap_or(most).min(most)))
    };
    if multiple {
        return Integer::Checked((low.is_some() || high.is_some()).then(range));
    }
    let low = low.filter(|it| *it > least);
    let high = high.filter(|it| *it < most);
    match (low, high) {
        (None, None) => Integer::Plain(name),
        (Some(0), None) if unsigned => Integer::Plain("u64"),
        (Some(1), None) if unsigned => Integer::Plain(match name {
            "u8" => "std::num::NonZeroU8",
            "u16" => "std::num::NonZeroU16",
            "u32" => "std::num::NonZeroU32",
            _ => "std::num::NonZeroU64",
        }),
        (Some(0), Some(high)) if high == i128::from(u8::MAX) => Integer::Plain("u8"),
        (Some(0), Some(high)) if high == i128::from(u16::MAX) => Integer::Plain("u16"),
        (Some(0), Some(high)) if high == i128::from(u32::MAX) => Integer::Plain("u32"),
        (low, high) => {
            // A range that ends past what 64 bits with a sign hold.
            if low.is_none_or(|it| it >= 0) && high.is_some_and(|it| it > i128::from(i64::MAX)) {
                return Integer::Plain("u64");
            }
            let (low, high) = range();
            Integer::Range(low, high)
        }
    }
}

impl Integer {
    pub(super) fn spell(&self) -> TokenStream {
        match self {
            Self::Plain(name) => path(name),
            Self::Range(low, high) => int(*low, *high),
            Self::Checked(range) => match range {
                Some((low, high)) => int(*low, *high),
                None => quote!(i64),
            },
        }
    }
}

fn int(low: i64, high: i64) -> TokenStream {
    let end = |it: i64| match it {
        i64::MIN => quote!({ i64::MIN }),
        i64::MAX => quote!({ i64::MAX }),
        it => {
            let digits = Literal::i64_unsuffixed(it.saturating_abs());
            if it < 0 { quote!(-#digits) } else { quote!(#digits) }
        }
    };
    let low = end(low);
    if high == i64::MAX {
        return quote!(support::Int<#low>);
    }
    let high = end(high);
    quote!(support::Int<#low, #high>)
}

pub(in crate::emit::rust) fn number(bounds: &Bounds) -> TokenStream {
    match bounds.format.as_deref() {
        Some("float") => quote!(f32),
        _ => quote!(f64),
    }
}

fn whole(it: f64) -> Option<i128> {
    #[expect(clippy::cast_possible_truncation, reason = "bounded just before")]
    (it.is_finite() && it.abs() < 1e30).then_some(it as i128)
}

/// A name of our own with `::` in it.
fn path(name: &str) -> TokenStream {
    name.parse().unwrap_or_default()
}

/// Of what sort the values of a choice are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::emit::rust) enum Sort {
    Words,
    Numbers,
    Mixed,
}

pub(in crate::emit::rust) fn sort(choice: &Choice) -> Sort {
    let all = |kind: source::Kind| choice.values.iter().all(|it| it.value.node().kind() == kind);
    if all(source::Kind::Text) {
        return Sort::Words;
    }
    let whole = |it: &source::Value| {
        it.node().number().is_some_and(|it| it.parse::<i64>().is_ok_and(|it| it != i64::MIN))
    };
    if all(source::Kind::Number) && choice.values.iter().all(|it| whole(&it.value)) {
        return Sort::Numbers;
    }
    Sort::Mixed
}
