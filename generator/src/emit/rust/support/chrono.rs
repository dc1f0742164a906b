impl Wire for chrono::DateTime<chrono::Utc> {
    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        let text = String::decode(value, source)?;
        match chrono::DateTime::parse_from_rfc3339(&text) {
            Ok(it) if is_date_time(&text) => Ok(it.to_utc()),
            _ => Err(Invalid::new("must be a date and time with an offset (RFC 3339)")),
        }
    }

    fn suits(value: &Value, _: &Source) -> Option<usize> {
        let text = value.as_str().filter(|it| is_date_time(it))?;
        chrono::DateTime::parse_from_rfc3339(text).ok().map(|_| 0)
    }
}
spelt!(chrono::NaiveDate: "must be a date (RFC 3339)" if is_date);
