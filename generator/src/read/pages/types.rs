//! Types as pages print them.

/// A printed type, taken apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Printed<'a> {
    pub(super) kind: PrintedKind<'a>,
    pub(super) nullable: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum PrintedKind<'a> {
    /// Nothing, or `any`.
    Any,
    /// `[Name](page.md#anchor)`
    Link { name: &'a str, target: &'a str },
    /// `array of …`, `array[…]`, `[…]`; without items where those are not said.
    List(Option<Box<Printed<'a>>>),
    /// A word of JSON Schema, perhaps with a format.
    Plain { word: &'a str, format: Option<&'a str> },
    /// `a¦b`, or with plain bars
    Several(Vec<&'a str>),
    /// A word that no rule knows.
    Unknown(&'a str),
}

const WORDS: [&str; 7] = ["string", "integer", "number", "boolean", "object", "array", "null"];

impl<'a> Printed<'a> {
    /// Takes a printed type apart. Every text is one.
    pub(super) fn read(text: &'a str) -> Self {
        let text = text.trim();
        let (text, nullable) = match text.rsplit_once(BARS) {
            Some((rest, last)) if last.trim() == "null" => (unescaped(rest), true),
            _ => (text, false),
        };
        Self { kind: kind(text, 0), nullable }
    }
}

/// What stands between the types that a value may have.
const BARS: [char; 2] = ['¦', '|'];

/// A text without the backslash that keeps a bar behind it from ending a cell.
fn unescaped(text: &str) -> &str {
    text.trim().trim_end_matches('\\').trim_end()
}

/// Whether a text is a type and nothing else could be meant.
pub(super) fn is_type(text: &str) -> bool {
    let parts = || text.split(BARS).map(unescaped);
    parts().all(|it| match kind(it, 0) {
        PrintedKind::Plain { word, .. } => it != "file" && it != "binary" && !word.is_empty(),
        PrintedKind::Link { name, target } => it.len() == name.len() + target.len() + "[]()".len(),
        PrintedKind::List(_) => true,
        _ => false,
    })
}

fn inner(text: &str, depth: usize) -> Option<Box<Printed<'_>>> {
    let kind = kind(text.trim(), depth + 1);
    (kind != PrintedKind::Any || text == "any").then(|| Box::new(Printed { kind, nullable: false }))
}

fn kind(text: &str, depth: usize) -> PrintedKind<'_> {
    if depth > 8 {
        return PrintedKind::Unknown(text);
    }
    if matches!(text, "" | "any" | "undefined" | "None" | "none") {
        return PrintedKind::Any;
    }
    if let Some((name, target)) = link(text) {
        return linked(name, target, depth);
    }
    // `[[Name]](page.md#anchor)`
    if let Some((name, target)) = text.strip_prefix("[[").and_then(|it| it.split_once("]]("))
        && let Some(target) = target.strip_suffix(')')
    {
        let kind = linked(name, target, depth);
        return PrintedKind::List(Some(Box::new(Printed { kind, nullable: false })));
    }
    if let Some(items) = text.strip_prefix("array of ") {
        return PrintedKind::List(inner(items, depth));
    }
    let bracketed = text.strip_prefix("array[").or_else(|| text.strip_prefix('['));
    if let Some(items) = bracketed.and_then(|it| it.strip_suffix(']')) {
        return PrintedKind::List(inner(items, depth));
    }
    if text == "array" {
        return PrintedKind::List(None);
    }
    if text == "binary" {
        return PrintedKind::Plain { word: "string", format: Some("binary") };
    }
    if text == "file" {
        return PrintedKind::Plain { word: "string", format: Some("binary") };
    }
    let several = || text.split(BARS).map(unescaped);
    if text.contains(BARS) && several().all(|it| WORDS.contains(&it)) {
        return PrintedKind::Several(several().collect());
    }
    let (word, format) = match text.split_once('(') {
        Some((word, rest)) => (word.trim_end(), rest.strip_suffix(')')),
        None => (text, None),
    };
    if WORDS.contains(&word) {
        return PrintedKind::Plain { word, format };
    }
    PrintedKind::Unknown(text)
}

