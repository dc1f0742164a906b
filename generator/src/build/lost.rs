//! The safeguard behind lenient reading of pages: they are written again from
//! what was understood, and what is missing then is told.

use crate::diag::{Diagnostic, Report};
use crate::emit::docs::{self, SettingKind, Settings, Style};
use crate::read::Reading;
use crate::read::pages::lost_text;

/// The words that are lost when pages are written again, with all that can be
/// shown; none where nobody writes such pages.
pub fn lost(reading: &Reading) -> Vec<Diagnostic> {
    let Some(api) = &reading.api else { return Vec::new() };
    let Some(style) = api.manner.and_then(docs::style) else { return Vec::new() };
    let mut no_file = |path: &str| Err(format!("`{path}` is not read"));
    let layouts = layouts(style);
    let written = layouts.iter().filter_map(|set| Settings::new(style, set, &mut no_file).ok());
    let losses = written.map(|settings| {
        let files = (style.emit)(api, &settings, &mut Report::new());
        lost_text(reading, files.iter().map(|(_, text)| text))
    });
    // A style writes the same words in several layouts; the one that loses
    // least is meant.
    losses.min_by_key(Vec::len).unwrap_or_default()
}

/// What may be set, for all that can be shown.
fn layouts(style: &Style) -> Vec<Vec<(String, String)>> {
    let mut layouts: Vec<Vec<(String, String)>> = vec![Vec::new()];
    for setting in style.settings {
        let SettingKind::Word(words) = setting.kind else { continue };
        let set = |word: &str| (setting.name.to_owned(), word.to_owned());
        if words.contains(&"shown") {
            for it in &mut layouts {
                it.push(set("shown"));
            }
        } else if setting.name == "enums" {
            layouts = words.iter().map(|word| vec![set(word)]).collect();
        }
    }
    layouts
}
