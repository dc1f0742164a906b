//! Documents of several times the size: the time must grow no faster.
//!
//! What `serde_json` takes stands beside it, since a processor is slower on
//! what no longer fits into its caches, whoever reads.

use std::path::Path;
use std::time::Duration;

use serde_json::{Map, Value};

use super::measure::{cost, median};
use super::validate::{ASKED, whole};
use super::{bytes_of, megabytes, read};
use crate::Outcome;

/// How often each is read: the largest take a second.
const ROUNDS: usize = 3;

pub(super) fn run(corpus: &Path) -> Outcome {
    let bytes = bytes_of(&corpus.join("specs/github.json"))?;
    let value: Value = serde_json::from_slice(&bytes).map_err(|it| it.to_string())?;
    let head = ["serde_json", "read", ASKED[0].0, ASKED[1].0];
    print!("\n{:<28} {:>8}", "repeated under new names", "MB");
    for it in head {
        print!(" {it:>26}");
    }
    println!();
    for times in [1, 2, 4, 8] {
        let bytes = repeated(&value, times).to_string().into_bytes();
        let size = megabytes(&bytes);
        let mut rows: [Vec<Duration>; 4] = Default::default();
        for _ in 0..ROUNDS {
            rows[0].push(cost(|| serde_json::from_slice::<Value>(&bytes)));
            rows[1].push(cost(|| read(&bytes)));
            rows[2].push(cost(|| whole(&bytes, ASKED[0].1)));
            rows[3].push(cost(|| whole(&bytes, ASKED[1].1)));
        }
        print!("{times:<28} {size:>8.2}");
        for took in rows.map(|it| median(it).as_secs_f64() * 1e3) {
            print!(" {:>26}", format!("{took:.1} ms, {:.2} a MB", took / size));
        }
        println!();
    }
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
