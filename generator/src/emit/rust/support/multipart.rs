impl Call {
    /// The parts of the body.
    async fn parts(&mut self) -> Result<Received, Refusal> {
        use axum::extract::FromRequest;
        let syntax = || Refusal::new(Reason::Syntax, "the body must be a form in parts");
        let too_large = self.too_large();
        let mut request = Request::new(std::mem::take(&mut self.body));
        request.headers_mut().clone_from(&self.parts.headers);
        let mut parts = axum::extract::Multipart::from_request(request, &()).await.map_err(|_| syntax())?;
        let (mut left, mut files) = (self.limit, Vec::new());
        let mut root = Value::Object(serde_json::Map::new());
        while let Some(mut part) = parts.next_field().await.map_err(|_| syntax())? {
            let name = part.name().unwrap_or_default().to_owned();
            let content_type = part.content_type().map(ToOwned::to_owned);
            let file_name = part.file_name().map(ToOwned::to_owned);
            let mut bytes = Vec::new();
            while let Some(chunk) = part.chunk().await.map_err(|_| syntax())? {
                left = left.checked_sub(chunk.len()).ok_or_else(|| too_large.clone())?;
                bytes.extend_from_slice(&chunk);
            }
            let is_json = content_type.as_deref().is_some_and(|it| it.starts_with("application/json"));
            let is_text = content_type.as_deref().is_none_or(|it| it.starts_with("text/plain"));
            let value = if file_name.is_none() && is_json {
                in_words(serde_json::from_slice(&bytes).map_err(|_| syntax())?)
            } else if file_name.is_none() && is_text && std::str::from_utf8(&bytes).is_ok() {
                Value::String(String::from_utf8_lossy(&bytes).into_owned())
            } else {
                // Also what says nothing of itself, and is no text.
                files.push(File { name: file_name, content_type, bytes });
                (files.len() - 1).into()
            };
            put(&mut root, std::iter::once(name.trim_end_matches("[]")), value);
        }
        Ok(Received::Parts(root, files))
    }
}

/// A value with its numbers as text, as forms have them.
fn in_words(value: Value) -> Value {
    match value {
        Value::Number(it) => it.to_string().into(),
        Value::Array(all) => all.into_iter().map(in_words).collect(),
        Value::Object(all) => all.into_iter().map(|(name, it)| (name, in_words(it))).collect(),
        other => other,
    }
}
