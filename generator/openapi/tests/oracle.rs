//! An oracle that is not ours: what is written validates against the official
//! meta-schema of its version, and what is 3.0 loads in `openapiv3`.
//!
//! Needs real documents (`SPECWRIGHT_CORPUS`) and the meta-schemas
//! (`SPECWRIGHT_METASCHEMAS`, a folder with `v3.0/schema.json` and the like).

use std::path::{Path, PathBuf};

use specwright::diag::Report;
use specwright::dialect::Version;
use specwright::read::pages::{PageInput, PageOptions, pages};
use specwright::read::{LoadError, Reading};
use specwright_openapi::{Order, document, typed};

#[test]
fn what_is_written_is_valid_by_the_official_meta_schemas() {
    let Some((documents, schemas)) = material() else { return };
    let mut wrong = Vec::new();
    let mut checked = 0;
    for path in documents {
        let text = read(&path);
        let reading = read_document(&path, &text);
        let Some(version) = reading.api.as_ref().map(|it| it.version) else { continue };
        // A document that is wrong stays wrong in another version.
        if !schemas.is_valid(version, &value(&text)) {
            continue;
        }
        // Each as what it is, and as the two versions that `convert` writes.
        let mut versions = vec![version, Version::V3_0, Version::V3_1];
        versions.dedup();
        for to in versions {
            checked += 1;
            if let Some(why) = fault(&reading, to, &schemas) {
                wrong.push(format!("{} as {to:?}: {why}", path.display()));
            }
        }
    }
    assert!(checked > 0, "no document was checked");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_imported_is_valid_by_the_official_meta_schemas() {
    let Some((corpus, schemas)) = places() else { return };
    let mut wrong = Vec::new();
    let mut checked = 0;
    for (name, paths) in sets_of_pages(&corpus) {
        let inputs = paths.iter().map(|path| PageInput {
            path: path.display().to_string(),
            bytes: read(path).into_bytes(),
        });
        let reading = pages(inputs.collect(), &PageOptions::default());
        checked += usize::from(reading.api.is_some());
        if let Some(why) = fault(&reading, Version::V3_0, &schemas) {
            wrong.push(format!("{name}: {why}"));
        }
    }
    assert!(checked > 20, "only {checked} sets of pages are an API");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Real pages, alone and in sets, and those of the golden cases.
fn sets_of_pages(corpus: &Path) -> Vec<(String, Vec<PathBuf>)> {
    let mut all = Vec::new();
    for folder in ["widdershins", "dialects"] {
        let mut pages = Vec::new();
        files(&corpus.join(folder), &["md"], &mut pages);
        all.extend(pages.into_iter().map(|it| (it.display().to_string(), vec![it])));
    }
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden");
    let cases = golden.read_dir().into_iter().flatten().flatten().map(|it| it.path().join("pages"));
    for folder in cases.filter(|it| it.is_dir()) {
        let mut pages = Vec::new();
        files(&folder, &["md"], &mut pages);
        pages.sort();
        all.push((folder.display().to_string(), pages));
    }
    all
}

/// What is wrong with an API written in a version.
fn fault(reading: &Reading, to: Version, schemas: &Schemas) -> Option<String> {
    let api = reading.api.as_ref()?;
    let written = document(api, to, &Order::new(&reading.trees), &mut Report::new());
    // Whatever a document has no word for may leave a hole that no document
    // of the version can have; each such hole is a finding.
    let json = written.to_json().expect("it prints");
    let value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    if let Some(why) = schemas.first_fault(to, &value) {
        // The meta-schema of 3.1 calls the `server` of a Link Object `body`
        // (OpenAPI 3.1, Link Object, fixed fields).
        let slip = why.contains("/links/") && why.contains("'server' was unexpected");
        return (!slip).then_some(why);
    }
    (to == Version::V3_0).then(|| typed::to_openapiv3(&written).err()).flatten()
}

/// Reads a document with the files that it refers to.
fn read_document(path: &Path, text: &str) -> Reading {
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut load = |name: &str| match std::fs::read(folder.join(name)) {
        Ok(bytes) => Ok(bytes),
        Err(why) => Err(LoadError::Missing(why.to_string())),
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    specwright::read::document(&name, text.as_bytes().to_vec(), &mut load)
}

fn value(text: &str) -> serde_json::Value {
    serde_json::from_str(text).or_else(|_| serde_yaml::from_str(text)).unwrap_or_default()
}

struct Schemas(Vec<(Version, jsonschema::Validator)>);

impl Schemas {
    fn new(folder: &Path) -> Self {
        let one = |(version, name): (Version, &str)| {
            let schema = read(&folder.join(name).join("schema.json"));
            let schema = serde_json::from_str(&schema).expect("a meta-schema is JSON");
            (version, jsonschema::validator_for(&schema).expect("a meta-schema compiles"))
        };
        let all = [
            (Version::V2_0, "v2.0"),
            (Version::V3_0, "v3.0"),
            (Version::V3_1, "v3.1"),
            (Version::V3_2, "v3.2"),
        ];
        Self(all.map(one).into())
    }

    fn of(&self, version: Version) -> &jsonschema::Validator {
        let found = self.0.iter().find(|it| it.0 == version);
        &found.expect("every version has a meta-schema").1
    }

    fn is_valid(&self, version: Version, value: &serde_json::Value) -> bool {
        self.of(version).is_valid(value)
    }

    fn first_fault(&self, version: Version, value: &serde_json::Value) -> Option<String> {
        let fault = self.of(version).iter_errors(value).next()?;
        Some(format!(
            "{}: {}",
            fault.instance_path(),
            fault.to_string().chars().take(200).collect::<String>()
        ))
    }
}

/// The corpus and the meta-schemas, or a loud word that they are missing.
fn places() -> Option<(PathBuf, Schemas)> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let (Some(corpus), Some(schemas)) =
        (folder("SPECWRIGHT_CORPUS"), folder("SPECWRIGHT_METASCHEMAS"))
    else {
        eprintln!("SKIPPED: SPECWRIGHT_CORPUS and SPECWRIGHT_METASCHEMAS are not both set");
        return None;
    };
    Some((corpus, Schemas::new(&schemas)))
}

/// The documents and the meta-schemas.
fn material() -> Option<(Vec<PathBuf>, Schemas)> {
    let (corpus, schemas) = places()?;
    let mut all = Vec::new();
    for folder in [corpus.join("specs"), corpus.join("suites")] {
        files(&folder, &["json", "yaml", "yml"], &mut all);
    }
    all.extend(commits(&corpus));
    all.sort();
    // The largest take minutes in a debug build and show nothing that others do not.
    all.retain(|it| !it.components().any(|it| it.as_os_str() == "fail"));
    all.retain(|it| it.metadata().is_ok_and(|it| it.len() < 2_000_000));
    Some((all, schemas))
}

fn files(folder: &Path, endings: &[&str], all: &mut Vec<PathBuf>) {
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, endings, all);
        } else if path.extension().is_some_and(|it| endings.iter().any(|known| it == *known)) {
            all.push(path);
        }
    }
}

fn commits(corpus: &Path) -> impl Iterator<Item = PathBuf> {
    let folders = corpus.join("coder").read_dir().into_iter().flatten().flatten();
    folders.map(|it| it.path().join("swagger.json"))
}

#[expect(clippy::disallowed_methods, reason = "a test reads its material")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}
