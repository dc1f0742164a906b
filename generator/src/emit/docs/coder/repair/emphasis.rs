//! Lone asterisks and underscores (MD037), and one mark for all emphasis of a
//! page (MD049, MD050).

use std::borrow::Cow;

/// More runs of marks than this in one paragraph are not looked at.
const MOST_RUNS: usize = 500;

/// The target of a link is no longer than this.
const LONGEST_TARGET: usize = 2_000;

/// The marks that were first seen on a page, for emphasis and for strong
/// emphasis; all others become the same.
#[derive(Debug, Default)]
pub(super) struct Styles {
    emphasis: Option<u8>,
    strong: Option<u8>,
}

/// A run of asterisks or underscores.
#[derive(Debug)]
struct Run {
    mark: u8,
    at: usize,
    len: usize,
    opens: bool,
    closes: bool,
    /// How many marks of its start and of its end belong to emphasis.
    used_as_end: usize,
    used_as_start: usize,
}

impl Run {
    fn left(&self) -> usize {
        self.len - self.used_as_end - self.used_as_start
    }
}

/// Bytes that go, and what comes in their place.
type Edit = (std::ops::Range<usize>, &'static str);

impl Styles {
    /// The text of one paragraph or cell, repaired.
    pub(super) fn repaired<'a>(&mut self, text: &'a str) -> Cow<'a, str> {
        if !text.bytes().any(|it| it == b'*' || it == b'_') {
            return Cow::Borrowed(text);
        }
        let mut runs = runs(text);
        if runs.len() < 2 || runs.len() > MOST_RUNS {
            return Cow::Borrowed(text);
        }
        let pairs = pair(&mut runs);
        let mut edits = Vec::new();
        self.one_style(text, pairs, &mut edits);
        lone_marks(text, &runs, &mut edits);
        if edits.is_empty() {
            return Cow::Borrowed(text);
        }
        edits.sort_by_key(|(at, _)| at.start);
        let mut repaired = String::with_capacity(text.len());
        let mut done = 0;
        for (at, new) in edits {
            if at.start >= done {
                repaired.push_str(&text[done..at.start]);
                repaired.push_str(new);
                done = at.end;
            }
        }
        repaired.push_str(&text[done..]);
        Cow::Owned(repaired)
    }

    /// A row's cell, which bars may part into several.
    pub(super) fn repaired_cells(&mut self, text: &str) -> Option<String> {
        if !text.bytes().any(|it| it == b'*' || it == b'_') {
            return None;
        }
        let mut repaired = String::with_capacity(text.len());
        let mut start = 0;
        let bars = text.bytes().enumerate().filter(|&(at, it)| {
            it == b'|' && at.checked_sub(1).is_none_or(|at| text.as_bytes()[at] != b'\\')
        });
        for at in bars.map(|(at, _)| at).chain([text.len()]) {
            repaired.push_str(&self.repaired(&text[start..at]));
            repaired.push_str(text.get(at..=at).unwrap_or_default());
            start = at + 1;
        }
        (repaired != text).then_some(repaired)
    }

    fn one_style(&mut self, text: &str, mut pairs: Vec<Pair>, edits: &mut Vec<Edit>) {
        pairs.sort_by_key(|it| it.start);
        for pair in pairs {
            let style = if pair.strong { &mut self.strong } else { &mut self.emphasis };
            let first = *style.get_or_insert(pair.mark);
            let end = pair.end + pair.len();
            let word = |at: Option<char>| at.is_some_and(|it| it.is_ascii_alphanumeric());
            let in_word =
                word(text[..pair.start].chars().next_back()) || word(text[end..].chars().next());
            if first == pair.mark || (first == b'_' && in_word) {
                continue;
            }
            let new = match (first, pair.strong) {
                (b'*', true) => "**",
                (b'*', false) => "*",
                (_, true) => "__",
                (_, false) => "_",
            };
            edits.push((pair.start..pair.start + pair.len(), new));
            edits.push((pair.end..end, new));
        }
    }
}

/// Emphasis: where its marks are.
#[derive(Debug)]
struct Pair {
    mark: u8,
    strong: bool,
    start: usize,
    end: usize,
}

impl Pair {
    fn len(&self) -> usize {
        if self.strong { 2 } else { 1 }
    }
}

/// Takes away the blanks inside what lone marks seem to emphasise: the first
/// and the second of a kind, the third and the fourth, and so on.
fn lone_marks(text: &str, runs: &[Run], edits: &mut Vec<Edit>) {
    for (mark, len) in [(b'_', 1), (b'_', 2), (b'_', 3), (b'*', 1), (b'*', 2), (b'*', 3)] {
        let bare: Vec<&Run> =
            runs.iter().filter(|it| it.mark == mark && it.left() == len).collect();
        for pair in bare.chunks_exact(2) {
            let inside = pair[0].at + pair[0].used_as_end + len;
            let line = text[inside..].split('\n').next().unwrap_or_default();
            let blanks = line.len() - line.trim_start().len();
            if blanks > 0 && blanks < line.len() {
                edits.push((inside..inside + blanks, ""));
            }
            let end = pair[1].at + pair[1].used_as_end;
            let line = text[..end].rsplit('\n').next().unwrap_or_default();
            let blanks = line.len() - line.trim_end().len();
            if blanks > 0 && blanks < line.len() && end - blanks >= inside {
                edits.push((end - blanks..end, ""));
            }
        }
    }
}

