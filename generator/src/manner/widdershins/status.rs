//! What status codes mean, and where that is defined.

/// The phrase for a status code, and the document below
/// `https://tools.ietf.org/html/` that defines it.
pub(crate) fn meaning(code: u16) -> Option<(&'static str, &'static str)> {
    let at = MEANINGS.binary_search_by_key(&code, |it| it.0).ok()?;
    MEANINGS.get(at).map(|it| (it.1, it.2))
}

/// Where the documents of [`meaning`] are.
pub(crate) const BASE: &str = "https://tools.ietf.org/html/";

/// Codes, phrases and documents, by code.
#[rustfmt::skip]
static MEANINGS: &[(u16, &str, &str)] = &[
    (100, "Continue", "rfc7231#section-6.2.1"),
    (101, "Switching Protocols", "rfc7231#section-6.2.2"),
    (102, "Processing", "rfc2518#section-10.1"),
    (103, "Early Hints", "rfc8297#section-2"),
    (200, "OK", "rfc7231#section-6.3.1"),
    (201, "Created", "rfc7231#section-6.3.2"),
    (202, "Accepted", "rfc7231#section-6.3.3"),
    (203, "Non-Authoritative Information", "rfc7231#section-6.3.4"),
    (204, "No Content", "rfc7231#section-6.3.5"),
    (205, "Reset Content", "rfc7231#section-6.3.6"),
    (206, "Partial Content", "rfc7233#section-4.1"),
    (207, "Multi-Status", "rfc2518#section-10.2"),
    (226, "IM Used", "rfc3229#section-10.4.1"),
    (300, "Multiple Choices", "rfc7231#section-6.4.1"),
    (301, "Moved Permanently", "rfc7231#section-6.4.2"),
    (302, "Found", "rfc7231#section-6.4.3"),
    (303, "See Other", "rfc7231#section-6.4.4"),
    (304, "Not Modified", "rfc7232#section-4.1"),
    (305, "Use Proxy", "rfc7231#section-6.4.5"),
    (307, "Temporary Redirect", "rfc7231#section-6.4.7"),
    (308, "Permanent Redirect", "rfc7538"),
    (400, "Bad Request", "rfc7231#section-6.5.1"),
    (401, "Unauthorized", "rfc7235#section-3.1"),
    (402, "Payment Required", "rfc7231#section-6.5.2"),
    (403, "Forbidden", "rfc7231#section-6.5.3"),
    (404, "Not Found", "rfc7231#section-6.5.4"),
    (405, "Method Not Allowed", "rfc7231#section-6.5.5"),
    (406, "Not Acceptable", "rfc7231#section-6.5.6"),
    (407, "Proxy Authentication Required", "rfc7235#section-3.2"),
    (408, "Request Timeout", "rfc7231#section-6.5.7"),
    (409, "Conflict", "rfc7231#section-6.5.8"),
    (410, "Gone", "rfc7231#section-6.5.9"),
    (411, "Length Required", "rfc7231#section-6.5.10"),
    (412, "Precondition Failed", "rfc7232#section-4.2"),
    (413, "Payload Too Large", "rfc7231#section-6.5.11"),
    (414, "URI Too Long", "rfc7231#section-6.5.12"),
    (415, "Unsupported Media Type", "rfc7231#section-6.5.13"),
    (416, "Range Not Satisfiable", "rfc7233#section-4.4"),
    (417, "Expectation Failed", "rfc7231#section-6.5.14"),
    (418, "I'm a teapot", "rfc2324#section-2.3.1"),
    (421, "Misdirected request", "rfc7540#section-9.1.2"),
    (422, "Unprocessable Entity", "rfc2518#section-10.3"),
    (423, "Locked", "rfc2518#section-10.4"),
    (424, "Failed Dependency", "rfc2518#section-10.5"),
    (426, "Upgrade Required", "rfc7231#section-6.5.15"),
    (428, "Precondition Required", "rfc6585#section-3"),
    (429, "Too Many Requests", "rfc6585#section-4"),
    (431, "Request Header Fields Too Large", "rfc6585#section-5"),
    (451, "Unavailable For Legal Reasons", "draft-ietf-httpbis-legally-restricted-status"),
    (500, "Internal Server Error", "rfc7231#section-6.6.1"),
    (501, "Not Implemented", "rfc7231#section-6.6.2"),
    (502, "Bad Gateway", "rfc7231#section-6.6.3"),
    (503, "Service Unavailable", "rfc7231#section-6.6.4"),
    (504, "Gateway Time-out", "rfc7231#section-6.6.5"),
    (505, "HTTP Version Not Supported", "rfc7231#section-6.6.6"),
    (506, "Variant Also Negotiates", "rfc2295#section-8.1"),
    (507, "Insufficient Storage", "rfc2518#section-10.6"),
    (511, "Network Authentication Required", "rfc6585#section-6"),
];

#[cfg(test)]
mod tests {
    use super::MEANINGS;

    #[test]
    fn codes_are_sorted_to_be_searched() {
        assert!(MEANINGS.is_sorted_by_key(|it| it.0));
    }
}
