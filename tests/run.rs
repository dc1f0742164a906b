//! The one place where cases meet the library: input in, findings and outputs out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use specwright::build;
use specwright::diag::{Diagnostic, Level, Report, Rule};
use specwright::dialect::Version;
use specwright::emit::{docs, rust};
use specwright::ir::{self, Api};
use specwright::read::pages::{self, PageInput, PageOptions};
use specwright::read::{self, LoadError, Reading};
use specwright::text::Span;
use specwright::validate::{self, Check};

use crate::expectation::{Finding, Place};
use crate::golden;
use crate::{again, literate};

const DIAGNOSTICS: &str = "diagnostics.txt";
const IR: &str = "ir.txt";
const OPENAPI: &str = "openapi.yaml";
const RUST: &str = "rust";

/// An input that was read, and asked every question that it should be.
#[derive(Debug)]
pub struct Run {
    reading: Reading,
    found: Vec<Diagnostic>,
}

/// What is set for outputs, by the name of a style or `rust`.
pub type Settings = BTreeMap<String, BTreeMap<String, String>>;

/// Every rule of every shelf.
pub fn rules() -> Vec<&'static Rule> {
    let checks = validate::CHECKS.iter().chain(specwright_lint::CHECKS).map(|it| &it.rule);
    read::RULES
        .iter()
        .chain(pages::RULES)
        .copied()
        .chain(checks)
        .chain(specwright_openapi::RULES.iter().copied())
        .chain(docs::RULES.iter().copied())
        .collect()
}

impl Run {
    /// Reads the files of a literate case.
    /// Matters of taste are asked only where the case, or the page it is on,
    /// names their rule: else every case would have to please all of them.
    pub fn literate(case: &literate::Case, page_rule: Option<&str>) -> Self {
        let asked: Vec<&str> = page_rule.into_iter().chain(case.rules()).collect();
        let taste = specwright_lint::CHECKS.iter().copied();
        let taste: Vec<&'static Check> = taste.filter(|it| asked.contains(&it.rule.name)).collect();
        if case.is_of_pages() {
            return Self::literate_pages(case, &asked, &taste);
        }
        let text = |name: &str| case.files.iter().find(|it| it.name == name).map(|it| &it.text);
        let mut load = |path: &str| match text(path) {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None if path.starts_with("..") => Err(LoadError::Outside),
            None => Err(LoadError::Missing("there is no such file".to_owned())),
        };
        let (name, bytes) = match case.files.first() {
            Some(first) => (first.name.as_str(), first.text.as_bytes().to_vec()),
            None => ("spec.yaml", Vec::new()),
        };
        let mut run = Self::new(read::document(name, bytes, &mut load), &taste);
        if specwright_openapi::RULES.iter().any(|it| asked.contains(&it.name)) {
            run.convert();
        }
        if docs::RULES.iter().any(|it| asked.contains(&it.name)) {
            run.write_pages();
        }
        run
    }

    /// Reads the pages of a literate case, and writes them again where the case
    /// asks for what is lost by that.
    fn literate_pages(case: &literate::Case, asked: &[&str], taste: &[&'static Check]) -> Self {
        let page = |it: &literate::File| PageInput {
            path: it.name.clone(),
            bytes: it.text.clone().into_bytes(),
        };
        let all = case.files.iter().map(page).collect();
        let mut reading = pages::pages(all, &PageOptions::default());
        if asked.contains(&"lost-text") {
            reading.found.extend(build::lost(&reading));
        }
        Self::new(reading, taste)
    }

    /// Writes the pages of every style, for what is found on the way.
    /// What two styles find is found once.
    fn write_pages(&mut self) {
        let Some(api) = &self.reading.api else { return };
        let mut report = Report { found: std::mem::take(&mut self.found) };
        for style in docs::STYLES {
            let settings = docs::Settings::new(style, &[], &mut |path| Err(path.to_owned()));
            if let Ok(settings) = settings {
                (style.emit)(api, &settings, &mut report);
            }
        }
        let mut found = report.sorted();
        found.dedup_by(|one, two| one.rule.name == two.rule.name && one.at == two.at);
        self.found = found;
    }

    /// Writes the API as an OpenAPI 3.0 document, for what is found on the way.
    fn convert(&mut self) {
        let Some(api) = &self.reading.api else { return };
        let order = specwright_openapi::Order::new(&self.reading.trees);
        let mut report = Report { found: std::mem::take(&mut self.found) };
        specwright_openapi::document(api, Version::V3_0, &order, &mut report);
        self.found = report.sorted();
    }

    /// Reads a document from the disk; references lead no further than its folder.
    pub fn document(path: &Path) -> Result<Self, String> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let bytes =
            fs::read(path).map_err(|why| format!("cannot open {}: {why}", path.display()))?;
        let mut load = |path: &str| {
            if path.starts_with("..") {
                return Err(LoadError::Outside);
            }
            fs::read(folder.join(path)).map_err(|why| LoadError::Missing(why.to_string()))
        };
        Ok(Self::new(read::document(&name, bytes, &mut load), &[]))
    }

