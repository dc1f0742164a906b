//! `cargo xtask bench`: what reading, writing and comparing cost, beside what
//! `serde_json` takes to read the same bytes.
//!
//! Each figure is the median of several runs of this one process, in turn, so
//! that a busy machine slows all of them alike: trust the ratios.

mod difference;
mod growth;
mod measure;
mod memory;
mod tree;
mod validate;
mod yaml;

use std::path::{Path, PathBuf};
use std::time::Duration;

use specwright::diag::Report;
use specwright::emit::docs::{self, Settings};
use specwright::read::{self, LoadError, Reading};

use crate::Outcome;
use crate::bench::measure::{cost, median};
use crate::conformance::corpus_of;

/// How often each thing is done.
const ROUNDS: usize = 7;

/// Prints a table for the documents named, or for some of the corpus.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Outcome {
    if cfg!(debug_assertions) {
        return Err(
            "a debug build says nothing; run `cargo run --release -p xtask -- bench`".into()
        );
    }
    match arguments {
        [kind, path] if kind == memory::CHILD => return memory::child(Path::new(path)),
        [kind, what, path] if kind == growth::CHILD => return growth::child(what, Path::new(path)),
        _ => {}
    }
    let named: Vec<PathBuf> = arguments.iter().map(PathBuf::from).collect();
    let documents = if named.is_empty() { chosen(&corpus_of(root)?)? } else { named };
    println!("CPU time, median of {ROUNDS}; in brackets, times what `serde_json::Value` takes\n");
    println!(
        "{:<28} {:>8} {:>10} {:>18} {:>18} {:>18} {:>18}",
        "document", "MB", "serde_json", "read", "validate", "coder pages", "github pages"
    );
    for path in &documents {
        row(path)?;
    }
    if arguments.is_empty() {
        let corpus = corpus_of(root)?;
        validate::run(&corpus)?;
        yaml::run(&corpus)?;
        memory::run(&documents)?;
        growth::run(&corpus)?;
        tree::run();
        difference::run(&corpus)?;
    }
    Ok(())
}

/// The bytes of a file, or the sentence that says why not.
fn bytes_of(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|why| format!("cannot read `{}`: {why}", path.display()))
}

#[expect(clippy::cast_precision_loss, reason = "megabytes, for a person")]
fn megabytes(bytes: &[u8]) -> f64 {
    bytes.len() as f64 / 1e6
}

/// The newest of the commits, and the largest documents in JSON.
fn chosen(corpus: &Path) -> Result<Vec<PathBuf>, String> {
    let mut specs: Vec<(u64, PathBuf)> = Vec::new();
    let folder = corpus.join("specs");
    let cannot = |why: std::io::Error| format!("cannot list `{}`: {why}", folder.display());
    for entry in folder.read_dir().map_err(cannot)? {
        let entry = entry.map_err(cannot)?;
        let path = entry.path();
        if path.extension().is_some_and(|it| it == "json") {
            specs.push((entry.metadata().map_err(cannot)?.len(), path));
        }
    }
    specs.sort();
    let largest = specs.into_iter().rev().take(6).map(|it| it.1);
    let mut commits: Vec<PathBuf> = Vec::new();
    for entry in corpus.join("coder").read_dir().map_err(cannot)? {
        commits.push(entry.map_err(cannot)?.path().join("swagger.json"));
    }
    commits.sort_by_key(|it| it.metadata().map(|it| it.len()).ok());
    Ok(commits.pop().into_iter().chain(largest).collect())
}

fn row(path: &Path) -> Outcome {
    let bytes = bytes_of(path)?;
    let reading = read(&bytes);
    let api = reading.api.as_ref().ok_or_else(|| format!("`{}` is no API", path.display()))?;
    let checks: Vec<_> =
        specwright::validate::CHECKS.iter().chain(specwright_lint::CHECKS).copied().collect();
    let mut times: [Vec<Duration>; 5] = Default::default();
    for _ in 0..ROUNDS {
        times[0].push(cost(|| serde_json::from_slice::<serde_json::Value>(&bytes)));
        times[1].push(cost(|| read(&bytes)));
        times[2].push(cost(|| {
            let mut report = Report::new();
            specwright::validate::run(&checks, api, &mut report);
            report
        }));
        for (index, style) in ["coder", "github"].into_iter().enumerate() {
            let Some(style) = docs::style(style) else { continue };
            let settings = Settings::new(style, &[], &mut |_| Err(String::new()))?;
            times[3 + index].push(cost(|| (style.emit)(api, &settings, &mut Report::new())));
        }
    }
    let medians = times.map(median);
    let base = medians[0].as_secs_f64();
    let told =
        |it: Duration| format!("{:.1} ms ({:.2})", it.as_secs_f64() * 1e3, it.as_secs_f64() / base);
    let size = megabytes(&bytes);
    println!(
        "{:<28} {size:>8.2} {:>7.1} ms {:>18} {:>18} {:>18} {:>18}",
        name(path),
        base * 1e3,
        told(medians[1]),
        told(medians[2]),
        told(medians[3]),
        told(medians[4]),
    );
    Ok(())
}

fn read(bytes: &[u8]) -> Reading {
    read_whole(bytes.to_vec())
}

/// As [`read()`], with bytes that nobody else keeps.
fn read_whole(bytes: Vec<u8>) -> Reading {
    let mut none = |path: &str| Err(LoadError::Missing(format!("there is no `{path}` here")));
    read::document("openapi.json", bytes, &mut none)
}

/// The file, or its folder where all files have one name.
fn name(path: &Path) -> String {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    match path.parent().and_then(Path::file_name) {
        Some(folder) if file == "swagger.json" => format!("{}/{file}", folder.to_string_lossy()),
        _ => file.into_owned(),
    }
}
