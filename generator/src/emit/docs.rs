//! Reference pages in Markdown: a shelf of styles, one file each.

mod chain;
mod coder;
mod github;
mod rules;
mod widdershins;

use std::collections::BTreeMap;

use crate::diag::Report;
use crate::files::Files;
use crate::ir::Api;

pub(crate) use chain::trace::{Sampled, Section as ShownSection, Step, Traced, Tracer, plain_name};
pub use rules::RULES;

/// A way to write reference pages.
#[derive(Debug)]
pub struct Style {
    /// What `--style` takes.
    pub name: &'static str,
    /// One line, lower case, no full stop.
    pub summary: &'static str,
    /// What `--set` takes.
    pub settings: &'static [Setting],
    /// Writes the pages, by file name.
    pub emit: fn(&Api, &Settings<'_>, &mut Report) -> Files,
}

/// One thing that can be set for a style.
#[derive(Debug)]
pub struct Setting {
    /// The key in `--set KEY=VALUE`.
    pub name: &'static str,
    /// One line, lower case, no full stop.
    pub summary: &'static str,
    /// What values it takes.
    pub kind: SettingKind,
}

/// What values a setting takes.
#[derive(Debug)]
pub enum SettingKind {
    /// One of these words; the first is the default.
    Word(&'static [&'static str]),
    /// Any text; absent unless set.
    Text,
    /// The path of a file whose text goes in; absent unless set.
    File,
}

/// Every style. The first is the default.
pub static STYLES: &[&Style] = &[&github::STYLE, &coder::STYLE, &widdershins::STYLE];

/// The style of this name.
pub fn style(name: &str) -> Option<&'static Style> {
    STYLES.iter().copied().find(|it| it.name == name)
}

/// What was set for a style: values by key, where a file's value is its text.
/// Made by [`Settings::new`], so every key and word is one that the style knows.
#[derive(Debug)]
pub struct Settings<'a> {
    style: &'a Style,
    values: BTreeMap<String, String>,
}

impl<'a> Settings<'a> {
    /// Checks each key and value against the style.
    /// `load` gives the text of a file that a setting names.
    ///
    /// # Errors
    /// A sentence for a person: an unknown key with the known ones, an unknown
    /// word with the known ones, or why a file could not be read.
    pub fn new(
        style: &'a Style,
        set: &[(String, String)],
        load: &mut dyn FnMut(&str) -> Result<String, String>,
    ) -> Result<Self, String> {
        let mut values = BTreeMap::new();
        for (key, value) in set {
            let Some(setting) = style.settings.iter().find(|it| it.name == key) else {
                let known: Vec<_> =
                    style.settings.iter().map(|it| format!("`{}`", it.name)).collect();
                let known = known.join(", ");
                return Err(format!(
                    "the style `{}` has no setting `{key}`; it has {known}",
                    style.name
                ));
            };
            let value = match setting.kind {
                SettingKind::Word(words) if !words.contains(&value.as_str()) => {
                    let words = words.join("`, `");
                    return Err(format!("`{key}` cannot be `{value}`; it is one of `{words}`"));
                }
                SettingKind::File => load(value)?,
                SettingKind::Word(_) | SettingKind::Text => value.clone(),
            };
            values.insert(key.clone(), value);
        }
        Ok(Self { style, values })
    }

    /// The value of a setting: what was set, or the default of a word.
    pub fn get(&self, name: &str) -> Option<&str> {
        let default = || match self.style.settings.iter().find(|it| it.name == name)?.kind {
            SettingKind::Word(words) => words.first().copied(),
            SettingKind::Text | SettingKind::File => None,
        };
        self.values.get(name).map(String::as_str).or_else(default)
    }
}
