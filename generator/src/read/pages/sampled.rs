//! The sample values of formats.
pub(super) fn text<'a>(format: Option<&str>, name: Option<&str>) -> std::borrow::Cow<'a, str> {
    match format {
        Some("uuid") => uuid(name.unwrap_or("id")).into(),
        Some(format) => FORMATS.iter().find(|it| it.0 == format).map_or("string", |it| it.1).into(),
        None => "string".into(),
    }
}
pub(super) fn format(text: &str, name: Option<&str>) -> Option<&'static str> {
    if text.len() == 36 && text == uuid(name.unwrap_or("id")) {
        return Some("uuid");
    }
    FORMATS.iter().find(|it| it.1 == text).map(|it| it.0)
}
const FORMATS: &[(&str, &str)] = &[
    ("date-time", "2019-08-24T14:15:22Z"), ("date", "2019-08-24"), ("time", "14:15:22Z"),
    ("email", "user@example.com"), ("uri", "http://example.com"), ("ipv4", "192.168.0.1"),
    ("ipv6", "2001:0db8:85a3:0000:0000:8a2e:0370:7334"), ("hostname", "example.com"),
    ("password", "pa$$word"),
];
fn uuid(name: &str) -> String {
    let seed = name.encode_utf16().fold(0_u32, |hash, unit| hash.wrapping_mul(31).wrapping_add(u32::from(unit)));
    let (mut a, mut b, mut c, mut d) = (seed, seed, seed, seed);
    let mut digit = || {
        let t = a.wrapping_sub(b.rotate_left(27));
        a = b ^ c.rotate_left(17);
        b = c.wrapping_add(d);
        c = d.wrapping_add(t);
        d = a.wrapping_add(t);
        d >> 28
    };
    let hex = |digit: u32| char::from_digit(digit, 16).unwrap_or('0');
    "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".chars().map(|it| match it {
        'x' => hex(digit()),
        'y' => hex(digit() & 3 | 8),
        other => other,
    }).collect()
}
