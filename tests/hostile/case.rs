//! A hostile input, what must be found in it, and what it may cost.

use peak_alloc::PeakAlloc;
use specwright::diag::{Diagnostic, Report};
use specwright::dialect::Version;
use specwright::diff::{Side, Terms, diff};
use specwright::emit::{docs, rust};
use specwright::ir::Api;
use specwright::manner::MANNERS;
use specwright::read::pages::{PageInput, PageOptions, pages};
use specwright::read::{self, LoadError, Reading};
use specwright::validate;
use specwright_openapi::{Order, document};

/// What an input of no bytes may allocate: tables of the program itself.
/// Measured: none takes more than 2 MB.
const FLOOR: usize = 8 << 20;

/// Bytes that each byte of a document may allocate at the peak, all outputs of
/// one kind held at once. Measured: 220 at most, for paths that are alike.
const PER_BYTE: usize = 400;

/// As many for pages, where a heading of 18 bytes may be a whole operation.
/// Measured: 780 at most, for nothing but headings.
const PER_BYTE_OF_PAGES: usize = 950;

/// What aliases and references stand for is bounded by itself; [`FLOOR`] comes
/// on top. Measured: 87 MB at most, for records that hold each other, be they
/// 16 or 20.
const ALIASES: usize = 80 << 20;

/// An input, made only when its turn comes.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    input: Input,
    /// Rules that must find something: with a place and a next step.
    rules: &'static [&'static str],
    /// As many findings there may be at most.
    most: usize,
    expands: bool,
}

enum Input {
    /// A document, and the files that it refers to.
    Document(fn() -> Vec<(&'static str, Vec<u8>)>),
    /// A page, read in every dialect.
    Page(fn() -> String),
}

impl Case {
    /// A document that stands alone.
    pub(crate) fn document(
        name: &'static str,
        rules: &'static [&'static str],
        make: fn() -> Vec<(&'static str, Vec<u8>)>,
    ) -> Self {
        Self { name, input: Input::Document(make), rules, most: 100, expands: false }
    }

    /// A page.
    pub(crate) fn page(name: &'static str, make: fn() -> String) -> Self {
        Self { name, input: Input::Page(make), rules: &[], most: usize::MAX, expands: false }
    }

    /// So many findings there may be.
    pub(crate) fn most(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// Its aliases stand for more than the text, up to the bound that reading sets.
    pub(crate) fn expands(self) -> Self {
        Self { expands: true, ..self }
    }

    /// Reads it, asks every question and writes every output.
    pub(crate) fn run(&self, memory: PeakAlloc) -> Result<(), String> {
        match self.input {
            Input::Document(make) => {
                let files = make();
                let size = files.iter().map(|it| it.1.len()).sum();
                memory.reset_peak_usage();
                let before = memory.current_usage();
                let reading = read_files(&files);
                self.hold(&reading)?;
                self.bounded(memory, before, size)
            }
            Input::Page(make) => {
                let text = make();
                let dialects = MANNERS.iter().map(|it| Some(it.name.to_owned())).chain([None]);
                for dialect in dialects {
                    memory.reset_peak_usage();
                    let before = memory.current_usage();
                    let page = PageInput { path: "page.md".into(), bytes: text.clone().into() };
                    let options = PageOptions { dialect, form: None };
                    self.hold(&pages(vec![page], &options))?;
                    self.bounded(memory, before, text.len())?;
                }
                Ok(())
            }
        }
    }

    fn bounded(&self, memory: PeakAlloc, before: usize, size: usize) -> Result<(), String> {
        let peak = memory.peak_usage().saturating_sub(before);
        let each = match self.input {
            Input::Document(_) => PER_BYTE,
            Input::Page(_) => PER_BYTE_OF_PAGES,
        };
        let bound = FLOOR + each * size + if self.expands { ALIASES } else { 0 };
        if std::env::var_os("HOSTILE_FIGURES").is_some() {
            eprintln!("{}: {} MB for {} kB", self.name, peak >> 20, size >> 10);
        }
        if peak > bound {
            return Err(format!("{size} bytes took {peak} bytes of memory"));
        }
        Ok(())
    }

    fn hold(&self, reading: &Reading) -> Result<(), String> {
        let mut report = Report { found: reading.found.clone() };
        if let Some(api) = &reading.api {
            validate::run(validate::CHECKS, api, &mut report);
            validate::run(specwright_lint::CHECKS, api, &mut report);
            write_all(reading, api);
        }
        for rule in self.rules {
            let found = report.found.iter().find(|it| it.rule.name == *rule);
            let found = found.ok_or_else(|| format!("no `{rule}`:\n{}", told(&report.found)))?;
            found.at.ok_or_else(|| format!("`{rule}` has no place"))?;
            found.help.as_ref().ok_or_else(|| format!("`{rule}` has no next step"))?;
        }
        if report.found.len() > self.most {
            let count = report.found.len();
            return Err(format!("{count} findings are too many:\n{}", told(&report.found)));
        }
        Ok(())
    }
}

/// The first of what was found, a line each.
fn told(found: &[Diagnostic]) -> String {
    let line = |it: &Diagnostic| format!("  [{}] {:.200}", it.rule.name, it.message);
    let lines: Vec<String> = found.iter().take(10).map(line).collect();
    lines.join("\n")
}

fn read_files(files: &[(&'static str, Vec<u8>)]) -> Reading {
    let mut load = |path: &str| match files.iter().find(|it| it.0 == path) {
        Some((_, bytes)) => Ok(bytes.clone()),
        None if path.starts_with("..") => Err(LoadError::Outside),
        None => Err(LoadError::Missing("there is no such file".to_owned())),
    };
    let (path, bytes) = files.first().expect("a case has a document");
    read::document(path, bytes.clone(), &mut load)
}

/// Every output, each dropped before the next.
fn write_all(reading: &Reading, api: &Api) {
    let mut report = Report::new();
    for style in docs::STYLES {
        let settings = docs::Settings::new(style, &[], &mut |_| Err(String::new()));
        drop((style.emit)(api, &settings.expect("nothing is set"), &mut report));
    }
    let crate_name = Some("hostile".to_owned());
    let settings = rust::Settings { crate_name, server: true, ..Default::default() };
    drop(rust::emit(api, &settings, &mut report));
    let order = Order::new(&reading.trees);
    for version in [api.version, Version::V3_0, Version::V3_1] {
        let written = document(api, version, &order, &mut report);
        drop(written.to_yaml().expect("YAML is written"));
        drop(written.to_json().expect("JSON is written"));
    }
    let side = Side::read(api);
    let changes = diff(&side, &side, &Terms::default());
    assert!(changes.is_empty(), "it differs from itself: {:?}", changes.first());
}

/// The start of a document in YAML.
pub(crate) fn head(version: &str) -> String {
    let key = if version == "2.0" { "swagger" } else { "openapi" };
    format!("{key}: '{version}'\ninfo: {{ title: T, version: '1' }}\n")
}

/// One document in YAML.
pub(crate) fn yaml(text: impl Into<Vec<u8>>) -> Vec<(&'static str, Vec<u8>)> {
    vec![("api.yaml", text.into())]
}

/// One document in JSON: what stands behind its `info`.
pub(crate) fn json(version: &str, rest: &str) -> Vec<(&'static str, Vec<u8>)> {
    let head =
        format!("{{\"openapi\":\"{version}\",\"info\":{{\"title\":\"T\",\"version\":\"1\"}},");
    vec![("api.json", format!("{head}{rest}}}").into_bytes())]
}
