//! What the code samples of stock pages say besides the command line: the body
//! as it is sent, and each value in quotes that it cannot end.

use crate::read::pages::sheet::Sheet;
use crate::read::pages::shown::{ShownExample, ShownOperation, ShownValue};
use crate::text::Span;

/// Reads a sample in a language that says more.
pub(super) fn read(sheet: &Sheet, info: Span, body: Span, it: &mut ShownOperation) {
    match sheet.slice(info) {
        "javascript" if it.sent.is_none() => it.sent = input(sheet, body),
        "python" if it.values.is_empty() => python(sheet, body, it),
        _ => {}
    }
}

/// `const inputBody = '…';`: JSON in which nothing is escaped for the quotes.
fn input(sheet: &Sheet, body: Span) -> Option<ShownExample> {
    let text = sheet.slice(body);
    let open = "const inputBody = '";
    let rest = text.strip_prefix(open)?;
    let ends = ["';\nconst headers = {", "';\n\nfetch('"];
    let length = ends.iter().filter_map(|it| rest.rfind(it)).max()?;
    let from = body.start as usize + open.len();
    let text = sheet.said(Span::new(body.file, from, from + length));
    Some(ShownExample { language: "json".into(), text })
}

/// The headers and the parameters of the query, each with its value.
fn python(sheet: &Sheet, body: Span, it: &mut ShownOperation) {
    let text = sheet.slice(body);
    let told = |said: String, at: usize, length: usize| {
        let from = body.start as usize + at;
        sheet.told(said, Span::new(body.file, from, from + length))
    };
    let mut headers = Vec::new();
    for line in entries(text, "headers = {\n") {
        if let (name, Code::Text(value)) = line.what {
            headers.push((told(name, line.at, line.length), told(value, line.at, line.length)));
        }
    }
    if let Some(curl) = it.curl.as_mut().filter(|it| it.headers.len() == headers.len()) {
        curl.headers = headers;
    }
    for entry in entries(text, ", params={\n") {
        let (name, value) = entry.what;
        let (text, is_data) = match value {
            Code::Text(text) => (text, false),
            Code::Data(json) => (json, true),
        };
        let name = told(name, entry.at, entry.length);
        it.values.push(ShownValue { name, text, is_data });
    }
}

/// A value in Python: a text, or a list or map as JSON.
enum Code {
    Text(String),
    Data(String),
}

/// An entry of a dictionary, and where it stands.
struct Entry {
    at: usize,
    length: usize,
    what: (String, Code),
}

/// The entries of the dictionary that opens so.
fn entries(text: &str, open: &str) -> Vec<Entry> {
    let mut all = Vec::new();
    let Some(start) = text.find(open).map(|it| it + open.len()) else { return all };
    let mut at = start;
    while let Some(entry) = entry(text, at) {
        at = entry.at + entry.length;
        let after = text.get(at..).unwrap_or_default();
        let more = after.trim_start_matches(',');
        at += after.len() - more.len();
        all.push(entry);
    }
    all
}

fn entry(text: &str, from: usize) -> Option<Entry> {
    let rest = text.get(from..)?;
    let at = from + rest.len() - rest.trim_start().len();
    let (name, after) = quoted(text, at)?;
    let value = text.get(after..)?.strip_prefix(": ").map(|_| after + 2)?;
    let (code, end) = match quoted(text, value) {
        Some((said, end)) => (Code::Text(said), end),
        None => {
            let length = data(text.get(value..)?)?;
            (Code::Data(text[value..value + length].to_owned()), value + length)
        }
    };
    Some(Entry { at, length: end - at, what: (name, code) })
}

/// A text in single quotes, and where it ends.
fn quoted(text: &str, at: usize) -> Option<(String, usize)> {
    let rest = text.get(at..)?.strip_prefix('\'')?;
    let mut said = String::new();
    let mut letters = rest.char_indices();
    while let Some((index, it)) = letters.next() {
        match it {
            '\'' => return Some((said, at + index + 2)),
            '\\' => said.push(letters.next()?.1),
            it => said.push(it),
        }
    }
    None
}

/// How long the list or map is that a text begins with.
fn data(text: &str) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'[' | b'{' => depth += 1,
            b']' | b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Code, entries};

    #[test]
    fn values_in_quotes_and_as_data_are_told_apart() {
        let text =
            ", params={\n  'a': 'it\\'s',  'b': [\n  \"x]\"\n],  'c': {}\n}, headers = headers)";
        let all = entries(text, ", params={\n");
        let told: Vec<String> = all
            .into_iter()
            .map(|it| match it.what {
                (name, Code::Text(text)) => format!("{name} text {text}"),
                (name, Code::Data(json)) => format!("{name} data {json}"),
            })
            .collect();
        assert_eq!(told, ["a text it's", "b data [\n  \"x]\"\n]", "c data {}"]);
    }
}
