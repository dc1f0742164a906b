//! The reader, and how it reads any object: key by key, with nothing passed over.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Level, Report};
use crate::dialect::{Dialect, Key, Object, SCHEMA, V3_0};
use crate::ir::{Api, Extensions, Id, Said, Schema};
use crate::read::files::{File, Shelf};
use crate::read::queue::{ASKED, KEPT, Pending};
use crate::read::refs::{Lost, Targets};
use crate::read::{Load, Reading, rules};
use crate::source::{Kind, Node, NodeId, Value};
use crate::text::{FileId, Span, Texts};
use crate::words;

/// Reads one document with all its files.
pub(super) struct Reader<'a> {
    pub(super) shelf: &'a Shelf,
    pub(super) load: &'a mut Load<'a>,
    pub(super) texts: Texts,
    /// By the index of their ids.
    pub(super) files: Vec<File>,
    pub(super) by_path: BTreeMap<String, Result<FileId, Lost>>,
    pub(super) api: Api,
    pub(super) report: Report,
    pub(super) dialect: &'static Dialect,
    /// What has its id and is still to be read.
    pub(super) queue: Vec<Pending<'a>>,
    /// Where references lead.
    pub(super) targets: Targets<'a>,
    /// What is two things at once, and so has no room in its file's slots.
    pub(super) doubles: BTreeMap<(NodeId, u32), u32>,
    /// References that were already complained of.
    pub(super) complained: BTreeSet<NodeId>,
    /// The names of `components.schemas`.
    pub(super) schema_names: BTreeMap<Box<str>, Id<Schema>>,
    /// What may still be read more than once, or made from nothing, before a
    /// document counts as hostile.
    pub(super) steps_left: usize,
    /// How many references that may not stand where they are lead to what is
    /// being read.
    pub(super) strays: usize,
    /// How many more names may be held against a misspelt one.
    pub(super) guesses_left: usize,
    /// 2.0: the media types that hold for what is being read.
    pub(super) consumes: Vec<Said>,
    /// As `consumes`, for responses.
    pub(super) produces: Vec<Said>,
    /// Whether `produces` is an operation's own.
    pub(super) produces_own: bool,
    /// How often a name was made for a schema of another file.
    pub(super) import_counts: BTreeMap<String, usize>,
}

/// A key of a map with its value.
#[derive(Clone)]
pub(super) struct Field<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) key: Node<'a>,
    pub(super) value: Node<'a>,
}

