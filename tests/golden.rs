//! Golden cases: a folder is a case, and what is in it says what is done.
//!
//! ```text
//! tests/golden/<name>/
//! ├── case.md        first line: the sentence that is shown when it fails
//! ├── spec.yaml      or spec.json, or spec/openapi.yaml among other files, or pages/
//! ├── config.toml    optional: the settings of outputs
//! └── expected/      a file that is not here is not asked for
//!     ├── diagnostics.snap.txt
//!     ├── ir.snap.txt
//!     ├── types.snap.rs
//!     └── docs/coder/users.snap.md
//! ```
//!
//! The expected files are binary snapshots of insta's: `types.snap` holds what
//! insta notes about `types.snap.rs`, which is the output byte for byte and
//! keeps its extension.
//! To ask for one more, create it empty and run with `INSTA_UPDATE=always`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// One folder.
#[derive(Debug)]
pub struct Case {
    /// The folder.
    pub folder: PathBuf,
    /// What holds, in one sentence.
    pub sentence: String,
    /// The document, or the folder of pages.
    pub input: PathBuf,
    /// The settings, if there are any.
    pub config: Option<PathBuf>,
    /// The outputs that are asked for, by their names without `.snap`.
    pub wanted: BTreeSet<String>,
    /// Names the sections of stock pages that do not come back, if some do not.
    pub lost: Option<PathBuf>,
}

/// The sub-folders of a folder, sorted.
pub fn folders(parent: &Path) -> Result<Vec<PathBuf>, String> {
    Ok(entries(parent)?.into_iter().filter(|it| it.is_dir()).collect())
}

/// Reads what a folder asks for, and errs where it does not say it clearly.
pub fn case(folder: &Path) -> Result<Case, String> {
    let mut case = Case {
        folder: folder.to_owned(),
        sentence: String::new(),
        input: PathBuf::new(),
        config: None,
        lost: None,
        wanted: BTreeSet::new(),
    };
    let mut inputs = Vec::new();
    for path in entries(folder)? {
        match name_of(&path).as_str() {
            "case.md" => case.sentence = first_line(&path)?,
            "config.toml" => case.config = Some(path),
            "lost-on-stock-pages.txt" => case.lost = Some(path),
            "spec.yaml" | "spec.json" | "pages" => inputs.push(path),
            "spec" => inputs.push(document_in(&path)?),
            "expected" => wanted(&path, "", &mut case.wanted)?,
            other => return Err(format!("`{other}` means nothing in a golden case")),
        }
    }
    if case.sentence.is_empty() {
        return Err("`case.md` must open with the sentence that the case proves".to_owned());
    }
    if case.wanted.is_empty() {
        return Err("nothing is asked for: `expected/` is empty".to_owned());
    }
    let given = inputs.len();
    case.input = match (inputs.pop(), given) {
        (Some(input), 1) => input,
        _ => return Err(format!("needs one input, and has {given}")),
    };
    Ok(case)
}

/// Compares each output that is asked for with its snapshot.
/// Errs with the names of those that are not there, and panics, as insta does,
/// on those that differ.
pub fn compare(case: &Case, outputs: &BTreeMap<String, String>) -> Result<(), String> {
    let missing: Vec<&str> =
        case.wanted.iter().map(String::as_str).filter(|it| !outputs.contains_key(*it)).collect();
    if !missing.is_empty() {
        let there: Vec<&str> = outputs.keys().map(String::as_str).collect();
        return Err(format!(
            "there is no output `{}`; there is: {}",
            missing.join("`, `"),
            there.join(", ")
        ));
    }
    let place = |name: &str| {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        (case.folder.join("expected").join(folder), file.to_owned())
    };
    for name in &case.wanted {
        let (folder, file) = place(name);
        show_difference(&folder.join(snapshot_name(&file)), &outputs[name]);
    }
    for name in &case.wanted {
        let (folder, file) = place(name);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(&case.sentence);
        let bytes = outputs[name].clone().into_bytes();
        settings.bind(|| insta::assert_binary_snapshot!(&file, bytes));
    }
    Ok(())
}

/// Prints the lines that differ: of a binary snapshot, insta says only that it does.
fn show_difference(snapshot: &Path, new: &str) {
    let Ok(old) = fs::read_to_string(snapshot) else { return };
    if old != new {
        let diff = similar::TextDiff::from_lines(old.as_str(), new);
        let shown = diff.unified_diff().context_radius(2).header("expected", "new").to_string();
        eprintln!("{}\n{shown}", snapshot.display());
    }
}

