//! A crate on the disk, and what the compiler says of it.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use specwright::emit::rust::Output;
use specwright::files::write_new;

use super::watched::watch;

/// What the compiler said, and what that cost. Dependencies are not counted.
pub(super) struct Checked {
    /// Processor time.
    pub(super) cpu: Duration,
    /// The most memory at once, in bytes.
    pub(super) memory: u64,
    /// What is wrong; nothing, if the crate compiles without a warning.
    pub(super) failure: Option<String>,
}

/// Writes a crate below `target/conformance` and checks it with all warnings
/// denied.
pub(super) fn check(root: &Path, name: &str, output: &Output) -> Result<Checked, String> {
    let place = root.join("target/conformance");
    let folder = place.join(name);
    let cannot = |why: &dyn std::fmt::Display| format!("cannot write `{name}`: {why}");
    // What an earlier run left must not be taken for ours.
    let _ = std::fs::remove_dir_all(&folder);
    output.files.write(&folder).map_err(|why| cannot(&why))?;
    for (path, text) in output.once.iter() {
        write_new(&folder.join(path), text).map_err(|why| cannot(&why))?;
    }
    // The versions that all else is built with; cargo adds what is missing.
    std::fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))
        .map_err(|why| cannot(&why))?;
    let mut command = Command::new("cargo");
    command
        .args(["check", "--quiet", "--lib", "--bins"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", place.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "-D warnings")
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let child = command.spawn().map_err(|why| format!("cannot run cargo: {why}"))?;
    let (cost, ended) = watch(child, "conformance").map_err(|why| why.to_string())?;
    let failure =
        (!ended.status.success()).then(|| String::from_utf8_lossy(&ended.stderr).trim().to_owned());
    // Hundreds of megabytes for the largest.
    let _ = std::fs::remove_dir_all(&folder);
    Ok(Checked { cpu: cost.cpu, memory: cost.memory, failure })
}