impl Field<'_> {
    /// The name and its place.
    pub(super) fn said(&self) -> Said {
        Said::new(&*self.name, self.key.at())
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(shelf: &'a Shelf, load: &'a mut Load<'a>) -> Self {
        Self {
            shelf,
            load,
            texts: Texts::new(),
            files: Vec::new(),
            by_path: BTreeMap::new(),
            api: Api::default(),
            report: Report::new(),
            dialect: &V3_0,
            queue: Vec::new(),
            targets: Targets::default(),
            doubles: BTreeMap::new(),
            complained: BTreeSet::new(),
            schema_names: BTreeMap::new(),
            steps_left: 0,
            strays: 0,
            guesses_left: 100_000,
            consumes: Vec::new(),
            produces: Vec::new(),
            produces_own: false,
            import_counts: BTreeMap::new(),
        }
    }

    /// Gives away what was read. What was read more than once is complained
    /// of once.
    pub(super) fn finish(self) -> Reading {
        let mut found = self.report.sorted();
        let mut seen = BTreeSet::new();
        found.retain(|it| seen.insert((it.at, it.rule.name, it.message.clone())));
        Reading {
            api: Some(self.api),
            texts: self.texts,
            trees: Vec::new(),
            found,
            files: self.files.into_iter().map(|it| it.path).collect(),
            derived: Vec::new(),
        }
    }

    /// Reads an object of the specification: `each` is called for every key
    /// that the object has in some version, and for every `x-…` key.
    /// Other keys, missing keys and keys of another version are findings.
    pub(super) fn object(
        &mut self,
        node: Node<'a>,
        object: &'static Object,
        each: impl FnMut(&mut Self, &Field<'a>),
    ) {
        let refers = object.keys.iter().any(|it| it.name == "$ref");
        let meant =
            if refers { node } else { self.meant(node, || object.noun(), |it| it == Kind::Map) };
        self.at_meant(node, meant, |reader, node| reader.keys(node, object, each));
    }

    fn keys(
        &mut self,
        node: Node<'a>,
        object: &'static Object,
        mut each: impl FnMut(&mut Self, &Field<'a>),
    ) {
        if node.kind() != Kind::Map {
            self.wrong_kind(node, &format!("{} (a map)", object.noun()));
            return;
        }
        let version = self.dialect.version;
        // A bit for each fixed key: of a repeated key the first counts.
        let mut seen = 0_u64;
        for entry in node.entries() {
            let name = entry.name();
            let field = Field { name, key: entry.key, value: entry.value };
            self.mark(entry.key, ASKED);
            let Some(at) = object.keys.iter().position(|it| *it.name == *field.name) else {
                if field.name.starts_with("x-") {
                    each(self, &field);
                } else if &*field.name != "<<"
                    || !self.file_of(node).is_some_and(|it| it.wrong_merge)
                {
                    self.unknown_key(&field, object);
                }
                continue;
            };
            if seen & (1 << at) != 0 {
                continue;
            }
            seen |= 1 << at;
            if !object.keys[at].versions.has(version) {
                self.other_version(&field, object, &object.keys[at]);
            }
            each(self, &field);
        }
        for (at, key) in object.keys.iter().enumerate() {
            if key.required.has(version) && seen & (1 << at) == 0 {
                self.missing_key(node, object, key.name);
            }
        }
    }

    /// Reads a map whose keys are names that the document chooses. Of a
    /// repeated name the first counts.
    pub(super) fn names(
        &mut self,
        node: Node<'a>,
        what: &str,
        each: impl FnMut(&mut Self, &Field<'a>),
    ) {
        let alone = node.entries().nth(1).is_none();
        let meant =
            if alone { self.meant(node, || what.to_owned(), |it| it == Kind::Map) } else { node };
        self.at_meant(node, meant, |reader, node| reader.named(node, what, each));
    }

    fn named(&mut self, node: Node<'a>, what: &str, mut each: impl FnMut(&mut Self, &Field<'a>)) {
        if node.kind() != Kind::Map {
            self.wrong_kind(node, &format!("{what} (a map)"));
            return;
        }
        let repeats = self.repeats(node);
        let mut seen = BTreeSet::new();
        for entry in node.entries() {
            let name = entry.name();
            self.mark(entry.key, ASKED);
            if !repeats || seen.insert(name.clone()) {
                each(self, &Field { name, key: entry.key, value: entry.value });
            }
        }
    }

    /// Reads a list of maps; what is none is a finding, and left out.
    pub(super) fn maps(
        &mut self,
        node: Node<'a>,
        object: &'static Object,
        mut each: impl FnMut(&mut Self, Node<'a>),
    ) {
        self.each_item(
            node,
            || format!("{}s", object.name),
            |reader, item| {
                if item.kind() == Kind::Map {
                    each(reader, item);
                } else {
                    reader.wrong_kind(item, &format!("{} (a map)", object.noun()));
                }
            },
        );
    }

    /// Reads a list.
    pub(super) fn list(
        &mut self,
        node: Node<'a>,
        what: &str,
        each: impl FnMut(&mut Self, Node<'a>),
    ) {
        self.each_item(node, || what.to_owned(), each);
    }

    fn each_item(
        &mut self,
        node: Node<'a>,
        what: impl Fn() -> String,
        mut each: impl FnMut(&mut Self, Node<'a>),
    ) {
        let meant = self.meant(node, &what, |it| it == Kind::List);
        self.at_meant(node, meant, |reader, node| {
            if node.kind() != Kind::List {
                reader.wrong_kind(node, &format!("{} (a list)", what()));
                return;
            }
            for item in node.items() {
                each(reader, item);
            }
        });
    }

    /// Keeps an `x-…` key.
    pub(super) fn extend(&mut self, extensions: &mut Extensions, field: &Field<'a>) {
        let repeated = |it: &(Said, Value)| *it.0 == *field.name;
        if self.repeats(field.key) && extensions.iter().any(repeated) {
            return;
        }
        if let Some(value) = self.value(field.value) {
            if extensions.is_empty() {
                // Most have one; a vector would make room for four.
                extensions.reserve_exact(1);
            }
            extensions.push((field.said(), value));
        }
    }

    /// A handle on a value.
    pub(super) fn value(&mut self, node: Node<'a>) -> Option<Value> {
        self.mark(node, KEPT);
        self.shelf.tree(node.tree().file()).map(|tree| Value::new(tree, node))
    }

    /// Whether a map in the file of this node repeats a key.
    pub(super) fn repeats(&self, node: Node<'a>) -> bool {
        self.file_of(node).is_some_and(|it| it.repeats)
    }

    /// The version that holds at a node: a file that is a whole document has
    /// its own, a fragment that of the document.
    pub(super) fn dialect_of(&self, node: Node<'a>) -> &'static Dialect {
        let own = self.file_of(node).and_then(|it| it.dialect);
        own.unwrap_or_else(|| self.api.version.dialect())
    }

    fn file_of(&self, node: Node<'a>) -> Option<&File> {
        self.files.get(node.tree().file().index())
    }

    /// Takes so many steps that the size of the document does not pay for.
    /// False once a hostile document has used up what there is; then whoever
    /// asked makes do with less.
    pub(super) fn may_repeat(&mut self, steps: usize, at: Span) -> bool {
        if self.steps_left >= steps {
            self.steps_left -= steps;
            return true;
        }
        if self.steps_left > 0 {
            self.steps_left = 0;
            self.report.add(
                &rules::REPEATS_TOO_MUCH,
                at,
                "the document uses its own parts so often that the rest of it is not spelt out",
            );
        }
        false
    }

    /// The candidate that was probably meant. A document of many errors does
    /// not get an answer to each.
    pub(super) fn near<'n>(
        &mut self,
        word: &str,
        candidates: impl Iterator<Item = &'n str>,
    ) -> Option<&'n str> {
        let left = &mut self.guesses_left;
        let candidates = candidates.take_while(|_| {
            *left = left.saturating_sub(1);
            *left > 0
        });
        words::did_you_mean(candidates, word)
    }

    /// Says that no version has a key; it suggests the one that was meant.
    pub(super) fn unknown_key(&mut self, field: &Field<'a>, object: &'static Object) {
        let version = self.dialect;
        let known = object.keys.iter().filter(|it| it.versions.has(version.version));
        let near = self.near(&field.name, known.map(|it| it.name));
        let message =
            format!("`{}` is no key of {} in {}", shown(&field.name), object.noun(), version.name);
        let found = self.report.add(&rules::UNKNOWN_KEY, field.key.at(), message);
        match near {
            Some(near) => found.help(format!("write `{near}`, if that is meant")),
            None => found.help("take it out, or start its name with `x-`"),
        };
    }

    /// Says that only other versions have a key.
    pub(super) fn other_version(
        &mut self,
        field: &Field<'a>,
        object: &'static Object,
        key: &'static Key,
    ) {
        let names: Vec<&str> = key.versions.names().collect();
        let version = self.dialect.name;
        let message = format!(
            "`{}` is no key of {} in {version}: {} {} it",
            key.name,
            object.noun(),
            names.join(", "),
            if names.len() == 1 { "has" } else { "have" },
        );
        let found = self.report.add(&rules::KEY_OF_ANOTHER_VERSION, field.key.at(), message);
        if self.dialect.json_schema && std::ptr::eq(object, &raw const SCHEMA) {
            // It is allowed there, but says nothing.
            found.level = Level::Warning;
        }
        if !key.instead.is_empty() {
            found.help(format!("in {version} write {}", key.instead));
        }
    }

    /// Says that a key must be there.
    pub(super) fn missing_key(&mut self, node: Node<'a>, object: &'static Object, key: &str) {
        let message = format!("{} needs `{key}`", object.noun());
        self.report.add(&rules::MISSING_KEY, head(node), message).help(format!("add `{key}`"));
    }

    /// Says that a value is of the wrong kind.
    pub(super) fn wrong_kind(&mut self, node: Node<'a>, expected: &str) {
        if node.kind() == Kind::Null && node.raw().starts_with('*') {
            // It leads nowhere, which was complained of.
            return;
        }
        let message = format!("expected {expected}, found {}", node.kind().noun());
        self.report.add(&rules::WRONG_KIND, head(node), message);
    }
}

/// The place to show for a whole object: its first line is enough.
pub(super) fn head(node: Node<'_>) -> Span {
    let at = node.at();
    let line = node.raw().find('\n');
    match line.and_then(|it| u32::try_from(it).ok()) {
        Some(length) => Span { end: at.start + length, ..at },
        None => at,
    }
}

/// A name short enough for a message, without control characters.
pub(super) fn shown(name: &str) -> String {
    let mut shown: String = name.chars().filter(|it| !it.is_control()).take(60).collect();
    if shown.len() < name.len() {
        shown.push('…');
    }
    shown
}
