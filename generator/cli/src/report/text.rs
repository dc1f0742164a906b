//! Code frames, for a person.

mod frame;

use super::{Checked, counts};
use crate::failure::Failure;
use crate::terminal::{harmless, width};
use std::fmt::Write as _;

use annotate_snippets::Renderer;
use anstyle::{AnsiColor, Style};

const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const HELP: Style = AnsiColor::BrightCyan.on_default().bold();

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
    let lines: Vec<String> = it.message.lines().map(harmless).collect();
    let mut text = format!("{ERROR}error{ERROR:#}: {}\n", lines.join("\n       "));
    if let Some(help) = &it.help {
        let _ = writeln!(text, "{HELP}help{HELP:#}: {}", harmless(help));
    }
    text
}
