//! Values that are sent one after another.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use futures_core::Stream;
use specwright_tests_served::relay::sequences::support::{Framing, Items};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tower::ServiceExt as _;

async fn asked(method: &str, at: &str, media: &str, body: &str) -> (String, String) {
    let request = Request::builder().method(method).uri(at).header("content-type", media);
    let request = request.header("x-lines", "yes").body(Body::from(body.to_owned()));
    let app = specwright_tests_served::relay::app();
    let response = app.oneshot(request.expect("it is a request")).await.expect("it answers");
    let media = response.headers()["content-type"].to_str().expect("it is text").to_owned();
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("it ends");
    (media, String::from_utf8(bytes.to_vec()).expect("it is text"))
}

/// What was understood of each value that was sent.
async fn relayed(media: &str, body: &str) -> Vec<String> {
    let (media, text) = asked("POST", "/relay", media, body).await;
    assert_eq!(media, "application/json-seq");
    let all = text.split('\u{1e}').skip(1);
    all.map(|it| serde_json::from_str(it).expect("it is JSON")).collect()
}

#[tokio::test]
async fn a_client_sees_events_while_the_answer_goes_on() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    let app = specwright_tests_served::relay::app();
    tokio::spawn(async move { axum::serve(listener, app).await });
    let mut client = tokio::net::TcpStream::connect(address).await.expect("it listens");
    let head = b"GET /ticks HTTP/1.1\r\nHost: localhost\r\n\r\n";
    client.write_all(head).await.expect("it takes the request");
    let mut answer = Vec::new();
    // The answer never ends, so the events have come one by one.
    while !answer.windows(13).any(|it| it == b"event: tock\n\n") {
        let mut part = [0; 512];
        let count = client.read(&mut part).await.expect("it answers");
        assert!(count > 0, "the answer ended: {}", String::from_utf8_lossy(&answer));
        answer.extend_from_slice(&part[..count]);
    }
    let answer = String::from_utf8(answer).expect("it is text");
    assert!(answer.contains("content-type: text/event-stream\r\n"), "{answer}");
    // No value makes a field that it is not.
    assert!(
        answer.contains("data: one\ndata: id: no field of its own\nevent: tick\nid: 1data: injected\nretry: 500\n\n"),
        "{answer}"
    );
    assert!(answer.contains("data: \nevent: tock\n\n"), "{answer}");
}

/// What comes of a body before so many seconds have passed, each with the second it comes in.
async fn heard(body: Body, seconds: u64) -> Vec<(u64, String)> {
    let start = tokio::time::Instant::now();
    let end = start + Duration::from_secs(seconds);
    let (mut body, mut all) = (body.into_data_stream(), Vec::new());
    let mut next = async || poll_fn(|it| Pin::new(&mut body).poll_next(it)).await;
    while let Ok(Some(data)) = tokio::time::timeout_at(end, next()).await {
        let text = String::from_utf8(data.expect("it goes on").to_vec()).expect("it is text");
        all.push((start.elapsed().as_secs(), text));
    }
    all
}

#[tokio::test(start_paused = true)]
async fn events_that_are_silent_are_kept_alive() {
    let request = Request::get("/ticks").body(Body::empty()).expect("it is a request");
    let app = specwright_tests_served::relay::app();
    let response = app.oneshot(request).await.expect("it answers");
    let heard = heard(response.into_body(), 40).await;
    let comments: Vec<u64> = heard.iter().filter(|it| it.1 == ":\n\n").map(|it| it.0).collect();
    assert_eq!((heard.len(), comments), (4, vec![15, 30]), "{heard:?}");
}

/// Values that come so many seconds apart.
struct Slow(u64, Pin<Box<tokio::time::Sleep>>);

impl Slow {
    fn new(seconds: u64) -> Self {
        Self(seconds, Box::pin(tokio::time::sleep(Duration::from_secs(seconds))))
    }
}

impl Stream for Slow {
    type Item = u64;

