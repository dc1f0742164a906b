use crate::diag::{Level, Rule};
use crate::ir::{Id, Schema};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "broken-pattern",
        summary: "a pattern that is a regular expression in no dialect",
        page: include_str!("broken_pattern.md"),
        level: Level::Error,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let schema = &find.api()[id];
    let keys = schema.object.iter().flat_map(|it| it.patterns.iter().map(|it| &it.name));
    for pattern in schema.text.iter().filter_map(|it| it.pattern.as_ref()).chain(keys) {
        if let Some(why) = why_broken(pattern) {
            find.add(pattern.at, format!("no engine can read this pattern: {why}"))
                .help("write a regular expression as JavaScript has them");
        }
    }
}

/// Why a pattern is a regular expression in no dialect that engines of today
/// have; `None` where one might read it.
///
/// Whether it is one of ECMA-262 takes an engine to tell. This looks at no
/// more than that what opens is closed, and that a repeat has something to
/// repeat, which is the same for all.
pub fn why_broken(pattern: &str) -> Option<&'static str> {
    // Quoted stretches and comments may hold any bracket.
    if ["\\Q", "(?#"].iter().any(|it| pattern.contains(it)) || may_hold_comments(pattern) {
        return None;
    }
    let conventions = [(false, false), (true, false), (false, true), (true, true)];
    let mut first = None;
    for (bracket_first, nested) in conventions {
        let why = Classes { bracket_first, nested }.why_broken(pattern)?;
        first.get_or_insert(why);
    }
    first
}

/// `(?x)`: with the flag `x`, what follows `#` is a comment.
fn may_hold_comments(pattern: &str) -> bool {
    pattern.split("(?").skip(1).any(|after| {
        let flags = after.split(|it: char| !it.is_ascii_alphabetic()).next().unwrap_or_default();
        flags.contains('x')
    })
}

/// What dialects differ in: how brackets stand in a class.
struct Classes {
    /// `[]a]`: a `]` that comes first is a member.
    bracket_first: bool,
    /// `[a[b]]`: a class may hold classes.
    nested: bool,
}

impl Classes {
    fn why_broken(&self, pattern: &str) -> Option<&'static str> {
        let (mut groups, mut classes) = (0_usize, 0_usize);
        let mut may_repeat = false;
        let mut letters = pattern.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' if letters.next().is_none() => return Some("a `\\` stands at its end"),
                '[' if classes == 0 || self.nested => {
                    classes += 1;
                    letters.next_if_eq(&'^');
                    if self.bracket_first {
                        letters.next_if_eq(&']');
                    }
                }
                ']' if classes > 0 => classes -= 1,
                _ if classes > 0 => {}
                '(' => groups += 1,
                ')' if groups == 0 => return Some("a `)` has no `(`"),
                ')' => groups -= 1,
                '*' | '+' | '?' if !may_repeat => return Some("there is nothing to repeat"),
                _ => {}
            }
            // `(*…)` and `(?…)` open groups of their own kind.
            may_repeat = letter != '|';
        }
        match (classes, groups) {
            (0, 0) => None,
            (0, _) => Some("a `(` has no `)`"),
            _ => Some("a `[` has no `]`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::why_broken;

    #[test]
    fn what_no_engine_reads_is_told_from_what_one_of_them_reads() {
        for broken in ["[", "(", "a)", "[a-z", "(a", "a\\", "*", "*.txt", "a|*", "+1", "[^", "([)]"]
        {
            assert!(why_broken(broken).is_some(), "{broken}");
        }
        for other in [
            "",
            "a",
            "[]",
            "[^]",
            "[]]",
            "[]a]",
            "[a[b]]",
            "[[a](]",
            "[(]",
            r"\(",
            r"[\]]",
            "(?i)a",
            "(?P<n>a)",
            "a++",
            "(?x) a # (",
            r"\Q(\E",
            "a{2",
            "]",
            "}",
            "[[:alpha:]]",
            "(*UTF8)a",
            "(?#()a",
            "^*",
            r"^[\w-]+$",
            "a|b",
            "(|a)",
        ] {
            assert_eq!(why_broken(other), None, "{other}");
        }
    }
}
