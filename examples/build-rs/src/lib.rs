//! A server whose types and traits are made by its `build.rs`.
#![forbid(unsafe_code)]

include!(concat!(env!("OUT_DIR"), "/api.rs"));

use std::sync::atomic::{AtomicU64, Ordering};

use api::orders::{Orders, PlaceOrderRequest, PlaceOrderResponse};
use api::service::Service;
use api::support::{Context, Refusal};
use api::types::Receipt;

/// A shop that counts its orders, and forgets them.
#[derive(Debug, Default)]
pub struct Shop {
    orders: AtomicU64,
}

impl Service for Shop {
    type Error = Refusal;
}

impl Orders for Shop {
    async fn place_order(
        &self,
        request: PlaceOrderRequest,
        _: Context<()>,
    ) -> Result<PlaceOrderResponse, Refusal> {
        let things = request.body.lines.iter().map(|it| it.quantity.get().unsigned_abs()).sum();
        let more = u64::from(!request.dry_run);
        let order = self.orders.fetch_add(more, Ordering::Relaxed);
        Ok(PlaceOrderResponse::Status201(Receipt {
            order: order + 1,
            shop: request.shop.into_inner(),
            priority: request.priority,
            things,
        }))
    }
}

/// The routes of the server.
pub fn app() -> axum::Router {
    api::router(Shop::default())
}
