/// A request that is being read.
#[derive(Debug)]
pub struct Call {
    head: Head,
    body: Body,
    /// What has been received of the body.
    received: Received,
    /// Which of the media types the body has; `None` where there is no body.
    media: Option<usize>,
    operation: &'static Operation,
    limit: usize,
}

/// What has been received of a body.
#[derive(Debug)]
pub enum Received {
    /// Nothing so far.
    Nothing,
    /// All of it.
    Whole(Bytes),
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
    pub fn new(request: Request, operation: &'static Operation, limit: usize) -> Result<Self, Refusal> {
        let (parts, body) = request.into_parts();
        let path = captures(operation.template, &parts.uri)
            .ok_or_else(|| Refusal::new(Reason::Path, "there is nothing at this address"))?;
        let head = Head { parts: Box::new(parts), path };
        Ok(Self { head, body, received: Received::Nothing, media: None, operation, limit })
    }

    /// Receives the body, and reads all that the operation is asked with.
    pub async fn receive<T: Asked>(&mut self) -> Result<T, Refusal> {
        self.media = self.find_media()?;
        self.received = match self.media.and_then(|it| self.operation.takes.get(it)) {
            Some(Taken::Whole(_)) => Received::Whole(self.bytes().await?),
            Some(Taken::Parts(_)) => self.parts().await?,
            Some(Taken::Stream(_)) | None => Received::Nothing,
        };
        T::read(self)
    }

    /// What the operation is told beside that.
    pub fn context<P>(self, principal: P) -> Context<P> {
        Context { principal, parts: self.head.parts }
    }

    /// Which of the media types the body has; `None` where there is no body.
    fn find_media(&self) -> Result<Option<usize>, Refusal> {
        let taken = self.operation.takes;
        if taken.is_empty() {
            return Ok(None);
        }
        let empty = axum::body::HttpBody::is_end_stream(&self.body);
        let Some(stated) = self.parts.headers.get(axum::http::header::CONTENT_TYPE) else {
            return Ok((!empty).then_some(0));
        };
        if empty && !self.parts.headers.contains_key(axum::http::header::CONTENT_LENGTH) {
            return Ok(None);
        }
        let stated = stated.to_str().unwrap_or_default();
        if let Some(at) = taken.iter().position(|it| it.media() == stated) {
            return Ok(Some(at));
        }
        let stated = cut(stated, b';').0.trim();
        let fits = |it: &Taken| {
            let range = cut(it.media(), b';').0.trim();
            range == "*/*"
                || range.eq_ignore_ascii_case(stated)
                || range.strip_suffix('*').is_some_and(|start| {
                    stated.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start))
                })
        };
        // The most exact one first.
        let exact = taken.iter().position(|it| it.media().eq_ignore_ascii_case(stated));
        exact.or_else(|| taken.iter().position(fits)).map(Some).ok_or_else(|| {
            let taken: Vec<&str> = taken.iter().map(Taken::media).collect();
            Refusal::new(Reason::MediaType, format!("the body must be {}", taken.join(" or ")))
        })
    }

    /// The bytes of the body.
    async fn bytes(&mut self) -> Result<Bytes, Refusal> {
        // Most bodies come as one, and are not copied.
        let (mut first, mut bytes) = (Bytes::new(), Vec::new());
        let mut count = 0_usize;
        while let Some(data) = next_data(&mut self.body).await {
            let data = data.map_err(|()| Refusal::new(Reason::Syntax, "the body ended too early"))?;
            count = count.saturating_add(data.len());
            if count == data.len() {
                first = data;
            } else if count <= self.limit {
                bytes.extend_from_slice(&std::mem::take(&mut first));
                bytes.extend_from_slice(&data);
            } else if count / PATIENCE > self.limit {
                break;
            }
        }
        if count > self.limit {
            return Err(self.too_large());
        }
        Ok(if bytes.is_empty() { first } else { bytes.into() })
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

    fn whole(&mut self) -> Result<Bytes, Refusal> {
        self.media()?;
        match std::mem::replace(&mut self.received, Received::Nothing) {
            Received::Whole(bytes) => Ok(bytes),
            _ => Ok(Bytes::new()),
        }
    }

    /// The body as text.
    pub fn text(&mut self) -> Result<String, Refusal> {
        let text = String::from_utf8(self.whole()?.into());
        text.map_err(|_| Refusal::new(Reason::Syntax, "the body must be UTF-8"))
    }

    /// The body as text that spells a value.
    pub fn spelt<T: Wire>(&mut self) -> Result<T, Refusal> {
        let text = self.text()?;
        T::decode(text.into(), &Source::text(Vec::new())).map_err(|why| self.broken(why))
    }

    /// The body as JSON.
    pub fn json<T: Wire>(&mut self) -> Result<T, Refusal> {
        let read = read_json(&self.whole()?, Source::request).map_err(|why| {
            let detail = format!("the body must be JSON, and is not at line {}, column {}", why.line(), why.column());
            Refusal::new(Reason::Syntax, detail)
        })?;
        read.map_err(|why| self.broken(why))
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
    // Where the end is known beforehand, it need not be waited for.
    while !body.is_end_stream() {
        let frame = std::future::poll_fn(|it| std::pin::Pin::new(&mut *body).poll_frame(it)).await?;
        match frame.map(|it| it.into_data()) {
            Ok(Ok(data)) => return Some(Ok(data)),
            // Trailers say nothing here.
            Ok(Err(_)) => {}
            Err(_) => return Some(Err(())),
        }
    }
    None
}
