//! Documents of several times the size: the time must grow no faster.
//!
//! What `serde_json` takes stands beside it, since a processor is slower on
//! what no longer fits into its caches, whoever reads. Each is measured in a
//! process of its own: one that goes on has memory left over for what is small,
//! and must ask the system for what is large.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::{Map, Value};

use super::measure::{cost, median};
use super::validate::{ASKED, whole};
use super::{bytes_of, megabytes, read};
use crate::Outcome;

/// The argument that makes this process such a one; what is measured and the
/// path of the document follow.
pub(super) const CHILD: &str = "--cost-of";
/// How often each is read: the largest take a second.
const ROUNDS: usize = 5;
/// What is measured.
const COLUMNS: [&str; 4] = ["serde_json", "read", ASKED[0].0, ASKED[1].0];

pub(super) fn run(corpus: &Path) -> Outcome {
    let bytes = bytes_of(&corpus.join("specs/github.json"))?;
    let value: Value = serde_json::from_slice(&bytes).map_err(|it| it.to_string())?;
    print!("\n{:<28} {:>8}", "repeated under new names", "MB");
    for it in COLUMNS {
        print!(" {it:>26}");
    }
    println!();
    let path = std::env::temp_dir().join(format!("specwright-{}.json", std::process::id()));
    let outcome = [1, 2, 4, 8].into_iter().try_for_each(|times| {
        let text = repeated(&value, times).to_string();
        std::fs::write(&path, &text).map_err(|why| why.to_string())?;
        row(times, megabytes(text.as_bytes()), &path)
    });
    let _ = std::fs::remove_file(&path);
    outcome
}

fn row(times: usize, size: f64, path: &Path) -> Outcome {
    let mut columns: [Vec<Duration>; COLUMNS.len()] = Default::default();
    for _ in 0..ROUNDS {
        for (what, column) in COLUMNS.iter().zip(&mut columns) {
            column.push(alone(what, path)?);
        }
    }
    print!("{times:<28} {size:>8.2}");
    for took in columns.map(|it| median(it).as_secs_f64() * 1e3) {
        print!(" {:>26}", format!("{took:.1} ms, {:.2} a MB", took / size));
    }
    println!();
    Ok(())
}

/// What something costs in a process of its own.
fn alone(what: &str, path: &Path) -> Result<Duration, String> {
    let program = std::env::current_exe().map_err(|why| why.to_string())?;
    let output = Command::new(program).args(["bench", CHILD, what]).arg(path).output();
    let output = output.map_err(|why| format!("cannot start another process: {why}"))?;
    let told = String::from_utf8_lossy(&output.stdout);
    let nanoseconds = told.trim().parse().map_err(|_| format!("`{what}` told nothing"))?;
    Ok(Duration::from_nanos(nanoseconds))
}

/// Prints what one of the columns costs, in nanoseconds.
pub(super) fn child(what: &str, path: &Path) -> Outcome {
    let bytes = bytes_of(path)?;
    let took = match COLUMNS.iter().position(|it| *it == what) {
        Some(0) => cost(|| serde_json::from_slice::<Value>(&bytes)),
        Some(1) => cost(|| read(&bytes)),
        Some(2) => cost(|| whole(&bytes, ASKED[0].1)),
        Some(3) => cost(|| whole(&bytes, ASKED[1].1)),
        _ => return Err(format!("nothing is called `{what}`")),
    };
    println!("{}", took.as_nanos());
    Ok(())
}

/// Every path and every component several times, each under names of its own.
///
/// What is not repeated, or a reference that no longer leads anywhere, would
/// have its own price for each byte, and hide how the price of the rest grows.
fn repeated(value: &Value, times: usize) -> Value {
    let mut whole = value.clone();
    if let Some(Value::Object(paths)) = whole.get_mut("paths") {
        *paths = copies(paths, times, "/");
    }
    if let Some(Value::Object(kinds)) = whole.get_mut("components") {
        for kind in kinds.values_mut().filter_map(Value::as_object_mut) {
            *kind = copies(kind, times, "");
        }
    }
    whole
}

fn copies(all: &Map<String, Value>, times: usize, sign: &str) -> Map<String, Value> {
    let mut more = Map::new();
    for copy in 0..times {
        for (name, value) in all {
            let mut value = value.clone();
            rename(&mut value, copy);
            more.insert(format!("{sign}copy-{copy}-{}", name.trim_start_matches('/')), value);
        }
    }
    more
}

/// Lets references to components lead to those of a copy.
fn rename(value: &mut Value, copy: usize) {
    const FOLDER: &str = "#/components/";
    match value {
        Value::String(text) => {
            let target = text.strip_prefix(FOLDER).and_then(|it| it.split_once('/'));
            if let Some((kind, name)) = target {
                *text = format!("{FOLDER}{kind}/copy-{copy}-{name}");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|it| rename(it, copy)),
        Value::Object(map) => map.values_mut().for_each(|it| rename(it, copy)),
        _ => {}
    }
}
