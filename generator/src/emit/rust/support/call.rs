/// A request that is being read.
#[derive(Debug)]
pub struct Call {
    head: Head,
    body: Option<Body>,
    limit: usize,
    invalid: StatusCode,
}

impl Deref for Call {
    type Target = Head;

    fn deref(&self) -> &Head {
        &self.head
    }
}

impl Call {
    /// Takes a request apart. Bodies of more than `limit` bytes are refused.
    pub fn new(request: Request, template: &'static str, limit: usize) -> Result<Self, Refusal> {
        let (parts, body) = request.into_parts();
        let path = captures(template, &parts.uri)
            .ok_or_else(|| Refusal::new(Reason::Path, "there is nothing at this address"))?;
        let query = pairs(parts.uri.query().unwrap_or_default());
        let head = Head { parts, path, query };
        Ok(Self { head, body: Some(body), limit, invalid: StatusCode::BAD_REQUEST })
    }

    /// What an operation is told beside its request.
    pub fn context<P>(self, principal: P) -> Context<P> {
        Context { principal, parts: self.head.parts }
    }

    /// Answers a body that is not what it must be with this status.
    pub fn answer_invalid_with(&mut self, status: u16) {
        self.invalid = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    }
}

impl Call {
    /// Which of these media types the body has; `None` where there is no body.
    pub fn media(&self, taken: &[&str]) -> Result<Option<usize>, Refusal> {
        let empty = self.body.as_ref().is_none_or(axum::body::HttpBody::is_end_stream);
        let Some(stated) = self.parts.headers.get(axum::http::header::CONTENT_TYPE) else {
            return Ok((!empty).then_some(0));
        };
        if empty && !self.parts.headers.contains_key(axum::http::header::CONTENT_LENGTH) {
            return Ok(None);
        }
        let stated = stated.to_str().unwrap_or_default();
        let stated = stated.split(';').next().unwrap_or_default().trim();
        let fits = |it: &&str| {
            let range = it.split(';').next().unwrap_or_default().trim();
            range == "*/*"
                || range.eq_ignore_ascii_case(stated)
                || range.strip_suffix('*').is_some_and(|start| {
                    stated.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start))
                })
        };
        // The most exact one first.
        let exact = taken.iter().position(|it| it.eq_ignore_ascii_case(stated));
        exact.or_else(|| taken.iter().position(fits)).map(Some).ok_or_else(|| {
            let detail = format!("the body must be {}", taken.join(" or "));
            Refusal::new(Reason::MediaType, detail)
        })
    }

    /// Which of these media types the body has, which must be there.
    pub fn media_of(&self, taken: &[&str]) -> Result<usize, Refusal> {
        self.media(taken)?.ok_or_else(|| Refusal::new(Reason::Syntax, "the body is missing"))
    }

    /// The body as it is; how much of it is read is up to the reader.
    pub fn stream(&mut self) -> Body {
        self.body.take().unwrap_or_default()
    }

    /// The bytes of the body.
    pub async fn bytes(&mut self) -> Result<Vec<u8>, Refusal> {
        let length = self.parts.headers.get(axum::http::header::CONTENT_LENGTH);
        let length = length.and_then(|it| it.to_str().ok()?.parse().ok()).unwrap_or(0);
        let mut bytes = Vec::with_capacity(if length > self.limit { 0 } else { length });
        let mut body = self.stream();
        let mut count = 0_usize;
        while let Some(data) = next_data(&mut body).await {
            let data = data.map_err(|()| Refusal::new(Reason::Syntax, "the body ended too early"))?;
            count = count.saturating_add(data.len());
            if count <= self.limit {
                bytes.extend_from_slice(&data);
            } else if count / PATIENCE > self.limit {
                break;
            }
        }
        if count > self.limit { Err(self.too_large()) } else { Ok(bytes) }
    }

    fn too_large(&self) -> Refusal {
        Refusal::new(Reason::TooLarge, format!("the body must be at most {} bytes", self.limit))
    }

    /// The body as text.
    pub async fn text(&mut self) -> Result<String, Refusal> {
        let bytes = self.bytes().await?;
        let text = String::from_utf8(bytes);
        text.map_err(|_| Refusal::new(Reason::Syntax, "the body must be UTF-8"))
    }

    /// The body as text that spells a value.
    pub async fn spelt<T: Wire>(&mut self) -> Result<T, Refusal> {
        let text = self.text().await?;
        T::decode(text.into(), &Source::text(Vec::new())).map_err(|why| self.broken(why))
    }

    /// The body as JSON.
    pub async fn json<T: Wire>(&mut self) -> Result<T, Refusal> {
        let bytes = self.bytes().await?;
        let value = serde_json::from_slice(&bytes).map_err(|why| {
            let detail = format!("the body must be JSON, and is not at line {}, column {}", why.line(), why.column());
            Refusal::new(Reason::Syntax, detail)
        })?;
        T::decode(value, &Source::request()).map_err(|why| self.broken(why))
    }

    /// The body as a form.
    pub async fn form<T: Wire>(&mut self) -> Result<T, Refusal> {
        let text = self.text().await?;
        let value = nested(&pairs(&text));
        T::decode(value, &Source::text(Vec::new())).map_err(|why| self.broken(why))
    }

    fn broken(&self, why: Invalid) -> Refusal {
        let place = if why.pointer.is_empty() { "the body" } else { &why.pointer };
        let mut refusal = Refusal::new(Reason::Body, format!("{place} {}", why.detail));
        refusal.status = self.invalid;
        refusal.pointer = Some(why.pointer);
        refusal
    }
}

/// How many times the limit is read of a body that is too large, and thrown
/// away: most clients listen only once they have said it all.
const PATIENCE: usize = 8;

/// The next bytes of a body.
async fn next_data(body: &mut Body) -> Option<Result<Bytes, ()>> {
    use axum::body::HttpBody;
    loop {
        let frame = std::future::poll_fn(|it| std::pin::Pin::new(&mut *body).poll_frame(it)).await?;
        match frame.map(|it| it.into_data()) {
            Ok(Ok(data)) => return Some(Ok(data)),
            // Trailers say nothing here.
            Ok(Err(_)) => {}
            Err(_) => return Some(Err(())),
        }
    }
}
