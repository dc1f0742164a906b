//! What comes out: Rust, and reference pages.
//!
//! An emitter takes the [`Api`](crate::ir::Api) and its settings, and returns
//! [`Files`](crate::files::Files) and findings. It never touches the disk, and
//! it never stops at the first thing that it cannot say: the rest is emitted,
//! and the gap is a finding with its place.

pub mod docs;
pub mod rust;
