//! One JSON value: `specwright explain --schema diff` has its schema.

use serde::Serialize;

use super::{Compared, Shown, Whole};
use crate::report::json::print;

#[derive(Serialize)]
struct One<'a> {
    verdict: &'static str,
    changes: &'a [Shown],
    #[serde(skip_serializing_if = "Option::is_none")]
    semver: Option<Semver>,
}

#[derive(Serialize)]
struct Semver {
    wire: &'static str,
    #[serde(rename = "crate")]
    krate: &'static str,
}

#[derive(Serialize)]
struct Log<'a> {
    versions: Vec<Version<'a>>,
}

#[derive(Serialize)]
struct Version<'a> {
    old: &'a str,
    new: &'a str,
    #[serde(flatten)]
    one: One<'a>,
}

fn one(it: &Compared) -> One<'_> {
    let semver = it.semver.map(|it| Semver { wire: it.0.name(), krate: it.1.name() });
    One { verdict: it.verdict.name(), changes: &it.changes, semver }
}

fn version(it: &Compared) -> Version<'_> {
    Version { old: &it.old, new: &it.new, one: one(it) }
}

pub(super) fn render(whole: Whole<'_>) -> String {
    match whole {
        Whole::One(it) => print(&one(it)),
        Whole::Log(all) => print(&Log { versions: all.iter().map(version).collect() }),
    }
}
