//! Names taken apart, joined in another case, kept off Rust keywords.