/// What a name with a link to a place is.
fn linked<'a>(name: &'a str, target: &'a str, depth: usize) -> PrintedKind<'a> {
    // An anchor of the page that is not of this name is of a word for types.
    let plain = |it: &str| -> String {
        let letters = it.chars().filter(|it| it.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let is_word = target.starts_with('#') && !plain(target).contains(&plain(name));
    if is_word { kind(name, depth + 1) } else { PrintedKind::Link { name, target } }
}

/// `[name](target)`
pub(super) fn link(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.strip_prefix('[')?.split_once("](")?;
    // A link may bear a format behind it: `[Name](#name)(uuid)`.
    let target = rest.split_once(')')?.0;
    (!name.is_empty() && !name.contains('[')).then_some((name, target))
}

/// The format behind a link: `[name](target)(format)`.
pub(super) fn format_behind(text: &str) -> Option<&str> {
    let text = text.trim();
    let text = text.strip_suffix("¦null").unwrap_or(text);
    let (_, target) = link(text)?;
    let behind = text.get(text.find(target)? + target.len()..)?;
    behind.strip_prefix(")(")?.strip_suffix(')').filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Printed, PrintedKind, format_behind, is_type, link};

    #[test]
    fn a_link_may_bear_a_format() {
        assert_eq!(format_behind("[Id](#schemaid)(uuid)¦null"), Some("uuid"));
        assert_eq!(format_behind("[Id](#schemaid)"), None);
        assert_eq!(format_behind("string(uuid)"), None);
    }

    fn kind(text: &str) -> PrintedKind<'_> {
        Printed::read(text).kind
    }

    #[test]
    fn lists_are_spelt_in_four_ways() {
        let string = || Some(Box::new(Printed::read("string")));
        for text in ["array of string", "array[string]", "[string]"] {
            assert_eq!(kind(text), PrintedKind::List(string()), "{text}");
        }
        assert_eq!(kind("array"), PrintedKind::List(None));
        assert_eq!(kind("array of undefined"), PrintedKind::List(None));
    }

    #[test]
    fn a_format_stands_behind_its_type() {
        assert_eq!(
            kind("string(uuid)"),
            PrintedKind::Plain { word: "string", format: Some("uuid") }
        );
        assert!(Printed::read("string¦null").nullable);
        assert!(Printed::read("string | null").nullable);
    }

    #[test]
    fn types_stand_between_bars_of_any_kind() {
        for text in ["string¦integer", "string|integer", r"string \| integer"] {
            assert_eq!(kind(text), PrintedKind::Several(vec!["string", "integer"]), "{text}");
        }
        assert!(is_type("integer(int64)") && is_type("[Pet](#pet)") && is_type("array[string]"));
        assert!(!is_type("any") && !is_type("The file") && !is_type("[Pet](#pet) or so"));
    }

    #[test]
    fn a_link_names_a_schema() {
        assert_eq!(link("[a.B](schemas.md#ab)"), Some(("a.B", "schemas.md#ab")));
        let PrintedKind::List(Some(items)) = kind("[[Pet](#schemapet)]") else {
            panic!("a list of pets");
        };
        assert_eq!(items.kind, PrintedKind::Link { name: "Pet", target: "#schemapet" });
        for text in ["[[Date]](#words)", "[[Date](#words)]"] {
            let PrintedKind::List(Some(items)) = kind(text) else { panic!("a list: {text}") };
            assert_eq!(items.kind, PrintedKind::Unknown("Date"), "{text}");
        }
    }

    #[test]
    fn what_no_rule_knows_is_kept_as_it_is() {
        assert_eq!(kind("Enum"), PrintedKind::Unknown("Enum"));
    }
}
