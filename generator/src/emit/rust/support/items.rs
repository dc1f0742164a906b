/// Values of one type that are sent one after another, each as soon as it is there.
pub struct Items<T> {
    stream: std::pin::Pin<Box<dyn futures_core::Stream<Item = Result<T, Invalid>> + Send>>,
    keep_alive: Option<std::time::Duration>,
}

/// How long server-sent events are silent before a comment is sent, as their
/// specification advises: proxies take a connection for dead that is silent for long.
const KEEP_ALIVE: std::time::Duration = std::time::Duration::from_secs(15);

impl<T: Send + 'static> Items<T> {
    /// Of a stream that cannot fail.
    pub fn new(stream: impl futures_core::Stream<Item = T> + Send + 'static) -> Self {
        Self::fallible(Mapped(Box::pin(stream), Ok))
    }

    /// Of a stream that ends where it fails: the answer is broken off there.
    pub fn fallible(stream: impl futures_core::Stream<Item = Result<T, Invalid>> + Send + 'static) -> Self {
        Self { stream: Box::pin(stream), keep_alive: Some(KEEP_ALIVE) }
    }

    /// Sends a comment where server-sent events are silent for so long; `None`:
    /// never. Unless it is said, 15 seconds. Other answers have no comments.
    #[must_use]
    pub fn keep_alive(self, silence: impl Into<Option<std::time::Duration>>) -> Self {
        Self { keep_alive: silence.into(), ..self }
    }

    /// Of values that are there already.
    pub fn of(all: impl IntoIterator<Item = T, IntoIter: Send + 'static>) -> Self {
        Self::new(Ready(all.into_iter()))
    }

    /// The next one.
    pub async fn next(&mut self) -> Option<Result<T, Invalid>> {
        std::future::poll_fn(|it| self.stream.as_mut().poll_next(it)).await
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items")
    }
}

impl<T> futures_core::Stream for Items<T> {
    type Item = Result<T, Invalid>;

    fn poll_next(mut self: std::pin::Pin<&mut Self>, it: &mut std::task::Context<'_>) -> std::task::Poll<Option<Self::Item>> {
        self.stream.as_mut().poll_next(it)
    }
}

/// A stream of what a function makes of each item of another.
struct Mapped<S, F>(std::pin::Pin<Box<S>>, F);

impl<S: futures_core::Stream, U, F: FnMut(S::Item) -> U + Unpin> futures_core::Stream for Mapped<S, F> {
    type Item = U;

    fn poll_next(mut self: std::pin::Pin<&mut Self>, it: &mut std::task::Context<'_>) -> std::task::Poll<Option<U>> {
        let next = std::task::ready!(self.0.as_mut().poll_next(it));
        std::task::Poll::Ready(next.map(|it| (self.1)(it)))
    }
}

/// A stream of what is there already.
struct Ready<I>(I);

impl<I> Unpin for Ready<I> {}

impl<I: Iterator> futures_core::Stream for Ready<I> {
    type Item = I::Item;

    fn poll_next(mut self: std::pin::Pin<&mut Self>, _: &mut std::task::Context<'_>) -> std::task::Poll<Option<I::Item>> {
        std::task::Poll::Ready(self.0.next())
    }
}

/// How values stand one after another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Framing {
    /// A line of JSON for each.
    Lines,
    /// JSON text sequences (RFC 7464).
    Sequence,
    /// Server-sent events whose fields are those of the value.
    Events,
    /// Server-sent events whose data is the value, as JSON.
    EventData,
}

impl Framing {
    /// Whether there may be something that is no value.
    fn has_comments(self) -> bool {
        matches!(self, Self::Events | Self::EventData)
    }

