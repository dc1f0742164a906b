//! `cargo xtask conformance rust`: crates for real documents, and whether they
//! compile.

mod crates;
mod watched;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use specwright::diag::Report;
use specwright::emit::rust;
use specwright::ir::Api;
use specwright_tests::corpus;

use self::crates::{Checked, check};
use crate::Outcome;

/// Documents up to this size, in bytes, are the part that CI has the time for.
const PART: u64 = 520_000;
/// Findings about operations that cannot be served.
const UNSERVED: &[&str] = &["unroutable-path", "unusable-file-name"];

/// What came out for one document.
struct Row {
    name: String,
    operations: usize,
    methods: usize,
    /// Writing, from the API to the text of all files.
    generated: Duration,
    lines: usize,
    /// Fields of any value whatever.
    untyped: usize,
    /// Operations that cannot be served, each with its reason.
    unserved: Vec<String>,
    checked: Checked,
}

impl Row {
    fn passes(&self) -> bool {
        self.methods == self.operations && self.checked.failure.is_none()
    }
}

/// Prints a row for each document with operations: of the part that CI runs,
/// of `--all`, or of those whose names contain one of the arguments.
pub(super) fn run(root: &Path, corpus: &Path, arguments: &[String]) -> Outcome {
    let all = arguments.iter().any(|it| it == "--all");
    let named: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|it| !it.starts_with("--")).collect();
    if let Some(other) = arguments.iter().find(|it| it.starts_with("--") && *it != "--all") {
        return Err(format!("there is no flag `{other}`; there is `--all`"));
    }
    println!(
        "{:<28} {:>5} {:>7} {:>8} {:>7} {:>7} {:>8} {:>7}  verdict",
        "document", "ops", "methods", "written", "lines", "untyped", "checked", "memory"
    );
    let mut rows = Vec::new();
    let mut left_out = 0;
    for (name, path) in documents(corpus)? {
        let wanted = match &named[..] {
            [] => all || std::fs::metadata(&path).is_ok_and(|it| it.len() <= PART),
            some => some.iter().any(|it| name.contains(it)),
        };
        if !wanted {
            left_out += 1;
            continue;
        }
        if let Some(row) = row(root, &name, &path)? {
            print(&row);
            rows.push(row);
        }
    }
    verdict(&rows, left_out)
}

/// The documents in daily use and those of the reference pages, by name.
fn documents(corpus: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let mut all: Vec<(String, PathBuf)> = corpus::documents(corpus)?
        .into_iter()
        .map(|it| (it.file_stem().unwrap_or_default().to_string_lossy().into_owned(), it))
        .collect();
    let pages = corpus::coder(corpus)?;
    all.extend(pages.into_iter().map(|it| (format!("coder-{}", it.name), it.document)));
    Ok(all)
}

fn row(root: &Path, name: &str, path: &Path) -> Result<Option<Row>, String> {
    let reading = corpus::read(path)?;
    let Some(api) = reading.api else { return Err(format!("`{name}` is not read at all")) };
    let operations = operations(&api);
    if operations == 0 {
        return Ok(None);
    }
    let settings = rust::Settings {
        crate_name: Some("conformance".to_owned()),
        server: true,
        source: path.file_name().map(|it| it.to_string_lossy().into_owned()),
        ..rust::Settings::default()
    };
    let mut found = Report::new();
    let start = Instant::now();
    let output = rust::emit(&api, &settings, &mut found);
    let generated = start.elapsed();
    let files: BTreeMap<&str, &str> = output.files.iter().chain(output.once.iter()).collect();
    let sources = || files.iter().filter(|it| is_rust(it.0)).map(|it| *it.1);
    let unserved = found.found.iter().filter(|it| UNSERVED.contains(&it.rule.name));
    Ok(Some(Row {
        name: name.to_owned(),
        operations,
        methods: sources().map(methods).sum(),
        generated,
        lines: sources().map(|it| it.lines().count()).sum(),
        untyped: sources().map(untyped).sum(),
        unserved: unserved.map(|it| it.message.clone()).collect(),
        checked: check(root, name, &output)?,
    }))
}

fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == "rs")
}

/// The operations of an API, those of its webhooks among them.
fn operations(api: &Api) -> usize {
    let webhooks = api.webhooks.iter().map(|it| api[*it].operations.len());
    api.operations().count() + webhooks.sum::<usize>()
}

/// The methods of the traits in a file that operations are served by.
fn methods(text: &str) -> usize {
    let Some((_, rest)) = text.split_once("/// What there is to implement.\npub trait ") else {
        return 0;
    };
    let body = rest.split_once("\n}\n").map_or(rest, |it| it.0);
    body.matches("\n    fn ").count()
}

/// The public fields in a file that take any value whatever.
fn untyped(text: &str) -> usize {
    text.lines().filter(|it| it.starts_with("    pub ") && it.contains("serde_json::Value")).count()
}

fn print(row: &Row) {
    let seconds = |it: Duration| format!("{:.2} s", it.as_secs_f64());
    println!(
        "{:<28} {:>5} {:>7} {:>8} {:>7} {:>7} {:>8} {:>4} MB  {}",
        row.name,
        row.operations,
        row.methods,
        seconds(row.generated),
        row.lines,
        row.untyped,
        seconds(row.checked.cpu),
        row.checked.memory / 1_000_000,
        if row.passes() { "passes" } else { "FAILS" },
    );
    for why in &row.unserved {
        println!("  not served: {why}");
    }
    if let Some(why) = &row.checked.failure {
        for line in why.lines().take(12) {
            println!("  {line}");
        }
    }
}

fn verdict(rows: &[Row], left_out: usize) -> Outcome {
    let sum = |what: fn(&Row) -> usize| rows.iter().map(what).sum::<usize>();
    let (operations, unserved) = (sum(|it| it.operations), sum(|it| it.unserved.len()));
    let hundredths = (unserved * 10_000).checked_div(operations).unwrap_or_default();
    println!(
        "{} documents, {operations} operations, {unserved} of them not served ({}.{:02} %){}",
        rows.len(),
        hundredths / 100,
        hundredths % 100,
        if left_out > 0 {
            format!("; {left_out} documents left out, which `--all` takes in")
        } else {
            String::new()
        }
    );
    let failed: Vec<&str> =
        rows.iter().filter(|it| !it.passes()).map(|it| it.name.as_str()).collect();
    if hundredths >= 100 {
        return Err("one operation in a hundred, or more, is not served".to_owned());
    }
    match failed[..] {
        [] => Ok(()),
        _ => Err(format!("these crates are not as they should be: {}", failed.join(", "))),
    }
}
