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
    /// The operation that was asked, as its trait and its method.
    pub operation: &'static str,
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
        let detail = detail.into();
        Self { reason, operation: "", status, detail, place: None, pointer: None, challenge: None }
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
        (&self).into_response()
    }
}

impl IntoResponse for &Refusal {
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
