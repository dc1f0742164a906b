//! The finished tree, and ways to look at it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::source::arena::{Laid, hash, narrow};
use crate::source::{Fault, Language};
use crate::text::{FileId, Span};

/// What a stored node is. The first eight bits of [`Raw::what`] are this and [`Flags`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tag {
    Null,
    False,
    True,
    Number,
    Text,
    List,
    Map,
    Alias,
}

/// What else is known of a stored node.
pub(crate) struct Flags;

impl Flags {
    /// A quote mark before and after is not part of the value.
    pub(crate) const QUOTED: u32 = 1 << 4;
    /// JSON escapes are still in it.
    pub(crate) const ESCAPED: u32 = 1 << 5;
    /// `data` names a decoded string.
    pub(crate) const DECODED: u32 = 1 << 6;
    /// On a key: a YAML merge. On a map: it has one.
    pub(crate) const MERGE: u32 = 1 << 7;
}

/// One node as it is stored, in 16 bytes.
#[derive(Clone, Copy)]
pub(crate) struct Raw {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Tag, flags, and 24 bits of hash if it is a key.
    what: u32,
    /// List, map: the node after its last. Alias: its target. Decoded scalar: which string.
    pub(crate) data: u32,
}

impl Raw {
    pub(crate) fn new(tag: Tag, flags: u32, start: u32, end: u32) -> Self {
        Self { start, end, what: tag as u32 | flags, data: 0 }
    }

    pub(crate) fn tag(self) -> Tag {
        match self.what & 7 {
            0 => Tag::Null,
            1 => Tag::False,
            2 => Tag::True,
            3 => Tag::Number,
            4 => Tag::Text,
            5 => Tag::List,
            6 => Tag::Map,
            _ => Tag::Alias,
        }
    }

    pub(crate) fn has(self, flag: u32) -> bool {
        self.what & flag != 0
    }

    pub(crate) fn set(&mut self, flag: u32, on: bool) {
        self.what = if on { self.what | flag } else { self.what & !flag };
    }

    pub(crate) fn hash(self) -> u32 {
        self.what >> 8
    }

    pub(crate) fn set_hash(&mut self, hash: u32) {
        self.what = self.what & 0xff | hash << 8;
    }

    /// The node after this one (at `index`) and all that is in it.
    pub(crate) fn next(self, index: u32) -> u32 {
        if matches!(self.tag(), Tag::List | Tag::Map) { self.data } else { index + 1 }
    }

    /// A scalar's text, JSON escapes not yet undone.
    pub(crate) fn plain<'a>(self, text: &'a str, decoded: &'a str, ends: &[usize]) -> &'a str {
        if self.has(Flags::DECODED) {
            let which = self.data as usize;
            let start = which.checked_sub(1).and_then(|it| ends.get(it)).copied().unwrap_or(0);
            let end = ends.get(which).copied().unwrap_or(start);
            return decoded.get(start..end).unwrap_or_default();
        }
        let quote = usize::from(self.has(Flags::QUOTED));
        text.get(self.start as usize + quote..self.end as usize - quote).unwrap_or_default()
    }
}

/// A text as a tree of nodes, in the order they are written.
pub struct Tree {
    file: FileId,
    text: Arc<str>,
    language: Language,
    nodes: Vec<Raw>,
    decoded: String,
    ends: Vec<usize>,
    comments: Vec<Span>,
    /// For each node its parent, and its key (in a map) or position (in a list).
    /// Found when first asked for: only findings need it.
    parents: OnceLock<Vec<(u32, u32)>>,
}

impl Tree {
    /// A tree of a text, and what is wrong with it.
    pub(crate) fn new(text: Arc<str>, laid: Laid) -> (Self, Vec<Fault>) {
        let Laid { file, language, nodes, decoded, ends, comments, faults } = laid;
        let parents = OnceLock::new();
        (Self { file, text, language, nodes, decoded, ends, comments, parents }, faults)
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
                    node.items().nth(step.parse().ok()?)?
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
    tree: &'a Tree,
    index: u32,
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
        let own = self.raw_entries().find(|it| {
            let stored = it.key.stored();
            stored.hash() == hash
                && !stored.has(Flags::MERGE)
                && it.key.scalar().is_some_and(|text| text == key)
        });
        if own.is_some() || !self.target().has(Flags::MERGE) || self.kind() != Kind::Map {
            return own;
        }
        let node = |index| Node { tree: self.tree, index };
        let mut found = self.merged().into_iter();
        found.find_map(|(at, value)| {
            let entry = Entry { key: node(at), value: node(value) };
            (entry.key.scalar()? == key).then_some(entry)
        })
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
        let mut found = Vec::new();
        // Maps still to be merged in, the next one last. Aliases lead only
        // backwards, so this ends; the bound on them says that it ends soon.
        let mut waiting = vec![(self, true)];
        while let Some((map, own)) = waiting.pop() {
            let first = waiting.len();
            for entry in map.raw_entries() {
                if entry.key.stored().has(Flags::MERGE) {
                    match entry.value.kind() {
                        Kind::List => waiting.extend(entry.value.items().map(|it| (it, false))),
                        _ => waiting.push((entry.value, false)),
                    }
                } else if seen.insert(entry.key.scalar().unwrap_or_default()) && !own {
                    found.push((entry.key.index, entry.value.index));
                }
            }
            waiting[first..].reverse();
        }
        found
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

/// Undoes JSON escapes, if the node has any. What is no character becomes U+FFFD.
pub(crate) fn unescape(node: Raw, text: &str) -> Cow<'_, str> {
    if !node.has(Flags::ESCAPED) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        let mut after = rest[at + 1..].chars();
        match after.next() {
            Some('b') => plain.push('\u{8}'),
            Some('f') => plain.push('\u{c}'),
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('t') => plain.push('\t'),
            Some('u') => {
                let (read, used) = unicode_escape(after.as_str());
                plain.push(read.unwrap_or('\u{fffd}'));
                rest = after.as_str().get(used..).unwrap_or_default();
                continue;
            }
            Some(other) => plain.push(other),
            None => plain.push('\u{fffd}'),
        }
        rest = after.as_str();
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Reads what follows `\u`: four digits, or two surrogates.
/// Gives the character (none if these are none) and how many bytes it took.
pub(crate) fn unicode_escape(text: &str) -> (Option<char>, usize) {
    let digits = |at: usize| {
        let digits = text.get(at..at + 4)?;
        let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if hex { u32::from_str_radix(digits, 16).ok() } else { None }
    };
    let Some(high) = digits(0) else {
        let good = text.bytes().take(4).take_while(u8::is_ascii_hexdigit).count();
        return (None, good);
    };
    if !(0xd800..0xdc00).contains(&high) {
        return (char::from_u32(high), 4);
    }
    let low = if text.get(4..6) == Some("\\u") { digits(6) } else { None };
    match low {
        Some(low) if (0xdc00..0xe000).contains(&low) => {
            let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            (char::from_u32(code), 10)
        }
        _ => (None, 4),
    }
}
