//! A document as its own pages would show it.
//!
//! What pages of a dialect keep of a document is known best by whoever writes
//! them. So a document is held against pages by writing it in their style and
//! reading that back: both sides went through the same reader, and what a page
//! cannot state is missing from both. The places of the document come along.

mod places;
#[cfg(test)]
mod tests;

use std::path::Path;

use self::places::Places;
use crate::diag::Report;
use crate::diff::{self, Change, Kind, Side, Terms};
use crate::emit::docs::{self, SettingKind, Settings, Style};
use crate::ir::Api;
use crate::manner::{Fact, Manner, Stated, manner};
use crate::read::Reading;
use crate::read::pages::{PageInput, PageOptions, pages};

/// Compares two inputs of any kind: documents by all that they say, a document
/// and pages by what pages of that dialect can say of it.
///
/// No change where one of them is no API at all.
pub fn compare(old: &Reading, new: &Reading, terms: &Terms) -> Vec<Change> {
    let (Some(one), Some(two)) = (&old.api, &new.api) else { return Vec::new() };
    let held = match (dialect(one), dialect(two)) {
        (None, Some(dialect)) => held_against(one, new, dialect, |mirror| {
            let mut changes = diff::diff(&Side::document(&mirror.api), &Side::document(two), terms);
            for change in &mut changes {
                change.old = change.old.and_then(|it| mirror.places.of(it));
            }
            changes
        }),
        (Some(dialect), None) => held_against(two, old, dialect, |mirror| {
            let mut changes = diff::diff(&Side::document(one), &Side::document(&mirror.api), terms);
            for change in &mut changes {
                change.new = change.new.and_then(|it| mirror.places.of(it));
            }
            changes
        }),
        _ => None,
    };
    held.unwrap_or_else(|| {
        let side = |api, reading: &Reading| Side::read(api, reading.files.len());
        diff::diff(&side(one, old), &side(two, new), terms)
    })
}

/// A dialect of pages that is written too.
#[derive(Clone, Copy)]
struct Dialect {
    style: &'static Style,
    manner: &'static Manner,
}

/// The dialect of pages; none of documents, and of pages that nobody writes.
fn dialect(api: &Api) -> Option<Dialect> {
    let name = api.manner?;
    Some(Dialect { style: docs::style(name)?, manner: manner(name)? })
}

/// The changes between a document and pages, in the layout that makes the
/// fewest; none where the document makes no pages.
fn held_against(
    document: &Api,
    pages: &Reading,
    dialect: Dialect,
    compare: impl Fn(&Mirror) -> Vec<Change>,
) -> Option<Vec<Change>> {
    let mut best: Option<Vec<Change>> = None;
    for layout in layouts(dialect.style) {
        let mirror = Mirror::new(document, pages, dialect.style, &layout)?;
        let mut changes = compare(&mirror);
        changes.retain(|it| is_of_the_api(it, dialect.manner));
        if best.as_ref().is_none_or(|it| changes.len() < it.len()) {
            best = Some(changes);
        }
        if best.as_ref().is_some_and(Vec::is_empty) {
            break;
        }
    }
    best
}

/// The ways in which pages of a style may be laid out: the usual one, and
/// those with one thing set otherwise.
fn layouts(style: &Style) -> Vec<Vec<(String, String)>> {
    let mut all = vec![Vec::new()];
    for setting in style.settings {
        if let SettingKind::Word(words) = setting.kind {
            let other = |word: &&str| vec![(setting.name.to_owned(), (*word).to_owned())];
            all.extend(words.iter().skip(1).map(other));
        }
    }
    all
}

/// Whether a change is one of the API, and not of the host that whoever wrote
/// the pages put into its code samples.
fn is_of_the_api(change: &Change, manner: &Manner) -> bool {
    !matches!(change.kind, Kind::Server(_)) || (manner.states)(Fact::Servers) == Stated::States
}

/// A document as pages show it, and where the document says it.
struct Mirror {
    api: Api,
    places: Places,
}

impl Mirror {
    /// Writes a document as the pages that it is held against, and reads that.
    fn new(
        document: &Api,
        held: &Reading,
        style: &'static Style,
        set: &[(String, String)],
    ) -> Option<Self> {
        let settings = Settings::new(style, set, &mut |_| Ok(String::new())).ok()?;
        let files = (style.emit)(document, &settings, &mut Report::new());
        let page = |(path, text): (&str, &str)| PageInput {
            path: path.to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        let mut written: Vec<PageInput> = files.iter().map(page).collect();
        if let [one] = &held.files[..] {
            keep_counterparts(&mut written, one, held);
        }
        let options = PageOptions { dialect: Some(style.name.to_owned()), form: None };
        let api = pages(written, &options).api?;
        Some(Self { places: Places::new(&api, document), api })
    }
}

/// Leaves the pages that one page of many stands for, by its name or by the
/// tag that it is about; one page speaks for what it covers.
fn keep_counterparts(written: &mut Vec<PageInput>, one: &str, held: &Reading) {
    let tags = held.api.iter().flat_map(|it| &it.tags);
    let tags: Vec<String> = tags.map(|it| plain(&it.name)).collect();
    let is_it = |it: &PageInput| stem(&it.path) == stem(one) || tags.contains(&plain(title(it)));
    if written.iter().any(is_it) {
        written.retain(is_it);
    }
}

fn stem(path: &str) -> String {
    Path::new(path).file_stem().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// The first heading of a page that we wrote.
fn title(page: &PageInput) -> &str {
    let text = std::str::from_utf8(&page.bytes).unwrap_or_default();
    text.lines().find_map(|it| it.strip_prefix("# ")).unwrap_or_default()
}

fn plain(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
