//! What comes back.

use std::borrow::Cow;

use crate::emit::docs::chain::Chain;
use crate::emit::docs::chain::request::Fence;
use crate::ir::{Media, Operation, Response, Status, Type};
use crate::manner::widdershins::javascript::key_order;
use crate::manner::widdershins::media::Class;
use crate::manner::widdershins::sample::Skip;
use crate::manner::widdershins::schema::View;
use crate::manner::widdershins::status;

/// A response under its status.
pub(crate) type Answer<'a> = (String, &'a Response);

/// Something among the examples of what comes back.
pub(crate) enum Shown {
    /// With this status comes what follows.
    Status(String),
    /// An example.
    Example(Fence),
}

impl<'a> Chain<'a, '_> {
    /// The responses by status, in the order of the pages.
    pub(crate) fn answers(&self, operation: &'a Operation) -> Vec<Answer<'a>> {
        let api = self.api();
        let all: Vec<(String, &Response)> = operation
            .responses
            .all
            .iter()
            .map(|it| (it.status.to_string(), &api[it.response.to]))
            .collect();
        key_order(&all, |(status, _)| status).into_iter().cloned().collect()
    }

    /// One example for each class of media types, of the first that has it.
    pub(crate) fn response_examples(&mut self, answers: &[Answer<'a>]) -> Vec<Shown> {
        let api = self.api();
        let mut shown = Vec::new();
        let mut seen = Vec::new();
        let mut last = None;
        for (status, response) in answers {
            for media in &response.content {
                let media = &api[media.to];
                let class = Class::of(&media.name).filter(|it| *it != Class::Form);
                if seen.contains(&class) {
                    continue;
                }
                seen.push(class);
                if last != Some(status) {
                    shown.push(Shown::Status(status.clone()));
                    last = Some(status);
                }
                let example = class.and_then(|it| self.response_example(media, it));
                shown.extend(example.map(Shown::Example));
            }
        }
        shown
    }

    fn response_example(&mut self, media: &'a Media, class: Class) -> Option<Fence> {
        let value = self.example(media, Skip::WriteOnly);
        Some(match class {
            Class::Json => ("json", value.to_json_pretty() + "\n"),
            Class::Yaml => ("yaml", value.to_yaml() + "\n"),
            Class::Text => ("", value.to_json() + "\n"),
            Class::Xml => {
                let schema = media.schema.map(|it| self.document.resolved(it));
                ("xml", value.to_xml(schema.and_then(View::element))?)
            }
            Class::Form => return None,
        })
    }

    /// The schema of a response's first media type.
    pub(crate) fn response_schema(&self, response: &Response) -> Option<View<'a>> {
        let media = &self.api()[response.content.first()?.to];
        media.schema.or(media.item_schema).map(|it| self.document.resolved(it))
    }

    /// The schema of a response if it is shown where it stands: it has no name
    /// and an inner structure.
    pub(crate) fn inline_schema(&self, response: &Response) -> Option<View<'a>> {
        let structured = |it: View<'a>| {
            let primitive = !matches!(it.ty(), None | Some(Type::Object | Type::Array));
            it.link().is_none() && !primitive
        };
        self.response_schema(response).filter(|it| structured(*it))
    }
}

/// Whether a property is only read or only written.
pub(crate) fn restrictions(schema: View<'_>) -> &'static str {
    match (schema.is_read_only(), schema.is_write_only()) {
        (_, true) => "write-only",
        (true, false) => "read-only",
        (false, false) => "",
    }
}

/// What a status means, with a link to where that is defined.
pub(crate) fn meaning(name: &str) -> Cow<'static, str> {
    match Status::from_name(name) {
        Status::Default => Cow::Borrowed("Default"),
        Status::Code(code) => match status::meaning(code) {
            Some((phrase, page)) => Cow::Owned(format!("[{phrase}]({}{page})", status::BASE)),
            None => Cow::Borrowed("Unknown"),
        },
        Status::Range(_) | Status::Other(_) => Cow::Borrowed("Unknown"),
    }
}
