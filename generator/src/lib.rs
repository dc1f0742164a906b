//! Keeps the three descriptions of an HTTP API in step: the OpenAPI document,
//! the Rust code, and the Markdown reference pages.
//!
//! The modules are the stages, in the order a document meets them. Each one
//! takes the value the stage before it made; none reaches backwards.
#![forbid(unsafe_code)]

pub mod text;
pub mod words;
pub mod source;
pub mod diag;
pub mod dialect;
pub mod ir;
pub mod manner;
pub mod read;
pub mod validate;
pub mod emit;
pub mod files;
pub mod build;

pub use build::Build;
