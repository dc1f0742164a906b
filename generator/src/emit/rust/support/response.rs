/// An enum of answers, each with how it is sent.
macro_rules! response {
    ($name:ident { $($variant:ident $(($($part:ident),*))? $({ $($field:ident),* })? => $sent:expr),* $(,)? }) => {
        impl axum::response::IntoResponse for $name {
            fn into_response(self) -> axum::response::Response {
                #[allow(unused_imports)]
                use super::support::answers::*;
                match self {
                    $(Self::$variant $(($($part),*))? $({ $($field),* })? => $sent,)*
                }
            }
        }
    };
}
pub(crate) use response;

/// How an answer that operations share is sent, under a status.
#[allow(unused_macros)]
macro_rules! shared {
    ($name:ident($status:ident) { $($how:pat => $sent:expr),* $(,)? }) => {
        impl $name {
            pub(crate) fn send(self, $status: impl Into<super::support::answers::Code>) -> axum::response::Response {
                #[allow(unused_imports)]
                use super::support::answers::*;
                match self {
                    $($how => $sent,)*
                }
            }
        }
    };
}
#[allow(unused_imports)]
pub(crate) use shared;

/// How answers are sent.
pub mod answers {
    use super::{Body, Bytes, HeaderValue, Response, Serialize, StatusCode, Value};

    pub use axum::response::IntoResponse;

    /// A status, or its number.
    #[derive(Clone, Copy, Debug)]
    pub struct Code(StatusCode);

    impl From<StatusCode> for Code {
        fn from(it: StatusCode) -> Self {
            Self(it)
        }
    }

    impl From<u16> for Code {
        fn from(it: u16) -> Self {
            Self(StatusCode::from_u16(it).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
        }
    }

    /// A status that must begin with this digit.
    pub fn ranged(status: StatusCode, digit: u16) -> StatusCode {
        if status.as_u16() / 100 == digit { status } else { StatusCode::INTERNAL_SERVER_ERROR }
    }

    /// An answer without a body.
    pub fn empty(status: impl Into<Code>) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = status.into().0;
        response
    }

    /// An answer with a body that is ready to be sent.
    pub fn stream(status: impl Into<Code>, media: &'static str, body: Body) -> Response {
        let mut response = Response::new(body);
        *response.status_mut() = status.into().0;
        let media = match media {
            JSON => Ok(const { HeaderValue::from_static(JSON) }),
            other => HeaderValue::from_maybe_shared(Bytes::from_static(other.as_bytes())),
        };
        if let Ok(media) = media {
            response.headers_mut().insert(axum::http::header::CONTENT_TYPE, media);
        }
        response
    }

    /// The media type that most answers have.
    const JSON: &str = "application/json";

    /// An answer in JSON.
    pub fn json<T: Serialize>(status: impl Into<Code>, body: &T) -> Response {
        json_as(status, JSON, body)
    }

    /// An answer in a media type that is written as JSON.
    pub fn json_as<T: Serialize>(status: impl Into<Code>, media: &'static str, body: &T) -> Response {
        match serde_json::to_vec(body) {
            Ok(bytes) => stream(status, media, Body::from(bytes)),
            Err(_) => empty(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    /// An answer in text.
    pub fn text<T: Serialize>(status: impl Into<Code>, media: &'static str, body: &T) -> Response {
        stream(status, media, Body::from(in_text(body)))
    }

    /// An answer in a form.
    pub fn form<T: Serialize>(status: impl Into<Code>, media: &'static str, body: &T) -> Response {
        let encoded = |text: &str| -> String {
            let safe = |it: u8| it.is_ascii_alphanumeric() || b"-._*".contains(&it);
            let encode = |it: u8| if safe(it) { char::from(it).to_string() } else { format!("%{it:02X}") };
            text.bytes().map(encode).collect()
        };
        let mut pairs = Vec::new();
        if let Ok(Value::Object(map)) = serde_json::to_value(body) {
            for (name, value) in map {
                let values = if let Value::Array(all) = value { all } else { vec![value] };
                pairs.extend(values.iter().map(|it| format!("{}={}", encoded(&name), encoded(&in_text(it)))));
            }
        }
        stream(status, media, Body::from(pairs.join("&")))
    }

    /// Adds headers to an answer.
    pub trait With: Sized {
        /// A header that is always there.
        #[must_use]
        fn with<T: Serialize>(self, name: &'static str, value: &T) -> Self;

        /// A header that may be there.
        #[must_use]
        fn with_some<T: Serialize>(self, name: &'static str, value: &Option<T>) -> Self;
    }

    impl With for Response {
        fn with<T: Serialize>(mut self, name: &'static str, value: &T) -> Self {
            if let Ok(name) = axum::http::HeaderName::from_bytes(name.as_bytes())
                && let Ok(value) = HeaderValue::from_str(&in_text(value))
            {
                self.headers_mut().append(name, value);
            }
            self
        }

        fn with_some<T: Serialize>(self, name: &'static str, value: &Option<T>) -> Self {
            match value {
                Some(value) => self.with(name, value),
                None => self,
            }
        }
    }

    /// A value as text.
    fn in_text<T: Serialize>(value: &T) -> String {
        match serde_json::to_value(value) {
            Ok(Value::String(text)) => text,
            Ok(Value::Null) | Err(_) => String::new(),
            Ok(Value::Array(items)) => {
                let items: Vec<String> = items.iter().map(in_text).collect();
                items.join(",")
            }
            Ok(other) => other.to_string(),
        }
    }
}
