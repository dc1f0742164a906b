//! A document as an ordered value, and its two spellings.

use serde::ser::{Serialize, Serializer};
use specwright::source::{Kind, Node};

/// A whole document, ready to print.
#[derive(Clone, Debug)]
pub struct Document(pub Value);

impl Document {
    /// In either spelling.
    ///
    /// # Errors
    /// If the printer refuses the value; it never does for what `document` writes.
    pub fn print(&self, spelling: Spelling) -> Result<String, String> {
        match spelling {
            Spelling::Yaml => self.to_yaml(),
            Spelling::Json => self.to_json(),
        }
    }

    /// As YAML, with a line end at the end.
    ///
    /// # Errors
    /// If the printer refuses the value; it never does for what `document` writes.
    pub fn to_yaml(&self) -> Result<String, String> {
        let mark = unused_mark(&self.0);
        let quoted = format!("': {mark}");
        let text =
            serde_yaml::to_string(&Yaml { value: &self.0, mark }).map_err(|it| it.to_string())?;
        Ok(text.replace(&quoted, "'"))
    }

    /// As JSON, indented by two, with a line end at the end.
    ///
    /// # Errors
    /// If the printer refuses the value; it never does for what `document` writes.
    pub fn to_json(&self) -> Result<String, String> {
        let mut text = serde_json::to_string_pretty(&self.0).map_err(|it| it.to_string())?;
        text.push('\n');
        Ok(text)
    }
}

/// The two spellings of a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spelling {
    /// YAML, in block style.
    Yaml,
    /// JSON, indented by two.
    Json,
}

impl Spelling {
    /// The spelling that a file of this name has.
    pub fn from_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }
}

/// JSON, with maps in order.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as it was spelt.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object.
    Map(Map),
}

impl Value {
    /// What it weighs in memory, about: its texts, and a word for each value.
    pub(crate) fn weight(&self) -> usize {
        32 + match self {
            Self::Null | Self::Bool(_) => 0,
            Self::Number(text) | Self::Text(text) => text.len(),
            Self::List(items) => items.iter().map(Self::weight).sum(),
            Self::Map(map) => map.0.iter().map(|it| it.0.len() + it.1.weight()).sum(),
        }
    }

    /// The value that a node of a source has, with aliases expanded.
    pub fn from_node(node: Node<'_>) -> Self {
        match node.kind() {
            Kind::Null => Self::Null,
            Kind::Bool => Self::Bool(node.as_bool().unwrap_or_default()),
            Kind::Number => Self::Number(node.number().unwrap_or_default().into_owned()),
            Kind::Text => Self::Text(node.as_text().unwrap_or_default().into_owned()),
            Kind::List => Self::List(node.items().map(Self::from_node).collect()),
            Kind::Map => {
                let entry = |it: specwright::source::Entry<'_>| {
                    (it.name().into_owned(), Self::from_node(it.value))
                };
                Self::Map(Map(node.entries().map(entry).collect()))
            }
        }
    }
}

impl From<bool> for Value {
    fn from(it: bool) -> Self {
        Self::Bool(it)
    }
}
impl From<u64> for Value {
    fn from(it: u64) -> Self {
        Self::Number(it.to_string())
    }
}
impl From<&str> for Value {
    fn from(it: &str) -> Self {
        Self::Text(it.into())
    }
}
impl From<String> for Value {
    fn from(it: String) -> Self {
        Self::Text(it)
    }
}
impl From<&specwright::ir::Said> for Value {
    fn from(it: &specwright::ir::Said) -> Self {
        Self::Text(it.text.to_string())
    }
}
impl From<&specwright::source::Value> for Value {
    fn from(it: &specwright::source::Value) -> Self {
        Self::from_node(it.node())
    }
}
impl From<&specwright::ir::Number> for Value {
    fn from(it: &specwright::ir::Number) -> Self {
        Self::Number(it.0.to_string())
    }
}
impl From<Map> for Value {
    fn from(it: Map) -> Self {
        Self::Map(it)
    }
}
impl<T: Into<Self>> From<Vec<T>> for Value {
    fn from(it: Vec<T>) -> Self {
        Self::List(it.into_iter().map(Into::into).collect())
    }
}

/// An object in the order of its keys.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Map(pub Vec<(String, Value)>);

