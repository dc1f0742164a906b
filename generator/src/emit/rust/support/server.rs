/// How a value that is no single word is spelt in a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// `a,b`
    Simple,
    /// `name=a&name=b`, or `name=a,b`
    Form,
    /// `.a.b`
    Label,
    /// `;name=a,b`
    Matrix,
    /// `a b`
    Space,
    /// `a|b`
    Pipe,
    /// `a` and `b` with a tab between them
    Tab,
    /// `name[key]=value`
    Deep,
}

/// Where a parameter is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// The query itself.
    QueryString,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::QueryString => "querystring",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// A parameter: where it is, what it is called, how it is spelt.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    place: Place,
    name: &'static str,
    style: Style,
    explode: bool,
    json: bool,
}

/// A parameter in the path.
pub const fn path(name: &'static str) -> Parameter {
    Parameter { place: Place::Path, name, style: Style::Simple, explode: false, json: false }
}

/// A parameter in the query.
pub const fn query(name: &'static str) -> Parameter {
    Parameter { place: Place::Query, name, style: Style::Form, explode: true, json: false }
}

/// The query as a whole.
pub const fn query_string(name: &'static str) -> Parameter {
    Parameter { place: Place::QueryString, name, style: Style::Form, explode: true, json: false }
}

/// A header.
pub const fn header(name: &'static str) -> Parameter {
    Parameter { place: Place::Header, name, style: Style::Simple, explode: false, json: false }
}

/// A cookie.
pub const fn cookie(name: &'static str) -> Parameter {
    Parameter { place: Place::Cookie, name, style: Style::Form, explode: true, json: false }
}

impl Parameter {
    /// Spelt in this style.
    #[must_use]
    pub const fn style(self, style: Style) -> Self {
        Self { style, ..self }
    }

    /// Each item or property by itself.
    #[must_use]
    pub const fn exploded(self) -> Self {
        Self { explode: true, ..self }
    }

    /// All items or properties together.
    #[must_use]
    pub const fn joined(self) -> Self {
        Self { explode: false, ..self }
    }

    /// As JSON.
    #[must_use]
    pub const fn json(self) -> Self {
        Self { json: true, ..self }
    }

    fn refuse(self, why: Invalid) -> Refusal {
        let detail = format!("`{}` in the {} {}", self.name, self.place.name(), why.detail);
        let mut refusal = Refusal::new(Reason::Parameter, detail);
        refusal.place = Some((self.place, self.name));
        refusal.pointer = Some(why.pointer);
        refusal
    }
}

/// What a request breaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// The path, for which there is nothing.
    Path,
    /// A parameter is missing or not what it must be.
    Parameter,
    /// The body is missing, or cannot be read.
    Syntax,
    /// The body is not what it must be.
    Body,
    /// The body is too large.
    TooLarge,
    /// The body is of a media type that is not taken.
    MediaType,
    /// There are no credentials.
    Credentials,
    /// The operation cannot be served.
    Unsupported,
}

/// A request that breaks the contract. It never holds what was sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// What is broken.
    pub reason: Reason,
    /// The status to answer with.
    pub status: StatusCode,
    /// What is asked for.
    pub detail: String,
    /// The parameter that is meant, if it is not the body.
    pub place: Option<(Place, &'static str)>,
    /// Where in the parameter or the body, as a JSON Pointer (RFC 6901).
    pub pointer: Option<String>,
    /// How to show who one is (`WWW-Authenticate`).
    pub challenge: Option<&'static str>,
}

impl Refusal {
    /// Says what is asked for.
    pub fn new(reason: Reason, detail: impl Into<String>) -> Self {
        let status = match reason {
            Reason::Path => StatusCode::NOT_FOUND,
            Reason::Parameter | Reason::Syntax | Reason::Body => StatusCode::BAD_REQUEST,
            Reason::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Reason::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Reason::Credentials => StatusCode::UNAUTHORIZED,
            Reason::Unsupported => StatusCode::NOT_IMPLEMENTED,
        };
        Self { reason, status, detail: detail.into(), place: None, pointer: None, challenge: None }
    }

