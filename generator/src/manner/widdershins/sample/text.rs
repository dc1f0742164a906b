//! Sample strings, by format.

use std::borrow::Cow;

use crate::manner::widdershins::schema::View;

/// How long a `minLength` can make a sample.
const LONGEST: u64 = 4_096;

/// The string that the sampler takes for a schema of strings. A uuid depends
/// on the name of the property.
pub(super) fn sample<'a>(schema: View<'a>, name: Option<&str>) -> Cow<'a, str> {
    let least = schema.own(|it| it.text.as_deref()?.min_length).unwrap_or_default().min(LONGEST);
    let most = schema.own(|it| it.text.as_deref()?.max_length);
    let least = usize::try_from(least).unwrap_or_default();
    match schema.format() {
        Some("uuid") => Cow::Owned(uuid(name.filter(|it| !it.is_empty()).unwrap_or("id"))),
        Some("password") => password(least),
        Some(format) => fixed(format).map_or_else(|| plain(least, most), Cow::Borrowed),
        None => plain(least, most),
    }
}

/// The formats whose sample is always the same. Of two with the same sample
/// the likelier comes first.
const FIXED: &[(&str, &str)] = &[
    ("email", "user@example.com"),
    ("idn-email", "пошта@укр.нет"),
    ("date-time", "2019-08-24T14:15:22Z"),
    ("date", "2019-08-24"),
    ("time", "14:15:22Z"),
    ("ipv4", "192.168.0.1"),
    ("ipv6", "2001:0db8:85a3:0000:0000:8a2e:0370:7334"),
    ("hostname", "example.com"),
    ("idn-hostname", "приклад.укр"),
    ("uri", "http://example.com"),
    ("uri-reference", "../dictionary"),
    ("uri-template", "http://example.com/{endpoint}"),
    ("iri", "http://example.com/entity/1"),
    ("iri-reference", "/entity/1"),
    ("json-pointer", "/json/pointer"),
    ("relative-json-pointer", "1/relative/json/pointer"),
    ("regex", "/regex/"),
];

fn fixed(format: &str) -> Option<&'static str> {
    FIXED.iter().find(|(known, _)| *known == format).map(|(_, sample)| *sample)
}

/// The sample of a string without bounds, as [`sample`] has it.
pub(crate) fn of_format(format: Option<&str>, name: Option<&str>) -> Cow<'static, str> {
    match format {
        Some("uuid") => Cow::Owned(uuid(name.filter(|it| !it.is_empty()).unwrap_or("id"))),
        Some("password") => password(0),
        Some(format) => fixed(format).map_or_else(|| plain(0, None), Cow::Borrowed),
        None => plain(0, None),
    }
}

/// The format that a sample gives away: the way back of [`of_format`].
pub(crate) fn format_of(sample: &str, name: Option<&str>) -> Option<&'static str> {
    if sample.len() == 36 && sample == of_format(Some("uuid"), name) {
        return Some("uuid");
    }
    if sample == of_format(Some("password"), None) {
        return Some("password");
    }
    FIXED.iter().find(|(_, known)| *known == sample).map(|(format, _)| *format)
}

/// The word `string`, repeated and cut to the length that is asked for.
fn plain(least: usize, most: Option<u64>) -> Cow<'static, str> {
    const WORD: &str = "string";
    let most = most.filter(|it| *it > 0).and_then(|it| usize::try_from(it).ok());
    let length = least.max(WORD.len()).min(most.unwrap_or(usize::MAX));
    if length == WORD.len() {
        return Cow::Borrowed(WORD);
    }
    Cow::Owned(WORD.chars().cycle().take(length).collect())
}

fn password(least: usize) -> Cow<'static, str> {
    const WORD: &str = "pa$$word";
    if least <= WORD.len() {
        return Cow::Borrowed(WORD);
    }
    let rest = "qwerty!@#$%^123456".chars().cycle();
    Cow::Owned(WORD.chars().chain(['_']).chain(rest).take(least + 1).collect())
}

/// The uuid for a name: random digits (Jenkins' small fast generator) whose
/// seed is the name's hash, as Java hashes strings.
fn uuid(name: &str) -> String {
    let seed = name
        .encode_utf16()
        .fold(0_u32, |hash, unit| hash.wrapping_mul(31).wrapping_add(u32::from(unit)));
    let mut state = [seed; 4];
    let mut digit = || {
        let mixed = state[0].wrapping_sub(state[1].rotate_left(27));
        state[0] = state[1] ^ state[2].rotate_left(17);
        state[1] = state[2].wrapping_add(state[3]);
        state[2] = state[3].wrapping_add(mixed);
        state[3] = state[0].wrapping_add(mixed);
        state[3] >> 28
    };
    let hex = |digit: u32| char::from_digit(digit, 16).unwrap_or('0');
    "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx"
        .chars()
        .map(|it| match it {
            'x' => hex(digit()),
            'y' => hex(digit() & 3 | 8),
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{format_of, of_format, password, plain, uuid};

    #[test]
    fn a_sample_gives_its_format_away() {
        for format in ["uuid", "date-time", "password", "uri", "ipv6"] {
            let sample = of_format(Some(format), Some("user_id"));
            assert_eq!(format_of(&sample, Some("user_id")), Some(format));
        }
        assert_eq!(format_of("string", None), None);
    }

    #[test]
    fn a_uuid_follows_from_the_name_of_its_property() {
        assert_eq!(uuid("id"), "497f6eca-6276-4993-bfeb-53cbbbba6f08");
        assert_eq!(uuid("organization_id"), "7c60d51f-b44e-4682-87d6-449835ea4de6");
        assert_eq!(uuid("user_id"), "a169451c-8525-4352-b8ca-070dd449a1a5");
    }

    #[test]
    fn strings_are_repeated_and_cut_to_their_bounds() {
        assert_eq!(plain(0, None), "string");
        assert_eq!(plain(15, None), "stringstringstr");
        assert_eq!(plain(0, Some(3)), "str");
        assert_eq!(plain(0, Some(0)), "string");
        assert_eq!(password(0), "pa$$word");
    }
}