impl Map {
    /// Sets a key, at the end.
    pub fn put(&mut self, key: impl Into<String>, value: impl Into<Value>) {
        self.0.push((key.into(), value.into()));
    }

    /// Sets a key, if there is something to set.
    pub fn maybe(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// Sets a key to a list, unless that is empty.
    pub fn list(&mut self, key: &str, list: Vec<Value>) {
        if !list.is_empty() {
            self.put(key, Value::List(list));
        }
    }

    /// Sets a key to a map, unless that is empty.
    pub fn map(&mut self, key: &str, map: Self) {
        if !map.0.is_empty() {
            self.put(key, map);
        }
    }

    /// Sets the `x-…` keys.
    pub fn extensions(&mut self, extensions: &specwright::ir::Extensions) {
        for (name, value) in extensions {
            self.put(&**name, value);
        }
    }

    /// Whether a key is set.
    pub fn has(&self, key: &str) -> bool {
        self.0.iter().any(|it| it.0 == key)
    }

    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A value for the YAML printer, which quotes what YAML 1.2 would misread but
/// not what YAML 1.1 would: `no`, `on`, `2019-08-24`, `12:30`. Most readers in
/// the field are of 1.1, so such words are printed behind `: ` and a mark that
/// the document does not contain; that makes the printer quote them, and both
/// are taken away from the text.
struct Yaml<'a> {
    value: &'a Value,
    mark: char,
}

impl Serialize for Yaml<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let text =
            |it: &str| if misread(it) { format!(": {}{it}", self.mark) } else { it.to_owned() };
        let inner = |value| Yaml { value, mark: self.mark };
        match self.value {
            Value::Text(it) => to.serialize_str(&text(it)),
            Value::List(items) => to.collect_seq(items.iter().map(inner)),
            Value::Map(map) => {
                to.collect_map(map.0.iter().map(|(key, value)| (text(key), inner(value))))
            }
            other => other.serialize(to),
        }
    }
}

/// Whether a reader of YAML 1.1 would take a plain word for something else
/// than text, though one of 1.2 would not.
fn misread(word: &str) -> bool {
    const WORDS: &[&str] = &["y", "yes", "n", "no", "on", "off"];
    let first = word.chars().next();
    let number = |it: char| {
        it.is_ascii_digit() || matches!(it, '-' | '+' | '.' | ':' | '_' | 'T' | 't' | 'Z' | ' ')
    };
    WORDS.iter().any(|it| it.eq_ignore_ascii_case(word))
        || first.is_some_and(|it| it.is_ascii_digit() || matches!(it, '-' | '+' | '.'))
            && word.contains(|it: char| it.is_ascii_digit())
            && word.contains([':', '-', '_'])
            && word.chars().all(number)
}

/// A character for private use that stands nowhere in the value.
fn unused_mark(value: &Value) -> char {
    let holds = |mark: char| holds(value, mark);
    ('\u{e000}'..='\u{f8ff}').find(|&it| !holds(it)).unwrap_or('\u{f8ff}')
}

fn holds(value: &Value, mark: char) -> bool {
    match value {
        Value::Text(it) => it.contains(mark),
        Value::List(items) => items.iter().any(|it| holds(it, mark)),
        Value::Map(map) => {
            map.0.iter().any(|(key, value)| key.contains(mark) || holds(value, mark))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_unit(),
            Self::Bool(it) => to.serialize_bool(*it),
            Self::Number(spelt) => number(spelt, to),
            Self::Text(it) => to.serialize_str(it),
            Self::List(items) => to.collect_seq(items),
            Self::Map(map) => to.collect_map(map.0.iter().map(|(key, value)| (key, value))),
        }
    }
}

/// The narrowest type that holds the number exactly, so that integers of any
/// common size keep every digit.
fn number<S: Serializer>(spelt: &str, to: S) -> Result<S::Ok, S::Error> {
    if let Ok(it) = spelt.parse::<i64>() {
        return to.serialize_i64(it);
    }
    if let Ok(it) = spelt.parse::<u64>() {
        return to.serialize_u64(it);
    }
    match spelt.parse::<f64>() {
        Ok(it) if it.is_finite() => to.serialize_f64(it),
        _ => to.serialize_str(spelt),
    }
}
