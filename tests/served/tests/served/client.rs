//! Whoever asks.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::Value;
use tower::ServiceExt as _;

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) media: String,
    pub(crate) challenge: Option<String>,
    pub(crate) text: String,
}

/// Asks with these headers.
pub(crate) async fn ask(
    method: &str,
    at: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> Answer {
    let mut request = Request::builder().method(method).uri(at);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(body.into()).expect("it is a request");
    let response = specwright_tests_served::app().oneshot(request).await.expect("it answers");
    let header = |name: &str| {
        let value = response.headers().get(name)?.to_str().expect("it is text");
        Some(value.to_owned())
    };
    let (media, challenge) = (header("content-type"), header("www-authenticate"));
    let status = response.status().as_u16();
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("it ends");
    let text = String::from_utf8(bytes.to_vec()).expect("it is text");
    Answer { status, media: media.unwrap_or_default(), challenge, text }
}

/// Asks for what is at this address.
pub(crate) async fn get(at: &str, headers: &[(&str, &str)]) -> Answer {
    ask("GET", at, headers, Body::empty()).await
}

/// Sends a body.
pub(crate) async fn post(at: &str, media: &str, body: impl Into<Body>) -> Answer {
    ask("POST", at, &[("content-type", media)], body).await
}

impl Answer {
    /// What the implementation was asked, without the types around its values,
    /// or else the status.
    pub(crate) fn said(&self) -> String {
        if self.status != 200 {
            return self.status.to_string();
        }
        let mut said = String::new();
        for part in self.text.replace(" by ()", "").split_inclusive('(') {
            let kept = part.trim_end_matches('(').trim_end_matches(|it: char| it.is_alphanumeric());
            said.push_str(if part.ends_with('(') { kept } else { part });
        }
        said.replace(')', "")
    }

    /// A refusal of the contract's: problem details (RFC 9457) that say where,
    /// and never repeat what was sent.
    pub(crate) fn refusal(&self, sent: &str) -> String {
        assert_eq!(self.media, "application/problem+json", "{self:?}");
        assert!(sent.is_empty() || !self.text.contains(sent), "it repeats `{sent}`: {self:?}");
        let problem: Value = serde_json::from_str(&self.text).expect("it is JSON");
        assert_eq!(problem["status"], self.status);
        let title = StatusCode::from_u16(self.status).ok().and_then(|it| it.canonical_reason());
        assert_eq!(problem["title"].as_str(), title);
        assert_eq!(problem["type"], "about:blank");
        let error = &problem["errors"][0];
        match error["pointer"].as_str() {
            Some(pointer) => {
                let place = error["in"].as_str().expect("it has a place");
                let name = error["name"].as_str().unwrap_or_default();
                format!("{} {place} {name}{pointer}: {}", self.status, problem["detail"])
            }
            None => format!("{}: {}", self.status, problem["detail"]),
        }
    }
}
