//! The classes into which the chain sorts media types.

/// A class of media types that are shown alike.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Class {
    /// JSON, also with a suffix.
    Json,
    /// YAML.
    Yaml,
    /// Plain text and HTML.
    Text,
    /// The fields of a form, or bytes.
    Form,
    /// XML, also with a suffix.
    Xml,
}

impl Class {
    /// Every class, in the order in which bodies are shown.
    pub(crate) const ALL: [Self; 5] = [Self::Json, Self::Yaml, Self::Text, Self::Form, Self::Xml];

    /// Whether a media type is of this class.
    pub(crate) fn has(self, media_type: &str) -> bool {
        match self {
            Self::Json => is_structured(media_type, "json", &["application", "text"]),
            Self::Xml => is_structured(media_type, "xml", &["application", "text", "image"]),
            Self::Yaml => matches!(media_type, "application/x-yaml" | "text/x-yaml"),
            Self::Text => matches!(media_type, "text/plain" | "text/html"),
            Self::Form => matches!(
                media_type,
                "multipart/form-data"
                    | "application/x-www-form-urlencoded"
                    | "application/octet-stream"
            ),
        }
    }

    /// The class of a media type.
    pub(crate) fn of(media_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.has(media_type))
    }
}

/// `application/json`, and also `application/problem+json`.
fn is_structured(media_type: &str, name: &str, kinds: &[&str]) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim_end();
    let Some((kind, subtype)) = essence.split_once('/') else { return false };
    let structured =
        subtype.strip_suffix(name).is_some_and(|it| it.is_empty() || it.ends_with('+'));
    kinds.contains(&kind) && structured
}
