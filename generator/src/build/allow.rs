//! What a document allows itself, at a place and with a reason:
//! `# specwright: allow(rule) reason` above an entry, or behind it.

use std::sync::Arc;

use crate::build::rules;
use crate::diag::Diagnostic;
use crate::source::{Kind, Tree};
use crate::text::{FileId, Span};

/// How a comment begins that is for us.
const OURS: &str = "specwright:";

/// One permission.
#[derive(Clone, Debug)]
pub struct Allowance {
    /// The comment.
    pub at: Span,
    /// The rule that may be broken.
    pub rule: String,
    /// Where: the entry with all that is in it.
    scope: Span,
    /// Whether a finding needed it.
    pub used: bool,
}

/// All permissions of a document and the files that it refers to, and what is
/// wrong with them.
pub fn allowances(trees: &[Arc<Tree>]) -> (Vec<Allowance>, Vec<Diagnostic>) {
    let (mut all, mut found) = (Vec::new(), Vec::new());
    for tree in trees {
        for &at in tree.comments() {
            let Some(comment) = tree.text().get(at.range()) else { continue };
            let comment = comment.trim_start_matches('#').trim();
            let Some(said) = comment.strip_prefix(OURS) else { continue };
            let Some(names) = names(said) else {
                found.push(malformed(at));
                continue;
            };
            let scope = scope(tree, at).unwrap_or(at);
            let one = |name: &str| Allowance { at, rule: name.to_owned(), scope, used: false };
            all.extend(names.into_iter().map(one));
        }
    }
    (all, found)
}

/// Drops the findings that are allowed where they are.
pub(super) fn drop_allowed(found: &mut Vec<Diagnostic>, allowances: &mut [Allowance]) {
    if allowances.is_empty() {
        return;
    }
    found.retain_mut(|it| {
        let rule = it.rule.name;
        it.keeps(|at| {
            let holds = |allowance: &&mut Allowance| {
                let scope = allowance.scope;
                let inside =
                    scope.file == at.file && scope.start <= at.start && at.start < scope.end;
                inside && allowance.rule == rule
            };
            let allowance = allowances.iter_mut().find(holds);
            allowance.map(|it| it.used = true).is_some()
        })
    });
}

/// Findings on the permissions that nothing needed. Only who has asked every
/// rule can tell.
pub fn unused(allowances: &[Allowance]) -> Vec<Diagnostic> {
    let unused = allowances.iter().filter(|it| !it.used);
    let finding = |it: &Allowance| {
        let message = format!("nothing here breaks `{}`", it.rule);
        let mut finding = Diagnostic::new(&rules::UNUSED_ALLOW, it.at, message);
        finding.help("take the comment out");
        finding
    };
    unused.map(finding).collect()
}

/// The rules of `allow(one, another) reason`; none without a reason.
fn names(said: &str) -> Option<Vec<&str>> {
    let (names, reason) = said.trim().strip_prefix("allow(")?.split_once(')')?;
    let names: Vec<&str> = names.split(',').map(str::trim).collect();
    let word =
        |it: &&str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_lowercase() || it == b'-');
    (names.iter().all(word) && !reason.trim().is_empty()).then_some(names)
}

fn malformed(at: Span) -> Diagnostic {
    let message = "this comment is for specwright, and allows nothing";
    let mut finding = Diagnostic::new(&rules::MALFORMED_ALLOW, at, message);
    finding.help("write `# specwright: allow(RULE) REASON`");
    finding
}

/// The entry that a comment stands behind, or else above.
fn scope(tree: &Tree, comment: Span) -> Option<Span> {
    let text = tree.text();
    let comment_at = comment.start as usize;
    let line = text.get(..comment_at)?.rfind('\n').map_or(0, |it| it + 1);
    let entry = if text.get(line..comment_at)?.trim().is_empty() {
        below(text, comment.end as usize)?
    } else {
        line
    };
    let rest = text.get(entry..)?;
    let indented = rest.trim_start_matches([' ', '\t', '\u{feff}']);
    let item = indented.trim_start_matches(['-', ' ']);
    let dashes = indented.len() - item.len();
    // A dash that is no list's is the start of what is written.
    let is_item = dashes > 0 && indented.get(..dashes)?.ends_with(' ');
    let start = entry + rest.len() - if is_item { item.len() } else { indented.len() };
    entry_at(tree, comment.file, u32::try_from(start).ok()?, is_item)
}

/// Where the next line starts that says something.
fn below(text: &str, from: usize) -> Option<usize> {
    let mut at = from + text.get(from..)?.find('\n')? + 1;
    for line in text.get(at..)?.split_inclusive('\n') {
        let said = line.trim();
        if !said.is_empty() && !said.starts_with('#') {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// What is written at a byte: the item of a list as a whole, else the key with
/// its value.
fn entry_at(tree: &Tree, file: FileId, start: u32, is_item: bool) -> Option<Span> {
    let start_of = |index: u32| tree.node(index).map(|it| it.at().start);
    let (mut low, mut high) = (0, u32::try_from(tree.len()).ok()?);
    while low < high {
        let middle = low.midpoint(high);
        if start_of(middle)? < start { low = middle + 1 } else { high = middle }
    }
    let first = tree.node(low).filter(|it| it.at().start == start)?;
    if is_item {
        return Some(first.at());
    }
    // A map begins where its first key does.
    let mut key = first;
    while let Some(next) = tree.node(key.index() + 1).filter(|it| it.at().start == start) {
        key = next;
    }
    let is_key = key.key().is_none() && key.parent().is_some_and(|it| it.kind() == Kind::Map);
    let value = is_key.then(|| tree.node(key.index() + 1)).flatten();
    let end = value.map_or(key.at().end, |it| it.at().end.max(key.at().end));
    Some(Span { file, start, end })
}
