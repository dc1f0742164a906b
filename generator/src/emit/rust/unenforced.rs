//! What a document asks of values and the types that are written do not ask.

use std::collections::BTreeSet;

use super::plan::Plan;
use super::rules;
use crate::diag::Report;

/// Tells, at each schema of a type that is written, of the keywords that no
/// value is held against.
pub(super) fn report(plan: &Plan<'_>, found: &mut Report) {
    if plan.settings.unchecked {
        return;
    }
    let all = plan.settings.operations.is_empty();
    let mut seen = BTreeSet::new();
    for (id, _) in plan.shapes.iter() {
        let written = all || plan.sent[id.index()] || plan.answered[id.index()];
        if !written || plan.foreign(id).is_some() {
            continue;
        }
        let mut left = plan.unenforced(id).to_vec();
        left.sort();
        for keywords in left.chunk_by(|one, two| one.0 == two.0) {
            let part = keywords[0].0;
            let schema = &plan.api[part];
            let mut keywords: Vec<&str> = keywords.iter().map(|it| it.1).collect();
            keywords.retain(|it| seen.insert((part, *it)));
            if keywords.is_empty() {
                continue;
            }
            let (verb, them) = if keywords.len() == 1 { ("is", "it") } else { ("are", "them") };
            let message = format!(
                "`{}` {verb} not enforced: values that break {them} are taken",
                keywords.join("`, `")
            );
            found
                .add(&rules::UNENFORCED_KEYWORD, schema.at, message)
                .help("check it in the implementation");
        }
    }
}
