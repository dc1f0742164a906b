//! Keeps the three descriptions of an HTTP API in step: the OpenAPI document,
//! the Rust code, and the Markdown reference pages.
//!
//! The modules are the stages, in the order a document meets them. Each one
//! takes the value the stage before it made; none reaches backwards.
//!
//! ```text
//! bytes ─ source ─▶ tree ─ read ─▶ Api ─┬─ validate ─▶ findings
//!                                       └─ emit ─▶ Files ─ files ─▶ disk
//! ```
//!
//! 1. [`source`] takes text apart into a tree whose nodes know where they
//!    stand. Spans and lines are [`text`]'s.
//! 2. [`read`] makes the [`ir::Api`] of it: one model of an API, whatever
//!    version it was written in. What differs between versions is data, in
//!    [`dialect`].
//! 3. [`validate`] asks what no output can do without. Each stage puts what it
//!    finds into a [`diag::Report`]; nothing stops at the first finding.
//! 4. [`emit`] writes the API as [Rust](emit::rust) and as
//!    [reference pages](emit::docs), into memory. How names are spelt is in
//!    [`words`], which texts are dates and the like in [`format`](mod@format),
//!    how regular expressions are run in [`pattern`],
//!    what a dialect of pages can say in [`manner`].
//! 5. [`files`] holds what was made against the disk, and writes what differs.
//!
//! [`Build`] walks an input through all of it, for a `build.rs` and for tests.
//! By hand it is a line a stage:
//!
//! ```
//! use specwright::diag::Report;
//! use specwright::{read, validate};
//!
//! let reading = read::document_from_str(
//!     "spec.yaml",
//!     "
//! openapi: 3.0.3
//! info: { title: Users, version: '1' }
//! paths:
//!   /users:
//!     get:
//!       responses:
//!         '200': { $ref: '#/components/responses/Users' }
//! ",
//! );
//! let api = reading.api.expect("it can be read as an API, though not all of it");
//! let mut report = Report { found: reading.found };
//! validate::run(validate::CHECKS, &api, &mut report);
//!
//! let found = report.sorted();
//! assert_eq!(found[0].rule.name, "unresolved-reference");
//! assert_eq!(reading.texts.place(found[0].at.unwrap()).line, 8);
//! ```
#![forbid(unsafe_code)]

pub mod text;
pub mod words;
pub mod format;
pub mod pattern;
pub mod source;
pub mod diag;
pub mod dialect;
pub mod ir;
pub mod manner;
pub mod read;
pub mod validate;
pub mod emit;
pub mod diff;
pub mod files;
pub mod build;

pub use build::Build;
