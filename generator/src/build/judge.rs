//! How findings are judged: what settings and the document say of rules.

use std::sync::Arc;

use crate::build::allow::{Allowance, drop_allowed};
use crate::diag::{Diagnostic, Levels, Report};
use crate::source::Tree;
use crate::text::Span;

/// What settings say of rules.
#[derive(Clone, Debug, Default)]
pub struct Judge {
    /// How much each rule matters.
    pub levels: Levels,
    /// Rules that may be broken at a place and below it, by JSON Pointer, in
    /// any file.
    pub allowed: Vec<(String, String)>,
}

impl Judge {
    /// Each rule matters as much as it says itself.
    pub fn new() -> Self {
        Self::default()
    }

    /// The findings that are left, by place, at the levels that hold.
    /// The trees are those that they are about.
    pub fn settle(
        &self,
        found: Vec<Diagnostic>,
        trees: &[Arc<Tree>],
        allowances: &mut [Allowance],
    ) -> Vec<Diagnostic> {
        let mut found = Report { found }.sorted();
        self.levels.apply(&mut found);
        found.retain_mut(|it| {
            let rule = it.rule.name;
            it.keeps(|at| self.is_allowed(rule, at, trees))
        });
        drop_allowed(&mut found, allowances);
        found
    }

    fn is_allowed(&self, rule: &str, at: Span, trees: &[Arc<Tree>]) -> bool {
        let mut places = self.allowed.iter().filter(|it| it.0 == rule).peekable();
        if places.peek().is_none() {
            return false;
        }
        let Some(tree) = trees.iter().find(|it| it.file() == at.file) else { return false };
        let here = tree.pointer_at(at.start);
        places.any(|(_, place)| {
            here.strip_prefix(place.as_str()).is_some_and(|it| it.is_empty() || it.starts_with('/'))
        })
    }
}
