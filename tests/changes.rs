//! The changes between real documents, held against what is known of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use specwright::build;
use specwright::diag::Level;
use specwright::diff::{self, Change, Day, Side, Terms, Verdict};
use specwright::ir::Api;
use specwright::read;
use specwright::read::pages::{self, PageInput, PageOptions};

use crate::golden;

/// A pair of documents with the changes that another tool reports.
#[derive(Debug)]
pub struct Pair {
    /// The name of its folder.
    pub name: String,
    /// `breaking`, `compatible` or `none`.
    pub verdict: String,
    /// The ids of its changes.
    pub ids: BTreeSet<String>,
    folder: PathBuf,
}

/// How our changes compare with those known of the pairs.
#[derive(Debug, Default)]
pub struct Agreement {
    /// How many pairs there are.
    pub pairs: usize,
    /// Pairs with another verdict: theirs and ours.
    pub verdicts: BTreeMap<String, String>,
    /// Pairs with other ids: those that are missing, and those that are ours alone.
    pub ids: BTreeMap<String, String>,
}

/// The pairs whose changes are known.
pub fn pairs(corpus: &Path) -> Result<Vec<Pair>, String> {
    let folder = corpus.join("diff/labelled");
    let table = corpus.join("diff/labelled.tsv");
    let table = fs::read_to_string(&table).map_err(|why| format!("{}: {why}", table.display()))?;
    let pair = |line: &str| {
        let mut columns = line.split('\t');
        let (name, verdict, ids) = (columns.next()?, columns.next()?, columns.next()?);
        let id = |it: &str| it.split('[').next().unwrap_or_default().to_owned();
        Some(Pair {
            name: name.to_owned(),
            verdict: verdict.replace("changed", "compatible"),
            ids: ids.split(',').filter(|it| !it.is_empty()).map(id).collect(),
            folder: folder.join(name),
        })
    };
    Ok(table.lines().skip(1).filter_map(pair).collect())
}