    /// A value as it is sent.
    pub fn write<T: Serialize>(self, item: &T) -> Result<Vec<u8>, Invalid> {
        let unwritten = |_| Invalid::new("cannot be written as JSON");
        let mut out = String::new();
        if self == Self::Events
            && let Value::Object(fields) = serde_json::to_value(item).map_err(unwritten)?
        {
            for (name, value) in fields.iter().filter(|it| !it.1.is_null()) {
                push_field(&mut out, name, &value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned));
            }
        } else {
            let text = serde_json::to_string(item).map_err(unwritten)?;
            match self {
                Self::Lines => out.push_str(&text),
                Self::Sequence => out.extend(["\u{1e}", &text]),
                Self::Events | Self::EventData => push_field(&mut out, "data", &text),
            }
        }
        out.push('\n');
        Ok(out.into_bytes())
    }

    /// The value that a text spells; `None` where it spells none.
    fn read(self, text: &[u8]) -> Option<Result<Value, Invalid>> {
        let Ok(text) = std::str::from_utf8(text) else { return Some(Err(Invalid::new("must be UTF-8"))) };
        if self.has_comments() {
            return self.event(text);
        }
        let text = text.trim_matches(['\u{1e}', ' ', '\t', '\r', '\n']);
        (!text.is_empty()).then(|| serde_json::from_str(text).map_err(|_| Invalid::new("must be JSON")))
    }

    /// The value of an event; `None` where it has no data.
    fn event(self, text: &str) -> Option<Result<Value, Invalid>> {
        let mut fields = serde_json::Map::new();
        let mut data: Option<String> = None;
        for line in text.trim_start_matches('\u{feff}').split(['\r', '\n']).filter(|it| !it.is_empty()) {
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match name {
                "data" => match &mut data {
                    None => data = Some(value.to_owned()),
                    Some(data) => {
                        data.push('\n');
                        data.push_str(value);
                    }
                },
                "event" | "id" => {
                    fields.insert(name.to_owned(), value.into());
                }
                "retry" => {
                    if let Ok(time) = value.parse::<u64>() {
                        fields.insert(name.to_owned(), time.into());
                    }
                }
                _ => {}
            }
        }
        let data = data?;
        if self == Self::EventData {
            return Some(serde_json::from_str(&data).map_err(|_| Invalid::new("must be JSON")));
        }
        fields.insert("data".to_owned(), data.into());
        Some(Ok(Value::Object(fields)))
    }
}

/// Adds a field to an event. Only data may have several lines.
fn push_field(out: &mut String, name: &str, text: &str) {
    if name == "data" {
        for line in text.replace("\r\n", "\n").split(['\r', '\n']) {
            out.push_str("data: ");
            out.push_str(line);
            out.push('\n');
        }
    } else if matches!(name, "event" | "id" | "retry") {
        out.push_str(name);
        out.push_str(": ");
        out.extend(text.chars().filter(|it| !matches!(it, '\r' | '\n' | '\0')));
        out.push('\n');
    }
}

impl<T: Serialize + Send + 'static> Items<T> {
    /// The body of an answer, in which each is sent as soon as it is there.
    pub fn framed(self, framing: Framing) -> Body {
        Body::from_stream(Framed { items: self, framing, silence: None })
    }
}

/// The bytes of an answer of one value after another.
struct Framed<T> {
    items: Items<T>,
    framing: Framing,
    /// Ends when a comment is to be sent; there while nothing else is.
    silence: Option<std::pin::Pin<Box<tokio::time::Sleep>>>,
}

impl<T: Serialize> futures_core::Stream for Framed<T> {
    type Item = Result<Vec<u8>, Invalid>;

    fn poll_next(mut self: std::pin::Pin<&mut Self>, it: &mut std::task::Context<'_>) -> std::task::Poll<Option<Self::Item>> {
        let this = &mut *self;
        if let std::task::Poll::Ready(next) = this.items.stream.as_mut().poll_next(it) {
            this.silence = None;
            return std::task::Poll::Ready(next.map(|it| it.and_then(|it| this.framing.write(&it))));
        }
        let Some(silence) = this.items.keep_alive.filter(|_| this.framing.has_comments()) else {
            return std::task::Poll::Pending;
        };
        let silence = this.silence.get_or_insert_with(|| Box::pin(tokio::time::sleep(silence)));
        std::task::ready!(silence.as_mut().poll(it));
        this.silence = None;
        std::task::Poll::Ready(Some(Ok(b":\n\n".to_vec())))
    }
}

impl Call {
    /// The values of a body, each of which is read when it is asked for.
    pub fn items<T: Wire + Send + 'static>(&mut self, framing: Framing) -> Result<Items<T>, Refusal> {
        let limit = self.limit;
        let come = Come { bytes: Vec::new(), from: 0, at: 0, line: 0, ended: false };
        let body = self.stream()?.into_data_stream();
        Ok(Items::fallible(Unframed { body, framing, limit, come, made: std::marker::PhantomData }))
    }
}

