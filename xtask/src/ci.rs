//! `cargo xtask ci`: the steps of `.ci/run`, which is their one list.

use std::path::Path;
use std::process::Command;

use crate::{Outcome, no_arguments};

/// Runs `.ci/run` and shows what it shows.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Outcome {
    no_arguments(arguments)?;
    let status = Command::new("bash")
        .arg(".ci/run")
        .current_dir(root)
        .status()
        .map_err(|why| format!("cannot start bash: {why}"))?;
    if status.success() {
        return Ok(());
    }
    Err("a step failed; it is the last one that was headed above".to_owned())
}
