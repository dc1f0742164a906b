//! Operations that only one side has, and what their sections show beside.
//!
//! The section of an operation has rows and samples of what is defined
//! elsewhere, and reading learns of the definitions from them. Where the other
//! side has no such section, what it taught is unknown there, not gone. So both
//! sides are read again without such sections, and what is told then is borne
//! out by the others.

use std::collections::BTreeSet;

use crate::build::mirror::Held;
use crate::build::mirror::section::sections;
use crate::diff::{Change, Kind};
use crate::ir::Api;
use crate::read::pages::PageInput;
use crate::text::FileId;

/// Whether a change is that an operation came or went.
pub(super) fn is_of_operation(change: &Change) -> bool {
    let kind = change.kind;
    matches!(kind, Kind::OperationAdded | Kind::OperationRemoved(_) | Kind::PathRemoved(_))
}

/// The operations that came or went, as the keys of their sections.
pub(super) fn keys(changes: &[Change]) -> BTreeSet<String> {
    let reached = changes.iter().filter(|it| is_of_operation(it)).flat_map(|it| &it.reach);
    reached.map(|it| format!("{} {}", it.method, it.path)).collect()
}

/// The pages that something was read from; in place of others there are empty
/// ones.
pub(super) fn pages_of(held: Held<'_>) -> Vec<PageInput> {
    let known = files(held.api);
    let page = |(file, it): (FileId, &crate::text::Text)| PageInput {
        path: it.path.clone(),
        bytes: if known.contains(&file) { it.text.as_bytes().to_vec() } else { Vec::new() },
    };
    held.texts.iter().map(page).collect()
}

/// The files in which an API says that there is something.
fn files(api: &Api) -> BTreeSet<FileId> {
    let info = [api.info.at, api.info.title.as_ref().and_then(|it| it.at)];
    let servers = api.servers.iter().map(|it| it.at);
    let tags = api.tags.iter().map(|it| it.name.at.or(it.at));
    let operations = api.operations().map(|it| it.1.method_at.or(it.1.at));
    let schemas = api.components.schemas.iter().map(|it| it.name.at);
    let all = info.into_iter().chain(servers).chain(tags).chain(operations).chain(schemas);
    all.flatten().map(|it| it.file).collect()
}

/// Puts blanks in place of sections, so that all else stays where it is; whether
/// there are any.
pub(super) fn blank(pages: &mut [PageInput], keys: &BTreeSet<String>) -> bool {
    let mut any = false;
    for page in pages {
        let Ok(text) = std::str::from_utf8(&page.bytes) else { continue };
        let mut ranges = Vec::new();
        for it in sections(FileId::new(0), text) {
            ranges.extend(keys.contains(&it.key).then(|| it.at().range()));
        }
        any |= !ranges.is_empty();
        for range in ranges {
            page.bytes[range].iter_mut().filter(|it| **it != b'\n').for_each(|it| *it = b' ');
        }
    }
    any
}