/// What has come of a body so far. Each byte is looked at once.
struct Come {
    bytes: Vec<u8>,
    /// Where the next value begins.
    from: usize,
    /// What was looked at already.
    at: usize,
    /// Where the line begins that is looked at.
    line: usize,
    /// Whether that was all.
    ended: bool,
}

impl Come {
    /// The next value, if all of it has come.
    fn next(&mut self, framing: Framing) -> Option<Result<Value, Invalid>> {
        loop {
            let (end, next) = self.end(framing)?;
            let value = framing.read(self.bytes.get(self.from..end).unwrap_or_default());
            (self.from, self.at, self.line) = (next, next, next);
            if value.is_some() {
                return value;
            }
        }
    }

    /// Where the next value ends, and where the one behind it begins.
    fn end(&mut self, framing: Framing) -> Option<(usize, usize)> {
        let event = framing.has_comments();
        while let Some(&byte) = self.bytes.get(self.at) {
            match (framing, byte) {
                (Framing::Lines, b'\n') => return Some((self.at, self.at + 1)),
                (Framing::Sequence, 0x1e) if self.at > self.from => return Some((self.at, self.at)),
                // Events end with an empty line.
                (_, b'\r' | b'\n') if event => {
                    let long = match (byte, self.bytes.get(self.at + 1)) {
                        (b'\r', Some(b'\n')) => 2,
                        // Perhaps half of the end of a line.
                        (b'\r', None) if !self.ended => return None,
                        _ => 1,
                    };
                    if self.at == self.line {
                        return Some((self.at, self.at + long));
                    }
                    self.at += long;
                    self.line = self.at;
                }
                _ => self.at += 1,
            }
        }
        let all = self.bytes.len();
        // An event that is broken off is none.
        (self.ended && !event && self.from < all).then_some((all, all))
    }

    fn push(&mut self, data: &[u8]) {
        self.bytes.drain(..self.from);
        self.at -= self.from;
        self.line -= self.from;
        self.from = 0;
        self.bytes.extend_from_slice(data);
    }
}

/// The values of a body.
struct Unframed<T> {
    body: axum::body::BodyDataStream,
    framing: Framing,
    /// The largest value that is read, in bytes.
    limit: usize,
    come: Come,
    made: std::marker::PhantomData<fn() -> T>,
}

impl<T: Wire> Unframed<T> {
    fn decode(&self, value: Value) -> Result<T, Invalid> {
        let source = Source::request();
        if self.framing != Framing::Events {
            return T::decode(value, &source);
        }
        // The data is text, unless the type wants it as JSON.
        T::decode(value.clone(), &source).or_else(|why| {
            let data = value.get("data").and_then(Value::as_str).and_then(|it| serde_json::from_str::<Value>(it).ok());
            let (Some(data), Value::Object(mut fields)) = (data, value) else { return Err(why) };
            fields.insert("data".to_owned(), data);
            T::decode(fields.into(), &source)
        })
    }
}

impl<T: Wire> futures_core::Stream for Unframed<T> {
    type Item = Result<T, Invalid>;

    fn poll_next(mut self: std::pin::Pin<&mut Self>, it: &mut std::task::Context<'_>) -> std::task::Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if let Some(value) = this.come.next(this.framing) {
                return std::task::Poll::Ready(Some(value.and_then(|it| this.decode(it))));
            }
            if this.come.ended {
                return std::task::Poll::Ready(None);
            }
            let failure = if this.come.bytes.len() - this.come.from > this.limit {
                "is too large"
            } else {
                match std::task::ready!(std::pin::Pin::new(&mut this.body).poll_next(it)) {
                    None => {
                        this.come.ended = true;
                        continue;
                    }
                    Some(Ok(data)) => {
                        this.come.push(&data);
                        continue;
                    }
                    Some(Err(_)) => "ended too early",
                }
            };
            // What comes behind it cannot be told apart any more.
            this.come = Come { bytes: Vec::new(), from: 0, at: 0, line: 0, ended: true };
            return std::task::Poll::Ready(Some(Err(Invalid::new(failure))));
        }
    }
}
