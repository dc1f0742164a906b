//! Whether pages that were given are all that belong together. Pages that are
//! only some of them speak for what they show, and for nothing else.

use std::collections::BTreeSet;
use std::path::Path;

use crate::ir::{Api, Id, Schema};
use crate::read::pages::shown::Shown;

/// Whether the page is here that opens a folder of pages: who gives it gives
/// them all.
pub(super) fn has_index(paths: &[String]) -> bool {
    let stem = |path: &String| Some(Path::new(path).file_stem()?.to_string_lossy().to_lowercase());
    paths.iter().filter_map(stem).any(|it| it == "index" || it == "readme")
}

/// Whether all that these pages lead to is shown, and nothing is shown to which
/// only other pages could lead.
pub(super) fn is_closed(shown: &Shown, api: &Api) -> bool {
    let all = &api.components.schemas;
    let used: BTreeSet<Id<Schema>> =
        api.schemas.iter().filter_map(|(_, it)| it.reference.as_ref()?.to).collect();
    let sections: BTreeSet<&str> = shown.schemas.iter().map(|it| &*it.name.text).collect();
    !sections.is_empty()
        && all.iter().all(|it| used.contains(&it.it.to) && sections.contains(&*it.name.text))
}