/// The document of this name in a folder, as an API.
fn api(folder: &Path, stem: &str) -> Result<Option<Api>, String> {
    let is_it = |it: &PathBuf| it.file_stem().is_some_and(|it| it == stem);
    let files = fs::read_dir(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let mut files = files.filter_map(Result::ok).map(|it| it.path()).filter(is_it);
    let path = files.next().ok_or_else(|| format!("{}: no `{stem}`", folder.display()))?;
    let text = fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    Ok(read::document_from_str(&path.display().to_string(), &text).api)
}

/// The changes of the pair in a folder; `None` if one of them is no API.
pub fn between(folder: &Path) -> Result<Option<Vec<Change>>, String> {
    let (Some(old), Some(new)) = (api(folder, "old")?, api(folder, "new")?) else {
        return Ok(None);
    };
    // Some announce an end in years to come, others have announced it long ago.
    let terms = Terms { today: Day::new(2026, 1, 1) };
    Ok(Some(diff::diff(&Side::document(&old), &Side::document(&new), &terms)))
}

/// Compares ours with what is known.
pub fn agreement(corpus: &Path) -> Result<Agreement, String> {
    let mut agreement = Agreement::default();
    for pair in pairs(corpus)? {
        let changes = between(&pair.folder)?.unwrap_or_default();
        agreement.pairs += 1;
        let verdict = Verdict::of(&changes).name();
        let shown = changes.iter().filter(|it| it.level > Level::Off);
        let ids: BTreeSet<String> = shown.map(|it| it.id().into_owned()).collect();
        if verdict != pair.verdict {
            agreement.verdicts.insert(pair.name.clone(), format!("{} → {verdict}", pair.verdict));
        }
        if ids != pair.ids {
            let mut text = String::new();
            for id in pair.ids.difference(&ids) {
                let _ = write!(text, " -{id}");
            }
            for id in ids.difference(&pair.ids) {
                let _ = write!(text, " +{id}");
            }
            agreement.ids.insert(pair.name, text.trim().to_owned());
        }
    }
    Ok(agreement)
}

/// The folders of pairs of which nothing is known.
pub fn unknown(corpus: &Path) -> Result<Vec<PathBuf>, String> {
    golden::folders(&corpus.join("diff/unlabelled"))
}

/// Pairs on which we disagree with what is reported elsewhere, and why.
pub const DISAGREEMENTS: &[(&str, &str)] = &[
    (
        "TestBreaking_RequestBodyEnumRemoved",
        "a list of allowed values that is gone allows more in a request, and breaks nobody; \
         the values were not taken away one by one",
    ),
    (
        "TestTransitionClaims_RealChangeAlongsideTransitionStillReported",
        "the same: the list of values is gone, and the type is wider",
    ),
    (
        "TestBreaking_Servers",
        "the only server is another one now; whether the old one still answers no document \
         says, so it is undecided, and not passed over",
    ),
    (
        "TestComponentSecurityTypeUpdated",
        "the scheme of an operation in use was OAuth 2 and is HTTP: no client gets in as before",
    ),
    (
        "TestNewRequestNonPathParameter_DetectsNewPathsAndNewOperations",
        "parameters of whole paths are gone too, which their tool does not look at",
    ),
    (
        "TestBreaking_ReqParameterBecameEnum",
        "that there is a list now says it; its values are not added one by one to nothing",
    ),
    ("TestBreaking_ReqParameterHeaderPropertyBecameEnum", "the same, in a header"),
    ("TestBreaking_ReqPropertyBecameEnum", "the same, of a property"),
    ("TestRequestParameterBecameEnum", "the same, with another type besides"),
    (
        "TestResponseSchemaTypeChangedCheck",
        "a text became an object: that it has properties now is the same change",
    ),
    (
        "TestRequestBodyAndPropertyTypesChangedCheckObjectToArray",
        "an object became a list: that its properties are gone is the same change",
    ),
    (
        "TestListOfTypesIntegration_EdgeCases",
        "the alternative that is an object with `nested` is on both sides, and `nested` is a \
         number now; they tell it only as an alternative that went and one that came",
    ),
    (
        "TestBreaking_AddedEnum",
        "two documents with nothing in common: ours tells what theirs does not look at (an \
         alternative of the security that is gone apart from security that is gone, flows of \
         OAuth 2 other than `implicit`, `not`, encodings of parts, callbacks)",
    ),
    (
        "TestBreaking_DeletedTag",
        "two documents with nothing in common: ours tells a scheme that no operation uses \
         apart, and the properties of a header",
    ),
];

/// Holds the disagreements against the list: none may be new, and none may be
/// listed that is gone.
pub fn verdict(found: &Agreement) -> Result<(), String> {
    let mut wrong = String::new();
    let listed: BTreeSet<&str> = DISAGREEMENTS.iter().map(|it| it.0).collect();
    let names: BTreeSet<&str> =
        found.verdicts.keys().chain(found.ids.keys()).map(String::as_str).collect();
    for name in names.difference(&listed) {
        let verdict = found.verdicts.get(*name).map_or("", String::as_str);
        let ids = found.ids.get(*name).map_or("", String::as_str);
        let _ = writeln!(wrong, "{name} is new: {verdict} {ids}");
    }
    for name in listed.difference(&names) {
        let _ = writeln!(wrong, "{name} is listed, and there is no disagreement");
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Compares each document of a folder tree with itself, and each pair with its
/// sides swapped; says what came out that must not. Every id has a page.
pub fn laws(corpus: &Path) -> Result<(), String> {
    let mut wrong = String::new();
    let labelled = golden::folders(&corpus.join("diff/labelled"))?;
    let meanings = diff::meanings();
    for folder in labelled.into_iter().chain(unknown(corpus)?) {
        let (Some(old), Some(new)) = (api(&folder, "old")?, api(&folder, "new")?) else {
            continue;
        };
        let terms = Terms::default();
        let (old, new) = (Side::document(&old), Side::document(&new));
        for side in [&old, &new] {
            for change in diff::diff(side, side, &terms) {
                let _ = writeln!(wrong, "{}: itself: {}", folder.display(), change.message);
            }
        }
        let there = diff::diff(&old, &new, &terms);
        let back = diff::diff(&new, &old, &terms);
        for change in there.iter().chain(&back) {
            if !meanings.contains_key(&*change.id()) {
                let _ = writeln!(wrong, "`{}` has no page", change.id());
            }
        }
        let kinds = |all: &[Change], way: fn(&Change) -> Option<String>| {
            let mut kinds: Vec<String> = all.iter().filter_map(way).collect();
            kinds.sort();
            kinds
        };
        let kept = kinds(&there, |it| it.kind.counterpart().map(|it| format!("{it:?}")));
        let swapped = kinds(&back, |it| it.kind.counterpart().map(|_| format!("{:?}", it.kind)));
        if kept != swapped {
            let _ = writeln!(wrong, "{}: swapped:\n  {kept:?}\n  {swapped:?}", folder.display());
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// A document against its own pages, whole and one of them: nothing may differ.
pub fn drift(document: &Path, folder: &Path) -> Result<(), String> {
    let text = fs::read_to_string(document).map_err(|why| why.to_string())?;
    let document = read::document_from_str(&document.display().to_string(), &text);
    if document.api.is_none() {
        return Err("the document cannot be read".to_owned());
    }
    let page = |path: PathBuf| -> Result<PageInput, String> {
        let bytes = fs::read(&path).map_err(|why| why.to_string())?;
        Ok(PageInput { path: path.display().to_string(), bytes })
    };
    let files = fs::read_dir(folder).map_err(|why| why.to_string())?;
    let files = files.filter_map(Result::ok).map(|it| it.path());
    let all: Result<Vec<_>, _> = files.map(page).collect();
    let mut wrong = String::new();
    let one = Some(folder.join("members.md")).filter(|it| it.is_file());
    let one = one.map(page).transpose()?;
    let part = one.map(|it| vec![it]);
    for inputs in [all?].into_iter().chain(part) {
        let reading = pages::pages(inputs, &PageOptions::default());
        if reading.api.is_none() {
            return Err("the pages cannot be read".to_owned());
        }
        let terms = Terms::default();
        let there = build::compare(&document, &reading, &terms);
        let both = there.into_iter().chain(build::compare(&reading, &document, &terms));
        for change in both.filter(|it| it.level > Level::Off) {
            let _ = writeln!(wrong, "{}: {}", change.id(), change.message);
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}
