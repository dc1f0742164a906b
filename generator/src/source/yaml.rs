//! YAML 1.2 to nodes, from the events of a parser that knows byte ranges.

mod indent;
mod merge;
mod schema;
mod wording;

use std::sync::Arc;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StructureStyle};

use crate::source::arena::{Arena, Laid, is_countable, shown};
use crate::source::tree::{Flags, Tag, Tree};
use crate::source::yaml::indent::outdented;
use crate::source::yaml::schema::{is_whole, plain_kind};
use crate::source::yaml::wording::wording;
use crate::source::{Fault, FaultKind, Language, MAX_DEPTH};
use crate::text::FileId;

/// All aliases of a text together may stand for values of this [`Size::weight`],
/// and for twenty times the text.
const ALIAS_BUDGET: u64 = 2 << 20;

/// Reads YAML: its first document, with the types of the core schema.
/// What comes before a fault of syntax is in the tree.
pub fn parse_yaml(text: Arc<str>, file: FileId) -> (Tree, Vec<Fault>) {
    if !is_countable(&text) {
        return Tree::new(Arc::from(""), Laid::too_large(file, Language::Yaml));
    }
    let mut reader = Reader::new(&text, file);
    reader.document();
    reader.close_all();
    let laid = reader.arena.finish(Language::Yaml);
    Tree::new(text, laid)
}

struct Reader<'t> {
    arena: Arena<'t>,
    open: Vec<Open>,
    /// What each anchor names, by the parser's number less one.
    anchors: Vec<Option<Anchor>>,
    /// Where the last node that is complete ends.
    last_end: usize,
    /// The weight of all that aliases so far stand for.
    aliased: u64,
    is_bomb: bool,
    /// Nested too deep to read on.
    is_deep: bool,
}

/// A list or map that is open.
#[expect(clippy::struct_excessive_bools, reason = "they are independent of each other")]
struct Open {
    index: u32,
    is_map: bool,
    /// In a map: a key has been read, its value not.
    has_key: bool,
    /// It stands where a key is due.
    is_key: bool,
    /// A merge is among the keys.
    merges: bool,
    is_flow: bool,
    anchor: usize,
    /// What it holds so far, aliases counted as what they stand for.
    size: Size,
}

/// What an anchor names, once that is complete.
#[derive(Clone, Copy)]
struct Anchor {
    index: u32,
    size: Size,
    /// False while the anchored list or map is still open.
    done: bool,
}

/// How large a value is, aliases counted as what they stand for.
#[derive(Clone, Copy, Default)]
struct Size {
    /// [`NODE_WEIGHT`] for each node, and one for each byte of a scalar.
    weight: u64,
    /// Levels of lists and maps.
    depth: usize,
}

impl Size {
    fn of_scalar(bytes: usize) -> Self {
        Self { weight: NODE_WEIGHT + bytes as u64, depth: 0 }
    }
}

/// What a node weighs against a byte: as much as its place in a tree.
const NODE_WEIGHT: u64 = 16;

impl<'t> Reader<'t> {
    fn new(text: &'t str, file: FileId) -> Self {
        Self {
            arena: Arena::new(text, file, 22),
            open: Vec::new(),
            anchors: Vec::new(),
            last_end: 0,
            aliased: 0,
            is_bomb: false,
            is_deep: false,
        }
    }

