//! Our own pages, read back: they are written again with the same bytes, and
//! say all that their document does.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use specwright::diag::{Level, Report};
use specwright::diff::{self, Side, Terms};
use specwright::emit::docs;
use specwright::ir::Api;
use specwright::read::Reading;
use specwright::read::pages::{self, PageInput, PageOptions, lost_text};

/// How large a document may be whose pages are read back, in bytes.
pub const LARGEST: u64 = 2_000_000;

/// Pages by file name.
pub type Pages = BTreeMap<String, String>;

/// How pages came back.
#[derive(Debug, Default)]
pub struct Reread {
    /// How many pages there are.
    pub pages: usize,
    /// The pages whose bytes differ, each with its first difference.
    pub differing: Vec<(String, String)>,
    /// What was found while they were read, or lost.
    pub found: Vec<String>,
    /// What differs in meaning between the document and its pages.
    pub changes: Vec<String>,
    /// Whether something is nested too deep for pages, which say so.
    pub too_deep: bool,
}

impl Reread {
    /// Whether all came back.
    pub fn verdict(&self) -> Result<(), String> {
        let mut wrong = String::new();
        if self.too_deep {
            let told = self.found.iter().any(|it| it.contains("[text-not-understood]"));
            return told.then_some(()).ok_or_else(|| "what is too deep is not told".to_owned());
        }
        for (name, difference) in &self.differing {
            let _ = writeln!(wrong, "{name} is written in another way: {difference}");
        }
        for it in self.found.iter().chain(&self.changes).take(20) {
            let _ = writeln!(wrong, "{it}");
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }
}

/// Writes an API in our own style.
pub fn written(api: &Api, set: &[(String, String)]) -> Result<Pages, String> {
    write(api, set, &mut Report::new())
}

fn write(api: &Api, set: &[(String, String)], report: &mut Report) -> Result<Pages, String> {
    let style = docs::style("github").ok_or("there is no style `github`")?;
    let settings = docs::Settings::new(style, set, &mut |path| Err(path.to_owned()))?;
    let files = (style.emit)(api, &settings, report);
    Ok(files.iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect())
}

/// Reads pages.
pub fn read(all: &Pages) -> Reading {
    let input = |(path, text): (&String, &String)| PageInput {
        path: path.clone(),
        bytes: text.as_bytes().to_vec(),
    };
    pages::pages(all.iter().map(input).collect(), &PageOptions::default())
}

/// Writes the pages of an API, reads them, and writes them again.
pub fn reread(api: &Api, set: &[(String, String)]) -> Result<Reread, String> {
    let mut report = Report::new();
    let first = write(api, set, &mut report)?;
    let reading = read(&first);
    let too_deep = report.found.iter().any(|it| it.rule.name == "schema-too-large-to-show");
    let mut it = Reread { pages: first.len(), too_deep, ..Reread::default() };
    let Some(again) = &reading.api else { return Err("these are no pages".to_owned()) };
    let second = written(again, set)?;
    for name in first.keys().chain(second.keys().filter(|it| !first.contains_key(*it))) {
        let (one, two) = (first.get(name), second.get(name));
        if one != two {
            let text = |it: Option<&String>| it.cloned().unwrap_or_default();
            it.differing.push((name.clone(), difference(&text(one), &text(two))));
        }
    }
    let lost = lost_text(&reading, second.values().map(String::as_str));
    for finding in reading.found.iter().chain(&lost) {
        let place = finding.at.map(|at| reading.texts.place(at).to_string()).unwrap_or_default();
        it.found.push(format!("{place}: [{}] {}", finding.rule.name, finding.message));
    }
    let (document, pages) = (Side::document(api), Side::read(again));
    let terms = Terms::default();
    let both = diff::diff(&document, &pages, &terms)
        .into_iter()
        .chain(diff::diff(&pages, &document, &terms));
    for change in both.filter(|it| it.level > Level::Off) {
        it.changes.push(format!("{}: {}", change.id(), change.message));
    }
    Ok(it)
}

/// The first line that differs, as it was and as it is.
fn difference(one: &str, two: &str) -> String {
    let pairs = one.lines().map(Some).chain(std::iter::repeat(None));
    let other = two.lines().map(Some).chain(std::iter::repeat(None));
    let count = one.lines().count().max(two.lines().count());
    let first = pairs.zip(other).take(count).enumerate().find(|(_, it)| it.0 != it.1);
    let Some((at, (one, two))) = first else { return "its end differs".to_owned() };
    let shown = |it: Option<&str>| {
        it.map_or("(nothing)".to_owned(), |it| it.chars().take(600).collect::<String>())
    };
    format!("line {}\n  - {}\n  + {}", at + 1, shown(one), shown(two))
}
