//! One value of a tree, and ways to look at it.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;

use crate::source::arena::{KeyIndex, hash};
use crate::source::tree::{Flags, Raw, Tag, Tree, unescape};
use crate::text::{FileId, Span};

/// What sort of value a node is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// `null`, or in YAML nothing at all.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number, whole or not.
    Number,
    /// A string.
    Text,
    /// A JSON array, a YAML sequence.
    List,
    /// A JSON object, a YAML mapping.
    Map,
}

impl Kind {
    /// The kind with its article, for messages: "a list".
    pub fn noun(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::Text => "a string",
            Self::List => "a list",
            Self::Map => "a map",
        }
    }
}

/// Tells nodes of all trees apart. A value has one id, however many aliases it has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId {
    /// The file of the tree.
    pub file: FileId,
    /// The position in its tree.
    pub index: u32,
}

/// A value in a [`Tree`]. An alias looks like what it stands for, except for its place.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    pub(in crate::source) tree: &'a Tree,
    pub(in crate::source) index: u32,
}

impl<'a> Node<'a> {
    /// What sort of value it is.
    pub fn kind(self) -> Kind {
        match self.target().tag() {
            Tag::Null | Tag::Alias => Kind::Null,
            Tag::False | Tag::True => Kind::Bool,
            Tag::Number => Kind::Number,
            Tag::Text => Kind::Text,
            Tag::List => Kind::List,
            Tag::Map => Kind::Map,
        }
    }

    /// Where it is written; for an alias, the alias's place.
    /// Quote marks and brackets are in it, the header of a YAML block scalar is not.
    pub fn at(self) -> Span {
        let node = self.stored();
        Span { file: self.tree.file, start: node.start, end: node.end }
    }

    /// Where the value is written; for an alias, the place of what it stands for.
    pub fn target_at(self) -> Span {
        self.followed().at()
    }

    /// True if it is a YAML alias.
    pub fn is_alias(self) -> bool {
        self.stored().tag() == Tag::Alias
    }

    /// The truth value, if it is a boolean.
    pub fn as_bool(self) -> Option<bool> {
        match self.target().tag() {
            Tag::True => Some(true),
            Tag::False => Some(false),
            _ => None,
        }
    }

