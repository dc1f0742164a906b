//! Documents of several times the size: the time must grow no faster.

use std::path::Path;

use serde_json::{Map, Value};

use super::measure::usual;
use super::{bytes_of, megabytes, read};
use crate::Outcome;

/// How often each is read: the largest take a second.
const ROUNDS: usize = 3;

pub(super) fn run(corpus: &Path) -> Outcome {
    let bytes = bytes_of(&corpus.join("specs/github.json"))?;
    let value: Value = serde_json::from_slice(&bytes).map_err(|it| it.to_string())?;
    println!("\n{:<28} {:>8} {:>10} {:>18}", "repeated under new names", "MB", "read", "a MB");
    for times in [1, 2, 4] {
        let bytes = repeated(&value, times).to_string().into_bytes();
        let took = usual(ROUNDS, || read(&bytes));
        let size = megabytes(&bytes);
        println!("{times:<28} {size:>8.2} {:>7.1} ms {:>15.2} ms", took * 1e3, took * 1e3 / size);
    }
    Ok(())
}

/// Every path and every schema several times, each under names of its own.
fn repeated(value: &Value, times: usize) -> Value {
    let mut whole = value.clone();
    let entries = |pointer: &str| value.pointer(pointer).and_then(Value::as_object).cloned();
    let (paths, schemas) =
        (entries("/paths").unwrap_or_default(), entries("/components/schemas").unwrap_or_default());
    for (pointer, all, sign) in [("/paths", paths, "/"), ("/components/schemas", schemas, "")] {
        let mut more = Map::new();
        for copy in 0..times {
            for (name, value) in &all {
                let mut value = value.clone();
                rename(&mut value, copy);
                more.insert(format!("{sign}copy-{copy}-{}", name.trim_start_matches('/')), value);
            }
        }
        if let Some(place) = whole.pointer_mut(pointer) {
            *place = Value::Object(more);
        }
    }
    whole
}

/// Lets references to schemas lead to those of a copy.
fn rename(value: &mut Value, copy: usize) {
    const FOLDER: &str = "#/components/schemas/";
    match value {
        Value::String(text) => {
            if let Some(name) = text.strip_prefix(FOLDER) {
                *text = format!("{FOLDER}copy-{copy}-{name}");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|it| rename(it, copy)),
        Value::Object(map) => map.values_mut().for_each(|it| rename(it, copy)),
        _ => {}
    }
}
