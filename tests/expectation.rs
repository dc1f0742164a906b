//! What a case expects to be found, and whether it was.
//!
//! In YAML an expectation is a comment at the end of the line on which the
//! finding starts, or on a line of its own above it:
//!
//! ```yaml
//! get: # error: [untagged-operation] "has no tag"
//! # warning: [repeated-key]
//! paths: {}
//! ```
//!
//! Everything after the level may be left out.
//! The text is a part of the message.
//! JSON has no comments, so there a `diagnostics` fence holds one expectation a
//! line, `7: error: [rule] "text"`, with a file in front (`b.json:7: …`) where
//! it is not the first one, and without a line where a finding has no place.

use std::fmt;

use specwright::diag::Level;

/// A line of one of a case's files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The file's name in the case.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// One finding that a case expects.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expectation {
    /// Where it is written on the page, from 1.
    pub line: usize,
    /// Where the finding must start; `None` for one without a place.
    pub at: Option<Place>,
    /// How bad it must be; `None` where any level will do.
    pub level: Option<Level>,
    /// The name of its rule; `None` where any will do.
    pub rule: Option<String>,
    /// What its message must contain.
    pub text: Option<String>,
}

/// One thing that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Where it starts, if it has a place.
    pub at: Option<Place>,
    /// How bad it is.
    pub level: Level,
    /// The name of its rule.
    pub rule: String,
    /// The sentence.
    pub message: String,
}

impl fmt::Display for Expectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.level {
            Some(level) => f.write_str(level.name())?,
            None => f.write_str("a finding")?,
        }
        if let Some(rule) = &self.rule {
            write!(f, ": [{rule}]")?;
        }
        self.text.as_ref().map_or(Ok(()), |text| write!(f, " \"{text}\""))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: [{}] {}", self.level.name(), self.rule, self.message)
    }
}

impl Expectation {
    fn is_met_by(&self, found: &Finding) -> bool {
        self.at == found.at
            && self.level.is_none_or(|level| level == found.level)
            && self.rule.as_ref().is_none_or(|rule| *rule == found.rule)
            && self.text.as_ref().is_none_or(|text| found.message.contains(text.as_str()))
    }

    /// How little would satisfy it, so that the choosy choose first.
    fn ease(&self) -> usize {
        usize::from(self.text.is_none()) * 2 + usize::from(self.rule.is_none())
    }
}

/// The findings that nobody expected, and the expectations that nothing met.
/// Each finding meets one expectation at most.
pub fn compare<'a>(
    expected: &'a [Expectation],
    found: &'a [Finding],
) -> (Vec<&'a Finding>, Vec<&'a Expectation>) {
    let mut choosy: Vec<&Expectation> = expected.iter().collect();
    choosy.sort_by_key(|it| it.ease());
    let mut unexpected: Vec<&Finding> = found.iter().collect();
    let mut unmet = Vec::new();
    for expectation in choosy {
        match unexpected.iter().position(|finding| expectation.is_met_by(finding)) {
            Some(index) => drop(unexpected.remove(index)),
            None => unmet.push(expectation),
        }
    }
    unmet.sort_by_key(|it| it.line);
    (unexpected, unmet)
}

/// The expectations in the comments of a YAML file, whose lines come with their
/// line on the page.
/// Errs on a comment that starts as an expectation and goes on as something else.
pub fn in_yaml<'a>(
    file: &str,
    lines: impl Iterator<Item = (usize, &'a str)>,
) -> Result<Vec<Expectation>, (usize, String)> {
    let mut found = Vec::new();
    let mut waiting: Vec<Expectation> = Vec::new();
    for (index, (page_line, text)) in lines.enumerate() {
        let mut here = in_comment(text).map_err(|why| (page_line, why))?;
        for it in &mut here {
            it.line = page_line;
        }
        if text.trim_start().starts_with('#') {
            waiting.append(&mut here);
            continue;
        }
        let place = Place { file: file.to_owned(), line: index + 1 };
        for mut it in waiting.drain(..).chain(here) {
            it.at = Some(place.clone());
            found.push(it);
        }
    }
    match waiting.first() {
        None => Ok(found),
        Some(it) => Err((it.line, "no line follows that the expectation could mean".to_owned())),
    }
}

