//! Findings as machines take them: lines and columns in place of spans.

use std::sync::Arc;

use serde::Serialize;
use specwright::diag::{self, Diagnostic, Rule};
use specwright::source::Tree;
use specwright::text::{Span, Texts};

/// Turns the spans of one input into places.
pub(crate) struct Places<'a> {
    path: &'a str,
    texts: &'a Texts,
    trees: &'a [Arc<Tree>],
}

/// A finding with its places looked up, in the order of the JSON's keys.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Finding {
    #[serde(serialize_with = "rule_name")]
    pub(crate) rule: &'static Rule,
    pub(crate) level: &'static str,
    pub(crate) message: String,
    #[serde(flatten)]
    pub(crate) at: Region,
    /// Where in the document it stands, as a JSON Pointer.
    pub(crate) pointer: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) help: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fix: Option<Fix>,
    pub(crate) notes: Vec<Note>,
    /// How far it reaches beyond the first of its notes, in words.
    #[serde(skip)]
    pub(crate) further: Option<String>,
}

/// A stretch of a file; lines and columns from 1, columns in characters.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct Region {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) end_line: usize,
    pub(crate) end_column: usize,
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Note {
    pub(crate) message: String,
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// A change of the text that mends a finding.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Fix {
    pub(crate) title: String,
    pub(crate) edits: Vec<Edit>,
}

/// One replacement.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Edit {
    #[serde(flatten)]
    pub(crate) at: Region,
    pub(crate) text: String,
}

impl Region {
    /// A file as a whole, which is its first character.
    pub(crate) fn start_of(path: impl Into<String>) -> Self {
        Self { path: path.into(), line: 1, column: 1, end_line: 1, end_column: 1 }
    }
}

impl Finding {
    /// A finding about a file as a whole, at the level of its rule.
    pub(crate) fn on_file(rule: &'static Rule, path: &str, message: String) -> Self {
        Self {
            rule,
            level: rule.level.name(),
            message,
            at: Region::start_of(path),
            pointer: String::new(),
            help: None,
            fix: None,
            notes: Vec::new(),
            further: None,
        }
    }
}

impl<'a> Places<'a> {
    /// `path` stands for findings that have no place.
    pub(crate) fn new(path: &'a str, texts: &'a Texts, trees: &'a [Arc<Tree>]) -> Self {
        Self { path, texts, trees }
    }

    pub(crate) fn finding(&self, it: &Diagnostic) -> Finding {
        let edit =
            |edit: &diag::Edit| Edit { at: self.region(Some(edit.at)), text: edit.text.clone() };
        let fix = |fix: &diag::Fix| Fix {
            title: fix.title.clone(),
            edits: fix.edits.iter().map(edit).collect(),
        };
        Finding {
            rule: it.rule,
            level: it.level.name(),
            message: it.message.clone(),
            at: self.region(it.at),
            pointer: it.at.map(|at| self.pointer(at)).unwrap_or_default(),
            help: it.help.clone(),
            fix: it.fix.as_ref().map(fix),
            notes: it.notes.iter().map(|it| self.note(it)).collect(),
            further: it.further(),
        }
    }

    fn note(&self, note: &diag::Note) -> Note {
        let Region { path, line, column, .. } = self.region(note.at);
        Note { message: note.message.clone(), path, line, column }
    }

    fn region(&self, at: Option<Span>) -> Region {
        let Some(at) = at.filter(|it| self.texts.get(it.file).is_some()) else {
            return Region::start_of(self.path);
        };
        let place = self.texts.place(at);
        Region {
            path: place.path.to_owned(),
            line: place.line,
            column: place.column,
            end_line: place.end_line,
            end_column: place.end_column,
        }
    }

    fn pointer(&self, at: Span) -> String {
        let tree = self.trees.iter().find(|it| it.file() == at.file);
        tree.map(|it| it.pointer_at(at.start)).unwrap_or_default()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
fn rule_name<S: serde::Serializer>(rule: &&'static Rule, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(rule.name)
}