    fn document(&mut self) {
        // The parser's own bounds on depth stand behind ours, which have a place and a reason.
        let options = granit_parser::options! {
            emit_unresolved_aliases: true,
            flow_nesting_limit: MAX_DEPTH + 1,
            block_nesting_limit: MAX_DEPTH + 1,
            max_buffered_comment_events: usize::MAX,
        };
        let mut parser = Parser::new_from_str_with_options(self.arena.text, options);
        let mut documents = 0;
        while !self.is_deep
            && let Some(event) = parser.next_event()
        {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => return self.broken(&error),
            };
            let at = span.byte_range().unwrap_or_default();
            let (start, end) = (at.start, at.end);
            match event {
                Event::Scalar(value, style, anchor, tag) => {
                    let tag = tag.as_deref();
                    self.scalar(&value, style, anchor, tag, start, end);
                }
                Event::MappingStart(style, anchor, _) => {
                    self.enter(Tag::Map, style, anchor, start, end);
                }
                Event::SequenceStart(style, anchor, _) => {
                    self.enter(Tag::List, style, anchor, start, end);
                }
                Event::MappingEnd | Event::SequenceEnd => self.leave(end),
                Event::Alias(id) => self.alias(id, start, end),
                Event::UnresolvedAlias(name) => {
                    let message = format!("there is no anchor `&{}` before this", shown(&name));
                    self.arena.fault(start, end, FaultKind::UnknownAlias, &message);
                    self.null(start, end);
                }
                Event::Comment(..) => self.arena.comments.push(self.arena.span(start, end)),
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        let message = "a second document starts here; only the first is read";
                        self.arena.fault(start, end, FaultKind::SeveralDocuments, message);
                        return;
                    }
                }
                _ => {}
            }
        }
    }

    fn scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&granit_parser::Tag>,
        start: usize,
        end: usize,
    ) {
        let is_plain = style == ScalarStyle::Plain;
        let is_empty = is_plain && start == end;
        let (mut start, mut end) = (start, end);
        if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            let text = self.arena.text.get(start..end).unwrap_or_default();
            end -= text.len() - text.trim_end().len();
        } else if is_empty && self.wants_value() {
            start = self.after_colon(start);
            end = start;
        }
        let mut kind = if is_plain && is_empty { Tag::Null } else { Tag::Text };
        if is_plain && !is_empty {
            kind = plain_kind(value);
        }
        if let Some(tag) = tag {
            kind = self.tagged(tag, value, kind, start, end);
        }
        let value = if kind == Tag::Text && is_empty && tag.is_none() { "" } else { value };
        let raw = self.arena.text.get(start..end).unwrap_or_default();
        let is_quoted = raw.len() >= 2
            && matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
        let index = if kind == Tag::Null || raw == value {
            self.arena.push(kind, 0, start, end)
        } else if is_quoted && raw.get(1..raw.len() - 1) == Some(value) {
            self.arena.push(kind, Flags::QUOTED, start, end)
        } else {
            self.arena.push_decoded(kind, value, start, end)
        };
        let is_merge = is_plain && value == "<<" && tag.is_none_or(|it| !it.is_yaml_core_schema());
        if is_merge && self.wants_key() {
            self.arena.nodes[index as usize].set(Flags::MERGE, true);
            if let Some(map) = self.open.last_mut() {
                map.merges = true;
            }
        }
        let size = Size::of_scalar(value.len());
        if let Some(slot) = self.slot(anchor) {
            *slot = Some(Anchor { index, size, done: true });
        }
        self.complete(index, size, end);
    }

    /// A value that is not there stands after the colon of its key, if it has one.
    fn after_colon(&self, at: usize) -> usize {
        let bytes = self.arena.text.as_bytes();
        let between = bytes.get(self.last_end..at).unwrap_or_default();
        // After an empty key the next colon may be that of another.
        let is_key = self.arena.nodes.last().is_some_and(|key| key.start < key.end);
        let is_colon = is_key
            && bytes.get(at) == Some(&b':')
            && bytes.get(at + 1).is_none_or(|it| b" \t\r\n,]}".contains(it))
            && between.iter().all(|it| *it == b' ');
        at + usize::from(is_colon)
    }

    /// What a scalar is by its tag.
    fn tagged(
        &mut self,
        tag: &granit_parser::Tag,
        value: &str,
        untagged: Tag,
        start: usize,
        end: usize,
    ) -> Tag {
        let (fits, noun) = match tag.core_suffix() {
            Some("str") => return Tag::Text,
            Some("null") => (value.is_empty() || plain_kind(value) == Tag::Null, "null"),
            Some("bool") => (matches!(plain_kind(value), Tag::True | Tag::False), "a boolean"),
            Some("int") => (is_whole(value), "a whole number"),
            Some("float") => (plain_kind(value) == Tag::Number, "a number"),
            // `!` alone: whatever it looks like, it is text.
            None if tag.parts() == ("", "!") => return Tag::Text,
            None if tag.suffix_in_namespace("tag:yaml.org,2002:").is_some() => return Tag::Text,
            _ => return untagged,
        };
        if fits && value.is_empty() {
            return Tag::Null;
        }
        if fits {
            return plain_kind(value);
        }
        let message = format!("`{}` is not {noun}, as its tag says", shown(value));
        self.arena.fault(start, end, FaultKind::Tag, &message);
        Tag::Text
    }

    /// Opens a list or map.
    fn enter(&mut self, tag: Tag, style: StructureStyle, anchor: usize, start: usize, end: usize) {
        if self.open.len() >= MAX_DEPTH {
            self.too_deep(start, end);
            self.is_deep = true;
            return self.null(start, end);
        }
        let is_key = self.wants_key();
        let index = self.arena.push(tag, 0, start, end);
        if let Some(slot) = self.slot(anchor) {
            *slot = Some(Anchor { index, size: Size::default(), done: false });
        }
        self.open.push(Open {
            index,
            is_map: tag == Tag::Map,
            has_key: false,
            is_key,
            merges: false,
            is_flow: style == StructureStyle::Flow,
            anchor,
            size: Size { weight: NODE_WEIGHT, depth: 1 },
        });
    }

    /// Ends the innermost list or map. One without brackets ends where its last value does.
    fn leave(&mut self, end: usize) {
        let Some(mut open) = self.open.pop() else { return };
        let end = if open.is_flow { end } else { self.last_end };
        let start = self.arena.nodes[open.index as usize].start as usize;
        let end = end.max(start);
        if open.is_flow {
            self.check_indent(start, end);
        }
        self.arena.close(open.index, end);
        if open.is_key {
            self.complex_key(&mut open, start, end);
        } else if open.is_map {
            if open.merges {
                self.check_merges(open.index);
            }
            self.arena.check_keys(open.index);
        }
        if let Some(Some(anchor)) = self.slot(open.anchor) {
            anchor.size = open.size;
            anchor.done = true;
        }
        self.complete(open.index, open.size, end);
    }

    /// Looks whether a list or map in brackets stands further left than the
    /// block that it is in.
    fn check_indent(&mut self, start: usize, end: usize) {
        let Some(block) = self.open.last().filter(|it| !it.is_flow) else { return };
        let block = self.arena.nodes[block.index as usize].start as usize;
        if let Some(at) = outdented(self.arena.text, block, start, end) {
            let one = self.arena.text[at..].chars().next().map_or(0, char::len_utf8);
            let at = self.arena.span(at, at + one);
            let message = "this stands further left than the block that its bracket is in";
            let fault = Fault::new(at, FaultKind::Indent, message);
            let open = self.arena.span(start, start + 1);
            self.arena.faults.push(fault.with_note(open, "the bracket opens here"));
        }
    }

    /// Makes a list or map that is a key into its text.
    fn complex_key(&mut self, open: &mut Open, start: usize, end: usize) {
        let message = "a list or map as a key; its text is taken as the key";
        self.arena.fault(start, end, FaultKind::ComplexKey, message);
        self.arena.flatten(open.index, Tag::Text, end);
        open.size = Size::of_scalar(end - start);
        // What was anchored inside is gone. Anchors are in the order of the nodes.
        for anchor in self.anchors.iter_mut().rev() {
            match anchor {
                Some(inside) if inside.index > open.index => *anchor = None,
                Some(_) => break,
                None => {}
            }
        }
    }

    fn alias(&mut self, id: usize, start: usize, end: usize) {
        let anchor = id.checked_sub(1).and_then(|it| self.anchors.get(it)).copied().flatten();
        let Some(anchor) = anchor else {
            let message = "this anchor is inside of a key, which is read as text";
            self.arena.fault(start, end, FaultKind::UnknownAlias, message);
            return self.null(start, end);
        };
        if !anchor.done {
            let message = "this alias is inside of what it stands for; it reads as null";
            self.arena.fault(start, end, FaultKind::UnknownAlias, message);
            return self.null(start, end);
        }
        if self.open.len() + anchor.size.depth > MAX_DEPTH {
            self.too_deep(start, end);
            return self.null(start, end);
        }
        self.aliased = self.aliased.saturating_add(anchor.size.weight);
        if self.is_bomb || self.aliased > ALIAS_BUDGET + 20 * self.arena.text.len() as u64 {
            if !self.is_bomb {
                let message = "aliases up to here stand for too many values; \
                               this and all further ones read as null";
                self.arena.fault(start, end, FaultKind::AliasBomb, message);
            }
            self.is_bomb = true;
            return self.null(start, end);
        }
        let is_complex = self.wants_key() && anchor.size.depth > 0;
        let index = if is_complex {
            let message = "a list or map as a key; its text is taken as the key";
            self.arena.fault(start, end, FaultKind::ComplexKey, message);
            self.arena.push(Tag::Text, 0, start, end)
        } else {
            let index = self.arena.push(Tag::Alias, 0, start, end);
            self.arena.nodes[index as usize].data = anchor.index;
            index
        };
        let size = if is_complex { Size::of_scalar(end - start) } else { anchor.size };
        self.complete(index, size, end);
    }

    fn null(&mut self, start: usize, end: usize) {
        let index = self.arena.push(Tag::Null, 0, start, end);
        self.complete(index, Size::of_scalar(0), end);
    }

    /// A node has been read to its end: the list or map around it takes note.
    fn complete(&mut self, index: u32, size: Size, end: usize) {
        self.last_end = end;
        let Some(open) = self.open.last_mut() else { return };
        open.size.weight = open.size.weight.saturating_add(size.weight);
        open.size.depth = open.size.depth.max(size.depth + 1);
        if open.is_map {
            open.has_key = !open.has_key;
            if open.has_key {
                self.arena.mark_key(index);
            }
        }
    }

    fn wants_key(&self) -> bool {
        self.open.last().is_some_and(|it| it.is_map && !it.has_key)
    }

    fn wants_value(&self) -> bool {
        self.open.last().is_some_and(|it| it.is_map && it.has_key)
    }

    /// The place to note what an anchor names. Anchor 0 is none.
    fn slot(&mut self, anchor: usize) -> Option<&mut Option<Anchor>> {
        let at = anchor.checked_sub(1)?;
        // The parser counts its anchors up one by one.
        if at == self.anchors.len() {
            self.anchors.push(None);
        }
        self.anchors.get_mut(at)
    }

    #[cold]
    fn too_deep(&mut self, start: usize, end: usize) {
        if self.arena.faults.iter().any(|it| it.kind == FaultKind::Depth) {
            return;
        }
        let message = format!("nested more than {MAX_DEPTH} levels deep; this reads as null");
        self.arena.fault(start, end, FaultKind::Depth, &message);
    }

    #[cold]
    fn broken(&mut self, error: &ScanError) {
        let text = self.arena.text;
        let start = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
        let one = text.get(start..).and_then(|it| it.chars().next()).map_or(0, char::len_utf8);
        let (start, end) = if text.is_char_boundary(start) { (start, start + one) } else { (0, 0) };
        if *error.kind() == ErrorKind::RecursionLimitExceeded {
            return self.too_deep(start, end);
        }
        let at = self.arena.span(start, end);
        let fault = Fault::new(at, FaultKind::Syntax, wording(error.kind()));
        let fault = match self.around(error.kind()) {
            Some((open, words)) if open < start => {
                fault.with_note(self.arena.span(open, open + 1), words)
            }
            _ => fault,
        };
        self.arena.faults.push(fault);
    }

    /// Where the list or map starts that an error has to do with.
    fn around(&self, kind: &ErrorKind) -> Option<(usize, &'static str)> {
        let open = self.open.last()?;
        let start = self.arena.nodes.get(open.index as usize)?.start as usize;
        let words = match kind {
            _ if open.is_flow => "this is still open",
            ErrorKind::ExpectedBlockMappingKey => "the map starts here",
            ErrorKind::ExpectedBlockSequenceEntry => "the list starts here",
            _ => return None,
        };
        Some((start, words))
    }

    /// Gives everything that is open an end, so that the tree is whole.
    fn close_all(&mut self) {
        while !self.open.is_empty() {
            if self.wants_value() {
                self.null(self.last_end, self.last_end);
            }
            let end = self.last_end;
            self.leave(end);
        }
    }
}

#[cfg(test)]
mod tests;
