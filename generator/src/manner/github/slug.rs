//! Anchors as GitHub makes them from headings.

use std::collections::BTreeMap;

use unicode_normalization::char::is_combining_mark;

/// The anchor of a heading with this text, before repeated ones are numbered:
/// lower case; letters, marks, digits, `_` and `-` stay, a space becomes `-`.
pub fn slug(text: &str) -> String {
    let kept = text.chars().flat_map(char::to_lowercase).filter_map(|it| match it {
        ' ' => Some('-'),
        _ if it == '-' || is_word(it) => Some(it),
        _ => None,
    });
    kept.collect()
}

/// What a regular expression calls a word character: letters, marks, decimal
/// digits, and punctuation that connects.
fn is_word(it: char) -> bool {
    it.is_alphabetic()
        || is_combining_mark(it)
        || matches!(it, '_' | '‿' | '⁀' | '⁔' | '︳' | '︴' | '﹍'..='﹏' | '＿')
        || (it.is_numeric() && !is_other_number(it))
}

/// Numbers that are no decimal digits: fractions, raised and circled ones.
fn is_other_number(it: char) -> bool {
    matches!(it,
        '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{bc}'..='\u{be}' | '\u{9f4}'..='\u{9f9}'
        | '\u{2070}'..='\u{2089}' | '\u{2150}'..='\u{215f}' | '\u{2189}'
        | '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}' | '\u{2776}'..='\u{2793}'
        | '\u{3192}'..='\u{3195}' | '\u{3220}'..='\u{3229}' | '\u{3248}'..='\u{325f}'
        | '\u{3280}'..='\u{3289}' | '\u{32b1}'..='\u{32bf}' | '\u{1f100}'..='\u{1f10c}')
}

/// The anchors of one page: a repeated one is told apart by `-1`, `-2` and so on.
#[derive(Debug, Default)]
pub struct Slugs(BTreeMap<String, usize>);

impl Slugs {
    /// The anchor of the next heading of the page.
    pub fn next(&mut self, text: &str) -> String {
        let slug = slug(text);
        let Some(mut count) = self.0.get(&slug).copied() else {
            self.0.insert(slug.clone(), 0);
            return slug;
        };
        let numbered = loop {
            count += 1;
            let numbered = format!("{slug}-{count}");
            if !self.0.contains_key(&numbered) {
                break numbered;
            }
        };
        self.0.insert(slug, count);
        self.0.insert(numbered.clone(), 0);
        numbered
    }
}
