//! A sample as JSON and as YAML.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::Sample;
use crate::manner::widdershins::javascript::key_order;
use crate::source::quote;

impl Sample<'_> {
    /// As `JSON.stringify(value, null, 2)` writes it.
    pub(crate) fn to_json_pretty(&self) -> String {
        let mut text = String::new();
        self.write_json(Some(0), &mut text);
        text
    }

    /// As `JSON.stringify(value)` writes it.
    pub(crate) fn to_json(&self) -> String {
        let mut text = String::new();
        self.write_json(None, &mut text);
        text
    }

    /// As JavaScript writes it into a string.
    pub(crate) fn to_plain(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) => text.to_string(),
            Self::List(items) => items.iter().map(Self::to_plain).collect::<Vec<_>>().join(","),
            other => other.to_json(),
        }
    }

    /// As the YAML printer of the chain writes it, with a line end.
    pub(crate) fn to_yaml(&self) -> String {
        let mut text = String::new();
        match self {
            Self::List(items) if !items.is_empty() => self.write_yaml(0, &mut text),
            Self::Map(entries) if !entries.is_empty() => self.write_yaml(0, &mut text),
            _ => self.write_yaml_flow(&mut text),
        }
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text
    }

    /// As XML: keys are elements, items repeat the element around them, and all
    /// is in an element of the name of the schema, if that has one. `None` for
    /// what is neither a list nor a map.
    pub(crate) fn to_xml(&self, name: Option<&str>) -> Option<String> {
        if !matches!(self, Self::List(_) | Self::Map(_)) {
            return None;
        }
        let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n");
        match name {
            Some(name) => self.write_xml(name, 0, &mut text),
            None => self.write_xml_bare(&mut text),
        }
        Some(text)
    }

    fn write_xml_bare(&self, text: &mut String) {
        match self {
            Self::List(items) => items.iter().for_each(|it| it.write_xml_bare(text)),
            Self::Map(entries) => {
                for (key, value) in key_order(entries, |(key, _)| key) {
                    value.write_xml(key, 0, text);
                }
            }
            scalar => {
                scalar.write_xml_text(text);
                text.push('\n');
            }
        }
    }

    fn write_xml(&self, name: &str, indent: usize, text: &mut String) {
        if let Self::List(items) = self {
            for item in items {
                item.write_xml(name, indent, text);
            }
            return;
        }
        let name: String = name
            .chars()
            .map(|it| if it.is_alphanumeric() || "-_.".contains(it) { it } else { '_' })
            .collect();
        indented(true, indent, text);
        let _ = write!(text, "<{name}>");
        match self {
            Self::Map(entries) => {
                text.push('\n');
                for (key, value) in key_order(entries, |(key, _)| key) {
                    value.write_xml(key, indent + 2, text);
                }
                indented(true, indent, text);
            }
            scalar => scalar.write_xml_text(text),
        }
        let _ = writeln!(text, "</{name}>");
    }

    fn write_xml_text(&self, text: &mut String) {
        match self {
            Self::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            Self::Number(value) => text.push_str(value),
            Self::Text(value) => {
                let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                text.push_str(&value.replace(['\r', '\n'], " "));
            }
            Self::Null | Self::List(_) | Self::Map(_) => {}
        }
    }

    /// On one line, or from an indentation of so many levels.
    fn write_json(&self, level: Option<usize>, text: &mut String) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            Self::Number(spelled) => text.push_str(json_number(spelled)),
            Self::Text(value) => quote(value, text),
            Self::List(items) if items.is_empty() => text.push_str("[]"),
            Self::Map(entries) if entries.is_empty() => text.push_str("{}"),
            Self::List(items) => {
                text.push('[');
                let inner = level.map(|it| it + 1);
                for (at, item) in items.iter().enumerate() {
                    separate(at > 0, inner, text);
                    item.write_json(inner, text);
                }
                separate(false, level, text);
                text.push(']');
            }
            Self::Map(entries) => {
                text.push('{');
                let inner = level.map(|it| it + 1);
                for (at, (key, value)) in key_order(entries, |(key, _)| key).into_iter().enumerate()
                {
                    separate(at > 0, inner, text);
                    quote(key, text);
                    text.push_str(if level.is_some() { ": " } else { ":" });
                    value.write_json(inner, text);
                }
                separate(false, level, text);
                text.push('}');
            }
        }
    }

    /// Line by line from an indentation; the first line is already indented.
    fn write_yaml(&self, indent: usize, text: &mut String) {
        match self {
            Self::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    indented(at > 0, indent, text);
                    text.push_str("- ");
                    item.write_yaml_below(indent + 2, false, text);
                }
            }
            Self::Map(entries) => {
                for (at, (key, value)) in key_order(entries, |(key, _)| key).into_iter().enumerate()
                {
                    indented(at > 0, indent, text);
                    text.push_str(&yaml_text(key, true));
                    text.push(':');
                    value.write_yaml_below(indent + 2, true, text);
                }
            }
            _ => self.write_yaml_flow(text),
        }
    }

    /// Behind a dash, or behind a key: lists and maps with something in them
    /// on lines of their own, the rest on the same line.
    fn write_yaml_below(&self, indent: usize, keyed: bool, text: &mut String) {
        let block = match self {
            Self::List(items) => !items.is_empty(),
            Self::Map(entries) => !entries.is_empty(),
            _ => false,
        };
        if block && keyed {
            text.push('\n');
            indented(true, indent, text);
            self.write_yaml(indent, text);
        } else if block {
            self.write_yaml(indent, text);
        } else {
            text.push_str(if keyed { " " } else { "" });
            self.write_yaml_flow(text);
            text.push('\n');
        }
    }

    fn write_yaml_flow(&self, text: &mut String) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            Self::Number(spelled) => text.push_str(yaml_number(spelled)),
            Self::Text(value) => text.push_str(&yaml_text(value, false)),
            Self::List(_) => text.push_str("[]"),
            Self::Map(_) => text.push_str("{}"),
        }
    }
}

