//! The safeguard behind lenient reading: pages are written again from what was
//! understood, and each word of the input must be there.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Report};
use crate::read::Reading;
use crate::read::pages::rules;
use crate::text::{FileId, Span};

/// How many lost words a finding quotes.
const QUOTED: usize = 8;
/// How many words make prose, which is not there by chance.
const PROSE: usize = 3;

/// The words of the pages that were read which are not in the pages that were
/// written from them, by line. What a finding says is left out does not count,
/// nor what repeats other pages. Lines that lack the same are one finding.
pub fn lost_text<'a>(
    reading: &Reading,
    written: impl IntoIterator<Item = &'a str>,
) -> Vec<Diagnostic> {
    lost_but(reading, written, [])
}

/// The same, where pages of another style may have the prose of a line: then it
/// was understood, and the style of the pages has no place for it.
pub fn lost_but<'a>(
    reading: &Reading,
    written: impl IntoIterator<Item = &'a str>,
    elsewhere: impl IntoIterator<Item = &'a str>,
) -> Vec<Diagnostic> {
    let mut there = There::of(written);
    let known =
        [&rules::SCRAPE_HEADER, &rules::NO_PAGE, &rules::EMPTY_PAGE, &rules::TEXT_NOT_UNDERSTOOD];
    let said = reading.found.iter().filter(|it| known.iter().any(|rule| it.rule.name == rule.name));
    let said: Vec<Span> =
        said.filter_map(|it| it.at).chain(reading.derived.iter().copied()).collect();
    // What is there as a whole first, so that a word that is lost is not taken
    // from a text that is not.
    let mut open: Vec<(FileId, &str, Unit)> = Vec::new();
    for (file, text) in reading.texts.iter() {
        for unit in units(&text.text, false) {
            let is_said = said.iter().any(|it| it.file == file && it.range().contains(&unit.line));
            if !is_said && !there.take_whole(&text.text, &unit) {
                open.push((file, &*text.text, unit));
            }
        }
    }
    let understood = There::of(elsewhere).lines_of(&open);
    open.retain(|(file, _, unit)| !understood.contains(&(*file, unit.line)));
    let mut there = there.words();
    let mut missing: Vec<Missing<'_>> = Vec::new();
    for (file, text, unit) in open {
        for (at, word) in words(&text[unit.from..unit.to]) {
            if take(word, &mut there) || otherwise(word).is_some_and(|it| take(it, &mut there)) {
                continue;
            }
            let at = unit.from + at;
            match missing.last_mut().filter(|it| (it.file, it.line) == (file, unit.line)) {
                Some(line) => line.words.push((at, word)),
                None => missing.push(Missing { file, line: unit.line, words: vec![(at, word)] }),
            }
        }
    }
    told(&missing)
}

/// The words that one line lacks.
struct Missing<'a> {
    file: FileId,
    line: usize,
    words: Vec<(usize, &'a str)>,
}

/// A finding for each text that lines lack, at the first of them.
fn told(missing: &[Missing<'_>]) -> Vec<Diagnostic> {
    let mut places: BTreeMap<(FileId, String), Vec<Span>> = BTreeMap::new();
    for line in missing {
        let (Some(first), Some(last)) = (line.words.first(), line.words.last()) else { continue };
        let mut quoted: Vec<&str> = line.words.iter().take(QUOTED).map(|it| it.1).collect();
        if line.words.len() > QUOTED {
            quoted.push("…");
        }
        let at = Span::new(line.file, first.0, last.0 + last.1.len());
        places.entry((line.file, quoted.join(" "))).or_default().push(at);
    }
    let mut found = Report::new();
    for ((_, quoted), places) in places {
        let more = match places.len() {
            1 => String::new(),
            2 => " (and on another line)".to_owned(),
            all => format!(" (and on {} more lines)", all - 1),
        };
        let message = format!("this was not understood: `{quoted}`{more}");
        found.add(&rules::LOST_TEXT, places[0], message);
    }
    found.sorted()
}

/// A line of a page, or a cell of one of its tables.
struct Unit {
    /// Where its line begins.
    line: usize,
    from: usize,
    to: usize,
}

/// The lines of a page, and the cells of its tables, with what its columns are
/// called or without: those names are the template's.
fn units(page: &str, with_columns: bool) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut lines = page.split_inclusive('\n').peekable();
    let mut at = 0;
    while let Some(line) = lines.next() {
        let start = at;
        at += line.len();
        let is_head = line.starts_with('|') && lines.peek().is_some_and(|it| is_rule(it));
        if is_head && !with_columns {
            continue;
        }
        // Line by line: a link that is not closed ends there.
        let mut from = start;
        let cells = if line.starts_with('|') { line.split('|') } else { line.split('\0') };
        for cell in cells {
            let to = from + cell.len();
            units.push(Unit { line: start, from, to });
            from = to + 1;
        }
    }
    units
}