/// The expectations of a `diagnostics` fence.
pub fn in_fence<'a>(
    first_file: &str,
    lines: impl Iterator<Item = (usize, &'a str)>,
) -> Result<Vec<Expectation>, (usize, String)> {
    let mut found = Vec::new();
    for (page_line, text) in lines.filter(|(_, text)| !text.trim().is_empty()) {
        let (at, rest) = split_place(first_file, text.trim());
        match after_level(rest).transpose() {
            Ok(Some((mut it, ""))) => {
                it.line = page_line;
                it.at = at;
                found.push(it);
            }
            Ok(_) => {
                let why = "not an expectation such as `7: error: [rule] \"text\"`".to_owned();
                return Err((page_line, why));
            }
            Err(why) => return Err((page_line, why)),
        }
    }
    Ok(found)
}

/// Takes `7: ` or `file:7: ` off the front.
fn split_place<'a>(first_file: &str, text: &'a str) -> (Option<Place>, &'a str) {
    let place = |file: &str, line: &str| {
        line.parse().ok().map(|line| Place { file: file.to_owned(), line })
    };
    let Some((front, rest)) = text.split_once(": ") else { return (None, text) };
    let at = match front.rsplit_once(':') {
        Some((file, line)) => place(file, line),
        None => place(first_file, front),
    };
    if at.is_some() { (at, rest) } else { (None, text) }
}

/// The expectations in the comment that ends a line of YAML, still without a place.
fn in_comment(line: &str) -> Result<Vec<Expectation>, String> {
    let mut found = Vec::new();
    let mut rest = line;
    let mut before = ' ';
    while let Some(hash) = rest.find('#') {
        before = rest[..hash].chars().next_back().unwrap_or(before);
        let comment = &rest[hash + 1..];
        rest = comment;
        if !before.is_whitespace() {
            before = '#';
            continue;
        }
        if let Some(read) = comment.strip_prefix(' ').and_then(after_level) {
            let (it, after) = read?;
            if !after.is_empty() && !after.starts_with('#') {
                return Err(format!("`{after}` is not part of an expectation"));
            }
            found.push(it);
            rest = after;
            before = ' ';
        }
    }
    Ok(found)
}

/// Reads `error: [rule] "text"`, and returns what is left.
/// `None` where the text is an ordinary comment.
fn after_level(text: &str) -> Option<Result<(Expectation, &str), String>> {
    let word = text.find(|it: char| !it.is_ascii_lowercase()).unwrap_or(text.len());
    let level = Level::from_name(&text[..word]).filter(|it| *it != Level::Off)?;
    let mut it = Expectation { line: 0, at: None, level: Some(level), rule: None, text: None };
    let rest = text[word..].trim();
    if rest.is_empty() || rest.starts_with('#') {
        return Some(Ok((it, rest)));
    }
    let mut rest = rest.strip_prefix(':')?.trim_start();
    if let Some(inside) = rest.strip_prefix('[') {
        let Some((rule, after)) = inside.split_once(']') else {
            return Some(Err("the rule's `[` is not closed".to_owned()));
        };
        it.rule = Some(rule.to_owned());
        rest = after.trim_start();
    }
    if let Some(inside) = rest.strip_prefix('"') {
        let Some((text, after)) = inside.split_once('"') else {
            return Some(Err("the text's `\"` is not closed".to_owned()));
        };
        it.text = Some(text.to_owned());
        rest = after.trim_start();
    }
    if it.rule.is_none() && it.text.is_none() {
        return Some(Err("after the colon comes `[rule]`, `\"text\"` or both".to_owned()));
    }
    Some(Ok((it, rest)))
}

#[cfg(test)]
mod tests {
    use specwright::diag::Level;

    use super::{Expectation, Finding, Place, compare, in_fence, in_yaml};

    fn yaml(text: &str) -> Result<Vec<String>, (usize, String)> {
        let found = in_yaml("spec.yaml", (11..).zip(text.lines()))?;
        Ok(found.iter().map(shown).collect())
    }

    fn shown(it: &Expectation) -> String {
        let at = it.at.as_ref().map(|at| format!("{}:{} ", at.file, at.line));
        format!("{}{it} (page {})", at.unwrap_or_default(), it.line)
    }

