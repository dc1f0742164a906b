/// Whether a text looks like a `full-date` of RFC 3339.
fn is_date(text: &str) -> bool {
    looks_like(text, "0000-00-00")
}

/// Whether a text looks like a `date-time` of RFC 3339.
fn is_date_time(text: &str) -> bool {
    let Some((moment, rest)) = text.split_at_checked(19) else { return false };
    let digit = |it: char| it.is_ascii_digit();
    let part = rest.strip_prefix('.').filter(|it| it.starts_with(digit));
    let zone = part.map_or(rest, |it| it.trim_start_matches(digit));
    let offset = zone.get(1..).filter(|it| zone.starts_with(['+', '-']) && *it < "24");
    looks_like(moment, "0000-00-00T00:00:00")
        && (zone.eq_ignore_ascii_case("Z") || offset.is_some_and(|it| looks_like(it, "00:00")))
}

/// Whether a text has digits where the other has zeros, and else the same.
fn looks_like(text: &str, other: &str) -> bool {
    let alike = |(it, other): (u8, u8)| match other {
        b'0' => it.is_ascii_digit(),
        other => it.eq_ignore_ascii_case(&other),
    };
    text.len() == other.len() && text.bytes().zip(other.bytes()).all(alike)
}
