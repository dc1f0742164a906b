//! Changes planted at random in real documents, and looked for again.
//!
//! A document is changed in some things that are apart, and the changed one is
//! held against the original and against the original's pages. Each change must
//! be found, at its two places, and nothing else. Whether pages can state a
//! change is told by nobody's opinion: where one is not found, the document
//! without it is written as pages too, and these must be the same bytes.
//!
//! Large documents are planted in by slices: some of their operations, with
//! all that these refer to.

mod change;
mod places;
mod slice;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use specwright::build;
use specwright::diag::{Level, Report};
use specwright::diff::{Change, Terms};
use specwright::emit::docs::{self, Settings};
use specwright::read::pages::{self, PageInput, PageOptions};
use specwright::read::{self, Reading};
use specwright::text::Span;

use self::places::Places;
use self::tree::Way;
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
    /// How many changes are planted in each, as far as they are apart.
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
    /// Pages that state it in samples alone which tell of another change too,
    /// by style: a sample that differs is told once, by what is surer.
    pub shaded: BTreeMap<&'static str, usize>,
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
struct Original<'a> {
    tree: &'a Tree,
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
    let mut original = Original { tree: slice, text, reading, shown: Vec::new() };
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
            keep(&[("old", &original.text)], wrong.len(), style);
            wrong.push(format!("{style}: differs from its own pages{all}"));
        }
    }
    let places = Places::new(slice);
    let mut planted: Vec<Planted> = Vec::new();
    for _ in 0..plants {
        let Some(it) = change::plant(slice, &places, random) else { continue };
        if planted.iter().all(|other| it.is_apart_from(other)) {
            *outcome.planted.entry(it.sort.name()).or_default() += 1;
            planted.push(it);
        }
    }
    let all: Vec<&Planted> = planted.iter().collect();
    if all.is_empty() {
        return;
    }
    let mut faults = together(&original, &all, outcome);
    if !faults.is_empty() && all.len() > 1 {
        // Whose fault it is shows when each stands alone.
        let alone = |it| together(&original, &[it], &mut Outcome::default());
        let each: Vec<String> = all.into_iter().flat_map(alone).collect();
        if each.is_empty() {
            faults = faults.into_iter().map(|it| format!("only together: {it}")).collect();
        } else {
            faults = each;
        }
    }
    wrong.append(&mut faults);
}

/// A document with some changes, and where each may be pointed at.
struct Changed<'a> {
    planted: &'a [&'a Planted],
    text: String,
    reading: Reading,
    /// The lines of each change in the original, and in this one.
    lines: Vec<(Lines, Lines)>,
}

type Lines = Vec<(usize, usize)>;

impl<'a> Changed<'a> {
    fn new(original: &Tree, planted: &'a [&'a Planted]) -> Self {
        let mut tree = original.clone();
        for it in planted {
            it.apply(&mut tree);
        }
        let ways = |of: fn(&Planted) -> &[Way]| {
            planted.iter().flat_map(|it| of(it)).cloned().collect::<Vec<Way>>()
        };
        let (_, before) = original.print(&ways(|it| &it.old));
        let (text, after) = tree.print(&ways(|it| &it.new));
        let (mut before, mut after) = (before.into_iter(), after.into_iter());
        let lines = |it: &&Planted| {
            let old = before.by_ref().take(it.old.len()).collect();
            (old, after.by_ref().take(it.new.len()).collect())
        };
        let lines = planted.iter().map(lines).collect();
        let reading = read::document_from_str("new.json", &text);
        Self { planted, text, reading, lines }
    }

    /// Which of the planted changes are told by this one; `tells`: whether it
    /// does, as far as kinds and the old place go.
    fn told_by(&self, change: &Change, tells: impl Fn(usize) -> bool) -> Vec<usize> {
        (0..self.planted.len())
            .filter(|it| tells(*it) && is_within(change.new, &self.reading, &self.lines[*it].1))
            .collect()
    }
}

/// Looks for changes that were planted together, between the documents and in
/// the pages, and says what is wrong.
fn together(original: &Original<'_>, planted: &[&Planted], outcome: &mut Outcome) -> Vec<String> {
    let after = Changed::new(original.tree, planted);
    if after.reading.api.is_none() {
        return vec![format!("{}: the changed document cannot be read", planted[0])];
    }
    let mut wrong = Vec::new();
    let mut add = |against: &str, why: String, changes: &[Change], old: &Reading| {
        let all = listed(changes, old, &after.reading);
        keep(&[("old", &original.text), ("new", &after.text)], wrong.len(), against);
        wrong.push(format!("against {against}: {why}{all}"));
    };
    let changes = compare(&original.reading, &after.reading);
    let found = attributed(&after, &changes, |it, at| {
        planted[at].sort.is_told_by(it.kind)
            && is_within(it.old, &original.reading, &after.lines[at].0)
    });
    for other in found.others {
        let all = [changes[other].clone()];
        add("the document", "told, and not planted".to_owned(), &all, &original.reading);
    }
    for it in found.missing {
        add("the document", format!("{}: not found", planted[it]), &changes, &original.reading);
    }
    for shown in &original.shown {
        let pages = written(&after.reading, shown.style);
        let touched = touched(&shown.pages, &pages);
        let changes = told(compare(&shown.reading, &after.reading));
        let found = attributed(&after, &changes, |it, at| {
            planted[at].sort.is_shown_by(it.kind)
                && it.old.is_none_or(|place| {
                    let there = shown.reading.texts.place(place);
                    touched.get(there.path).is_some_and(|it| it.contains(there.line))
                        || speaks_of(&shown.reading, place, &planted[at].name)
                })
        });
        *outcome.stated.entry(shown.style).or_default() += planted.len() - found.missing.len();
        for other in found.others {
            let all = [changes[other].clone()];
            let why = format!("told, and not planted as {}", planted[0]);
            add(shown.style, why, &all, &shown.reading);
        }
        for it in found.missing {
            // Silence is right where the pages are the same, byte for byte,
            // whether this is changed too or not.
            let others = [&planted[..it], &planted[it + 1..]].concat();
            let without = written(&Changed::new(original.tree, &others).reading, shown.style);
            match difference(&without, &pages) {
                None => *outcome.silent.entry(shown.style).or_default() += 1,
                Some(_) if is_shaded(&shown.pages, &without, &pages) => {
                    *outcome.shaded.entry(shown.style).or_default() += 1;
                }
                Some(lines) => {
                    let why = format!("{}: not found{lines}", planted[it]);
                    add(shown.style, why, &changes, &shown.reading);
                }
            }
        }
    }
    wrong
}

