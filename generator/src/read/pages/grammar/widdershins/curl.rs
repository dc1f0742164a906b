//! The command line with `curl` that shows how an operation is called, or the
//! request as HTTP has it.

use crate::read::pages::sheet::Sheet;
use crate::read::pages::shown::Curl;
use crate::text::Span;

/// Reads the lines of a code sample.
pub(super) fn read(sheet: &Sheet, body: Span) -> Curl {
    let text = sheet.slice(body);
    let mut curl = Curl::default();
    let Some(start) = command(text) else { return curl };
    curl.text = sheet.said(sheet.part(body, start, text.len()));
    let mut words = Words { text, at: start + "curl ".len() };
    while let Some((from, to)) = words.next() {
        let said = || sheet.said(sheet.part(body, from, to));
        match text.get(from..to).unwrap_or_default() {
            "-X" | "--request" => {
                curl.method = words.next().map(|(from, to)| sheet.said(sheet.part(body, from, to)));
            }
            "-H" | "--header" => {
                let Some((from, to)) = words.next() else { break };
                let header = text.get(from..to).unwrap_or_default();
                if let Some(colon) = header.find(':') {
                    let name = sheet.said(sheet.part(body, from, from + colon));
                    let value = sheet.said(sheet.part(body, from + colon + 1, to));
                    curl.headers.push((name, value));
                }
            }
            "\\" => {}
            word if word.starts_with('-') => {}
            _ if curl.url.is_none() => {
                curl.is_quoted = text[..from].ends_with(['\'', '"']);
                curl.url = Some(said());
            }
            _ => {}
        }
    }
    curl
}

/// Reads a request as it is sent: `GET https://example.com/pets HTTP/1.1`, and a
/// header a line.
pub(super) fn of_request(sheet: &Sheet, body: Span) -> Option<Curl> {
    let text = sheet.slice(body);
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (method, url) = first.split_once(' ')?;
    let url = url.split(' ').next().filter(|it| !it.is_empty())?;
    let part = |it: &str| {
        let from = it.as_ptr() as usize - text.as_ptr() as usize;
        sheet.said(sheet.part(body, from, from + it.len()))
    };
    let mut curl = Curl { text: part(first), ..Curl::default() };
    (curl.method, curl.url, curl.is_quoted) = (Some(part(method)), Some(part(url)), true);
    for line in rest.lines().take_while(|it| !it.trim().is_empty()) {
        let Some((name, value)) = line.split_once(':') else { continue };
        if !name.eq_ignore_ascii_case("host") {
            curl.headers.push((part(name), part(value)));
        }
    }
    Some(curl)
}

/// Where the command begins: a line with it, comments aside.
fn command(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find("curl ") {
        let at = from + at;
        let line = text[..at].rfind('\n').map_or(0, |it| it + 1);
        if text[line..at].trim().is_empty() {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// The words of a command, quotes left out.
struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = (usize, usize);
    fn next(&mut self) -> Option<(usize, usize)> {
        let rest = self.text.get(self.at..)?;
        let start = self.at + rest.find(|it: char| !it.is_whitespace())?;
        let rest = &self.text[start..];
        let quote = rest.chars().next().filter(|it| matches!(it, '\'' | '"'));
        if let Some(quote) = quote {
            let end = rest[1..].find(quote).map_or(rest.len(), |it| it + 1);
            self.at = start + (end + 1).min(rest.len());
            return Some((start + 1, start + end));
        }
        let end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
        self.at = end;
        Some((start, end))
    }
}
