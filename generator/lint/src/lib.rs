//! Matters of taste: rules that a document may break and still be right.
//!
//! Each rule is a [`Check`](specwright::validate::Check) in a file of its own,
//! with its page beside it; [`CHECKS`] is the rule book.
#![forbid(unsafe_code)]

mod instance;
mod lacking;
mod reach;
mod rules;

pub use rules::CHECKS;
