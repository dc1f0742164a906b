//! An API as pages of a style, in each of the ways in which these may be laid
//! out.

use crate::diag::Report;
use crate::emit::docs::{SettingKind, Settings, Style};
use crate::files::Files;
use crate::ir::Api;

/// The pages of an API in one layout after another: the usual one, and those
/// with one thing set otherwise.
pub(super) fn layouts(api: &Api, style: &'static Style) -> impl Iterator<Item = Files> {
    let words = style.settings.iter().filter_map(|it| match it.kind {
        SettingKind::Word(words) => Some((it.name, words)),
        _ => None,
    });
    let other = |(name, words): (&'static str, &'static [&'static str])| {
        words.iter().skip(1).map(move |word| vec![(name.to_owned(), (*word).to_owned())])
    };
    let all = std::iter::once(Vec::new()).chain(words.flat_map(other));
    all.filter_map(move |set| {
        let settings = Settings::new(style, &set, &mut |_| Ok(String::new())).ok()?;
        Some((style.emit)(api, &settings, &mut Report::new()))
    })
}
