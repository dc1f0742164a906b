//! The files of one reading: parsed once each, kept while nodes point at them.

use std::cell::OnceCell;
use std::path::Path;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::dialect::{Dialect, Version};
use crate::read::object::Reader;
use crate::read::refs::Lost;
use crate::read::root::version_of;
use crate::read::{LoadError, rules};
use crate::source::{self, Fault, FaultKind, Kind, Node, Tree};
use crate::text::{FileId, Text};

/// Trees that can be added while others are looked at: rows of 1, 2, 4 …
/// places, none of which ever moves.
#[derive(Default)]
pub(super) struct Shelf {
    rows: [OnceCell<Row>; 32],
}

type Row = Box<[OnceCell<Arc<Tree>>]>;

impl Shelf {
    /// The tree of a file that was put here.
    pub(super) fn tree(&self, file: FileId) -> Option<&Arc<Tree>> {
        let (row, column) = place(file);
        self.rows.get(row)?.get()?.get(column)?.get()
    }

    fn put(&self, file: FileId, tree: Tree) {
        let (row, column) = place(file);
        let Some(places) = self.rows.get(row) else { return };
        let places = places.get_or_init(|| (0..1_usize << row).map(|_| OnceCell::new()).collect());
        if let Some(place) = places.get(column) {
            // Each file is parsed once, so the place is free.
            let _ = place.set(Arc::new(tree));
        }
    }

    /// All trees, in the order of their files.
    pub(super) fn into_trees(self) -> Vec<Arc<Tree>> {
        let rows = self.rows.into_iter().filter_map(OnceCell::into_inner);
        rows.flat_map(|row| row.into_iter().filter_map(OnceCell::into_inner)).collect()
    }
}

fn place(file: FileId) -> (usize, usize) {
    let number = file.index() + 1;
    let row = number.ilog2() as usize;
    (row, number - (1 << row))
}

/// What is known of a file beside its tree.
#[derive(Debug)]
pub(super) struct File {
    /// Its path, as references resolve against it.
    pub(super) path: String,
    /// Whether a map of it repeats a key, so that names must be told apart.
    pub(super) repeats: bool,
    /// Whether it does not parse: what could be read of it is not to be trusted.
    pub(super) broken: bool,
    /// Whether a `<<` of it merges nothing, which was complained of.
    pub(super) wrong_merge: bool,
    /// What it says of itself where it is a whole document.
    pub(super) dialect: Option<&'static Dialect>,
    /// For each node what was made of it: [`Slot`](super::queue::Slot).
    pub(super) slots: Vec<u32>,
}

impl<'a> Reader<'a> {
    /// Parses a file and puts it on the shelf.
    pub(super) fn open(&mut self, path: &str, bytes: Vec<u8>) -> FileId {
        // The id that the text will get: its text is known only after decoding.
        let file = FileId::new(self.files.len());
        let (text, mut faults) = source::decode(bytes, file);
        let is_json = Path::new(path).extension().is_some_and(|it| it.eq_ignore_ascii_case("json"));
        let (tree, more) = source::parse_named(Arc::clone(&text), file, is_json);
        faults.extend(more);
        self.texts.add(Text::new(path, text));
        let has = |kind| faults.iter().any(|it| it.kind == kind);
        self.files.push(File {
            path: path.to_owned(),
            repeats: has(FaultKind::RepeatedKey),
            broken: has(FaultKind::Syntax),
            wrong_merge: has(FaultKind::Merge),
            dialect: version_of(tree.root()).map(Version::dialect),
            slots: vec![0; tree.len()],
        });
        self.by_path.insert(path.to_owned(), Ok(file));
        // Real documents have a schema in 9 nodes or more. Room that is not
        // needed is never touched; moving schemas would leave holes behind.
        self.api.schemas.reserve(tree.len() / 9);
        self.steps_left += tree.len() * 16 + 100_000;
        self.shelf.put(file, tree);
        for fault in faults {
            self.report.found.push(from_fault(fault));
        }
        file
    }

