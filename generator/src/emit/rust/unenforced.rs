//! What a document asks of values and the types that are written do not ask.

use std::collections::BTreeSet;

use crate::diag::Report;
use crate::ir::Schema;
use crate::ir::shape::Kind;

use super::plan::Plan;
use super::rules;

/// Tells, at each schema of a type that is written, of the keywords that no
/// value is held against.
pub(super) fn report(plan: &Plan<'_>, found: &mut Report) {
    if plan.settings.unchecked {
        return;
    }
    let all = plan.settings.operations.is_empty();
    let mut seen = BTreeSet::new();
    for (id, shape) in plan.shapes.iter() {
        let written = all || plan.sent[id.index()] || plan.answered[id.index()];
        if !written || plan.foreign(id).is_some() {
            continue;
        }
        for &part in &shape.parts {
            let schema = &plan.api[part];
            let keywords = unenforced(schema, &shape.kind);
            if keywords.is_empty() || !seen.insert(part) {
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

/// The keywords of a schema that a value of this kind is not held against.
fn unenforced(schema: &Schema, kind: &Kind) -> Vec<&'static str> {
    let mut all: Vec<(&'static str, bool)> = Vec::new();
    if let Some(it) = &schema.logic {
        all.push(("not", it.not.is_some()));
        all.push(("if", it.when.is_some() && (it.then.is_some() || it.otherwise.is_some())));
    }
    if let Some(it) = &schema.object {
        let counted = matches!(kind, Kind::Map(_));
        all.extend([
            ("minProperties", it.min_properties.is_some_and(|it| it > 0) && !counted),
            ("maxProperties", it.max_properties.is_some() && !counted),
            ("propertyNames", it.names.is_some()),
            ("patternProperties", !it.patterns.is_empty()),
            ("unevaluatedProperties", it.unevaluated.is_some()),
            ("dependentRequired", !it.dependent_required.is_empty()),
            ("dependentSchemas", !it.dependent_schemas.is_empty()),
        ]);
    }
    if let Some(it) = &schema.array {
        let counted = matches!(kind, Kind::List(_));
        all.extend([
            ("contains", it.contains.is_some()),
            ("unevaluatedItems", it.unevaluated.is_some()),
            ("uniqueItems", it.unique == Some(true) && !counted),
        ]);
    }
    if let Some(it) = &schema.text {
        all.push(("contentSchema", it.content_schema.is_some()));
    }
    all.into_iter().filter(|it| it.1).map(|it| it.0).collect()
}
