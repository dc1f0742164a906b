/// A request that is being read.
#[derive(Debug)]
pub struct Call {
    head: Head,
    body: Body,
    /// What has been received of the body.
    received: Received,
    /// Which of the media types the body has; `None` where there is no body.
    media: Option<usize>,
    operation: Operation,
    limit: usize,
}

/// What has been received of a body.
#[derive(Debug)]
pub enum Received {
    /// Nothing so far.
    Nothing,
    /// All of it.
    Whole(Vec<u8>),
    /// A form in parts, and the files of it.
    Parts(Value, Vec<File>),
}

impl Deref for Call {
    type Target = Head;

    fn deref(&self) -> &Head {
        &self.head
    }
}

impl Call {
    /// Takes a request apart. Bodies of more than `limit` bytes are refused.
    pub fn new(request: Request, operation: Operation, limit: usize) -> Result<Self, Refusal> {
        let (parts, body) = request.into_parts();
        let path = captures(operation.template, &parts.uri)
            .ok_or_else(|| Refusal::new(Reason::Path, "there is nothing at this address"))?;
        let query = pairs(parts.uri.query().unwrap_or_default());
        let head = Head { parts, path, query };
        Ok(Self { head, body, received: Received::Nothing, media: None, operation, limit })
    }

    /// Receives the body, and reads all that the operation is asked with.
    pub async fn receive<T: Asked, P>(mut self, principal: P) -> Result<(T, Context<P>), Refusal> {
        self.media = self.find_media()?;
        self.received = match self.media.and_then(|it| self.operation.takes.get(it)) {
            Some(Taken::Whole(_)) => Received::Whole(self.bytes().await?),
            Some(Taken::Parts(_)) => self.parts().await?,
            Some(Taken::Stream(_)) | None => Received::Nothing,
        };
        let asked = T::read(&mut self)?;
        Ok((asked, Context { principal, parts: self.head.parts }))
    }

    /// Which of the media types the body has; `None` where there is no body.
    fn find_media(&self) -> Result<Option<usize>, Refusal> {
        let taken: Vec<&str> = self.operation.takes.iter().map(Taken::media).collect();
        let empty = axum::body::HttpBody::is_end_stream(&self.body);
        if taken.is_empty() {
            return Ok(None);
        }
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

    /// The bytes of the body.
    async fn bytes(&mut self) -> Result<Vec<u8>, Refusal> {
        let length = self.parts.headers.get(axum::http::header::CONTENT_LENGTH);
        let length = length.and_then(|it| it.to_str().ok()?.parse().ok()).unwrap_or(0);
        let mut bytes = Vec::with_capacity(if length > self.limit { 0 } else { length });
        let mut count = 0_usize;
        while let Some(data) = next_data(&mut self.body).await {
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
}

/// How a body is read that has been received.
impl Call {
    /// Which of the media types of the operation the body has.
    pub fn media(&self) -> Result<usize, Refusal> {
        self.media.ok_or_else(|| Refusal::new(Reason::Syntax, "the body is missing"))
    }

    /// A body that may be there.
    pub fn if_any<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Refusal>) -> Result<Option<T>, Refusal> {
        self.media.map(|_| read(self)).transpose()
    }

    /// The body as it is; how much of it is read is up to the reader.
    pub fn stream(&mut self) -> Result<Body, Refusal> {
        self.media()?;
        Ok(std::mem::take(&mut self.body))
    }

    fn whole(&mut self) -> Result<Vec<u8>, Refusal> {
        self.media()?;
        match std::mem::replace(&mut self.received, Received::Nothing) {
            Received::Whole(bytes) => Ok(bytes),
            _ => Ok(Vec::new()),
        }
    }

    /// The body as text.
    pub fn text(&mut self) -> Result<String, Refusal> {
        let text = String::from_utf8(self.whole()?);
        text.map_err(|_| Refusal::new(Reason::Syntax, "the body must be UTF-8"))
    }

    /// The body as text that spells a value.
    pub fn spelt<T: Wire>(&mut self) -> Result<T, Refusal> {
        let text = self.text()?;
        T::decode(text.into(), &Source::text(Vec::new())).map_err(|why| self.broken(why))
    }

    /// The body as JSON.
    pub fn json<T: Wire>(&mut self) -> Result<T, Refusal> {
        let value = serde_json::from_slice(&self.whole()?).map_err(|why| {
            let detail = format!("the body must be JSON, and is not at line {}, column {}", why.line(), why.column());
            Refusal::new(Reason::Syntax, detail)
        })?;
        T::decode(value, &Source::request()).map_err(|why| self.broken(why))
    }

    /// The body as a form.
    pub fn form<T: Wire>(&mut self) -> Result<T, Refusal> {
        let value = nested(&pairs(&self.text()?));
        T::decode(value, &Source::text(Vec::new())).map_err(|why| self.broken(why))
    }

    /// The body as a form in parts, files among them.
    pub fn multipart<T: Wire>(&mut self) -> Result<T, Refusal> {
        self.media()?;
        let (root, files) = match std::mem::replace(&mut self.received, Received::Nothing) {
            Received::Parts(root, files) => (root, files),
            _ => (Value::Object(serde_json::Map::new()), Vec::new()),
        };
        T::decode(root, &Source::text(files)).map_err(|why| self.broken(why))
    }

    fn broken(&self, why: Invalid) -> Refusal {
        let place = if why.pointer.is_empty() { "the body" } else { &why.pointer };
        let mut refusal = Refusal::new(Reason::Body, format!("{place} {}", why.detail));
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
