impl Wire for chrono::DateTime<chrono::Utc> {
    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        let text = String::decode(value, source)?;
        match chrono::DateTime::parse_from_rfc3339(&text) {
            Ok(it) => Ok(it.to_utc()),
            Err(_) => Err(Invalid::new("must be a date and time with an offset (RFC 3339)")),
        }
    }

    fn suits(value: &Value, _: &Source) -> Option<usize> {
        chrono::DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|_| 0)
    }
}
spelt!(chrono::NaiveDate: "must be a date (RFC 3339)");