/// Whether pages differ in samples alone from those without a change, and in
/// none that is not another than in the original.
fn is_shaded(
    original: &BTreeMap<String, String>,
    without: &BTreeMap<String, String>,
    pages: &BTreeMap<String, String>,
) -> bool {
    pages.iter().all(|(path, text)| {
        let (Some(other), Some(first)) = (without.get(path), original.get(path)) else {
            return false;
        };
        let [(prose, samples), (other, others), (_, firsts)] =
            [text, other, first].map(|it| apart(it));
        let mut pairs = samples.iter().zip(&others);
        prose == other
            && samples.len() == others.len()
            && pairs.all(|(it, without)| it == without || !firsts.contains(without))
    })
}

/// The text of a page without its samples, and these.
fn apart(text: &str) -> (String, Vec<String>) {
    let parts = text.split("\n```");
    let (prose, samples): (Vec<_>, Vec<_>) = parts.enumerate().partition(|it| it.0 % 2 == 0);
    let text = |it: (usize, &str)| it.1.to_owned();
    (prose.into_iter().map(text).collect(), samples.into_iter().map(text).collect())
}

/// The first lines in which pages differ, if they do.
fn difference(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Option<String> {
    let nothing = String::new();
    let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let differs = |it: &&String| old.get(*it) != new.get(*it);
    let path = paths.into_iter().find(differs)?;
    let [old, new] = [old, new].map(|it| it.get(path).unwrap_or(&nothing));
    let from = old.lines().zip(new.lines()).take_while(|it| it.0 == it.1).count();
    let line = |it: &str| it.lines().nth(from).unwrap_or_default().to_owned();
    Some(format!("\n      {path}:{}:\n      - {}\n      + {}", from + 1, line(old), line(new)))
}

/// Changes that were told, held against those that were planted.
struct Attributed {
    /// Those of the former that tell none of the latter.
    others: Vec<usize>,
    /// Those of the latter that nothing tells.
    missing: Vec<usize>,
}

fn attributed(
    after: &Changed<'_>,
    changes: &[Change],
    tells: impl Fn(&Change, usize) -> bool,
) -> Attributed {
    let mut missing: BTreeSet<usize> = (0..after.planted.len()).collect();
    let mut others = Vec::new();
    for (number, it) in changes.iter().enumerate() {
        let told = after.told_by(it, |at| tells(it, at));
        // What is gone has no place that tells two of a kind apart.
        match told.iter().find(|at| missing.contains(at)).or(told.first()) {
            Some(at) => drop(missing.remove(at)),
            None => others.push(number),
        }
    }
    Attributed { others, missing: missing.into_iter().collect() }
}

/// Whether the line of a place names a thing.
fn speaks_of(reading: &Reading, at: Span, name: &str) -> bool {
    let line = reading.texts.place(at).line;
    reading.texts.get(at.file).is_some_and(|it| it.line_text(line).contains(name))
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
    let mut theirs: BTreeMap<String, usize> = BTreeMap::new();
    for own in parted(other) {
        *theirs.entry(own.join("\n")).or_default() += 1;
    }
    let mut touched = Vec::new();
    let mut start = 0;
    for own in parted(text) {
        let end = start + own.len();
        match theirs.get_mut(&own.join("\n")) {
            Some(left) if *left > 0 => *left -= 1,
            _ => touched.push((start + 1, end)),
        }
        start = end;
    }
    touched
}

/// The lines of each section of a text; comments in code are no headings.
fn parted(text: &str) -> Vec<Vec<&str>> {
    let mut all: Vec<Vec<&str>> = vec![Vec::new()];
    let mut is_code = false;
    for line in text.lines() {
        is_code ^= line.starts_with("```");
        let is_head = !is_code && (line.starts_with("## ") || line.starts_with("# "));
        match all.last_mut() {
            Some(last) if !is_head => last.push(line),
            _ => all.push(vec![line]),
        }
    }
    all
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

/// Keeps the documents that something is wrong with where `SPECWRIGHT_KEEP` says.
fn keep(documents: &[(&str, &str)], number: usize, style: &str) {
    if let Some(folder) = std::env::var_os("SPECWRIGHT_KEEP") {
        for (which, text) in documents {
            let style = style.replace(' ', "-");
            let file = format!("{:08x}-{number}-{style}-{which}.json", documents[0].1.len());
            let _ = std::fs::write(Path::new(&folder).join(file), text);
        }
    }
}
