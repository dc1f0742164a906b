//! A document as an ordered value, and its two spellings.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use specwright::source::{Kind, Node};

/// A whole document, ready to print.
#[derive(Clone, Debug)]
pub struct Document(pub Value);

impl Document {
    /// As YAML, with a line end at the end.
    ///
    /// # Errors
    /// If the printer refuses the value; it never does for what `document` writes.
    pub fn to_yaml(&self) -> Result<String, String> {
        serde_yaml::to_string(&self.0).map_err(|it| it.to_string())
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

/// JSON, with maps in order.
#[derive(Clone, Debug, Default)]
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
#[derive(Clone, Debug, Default)]
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

    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_unit(),
            Self::Bool(it) => to.serialize_bool(*it),
            Self::Number(spelt) => number(spelt, to),
            Self::Text(it) => to.serialize_str(it),
            Self::List(items) => {
                let mut list = to.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|it| list.serialize_element(it))?;
                list.end()
            }
            Self::Map(entries) => {
                let mut map = to.serialize_map(Some(entries.0.len()))?;
                entries.0.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
                map.end()
            }
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