/// Finds emphasis among the runs (`CommonMark`, "process emphasis").
fn pair(runs: &mut [Run]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut openers: Vec<usize> = Vec::new();
    for closer in 0..runs.len() {
        while runs[closer].closes && runs[closer].left() > 0 {
            let matches = |&&it: &&usize| fit(&runs[it], &runs[closer]);
            let Some(&opener) = openers.iter().rev().find(matches) else { break };
            let strong = runs[opener].left() > 1 && runs[closer].left() > 1;
            let many = if strong { 2 } else { 1 };
            runs[opener].used_as_start += many;
            let start = runs[opener].at + runs[opener].used_as_end + runs[opener].left();
            let end = runs[closer].at + runs[closer].used_as_end;
            runs[closer].used_as_end += many;
            pairs.push(Pair { mark: runs[closer].mark, strong, start, end });
            openers.retain(|&it| it < opener || (it == opener && runs[it].left() > 0));
        }
        if runs[closer].opens && runs[closer].left() > 0 {
            openers.push(closer);
        }
    }
    pairs
}

/// Whether a run can be closed by another (rules 9 and 10 of emphasis).
fn fit(opener: &Run, closer: &Run) -> bool {
    let both = (opener.opens && opener.closes) || (closer.opens && closer.closes);
    let thirds = (opener.len + closer.len).is_multiple_of(3);
    let all_thirds = opener.len.is_multiple_of(3) && closer.len.is_multiple_of(3);
    opener.mark == closer.mark && opener.left() > 0 && !(both && thirds && !all_thirds)
}

/// The runs of marks in a text, but not those in code, links' targets and HTML.
fn runs(text: &str) -> Vec<Run> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += match byte {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => 2,
            b'`' => code(text, at),
            b'<' => tag(text, at),
            b']' if bytes.get(at + 1) == Some(&b'(') => target(text, at),
            b'h' | b'w' => bare_link(text, at),
            b'*' | b'_' => {
                let run = run(text, at, byte);
                let len = run.len;
                runs.push(run);
                len
            }
            _ => 1,
        };
    }
    runs
}

fn run(text: &str, at: usize, mark: u8) -> Run {
    let len = text.bytes().skip(at).take_while(|it| *it == mark).count();
    let before = text[..at].chars().next_back();
    let after = text[at + len..].chars().next();
    let blank = |it: Option<char>| it.is_none_or(char::is_whitespace);
    let punctuation = |it: Option<char>| it.is_some_and(|it| !it.is_alphanumeric());
    let left = !blank(after) && (!punctuation(after) || blank(before) || punctuation(before));
    let right = !blank(before) && (!punctuation(before) || blank(after) || punctuation(after));
    let (opens, closes) = match mark {
        b'_' => (left && (!right || punctuation(before)), right && (!left || punctuation(after))),
        _ => (left, right),
    };
    Run { mark, at, len, opens, closes, used_as_end: 0, used_as_start: 0 }
}

/// How long the code span is that starts here, or the run of backticks if none does.
fn code(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let ticks = rest.bytes().take_while(|it| *it == b'`').count();
    let mut inside = ticks;
    while let Some(next) = rest[inside..].find('`') {
        let closing = rest[inside + next..].bytes().take_while(|it| *it == b'`').count();
        inside += next + closing;
        if closing == ticks {
            return inside;
        }
    }
    ticks
}

/// How long the HTML tag or the link in angle brackets is that starts here; 1
/// if there is none.
fn tag(text: &str, at: usize) -> usize {
    let inside = &text[at + 1..];
    let Some(end) = inside.find(['>', '<']).filter(|it| inside.as_bytes()[*it] == b'>') else {
        return 1;
    };
    let content = &inside[..end];
    let name = content.trim_start_matches('/');
    let named = name.starts_with(|it: char| it.is_ascii_alphabetic());
    let after = name.trim_start_matches(|it: char| it.is_ascii_alphanumeric() || it == '-');
    let is_tag = after.is_empty() || after.starts_with([' ', '\n', '/']);
    let is_link = content.contains([':', '@']) && !content.contains(char::is_whitespace);
    if named && (is_tag || is_link) { end + 2 } else { 1 }
}

/// How long the target of a link is that starts here with `](`; 1 if there is none.
fn target(text: &str, at: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, byte) in text.bytes().enumerate().skip(at + 1).take(LONGEST_TARGET) {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return offset + 1 - at,
            b')' => depth -= 1,
            b'\n' => return 1,
            _ => {}
        }
    }
    1
}

/// How long the bare link is that starts here; 1 if there is none.
fn bare_link(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let starts = ["http://", "https://", "www."].iter().any(|it| rest.starts_with(it));
    let before = text[..at].chars().next_back();
    if !starts || before.is_some_and(char::is_alphanumeric) {
        return 1;
    }
    let end = rest.find(|it: char| it.is_whitespace() || it == '<').unwrap_or(rest.len());
    rest[..end].trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~', '\'', '"', ')']).len()
}

#[cfg(test)]
mod tests {
    use super::Styles;

    #[test]
    fn lone_marks_lose_the_blanks_between_them() {
        let mut styles = Styles::default();
        for (text, repaired) in [
            ("*.us.example.com E.g. *--suffix", "*.us.example.com E.g.*--suffix"),
            ("*bare * star", "*bare* star"),
            ("user_id and org_id", "user_id and org_id"),
            ("`a *` and * b", "`a *` and * b"),
            (r"a \* b * c", r"a \* b * c"),
            ("https://x.io/_a_ * b", "https://x.io/_a_ * b"),
        ] {
            assert_eq!(styles.repaired(text), repaired);
        }
    }

    #[test]
    fn emphasis_has_one_mark_on_a_page() {
        let mut styles = Styles::default();
        assert_eq!(styles.repaired("**200**"), "**200**");
        assert_eq!(styles.repaired("__init__ and _em_ and *em*"), "**init** and _em_ and _em_");
        assert_eq!(styles.repaired("a*b*c"), "a*b*c");
    }
}
