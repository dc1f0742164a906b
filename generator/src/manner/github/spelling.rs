//! Names, values and plain text within a line of Markdown, and back again.

use std::fmt::Write as _;

/// Whether a character cannot be seen, or moves those that can: controls,
/// marks of direction, and the like. It never stands raw on a page.
/// (Joiners may: scripts and emoji need them.)
pub fn hides(it: char) -> bool {
    it.is_control()
        || matches!(it,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A character as a reference that Markdown resolves.
pub(super) fn entity(it: char, out: &mut String) {
    let _ = write!(out, "&#x{:04X};", u32::from(it));
}

/// The character that a reference of [`entity`] at the start of a text names,
/// and how long it is.
pub(super) fn read_entity(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix("&#x")?;
    let length = digits.find(';').filter(|it| (4..=6).contains(it))?;
    let digits = &digits[..length];
    if !digits.bytes().all(|it| it.is_ascii_digit() || (b'A'..=b'F').contains(&it)) {
        return None;
    }
    let it = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)?;
    Some((it, length + 4))
}

/// Plain text on one line: nothing in it is a mark.
/// Blanks around it are left out; a page cannot show them.
pub fn escape(text: &str) -> String {
    let text = text.trim();
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars();
    while let Some(it) = rest.next() {
        let after = rest.as_str().chars().next();
        let joins = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
        match it {
            _ if hides(it) => entity(it, &mut out),
            // A pipe behind a backslash would be counted wrongly in a cell.
            '|' if before == Some('\\') => entity(it, &mut out),
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => out.extend(['\\', it]),
            '_' if !(joins(before) && joins(after)) => out.push_str("\\_"),
            '&' if after == Some('#') || joins(after) => out.push_str("\\&"),
            '#' if before.is_none_or(|it| it == '#' || it.is_whitespace()) => out.push_str("\\#"),
            _ => out.push(it),
        }
        before = Some(it);
    }
    out
}

/// The plain text that [`escape`] wrote.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(it) = rest.chars().next() {
        let after = &rest[it.len_utf8()..];
        match (it, after.chars().next()) {
            ('\\', Some(marked)) if marked.is_ascii_punctuation() => {
                out.push(marked);
                rest = &after[1..];
            }
            ('&', _) => match read_entity(rest) {
                Some((named, length)) => {
                    out.push(named);
                    rest = &rest[length..];
                }
                None => {
                    out.push('&');
                    rest = after;
                }
            },
            _ => {
                out.push(it);
                rest = after;
            }
        }
    }
    out
}