    /// The string, if it is one; borrowed where nothing is escaped.
    pub fn as_text(self) -> Option<Cow<'a, str>> {
        (self.target().tag() == Tag::Text).then(|| self.decoded())
    }

    /// A number as it is spelled: in YAML that may be `0x1F` or `.inf`.
    pub fn number(self) -> Option<Cow<'a, str>> {
        (self.target().tag() == Tag::Number).then(|| self.decoded())
    }

    /// A string, number or boolean as it is spelled, which is how YAML keys
    /// like `200:` are read; null is empty. Lists and maps are none.
    pub fn scalar(self) -> Option<Cow<'a, str>> {
        match self.target().tag() {
            Tag::List | Tag::Map | Tag::Alias => None,
            Tag::Null => Some(Cow::Borrowed("")),
            _ => Some(self.decoded()),
        }
    }

    /// The values of a list; none if it is not a list.
    pub fn items(self) -> Items<'a> {
        let (at, end) = self.children(Tag::List);
        Items { tree: self.tree, at, end }
    }

    /// The value at this position of a list, from zero.
    pub fn item(self, position: usize) -> Option<Node<'a>> {
        const NEAR: usize = 64;
        if position < NEAR {
            return self.items().nth(position);
        }
        // The child that a node belongs to is a few steps up, and children are in order.
        let Items { mut at, mut end, .. } = self.items();
        let (list, parents) = (self.followed().index, self.tree.parents());
        while at < end {
            let mut child = at + (end - at) / 2;
            while parents[child as usize].0 != list {
                child = parents[child as usize].0;
            }
            match (parents[child as usize].1 as usize).cmp(&position) {
                Ordering::Equal => return self.tree.node(child),
                Ordering::Less => at = self.tree.nodes[child as usize].next(child),
                Ordering::Greater => end = child,
            }
        }
        None
    }

    /// The entries of a map as they are written, repeated keys kept; then what
    /// its YAML merges add: own keys win, then the map merged first.
    /// None if it is not a map.
    pub fn entries(self) -> Entries<'a> {
        let merges = self.target().has(Flags::MERGE) && self.kind() == Kind::Map;
        let added = if merges { self.merged() } else { Vec::new() };
        Entries { skip_merges: merges, merged: added.into_iter(), ..self.raw_entries() }
    }

    /// The entries of a map as they are written, a merge as the entry `<<`.
    pub fn raw_entries(self) -> Entries<'a> {
        let (at, end) = self.children(Tag::Map);
        Entries { tree: self.tree, at, end, skip_merges: false, merged: Vec::new().into_iter() }
    }

    /// The value of a key; of a repeated key the first. Keys that are numbers
    /// or booleans in YAML are found by their spelling.
    pub fn get(self, key: &str) -> Option<Node<'a>> {
        self.entry(key).map(|it| it.value)
    }

    /// The entry of a key; of a repeated key the first.
    pub fn entry(self, key: &str) -> Option<Entry<'a>> {
        let hash = hash(key.as_bytes());
        self.sources().find_map(|map| map.own_entry(key, hash))
    }

    /// The entry of a key, merges left out.
    fn own_entry(self, key: &str, hash: u32) -> Option<Entry<'a>> {
        let is_it = |it: &Entry<'_>| {
            let stored = it.key.stored();
            stored.hash() == hash
                && !stored.has(Flags::MERGE)
                && it.key.scalar().is_some_and(|name| name == key)
        };
        let mut entries = self.raw_entries();
        let found = entries.by_ref().take(KeyIndex::SMALL).find(is_it);
        if found.is_some() || entries.at >= entries.end {
            return found;
        }
        let keys = self.tree.index.keys(self.followed().index, hash);
        let mut entries = keys.map(|index| {
            let key = Node { tree: self.tree, index };
            Entry { key, value: key.following() }
        });
        entries.find(is_it)
    }

    /// Its position in the tree, counted in the order of writing; an alias has its own.
    pub fn index(self) -> u32 {
        self.index
    }

    /// The tree that it is in.
    pub fn tree(self) -> &'a Tree {
        self.tree
    }

    /// Which value it is; the same for all aliases of one value.
    pub fn id(self) -> NodeId {
        NodeId { file: self.tree.file, index: self.followed().index }
    }

    /// The bytes as they are written.
    pub fn raw(self) -> &'a str {
        self.tree.text.get(self.at().range()).unwrap_or_default()
    }

    /// The list or map that it is written in; for a key its map, for the root none.
    pub fn parent(self) -> Option<Node<'a>> {
        let parent = self.tree.parents().get(self.index as usize)?.0;
        (self.index != 0).then_some(Node { tree: self.tree, index: parent })
    }

    /// The key that it is the value of.
    pub fn key(self) -> Option<Node<'a>> {
        let parent = self.parent().filter(|it| it.stored().tag() == Tag::Map)?;
        let key = self.tree.parents().get(self.index as usize)?.1;
        (key != self.index).then_some(Node { tree: parent.tree, index: key })
    }

    /// The JSON Pointer (RFC 6901) to where it is written. A key's is that of its entry.
    pub fn pointer(self) -> String {
        let mut steps = Vec::new();
        let mut index = self.index;
        while index != 0 {
            let (parent, key) = self.tree.parents()[index as usize];
            let step = if self.tree.nodes[parent as usize].tag() == Tag::List {
                Cow::Owned(key.to_string())
            } else {
                Node { tree: self.tree, index: key }.scalar().unwrap_or_default()
            };
            steps.push(step);
            index = parent;
        }
        let mut pointer = String::new();
        for step in steps.iter().rev() {
            pointer.push('/');
            if step.contains(['~', '/']) {
                pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
            } else {
                pointer.push_str(step);
            }
        }
        pointer
    }

    fn stored(self) -> Raw {
        self.tree.nodes[self.index as usize]
    }

    /// The node itself, or what it is an alias of. An alias of an alias there is not.
    fn followed(self) -> Self {
        let node = self.stored();
        if node.tag() == Tag::Alias { Self { index: node.data, ..self } } else { self }
    }

    fn target(self) -> Raw {
        self.followed().stored()
    }

    fn decoded(self) -> Cow<'a, str> {
        let node = self.target();
        unescape(node, node.plain(&self.tree.text, &self.tree.decoded, &self.tree.ends))
    }

    /// The range of nodes under a container of this tag.
    fn children(self, tag: Tag) -> (u32, u32) {
        let followed = self.followed();
        let node = followed.stored();
        if node.tag() == tag { (followed.index + 1, node.data) } else { (0, 0) }
    }

    /// The node written after this one and all that is in it.
    fn following(self) -> Self {
        Self { index: self.stored().next(self.index), ..self }
    }

    /// The keys and values that YAML merges add to this map.
    fn merged(self) -> Vec<(u32, u32)> {
        let mut seen = BTreeSet::new();
        let mut added = Vec::new();
        for (nth, map) in self.sources().enumerate() {
            let own = map.raw_entries().filter(|it| !it.key.stored().has(Flags::MERGE));
            for entry in own {
                if seen.insert(entry.name()) && nth > 0 {
                    added.push((entry.key.index, entry.value.index));
                }
            }
        }
        added
    }

    /// The map itself, then the maps merged into it: for a key, the first that
    /// has it counts. Aliases lead only backwards, so this ends; the bound on
    /// what they stand for says that it ends soon.
    fn sources(self) -> impl Iterator<Item = Node<'a>> {
        let (mut next, mut waiting) = (Some(self), Vec::new());
        std::iter::from_fn(move || {
            let map = next.take().or_else(|| waiting.pop())?;
            let first = waiting.len();
            if map.kind() == Kind::Map && map.target().has(Flags::MERGE) {
                let merges = map.raw_entries().filter(|it| it.key.stored().has(Flags::MERGE));
                for merge in merges {
                    match merge.value.kind() {
                        Kind::List => waiting.extend(merge.value.items()),
                        _ => waiting.push(merge.value),
                    }
                }
            }
            waiting[first..].reverse();
            Some(map)
        })
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}({:?})", self.kind(), self.raw())
    }
}

