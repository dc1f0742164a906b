//! What differs between the versions of OpenAPI, as data.
