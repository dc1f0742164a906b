spelt!(
    jiff::Timestamp: "must be a date and time with an offset (RFC 3339)" if is_date_time,
    jiff::civil::Date: "must be a date (RFC 3339)" if is_date,
);
