//! The door to and from the `openapiv3` crate, for frameworks that describe
//! an API in code as its typed document.

use openapiv3::OpenAPI;
use specwright::read::{Reading, document_from_str};

use crate::value::Document;

/// The typed document that says the same.
///
/// # Errors
/// What the types cannot hold, with the place in the document.
pub fn to_openapiv3(document: &Document) -> Result<OpenAPI, String> {
    let json = document.to_json()?;
    serde_json::from_str(&json).map_err(|it| it.to_string())
}

/// Reads a typed document as if it had been written as JSON.
///
/// # Errors
/// If the document cannot be printed.
pub fn from_openapiv3(document: &OpenAPI) -> Result<Reading, String> {
    let json = serde_json::to_string_pretty(document).map_err(|it| it.to_string())?;
    Ok(document_from_str("openapi.json", &json))
}
