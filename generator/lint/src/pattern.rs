//! Regular expressions of documents: read, and tried on examples.
//!
//! Both come from strangers, and a matcher that backtracks can be kept busy
//! for years by a few letters. So a pattern that could do that is only tried
//! on texts that are too short for it.

/// No pattern longer than this is looked at.
const LONGEST: usize = 2_000;

/// Whether it is a regular expression of ECMA-262; errs with the reason.
/// What is too long to be looked at passes.
pub(crate) fn read(pattern: &str) -> Result<Option<regress::Regex>, String> {
    if pattern.len() > LONGEST || counts_too_far(pattern) {
        return Ok(None);
    }
    let unicode = regress::Regex::with_flags(pattern, "u");
    // Without `u` more is allowed: `\-` for instance.
    let regex = unicode.or_else(|_| regress::Regex::new(pattern));
    regex.map(Some).map_err(|why| why.text)
}

/// Whether a text matches; `None` where that is not to be tried.
pub(crate) fn matches(pattern: &str, text: &str) -> Option<bool> {
    let longest = match Effort::of(pattern) {
        Effort { explodes: true, .. } => 12,
        Effort { repeats: 0 | 1, .. } => 10_000,
        Effort { repeats: 2 | 3, .. } => 200,
        _ => 24,
    };
    if text.len() > longest {
        return None;
    }
    let regex = read(pattern).ok().flatten()?;
    Some(regex.find(text).is_some())
}

/// A part of a pattern that repeats a repeat and nothing else, with something
/// behind it: a text can make an engine that goes back try forever.
pub(crate) fn exploding(pattern: &str) -> Option<&str> {
    // For each open group: where it starts, how many pieces it has, and
    // whether the last of them is repeated without an end.
    let mut groups: Vec<(usize, usize, bool)> = Vec::new();
    // Behind this nothing can fail to match.
    let last = pattern.trim_end_matches([')', '.', '*']).len();
    let mut at = 0;
    while let Some(letter) = pattern.get(at..).and_then(|it| it.chars().next()) {
        let start = at;
        at += letter.len_utf8();
        let mut closed = None;
        match letter {
            '(' => {
                groups.push((start, 0, false));
                let rest = &pattern[at..];
                at += if rest.starts_with("?:") { 2 } else { 0 };
                continue;
            }
            ')' => closed = groups.pop(),
            '|' => {
                // A choice is no one piece.
                if let Some(group) = groups.last_mut() {
                    *group = (group.0, group.1 + 2, false);
                }
                continue;
            }
            '\\' => at += pattern[at..].chars().next().map_or(0, char::len_utf8),
            '[' => at += class(&pattern[at..]),
            _ => {}
        }
        let repeat = endless(&pattern[at..]);
        let (length, repeats) = repeat.unwrap_or_default();
        at += length;
        if let Some((from, 1, true)) = closed
            && repeats
            && at < last
        {
            return pattern.get(from..at);
        }
        if let Some(group) = groups.last_mut() {
            *group = (group.0, group.1 + 1, repeats);
        }
    }
    None
}

/// How long a class is, behind its `[`.
fn class(rest: &str) -> usize {
    let mut escaped = false;
    let end = rest.bytes().position(|it| {
        let ends = it == b']' && !escaped;
        escaped = it == b'\\' && !escaped;
        ends
    });
    end.map_or(rest.len(), |it| it + 1)
}

/// The length of the repeat that stands here, and whether it has no end.
fn endless(rest: &str) -> Option<(usize, bool)> {
    let (length, repeats) = match rest.as_bytes().first()? {
        b'*' | b'+' => (1, true),
        b'?' => (1, false),
        b'{' => {
            // No count is longer.
            let end = rest.bytes().take(24).position(|it| it == b'}')?;
            (end + 1, rest.as_bytes()[..end].ends_with(b","))
        }
        _ => return None,
    };
    // It may be lazy.
    let lazy = usize::from(rest[length..].starts_with('?'));
    Some((length + lazy, repeats))
}

