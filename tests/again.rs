//! Pages that are written, read, and written again: the bytes stay the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use specwright::diag::Report;
use specwright::emit::docs;
use specwright::ir::Api;
use specwright::read::pages::{PageInput, PageOptions, pages};

use crate::corpus::Known;
use crate::facts;
use crate::golden;
use crate::run::Run;

/// How the second writing compares with the first.
#[derive(Debug, Default)]
pub struct Again {
    /// Operations, schemas, and what stands before them.
    pub sections: usize,
    /// Those of them that are equal, byte for byte.
    pub equal: usize,
    /// Where the others part.
    pub differences: Vec<String>,
}

/// Writes a document in a style, reads the pages, and writes them again.
pub fn again(document: &Path, style: &str) -> Result<Again, String> {
    let first = Run::document(document)?.pages(style, &[], Path::new(""))?;
    let second = rewritten(&first, style)?;
    Ok(compared(&first, &second))
}

/// Reads the true pages of a document, and writes them again.
pub fn truth(known: &Known) -> Result<Again, String> {
    let paths = facts::generated(&known.pages)?;
    let reading = facts::read(&paths)?;
    let api = reading.api.ok_or("the pages are no API")?;
    let mut second = write(&api, "coder", &known.set)?;
    second.retain(|path, _| paths.iter().any(|it| it.ends_with(path)));
    let page = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, fs::read_to_string(path).map_err(|why| why.to_string())?))
    };
    let first: Result<BTreeMap<String, String>, String> = paths.iter().map(page).collect();
    Ok(compared(&first?, &second))
}

fn compared(first: &BTreeMap<String, String>, second: &BTreeMap<String, String>) -> Again {
    let mut again = Again::default();
    for (path, page) in first {
        let other = second.get(path).map(String::as_str).unwrap_or_default();
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
    let surplus = second.keys().find(|it| !first.contains_key(*it));
    again.differences.extend(surplus.map(|it| format!("{it} is new")));
    again
}

/// Of a hundred sections, how many are the same at least.
const LEAST: usize = 96;

/// Errs where too few sections of all documents up to this size are the same,
/// with where they part.
pub fn verdict(corpus: &Path, largest: u64) -> Result<(), String> {
    let mut sum = Again::default();
    for document in documents(corpus, largest)? {
        let it = again(&document, "widdershins")?;
        sum.sections += it.sections;
        sum.equal += it.equal;
        let name = document.file_name().unwrap_or_default().to_string_lossy().into_owned();
        sum.differences.extend(it.differences.into_iter().map(|it| format!("{name}: {it}")));
    }
    if sum.equal * 100 >= sum.sections * LEAST {
        return Ok(());
    }
    let Again { sections, equal, differences } = sum;
    Err(format!("{equal} of {sections} sections are the same\n{}", differences.join("\n")))
}

/// Reads pages, and writes what was understood in the same style.
pub fn rewritten(
    first: &BTreeMap<String, String>,
    style: &str,
) -> Result<BTreeMap<String, String>, String> {
    let input = |(path, text): (&String, &String)| PageInput {
        path: path.clone(),
        bytes: text.clone().into_bytes(),
    };
    let reading = pages(first.iter().map(input).collect(), &PageOptions::default());
    let api = reading.api.ok_or("the pages are no API")?;
    write(&api, style, &[])
}

fn write(
    api: &Api,
    style: &str,
    set: &[(String, String)],
) -> Result<BTreeMap<String, String>, String> {
    let style = docs::style(style).ok_or_else(|| format!("there is no style `{style}`"))?;
    let mut load = |path: &str| fs::read_to_string(path).map_err(|why| why.to_string());
    let settings = docs::Settings::new(style, set, &mut load)?;
    let files = (style.emit)(api, &settings, &mut Report::new());
    Ok(files.iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect())
}

/// The documents in daily use that are no larger than this, in bytes; the
/// smallest first.
pub fn documents(corpus: &Path, largest: u64) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    for path in golden::entries(&corpus.join("specs"))? {
        let size = fs::metadata(&path).map_err(|why| why.to_string())?.len();
        let known = ["json", "yaml", "yml"];
        if size <= largest && path.extension().is_some_and(|it| known.iter().any(|one| it == *one))
        {
            found.push((size, path));
        }
    }
    found.sort();
    Ok(found.into_iter().map(|it| it.1).collect())
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
