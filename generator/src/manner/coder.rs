//! The manner of the pages in coder's API reference: widdershins with templates
//! of their own, put through a linter and a table formatter.

use std::borrow::Cow;

use crate::ir::{Operation, extension};
pub(crate) use crate::manner::widdershins::anchor::slug;
use crate::manner::widdershins::rows::ADDITIONAL;

/// The page that `[Learn more]` leads to.
pub(crate) const AUTHENTICATION: &str = "authentication.md";
/// The page of the schemas.
pub(crate) const SCHEMAS: &str = "schemas.md";

/// Where requests go if neither the settings nor the document says: an
/// invention of the pages.
pub(crate) const SERVER: &str = "http://coder-server:8080";

/// Whether an operation says that it is not to be shown.
pub(crate) fn is_hidden(operation: &Operation) -> bool {
    let skip = extension(&operation.extensions, "x-apidocgen");
    let skip = skip.and_then(|it| it.node().get("skip"));
    skip.is_some_and(|it| it.as_bool() == Some(true))
}

/// The name of a section's page: its title in lower case, where each run of
/// other characters than letters, digits and spaces becomes a hyphen.
/// `joined` takes the spaces out first.
pub(crate) fn file_name(title: &str, joined: bool) -> String {
    let title = title.trim().to_lowercase();
    let mut name = String::with_capacity(title.len() + 3);
    for it in title.chars().filter(|it| !joined || *it != ' ') {
        if it.is_ascii_lowercase() || it.is_ascii_digit() || it == ' ' {
            name.push(it);
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    name.push_str(".md");
    name
}

/// The anchor of a schema's heading: its name in lower case without the first dot.
pub(crate) fn anchor(name: &str) -> String {
    name.replacen('.', "", 1).to_lowercase()
}

/// A description as it stands in a table of properties.
///
/// A first word that looks like the name of a Go field becomes the `shown`
/// name as a word; `id` and `url` are set in capitals; a blank line becomes a
/// line break, which ends the table.
pub(crate) fn cell<'a>(description: &'a str, shown: &str) -> Cow<'a, str> {
    let description = description.trim();
    if description == "undefined" {
        return Cow::Borrowed("");
    }
    let broken = description.contains(['\r', '\n']) || description.contains("<br>");
    let joined = if broken { Cow::Owned(joined(description)) } else { description.into() };
    let first = joined.split(' ').next().unwrap_or_default();
    let is_field = first.bytes().filter(u8::is_ascii_uppercase).count() > 1;
    let rest = joined.get(first.len()..).unwrap_or_default();
    let named = if is_field { Cow::Owned(as_word(shown) + rest) } else { joined.clone() };
    let spelled = |word: &str| word.eq_ignore_ascii_case("id") || word.eq_ignore_ascii_case("url");
    if named.split(' ').any(spelled) {
        let word = |it: &str| if spelled(it) { it.to_ascii_uppercase() } else { it.to_owned() };
        return Cow::Owned(named.split(' ').map(word).collect::<Vec<_>>().join(" "));
    }
    match (named, broken) {
        (Cow::Borrowed(_), false) => Cow::Borrowed(description),
        (named, _) => Cow::Owned(named.into_owned()),
    }
}

/// Lines joined by spaces, but for a line break where there was a blank line.
fn joined(description: &str) -> String {
    let text = description.replace('\r', "").replace('\n', "<br>");
    text.replace("<br><br>", "\n").replace("<br>", " ")
}

/// A shown name as the first word of a sentence: `» has_ai_seat` is `Has ai seat`.
fn as_word(shown: &str) -> String {
    if shown.ends_with(ADDITIONAL) {
        return "It".to_owned();
    }
    let plain = shown.replacen("» ", "", 1).replace('»', "").replace('_', " ");
    let mut letters = plain.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(letters.as_str().to_lowercase().chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::{anchor, cell, file_name, slug};

    #[test]
    fn a_page_is_named_after_its_section() {
        assert_eq!(file_name("AI Bridge", true), "aibridge.md");
        assert_eq!(file_name("AI Bridge", false), "ai bridge.md");
        assert_eq!(file_name("OAuth2: a/b", true), "oauth2-a-b.md");
    }

    #[test]
    fn names_become_anchors() {
        assert_eq!(slug("OAuth2 token exchange."), "oauth2-token-exchange.");
        assert_eq!(anchor("store.v2.User"), "storev2.user");
    }

    #[test]
    fn a_description_starts_with_the_name_that_is_shown() {
        assert_eq!(
            cell("HTTPAddr is the url of it.", "» http_addr"),
            "Http addr is the URL of it."
        );
        assert_eq!(cell("Name is the id, ID or ids", "name"), "Name is the id, ID or ids");
        assert_eq!(cell("IDs of it", "» **additionalProperties**"), "It of it");
        assert_eq!(cell("undefined", "x"), "");
    }

    #[test]
    fn a_blank_line_in_a_description_breaks_the_row() {
        assert_eq!(cell(" one\r\ntwo\n\nthree ", "x"), "one two\nthree");
    }
}
