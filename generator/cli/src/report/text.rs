//! Code frames, for a person.

mod frame;

use super::{Checked, counts};
use crate::failure::Failure;
use crate::terminal::{harmless, width};
use annotate_snippets::Renderer;

/// Every finding as a frame. Colours are in it; who prints it takes them out
/// where they are not wanted.
pub(super) fn render(all: &[Checked]) -> String {
    let renderer = Renderer::styled().hyperlink(false).term_width(width());
    let mut text = String::new();
    for input in all {
        for finding in &input.found {
            text.push_str(&frame::render(
                &renderer,
                finding,
                &input.path,
                &input.texts,
                &input.trees,
            ));
            text.push_str("\n\n");
        }
    }
    text
}

/// What was found in all: `2 errors, 1 warning in spec/members.yaml`.
pub(crate) fn summary(all: &[Checked]) -> Option<String> {
    let counts = counts(all.iter().flat_map(|it| &it.found))?;
    let with: Vec<&Checked> = all.iter().filter(|it| !it.found.is_empty()).collect();
    Some(match with.as_slice() {
        [one] => format!("{counts} in {}", harmless(&one.path)),
        many => format!("{counts} in {} inputs", many.len()),
    })
}

/// Why a command could not be carried out.
pub(crate) fn failure(it: &Failure) -> String {
    let renderer = Renderer::styled().hyperlink(false).term_width(width());
    if let Some((texts, finding)) = it.place.as_deref() {
        return format!("{}\n", frame::unnamed(&renderer, finding, texts));
    }
    let title = annotate_snippets::Level::ERROR.primary_title(it.message.as_str());
    let mut group = annotate_snippets::Group::with_title(title);
    if let Some(help) = &it.help {
        group = group.element(annotate_snippets::Level::HELP.message(harmless(help)));
    }
    format!("{}\n", renderer.render(&[group]))
}