    fn poll_next(mut self: Pin<&mut Self>, it: &mut Context<'_>) -> Poll<Option<u64>> {
        std::task::ready!(self.1.as_mut().poll(it));
        *self = Self::new(self.0);
        Poll::Ready(Some(self.0))
    }
}

#[tokio::test(start_paused = true)]
async fn only_silence_is_broken_and_only_in_events() {
    let said = |all: Vec<(u64, String)>| -> Vec<String> {
        all.into_iter().map(|(at, text)| format!("{at} {}", text.trim())).collect()
    };
    let often = Items::new(Slow::new(14)).framed(Framing::EventData);
    assert_eq!(said(heard(often, 30).await), ["14 data: 14", "28 data: 14"]);
    let seldom = Items::new(Slow::new(20)).framed(Framing::EventData);
    assert_eq!(said(heard(seldom, 37).await), ["15 :", "20 data: 20", "35 :"]);
    let sooner = Items::new(Slow::new(20)).keep_alive(Duration::from_secs(8));
    assert_eq!(
        said(heard(sooner.framed(Framing::Events), 21).await),
        ["8 :", "16 :", "20 data: 20"]
    );
    let never = Items::new(Slow::new(20)).keep_alive(None);
    assert_eq!(said(heard(never.framed(Framing::Events), 21).await), ["20 data: 20"]);
    for other in [Framing::Lines, Framing::Sequence] {
        let heard = heard(Items::new(Slow::new(20)).framed(other), 21).await;
        assert_eq!(heard.len(), 1, "{heard:?}");
    }
}

#[tokio::test]
async fn the_same_values_may_be_lines() {
    let (media, text) = asked("GET", "/ticks", "text/plain", "").await;
    assert_eq!(media, "application/jsonl");
    assert_eq!(
        text,
        r#"{"data":"","event":"tock"}
{"data":"one\r\nid: no field of its own","event":"tick","id":"1\ndata: injected","retry":500}
"#
    );
}

#[tokio::test]
async fn each_value_of_a_request_is_read_and_checked_by_itself() {
    let lines = [
        "{\"text\":\"one\"}\n\r\n{\"text\":\"two\",\"number\":2}\r\n",
        "{\"text\":\"far too long\"}\nnone\n{\"text\":\"end\"}",
    ];
    insta::assert_debug_snapshot!(relayed("application/jsonl", &lines.concat()).await, @r#"
    [
        "one None",
        "two Some(2)",
        "/text: must have at most 8 characters",
        "must be JSON",
        "end None",
    ]
    "#);
    let sequence = "\u{1e}{\"text\":\"one\"}\n\u{1e}\u{1e}{\"text\":\n\"two\"}\n";
    assert_eq!(relayed("application/json-seq", sequence).await, ["one None", "two None"]);
    let events = "\u{feff}: a comment\ndata: {\"text\":\ndata:\"one\"}\r\n\r\nevent: x\r\rdata: {\"text\":\"two\"}\n\ndata: {\"text\":\"cut off\"}";
    assert_eq!(relayed("text/event-stream", events).await, ["one None", "two None"]);
}

#[tokio::test]
async fn a_value_has_a_limit_and_the_whole_has_none() {
    let many = "{\"text\":\"one\"}\n".repeat(100);
    assert_eq!(relayed("application/jsonl", &many).await.len(), 100);
    let long = format!("{{\"text\":\"one\"}}\n{}", " ".repeat(100));
    assert_eq!(relayed("application/jsonl", &long).await, ["one None", "is too large"]);
}

#[tokio::test]
async fn events_whose_fields_are_described_are_read_by_their_fields() {
    let events =
        "event: tick\ndata: 1\nretry: 5\n\nevent: tock\ndata\n\ndata: x\n\nevent: tick\n\n";
    let (media, text) = asked("POST", "/count", "text/event-stream", events).await;
    assert_eq!(media, "text/event-stream");
    assert_eq!(text, "data: {\"text\":\"io-\",\"number\":3}\n\n");
}
