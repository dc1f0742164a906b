//! The same server as a person writes it, with the same checks and answers.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use axum::body::Bytes;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Asked {
    #[serde(default = "usual")]
    priority: u8,
    #[serde(default)]
    dry_run: bool,
}

fn usual() -> u8 {
    5
}

#[derive(Deserialize)]
struct Order {
    customer: String,
    note: Option<String>,
    lines: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    sku: String,
    quantity: u64,
    #[serde(default)]
    #[expect(dead_code, reason = "it is read, as the generated server reads it")]
    gift: bool,
}

#[derive(Serialize)]
struct Receipt {
    order: u64,
    shop: String,
    priority: u8,
    things: u64,
}

static SKU: LazyLock<regex::Regex> =
    LazyLock::new(|| regex::Regex::new("^[A-Z]{3}-[0-9]{4}$").expect("it is one"));

/// A body of the one media type that is taken.
struct InJson;

impl<S: Sync> FromRequestParts<S> for InJson {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        let Some(stated) = parts.headers.get(header::CONTENT_TYPE) else { return Ok(Self) };
        let media = stated.as_bytes().split(|it| *it == b';').next().unwrap_or_default();
        let fits = media.trim_ascii().eq_ignore_ascii_case(b"application/json");
        if fits { Ok(Self) } else { Err(StatusCode::UNSUPPORTED_MEDIA_TYPE) }
    }
}

fn refuse(place: &str, pointer: &str, detail: &str) -> Response {
    let problem = serde_json::json!({
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": detail,
        "errors": [{"detail": detail, "in": place, "pointer": pointer}],
    });
    (StatusCode::BAD_REQUEST, Json(problem)).into_response()
}

async fn place(
    State(orders): State<Arc<AtomicU64>>,
    Path(shop): Path<String>,
    Query(asked): Query<Asked>,
    _: InJson,
    body: Bytes,
) -> Response {
    let order: Order = match serde_json::from_slice(&body) {
        Ok(it) => it,
        Err(_) => return refuse("body", "#", "the body must be an order"),
    };
    let length = |text: &str, min, max| (min..=max).contains(&text.chars().count());
    if !length(&shop, 2, 20) {
        return refuse("path", "#", "must have 2 to 20 characters");
    }
    if !(1..=9).contains(&asked.priority) {
        return refuse("query", "#", "must be 1 to 9");
    }
    if !length(&order.customer, 1, 80) {
        return refuse("body", "#/customer", "must have 1 to 80 characters");
    }
    if order.note.as_deref().is_some_and(|it| !length(it, 0, 200)) {
        return refuse("body", "#/note", "must have at most 200 characters");
    }
    if !(1..=100).contains(&order.lines.len()) {
        return refuse("body", "#/lines", "must have 1 to 100 items");
    }
    for (at, line) in order.lines.iter().enumerate() {
        if !SKU.is_match(&line.sku) {
            return refuse("body", &format!("#/lines/{at}/sku"), "must match the pattern");
        }
        if !(1..=999).contains(&line.quantity) {
            return refuse("body", &format!("#/lines/{at}/quantity"), "must be 1 to 999");
        }
    }
    let things = order.lines.iter().map(|it| it.quantity).sum();
    let more = u64::from(!asked.dry_run);
    let count = orders.fetch_add(more, Ordering::Relaxed);
    let receipt = Receipt { order: count + 1, shop, priority: asked.priority, things };
    (StatusCode::CREATED, Json(receipt)).into_response()
}

/// The routes of the server.
pub(crate) fn app() -> Router {
    Router::new().route("/shops/{shop}/orders", post(place)).with_state(Arc::default())
}
