//! Formats of text that can be told cheaply and surely.

/// Whether a text has a format; any text has one that is not known here.
pub fn has(text: &str, format: &str) -> bool {
    match format {
        "date" => is_date(text),
        "date-time" => is_date_time(text),
        "uuid" => is_uuid(text),
        "email" => text.rsplit_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && !host.is_empty() && !text.contains(char::is_whitespace)
        }),
        "ipv4" => text.parse::<std::net::Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<std::net::Ipv6Addr>().is_ok(),
        "uri" => text.split_once(':').is_some_and(|(scheme, _)| {
            scheme.starts_with(|it: char| it.is_ascii_alphabetic())
                && scheme.bytes().all(|it| it.is_ascii_alphanumeric() || b"+-.".contains(&it))
        }),
        _ => true,
    }
}

/// `full-date` of RFC 3339.
fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-').map(|it| digits(it).map(|value| (it.len(), value)));
    let (Some(Some(year)), Some(Some(month)), Some(Some(day))) =
        (parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let days = match month.1 {
        4 | 6 | 9 | 11 => 30,
        2 if year.1 % 4 == 0 && (year.1 % 100 != 0 || year.1 % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    };
    year.0 == 4
        && month.0 == 2
        && day.0 == 2
        && (1..=12).contains(&month.1)
        && (1..=days).contains(&day.1)
}

/// `date-time` of RFC 3339.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else { return false };
    let zone = time.find(['Z', 'z', '+', '-']);
    let Some((clock, zone)) = zone.and_then(|at| time.split_at_checked(at)) else { return false };
    let (clock, part) = clock.split_once('.').unwrap_or((clock, "0"));
    let is_zone = matches!(zone, "Z" | "z") || zone.get(1..).is_some_and(|it| is_clock(it, 2));
    is_date(date) && is_clock(clock, 3) && digits(part).is_some() && is_zone
}

fn is_clock(text: &str, count: usize) -> bool {
    let parts: Vec<_> = text.split(':').collect();
    let limits = [23, 59, 60];
    parts.len() == count
        && parts
            .iter()
            .zip(limits)
            .all(|(it, most)| it.len() == 2 && digits(it).is_some_and(|it| it <= most))
}

fn is_uuid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let parts: Vec<_> = text.split('-').collect();
    parts.len() == lengths.len()
        && parts
            .iter()
            .zip(lengths)
            .all(|(it, length)| it.len() == length && it.bytes().all(|it| it.is_ascii_hexdigit()))
}

fn digits(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    plain.then(|| text.get(..9).unwrap_or(text).parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::has;

    #[test]
    fn formats_are_told_by_their_grammar() {
        for (format, right, wrong) in [
            ("date", "2024-02-29", "2023-02-29"),
            ("date", "1999-12-31", "99-12-31"),
            ("date-time", "2024-01-01T10:00:00Z", "2024-01-01"),
            ("date-time", "2024-01-01T10:00:00.123+02:00", "2024-01-01T10:00:00"),
            ("date-time", "2024-01-01t10:00:00z", "2024-01-01 10:00:00Z"),
            ("uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567"),
            ("email", "a@example.com", "a"),
            ("ipv4", "10.0.0.1", "10.0.0"),
            ("uri", "https://example.com", "example"),
        ] {
            assert!(has(right, format), "{right}");
            assert!(!has(wrong, format), "{wrong}");
        }
        assert!(has("anything", "of-my-own"));
    }
}
