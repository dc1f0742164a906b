//! The same values as examples: what is valid is never found to be wrong.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use specwright::diag::Report;
use specwright::dialect::Version;
use specwright::emit::rust::TypeOf;
use specwright::read::{self, Reading};
use specwright::source::Node;

use super::{Outcome, Question};

/// What the examples are declared as, before a number.
const PROBE: &str = "Probe of values ";

/// Declares each value of a component as an example of a schema that refers to
/// it, and asks what is found. Not everything that is wrong with an example is
/// found, but what is found must be wrong.
pub(super) fn judge(
    name: &str,
    reading: &Reading,
    types: &[&TypeOf],
    questions: &[Question],
    outcome: &mut Outcome,
) -> Result<(), String> {
    let (Some(api), Some(tree)) = (&reading.api, reading.trees.first()) else { return Ok(()) };
    // Before, nothing may stand beside a reference.
    if api.version < Version::V3_1 {
        return Ok(());
    }
    let mut document: Value =
        serde_json::from_str(&tree.root().to_json()).map_err(|why| why.to_string())?;
    let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut)
    else {
        return Ok(());
    };
    declare(schemas, types, questions, |it| Some(api.schema_name(it.schema)?.to_string()));
    let probed = read::document_from_str("probes.json", &document.to_string());
    let (Some(api), Some(tree)) = (&probed.api, probed.trees.first()) else {
        return Err("the document with the values as examples is none".to_owned());
    };
    let mut report = Report::new();
    let mut checks = specwright_lint::CHECKS.iter().copied();
    let check = checks.find(|it| it.rule.name == "mismatched-example");
    specwright::validate::run(check.as_slice(), api, &mut report);
    let mut found: BTreeMap<usize, String> = BTreeMap::new();
    for it in report.found {
        let places = it.at.into_iter().chain(it.notes.iter().filter_map(|it| it.at));
        for pointer in places.filter_map(|at| tree.node_at(at).map(Node::pointer)) {
            let number = pointer.split('/').find_map(|it| it.strip_prefix(PROBE)?.parse().ok());
            found.extend(number.map(|number: usize| (number, it.message.clone())));
        }
    }
    for (at, message) in found {
        let question = &questions[at];
        let ty = &types[question.of].name;
        if question.faults.is_empty() {
            let value = &question.value;
            outcome.wrong.push(format!("{name}: {ty}: {value}\n  is no bad example: {message}"));
        } else {
            *outcome.found.entry(ty.clone()).or_default() += 1;
        }
    }
    Ok(())
}

fn declare(
    schemas: &mut Map<String, Value>,
    types: &[&TypeOf],
    questions: &[Question],
    component: impl Fn(&TypeOf) -> Option<String>,
) {
    for (at, question) in questions.iter().enumerate() {
        let Some(name) = component(types[question.of]) else { continue };
        let name = name.replace('~', "~0").replace('/', "~1");
        let pointer = format!("#/components/schemas/{name}");
        let probe = json!({ "$ref": pointer, "examples": [question.value] });
        schemas.insert(format!("{PROBE}{at}"), probe);
    }
}
