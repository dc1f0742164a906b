//! The safeguard behind lenient reading: pages are written again from what was
//! understood, and each word of the input must be there.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Report};
use crate::read::Reading;
use crate::read::pages::rules;
use crate::text::{FileId, Span};

/// How many lost words a finding quotes.
const QUOTED: usize = 8;

/// The words of the pages that were read which are not in the pages that were
/// written from them, by line. What a finding says is left out does not count,
/// nor what repeats other pages.
pub fn lost_text<'a>(
    reading: &Reading,
    written: impl IntoIterator<Item = &'a str>,
) -> Vec<Diagnostic> {
    let mut there: BTreeMap<&str, usize> = BTreeMap::new();
    // Line by line, as the input is: a link that is not closed ends there.
    for line in written.into_iter().flat_map(str::lines) {
        for (_, word) in words(line) {
            *there.entry(word).or_default() += 1;
        }
    }
    let known =
        [&rules::SCRAPE_HEADER, &rules::NO_PAGE, &rules::EMPTY_PAGE, &rules::TEXT_NOT_UNDERSTOOD];
    let said = reading.found.iter().filter(|it| known.iter().any(|rule| it.rule.name == rule.name));
    let said: Vec<Span> =
        said.filter_map(|it| it.at).chain(reading.derived.iter().copied()).collect();
    let mut found = Report::new();
    for (file, text) in reading.texts.iter() {
        let mut at = 0;
        for line in text.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            if said.iter().any(|it| it.file == file && it.range().contains(&start)) {
                continue;
            }
            in_line(line, start, file, &mut there, &mut found);
        }
    }
    found.sorted()
}

fn in_line(
    line: &str,
    start: usize,
    file: FileId,
    there: &mut BTreeMap<&str, usize>,
    found: &mut Report,
) {
    let mut missing: Vec<(usize, &str)> = Vec::new();
    for (at, word) in words(line) {
        if !take(word, there) && !otherwise(word).is_some_and(|it| take(it, there)) {
            missing.push((at, word));
        }
    }
    let (Some(first), Some(last)) = (missing.first(), missing.last()) else { return };
    let at = Span::new(file, start + first.0, start + last.0 + last.1.len());
    let mut quoted: Vec<&str> = missing.iter().take(QUOTED).map(|it| it.1).collect();
    if missing.len() > QUOTED {
        quoted.push("…");
    }
    let message = format!("this was not understood: `{}`", quoted.join(" "));
    found.add(&rules::LOST_TEXT, at, message);
}

/// Takes a word from those that are there.
fn take(word: &str, there: &mut BTreeMap<&str, usize>) -> bool {
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
