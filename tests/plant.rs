//! Changes planted at random in real documents, and looked for again.
//!
//! A document is changed in one thing, and the changed one is held against the
//! original and against the original's pages. Whether pages can state the
//! change is told by nobody's opinion: the changed document is written as
//! pages too. Where these are the same bytes there is nothing to find; where
//! they differ it must be found, at its two places, and nothing else.
//!
//! Large documents are planted in by slices: some of their operations, with
//! all that these refer to.

mod change;
mod slice;
mod tree;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use specwright::build;
use specwright::diag::{Level, Report};
use specwright::diff::{Change, Kind, Prose, Terms};
use specwright::emit::docs::{self, Settings};
use specwright::read::pages::{self, PageInput, PageOptions};
use specwright::read::{self, Reading};
use specwright::text::Span;

pub use change::{Planted, Sort};
pub use tree::Tree;

/// Seeds are numbered from this one; `SPECWRIGHT_SEED` names another.
const SEED: u64 = 20_260_101;

/// The styles whose pages are read back.
pub const STYLES: &[&str] = &["coder", "widdershins", "github"];

/// How much is planted in a document.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many slices are taken of it; none: the document as a whole.
    pub slices: usize,
    /// How many changes are planted in each, one at a time.
    pub plants: usize,
}

/// What came of planting.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Changes that were planted, by sort.
    pub planted: BTreeMap<&'static str, usize>,
    /// Pages that state the change, by style.
    pub stated: BTreeMap<&'static str, usize>,
    /// Pages that cannot, by style.
    pub silent: BTreeMap<&'static str, usize>,
    /// Changes that were not told as they should, though pages state them: in a
    /// part of a combination, which pages lay out flat, and formats that the
    /// rows of a response alone state.
    pub blurred: Vec<String>,
    /// What was not as it should be.
    pub wrong: Vec<String>,
}

/// A generator of numbers that look random: `SplitMix64`, which is short and
/// the same everywhere.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// Numbers that depend on a seed and a name.
    pub fn new(seed: u64, name: &str) -> Self {
        let mixed = name.bytes().fold(seed, |sum, it| {
            (sum ^ u64::from(it)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23)
        });
        Self(mixed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        it ^ (it >> 31)
    }

    /// A number below this one, which is not zero.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % end).unwrap_or_default()
    }
}

