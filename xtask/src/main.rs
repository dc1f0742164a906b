//! Chores of this repository; `cargo xtask` lists them.
#![forbid(unsafe_code)]

fn main() {}