/// A comma after the last entry, and the next line.
fn separate(comma: bool, level: Option<usize>, text: &mut String) {
    if comma {
        text.push(',');
    }
    if let Some(level) = level {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", level));
    }
}

fn indented(own_line: bool, indent: usize, text: &mut String) {
    if own_line {
        text.extend(std::iter::repeat_n(' ', indent));
    }
}

/// JSON cannot say what is no finite number.
fn json_number(spelled: &str) -> &str {
    if spelled.ends_with(|it: char| it.is_ascii_alphabetic()) { "null" } else { spelled }
}

fn yaml_number(spelled: &str) -> &str {
    match spelled {
        "Infinity" => ".inf",
        "-Infinity" => "-.inf",
        "NaN" => ".nan",
        finite => finite,
    }
}

/// A string as YAML: plain where that reads back as the same string.
fn yaml_text(value: &str, is_key: bool) -> Cow<'_, str> {
    let bracketed = |it: char| matches!(it, '[' | ']' | '{' | '}' | ',');
    let special = value.is_empty()
        || value.starts_with(|it| "\t ,[]{}#&*!|>'\"%@`".contains(it))
        || matches!(value, "-" | "?")
        || ["- ", "? ", "-\t", "?\t"].iter().any(|it| value.starts_with(it))
        || [": ", ":\t", " #", "\t#"].iter().any(|it| value.contains(it))
        || value.ends_with(['\t', ' ', ':'])
        || value.contains(char::is_control)
        || (is_key && value.contains(bracketed))
        || value.starts_with("---")
        || value.starts_with("...");
    if !special && !reads_as_another_type(value) {
        return Cow::Borrowed(value);
    }
    let single = value.contains('"') && !value.contains('\'') && !value.contains(char::is_control);
    if single && !reads_as_another_type(value) {
        return Cow::Owned(format!("'{value}'"));
    }
    let mut quoted = String::new();
    quote(value, &mut quoted);
    Cow::Owned(quoted)
}

/// Whether a plain scalar would be a number, a boolean or null (YAML 1.2, core
/// schema).
fn reads_as_another_type(value: &str) -> bool {
    let unsigned = value.strip_prefix(['+', '-']).unwrap_or(value);
    let number = unsigned.starts_with(|it: char| it.is_ascii_digit() || it == '.')
        && (unsigned.parse::<f64>().is_ok()
            || matches!(unsigned, ".inf" | ".Inf" | ".INF")
            || matches!(value, ".nan" | ".NaN" | ".NAN"));
    let based = |prefix: &str, radix: u32| {
        let digits = value.strip_prefix(prefix).unwrap_or_default();
        !digits.is_empty() && digits.chars().all(|it| it.is_digit(radix))
    };
    let word = matches!(
        value,
        "~" | "null" | "Null" | "NULL" | "true" | "True" | "TRUE" | "false" | "False" | "FALSE"
    );
    number || word || based("0x", 16) || based("0o", 8)
}

#[cfg(test)]
mod tests {
    use crate::manner::widdershins::sample::Sample;
    use crate::source::Value;

    fn yaml(json: &str) -> String {
        let value = Value::from_json(json).expect("the test is JSON");
        Sample::given(value.node(), 0, &mut 1000).expect("it is small").to_yaml()
    }

    #[test]
    fn yaml_indents_lists_below_their_key() {
        insta::assert_snapshot!(
            yaml(r#"{"c": {"b": {}, "bs": [{"c": {}, "d": [[1, 2], []]}]}, "name": "x"}"#), @r"
        c:
          b: {}
          bs:
            - c: {}
              d:
                - - 1
                  - 2
                - []
        name: x
        ");
    }

    #[test]
    fn yaml_quotes_what_would_read_as_something_else() {
        insta::assert_snapshot!(
            yaml(r##"["", "true", "12", "a: b", "say \"x\" # y", "# no", "a\nb", "plain: \"", "~x"]"##),
            @r##"
        - ""
        - "true"
        - "12"
        - "a: b"
        - 'say "x" # y'
        - "# no"
        - "a\nb"
        - 'plain: "'
        - ~x
        "##);
    }
}
