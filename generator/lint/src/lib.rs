//! Matters of taste: rules that a document may break and still be right.
#![forbid(unsafe_code)]
