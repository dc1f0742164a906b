//! Code frames, for a person.

mod frame;

use super::{Checked, counts};
use crate::failure::Failure;
use crate::terminal::{harmless, width};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use annotate_snippets::Renderer;
use anstyle::{AnsiColor, Style};
use specwright::diag::Level;

const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const HELP: Style = AnsiColor::BrightCyan.on_default().bold();

/// How many findings of one rule that are no errors have a frame.
const MOST: usize = 25;

/// Every finding as a frame. Colours are in it; who prints it takes them out
/// where they are not wanted.
pub(super) fn render(all: &[Checked]) -> String {
    let renderer = Renderer::styled().hyperlink(false).term_width(width());
    let mut text = String::new();
    for input in all {
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &input.found {
            // Hundreds of frames of one rule are read by nobody.
            let count = shown.entry(finding.rule.name).or_default();
            *count += 1;
            if *count > MOST && finding.level < Level::Error {
                continue;
            }
            text.push_str(&frame::render(
                &renderer,
                finding,
                &input.path,
                &input.texts,
                &input.trees,
            ));
            text.push_str("\n\n");
        }
        let more = input.found.iter().filter(|it| it.level < Level::Error);
        let mut more: BTreeSet<&str> = more.map(|it| it.rule.name).collect();
        more.retain(|it| shown.get(it).is_some_and(|it| *it > MOST));
        for rule in &more {
            let count = shown.get(rule).map_or(0, |it| it - MOST);
            let of = harmless(&input.path);
            let _ = writeln!(text, "… and {count} more of `{rule}` in {of}");
        }
        if !more.is_empty() {
            text.push_str("… `--format concise` has a line for each of them\n\n");
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
