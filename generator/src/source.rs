//! Text taken apart: documents into a tree of nodes that know where they stand,
//! pages into a list of blocks.
//!
//! JSON and YAML become the same [`Tree`]: one flat list of nodes of 16 bytes
//! each, in the order they are written. A node holds byte offsets into the
//! text; what it says is decoded when someone asks.
//! Reading never fails: it gives the tree of what it understood, and a list
//! of [`Fault`]s.
//!
//! Whoever walks a tree is safe from hostile documents: nothing is nested
//! deeper than [`MAX_DEPTH`], aliases counted as what they stand for, and all
//! aliases together stand for no more than twenty times the text and 2 MiB.
//! Past either bound they read as null, and a fault says so.

mod arena;
mod decode;
mod json;
mod markdown;
mod tree;
mod value;
mod yaml;

use std::sync::Arc;

use crate::text::{FileId, Span};

pub use decode::decode;
pub use json::parse_json;
pub use markdown::{Block, BlockKind, Cells, Page, Row, parse_markdown};
pub use tree::{Entries, Entry, Items, Kind, Node, NodeId, Tree};
pub use value::Value;
pub(crate) use value::quote;
pub use yaml::parse_yaml;

/// How deep lists and maps may be nested, aliases counted as what they stand
/// for. Real documents stay under 60; a bound lets everyone else recurse.
pub const MAX_DEPTH: usize = 256;

/// The language that a text is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    /// JSON, RFC 8259.
    Json,
    /// YAML 1.2 with its core schema, and `<<` merges.
    Yaml,
}

/// Something wrong with the text itself, before anyone asks what it means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Where it is.
    pub at: Span,
    /// Of what sort it is.
    pub kind: FaultKind,
    /// What is wrong, as a sentence without its full stop.
    pub message: String,
    /// A second place that has to do with it.
    pub note: Option<(Span, String)>,
}

impl Fault {
    fn new(at: Span, kind: FaultKind, message: impl Into<String>) -> Self {
        Self { at, kind, message: message.into(), note: None }
    }

    fn with_note(mut self, at: Span, message: impl Into<String>) -> Self {
        self.note = Some((at, message.into()));
        self
    }
}

/// The sorts of [`Fault`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FaultKind {
    /// The text breaks the grammar of its language.
    Syntax,
    /// Brackets of YAML further left than the block that they are in. They
    /// read as they are meant.
    Indent,
    /// Text of YAML where the name of the file promises JSON.
    NoJson,
    /// Bytes or escapes that are no characters; they read as U+FFFD.
    Encoding,
    /// Nested deeper than [`MAX_DEPTH`]; what is below reads as null.
    Depth,
    /// Aliases that stand for too many nodes; they read as null.
    AliasBomb,
    /// An alias to an anchor that is nowhere, or that contains the alias.
    UnknownAlias,
    /// A key that its map already has. Both are kept.
    RepeatedKey,
    /// A second document in the same text. It is not read.
    SeveralDocuments,
    /// A list or a map as a key. Its text as written is the key.
    ComplexKey,
    /// A `<<` whose value is neither a map nor a list of maps.
    Merge,
    /// A value that its tag does not fit. It reads as text.
    Tag,
    /// Over 4 GiB. Nothing is read.
    TooLarge,
}

/// Reads a text in the language that it is found to be in.
///
/// JSON is a text that starts with `{` or `[` and reads as JSON. Whatever else
/// reads as YAML is YAML: its flow style looks alike. When neither works, the
/// faults are those of the language that it looks like.
pub fn parse(text: Arc<str>, file: FileId) -> (Tree, Vec<Fault>) {
    parse_named(text, file, false)
}

/// As [`parse`], where `is_json` says that the name of the file ends with
/// `.json`: that it is YAML all the same is a fault then.
pub fn parse_named(text: Arc<str>, file: FileId, is_json: bool) -> (Tree, Vec<Fault>) {
    let (first, second) = {
        let body = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let mut marks = body.bytes().filter(|byte| !byte.is_ascii_whitespace());
        (marks.next(), marks.next())
    };
    if !matches!(first, Some(b'{' | b'[')) {
        return parse_yaml(text, file);
    }
    let json = parse_json(Arc::clone(&text), file);
    let breaks = |faults: &[Fault]| faults.iter().any(|it| it.kind == FaultKind::Syntax);
    if !breaks(&json.1) {
        return json;
    }
    let yaml = parse_yaml(text, file);
    let looks_like_json = first == Some(b'[') || matches!(second, Some(b'"' | b'}'));
    // YAML is read no further than a level that is too deep.
    let stops = breaks(&yaml.1) || yaml.1.iter().any(|it| it.kind == FaultKind::Depth);
    if looks_like_json && stops {
        return json;
    }
    let (tree, mut faults) = yaml;
    if is_json && !breaks(&faults) {
        let wrong = json.1.into_iter().filter(|it| it.kind == FaultKind::Syntax);
        faults.extend(wrong.map(|it| Fault { kind: FaultKind::NoJson, ..it }));
    }
    (tree, faults)
}

#[cfg(test)]
mod tests;
