//! The reference server of the members API.
//!
//! - [`api`] speaks the contract: it implements the generated trait.
//! - [`members`] and [`roles`] hold the rules: who may do what, and what is in
//!   the way. They run inside one transaction, rights and effects together.
//! - [`rights`] is what follows from the roles that someone holds.
//! - [`store`] keeps it all, in SQLite.
#![forbid(unsafe_code)]

pub mod api;
pub mod error;
pub mod members;
pub mod rights;
pub mod roles;
pub mod seed;
pub mod store;

pub use store::Store;

/// The routes of the server.
pub fn app(store: Store) -> axum::Router {
    members_api::mounted(api::Api::new(store))
}