/// The values of a list.
#[derive(Clone, Debug)]
pub struct Items<'a> {
    tree: &'a Tree,
    at: u32,
    end: u32,
}

impl<'a> Iterator for Items<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        if self.at >= self.end {
            return None;
        }
        let node = Node { tree: self.tree, index: self.at };
        self.at = node.following().index;
        Some(node)
    }
}

/// One key of a map, and its value.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The key; [`Node::scalar`] is its name.
    pub key: Node<'a>,
    /// What it is set to.
    pub value: Node<'a>,
}

impl<'a> Entry<'a> {
    /// The key's text.
    pub fn name(&self) -> Cow<'a, str> {
        self.key.scalar().unwrap_or_default()
    }
}

/// The entries of a map.
#[derive(Clone, Debug)]
pub struct Entries<'a> {
    tree: &'a Tree,
    at: u32,
    end: u32,
    skip_merges: bool,
    merged: std::vec::IntoIter<(u32, u32)>,
}

impl<'a> Iterator for Entries<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        while self.at < self.end {
            let key = Node { tree: self.tree, index: self.at };
            let value = key.following();
            self.at = value.following().index;
            if !self.skip_merges || !key.stored().has(Flags::MERGE) {
                return Some(Entry { key, value });
            }
        }
        let (key, value) = self.merged.next()?;
        let node = |index| Node { tree: self.tree, index };
        Some(Entry { key: node(key), value: node(value) })
    }
}
