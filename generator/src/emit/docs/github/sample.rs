//! Made-up requests and responses, where a document has none to show.
//!
//! They are folded away under words that say so, and are made of what the
//! document states first (examples, defaults, enums), then of its types.

mod curl;
mod value;

use super::Writer;
use super::text::Md;
use crate::ir::{Id, Media, Operation, Status, Use, Where};
use crate::manner::github::{SAMPLE, code, name};

use value::{Sample, Way};

impl Writer<'_> {
    /// A request for an operation and what may come back; of a webhook what
    /// it sends.
    pub(super) fn samples(&self, id: Id<Operation>, md: &mut Md) {
        let it = &self.api[id];
        if !self.samples {
            return;
        }
        let mut inner = Md::default();
        match it.place {
            Where::Path => {
                inner.fence("sh", &self.curl(it));
                self.answered(it, &mut inner);
            }
            Where::Webhook => self.sent(it, &mut inner),
            Where::Callback | Where::Component => {}
        }
        if !inner.is_empty() {
            md.part();
            md.push("<details>\n").push(SAMPLE).push("\n\n");
            md.add(&inner).push("\n</details>\n");
        }
    }

    /// The body that whoever sends a webhook makes.
    fn sent(&self, it: &Operation, md: &mut Md) {
        let Some(body) = it.body.as_ref().map(|it| &self.api[it.to]) else { return };
        if let Some((media, sample)) = self.shown(&body.content) {
            md.push(&format!("{}:\n", shown_media(media)));
            md.fence("json", &sample.pretty());
        }
    }

    fn answered(&self, it: &Operation, md: &mut Md) {
        let answer = it.responses.all.iter().find(|it| is_success(&it.status));
        let Some(answer) = answer else { return };
        let response = &self.api[answer.response.to];
        if let Some((media, sample)) = self.shown(&response.content) {
            let status = code(&name(&answer.status.to_string()));
            md.part();
            md.push(&format!("{status}, {}:\n", shown_media(media)));
            md.fence("json", &sample.pretty());
        }
    }

    /// What may arrive, made up unless the document has an example: JSON as a
    /// whole, or else one item of a sequence of JSON.
    fn shown(&self, content: &[Use<Media>]) -> Option<(&Media, Sample)> {
        let all = || content.iter().map(|it| &self.api[it.to]);
        let stated = |media: &Media| media.example.is_some() || !media.examples.is_empty();
        if all().any(stated) {
            return None;
        }
        let whole = || all().find(|it| is_json(&it.name) && it.schema.is_some());
        let listed = || all().find(|it| is_json_sequence(&it.name) && it.item_schema.is_some());
        let media = whole().or_else(listed)?;
        let schema = media.schema.filter(|_| is_json(&media.name)).or(media.item_schema)?;
        Some((media, self.sample(schema, Way::Response)?))
    }
}

/// What a sample is of.
fn shown_media(media: &Media) -> String {
    let listed = is_json_sequence(&media.name);
    format!("{}{}", code(&name(&media.name)), if listed { ", each item" } else { "" })
}

fn is_success(status: &Status) -> bool {
    match status {
        Status::Code(code) => (200..300).contains(code),
        Status::Range(first) => *first == 2,
        Status::Default | Status::Other(_) => false,
    }
}

/// A media type without its parameters.
fn bare(media: &str) -> String {
    media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether one JSON value after another is sent in a media type.
fn is_json_sequence(media: &str) -> bool {
    let media = bare(media);
    ["application/jsonl", "application/x-ndjson", "application/json-seq"].contains(&&*media)
        || media.ends_with("+json-seq")
}

/// Whether JSON is sent in a media type.
fn is_json(media: &str) -> bool {
    let media = bare(media);
    media == "application/json" || media.ends_with("+json") || media == "*/*"
}