    /// The root of a file.
    pub(super) fn root_of(&self, file: FileId) -> Option<Node<'a>> {
        self.shelf.tree(file).map(|it| it.root())
    }

    /// The file of a path: parsed before, or loaded now.
    pub(super) fn file_at(&mut self, path: &str) -> Result<FileId, Lost> {
        if let Some(known) = self.by_path.get(path) {
            return known.clone();
        }
        let loaded = match (self.load)(path) {
            Ok(bytes) => {
                let file = self.open(path, bytes);
                let empty = self.root_of(file).is_none_or(|it| it.kind() == Kind::Null);
                let broken = self.files.get(file.index()).is_none_or(|it| it.broken);
                if !empty && !broken {
                    self.enter_resources(file);
                    return Ok(file);
                }
                let what = if broken { "cannot be understood" } else { "says nothing" };
                let message = format!("the file `{path}` {what}");
                Err(Lost::new(&rules::UNRESOLVED_REFERENCE, message))
            }
            Err(LoadError::Outside) => Err(Lost::new(
                &rules::REFERENCE_OUTSIDE_ROOT,
                format!(
                    "`{path}` is outside the folder that references may lead to, and is not read"
                ),
            )
            .help("move the file below that folder, or widen it with `--root`")),
            Err(LoadError::Missing(why)) => Err(Lost::new(
                &rules::UNRESOLVED_REFERENCE,
                format!("the file `{path}` cannot be opened: {why}"),
            )
            .help("put the file there, or correct the reference")),
            Err(LoadError::Refused(why)) => Err(Lost::new(
                &rules::UNRESOLVED_REFERENCE,
                format!("the file `{path}` is not read: {why}"),
            )
            .help("refer to another file")),
        };
        self.by_path.insert(path.to_owned(), loaded.clone());
        loaded
    }
}

/// A fault of the text, as a finding.
fn from_fault(fault: Fault) -> Diagnostic {
    let rule = match fault.kind {
        FaultKind::Syntax | FaultKind::Indent => &rules::SYNTAX_ERROR,
        FaultKind::NoJson => &rules::YAML_NAMED_JSON,
        FaultKind::Encoding => &rules::NO_CHARACTER,
        FaultKind::Depth => &rules::NESTED_TOO_DEEP,
        FaultKind::AliasBomb => &rules::ALIAS_BOMB,
        FaultKind::UnknownAlias => &rules::UNKNOWN_ALIAS,
        FaultKind::RepeatedKey => &rules::REPEATED_KEY,
        FaultKind::SeveralDocuments => &rules::SEVERAL_DOCUMENTS,
        FaultKind::ComplexKey => &rules::COMPLEX_KEY,
        FaultKind::Merge => &rules::WRONG_MERGE,
        FaultKind::Tag => &rules::WRONG_TAG,
        FaultKind::TooLarge => &rules::FILE_TOO_LARGE,
    };
    let mut found = Diagnostic::new(rule, fault.at, fault.message);
    if let Some((at, message)) = fault.note {
        found.note(at, message);
    }
    found.help(next_step(fault.kind));
    found
}

/// What to do about a fault.
fn next_step(fault: FaultKind) -> &'static str {
    match fault {
        FaultKind::Syntax => "mend this first: the file is not looked at until it parses",
        FaultKind::SeveralDocuments => "put it into a file of its own",
        FaultKind::Indent => "move it further right than the key that it belongs to",
        FaultKind::NoJson => "mend it, or name the file `.yaml`: read as YAML it has no fault",
        FaultKind::Encoding => "save the file as UTF-8, and write the character that is meant",
        FaultKind::Depth => "declare what is inside as a component, and refer to it",
        FaultKind::AliasBomb => "write these values as components, and refer to them with `$ref`",
        FaultKind::UnknownAlias => {
            "write the value here, or name an anchor that stands before this"
        }
        FaultKind::RepeatedKey => "take one of them out, or give it another name",
        FaultKind::ComplexKey => "write a key that is a text",
        FaultKind::Merge => "write the keys here, or merge an alias to a map",
        FaultKind::Tag => "take the tag out, or write a value that it fits",
        FaultKind::TooLarge => "take the document apart into several files",
    }
}

/// The path that a reference's path names, seen from the file at `from`.
/// Steps `.` and `..` are taken out where they can be.
pub(super) fn join(from: &str, path: &str) -> String {
    let folder = from.rfind('/').map_or("", |at| &from[..=at]);
    let whole = if path.starts_with('/') { path.to_owned() } else { format!("{folder}{path}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|it| *it != "..") => {
                steps.pop();
            }
            ".." if steps.is_empty() && whole.starts_with('/') => {}
            _ => steps.push(step),
        }
    }
    let slash = if whole.starts_with('/') { "/" } else { "" };
    format!("{slash}{}", steps.join("/"))
}