    #[test]
    fn a_comment_at_the_end_of_a_line_means_that_line() {
        let found = yaml("a: 1\nb: 2 # error: [some-rule] \"a part\"\n");
        assert_eq!(found.unwrap(), ["spec.yaml:2 error: [some-rule] \"a part\" (page 12)"]);
    }

    #[test]
    fn a_comment_on_its_own_line_means_the_next_one() {
        let found = yaml("# error: [one]\n# words\n  # info: \"two\"\na: 1 # warning\n");
        assert_eq!(
            found.unwrap(),
            [
                "spec.yaml:4 error: [one] (page 11)",
                "spec.yaml:4 info \"two\" (page 13)",
                "spec.yaml:4 warning (page 14)",
            ]
        );
        assert!(yaml("a: 1\n# error: [one]\n").is_err());
    }

    #[test]
    fn one_line_may_expect_several() {
        let found = yaml("a: 1 # error: [one] # warning: [two] \"# three\"\n");
        assert_eq!(
            found.unwrap(),
            [
                "spec.yaml:1 error: [one] (page 11)",
                "spec.yaml:1 warning: [two] \"# three\" (page 11)"
            ]
        );
    }

    #[test]
    fn ordinary_comments_and_hashes_expect_nothing() {
        for line in [
            "a: 1 # errors are fine",
            "a: 1 # error handling",
            "$ref: '#/error'",
            "a: b# error",
            "a: 'é# error'",
            "#error",
        ] {
            assert_eq!(yaml(&format!("{line}\nz: 1")).unwrap(), [""; 0], "{line}");
        }
    }

    #[test]
    fn a_half_written_expectation_is_refused() {
        for line in
            ["a: 1 # error: [one", "a: 1 # error: \"x", "a: 1 # error: one", "a: # error: [a] b"]
        {
            assert_eq!(yaml(line).unwrap_err().0, 11, "{line}");
        }
    }

    #[test]
    fn a_fence_names_lines_and_files() {
        let text = "7: error: [one]\n\nb.json:2: warning \nerror: [no-place] \"x\"\n";
        let found = in_fence("a.json", (1..).zip(text.lines())).unwrap();
        assert_eq!(
            found.iter().map(shown).collect::<Vec<_>>(),
            [
                "a.json:7 error: [one] (page 1)",
                "b.json:2 warning (page 3)",
                "error: [no-place] \"x\" (page 4)"
            ]
        );
        for wrong in ["seven", "7: fatal", "7: error: [a] b"] {
            assert!(in_fence("a.json", std::iter::once((1, wrong))).is_err(), "{wrong}");
        }
    }

    fn finding(line: usize, level: Level, rule: &str, message: &str) -> Finding {
        let at = Some(Place { file: "spec.yaml".to_owned(), line });
        Finding { at, level, rule: rule.to_owned(), message: message.to_owned() }
    }

    #[test]
    fn the_choosy_expectation_chooses_first() {
        let expected =
            in_yaml("spec.yaml", std::iter::once((1, "a: # error # error: [one] # error: \"x\"")))
                .unwrap();
        let found = [
            finding(1, Level::Error, "one", "y"),
            finding(1, Level::Error, "one", "x"),
            finding(1, Level::Error, "two", "z"),
        ];
        let (unexpected, unmet) = compare(&expected, &found);
        assert!(unexpected.is_empty() && unmet.is_empty(), "{unexpected:?} {unmet:?}");
    }

    #[test]
    fn rule_level_line_and_text_all_count() {
        let expected =
            in_yaml("spec.yaml", std::iter::once((1, "a: # error: [one] \"x\""))).unwrap();
        for other in [
            finding(2, Level::Error, "one", "x"),
            finding(1, Level::Warning, "one", "x"),
            finding(1, Level::Error, "two", "x"),
            finding(1, Level::Error, "one", "y"),
        ] {
            let found = [other];
            let (unexpected, unmet) = compare(&expected, &found);
            assert_eq!((unexpected.len(), unmet.len()), (1, 1), "{found:?}");
        }
    }

    #[test]
    fn one_finding_meets_one_expectation() {
        let expected = in_yaml("spec.yaml", std::iter::once((1, "a: # error # error"))).unwrap();
        let found = [finding(1, Level::Error, "one", "x")];
        let (unexpected, unmet) = compare(&expected, &found);
        assert_eq!((unexpected.len(), unmet.len()), (0, 1));
    }
}
