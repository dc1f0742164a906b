//! An implementation of what sends values one after another.

include!(concat!(env!("OUT_DIR"), "/sequences.rs"));

use std::pin::Pin;
use std::task::{Context as Waker, Poll};

use futures_core::Stream;

use sequences::sequences::{
    CountRequest, CountResponse, RelayRequest, RelayRequestBody, RelayResponse, Sequences,
    TicksRequest, TicksResponse, TicksStatus200,
};
use sequences::service::Service;
use sequences::support::{Context, Items, Refusal};
use sequences::types::{Note, Tick, TickEvent};

/// All routes.
pub fn app() -> axum::Router {
    sequences::router(Relay)
}

/// Passes on what it hears.
#[derive(Debug)]
pub struct Relay;

impl Service for Relay {
    type Error = Refusal;

    const BODY_LIMIT: usize = 64;
}

/// Two events, and then nothing for ever.
struct Ticks(Vec<Tick>);

impl Stream for Ticks {
    type Item = Tick;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Waker<'_>) -> Poll<Option<Tick>> {
        self.0.pop().map_or(Poll::Pending, |it| Poll::Ready(Some(it)))
    }
}

fn ticks() -> Vec<Tick> {
    let first = Tick {
        data: "one\r\nid: no field of its own".to_owned(),
        event: Some(TickEvent::Tick),
        id: Some("1\ndata: injected".to_owned()),
        retry: Some(500),
    };
    let second = Tick { data: String::new(), event: Some(TickEvent::Tock), id: None, retry: None };
    vec![second, first]
}

impl Sequences for Relay {
    async fn ticks(&self, _: TicksRequest, context: Context<()>) -> Result<TicksResponse, Refusal> {
        let lines = context.parts.headers.contains_key("x-lines");
        Ok(TicksResponse::Status200(if lines {
            TicksStatus200::Jsonl(Items::of(ticks()))
        } else {
            TicksStatus200::EventStream(Items::new(Ticks(ticks())))
        }))
    }

    async fn relay(&self, request: RelayRequest, _: Context<()>) -> Result<RelayResponse, Refusal> {
        let mut items = match request.body {
            RelayRequestBody::Jsonl(items)
            | RelayRequestBody::JsonSeq(items)
            | RelayRequestBody::EventStream(items) => items,
        };
        let mut heard = Vec::new();
        while let Some(item) = items.next().await {
            heard.push(match item {
                Ok(Note { text, number }) => format!("{} {number:?}", &*text),
                Err(why) => why.to_string(),
            });
        }
        Ok(RelayResponse::Status200(Items::of(heard)))
    }

    async fn count(&self, request: CountRequest, _: Context<()>) -> Result<CountResponse, Refusal> {
        let (mut number, mut kinds) = (0, String::new());
        if let Some(mut items) = request.body {
            while let Some(item) = items.next().await {
                let Ok(tick) = item else { continue };
                number += 1;
                kinds += tick.event.map_or("-", |it| if it == TickEvent::Tick { "i" } else { "o" });
            }
        }
        let text = kinds.try_into().unwrap_or_else(|_| unreachable!("there are few"));
        Ok(CountResponse::Status200(Items::of([Note { text, number: Some(number) }])))
    }
}