    /// The refusal as problem details (RFC 9457).
    pub fn problem(&self) -> Value {
        let mut problem = serde_json::json!({
            "type": "about:blank",
            "title": self.status.canonical_reason().unwrap_or("Refused"),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if let Some(pointer) = &self.pointer {
            let (place, name) = self.place.map_or(("body", None), |(place, name)| (place.name(), Some(name)));
            let mut error = serde_json::json!({
                "detail": self.detail,
                "in": place,
                "pointer": format!("#{pointer}"),
            });
            if let Some(name) = name {
                error["name"] = name.into();
            }
            problem["errors"] = Value::Array(vec![error]);
        }
        problem
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = answers::json_as(self.status, "application/problem+json", &self.problem());
        if let Some(challenge) = self.challenge
            && let Ok(value) = HeaderValue::from_str(challenge)
        {
            response.headers_mut().append(axum::http::header::WWW_AUTHENTICATE, value);
        }
        response
    }
}

/// Why an operation did not come to its answer.
#[derive(Debug)]
pub enum Failure {
    /// The request breaks the contract.
    Refused(Refusal),
    /// The implementation failed, and answers so.
    Failed(Response),
}

impl Failure {
    /// What the implementation failed with, as an answer.
    pub fn failed(error: impl IntoResponse) -> Self {
        Self::Failed(error.into_response())
    }
}

impl From<Refusal> for Failure {
    fn from(it: Refusal) -> Self {
        Self::Refused(it)
    }
}

/// What an operation is told beside its request.
#[derive(Debug)]
pub struct Context<P> {
    /// Who asks, as the implementation knows them.
    pub principal: P,
    /// Method, address, headers and extensions.
    pub parts: Parts,
}

/// A request without its body.
#[derive(Debug)]
pub struct Head {
    /// Method, address, headers and extensions.
    pub parts: Parts,
    path: Vec<(&'static str, String)>,
    query: Vec<(String, String)>,
}

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

impl Head {
    /// A parameter that must be there.
    pub fn must<T: Wire>(&self, parameter: Parameter) -> Result<T, Refusal> {
        let value = self.may(parameter)?;
        value.ok_or_else(|| parameter.refuse(Invalid::new("is missing")))
    }

    /// A parameter that may be there.
    pub fn may<T: Wire>(&self, parameter: Parameter) -> Result<Option<T>, Refusal> {
        let Some(value) = self.collect(parameter, T::SHAPE, T::NAMES)? else { return Ok(None) };
        let source = if parameter.json { Source::json() } else { Source::text(Vec::new()) };
        T::decode(value, &source).map(Some).map_err(|why| parameter.refuse(why))
    }

    /// A parameter with a value for when it is not there.
    pub fn or<T: Wire>(&self, parameter: Parameter, default: &str) -> Result<T, Refusal> {
        match self.may(parameter)? {
            Some(it) => Ok(it),
            None => from_json(default.as_bytes()).map_err(|why| parameter.refuse(why)),
        }
    }

    /// The value of a parameter, taken apart as its style says.
    fn collect(&self, parameter: Parameter, shape: Shape, names: &[&str]) -> Result<Option<Value>, Refusal> {
        let Parameter { place, name, style, explode, json } = parameter;
        if json {
            let text = match place {
                Place::QueryString => self.parts.uri.query().map(|it| decoded(it, true)),
                _ => self.texts(place, name).into_iter().next(),
            };
            let Some(text) = text else { return Ok(None) };
            let value = serde_json::from_str(&text);
            return value.map(Some).map_err(|_| parameter.refuse(Invalid::new("must be JSON")));
        }
        if place == Place::QueryString {
            return Ok((!self.query.is_empty()).then(|| nested(&self.query)));
        }
        if style == Style::Deep {
            return Ok(deep(&self.query, name));
        }
        // Each property is a parameter of its own.
        if shape == Shape::Map && explode && matches!(place, Place::Query | Place::Cookie) {
            let cookies;
            let all = if place == Place::Query {
                &self.query
            } else {
                cookies = self.cookies();
                &cookies
            };
            let mine = all.iter().filter(|(name, _)| names.is_empty() || names.contains(&&**name));
            let mine: Vec<(String, String)> = mine.cloned().collect();
            return Ok((!mine.is_empty()).then(|| nested(&mine)));
        }
        let mut texts = self.raw(place, name);
        if texts.is_empty() {
            return Ok(None);
        }
        let plus = place == Place::Query;
        let plain = |text: &str| match place {
            Place::Header | Place::Cookie => text.to_owned(),
            _ => decoded(text, plus),
        };
        let mut separator = match style {
            Style::Space => "%20",
            Style::Pipe => "|",
            Style::Tab => "%09",
            _ => ",",
        };
        match style {
            Style::Label => {
                let text = texts[0].strip_prefix('.').unwrap_or(&texts[0]).to_owned();
                texts = vec![text];
                separator = if explode { "." } else { "," };
            }
            Style::Matrix => {
                let parts = texts[0].split(';').filter(|it| !it.is_empty()).map(ToOwned::to_owned);
                let parts: Vec<String> = parts.collect();
                if shape == Shape::Map && explode {
                    return Ok(Some(nested(&split_pairs(&parts, plain))));
                }
                let value = |it: &String| it.split_once('=').map_or(String::new(), |it| it.1.to_owned());
                texts = parts.iter().map(value).collect();
            }
            _ => {}
        }
        let split = |text: &str| -> Vec<String> {
            let text = match separator {
                "%20" => text.replace(['+', ' '], "%20"),
                "|" => text.replace("%7C", "|").replace("%7c", "|"),
                _ => text.to_owned(),
            };
            if text.is_empty() {
                return Vec::new();
            }
            text.split(separator).map(|it| plain(it.trim())).collect()
        };
        let together = !explode || matches!(place, Place::Path | Place::Header) && style != Style::Matrix;
        Ok(Some(match shape {
            Shape::One => plain(&texts[0]).into(),
            Shape::Mixed if texts.len() == 1 => plain(&texts[0]).into(),
            Shape::List if together => texts.iter().flat_map(|it| split(it)).collect(),
            Shape::List | Shape::Mixed => texts.iter().map(|it| plain(it)).collect(),
            Shape::Map => {
                let parts: Vec<String> = texts.iter().flat_map(|it| split(it)).collect();
                if explode {
                    nested(&split_pairs(&parts, str::to_owned))
                } else {
                    let pairs = parts.chunks(2).map(|it| (it[0].clone(), it.get(1).cloned().unwrap_or_default()));
                    nested(&pairs.collect::<Vec<_>>())
                }
            }
        }))
    }

    /// All texts under a name, still encoded.
    fn raw(&self, place: Place, name: &str) -> Vec<String> {
        match place {
            Place::Path => self.path.iter().filter(|it| it.0 == name).map(|it| it.1.clone()).collect(),
            Place::Query | Place::QueryString => {
                let all = self.parts.uri.query().unwrap_or_default().split('&');
                let pairs = all.map(|it| it.split_once('=').unwrap_or((it, "")));
                let list = format!("{name}[]");
                pairs
                    .filter(|(key, _)| {
                        let key = decoded(key, true);
                        key == name || key == list
                    })
                    .map(|it| it.1.to_owned())
                    .collect()
            }
            Place::Header => {
                let values = self.parts.headers.get_all(name).iter();
                let values: Vec<&str> = values.filter_map(|it| it.to_str().ok()).collect();
                if values.is_empty() { Vec::new() } else { vec![values.join(",")] }
            }
            Place::Cookie => {
                self.cookies().into_iter().filter(|it| it.0 == name).map(|it| it.1).collect()
            }
        }
    }

    /// All texts under a name.
    fn texts(&self, place: Place, name: &str) -> Vec<String> {
        let plain = |it: String| match place {
            Place::Header | Place::Cookie => it,
            _ => decoded(&it, place == Place::Query),
        };
        self.raw(place, name).into_iter().map(plain).collect()
    }

    fn cookies(&self) -> Vec<(String, String)> {
        let headers = self.parts.headers.get_all(axum::http::header::COOKIE).iter();
        let all = headers.filter_map(|it| it.to_str().ok()).flat_map(|it| it.split(';'));
        let pairs = all.filter_map(|it| it.trim().split_once('='));
        pairs.map(|(name, value)| (name.to_owned(), value.trim_matches('"').to_owned())).collect()
    }

    /// The credentials under a name.
    pub fn key(&self, place: Place, name: &str) -> Option<String> {
        self.texts(place, name).into_iter().find(|it| !it.is_empty())
    }

    /// The credentials of an HTTP authentication scheme.
    pub fn authorization(&self, scheme: &str) -> Option<String> {
        let header = self.parts.headers.get(axum::http::header::AUTHORIZATION)?.to_str().ok()?;
        let (name, credentials) = header.trim().split_once(' ')?;
        let credentials = credentials.trim();
        (name.eq_ignore_ascii_case(scheme) && !credentials.is_empty()).then(|| credentials.to_owned())
    }

    /// The name and password of HTTP Basic authentication.
    pub fn basic(&self) -> Option<Basic> {
        let Base64(bytes) = Base64::read(&self.authorization("basic")?)?;
        let text = String::from_utf8(bytes).ok()?;
        let (user, password) = text.split_once(':')?;
        Some(Basic { user: user.to_owned(), password: password.to_owned() })
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
    pub async fn bytes(&mut self) -> Result<Bytes, Refusal> {
        let length = self.parts.headers.get(axum::http::header::CONTENT_LENGTH);
        let length = length.and_then(|it| it.to_str().ok()?.parse::<usize>().ok());
        let too_large = || Refusal::new(Reason::TooLarge, format!("the body must be at most {} bytes", self.limit));
        if length.is_some_and(|it| it > self.limit) {
            return Err(too_large());
        }
        let limit = self.limit;
        let body = self.body.take().unwrap_or_default();
        axum::body::to_bytes(body, limit).await.map_err(|why| {
            use std::error::Error;
            let limited = why.source().is_some_and(|it| it.to_string().contains("length limit"));
            if limited { too_large() } else { Refusal::new(Reason::Syntax, "the body ended too early") }
        })
    }

    /// The body as text.
    pub async fn text(&mut self) -> Result<String, Refusal> {
        let bytes = self.bytes().await?;
        let text = String::from_utf8(bytes.into());
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
        T::decode(value, &Source::json()).map_err(|why| self.broken(why))
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

/// The name and password of HTTP Basic authentication.
#[derive(Clone, PartialEq, Eq)]
pub struct Basic {
    /// The name.
    pub user: String,
    /// The password.
    pub password: String,
}

impl fmt::Debug for Basic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Basic").field("user", &self.user).finish_non_exhaustive()
    }
}

/// The values of a path template in an address, still encoded.
pub fn captures(template: &'static str, uri: &axum::http::Uri) -> Option<Vec<(&'static str, String)>> {
    let (template, asked) = template.split_once('?').unwrap_or((template, ""));
    let given = pairs(uri.query().unwrap_or_default());
    // A query in the template must be there as it stands.
    let asked = asked.split('&').filter(|it| !it.is_empty() && !it.contains('{'));
    for (name, value) in asked.map(|it| it.split_once('=').unwrap_or((it, ""))) {
        if !given.iter().any(|it| it.0 == name && it.1 == value) {
            return None;
        }
    }
    let template = template.split('#').next().unwrap_or_default();
    let mut all = Vec::new();
    let mut given = uri.path().split('/');
    for part in template.split('/') {
        capture(part, given.next()?, &mut all)?;
    }
    given.next().is_none().then_some(all)
}

/// The values of one part of a template, between two slashes.
fn capture(template: &'static str, given: &str, all: &mut Vec<(&'static str, String)>) -> Option<()> {
    let Some((before, rest)) = template.split_once('{') else {
        return (template == given || template == decoded(given, false)).then_some(());
    };
    let given = given.strip_prefix(before)?;
    let (name, after) = rest.split_once('}')?;
    if after.is_empty() {
        all.push((name, given.to_owned()));
        return (!given.is_empty()).then_some(());
    }
    // What stands between two values ends the first of them.
    let literal = after.split('{').next().unwrap_or_default();
    let ends: Vec<usize> = if literal.is_empty() {
        vec![given.len().min(1)]
    } else {
        given.match_indices(literal).map(|it| it.0).collect()
    };
    ends.into_iter().find_map(|end| {
        let mut inner = vec![(name, given.get(..end)?.to_owned())];
        capture(after, given.get(end..)?, &mut inner)?;
        all.append(&mut inner);
        Some(())
    })
}

/// Undoes percent-encoding; in forms and queries a plus is a space.
fn decoded(text: &str, plus: bool) -> String {
    if !text.contains(['%', '+']) {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = |at: usize| bytes.get(at).and_then(|it| char::from(*it).to_digit(16));
        at += 1;
        match byte {
            b'+' if plus => out.push(b' '),
            b'%' => match (hex(at), hex(at + 1)) {
                (Some(high), Some(low)) => {
                    out.push((high * 16 + low) as u8);
                    at += 2;
                }
                _ => out.push(b'%'),
            },
            byte => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The names and values of a query or a form.
fn pairs(text: &str) -> Vec<(String, String)> {
    let parts = text.split('&').filter(|it| !it.is_empty());
    let pairs = parts.map(|it| it.split_once('=').unwrap_or((it, "")));
    pairs.map(|(name, value)| (decoded(name, true), decoded(value, true))).collect()
}

fn split_pairs(parts: &[String], plain: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let pairs = parts.iter().map(|it| it.split_once('=').unwrap_or((it, "")));
    pairs.map(|(name, value)| (plain(name), plain(value))).collect()
}

/// Names and values as an object; `name[key]` and `name[]` go into it.
fn nested(pairs: &[(String, String)]) -> Value {
    let mut root = Value::Object(serde_json::Map::new());
    for (name, value) in pairs {
        let (first, rest) = match name.find('[') {
            Some(at) if at > 0 && name.ends_with(']') => name.split_at(at),
            _ => (name.as_str(), ""),
        };
        // Nobody means to nest a form deeper than this.
        let steps = rest.split(['[', ']']).filter(|it| !it.is_empty()).take(16);
        put(&mut root, std::iter::once(first).chain(steps), Value::String(value.clone()));
    }
    root
}

/// The part of a query that is under one name.
fn deep(pairs: &[(String, String)], name: &str) -> Option<Value> {
    let mine: Vec<(String, String)> = pairs
        .iter()
        .filter(|it| it.0.strip_prefix(name).is_some_and(|it| it.is_empty() || it.starts_with('[')))
        .cloned()
        .collect();
    let Value::Object(mut map) = nested(&mine) else { return None };
    map.remove(name)
}

/// Puts a value into objects in objects. What comes twice becomes a list.
fn put<'a>(at: &mut Value, mut steps: impl Iterator<Item = &'a str>, value: Value) {
    let Some(step) = steps.next() else {
        match at {
            Value::Null => *at = value,
            Value::Array(all) => all.push(value),
            other => *other = Value::Array(vec![std::mem::take(other), value]),
        }
        return;
    };
    if at.is_null() {
        *at = Value::Object(serde_json::Map::new());
    }
    if let Value::Object(map) = at {
        put_boxed(map.entry(step).or_insert(Value::Null), &mut steps, value);
    }
}

fn put_boxed(at: &mut Value, steps: &mut dyn Iterator<Item = &str>, value: Value) {
    put(at, steps, value);
}
