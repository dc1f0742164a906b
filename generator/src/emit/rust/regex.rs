//! A text for a regular expression, where one is easily found.

use std::iter::Peekable;
use std::str::Chars;

/// A short text that should match an expression. Whoever asks has to see
/// whether it does: what is not understood here is passed over.
pub(super) fn sample(pattern: &str) -> Option<String> {
    let mut chars = pattern.chars().peekable();
    let mut out = String::new();
    alternatives(&mut chars, &mut out, 0)?;
    (out.len() < 10_000).then_some(out)
}

/// The first alternative, up to the end of the group.
fn alternatives(chars: &mut Peekable<Chars<'_>>, out: &mut String, depth: usize) -> Option<()> {
    if depth > 32 {
        return None;
    }
    let mut first = String::new();
    let mut taken = false;
    loop {
        let mut one = String::new();
        let more = sequence(chars, &mut one, depth)?;
        if !taken {
            first = one;
            taken = true;
        }
        if !more {
            break;
        }
    }
    out.push_str(&first);
    Some(())
}

/// One alternative. Says whether another one follows.
fn sequence(chars: &mut Peekable<Chars<'_>>, out: &mut String, depth: usize) -> Option<bool> {
    while let Some(it) = chars.next() {
        let mut atom = String::new();
        match it {
            '|' => return Some(true),
            ')' => return Some(false),
            '^' | '$' => continue,
            '(' => {
                let mut counts = true;
                if chars.peek() == Some(&'?') {
                    chars.next();
                    match chars.next()? {
                        ':' => {}
                        '=' | '!' => counts = false,
                        '<' => match chars.peek()? {
                            '=' | '!' => {
                                chars.next();
                                counts = false;
                            }
                            _ => while chars.next()? != '>' {},
                        },
                        _ => return None,
                    }
                }
                alternatives(chars, &mut atom, depth + 1)?;
                if !counts {
                    atom.clear();
                }
            }
            '[' => atom.push(class(chars)?),
            '.' => atom.push('a'),
            '\\' => match escaped(chars)? {
                NOTHING => continue,
                it => atom.push(it),
            },
            it => atom.push(it),
        }
        for _ in 0..times(chars)? {
            out.push_str(&atom);
            if out.len() > 10_000 {
                return None;
            }
        }
    }
    Some(false)
}

/// How often the atom before is to stand there: as rarely as it may, but once
/// rather than not at all where it would be seen.
fn times(chars: &mut Peekable<Chars<'_>>) -> Option<usize> {
    let count = match chars.peek() {
        Some('*' | '?') => {
            chars.next();
            0
        }
        Some('+') => {
            chars.next();
            1
        }
        Some('{') => {
            chars.next();
            let mut inner = String::new();
            loop {
                match chars.next()? {
                    '}' => break,
                    it => inner.push(it),
                }
            }
            inner.split(',').next()?.trim().parse().ok()?
        }
        _ => return Some(1),
    };
    if chars.peek() == Some(&'?') {
        chars.next();
    }
    (count <= 10_000).then_some(count)
}

/// An escape that only asserts stands for this: no pattern has it for a text.
const NOTHING: char = '\u{8}';

/// What an escape stands for.
fn escaped(chars: &mut Peekable<Chars<'_>>) -> Option<char> {
    Some(match chars.next()? {
        'd' => '1',
        'w' | 'D' | 'S' => 'a',
        's' | 'W' => ' ',
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' | 'B' => NOTHING,
        'p' | 'P' => {
            while chars.next()? != '}' {}
            'a'
        }
        'u' | 'x' | '0'..='9' | 'k' | 'c' => return None,
        it => it,
    })
}

/// A character of a class.
fn class(chars: &mut Peekable<Chars<'_>>) -> Option<char> {
    let negated = chars.peek() == Some(&'^');
    if negated {
        chars.next();
    }
    let mut first = None;
    let mut all = Vec::new();
    loop {
        let it = match chars.next()? {
            ']' => break,
            '\\' => escaped(chars)?,
            it => it,
        };
        all.push(it);
        // Letters look best.
        if first.is_none_or(|had: char| !had.is_alphanumeric() && it.is_alphanumeric()) {
            first = Some(it);
        }
    }
    if !negated {
        return first;
    }
    let ranges = |it: char| {
        all.contains(&it) || all.windows(3).any(|w| w[1] == '-' && (w[0]..=w[2]).contains(&it))
    };
    ['a', 'A', '1', ' ', '-', '_', '!', 'é'].into_iter().find(|it| !ranges(*it))
}

#[cfg(test)]
mod tests {
    use super::sample;

    #[test]
    fn texts_are_found_for_usual_patterns() {
        let all = [
            "^[a-z]{3,}$",
            r"^\d{4}-\d\d$",
            "^(?:a|b)+(c|d)?$",
            r"^[^\s@]+@[^\s@]+\.[a-z]{2,}$",
            "^(?!x)[A-Z][a-z0-9-]*$",
            "^#[0-9a-fA-F]{6}$",
        ];
        for pattern in all {
            let text = sample(pattern).unwrap_or_default();
            let regex =
                regress::Regex::new(pattern).unwrap_or_else(|why| panic!("{pattern}: {why}"));
            assert!(regex.find(&text).is_some(), "{pattern} {text:?}");
        }
        for hostile in ["(", "[", "\\", "a{", "a{99999999999}", "((((", "(?", "[^", "\\p{"] {
            let _ = sample(hostile);
        }
    }
}
