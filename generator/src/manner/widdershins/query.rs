//! A query string as the chain's URI template makes it (RFC 6570, `{?a,b*}`).

use std::borrow::Cow;

use crate::manner::widdershins::sample::Sample;

/// The parameters with their values, percent-encoded, from the `?` on; empty
/// where there is none. `exploded` ones repeat their name for each item.
pub(crate) fn query(parameters: &[(&str, Sample<'_>, bool)]) -> String {
    let mut text = String::new();
    for (name, value, exploded) in parameters {
        let values: Vec<String> = match value {
            Sample::List(items) => items.iter().map(encoded).collect(),
            Sample::Map(entries) => {
                push_entries(entries, *exploded, name, &mut text);
                continue;
            }
            single => vec![encoded(single)],
        };
        let pieces = if *exploded { values } else { vec![values.join(",")] };
        for piece in pieces {
            text.push(if text.is_empty() { '?' } else { '&' });
            encode(name, &mut text);
            text.push('=');
            text.push_str(&piece);
        }
    }
    text.replace("%25", "%")
}

/// A map: its entries as parameters of their own, or keys and values in turn.
fn push_entries(
    entries: &[(Cow<'_, str>, Sample<'_>)],
    exploded: bool,
    name: &str,
    text: &mut String,
) {
    for (at, (key, value)) in entries.iter().enumerate() {
        if exploded || at == 0 {
            text.push(if text.is_empty() { '?' } else { '&' });
        }
        if !exploded && at == 0 {
            encode(name, text);
            text.push('=');
        } else if !exploded {
            text.push(',');
        }
        encode(key, text);
        text.push(if exploded { '=' } else { ',' });
        text.push_str(&encoded(value));
    }
}

fn encoded(value: &Sample<'_>) -> String {
    let mut text = String::new();
    match value {
        Sample::Text(value) | Sample::Number(value) => encode(value, &mut text),
        Sample::Null => {}
        other => encode(&other.to_json(), &mut text),
    }
    text
}

/// Appends a text with all but unreserved characters percent-encoded.
fn encode(value: &str, text: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            text.push(char::from(byte));
            continue;
        }
        text.push('%');
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 0xf)]));
    }
}

#[cfg(test)]
mod tests {
    use super::{Sample, query};

    #[test]
    fn values_are_encoded_and_lists_joined_or_repeated() {
        let text = |it: &'static str| Sample::Text(it.into());
        let list = || Sample::List(vec![text("a b"), text("c")]);
        assert_eq!(
            query(&[("when", text("14:15"), false), ("csv", list(), false), ("m", list(), true)]),
            "?when=14%3A15&csv=a%20b,c&m=a%20b&m=c"
        );
        let map = || Sample::Map(vec![("k".into(), text("1")), ("l".into(), text("2"))]);
        assert_eq!(query(&[("m", map(), false), ("n", map(), true)]), "?m=k,1,l,2&k=1&l=2");
        assert_eq!(query(&[]), "");
    }
}
