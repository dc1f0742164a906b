//! Made-up requests and responses, where a document has none to show.
//!
//! They are folded away under words that say so, and are made of what the
//! document states first (examples, defaults, enums), then of its types.

mod curl;
mod value;

use super::Writer;
use super::text::Md;
use crate::ir::{Id, Media, Operation, Response, Status, Where};
use crate::manner::github::{SAMPLE, code, name};

use value::{Sample, Way};

impl Writer<'_> {
    /// A request for an operation, and what may come back.
    pub(super) fn samples(&self, id: Id<Operation>, md: &mut Md) {
        let it = &self.api[id];
        if !self.samples || it.place != Where::Path {
            return;
        }
        md.part();
        md.push("<details>\n").push(SAMPLE).push("\n");
        md.fence("sh", &self.curl(it));
        self.answered(it, md);
        md.push("\n</details>\n");
    }

    fn answered(&self, it: &Operation, md: &mut Md) {
        let answer = it.responses.all.iter().find(|it| is_success(&it.status));
        let Some(answer) = answer else { return };
        let response = &self.api[answer.response.to];
        if let Some((media, sample)) = self.answer(response) {
            let status = code(&name(&answer.status.to_string()));
            md.part();
            md.push(&format!("{status}, {}:\n", code(&name(&media.name))));
            md.fence("json", &sample.pretty());
        }
    }

    /// A made-up answer, unless the document has one.
    fn answer(&self, it: &Response) -> Option<(&Media, Sample)> {
        let stated = |media: &Media| media.example.is_some() || !media.examples.is_empty();
        if it.content.iter().any(|it| stated(&self.api[it.to])) {
            return None;
        }
        let media = it.content.iter().map(|it| &self.api[it.to]).find(|it| is_json(&it.name))?;
        Some((media, self.sample(media.schema?, Way::Response)?))
    }
}

fn is_success(status: &Status) -> bool {
    match status {
        Status::Code(code) => (200..300).contains(code),
        Status::Range(first) => *first == 2,
        Status::Default | Status::Other(_) => false,
    }
}

/// Whether JSON is sent in a media type.
fn is_json(media: &str) -> bool {
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    media == "application/json" || media.ends_with("+json") || media == "*/*"
}
