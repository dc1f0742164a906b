//! The nodes while they are laid down, and what both languages do alike.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::source::tree::{Flags, Raw, Tag, unescape};
use crate::source::{Fault, FaultKind, Language};
use crate::text::{FileId, Span};

/// A tree under construction.
pub(crate) struct Arena<'t> {
    pub(crate) text: &'t str,
    pub(crate) file: FileId,
    pub(crate) nodes: Vec<Raw>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) comments: Vec<Span>,
    /// Decoded strings, one after the other.
    decoded: String,
    /// Where each decoded string ends.
    ends: Vec<usize>,
    /// Keys of the map being checked: hash in the upper half, node below.
    keys: Vec<u64>,
    index: KeyIndex,
}

/// The keys of all maps that are too large to be searched one by one.
#[derive(Default)]
pub(crate) struct KeyIndex {
    /// Maps, each with where its keys start and end in `keys`.
    maps: Vec<(u32, usize, usize)>,
    /// Hash in the upper half, node below; sorted within each map.
    keys: Vec<u64>,
}

impl KeyIndex {
    /// Maps of up to so many keys are searched one by one.
    pub(crate) const SMALL: usize = 32;

    /// The keys of this hash in a large map, in the order of the text.
    pub(crate) fn keys(&self, map: u32, hash: u32) -> impl Iterator<Item = u32> {
        let found = self.maps.binary_search_by_key(&map, |it| it.0).ok();
        let range = found.map_or(0..0, |at| self.maps[at].1..self.maps[at].2);
        let keys = self.keys.get(range).unwrap_or_default();
        let first = keys.partition_point(|&it| key_hash(it) < hash);
        keys[first..].iter().take_while(move |&&it| key_hash(it) == hash).map(|&it| key_node(it))
    }

    fn add(&mut self, map: u32, keys: &[u64]) {
        let start = self.keys.len();
        self.keys.extend_from_slice(keys);
        self.maps.push((map, start, self.keys.len()));
    }

    /// Forgets the maps from this node on, which are the last that were added.
    fn truncate(&mut self, from: u32) {
        while let Some((_, start, _)) = self.maps.pop_if(|it| it.0 >= from) {
            self.keys.truncate(start);
        }
    }
}

fn key_hash(key: u64) -> u32 {
    (key >> 32) as u32
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is the node")]
fn key_node(key: u64) -> u32 {
    key as u32
}

impl<'t> Arena<'t> {
    pub(crate) fn new(text: &'t str, file: FileId, bytes_per_node: usize) -> Self {
        Self {
            text,
            file,
            nodes: Vec::with_capacity(text.len() / bytes_per_node + 1),
            faults: Vec::new(),
            comments: Vec::new(),
            decoded: String::new(),
            ends: Vec::new(),
            keys: Vec::new(),
            index: KeyIndex::default(),
        }
    }

    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    pub(crate) fn fault(&mut self, start: usize, end: usize, kind: FaultKind, message: &str) {
        let at = self.span(start, end);
        self.faults.push(Fault::new(at, kind, message));
    }

    /// Lays down a node and says which it is.
    pub(crate) fn push(&mut self, tag: Tag, flags: u32, start: usize, end: usize) -> u32 {
        let index = narrow(self.nodes.len());
        self.nodes.push(Raw::new(tag, flags, narrow(start), narrow(end)));
        index
    }

    /// Lays down a scalar whose text is not a stretch of the source.
    pub(crate) fn push_decoded(&mut self, tag: Tag, value: &str, start: usize, end: usize) -> u32 {
        let index = self.push(tag, Flags::DECODED, start, end);
        self.nodes[index as usize].data = narrow(self.ends.len());
        self.decoded.push_str(value);
        self.ends.push(self.decoded.len());
        index
    }

    /// Ends a list or map: it reaches to byte `end`, and all nodes so far are in it.
    pub(crate) fn close(&mut self, index: u32, end: usize) {
        let next = narrow(self.nodes.len());
        let node = &mut self.nodes[index as usize];
        node.end = narrow(end);
        node.data = next;
    }

    /// Makes a list or map into a scalar, and takes away what was in it.
    pub(crate) fn flatten(&mut self, index: u32, tag: Tag, end: usize) {
        self.nodes.truncate(index as usize + 1);
        self.index.truncate(index);
        let start = self.nodes[index as usize].start;
        self.nodes[index as usize] = Raw::new(tag, 0, start, narrow(end));
    }

    /// Marks a node as a key, so that it is found and compared fast.
    pub(crate) fn mark_key(&mut self, index: u32) {
        let at = self.resolve(index);
        let node = self.nodes[at as usize];
        let hash = if node.has(Flags::ESCAPED) {
            hash(self.scalar(at).as_bytes())
        } else {
            hash(self.plain(node).as_bytes())
        };
        self.nodes[index as usize].set_hash(hash);
    }

    /// The node that an alias stands for, or the node itself.
    pub(crate) fn resolve(&self, index: u32) -> u32 {
        let node = self.nodes[index as usize];
        if node.tag() == Tag::Alias { node.data } else { index }
    }

    fn plain(&self, node: Raw) -> &str {
        // As a key, `~` is the empty name.
        if node.tag() == Tag::Null {
            return "";
        }
        node.plain(self.text, &self.decoded, &self.ends)
    }

    /// What a scalar says.
    pub(crate) fn scalar(&self, index: u32) -> Cow<'_, str> {
        let node = self.nodes[self.resolve(index) as usize];
        unescape(node, self.plain(node))
    }

    /// Reports each key that the map at `index` has more than once, in linear
    /// time but for sorting.
    pub(crate) fn check_keys(&mut self, index: u32) {
        let mut keys = std::mem::take(&mut self.keys);
        keys.clear();
        let end = self.nodes[index as usize].data;
        let mut at = index + 1;
        while at < end {
            let key = self.nodes[at as usize];
            keys.push(u64::from(key.hash()) << 32 | u64::from(at));
            let value = key.next(at);
            at = self.nodes[value as usize].next(value);
        }
        // A small map is compared pairwise first, which is cheaper than to sort.
        if keys.len() > 12 || some_equal(&keys) {
            keys.sort_unstable();
            let mut found = Vec::new();
            for group in keys.chunk_by(|&one, &other| key_hash(one) == key_hash(other)) {
                if group.len() > 1 {
                    self.repeated_in(group, &mut found);
                }
            }
            // In the order of the text, whatever the hashes are.
            found.sort_by_key(|fault| fault.at.start);
            self.faults.append(&mut found);
        }
        if keys.len() > KeyIndex::SMALL {
            self.index.add(index, &keys);
        }
        self.keys = keys;
    }

    /// Among keys of one hash: those that really are equal.
    fn repeated_in(&self, group: &[u64], found: &mut Vec<Fault>) {
        let nodes = group.iter().map(|&it| key_node(it));
        let mut same: Vec<_> = nodes.map(|it| (self.scalar(it), it)).collect();
        same.sort_unstable_by(|one, other| match one.0.cmp(&other.0) {
            Ordering::Equal => one.1.cmp(&other.1),
            order => order,
        });
        for run in same.chunk_by(|one, other| one.0 == other.0) {
            let [(name, first), (_, second), rest @ ..] = run else { continue };
            let place = |index: u32| {
                let node = self.nodes[index as usize];
                Span { file: self.file, start: node.start, end: node.end }
            };
            let message = match rest.len() {
                0 => format!("the key `{}` is already in this map", shown(name)),
                more => format!(
                    "the key `{}` is already in this map, and comes {} times",
                    shown(name),
                    more + 2
                ),
            };
            let fault = Fault::new(place(*second), FaultKind::RepeatedKey, message);
            found.push(fault.with_note(place(*first), "it is here first"));
        }
    }

    /// What was laid down, free of the text that it was read from.
    pub(crate) fn finish(mut self, language: Language) -> Laid {
        if self.nodes.is_empty() {
            self.push(Tag::Null, 0, 0, 0);
        }
        self.nodes.shrink_to_fit();
        self.comments.sort_unstable();
        self.faults.sort_by_key(|fault| fault.at.start);
        self.index.maps.sort_unstable();
        let Self { file, nodes, decoded, ends, index, comments, faults, .. } = self;
        Laid { file, language, nodes, decoded, ends, index, comments, faults }
    }
}

