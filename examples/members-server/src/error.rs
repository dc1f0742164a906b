//! Everything that can keep an operation from its answer.

use std::fmt;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use members_api::types::{FieldProblem, Problem};

/// Why an operation was not carried out; each has its status in the contract.
#[derive(Debug)]
pub enum Error {
    /// Nobody is signed in (401).
    Unauthenticated,
    /// Whoever asks may not do that (403).
    Forbidden(String),
    /// There is none, or it is not theirs to know of (404).
    NotFound(String),
    /// It is there already (409).
    Conflict(String),
    /// The database failed (500). What it said is for the log only.
    Store(rusqlite::Error),
}

impl Error {
    /// What to tell whoever asked.
    fn message(&self) -> &str {
        match self {
            Self::Unauthenticated => "Sign in to go on.",
            Self::Forbidden(why) | Self::NotFound(why) | Self::Conflict(why) => why,
            Self::Store(_) => "The server failed; the request may be right.",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(why) => why.fmt(f),
            other => f.write_str(other.message()),
        }
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(why: rusqlite::Error) -> Self {
        Self::Store(why)
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Self::Store(why) = &self {
            eprintln!("the database failed: {why}");
        }
        problem(self.status(), self.message().to_owned(), None)
    }
}

/// A problem, as the contract spells it: with the field that it is about.
pub fn problem(status: StatusCode, message: String, field: Option<FieldProblem>) -> Response {
    let validations = field.map(|it| vec![it]);
    (status, Json(Problem { message, detail: None, validations })).into_response()
}