/// Repeats of more than so many cost memory before anything is matched.
fn counts_too_far(pattern: &str) -> bool {
    let counts = pattern.split('{').skip(1).filter_map(|it| it.split('}').next());
    let mut product = 1_usize;
    for count in counts {
        let most = count.split(',').filter_map(|it| it.trim().parse::<usize>().ok()).max();
        product = product.saturating_mul(most.unwrap_or(1).max(1));
    }
    product > 100_000
}

/// How much work a pattern can make.
#[derive(Default)]
struct Effort {
    /// What is repeated can be cut up in several ways.
    explodes: bool,
    /// How many parts are repeated without a count.
    repeats: usize,
}

impl Effort {
    fn of(pattern: &str) -> Self {
        let mut effort = Self::default();
        // For each open group, whether it holds a choice or a repeat.
        let mut groups = vec![false];
        let mut closed = false;
        let mut in_class = false;
        let mut letters = pattern.chars();
        while let Some(letter) = letters.next() {
            let group_ended = std::mem::take(&mut closed);
            match letter {
                '\\' => {
                    let next = letters.next().unwrap_or_default();
                    effort.explodes |= !in_class && (next.is_ascii_digit() || next == 'k');
                }
                '[' => in_class = true,
                ']' => in_class = false,
                _ if in_class => {}
                '(' => groups.push(false),
                ')' => {
                    let inner = if groups.len() > 1 { groups.pop() } else { None };
                    let inner = inner.unwrap_or_default();
                    closed = inner;
                    if let (Some(last), true) = (groups.last_mut(), inner) {
                        *last = true;
                    }
                }
                '*' | '+' | '{' | '?' | '|' => {
                    let repeats = matches!(letter, '*' | '+' | '{');
                    effort.explodes |= group_ended && repeats;
                    effort.repeats += usize::from(repeats);
                    if let Some(last) = groups.last_mut() {
                        *last = true;
                    }
                }
                _ => {}
            }
        }
        effort
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_tried_where_that_is_cheap() {
        assert_eq!(matches("^[a-z]+$", "abc"), Some(true));
        assert_eq!(matches("^[a-z]+$", "abc1"), Some(false));
        assert_eq!(matches("^(ab|c)$", "c"), Some(true));
        assert_eq!(matches("[", "c"), None);
    }

    #[test]
    fn what_explodes_is_not_tried_on_long_texts() {
        let text = "a".repeat(40);
        for pattern in ["^(a+)+$b", "^(a|a)*b", "^(a*)*b", "(a?){40}a{40}b", r"(a+)\1+b"] {
            assert_eq!(matches(pattern, &text), None, "{pattern}");
        }
    }

    #[test]
    fn what_repeats_a_repeat_is_told_from_what_does_not() {
        for pattern in [
            "^(a+)+$",
            "^([a-z]+)*$",
            r"^(?:\w*)+!",
            "x(a{2,})*y",
            r"([^\]]+)+b",
            "((é+)+)b",
            "^(a+?)+?$",
        ] {
            assert!(exploding(pattern).is_some(), "{pattern}");
        }
        for pattern in [
            "",
            "^(a)+$",
            "^(a+)$",
            "^(a+)?$",
            "^(a+b)+$",
            "^(-[a-z]+)*$",
            "^(a|b)+$",
            "^(a+|b+)+$",
            "^(a+){2}$",
            "(a+)+",
            "((a+)+)",
            "(a+)+.*",
            r"^\(a+\)+$",
            "[(a+)+]$",
            "(a+",
            "a{",
            "(",
            "\\",
            "[",
        ] {
            assert_eq!(exploding(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn what_counts_too_far_is_not_compiled() {
        assert!(read("(((a{1000}){1000}){1000}){1000}").is_ok_and(|it| it.is_none()));
        assert!(read("a{2").is_ok());
        assert!(read("(").is_err());
    }
}
