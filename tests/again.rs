//! Pages that are written, read, and written again: the bytes stay the same,
//! and our own say all that their document does.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use specwright::diag::{Level, Report};
use specwright::diff::{self, Side, Terms};
use specwright::emit::docs;
use specwright::ir::Api;
use specwright::read::Reading;
use specwright::read::pages::{self, PageInput, PageOptions, lost_text};

use crate::corpus::{self, Known};
use crate::facts;
use crate::run::Run;

/// How large a document may be whose pages are read back, in bytes.
pub const LARGEST: u64 = 2 << 20;

/// Pages by file name.
pub type Pages = BTreeMap<String, String>;

/// How pages came back.
#[derive(Debug, Default)]
pub struct Again {
    /// How many pages there are.
    pub pages: usize,
    /// Those of them whose bytes differ, or that are new.
    pub other: usize,
    /// Operations, schemas, and what stands before them.
    pub sections: usize,
    /// Those of them that are equal, byte for byte.
    pub equal: usize,
    /// Where the others part.
    pub differences: Vec<String>,
    /// What was found while our own pages were read, or lost.
    pub found: Vec<String>,
    /// What differs in meaning between the document and our own pages.
    pub changes: Vec<String>,
    /// Whether something is nested too deep for pages, which say so.
    pub too_deep: bool,
}

impl Again {
    /// Whether all came back.
    pub fn verdict(&self) -> Result<(), String> {
        if self.too_deep {
            let told = self.found.iter().any(|it| it.contains("[text-not-understood]"));
            return told.then_some(()).ok_or_else(|| "what is too deep is not told".to_owned());
        }
        let mut wrong = String::new();
        for it in self.differences.iter().chain(self.found.iter().chain(&self.changes).take(20)) {
            let _ = writeln!(wrong, "{}", it.trim_end());
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }
}

/// Writes the pages of an API in a style, reads them, and writes them again.
/// Of our own, what is read is held against the document too.
pub fn again(api: &Api, style: &str, set: &[(String, String)]) -> Result<Again, String> {
    let mut report = Report::new();
    let first = write(api, style, set, &mut report)?;
    let reading = read(&first);
    let Some(read) = &reading.api else { return Err("these are no pages".to_owned()) };
    let second = written(read, style, set)?;
    let mut it = compared(&first, &second);
    if style == "github" {
        it.too_deep = report.found.iter().any(|it| it.rule.name == "schema-too-large-to-show");
        it.found = lost(&reading, &second);
        it.changes = changes(api, read);
    }
    Ok(it)
}

/// Reads the true pages of a document, and writes them again.
pub fn truth(known: &Known) -> Result<Again, String> {
    let paths = facts::generated(&known.pages)?;
    let reading = facts::read(&paths)?;
    let api = reading.api.ok_or("the pages are no API")?;
    let mut second = written(&api, "coder", &known.set)?;
    second.retain(|path, _| paths.iter().any(|it| it.ends_with(path)));
    let page = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, fs::read_to_string(path).map_err(|why| why.to_string())?))
    };
    let first: Result<Pages, String> = paths.iter().map(page).collect();
    Ok(compared(&first?, &second))
}

/// Writes an API in a style.
pub fn written(api: &Api, style: &str, set: &[(String, String)]) -> Result<Pages, String> {
    write(api, style, set, &mut Report::new())
}

