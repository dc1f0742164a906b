//! What headings and links of these pages are made from.

/// The identifier that an operation's headings are made from.
pub(crate) fn slug(key: &str) -> String {
    key.to_lowercase().replace(' ', "-")
}

/// What an operation is called that says nothing itself: its method and path.
pub(crate) fn unnamed(method: &str, path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    format!("{}_{path}", method.to_lowercase()).replace('/', "_")
}

/// A link to a schema where stock widdershins has its anchor.
pub(crate) fn schema_link(name: &str) -> String {
    format!("[{name}](#schema{})", name.to_lowercase())
}
