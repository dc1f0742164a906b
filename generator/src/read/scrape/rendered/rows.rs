//! The rows of tables whose bars are gone, taken apart by their words.

use crate::manner::widdershins::status::meaning;

use super::{Cell, is_name};

/// The name that a row begins with, and the rest.
fn named(line: &str) -> (&str, &str) {
    let depth = line.len() - line.trim_start_matches('»').len();
    let after = line[depth..].trim_start();
    for name in ["[array item]", "[any property]"] {
        if let Some(rest) = after.strip_prefix(name) {
            return (&line[..line.len() - rest.len()], rest.trim_start());
        }
    }
    let length = after.find(' ').unwrap_or(after.len());
    (&line[..line.len() - after.len() + length], after[length..].trim_start())
}

/// The first word that is `true` or `false`: what stands before it, itself,
/// and what stands behind it.
fn around_flag(text: &str) -> (&str, &str, &str) {
    let mut from = 0;
    for word in text.split(' ') {
        if matches!(word, "true" | "false") {
            let end = from + word.len();
            return (text[..from].trim_end(), word, text[end..].trim_start());
        }
        from += word.len() + 1;
    }
    (text, "", "")
}

pub(super) fn parameter(line: &str) -> [Cell<'_>; 5] {
    let (name, rest) = named(line);
    let (place, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let (ty, required, description) = around_flag(rest);
    [
        Cell::Code(name),
        Cell::Plain(place),
        Cell::Type(ty),
        Cell::Plain(required),
        Cell::Plain(description),
    ]
}

pub(super) fn property(line: &str) -> [Cell<'_>; 5] {
    let (name, rest) = named(line);
    let (ty, required, rest) = around_flag(rest);
    let restriction = ["read-only", "write-only"]
        .into_iter()
        .find(|it| rest.strip_prefix(it).is_some_and(|it| it.is_empty() || it.starts_with(' ')));
    let (restriction, description) = rest.split_at(restriction.map_or(0, str::len));
    [
        Cell::Code(name),
        Cell::Type(ty),
        Cell::Plain(required),
        Cell::Plain(restriction),
        Cell::Plain(description.trim_start()),
    ]
}

/// Status, phrase, description, schema. The phrase follows from the status;
/// a name or a type at the end is the schema.
pub(super) fn response(line: &str) -> [Cell<'_>; 4] {
    let (status, rest) = line.split_once(' ').unwrap_or((line, ""));
    let phrase = match status.parse().ok().and_then(meaning) {
        Some((phrase, _)) => phrase,
        None if status == "default" => "Default",
        None => "Unknown",
    };
    let (phrase, rest) = match rest.strip_prefix(phrase) {
        Some(after) => (&rest[..phrase.len()], after.trim_start()),
        None => ("", rest),
    };
    let (description, schema) = split_schema(rest);
    [Cell::Plain(status), Cell::Plain(phrase), Cell::Plain(description), Cell::Type(schema)]
}

fn split_schema(text: &str) -> (&str, &str) {
    let last = text.rsplit(' ').next().unwrap_or_default();
    let is_word = matches!(last, "string" | "integer" | "number" | "boolean" | "object" | "array");
    let start = text.len() - last.len();
    if let Some(before) = text[..start].strip_suffix("array of ") {
        return (before.trim_end(), &text[before.len()..]);
    }
    if is_name(last) || is_word && start > 0 {
        return (text[..start].trim_end(), &text[start..]);
    }
    (text, "")
}

pub(super) fn header(line: &str) -> [Cell<'_>; 5] {
    let mut words = line.splitn(4, ' ');
    let mut next = || words.next().unwrap_or_default();
    let (status, name, ty, rest) = (next(), next(), next(), next());
    [Cell::Plain(status), Cell::Plain(name), Cell::Plain(ty), Cell::Plain(""), Cell::Plain(rest)]
}

pub(super) fn values(line: &str, owned: bool) -> Vec<Cell<'_>> {
    if !owned {
        return vec![Cell::Values(line)];
    }
    let (name, rest) = named(line);
    vec![Cell::Code(name), Cell::Values(rest)]
}