/// Whether a line parts the header of a table from its rows.
fn is_rule(line: &str) -> bool {
    let marks = |it: char| matches!(it, '|' | '-' | ':' | ' ');
    let line = line.trim();
    line.starts_with('|') && line.contains('-') && line.chars().all(marks)
}

/// The texts of the pages that were written, each with how often it is there.
#[derive(Default)]
struct There(BTreeMap<String, usize>);

impl There {
    fn of<'a>(pages: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        for page in pages {
            let keys = units(page, true).into_iter().map(|it| key(&page[it.from..it.to]));
            for key in keys.filter(|it| !it.is_empty()) {
                *all.0.entry(key).or_default() += 1;
            }
        }
        all
    }

    /// The lines whose prose is there.
    fn lines_of(&mut self, open: &[(FileId, &str, Unit)]) -> BTreeSet<(FileId, usize)> {
        let is_prose = |page: &str, it: &Unit| words(&page[it.from..it.to]).count() >= PROSE;
        let prose = open.iter().filter(|(_, page, unit)| is_prose(page, unit));
        let there = prose.filter(|(_, page, unit)| self.take_whole(page, unit));
        there.map(|(file, _, unit)| (*file, unit.line)).collect()
    }

    /// Takes a text if it is there as a whole; one without words is.
    fn take_whole(&mut self, page: &str, unit: &Unit) -> bool {
        let key = key(&page[unit.from..unit.to]);
        let mut take = |key: &str| {
            let left = self.0.get_mut(key).filter(|it| **it > 0);
            left.map(|it| *it -= 1).is_some()
        };
        key.is_empty() || take(&key) || otherwise(&key).is_some_and(take)
    }

    /// The words of what is left.
    fn words(self) -> BTreeMap<String, usize> {
        let mut all: BTreeMap<String, usize> = BTreeMap::new();
        for (key, count) in self.0.into_iter().filter(|it| it.1 > 0) {
            for word in key.split(' ') {
                *all.entry(word.to_owned()).or_default() += count;
            }
        }
        all
    }
}

/// The words of a text, parted by blanks.
fn key(text: &str) -> String {
    words(text).map(|it| it.1).collect::<Vec<_>>().join(" ")
}

/// Takes a word from those that are there.
fn take(word: &str, there: &mut BTreeMap<String, usize>) -> bool {
    let left = there.get_mut(word).filter(|it| **it > 0);
    left.map(|it| *it -= 1).is_some()
}

/// A word that customised templates have in place of the usual one.
fn otherwise(word: &str) -> Option<&'static str> {
    Some(match word {
        "mandatory" | "yes" | "Yes" => "true",
        "optional" | "conditional" | "no" | "No" => "false",
        "Default" | "Mandatory" => "Required",
        "None" => "none",
        _ => return None,
    })
}

/// The words of a text, by their places: runs of letters, digits and what
/// holds names together. The marks of Markdown are none, nor are addresses of
/// links, which follow from what they lead to.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |it: char| it.is_alphanumeric() || matches!(it, '_' | '\'' | '$' | '%');
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            if let Some(target) = rest.strip_prefix("](") {
                at += 2 + target.find(')').unwrap_or(0);
                continue;
            }
            if let Some(comment) = rest.strip_prefix("<!--") {
                at += rest.len() - comment.len();
                at += comment.find("-->").unwrap_or(comment.len());
                continue;
            }
            if is_tag(rest) {
                at += rest.find('>').map_or(1, |it| it + 1);
                continue;
            }
            let first = rest.chars().next()?;
            if !is_part(first) {
                at += first.len_utf8();
                continue;
            }
            let length = rest.find(|it| !is_part(it)).unwrap_or(rest.len());
            let start = at;
            at += length;
            return Some((start, &rest[..length]));
        }
    })
}

/// Whether a tag of HTML begins a text. What it says is where a thing is, or how
/// it looks.
fn is_tag(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('<') else { return false };
    let name = rest.strip_prefix('/').unwrap_or(rest);
    name.starts_with(|it: char| it.is_ascii_lowercase()) && rest.contains('>')
}

#[cfg(test)]
mod tests {
    use super::lost_text;
    use crate::read::pages::{PageInput, PageOptions, pages};

    #[test]
    fn a_word_that_is_not_written_again_is_lost_with_its_line() {
        let text = "# A\n\n## B c\n\n### Code samples\n\n`GET /b`\n\nSaid so.\n";
        let input = PageInput { path: "a.md".to_owned(), bytes: text.as_bytes().to_vec() };
        let reading = pages(vec![input], &PageOptions::default());
        assert!(lost_text(&reading, [text]).is_empty());
        let without = text.replace("so", "");
        let lost = lost_text(&reading, [without.as_str()]);
        assert_eq!(lost.len(), 1);
        assert_eq!(lost[0].message, "this was not understood: `so`");
        let at = lost[0].at.expect("a place");
        assert_eq!(reading.texts.place(at).line, 9);
    }
}