/// A code span that shows exactly this text, which must hide nothing.
/// Where backticks cannot say it, an HTML element does.
pub fn code(text: &str) -> String {
    if text.is_empty() || text.contains("\\|") || text.contains(hides) {
        return html_code(text);
    }
    let (mut longest, mut run) = (0, 0);
    for it in text.bytes() {
        run = if it == b'`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let blank = text.bytes().all(|it| it == b' ');
    let ends = |it: char| text.starts_with(it) && text.ends_with(it);
    let pad = if text.starts_with('`') || text.ends_with('`') || (ends(' ') && !blank) {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn html_code(text: &str) -> String {
    let mut out = String::from("<code>");
    for it in text.chars() {
        if it.is_alphanumeric() || " -.,:/()=+%@".contains(it) {
            out.push(it);
        } else {
            entity(it, &mut out);
        }
    }
    out + "</code>"
}

/// The text of the code span at the start of a line, and how long the span is.
pub fn read_code(text: &str) -> Option<(String, usize)> {
    if let Some(rest) = text.strip_prefix("<code>") {
        let end = rest.find("</code>")?;
        return Some((unescape(&rest[..end]), end + "<code></code>".len()));
    }
    let marks = text.len() - text.trim_start_matches('`').len();
    let fence = text.get(..marks).filter(|it| !it.is_empty())?;
    let mut from = marks;
    let end = loop {
        let at = from + text[from..].find(fence)?;
        let run = text[at..].len() - text[at..].trim_start_matches('`').len();
        if run == marks {
            break at;
        }
        from = at + run;
    };
    let inner = &text[marks..end];
    let padded = inner.starts_with(' ') && inner.ends_with(' ') && inner.trim() != "";
    let inner = if padded { &inner[1..inner.len() - 1] } else { inner };
    Some((inner.to_owned(), end + marks))
}

/// A name as the text of a code span: itself, or a JSON string where it hides
/// something or could be taken for one.
pub fn name(text: &str) -> String {
    if text.starts_with('"') || text.contains(hides) { quote(text) } else { text.to_owned() }
}

/// The name that [`name`] spelt.
pub fn read_name(text: &str) -> String {
    read_quoted(text).unwrap_or_else(|| text.to_owned())
}

/// A JSON string in which nothing hides.
pub fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for it in text.chars() {
        match it {
            '"' | '\\' => out.extend(['\\', it]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            _ if hides(it) => escape_json(it, &mut out),
            _ => out.push(it),
        }
    }
    out.push('"');
    out
}

fn escape_json(it: char, out: &mut String) {
    for unit in it.encode_utf16(&mut [0; 2]) {
        let _ = write!(out, "\\u{unit:04x}");
    }
}

/// JSON with what hides in its strings written as escapes. Line ends stay:
/// between values they are blanks, and in strings they are escaped already.
pub fn visible(json: &str) -> String {
    if !json.contains(|it| it != '\n' && hides(it)) {
        return json.to_owned();
    }
    let mut out = String::with_capacity(json.len());
    for it in json.chars() {
        if it != '\n' && hides(it) { escape_json(it, &mut out) } else { out.push(it) }
    }
    out
}

/// The text of a JSON string, if the whole is one.
fn read_quoted(text: &str) -> Option<String> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut units: Vec<u16> = Vec::new();
    let mut rest = inner.chars();
    while let Some(it) = rest.next() {
        let plain = match it {
            '"' => return None,
            '\\' => match rest.next()? {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\u{8}',
                'f' => '\u{c}',
                'u' => {
                    let digits: String = rest.by_ref().take(4).collect();
                    units.push(u16::from_str_radix(&digits, 16).ok()?);
                    continue;
                }
                other => other,
            },
            _ => it,
        };
        units.extend_from_slice(plain.encode_utf16(&mut [0; 2]));
    }
    String::from_utf16(&units).ok()
}

/// A text as the value that a code span shows: bare where that cannot be
/// taken for other JSON, else as a JSON string.
pub fn text_value(text: &str) -> String {
    let taken = matches!(text, "" | "true" | "false" | "null")
        || text.starts_with(['"', '{', '['])
        || text.trim() != text
        || text.contains(hides)
        || is_number(text);
    if taken { quote(text) } else { text.to_owned() }
}

/// Compact JSON as the value that a code span shows; for a string
/// [`text_value`] of its text is the same.
pub fn value(json: &str) -> String {
    match read_quoted(json) {
        Some(text) => text_value(&text),
        None => visible(json),
    }
}

/// The JSON of a value that a code span shows.
pub fn read_value(text: &str) -> String {
    let is_json = matches!(text, "true" | "false" | "null")
        || text.starts_with(['"', '{', '['])
        || is_number(text);
    if is_json { text.to_owned() } else { quote(text) }
}

/// Whether JSON reads this as a number.
pub fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (number, power) =
        unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(n, p)| (n, Some(p)));
    let (whole, part) = number.split_once('.').map_or((number, None), |(w, p)| (w, Some(p)));
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && part.is_none_or(digits)
        && power.is_none_or(|it| digits(it.strip_prefix(['+', '-']).unwrap_or(it)))
}

/// A URL that a link can hold as it stands: of a harmless scheme, and of
/// characters that no mark of Markdown is made of.
pub fn url(text: &str) -> Option<&str> {
    let known = ["https://", "http://", "mailto:"].iter().any(|it| {
        text.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it))
            && text.len() > it.len()
    });
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"-._~:/?#@!$&'+,=%*".contains(&it);
    (known && text.bytes().all(plain)).then_some(text)
}
