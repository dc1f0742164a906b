//! The safeguard behind lenient reading of pages: they are written again from
//! what was understood, and what is missing then is told.

use crate::build::layouts::layouts;
use crate::diag::Diagnostic;
use crate::emit::docs;
use crate::files::Files;
use crate::read::Reading;
use crate::read::pages::{lost_but, lost_text};

/// The style that says all that was understood.
const OURS: &str = "github";

/// The words that are lost when pages are written again, with all that can be
/// shown; none where nobody writes such pages.
pub fn lost(reading: &Reading) -> Vec<Diagnostic> {
    let Some(api) = &reading.api else { return Vec::new() };
    let Some(style) = api.manner.and_then(docs::style) else { return Vec::new() };
    let mut least: Option<(Vec<Diagnostic>, Files)> = None;
    for files in layouts(api, style) {
        let lost = lost_text(reading, files.iter().map(|(_, text)| text));
        if lost.is_empty() {
            return lost;
        }
        // A style writes the same words in several layouts; the one that loses
        // least is meant.
        if least.as_ref().is_none_or(|it| lost.len() < it.0.len()) {
            least = Some((lost, files));
        }
    }
    let Some((lost, files)) = least else { return Vec::new() };
    let ours = docs::style(OURS).and_then(|it| layouts(api, it).next());
    let Some(ours) = ours else { return lost };
    lost_but(reading, files.iter().map(|(_, text)| text), ours.iter().map(|(_, text)| text))
}
