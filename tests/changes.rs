//! The changes between real documents, held against what is known of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use specwright::build::{self, Root};
use specwright::diag::Level;
use specwright::diff::{
    self, Change, Day, Direction, Fate, Kind, Life, SchemePart, Side, Terms, Verdict,
};
use specwright::ir::Api;
use specwright::read::pages::{self, PageInput, PageOptions};
use specwright::read::{self, Reading};

use crate::corpus::{self, Known};
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
    let commits = commits(corpus)?;
    let meanings = diff::meanings();
    let pairs = labelled.into_iter().chain(unknown(corpus)?).map(|it| {
        let both = (api(&it, "old")?, api(&it, "new")?);
        Ok::<Both, String>((it, both))
    });
    for pair in pairs.chain(commits.into_iter().map(Ok)) {
        let (folder, (Some(old), Some(new))) = pair? else { continue };
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
        if let Some(why) = not_turned(&there, &back) {
            let _ = writeln!(wrong, "{}: swapped:\n  {why}", folder.display());
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Where two sides stand, and what they say.
type Both = (PathBuf, (Option<Api>, Option<Api>));

/// Each commit of the reference documents, with the next by name.
fn commits(corpus: &Path) -> Result<Vec<Both>, String> {
    let all = corpus::coder(corpus)?;
    let read = |it: &Known| corpus::read(&it.document).map(|it| it.api);
    let pairs = all.windows(2).map(|it| {
        let both = (read(&it[0])?, read(&it[1])?);
        Ok((it[1].document.clone(), both))
    });
    pairs.collect()
}

/// Two commits between which the base path moved into the paths: by the URLs
/// that clients call hardly anything moved, and no change is told twice.
pub fn moved_base_path(corpus: &Path) -> Result<(), String> {
    let document = |commit: &str| {
        let path = corpus.join("coder").join(commit).join("swagger.json");
        corpus::read(&path)?.api.ok_or_else(|| format!("{}: no API", path.display()))
    };
    let (old, new) = (document("08e17a07fc")?, document("f22d4e2cbb")?);
    let changes = diff::diff(&Side::document(&old), &Side::document(&new), &Terms::default());
    let count = |is: fn(&Kind) -> bool| changes.iter().filter(|it| is(&it.kind)).count();
    let gone = |it: &Kind| matches!(it, Kind::OperationRemoved(_) | Kind::PathRemoved(_));
    let moved = count(|it| *it == Kind::OperationMoved);
    let found = [
        ("at the URL where they were", old.operations().count() - moved - count(gone)),
        ("moved", moved),
        ("removed", count(gone)),
        ("at a new URL", count(|it| *it == Kind::OperationAdded) + moved),
    ];
    if found.map(|it| it.1) != [267, 16, 0, 107] {
        return Err(format!("{found:?}"));
    }
    let shown: Vec<_> = changes.iter().filter(|it| it.level > Level::Off).collect();
    if shown.len() > 450 {
        return Err(format!("{} changes", shown.len()));
    }
    let enums = shown
        .iter()
        .filter(|it| matches!(it.kind, Kind::EnumValue(_) | Kind::BecameEnum | Kind::EnumDropped));
    let mut told = BTreeSet::new();
    for it in enums {
        if !told.insert((it.old, it.new, it.direction, it.id())) {
            return Err(format!("told twice: {}", it.message));
        }
    }
    if told.is_empty() { Err("no enum changed".to_owned()) } else { Ok(()) }
}

/// The versions of one page, scraped in several ways, with the commits that
/// they are of, the oldest first.
const SCRAPES: [(&str, &str); 5] = [
    ("001_24fce3ea2644d5d1.txt", "08e17a07fc"),
    ("003_c266ea09dbd8f336.txt", "7dfa33b410"),
    ("004_99ff2b07353eb2ad.txt", "edee917d88"),
    ("000_551a5b378d0f5c1a.txt", "3fb7c6264f"),
    ("002_b0121fe5b97a5279.txt", "f22d4e2cbb"),
];

/// What one scrape alone does not tell: names that it was given by inference,
/// and of bodies that it knows from a sample alone more than the sample shows.
const UNTOLD: [&str; 2] = [
    "api-operation-id-removed the operationId changed from \
     `upsert-a-custom-organization-role` to `update-a-custom-organization-role`",
    "new-optional-request-property `codersdk.CustomRoleRequest.organization_member_permissions`: \
     the optional property was added",
];

/// From each version of a page to the next the same is told, whether scrapes
/// are compared, or the document of the one with the scrape of the other.
pub fn scrapes(corpus: &Path) -> Result<(), String> {
    let mut wrong = String::new();
    let mut all = BTreeSet::new();
    for it in SCRAPES.windows(2) {
        let (old, new) = (&it[0], &it[1]);
        let scrape = |it: &(&str, &str)| understood(&corpus.join("seeds").join(it.0));
        let document =
            |it: &(&str, &str)| understood(&corpus.join("coder").join(it.1).join("swagger.json"));
        let told = noticed(&scrape(old)?, &scrape(new)?);
        for (how, other) in [
            ("the old document", noticed(&document(old)?, &scrape(new)?)),
            ("the new document", noticed(&scrape(old)?, &document(new)?)),
        ] {
            for text in told.symmetric_difference(&other).filter(|it| !UNTOLD.contains(&&***it)) {
                let by = if told.contains(text) { "the scrapes alone" } else { how };
                let _ = writeln!(wrong, "{} → {}, told by {by}: {text}", old.1, new.1);
            }
        }
        all.extend(told);
    }
    for expected in [
        "response-optional-property-added `codersdk.OrganizationMemberWithUserData.has_ai_seat`",
        "new-optional-request-parameter the optional query parameter `after_id` was added",
        "endpoint-added `GET /organizations/{organization}/members/{user}` was added",
        "response-property-enum-value-added `codersdk.RBACAction`",
    ] {
        if !all.iter().any(|it| it.starts_with(expected)) {
            let _ = writeln!(wrong, "nothing tells: {expected}");
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

fn understood(path: &Path) -> Result<Reading, String> {
    let input = build::open(&[path.to_owned()]).map_err(|why| why.to_string())?;
    Ok(build::understand(input, &Root::of(path)))
}

/// What a client could notice, however the comparison came about.
fn noticed(old: &Reading, new: &Reading) -> BTreeSet<String> {
    let notices = |it: &Change| {
        let direction = it.direction.unwrap_or(Direction::Both);
        it.kind.impact(it.subject, direction).level > Level::Off
    };
    let changes = build::compare(old, new, &Terms::default());
    changes
        .iter()
        .filter(|it| notices(it))
        .map(|it| format!("{} {}", it.id(), it.message))
        .collect()
}

/// What happened to whom, if it happened to one side only.
fn one_sided(kind: Kind) -> Option<(&'static str, bool)> {
    Some(match kind {
        Kind::OperationAdded => ("operation", true),
        Kind::OperationRemoved(_) | Kind::PathRemoved(_) => ("operation", false),
        Kind::ParameterAdded(_) | Kind::PathParameterAdded(_) | Kind::UrlParameterAdded => {
            ("parameter", true)
        }
        Kind::ParameterRemoved(_) => ("parameter", false),
        Kind::BodyAdded(_) => ("body", true),
        Kind::BodyRemoved => ("body", false),
        Kind::HeaderAdded => ("header", true),
        Kind::HeaderRemoved(_) => ("header", false),
        Kind::PropertyAdded { .. } => ("property", true),
        Kind::PropertyRemoved { .. } => ("property", false),
        Kind::BecameRequired(_) => ("required", true),
        Kind::BecameOptional => ("required", false),
        Kind::ReadOnly { on, .. } => ("readOnly", on),
        Kind::WriteOnly { on, .. } => ("writeOnly", on),
        Kind::Pattern(Fate::Added) => ("pattern", true),
        Kind::Pattern(Fate::Removed) => ("pattern", false),
        Kind::Scheme(SchemePart::Itself(Fate::Added), _) => ("scheme", true),
        Kind::Scheme(SchemePart::Itself(Fate::Removed), _) => ("scheme", false),
        Kind::Scheme(SchemePart::Scope(Fate::Added), _) => ("scope", true),
        Kind::Scheme(SchemePart::Scope(Fate::Removed), _) => ("scope", false),
        Kind::Life(Life::Deprecated | Life::DeprecatedWithSunset) => ("deprecated", true),
        Kind::Life(Life::Reactivated) => ("deprecated", false),
        _ => return None,
    })
}

/// What does not turn around when the sides are swapped.
fn not_turned(there: &[Change], back: &[Change]) -> Option<String> {
    let sorted = |mut all: Vec<String>| {
        all.sort();
        all
    };
    let counterparts = |all: &[Change]| {
        let of = |it: &Change| it.kind.counterpart().map(|it| format!("{it:?}"));
        sorted(all.iter().filter_map(of).collect())
    };
    let themselves = |all: &[Change]| {
        let of = |it: &Change| it.kind.counterpart().map(|_| format!("{:?}", it.kind));
        sorted(all.iter().filter_map(of).collect())
    };
    // Others carry what only one of the sides knows: that it is required, that
    // it was announced. The two places tell that they are the same.
    let sides = |all: &[Change], swapped: bool| {
        let of = |it: &Change| {
            let (what, came) = one_sided(it.kind)?;
            Some(format!("{what} {}", came != swapped))
        };
        sorted(all.iter().filter_map(of).collect())
    };
    let pairs = [(counterparts(there), themselves(back)), (sides(there, true), sides(back, false))];
    pairs.iter().find(|(one, two)| one != two).map(|(one, two)| format!("{one:?}\n  {two:?}"))
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
