//! Pages that are not there.
//!
//! One page, or some that are named one by one, speak for what they show. Who
//! names a folder means the whole API: what has no page in it is told, once for
//! each page.

use std::collections::{BTreeMap, BTreeSet};

use super::{End, Held, plain, route};
use crate::diag::Level;
use crate::diff::{Change, Direction, Kind, Notice, Reached, Subject};
use crate::ir::{Api, Operation};
use crate::manner::coder::is_hidden;
use crate::read::pages::PageInput;

/// The pages that a document has and a folder has not, with what is on them.
pub(super) fn told(
    document: &Api,
    held: Held<'_>,
    left_out: &[PageInput],
    end: End,
) -> Vec<Change> {
    let Some(folder) = whole(held) else { return Vec::new() };
    let mut changes = Vec::new();
    for page in left_out {
        let text = String::from_utf8_lossy(&page.bytes);
        let is_on_it =
            |it: &&Operation| text.contains(&route(it.method.name(), &document[it.path].template));
        let lost: Vec<&Operation> = document.operations().map(|it| it.1).filter(is_on_it).collect();
        if !lost.is_empty() {
            changes.push(change(document, folder, &lost, end));
        }
    }
    changes
}

/// The same where none of the document's pages would be like those in the
/// folder: one for each first tag.
pub(super) fn told_by_tags(document: &Api, held: Held<'_>, end: End) -> Vec<Change> {
    let Some(folder) = whole(held) else { return Vec::new() };
    let key = |it: &Operation| it.tags.first().map(|it| plain(it)).unwrap_or_default();
    let there: BTreeSet<String> = held.api.operations().map(|(_, it)| key(it)).collect();
    let routes: BTreeSet<(&str, &str)> = held
        .api
        .operations()
        .map(|(_, it)| (it.method.name(), &*held.api[it.path].template.text))
        .collect();
    let mut lost: BTreeMap<String, Vec<&Operation>> = BTreeMap::new();
    for (_, it) in document.operations() {
        let route = (it.method.name(), &*document[it.path].template.text);
        if !there.contains(&key(it)) && !routes.contains(&route) && !is_hidden(it) {
            lost.entry(key(it)).or_default().push(it);
        }
    }
    let all = lost.into_values();
    all.map(|lost| change(document, folder, &lost, end)).collect()
}

/// The folder that was named, where what is in it does not say itself that it
/// is all: then each operation that it lacks is told as such.
fn whole(held: Held<'_>) -> Option<&str> {
    held.api.folder.as_deref().filter(|_| held.api.partial)
}

fn change(document: &Api, folder: &str, lost: &[&Operation], end: End) -> Change {
    let kind = match end {
        End::Old => Kind::OperationRemoved(Notice::None),
        End::New => Kind::OperationAdded,
    };
    let impact = kind.impact(Subject::Operation, Direction::Both);
    let reach: Vec<Reached> = lost
        .iter()
        .map(|it| Reached {
            method: it.method.name().to_uppercase().into(),
            path: document[it.path].template.text.clone(),
        })
        .collect();
    let tag = lost.first().and_then(|it| it.tags.first());
    let what = tag.map_or_else(|| "operations without a tag".to_owned(), |it| format!("`{it}`"));
    let many = if lost.len() == 1 { "operation" } else { "operations" };
    let count = lost.len();
    let place = lost.first().and_then(|it| it.method_at.or(it.at));
    let (old, new) = if end == End::Old { (place, None) } else { (None, place) };
    Change {
        kind,
        subject: Subject::Operation,
        direction: None,
        level: impact.level.max(Level::Info),
        undecided: impact.undecided,
        message: format!("no page in `{folder}` about {what}: {count} {many}"),
        place: what,
        old,
        new,
        reach,
    }
}