fn write(
    api: &Api,
    style: &str,
    set: &[(String, String)],
    report: &mut Report,
) -> Result<Pages, String> {
    let style = docs::style(style).ok_or_else(|| format!("there is no style `{style}`"))?;
    let mut load = |path: &str| fs::read_to_string(path).map_err(|why| why.to_string());
    let settings = docs::Settings::new(style, set, &mut load)?;
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

/// What was found while pages were read, and what of them is lost.
fn lost(reading: &Reading, second: &Pages) -> Vec<String> {
    let lost = lost_text(reading, second.values().map(String::as_str));
    let told = |finding: &specwright::diag::Diagnostic| {
        let place = finding.at.map(|at| reading.texts.place(at).to_string()).unwrap_or_default();
        format!("{place}: [{}] {}", finding.rule.name, finding.message)
    };
    reading.found.iter().chain(&lost).map(told).collect()
}

/// What differs in meaning between a document and its pages, seen from both.
fn changes(document: &Api, read: &Api) -> Vec<String> {
    let (document, pages) = (Side::document(document), Side::read(read));
    let terms = Terms::default();
    let both = diff::diff(&document, &pages, &terms)
        .into_iter()
        .chain(diff::diff(&pages, &document, &terms));
    let changes = both.filter(|it| it.level > Level::Off);
    changes.map(|it| format!("{}: {}", it.id(), it.message)).collect()
}

fn compared(first: &Pages, second: &Pages) -> Again {
    let mut again = Again { pages: first.len(), ..Again::default() };
    for (path, page) in first {
        let other = second.get(path).map(String::as_str).unwrap_or_default();
        again.other += usize::from(page != other);
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        let others = sections(other);
        for section in &others {
            *known.entry(section).or_default() += 1;
        }
        for section in sections(page) {
            again.sections += 1;
            if let Some(left) = known.get_mut(section).filter(|it| **it > 0) {
                *left -= 1;
                again.equal += 1;
                continue;
            }
            let heading = section.lines().next().unwrap_or_default();
            let twin = others.iter().find(|it| it.lines().next() == Some(heading));
            let parting = twin.map_or("  is not there\n".to_owned(), |it| parting(section, it));
            again.differences.push(format!("{path}: {heading}\n{parting}"));
        }
        if page != other && again.differences.is_empty() {
            again.differences.push(format!("{path}: what stands between sections"));
        }
    }
    let surplus: Vec<&String> = second.keys().filter(|it| !first.contains_key(*it)).collect();
    again.other += surplus.len();
    again.differences.extend(surplus.into_iter().map(|it| format!("{it} is new")));
    again
}

/// Of a hundred sections, how many are the same at least.
const LEAST: usize = 99;

/// Errs where too few sections of all documents up to this size are the same,
/// with where they part.
pub fn verdict(corpus: &Path, largest: u64) -> Result<(), String> {
    let mut sum = Again::default();
    for document in documents(corpus, largest)? {
        let it = again(Run::document(&document)?.api()?, "widdershins", &[])?;
        sum.sections += it.sections;
        sum.equal += it.equal;
        let name = document.file_name().unwrap_or_default().to_string_lossy().into_owned();
        sum.differences.extend(it.differences.into_iter().map(|it| format!("{name}: {it}")));
    }
    if sum.equal * 100 >= sum.sections * LEAST {
        return Ok(());
    }
    let Again { sections, equal, differences, .. } = sum;
    Err(format!("{equal} of {sections} sections are the same\n{}", differences.join("\n")))
}

/// The documents in daily use that are no larger than this, in bytes.
pub fn documents(corpus: &Path, largest: u64) -> Result<Vec<PathBuf>, String> {
    let mut found = corpus::daily(corpus)?;
    found.retain(|it| fs::metadata(it).is_ok_and(|it| it.len() <= largest));
    Ok(found)
}

/// The parts of a page, each from its heading on.
fn sections(page: &str) -> Vec<&str> {
    let starts = |it: &str| {
        it.starts_with("## ")
            || it.starts_with("# ")
            || it.starts_with("<h1")
            || it.starts_with("<h2")
    };
    let mut parts = Vec::new();
    let (mut from, mut at, mut fenced) = (0, 0, false);
    for line in page.split_inclusive('\n') {
        fenced ^= line.starts_with("```");
        if !fenced && starts(line) && at > from {
            parts.push(page[from..at].trim_end());
            from = at;
        }
        at += line.len();
    }
    parts.push(page[from..].trim_end());
    parts
}

/// Where two texts part: the line, and what stands there in each.
fn parting(expected: &str, page: &str) -> String {
    let line = expected.lines().zip(page.lines()).take_while(|(one, two)| one == two).count();
    let shown = |text: &str, mark: &str| -> String {
        let lines = text.lines().skip(line.saturating_sub(1)).take(3);
        let lines: Vec<String> = lines.map(|it| format!("{mark}{it:.120}")).collect();
        lines.join("\n") + "\n"
    };
    format!("  line {}:\n{}{}", line + 1, shown(expected, "  - "), shown(page, "  + "))
}
