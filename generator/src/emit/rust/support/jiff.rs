spelt!(
    jiff::Timestamp: "must be a date and time with an offset (RFC 3339)",
    jiff::civil::Date: "must be a date (RFC 3339)",
    jiff::civil::Time: "must be a time of day",
);
