//! Names taken apart.

use heck::ToSnakeCase as _;
use unicode_ident::is_xid_continue;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::{composed, hash};

/// The longest result, in bytes of all words and what joins them.
/// A file name with an ending still fits everywhere.
const LONGEST: usize = 120;
/// How many characters of a name are looked at; the rest only counts in the
/// hash that ends a name which was cut.
const LOOKED_AT: usize = 1024;

/// The words of a name, in lower case. At least one; none is empty; each is
/// made of letters, digits and the marks on them, and starts with one of the
/// former two.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut head: Vec<char> = name.chars().take(LOOKED_AT + 1).collect();
    let is_cut = head.len() > LOOKED_AT;
    head.truncate(LOOKED_AT);
    // Compatible forms (full-width letters, ligatures) become plain ones, as
    // Rust warns of them in identifiers.
    if !head.iter().all(char::is_ascii) {
        head = head.into_iter().nfkc().filter(|&it| !is_invisible(it)).collect();
    }
    let mut words = words_of_text(&with_symbols_spelt(&head));
    if words.is_empty() {
        words = words_of_symbols(name);
    }
    bounded(words, is_cut, name)
}

/// A name as [`words`] would never spell it: every character that is no letter
/// or digit is named, so that it tells names apart that came out alike.
pub(super) fn spelt_out(name: &str) -> String {
    let mut text = String::new();
    for it in name.chars().take(LOOKED_AT) {
        if is_kept(it) {
            text.push(it);
        } else {
            text.extend([" ", &name_of(it), " "]);
        }
    }
    text
}

/// The words between the spaces, each part taken apart at its capitals.
fn words_of_text(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in text.split(' ') {
        let part = part.trim_start_matches(is_combining_mark);
        // Letters with marks are beyond heck, which would drop the marks.
        if part.contains(is_combining_mark) {
            words.push(part.to_lowercase());
            continue;
        }
        let snake = with_acronyms_tamed(part).to_snake_case();
        words.extend(snake.split('_').filter(|it| !it.is_empty()).map(str::to_owned));
    }
    words.into_iter().filter(|it| !it.is_empty()).map(composed).collect()
}

/// A name that is all symbols: `*`, an emoji, nothing at all.
fn words_of_symbols(name: &str) -> Vec<String> {
    if name.is_empty() {
        return vec!["empty".to_owned()];
    }
    name.chars().take(LONGEST).map(name_of).collect()
}

/// Drops what is over the limit, and ends with a hash of the name instead.
fn bounded(words: Vec<String>, is_cut: bool, name: &str) -> Vec<String> {
    let length: usize = words.iter().map(|it| it.len() + 1).sum();
    if length <= LONGEST && !is_cut {
        return words;
    }
    let end = format!("x{:08x}", hash(name));
    let mut room = LONGEST - end.len() - 1;
    let mut kept = Vec::new();
    for mut word in words {
        let is_first = kept.is_empty();
        if word.len() + 1 > room {
            if !is_first {
                break;
            }
            word.truncate(word.floor_char_boundary(room - 1));
        }
        room = room.saturating_sub(word.len() + 1);
        kept.push(word);
    }
    kept.push(end);
    kept
}

/// Keeps letters and digits, spells out the symbols that carry a meaning, and
/// turns all others into spaces.
fn with_symbols_spelt(name: &[char]) -> String {
    let brackets = has_brackets(name);
    let is_word = |it: Option<&char>| it.is_some_and(|&it| is_kept(it));
    let mut text = String::new();
    let mut rest = name;
    while let [it, after @ ..] = rest {
        rest = after;
        if is_kept(*it) {
            text.push(*it);
            continue;
        }
        let pair = match (it, after.first()) {
            ('<', Some('=')) => Some(" lte "),
            ('>', Some('=')) => Some(" gte "),
            ('!', Some('=')) => Some(" ne "),
            ('=', Some('=')) => Some(" eq "),
            ('-' | '=', Some('>')) => Some(" to "),
            _ => None,
        };
        if let Some(pair) = pair {
            text.push_str(pair);
            rest = after.get(1..).unwrap_or_default();
            continue;
        }
        let is_sign = text.is_empty() && is_word(after.first());
        let is_number = is_sign && after.first().is_some_and(|it| it.is_numeric());
        text.push_str(match it {
            // `user's` is one word to whoever reads it.
            '\'' | '\u{2019}' => "",
            '+' if is_number => "plus",
            '-' if is_number => "minus",
            '-' if is_sign => "minus ",
            '!' if is_sign => "not ",
            '<' | '>' if brackets => " ",
            '@' if !text.is_empty() && is_word(after.first()) => " at ",
            '#' if !text.is_empty() => " hash ",
            '+' => " plus ",
            '*' => " star ",
            '&' => " and ",
            '|' => " or ",
            '%' => " percent ",
            '<' => " lt ",
            '>' => " gt ",
            '=' => " eq ",
            _ => " ",
        });
    }
    text
}

/// Whether `<` and `>` enclose something, as in `List<User>`, and so compare
/// nothing.
fn has_brackets(name: &[char]) -> bool {
    let open = name.iter().position(|&it| it == '<');
    let close = name.iter().rposition(|&it| it == '>');
    let between = open.zip(close).and_then(|(open, close)| name.get(open + 1..close));
    between.is_some_and(|it| it.first().is_some_and(|&it| is_kept(it)))
}

/// Lowers the capitals of plurals and versions (`userIDs`, `IPv4`), where heck
/// would take the last capital for the start of the next word.
fn with_acronyms_tamed(part: &str) -> String {
    let chars: Vec<char> = part.chars().collect();
    let mut tamed = String::with_capacity(part.len());
    let mut at = 0;
    while let Some(&first) = chars.get(at) {
        tamed.push(first);
        at += 1;
        if !first.is_uppercase() {
            continue;
        }
        let run = chars.iter().skip(at).take_while(|it| it.is_uppercase()).count();
        let (end, next) = (chars.get(at + run), chars.get(at + run + 1));
        let is_plural = end == Some(&'s') && !next.is_some_and(|it| it.is_lowercase());
        let is_version = end == Some(&'v') && next.is_some_and(char::is_ascii_digit);
        let capitals = chars.iter().skip(at).take(run);
        if run > 0 && (is_plural || is_version) {
            tamed.extend(capitals.flat_map(|it| it.to_lowercase()));
        } else {
            tamed.extend(capitals);
        }
        at += run;
    }
    tamed
}

/// Whether a character stands in the words of a name, and in identifiers.
fn is_kept(it: char) -> bool {
    is_xid_continue(it) && (it.is_alphanumeric() || is_combining_mark(it)) && !is_invisible(it)
}

/// Letters and marks that show nothing: fillers, joiners, selectors.
fn is_invisible(it: char) -> bool {
    matches!(it, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}')
        || matches!(it, '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{ffa0}')
        || matches!(it, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(it, '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}' | '\u{ad}')
}

/// What a character is called that is no letter or digit.
fn name_of(it: char) -> String {
    let name = match it {
        ' ' => "space",
        '!' => "bang",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '\'' => "tick",
        '(' => "open",
        ')' => "close",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "lt",
        '=' => "eq",
        '>' => "gt",
        '?' => "question",
        '@' => "at",
        '[' => "from",
        '\\' => "backslash",
        ']' => "until",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' => "begin",
        '|' => "or",
        '}' => "end",
        '~' => "tilde",
        _ => return format!("u{:x}", u32::from(it)),
    };
    name.to_owned()
}