/// `types.rs` as insta calls it: `types.snap.rs`.
fn snapshot_name(file: &str) -> String {
    file.replacen('.', ".snap.", 1)
}

/// Notes the outputs that a folder of snapshots asks for.
fn wanted(folder: &Path, prefix: &str, names: &mut BTreeSet<String>) -> Result<(), String> {
    for path in entries(folder)? {
        let name = name_of(&path);
        if path.is_dir() {
            wanted(&path, &format!("{prefix}{name}/"), names)?;
            continue;
        }
        let is_note = path.extension().is_some_and(|it| it == "snap");
        if is_note || name.contains(".snap.new") {
            continue;
        }
        if name.contains(".snap.") {
            names.insert(format!("{prefix}{}", name.replacen(".snap.", ".", 1)));
        } else {
            let asked = snapshot_name(&name);
            return Err(format!("`expected/{prefix}{name}` is never compared; call it `{asked}`"));
        }
    }
    Ok(())
}

/// The file of a folder that is the document; the others are what it refers to.
fn document_in(folder: &Path) -> Result<PathBuf, String> {
    ["openapi.yaml", "openapi.json"]
        .iter()
        .map(|name| folder.join(name))
        .find(|path| path.is_file())
        .ok_or_else(|| "`spec/` needs an `openapi.yaml` or `openapi.json`".to_owned())
}

/// What is in a folder, sorted.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let cannot = |why| format!("cannot list {}: {why}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        paths.push(entry.map_err(cannot)?.path());
    }
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
}

fn first_line(path: &Path) -> Result<String, String> {
    let text =
        fs::read_to_string(path).map_err(|why| format!("cannot open {}: {why}", path.display()))?;
    Ok(text.lines().next().unwrap_or_default().trim_start_matches("# ").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{case, compare};

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("it can be made");
            fs::write(path, text).expect("it can be written");
        }
        folder
    }

    #[test]
    fn a_folder_says_what_is_read_and_what_is_asked_for() {
        let folder = folder(&[
            ("case.md", "A sentence.\nWhy.\n"),
            ("spec/openapi.yaml", ""),
            ("spec/users.yaml", ""),
            ("expected/types.snap", "---\n---\n"),
            ("expected/types.snap.rs", ""),
            ("expected/docs/coder/a.b.snap", ""),
            ("expected/docs/coder/a.snap.b.md", ""),
        ]);
        let found = case(folder.path()).expect("it is clear");
        assert_eq!(found.sentence, "A sentence.");
        assert!(found.input.ends_with("spec/openapi.yaml"));
        assert_eq!(found.wanted.into_iter().collect::<Vec<_>>(), ["docs/coder/a.b.md", "types.rs"]);
    }

    #[test]
    fn a_folder_that_is_not_clear_is_refused() {
        let whole = [("case.md", "A."), ("spec.yaml", ""), ("expected/types.snap.rs", "")];
        assert!(case(folder(&whole).path()).is_ok());
        for wrong in [
            vec![whole[0], whole[1]],
            vec![whole[0], whole[2]],
            vec![whole[1], whole[2]],
            vec![whole[0], whole[1], whole[2], ("spec.json", "")],
            vec![whole[0], whole[1], whole[2], ("expect.md", "")],
            vec![whole[0], whole[1], whole[2], ("expected/server.rs", "")],
        ] {
            assert!(case(folder(&wrong).path()).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn an_output_that_is_not_there_is_named() {
        let files = [("case.md", "A."), ("spec.yaml", ""), ("expected/types.snap.rs", "")];
        let folder = folder(&files);
        let found = case(folder.path()).expect("it is clear");
        let outputs = [("server.rs".to_owned(), String::new())].into();
        let why = compare(&found, &outputs).expect_err("it is not there");
        assert_eq!(why, "there is no output `types.rs`; there is: server.rs");
    }

    #[test]
    fn an_output_is_compared_byte_for_byte() {
        let files = [
            ("case.md", "A."),
            ("spec.yaml", ""),
            ("expected/types.snap", "---\nsnapshot_kind: binary\nextension: rs\n---\n"),
            ("expected/types.snap.rs", "struct A;\n"),
        ];
        let folder = folder(&files);
        let found = case(folder.path()).expect("it is clear");
        let outputs = [("types.rs".to_owned(), "struct A;\n".to_owned())].into();
        compare(&found, &outputs).expect("it is the same");
    }
}
