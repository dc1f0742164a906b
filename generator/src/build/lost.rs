//! The safeguard behind lenient reading of pages: they are written again from
//! what was understood, and what is missing then is told.

use crate::diag::{Diagnostic, Report};
use crate::emit::docs::{self, SettingKind, Settings, Style};
use crate::read::Reading;
use crate::read::pages::{lost_but, lost_text};

/// The style that says all that was understood.
const OURS: &str = "github";

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
        let lost = lost_text(reading, files.iter().map(|(_, text)| text));
        (lost, files)
    });
    // A style writes the same words in several layouts; the one that loses
    // least is meant.
    let Some((lost, files)) = losses.min_by_key(|it| it.0.len()) else { return Vec::new() };
    let ours = docs::style(OURS).filter(|_| !lost.is_empty());
    let Some((ours, settings)) =
        ours.and_then(|it| Some((it, Settings::new(it, &[], &mut no_file).ok()?)))
    else {
        return lost;
    };
    let ours = (ours.emit)(api, &settings, &mut Report::new());
    lost_but(reading, files.iter().map(|(_, text)| text), ours.iter().map(|(_, text)| text))
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
