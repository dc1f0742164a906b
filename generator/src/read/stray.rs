//! References where the specification has none.
//!
//! Documents of many files are often put together by tools that follow `$ref`
//! anywhere: below a method, in place of a description, for a whole map of
//! paths. That is a finding, and it is read as it was meant.

use crate::read::object::Reader;
use crate::read::queue::ASKED;
use crate::read::refs::{Wrap, reference_of};
use crate::read::rules;
use crate::source::{Kind, Node};

/// How many such references may stand within each other. Without a bound one
/// that leads to what is around it would never end.
const DEEPEST: usize = 16;

impl<'a> Reader<'a> {
    /// What a map stands for that is a reference where none may be: what it
    /// leads to, if that is of the needed kind, and else itself.
    pub(super) fn meant(
        &mut self,
        node: Node<'a>,
        noun: impl FnOnce() -> String,
        needs: fn(Kind) -> bool,
    ) -> Node<'a> {
        let Some(text) = reference_of(node) else { return node };
        let Some(target) = self.followed(node, text).filter(|it| needs(it.kind())) else {
            return node;
        };
        let steps = target.entries().count() * 16 + 16;
        if self.strays >= DEEPEST || !self.may_repeat(steps, text.at()) {
            return node;
        }
        let message = format!("{} cannot be a reference in {}", noun(), self.dialect.name);
        let found = self.report.add(&rules::STRAY_REFERENCE, text.at(), message);
        found.help("write it here; `specwright bundle` writes the whole in one file");
        for entry in node.entries() {
            self.mark(entry.key, ASKED);
            if !matches!(&*entry.name(), "$ref") {
                self.ref_sibling(&entry.name(), entry.key.at(), Wrap::No);
            }
        }
        target
    }

    /// Reads what is meant at a place, in the version of the file that it is in.
    pub(super) fn at_meant(
        &mut self,
        node: Node<'a>,
        meant: Node<'a>,
        read: impl FnOnce(&mut Self, Node<'a>),
    ) {
        if meant.id() == node.id() {
            return read(self, node);
        }
        let dialect = self.dialect;
        self.dialect = self.dialect_of(meant);
        self.strays += 1;
        read(self, meant);
        self.strays -= 1;
        self.dialect = dialect;
    }
}
