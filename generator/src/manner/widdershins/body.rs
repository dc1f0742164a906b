//! The body of a request as the chain's conversion to OpenAPI 3 leaves it.

use crate::ir::{Api, Body, Id, Operation, Schema};

/// A media type of a body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Content<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// What was read.
    pub(crate) media: &'a crate::ir::Media,
}

impl Content<'_> {
    /// The schema of the body, or of each of its items.
    pub(crate) fn schema(&self) -> Option<Id<Schema>> {
        self.media.schema.or(self.media.item_schema)
    }
}

/// The media types of the body of an operation, in order.
///
/// A form of Swagger 2.0 is `multipart/form-data` where `consumes` names that,
/// and else `application/x-www-form-urlencoded`, whatever `consumes` says.
pub(crate) fn contents<'a>(api: &'a Api, operation: &'a Operation) -> Vec<Content<'a>> {
    const MULTIPART: &str = "multipart/form-data";
    let Some(body) = operation.body.as_ref().map(|it| &api[it.to]) else { return Vec::new() };
    let consumes = operation.consumes.as_ref().or(api.consumes.as_ref());
    let is_form = !body.fields.is_empty();
    let form = if consumes.into_iter().flatten().any(|it| *it == MULTIPART) {
        MULTIPART
    } else {
        "application/x-www-form-urlencoded"
    };
    let content = |media: &'a crate::ir::Media| {
        let name = if is_form { form } else { &media.name };
        Content { name, media }
    };
    body.content.iter().map(|it| content(&api[it.to])).collect()
}

/// Whether a body must be there. Of a form of Swagger 2.0 the first field says.
pub(crate) fn is_required(api: &Api, body: &Body) -> bool {
    match body.fields.first() {
        Some(first) => api[first.to].required == Some(true),
        None => body.required == Some(true),
    }
}