/// All parts of a tree but its text.
pub(crate) struct Laid {
    pub(crate) file: FileId,
    pub(crate) language: Language,
    pub(crate) nodes: Vec<Raw>,
    pub(crate) decoded: String,
    pub(crate) ends: Vec<usize>,
    pub(crate) index: KeyIndex,
    pub(crate) comments: Vec<Span>,
    pub(crate) faults: Vec<Fault>,
}

impl Laid {
    /// A text of over 4 GiB, which offsets cannot count: a null and a fault.
    pub(crate) fn too_large(file: FileId, language: Language) -> Self {
        let mut arena = Arena::new("", file, 1);
        arena.fault(0, 0, FaultKind::TooLarge, "files over 4 GiB are not read");
        arena.finish(language)
    }
}

/// Whether offsets can count the bytes of a text.
pub(crate) fn is_countable(text: &str) -> bool {
    u32::try_from(text.len()).is_ok()
}

/// Texts are under 4 GiB, and nodes fewer than bytes.
pub(crate) fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A name short enough for a message.
pub(crate) fn shown(name: &str) -> String {
    let mut shown: String = name.chars().take(60).collect();
    if shown.len() < name.len() {
        shown.push('…');
    }
    shown.replace(|it: char| it.is_control(), "\u{fffd}")
}

/// A hash of 24 bits, only ever to tell keys apart fast: equal ones are compared.
pub(crate) fn hash(key: &[u8]) -> u32 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, word: u64| (hash ^ word).wrapping_mul(FACTOR).rotate_left(29);
    let mut hash = key.len() as u64;
    if let Some(last) = key.last_chunk::<8>() {
        // The last word may overlap the one before it; that is no harm.
        for word in key.as_chunks::<8>().0 {
            hash = mix(hash, u64::from_le_bytes(*word));
        }
        hash = mix(hash, u64::from_le_bytes(*last));
    } else if let (Some(first), Some(last)) = (key.first_chunk::<4>(), key.last_chunk::<4>()) {
        let both = u64::from(u32::from_le_bytes(*first)) << 32;
        hash = mix(hash, both | u64::from(u32::from_le_bytes(*last)));
    } else {
        hash = mix(hash, key.iter().fold(0, |all, &byte| all << 8 | u64::from(byte)));
    }
    (hash.wrapping_mul(FACTOR) >> 40) as u32
}

fn some_equal(keys: &[u64]) -> bool {
    keys.iter().enumerate().any(|(at, one)| keys[..at].iter().any(|it| it >> 32 == one >> 32))
}