    /// Reads all pages in a folder and in the folders below it.
    pub fn folder(folder: &Path) -> Result<Self, String> {
        fn below(folder: &Path, path: &str, all: &mut Vec<PageInput>) -> Result<(), String> {
            for entry in golden::entries(folder)? {
                let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let path = format!("{path}{name}");
                if entry.is_dir() {
                    below(&entry, &format!("{path}/"), all)?;
                    continue;
                }
                let bytes = fs::read(&entry).map_err(|why| format!("cannot open {path}: {why}"))?;
                all.push(PageInput { path, bytes });
            }
            Ok(())
        }
        let mut all = Vec::new();
        below(folder, "", &mut all)?;
        Ok(Self::new(pages::pages(all, &PageOptions::default()), &[]))
    }

    /// Reads pages that are in no folder.
    pub fn of_pages(all: Vec<PageInput>) -> Self {
        Self::new(pages::pages(all, &PageOptions::default()), &[])
    }

    /// Reads a text that is in no file; what it refers to elsewhere is missing.
    pub fn text(name: &str, bytes: &[u8]) -> Self {
        let mut load = |_: &str| Err(LoadError::Missing("there is no such file".to_owned()));
        Self::new(read::document(name, bytes.to_vec(), &mut load), &[])
    }

    /// Reads a document below a folder, which references do not leave.
    pub fn below(folder: &Path, path: &str) -> Result<Self, String> {
        let bytes =
            fs::read(folder.join(path)).map_err(|why| format!("cannot open {path}: {why}"))?;
        let mut load = |path: &str| {
            if path.starts_with("..") {
                return Err(LoadError::Outside);
            }
            fs::read(folder.join(path)).map_err(|why| LoadError::Missing(why.to_string()))
        };
        Ok(Self::new(read::document(path, bytes, &mut load), &[]))
    }

    /// Whether an error was found.
    pub fn fails(&self) -> bool {
        self.found.iter().any(|it| it.level == Level::Error)
    }

    /// The errors, a line each.
    pub fn errors(&self) -> impl Iterator<Item = String> {
        let errors = self.found.iter().filter(|it| it.level == Level::Error);
        errors.map(|it| format!("[{}] {}", it.rule.name, it.message))
    }

