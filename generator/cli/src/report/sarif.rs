//! SARIF 2.1.0, as code scanning takes it.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::fmt::Write as _;

use serde_json::{Value, json};
use specwright::diag::{Level, Rule};

use super::place::{Edit, Fix, Note, Region};
use super::{Finding, json};

pub(super) fn render(all: &[Finding]) -> String {
    let mut rules: Vec<&'static Rule> = all.iter().map(|it| it.rule).collect();
    rules.sort_by_key(|it| it.name);
    rules.dedup_by_key(|it| it.name);
    let results: Vec<Value> = all.iter().map(|it| result(it, &rules)).collect();
    json::print(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "specwright",
                    "version": env!("CARGO_PKG_VERSION"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules.iter().map(|it| describe(it)).collect::<Vec<_>>(),
                }
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn describe(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "help": {
            "text": format!("Run `specwright explain {}`.", rule.name),
            "markdown": rule.page,
        },
        "defaultConfiguration": {
            "enabled": rule.level != Level::Off,
            "level": level(rule.level.name()),
        },
    })
}

fn result(it: &Finding, rules: &[&'static Rule]) -> Value {
    let message = match &it.help {
        Some(help) => format!("{}\n{help}", it.message),
        None => it.message.clone(),
    };
    let mut place = json!({ "physicalLocation": location(&it.at) });
    if !it.pointer.is_empty() {
        place["logicalLocations"] = json!([{ "fullyQualifiedName": it.pointer }]);
    }
    let mut result = json!({
        "ruleId": it.rule.name,
        "ruleIndex": rules.iter().position(|rule| rule.name == it.rule.name),
        "level": level(it.level),
        "message": { "text": message },
        "locations": [place],
    });
    if !it.notes.is_empty() {
        result["relatedLocations"] = it.notes.iter().enumerate().map(related).collect();
    }
    if let Some(fix) = &it.fix {
        result["fixes"] = json!([mended(fix)]);
    }
    result
}

fn related((id, it): (usize, &Note)) -> Value {
    json!({
        "id": id,
        "message": { "text": it.message },
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&it.path) },
            "region": { "startLine": it.line, "startColumn": it.column },
        },
    })
}

fn mended(fix: &Fix) -> Value {
    let change = |it: &Edit| {
        json!({
            "artifactLocation": { "uri": uri(&it.at.path) },
            "replacements": [{
                "deletedRegion": region(&it.at),
                "insertedContent": { "text": it.text },
            }],
        })
    };
    json!({
        "description": { "text": fix.title },
        "artifactChanges": fix.edits.iter().map(change).collect::<Vec<_>>(),
    })
}

fn location(at: &Region) -> Value {
    json!({ "artifactLocation": { "uri": uri(&at.path) }, "region": region(at) })
}

fn region(at: &Region) -> Value {
    json!({
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
    })
}

/// What SARIF calls a level.
fn level(name: &str) -> &str {
    match name {
        "info" => "note",
        "off" => "none",
        _ => name,
    }
}

/// A path as a reference of RFC 3986, relative where the path is.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}
