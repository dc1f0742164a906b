//! The IR as OpenAPI documents, and the printing of YAML and JSON.
#![forbid(unsafe_code)]
