//! What holds for every document, whatever it says: it means the same as
//! itself, with its keys in another order, in the other spelling, as one file,
//! and in another version.
//!
//! Where a version has no word for something, the conversion says so with a
//! place; there, and only there, what was converted may differ.

use std::path::Path;

use specwright::diag::{Diagnostic, Level, Report};
use specwright::dialect::Version;
use specwright::diff::{Change, Side, Terms, diff};
use specwright::ir::{Api, Schema};
use specwright::read::Reading;
use specwright::text::Span;
use specwright_openapi::{Document, Order, Spelling, Value, document};

use crate::corpus;

/// How one form of a document compares with it.
#[derive(Debug)]
pub struct Law {
    /// Which form.
    pub form: &'static str,
    /// What differs without a finding that says so, a line each.
    pub broken: Vec<String>,
    /// What differs where a finding says so.
    pub told: Vec<String>,
}

/// Holds one document against all its forms. Nothing where it is no API.
pub fn of(path: &Path) -> Result<Vec<Law>, String> {
    let original = corpus::read(path)?;
    let (Some(api), Some(tree)) = (&original.api, original.trees.first()) else {
        return Ok(Vec::new());
    };
    let held = Held { path, original: &original, api };
    let spelling = match path.extension() {
        Some(it) if it == "json" => Spelling::Json,
        _ => Spelling::Yaml,
    };
    let twin = if spelling == Spelling::Json { Spelling::Yaml } else { Spelling::Json };
    let mut value = Document(Value::from_node(tree.root()));
    let mut laws = vec![held.against(ITSELF, api, &[])];
    laws.push(held.again(TWIN, twin, &value, &[])?);
    reverse(&mut value.0);
    laws.push(held.again(REVERSED, spelling, &value, &[])?);
    for (to, form) in [(api.version, BUNDLED), (Version::V3_0, AS_3_0), (Version::V3_1, AS_3_1)] {
        if to == api.version && form != BUNDLED {
            continue;
        }
        let mut lost = Report::new();
        let written = document(api, to, &Order::new(&original.trees), &mut lost);
        for spelling in [Spelling::Json, Spelling::Yaml] {
            laws.push(held.again(form, spelling, &written, &lost.found)?);
        }
    }
    Ok(laws)
}

/// Says what differs without a finding that says so.
pub fn verdict(path: &Path) -> Result<(), String> {
    let laws = of(path)?;
    let broken: Vec<String> = laws.into_iter().flat_map(|it| it.broken).collect();
    if broken.is_empty() { Ok(()) } else { Err(broken.join("\n")) }
}

/// The forms, as reports name them.
pub const FORMS: [&str; 6] = [ITSELF, TWIN, REVERSED, BUNDLED, AS_3_0, AS_3_1];

const ITSELF: &str = "itself";
const TWIN: &str = "in the other spelling";
const REVERSED: &str = "keys reversed";
const BUNDLED: &str = "bundled";
const AS_3_0: &str = "as 3.0";
const AS_3_1: &str = "as 3.1";

/// A document that is held against others.
struct Held<'a> {
    path: &'a Path,
    original: &'a Reading,
    api: &'a Api,
}

impl Held<'_> {
    /// Prints a form, reads that, and compares.
    fn again(
        &self,
        form: &'static str,
        spelling: Spelling,
        written: &Document,
        lost: &[Diagnostic],
    ) -> Result<Law, String> {
        let name = if spelling == Spelling::Json { "openapi.json" } else { "openapi.yaml" };
        let again = corpus::read_as(self.path, name, written.print(spelling)?.into_bytes());
        let api =
            again.api.as_ref().ok_or_else(|| format!("{form}: what was written is no API"))?;
        Ok(self.against(form, api, lost))
    }

    /// Where a change is told; what a reference leads to is told at either.
    fn places(&self, at: Option<Span>) -> Vec<Span> {
        let referring = |it: &&Schema| it.at == at && it.reference.is_some();
        let all = self.api.schemas.iter().map(|it| it.1);
        let to = all.filter(referring).filter_map(|it| it.reference.as_deref()?.to);
        to.filter_map(|it| self.api[it].at).chain(at).collect()
    }

    fn against(&self, form: &'static str, other: &Api, lost: &[Diagnostic]) -> Law {
        let (old, new) = (Side::document(self.api), Side::document(other));
        let changes = diff(&old, &new, &Terms::default());
        let (told, broken): (Vec<&Change>, Vec<&Change>) =
            changes.iter().filter(|it| it.level > Level::Off || form == ITSELF).partition(|it| {
                let places = self.places(it.old);
                lost.iter().any(|finding| places.iter().any(|&at| accounts(finding, at)))
            });
        let line = |it: &&Change| {
            let place = it.old.map(|at| self.original.texts.place(at).to_string());
            format!("{form}: {}: {}: {}", place.unwrap_or_default(), it.id(), it.message)
        };
        Law {
            form,
            broken: broken.iter().map(line).collect(),
            told: told.iter().map(line).collect(),
        }
    }
}

/// Whether a finding stands where a change happened.
fn accounts(finding: &Diagnostic, changed: Span) -> bool {
    let Some(finding) = finding.at else { return false };
    let within = |inner: Span, outer: Span| {
        inner.file == outer.file && outer.start <= inner.start && inner.end <= outer.end
    };
    within(changed, finding)
}

/// Turns every map around.
fn reverse(value: &mut Value) {
    match value {
        Value::List(items) => items.iter_mut().for_each(reverse),
        Value::Map(map) => {
            map.0.reverse();
            map.0.iter_mut().for_each(|it| reverse(&mut it.1));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}
