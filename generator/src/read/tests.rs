//! Each construct of each version, as the dump shows it.

mod corpus;
mod files;
mod hostile;
mod openapi3;
mod schemas;
mod swagger2;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::ir;
use crate::read::{LoadError, Reading, document, document_from_str};

/// The findings of a reading, a line each.
fn findings(reading: &Reading) -> String {
    let mut all = String::new();
    for it in &reading.found {
        let place = it.at.map(|at| reading.texts.place(at).to_string()).unwrap_or_default();
        let _ = write!(all, "{place} {} {}: {}", it.level.name(), it.rule.name, it.message);
        if let Some(help) = &it.help {
            let _ = write!(all, " ({help})");
        }
        all.push('\n');
    }
    all
}

/// The findings, then the API.
fn shown(reading: &Reading) -> String {
    let api = reading.api.as_ref().map(ir::dump).unwrap_or_default();
    findings(reading) + &api
}

/// A document of a version, of which only the interesting part is written.
fn read(version: &str, rest: &str) -> String {
    let key = if version == "2.0" { "swagger: '2.0'" } else { "openapi: " };
    let version = if version == "2.0" { "" } else { version };
    let paths = if rest.contains("paths:") { "" } else { "paths: {}\n" };
    let text = format!("{key}{version}\ninfo: {{ title: T, version: '1' }}\n{paths}{rest}");
    shown(&document_from_str("api.yaml", &text))
}

/// A document in several files; also the paths that were asked for, in order.
fn read_files(files: &[(&str, &str)]) -> (Reading, Vec<String>) {
    let all: BTreeMap<&str, &str> = files.iter().copied().collect();
    let mut asked = Vec::new();
    let mut load = |path: &str| {
        asked.push(path.to_owned());
        match all.get(path) {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None if path.starts_with("..") => Err(LoadError::Outside),
            None => Err(LoadError::Missing("no such file".to_owned())),
        }
    };
    let (path, text) = files[0];
    let reading = document(path, text.as_bytes().to_vec(), &mut load);
    (reading, asked)
}