    fn new(mut reading: Reading, taste: &[&'static Check]) -> Self {
        let mut report = Report { found: std::mem::take(&mut reading.found) };
        if let Some(api) = &reading.api {
            validate::run(validate::CHECKS, api, &mut report);
            validate::run(taste, api, &mut report);
        }
        Self { reading, found: report.sorted() }
    }

    /// What was found, as cases expect it.
    pub fn findings(&self) -> Vec<Finding> {
        let finding = |it: &Diagnostic| Finding {
            at: it.at.map(|at| self.place(at)),
            level: it.level,
            rule: it.rule.name.to_owned(),
            message: it.message.clone(),
        };
        self.found.iter().map(finding).collect()
    }

    /// The output of this name, if there is one.
    pub fn output(&self, name: &str) -> Option<String> {
        self.outputs(&[family(name)], &Settings::new(), Path::new("")).ok()?.remove(name)
    }

    /// The pages in a style.
    /// Files that a setting names are looked for below `folder`.
    pub fn pages(
        &self,
        style: &str,
        set: &[(String, String)],
        folder: &Path,
    ) -> Result<BTreeMap<String, String>, String> {
        let style = docs::style(style).ok_or_else(|| format!("there is no style `{style}`"))?;
        let mut load = |path: &str| {
            fs::read_to_string(folder.join(path))
                .map_err(|why| format!("cannot open {path}: {why}"))
        };
        let settings = docs::Settings::new(style, set, &mut load)?;
        let api = self.api()?;
        let files = (style.emit)(api, &settings, &mut Report::new());
        Ok(files.iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect())
    }

    /// All outputs of some families; a name that is no family gives nothing.
    fn outputs(
        &self,
        families: &[&str],
        settings: &Settings,
        folder: &Path,
    ) -> Result<BTreeMap<String, String>, String> {
        let mut outputs = BTreeMap::new();
        for family in families {
            if let Some(style) = family.strip_prefix("docs/") {
                let set: Vec<(String, String)> = settings
                    .get(style)
                    .into_iter()
                    .flatten()
                    .map(|(k, v)| (k.clone(), v.clone()))
                    .collect();
                for (path, text) in self.pages(style, &set, folder)? {
                    outputs.insert(format!("docs/{style}/{path}"), text);
                }
            }
            match *family {
                DIAGNOSTICS => drop(outputs.insert(DIAGNOSTICS.to_owned(), self.diagnostics())),
                OPENAPI => drop(outputs.insert(OPENAPI.to_owned(), self.openapi()?)),
                IR => drop(outputs.insert(IR.to_owned(), ir::dump(self.api()?))),
                RUST => outputs.extend(self.rust()?),
                _ => {}
            }
        }
        Ok(outputs)
    }

    /// The modules of the generated crate.
    fn rust(&self) -> Result<BTreeMap<String, String>, String> {
        let api = self.api()?;
        let output = rust::emit(api, &rust::Settings::default(), &mut Report::new());
        Ok(output.files.iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect())
    }

    /// What was read.
    pub fn api(&self) -> Result<&Api, String> {
        self.reading.api.as_ref().ok_or_else(|| "the input is no API".to_owned())
    }

    /// The API as a document of OpenAPI 3.0.
    fn openapi(&self) -> Result<String, String> {
        let order = specwright_openapi::Order::new(&self.reading.trees);
        let api = self.api()?;
        let value = specwright_openapi::document(api, Version::V3_0, &order, &mut Report::new());
        value.print(specwright_openapi::Spelling::Yaml)
    }

    /// All that was found, in full.
    fn diagnostics(&self) -> String {
        let mut text = String::new();
        let at = |at: Option<Span>| {
            at.map(|at| format!("{}: ", self.reading.texts.place(at))).unwrap_or_default()
        };
        for it in &self.found {
            let level = it.level.name();
            let _ = writeln!(text, "{}{level}: [{}] {}", at(it.at), it.rule.name, it.message);
            for note in &it.notes {
                let _ = writeln!(text, "  note: {}{}", at(note.at), note.message);
            }
            if let Some(help) = &it.help {
                let _ = writeln!(text, "  help: {help}");
            }
            if let Some(fix) = &it.fix {
                let _ = writeln!(text, "  fix: {}", fix.title);
            }
        }
        text
    }

    fn place(&self, at: Span) -> Place {
        let place = self.reading.texts.place(at);
        Place { file: place.path.to_owned(), line: place.line }
    }
}

/// What an output comes out together with: `docs/<style>`, [`RUST`], or itself.
fn family(name: &str) -> &str {
    if name.starts_with("docs/") {
        let end = name.match_indices('/').nth(1).map_or(name.len(), |(at, _)| at);
        return &name[..end];
    }
    let is_rust = Path::new(name).extension().is_some_and(|it| it == "rs");
    if is_rust { RUST } else { name }
}

/// Our own pages of a golden case, where it asks for them, read back.
pub fn golden_again(case: &golden::Case) -> Result<(), String> {
    for style in ["github", "widdershins"] {
        if !case.wanted.iter().any(|it| family(it).strip_prefix("docs/") == Some(style)) {
            continue;
        }
        let settings = settings(case)?;
        let set = settings.get(style).into_iter().flatten();
        let set: Vec<(String, String)> = set.map(|(k, v)| (k.clone(), v.clone())).collect();
        let mut it = again::again(Run::document(&case.input)?.api()?, style, &set)?;
        if let Some(known) = case.lost.as_deref().filter(|_| style == "widdershins") {
            apart_from(known, &mut it)?;
        }
        it.verdict()?;
    }
    Ok(())
}

/// Takes out the sections of which a case knows that stock pages have no words
/// for what they show; each that is named must differ.
fn apart_from(known: &Path, it: &mut again::Again) -> Result<(), String> {
    let known = fs::read_to_string(known).map_err(|why| why.to_string())?;
    for section in known.lines() {
        let differs = |it: &String| it.lines().next() == Some(section);
        let before = it.differences.len();
        it.differences.retain(|it| !differs(it));
        if it.differences.len() == before {
            return Err(format!("`{section}` comes back now: take it out of the list"));
        }
    }
    Ok(())
}

/// What a golden case sets for outputs.
fn settings(case: &golden::Case) -> Result<Settings, String> {
    let Some(path) = &case.config else { return Ok(Settings::new()) };
    let text = fs::read_to_string(path).map_err(|why| why.to_string())?;
    toml::from_str(&text).map_err(|why| format!("config.toml: {why}"))
}

/// Everything that a golden case asks for.
pub fn golden(case: &golden::Case) -> Result<BTreeMap<String, String>, String> {
    let settings = settings(case)?;
    let mut families: Vec<&str> = case.wanted.iter().map(|name| family(name)).collect();
    families.sort_unstable();
    families.dedup();
    let run =
        if case.input.is_dir() { Run::folder(&case.input)? } else { Run::document(&case.input)? };
    run.outputs(&families, &settings, &case.folder)
}
