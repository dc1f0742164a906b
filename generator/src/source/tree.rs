//! The finished tree, and ways to look at it.

mod node;
mod stored;

use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::source::arena::{KeyIndex, Laid, narrow};
pub use crate::source::tree::node::{Entries, Entry, Items, Kind, Node, NodeId};
pub(crate) use crate::source::tree::stored::{Flags, Raw, Tag, unescape, unicode_escape};
use crate::source::{Fault, Language};
use crate::text::{FileId, Span};

/// A text as a tree of nodes, in the order they are written.
pub struct Tree {
    file: FileId,
    text: Arc<str>,
    language: Language,
    nodes: Vec<Raw>,
    decoded: String,
    ends: Vec<usize>,
    index: KeyIndex,
    comments: Vec<Span>,
    /// For each node its parent, and its key (in a map) or position (in a list).
    /// Found when first asked for: only findings need it.
    parents: OnceLock<Vec<(u32, u32)>>,
}

impl Tree {
    /// A tree of a text, and what is wrong with it.
    pub(crate) fn new(text: Arc<str>, laid: Laid) -> (Self, Vec<Fault>) {
        let Laid { file, language, nodes, decoded, ends, index, comments, faults } = laid;
        let parents = OnceLock::new();
        (Self { file, text, language, nodes, decoded, ends, index, comments, parents }, faults)
    }

    /// The outermost node. A text that says nothing is a null.
    pub fn root(&self) -> Node<'_> {
        Node { tree: self, index: 0 }
    }

    /// The file that it was read from.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// The whole text.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The language that it was read as.
    pub fn language(&self) -> Language {
        self.language
    }

    /// How many nodes there are; never none.
    #[expect(clippy::len_without_is_empty, reason = "a tree always has its root")]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node of this index, counted in the order they are written.
    pub fn node(&self, index: u32) -> Option<Node<'_>> {
        ((index as usize) < self.nodes.len()).then_some(Node { tree: self, index })
    }

    /// The value that is written at exactly this place.
    pub fn node_at(&self, at: Span) -> Option<Node<'_>> {
        let first = self.nodes.partition_point(|node| node.start < at.start);
        let near = self.nodes[first..].iter().take_while(|node| node.start == at.start);
        let after = near.into_iter().position(|node| node.end == at.end)?;
        (at.file == self.file).then_some(Node { tree: self, index: narrow(first + after) })
    }

    /// The YAML comments, from `#` to before the line end, in order. JSON has none.
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// The node that a JSON Pointer (RFC 6901) leads to, through aliases and merges.
    /// Percent-decoding is the caller's.
    pub fn at_pointer(&self, pointer: &str) -> Option<Node<'_>> {
        let mut node = self.root();
        if pointer.is_empty() {
            return Some(node);
        }
        for step in pointer.strip_prefix('/')?.split('/') {
            node = match node.kind() {
                Kind::Map if step.contains('~') => {
                    node.get(&step.replace("~1", "/").replace("~0", "~"))?
                }
                Kind::Map => node.get(step)?,
                Kind::List if step == "0" || !step.starts_with(['0', '+']) => {
                    node.item(step.parse().ok()?)?
                }
                _ => return None,
            };
        }
        Some(node)
    }

    /// The JSON Pointer of the deepest node that is written around a byte.
    /// A key counts as its entry, and so does the space before its value.
    pub fn pointer_at(&self, offset: u32) -> String {
        let after = self.nodes.partition_point(|node| node.start <= offset);
        let mut index = narrow(after.saturating_sub(1));
        let entry_ends = |key: u32| {
            let node = self.nodes[key as usize];
            let value = self.nodes.get(node.next(key) as usize);
            value.map_or(node.end, |value| value.end)
        };
        while index != 0 {
            let (_, key) = self.parents()[index as usize];
            let end = if key == index { entry_ends(key) } else { self.nodes[index as usize].end };
            if offset < end {
                break;
            }
            index = self.parents()[index as usize].0;
        }
        Node { tree: self, index }.pointer()
    }

    /// In a map, a key's own "key" is itself.
    fn parents(&self) -> &[(u32, u32)] {
        self.parents.get_or_init(|| {
            let mut parents = vec![(0, 0); self.nodes.len()];
            for index in 0..narrow(self.nodes.len()) {
                let node = self.nodes[index as usize];
                if !matches!(node.tag(), Tag::List | Tag::Map) {
                    continue;
                }
                let (mut child, mut count, mut key) = (index + 1, 0, index + 1);
                while child < node.data {
                    let is_list = node.tag() == Tag::List;
                    if count % 2 == 0 {
                        key = child;
                    }
                    parents[child as usize] = (index, if is_list { count } else { key });
                    child = self.nodes[child as usize].next(child);
                    count += 1;
                }
            }
            parents
        })
    }
}

impl fmt::Debug for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tree({} nodes of {:?})", self.nodes.len(), self.file)
    }
}