/// The seed that is asked for, or the usual one.
pub(crate) fn seed() -> u64 {
    std::env::var("SPECWRIGHT_SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(SEED)
}

/// Plants in a document, and says what came of it.
pub fn plant(name: &str, document: &Tree, plan: Plan) -> Outcome {
    let seed = seed();
    let mut random = Random::new(seed, name);
    let mut outcome = Outcome::default();
    for number in 0..plan.slices.max(1) {
        let whole = (plan.slices == 0).then(|| document.clone());
        let Some(slice) = whole.or_else(|| slice::take(document, &mut random)) else {
            return outcome;
        };
        let mut wrong = Vec::new();
        slice_of(&slice, plan.plants, &mut random, &mut outcome, &mut wrong);
        let place = format!("{name}, seed {seed}, slice {number}");
        outcome.wrong.extend(wrong.into_iter().map(|it| format!("{place}: {it}")));
    }
    outcome
}

/// A document that was read, with the text that it was read from.
struct Original {
    text: String,
    reading: Reading,
    shown: Vec<Shown>,
}

/// The pages of a document.
struct Shown {
    style: &'static str,
    pages: BTreeMap<String, String>,
    reading: Reading,
}

fn slice_of(
    slice: &Tree,
    plants: usize,
    random: &mut Random,
    outcome: &mut Outcome,
    wrong: &mut Vec<String>,
) {
    let text = slice.print(&[]).0;
    let reading = read::document_from_str("old.json", &text);
    if reading.api.is_none() {
        return;
    }
    let mut original = Original { text, reading, shown: Vec::new() };
    for &style in STYLES {
        let pages = written(&original.reading, style);
        let reading = understood(&pages);
        if reading.api.is_none() {
            continue;
        }
        // Where the original differs from its own pages, nothing else is clear.
        let itself: Vec<Change> = told(compare(&original.reading, &reading));
        if itself.is_empty() {
            original.shown.push(Shown { style, pages, reading });
        } else {
            let all = listed(&itself, &original.reading, &reading);
            keep(&original.text, wrong.len(), style);
            wrong.push(format!("{style}: differs from its own pages{all}"));
        }
    }
    for _ in 0..plants {
        let Some(planted) = change::plant(slice, random) else { continue };
        *outcome.planted.entry(planted.sort.name()).or_default() += 1;
        one(slice, &original, &planted, outcome, wrong);
    }
}

/// Looks for one change, between the documents and in the pages.
fn one(
    slice: &Tree,
    original: &Original,
    planted: &Planted,
    outcome: &mut Outcome,
    wrong: &mut Vec<String>,
) {
    let (_, before) = slice.print(&planted.old);
    let (text, after) = planted.tree.print(&planted.new);
    let other = read::document_from_str("new.json", &text);
    if other.api.is_none() {
        wrong.push(format!("{planted}: the changed document cannot be read"));
        return;
    }
    let changes = compare(&original.reading, &other);
    let places = |it: &Change| {
        is_within(it.old, &original.reading, &before) && is_within(it.new, &other, &after)
    };
    if let Some(why) = judged(&changes, |it| planted.sort.is_told_by(it.kind), places) {
        let all = listed(&changes, &original.reading, &other);
        wrong.push(format!("{planted}: between the documents: {why}{all}"));
    }
    for shown in &original.shown {
        let pages = written(&other, shown.style);
        let states = pages != shown.pages;
        let count = if states { &mut outcome.stated } else { &mut outcome.silent };
        *count.entry(shown.style).or_default() += 1;
        let changes = told(compare(&shown.reading, &other));
        let why = if states {
            let touched = touched(&shown.pages, &pages);
            let tells = |it: &Change| planted.sort.is_shown_by(it.kind);
            judged(&changes, tells, |it| {
                let is_sample = matches!(it.kind, Kind::Prose(Prose::Example));
                let in_page = it.old.is_none_or(|at| {
                    let place = shown.reading.texts.place(at);
                    touched.get(place.path).is_some_and(|it| it.contains(place.line))
                        || speaks_of(&shown.reading, at, &planted.name)
                });
                is_sample || in_page && is_within(it.new, &other, &after)
            })
        } else {
            (!changes.is_empty()).then(|| "told, though the pages cannot state it".to_owned())
        };
        match why {
            None => {}
            Some(why) if states && planted.in_a_part => {
                let all = listed(&changes, &shown.reading, &other);
                outcome.blurred.push(format!("{planted}: against {}: {why}{all}", shown.style));
            }
            // A format that the rows of a response alone state is not always told.
            Some(why) if changes.is_empty() && shown.style == "coder" && planted.is_format() => {
                outcome.blurred.push(format!("{planted}: against {}: {why}", shown.style));
            }
            Some(why) => {
                let all = listed(&changes, &shown.reading, &other);
                let style = shown.style;
                keep(&original.text, wrong.len(), style);
                wrong.push(format!("{planted}: against {style}: {why}{all}"));
            }
        }
    }
}

/// Whether the line of a place names a thing.
fn speaks_of(reading: &Reading, at: Span, name: &str) -> bool {
    let line = reading.texts.place(at).line;
    reading.texts.get(at.file).is_some_and(|it| it.line_text(line).contains(name))
}

/// What is wrong with changes of which one was planted.
fn judged(
    changes: &[Change],
    tells: impl Fn(&Change) -> bool,
    places: impl Fn(&Change) -> bool,
) -> Option<String> {
    if changes.is_empty() {
        return Some("not found".to_owned());
    }
    if let Some(other) = changes.iter().find(|it| !tells(it)) {
        return Some(format!("something else was found, `{}`", other.id()));
    }
    // Pages repeat what a definition says where it is used.
    (!changes.iter().any(places)).then(|| format!("found at another place, `{}`", changes[0].id()))
}

/// The changes that people are told.
fn told(mut changes: Vec<Change>) -> Vec<Change> {
    changes.retain(|it| it.level > Level::Off);
    changes
}

fn compare(old: &Reading, new: &Reading) -> Vec<Change> {
    build::compare(old, new, &Terms::default())
}

fn written(reading: &Reading, style: &str) -> BTreeMap<String, String> {
    let (Some(api), Some(style)) = (&reading.api, docs::style(style)) else {
        return BTreeMap::new();
    };
    let Ok(settings) = Settings::new(style, &[], &mut |_| Err(String::new())) else {
        return BTreeMap::new();
    };
    let files = (style.emit)(api, &settings, &mut Report::new());
    files.iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

fn understood(pages: &BTreeMap<String, String>) -> Reading {
    let page = |(path, text): (&String, &String)| PageInput {
        path: path.clone(),
        bytes: text.clone().into_bytes(),
    };
    pages::pages(pages.iter().map(page).collect(), &PageOptions::default())
}

/// Whether a place is in one of these ranges of lines; no place is in any.
fn is_within(at: Option<Span>, reading: &Reading, lines: &[(usize, usize)]) -> bool {
    at.is_none_or(|at| {
        let line = reading.texts.place(at).line;
        lines.iter().any(|it| it.0 <= line && line <= it.1)
    })
}

/// Lines of a page that may tell of a change: those in which the pages differ,
/// and the sections that these are in.
#[derive(Default)]
struct Touched {
    sections: Vec<(usize, usize)>,
}

impl Touched {
    fn contains(&self, line: usize) -> bool {
        self.sections.iter().any(|it| it.0 <= line && line <= it.1)
    }
}

/// The touched lines of each page of the original.
fn touched(
    old: &BTreeMap<String, String>,
    new: &BTreeMap<String, String>,
) -> BTreeMap<String, Touched> {
    let nothing = String::new();
    let page = |(path, text): (&String, &String)| {
        let other = new.get(path).unwrap_or(&nothing);
        (path.clone(), Touched { sections: sections(text, other) })
    };
    old.iter().map(page).collect()
}

/// The sections of a text that the other has not, as ranges of lines.
fn sections(text: &str, other: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let is_head = |it: &str| it.starts_with("## ") || it.starts_with("# ");
    let heads = lines.iter().enumerate().filter(|it| is_head(it.1)).map(|it| it.0);
    let starts: Vec<usize> = std::iter::once(0).chain(heads).collect();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([lines.len()]).collect();
    let mut theirs: BTreeMap<String, usize> = BTreeMap::new();
    let mut all: Vec<&str> = Vec::new();
    for line in other.lines() {
        if is_head(line) && !all.is_empty() {
            *theirs.entry(all.join("\n")).or_default() += 1;
            all.clear();
        }
        all.push(line);
    }
    *theirs.entry(all.join("\n")).or_default() += 1;
    let mut touched = Vec::new();
    for (start, end) in starts.into_iter().zip(ends) {
        let own = lines[start..end].join("\n");
        match theirs.get_mut(&own) {
            Some(left) if *left > 0 => *left -= 1,
            _ => touched.push((start + 1, end)),
        }
    }
    touched
}

/// Changes with their places, a line each.
fn listed(changes: &[Change], old: &Reading, new: &Reading) -> String {
    let mut text = String::new();
    let line = |reading: &Reading, at: Option<Span>| {
        at.map_or("nowhere".to_owned(), |at| {
            let place = reading.texts.place(at);
            format!("{}:{}", place.path, place.line)
        })
    };
    for it in changes.iter().take(6) {
        let (from, to) = (line(old, it.old), line(new, it.new));
        let _ = write!(text, "\n      {}: {}: {} ({from} → {to})", it.id(), it.place, it.message);
    }
    if changes.len() > 6 {
        let _ = write!(text, "\n      … {} more", changes.len() - 6);
    }
    text
}

/// Keeps a document that something is wrong with where `SPECWRIGHT_KEEP` says.
fn keep(text: &str, number: usize, style: &str) {
    if let Some(folder) = std::env::var_os("SPECWRIGHT_KEEP") {
        let file = format!("{:08x}-{number}-{style}.json", text.len());
        let _ = std::fs::write(Path::new(&folder).join(file), text);
    }
}
